// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/expected.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "measure/panel_series.hpp"
#include "measure/row_table.hpp"

namespace maatstaf {

Table ExpectedResult::table() const {
    using Row = ExpectedRow;
    std::vector<Column> columns{detail::text_column("unit", rows, [](const Row& each) { return each.unit; })};
    const auto add = [&](const char* name, double Row::*member) {
        columns.push_back(detail::number_column(name, rows, [&](const Row& each) { return each.*member; }));
    };
    add("before", &Row::before);
    add("observed", &Row::observed);
    add("expected", &Row::expected);
    add("expected_se", &Row::se);
    add("low", &Row::low);
    add("high", &Row::high);
    add("benefit", &Row::benefit);
    add("benefit_low", &Row::benefit_low);
    add("benefit_high", &Row::benefit_high);
    add("probability", &Row::probability);
    add("prevented", &Row::prevented);
    add("n", &Row::n);
    add("points", &Row::points);
    columns.push_back(detail::reason_column(rows));
    return Table(std::move(columns), restricted);
}

namespace measure {

ExpectedResult expected_observed(const Panel& panel, const std::string& indicator, const ExpectedOptions& options) {
    detail::need_confidence(options.confidence);
    if (options.direction != Direction::higher && options.direction != Direction::lower)
        throw ArgumentError(messages::measure_no_direction, {{"got", std::string(to_name(options.direction))}});
    if (options.least_points < 3) throw detail::out_of_range("least_points", ">= 3", options.least_points);
    if (options.nearest < 1) throw detail::out_of_range("nearest", ">= 1", options.nearest);
    if (options.by == ExpectedBy::reference_trend && options.reference.empty())
        throw ArgumentError(messages::measure_needs_reference_unit, {});
    if (options.by == ExpectedBy::peers && options.peers.empty() && options.alike.empty())
        throw ArgumentError(messages::measure_needs_peers, {});
    for (const UnitPeers& each : options.peers) {
        panel.unit(each.unit);
        for (const std::string& id : each.peers) panel.unit(id);
        if (std::find(each.peers.begin(), each.peers.end(), each.unit) != each.peers.end())
            throw ArgumentError(messages::measure_own_peer, {{"unit", each.unit}});
    }
    const detail::PanelSeries series(panel, indicator, options);
    ExpectedResult result;
    result.options = options;
    result.indicator = indicator;
    result.period = panel.periods()[static_cast<std::size_t>(series.periods.back())];
    result.base = panel.periods()[static_cast<std::size_t>(series.periods[static_cast<std::size_t>(series.base)])];
    result.restricted = panel.restricted();
    result.rows.resize(series.units());
    for (std::size_t u = 0; u < series.units(); ++u) result.rows[u].unit = panel.units()[u].id;
    result.caveats.push_back({messages::measure_not_counterfactual, {}});
    result.caveats.insert(result.caveats.end(), series.caveats.begin(), series.caveats.end());
    switch (options.by) {
        case ExpectedBy::own_past: detail::expect_from_past(result, series); break;
        case ExpectedBy::reference_trend: detail::expect_from_reference(result, series); break;
        case ExpectedBy::peers: detail::expect_from_peers(result, series); break;
    }
    return result;
}

}  // namespace measure
}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/describe.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "maatstaf/core/messages/panel.hpp"
#include "core/compensated_sum.hpp"
#include "panel/status_columns.hpp"

namespace maatstaf {
namespace {

/// Hyndman and Fan (1996), type 7: linear between order statistics, position p (n - 1) counted from 0.
double quantile(std::span<const double> sorted, double probability) {
    const double place = probability * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(below);
    if (part == 0.0) return sorted[below];
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

void set_statistics(Description& out, std::vector<double> values) {
    if (values.empty()) return;
    std::ranges::sort(values);
    const auto count = static_cast<double>(values.size());
    detail::CompensatedSum sum;
    for (const double each : values) sum.add(each);
    // Never outside the range by a last bit: the mean of equal values is that value.
    out.mean = std::clamp(sum.value() / count, values.front(), values.back());
    if (values.size() > 1) {
        detail::CompensatedSum squares;
        for (const double each : values) squares.add((each - out.mean) * (each - out.mean));
        out.sd = std::sqrt(squares.value() / (count - 1));
    }
    out.min = values.front();
    out.lower_quartile = quantile(values, 0.25);
    out.median = quantile(values, 0.5);
    out.upper_quartile = quantile(values, 0.75);
    out.max = values.back();
    out.distinct = std::unique(values.begin(), values.end()) - values.begin();
}

void set_caveats(Description& out, const PanelIndicator& indicator) {
    const Parameters place{{"indicator", out.indicator}, {"period", out.period.text()}};
    const auto add = [&](Message message, Parameters more = {}) {
        Parameters parameters = place;
        parameters.insert(parameters.end(), more.begin(), more.end());
        out.caveats.push_back({message, std::move(parameters)});
    };
    if (out.cells.observed == 0) add(messages::nothing_observed);
    if (out.constant()) add(messages::constant_indicator, {{"value", to_text(out.min)}});
    // Ten values that all lie in 0 .. 1 where 0 .. 100 was announced are hardly ever percentages.
    if (indicator.scale == Scale::proportion && indicator.factor >= 100 && out.cells.observed >= 10 && out.max <= 1.0 &&
        out.max > 0.0)
        add(messages::looks_like_shares, {{"max", to_text(out.max)}, {"factor", to_text(indicator.factor)}});
}

Description describe_cells(const PanelIndicator& indicator, const Period& period, const Cells& cells,
                           std::span<const Unit> units, std::optional<UnitKind> kind) {
    Description out;
    out.indicator = indicator.id;
    out.period = period;
    std::vector<double> values;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (kind && units[unit].kind != *kind) continue;
        out.cells.count(cells.status[unit]);
        if (cells.status[unit] != Status::observed) continue;
        values.push_back(cells.value[unit]);
        if (!cells.se.empty() && !std::isnan(cells.se[unit])) ++out.with_se;
        if (!cells.n.empty() && !std::isnan(cells.n[unit])) ++out.with_n;
    }
    set_statistics(out, std::move(values));
    set_caveats(out, indicator);
    return out;
}

/// Kinds that occur, from person up.
std::vector<UnitKind> kinds_of(std::span<const Unit> units) {
    std::vector<UnitKind> kinds;
    for (const auto& each : enum_names(UnitKind{}))
        if (std::ranges::any_of(units, [&](const Unit& unit) { return unit.kind == each.value; }))
            kinds.push_back(each.value);
    return kinds;
}

}  // namespace

DescribeResult describe(const Panel& panel, const DescribeOptions& options) {
    DescribeResult result;
    result.restricted = panel.restricted();
    const auto kinds = kinds_of(panel.units());
    for (std::size_t i = 0; i < panel.indicators().size(); ++i)
        for (std::size_t p = 0; p < panel.periods().size(); ++p) {
            const Cells cells = panel.cells(static_cast<std::int32_t>(i), static_cast<std::int32_t>(p));
            const auto add = [&](std::optional<UnitKind> kind) {
                result.rows.push_back(
                    describe_cells(panel.indicators()[i], panel.periods()[p], cells, panel.units(), kind));
            };
            if (!options.by_kind) {
                add(std::nullopt);
                continue;
            }
            for (const UnitKind kind : kinds) {
                add(kind);
                result.kinds.push_back(kind);
            }
        }
    return result;
}

Table to_table(const DescribeResult& result, Language language) {
    std::vector<std::string> indicators, periods, kinds, caveats;
    std::vector<StatusCounts> counts;
    std::vector<std::uint8_t> constant;
    for (const Description& each : result.rows) {
        indicators.push_back(each.indicator);
        periods.push_back(each.period.text());
        counts.push_back(each.cells);
        constant.push_back(each.constant());
        std::vector<std::string> sentences;
        for (const Caveat& caveat : each.caveats) sentences.push_back(caveat.text(language));
        caveats.push_back(join(sentences, " "));
    }
    for (const UnitKind each : result.kinds) kinds.emplace_back(to_name(each));

    Table table({}, result.restricted);
    table.add(Column::string("indicator", indicators));
    table.add(Column::string("period", periods));
    if (!kinds.empty()) table.add(Column::string("kind", kinds));
    detail::add_counts(table, counts);
    const auto add_numbers = [&](const char* name, double Description::*member) {
        std::vector<double> column;
        for (const Description& each : result.rows) column.push_back(each.*member);
        table.add(Column::float64(name, std::move(column)));
    };
    const auto add_counts_of = [&](const char* name, std::int64_t Description::*member) {
        std::vector<std::int64_t> column;
        for (const Description& each : result.rows) column.push_back(each.*member);
        table.add(Column::int64(name, std::move(column)));
    };
    add_numbers("mean", &Description::mean);
    add_numbers("sd", &Description::sd);
    add_numbers("min", &Description::min);
    add_numbers("lower_quartile", &Description::lower_quartile);
    add_numbers("median", &Description::median);
    add_numbers("upper_quartile", &Description::upper_quartile);
    add_numbers("max", &Description::max);
    add_counts_of("distinct", &Description::distinct);
    table.add(Column::boolean("constant", std::move(constant)));
    add_counts_of("with_se", &Description::with_se);
    add_counts_of("with_n", &Description::with_n);
    table.add(Column::string("caveat", caveats));
    return table;
}

}  // namespace maatstaf

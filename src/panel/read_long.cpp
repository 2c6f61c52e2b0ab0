// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/panel/read.hpp"
#include "panel/scatter.hpp"
#include "panel/table_axes.hpp"

namespace maatstaf {
namespace {

/// The column asked for, or else the one under the usual name if it exists.
const Column* find_optional(const Table& table, const std::string& asked, std::string_view usual) {
    if (!asked.empty()) return &table.column(asked);
    return table.has(usual) ? &table.column(usual) : nullptr;
}

detail::SourceColumns source_columns(const Table& table, const LongOptions& options) {
    detail::SourceColumns columns;
    columns.se = find_optional(table, options.se, "se");
    columns.n = find_optional(table, options.n, "n");
    columns.numerator = find_optional(table, options.numerator, "numerator");
    columns.denominator = find_optional(table, options.denominator, "denominator");
    columns.status = find_optional(table, options.status, "status");
    columns.value = find_optional(table, options.value, "value");
    // Without values there must be something to make them from.
    if (!columns.value && !(columns.numerator && columns.denominator)) columns.value = &table.column("value");
    return columns;
}

/// Which indicator each distinct label of the table is: positions in `wanted`, or -1 where it was not asked for.
std::vector<std::int32_t> choose(const detail::Labels& labels, std::vector<PanelIndicator>& wanted) {
    std::vector<std::int32_t> place(labels.distinct.size(), -1);
    if (wanted.empty()) {
        for (std::size_t i = 0; i < place.size(); ++i) {
            wanted.push_back({.id = labels.distinct[i]});
            place[i] = static_cast<std::int32_t>(i);
        }
        return place;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found = std::ranges::find(labels.distinct, wanted[i].id);
        if (found == labels.distinct.end())
            throw ArgumentError(messages::unknown_indicator, {{"got", wanted[i].id},
                                                             {"nearest", nearest(wanted[i].id, labels.distinct)},
                                                             {"allowed", join(labels.distinct, ", ")}});
        std::int32_t& position = place[static_cast<std::size_t>(found - labels.distinct.begin())];
        if (position >= 0) throw DataError(messages::duplicate_indicator, {{"indicator", wanted[i].id}});
        position = static_cast<std::int32_t>(i);
    }
    return place;
}

/// Row numbers grouped by (indicator, period), in the order of the table.
std::vector<std::vector<std::int64_t>> group_rows(const detail::Labels& labels, std::span<const std::int32_t> place,
                                                  const detail::PeriodAxis& periods, std::size_t indicators) {
    const std::size_t period_count = periods.periods.size();
    std::vector<std::vector<std::int64_t>> groups(indicators * period_count);
    for (std::size_t row = 0; row < labels.positions.size(); ++row) {
        const std::int32_t indicator = place[static_cast<std::size_t>(labels.positions[row])];
        if (indicator < 0) continue;
        const std::size_t period = periods.positions.empty() ? 0 : static_cast<std::size_t>(periods.positions[row]);
        groups[static_cast<std::size_t>(indicator) * period_count + period].push_back(static_cast<std::int64_t>(row));
    }
    return groups;
}

}  // namespace

Panel panel_from_long(const Table& table, const LongOptions& options) {
    if (table.rows() == 0) throw DataError(messages::empty_table);
    const detail::UnitAxis units = detail::read_units(
        table, {options.unit, options.name, options.parent, options.kind, options.unit_kind});
    const detail::PeriodAxis periods = detail::read_periods(table, options.period, options.fixed_period);
    const detail::Labels labels = detail::read_full_labels(table.column(options.indicator));
    std::vector<PanelIndicator> indicators = options.indicators;
    const auto place = choose(labels, indicators);
    const detail::Source source(source_columns(table, options));

    PanelBuilder builder(units.units);
    builder.restricted(options.restricted || table.restricted()).count_rounding(options.count_rounding);
    for (const Period& each : periods.periods) builder.period(each);
    const auto groups = group_rows(labels, place, periods, indicators.size());
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        builder.describe(indicators[i]);
        for (std::size_t p = 0; p < periods.periods.size(); ++p) {
            const auto& rows = groups[i * periods.periods.size() + p];
            if (rows.empty()) continue;
            const detail::Scatter scatter(rows, units, periods.periods[p], indicators[i].id);
            scatter.add_to(builder, indicators[i].id, source);
        }
    }
    return std::move(builder).build();
}

}  // namespace maatstaf

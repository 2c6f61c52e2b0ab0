// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/availability.hpp"

#include <limits>
#include <utility>

#include "panel/status_columns.hpp"

namespace maatstaf {

double StatusCounts::share() const noexcept {
    const std::int64_t possible = observed + absent + suppressed;
    if (possible == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(observed) / static_cast<double>(possible);
}

void StatusCounts::count(Status status) noexcept {
    switch (status) {
        case Status::observed: ++observed; break;
        case Status::absent: ++absent; break;
        case Status::suppressed: ++suppressed; break;
        case Status::not_applicable: ++not_applicable; break;
    }
}

AvailabilityResult availability(const Panel& panel, const AvailabilityOptions& options) {
    AvailabilityResult result;
    result.by = options.by;
    result.restricted = panel.restricted();
    switch (options.by) {
        case PanelAxis::unit:
            for (const Unit& each : panel.units()) result.ids.push_back(each.id);
            break;
        case PanelAxis::indicator:
            for (const PanelIndicator& each : panel.indicators()) result.ids.push_back(each.id);
            break;
        case PanelAxis::period:
            for (const Period& each : panel.periods()) result.ids.push_back(each.text());
            break;
    }
    result.counts.resize(result.ids.size());
    const auto place_of = [by = options.by](std::size_t indicator, std::size_t period, std::size_t unit) {
        return by == PanelAxis::unit ? unit : by == PanelAxis::period ? period : indicator;
    };
    for (std::size_t i = 0; i < panel.indicators().size(); ++i)
        for (std::size_t p = 0; p < panel.periods().size(); ++p) {
            const auto statuses = panel.cells(static_cast<std::int32_t>(i), static_cast<std::int32_t>(p)).status;
            for (std::size_t unit = 0; unit < statuses.size(); ++unit) {
                result.counts[place_of(i, p, unit)].count(statuses[unit]);
                result.total.count(statuses[unit]);
            }
        }
    return result;
}

Table to_table(const AvailabilityResult& result) {
    Table table({}, result.restricted);
    table.add(Column::string(std::string(to_name(result.by)), result.ids));
    detail::add_counts(table, result.counts);
    std::vector<double> shares;
    for (const StatusCounts& each : result.counts) shares.push_back(each.share());
    table.add(Column::float64("share", std::move(shares)));
    return table;
}

void detail::add_counts(Table& table, const std::vector<StatusCounts>& counts) {
    for_each_field<StatusCounts>([&](const auto& each) {
        std::vector<std::int64_t> column;
        for (const StatusCounts& row : counts) column.push_back(row.*each.member);
        table.add(Column::int64(std::string(each.name), std::move(column)));
    });
}

}  // namespace maatstaf

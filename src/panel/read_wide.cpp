// SPDX-License-Identifier: Apache-2.0
#include <numeric>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/panel/read.hpp"
#include "panel/scatter.hpp"
#include "panel/table_axes.hpp"
#include "panel/wide_columns.hpp"

namespace maatstaf {
namespace {

using detail::Scatter;
using detail::Source;
using detail::SourceColumns;

bool has_cells(const SourceColumns& columns) { return columns.value || columns.numerator; }

std::vector<std::int64_t> all_rows(const Table& table) {
    std::vector<std::int64_t> rows(table.rows());
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

/// One row per unit; each column is of one period.
void add_periods_in_names(PanelBuilder& builder, const Table& table, const detail::UnitAxis& units,
                          const detail::WideColumns& columns) {
    std::vector<Scatter> scatters;
    for (const Period& each : columns.periods()) scatters.emplace_back(all_rows(table), units, each);
    for (const PanelIndicator& indicator : columns.indicators()) {
        builder.describe(indicator);
        for (std::size_t p = 0; p < scatters.size(); ++p) {
            const SourceColumns found = columns.of(indicator.id, &columns.periods()[p]);
            if (has_cells(found)) scatters[p].add_to(builder, indicator.id, Source(found));
        }
    }
}

/// One row per unit and period; each column has all periods.
void add_periods_in_rows(PanelBuilder& builder, const Table& table, const detail::UnitAxis& units,
                         const detail::WideColumns& columns, const WideOptions& options) {
    const detail::PeriodAxis periods = detail::read_periods(table, options.period, options.fixed_period);
    std::vector<std::vector<std::int64_t>> rows(periods.periods.size());
    for (std::size_t row = 0; row < table.rows(); ++row)
        rows[periods.positions.empty() ? 0 : static_cast<std::size_t>(periods.positions[row])].push_back(
            static_cast<std::int64_t>(row));
    std::vector<Scatter> scatters;
    for (std::size_t p = 0; p < rows.size(); ++p) scatters.emplace_back(rows[p], units, periods.periods[p]);
    for (const PanelIndicator& indicator : columns.indicators()) {
        builder.describe(indicator);
        const Source source(columns.of(indicator.id, nullptr));
        for (const Scatter& each : scatters) each.add_to(builder, indicator.id, source);
    }
}

}  // namespace

Panel panel_from_table(const Table& table, const WideOptions& options) {
    if (!options.period.empty() && !options.fixed_period.empty())
        throw ArgumentError(messages::period_given_twice,
                            {{"column", options.period}, {"fixed", options.fixed_period}});
    if (table.rows() == 0) throw DataError(messages::empty_table);
    const detail::UnitAxis units = detail::read_units(
        table, {options.unit, options.name, options.parent, options.kind, options.unit_kind});
    const detail::WideColumns columns(table, options);
    PanelBuilder builder(units.units);
    builder.restricted(options.restricted || table.restricted()).count_rounding(options.count_rounding);
    if (columns.periods().empty())
        add_periods_in_rows(builder, table, units, columns, options);
    else
        add_periods_in_names(builder, table, units, columns);
    return std::move(builder).build();
}

}  // namespace maatstaf

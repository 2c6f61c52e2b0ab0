// SPDX-License-Identifier: Apache-2.0
#include "panel/scatter.hpp"

#include <limits>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"

namespace maatstaf::detail {
namespace {

Numbers numbers_or_none(const Column* column) { return column ? read_numbers(*column) : Numbers{}; }

}  // namespace

Source::Source(const SourceColumns& columns)
    : value{numbers_or_none(columns.value)},
      se{numbers_or_none(columns.se)},
      n{numbers_or_none(columns.n)},
      numerator{numbers_or_none(columns.numerator)},
      denominator{numbers_or_none(columns.denominator)} {
    if (columns.status) status = read_statuses(*columns.status);
}

Scatter::Scatter(std::span<const std::int64_t> rows, const UnitAxis& units, const Period& period,
                 std::string_view indicator)
    : period_{period}, row_of_(units.units.size(), -1) {
    for (const std::int64_t row : rows) {
        const auto unit = static_cast<std::size_t>(units.positions[static_cast<std::size_t>(row)]);
        if (row_of_[unit] >= 0)
            throw DataError(messages::duplicate_unit_period, {{"unit", units.units[unit].id},
                                                             {"period", period.text()},
                                                             {"indicator", std::string(indicator)},
                                                             {"first", std::to_string(row_of_[unit] + 1)},
                                                             {"second", std::to_string(row + 1)}});
        row_of_[unit] = row;
    }
}

std::vector<double> Scatter::place(const Numbers& numbers) const {
    std::vector<double> out;
    if (numbers.values.empty()) return out;
    out.assign(row_of_.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t unit = 0; unit < out.size(); ++unit)
        if (row_of_[unit] >= 0) out[unit] = numbers.values[static_cast<std::size_t>(row_of_[unit])];
    return out;
}

std::vector<Status> Scatter::reasons(const Source& source) const {
    std::vector<Status> out;
    if (source.status.empty() && source.value.statuses.empty()) return out;
    out.assign(row_of_.size(), Status::observed);
    for (std::size_t unit = 0; unit < out.size(); ++unit) {
        if (row_of_[unit] < 0) continue;
        const auto row = static_cast<std::size_t>(row_of_[unit]);
        if (!source.status.empty()) out[unit] = source.status[row];
        // What the column of values says itself counts where the status column is silent. A plain empty cell is no
        // statement: numerator and denominator may still fill it.
        if (out[unit] == Status::observed && !source.value.statuses.empty() &&
            source.value.statuses[row] != Status::absent)
            out[unit] = source.value.statuses[row];
    }
    return out;
}

void Scatter::add_to(PanelBuilder& builder, std::string_view indicator, const Source& source) const {
    CellParts parts;
    parts.se = place(source.se);
    parts.n = place(source.n);
    parts.numerator = place(source.numerator);
    parts.denominator = place(source.denominator);
    parts.status = reasons(source);
    for (const std::int64_t row : row_of_) parts.rows.push_back(row + 1);
    std::vector<double> values = place(source.value);
    if (values.empty()) values.assign(row_of_.size(), std::numeric_limits<double>::quiet_NaN());
    builder.add(indicator, period_, std::move(values), std::move(parts));
}

}  // namespace maatstaf::detail

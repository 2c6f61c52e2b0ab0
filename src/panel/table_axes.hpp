// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/table.hpp"
#include "maatstaf/panel/unit.hpp"
#include "maatstaf/core/period.hpp"

namespace maatstaf::detail {

/// Texts of a column as positions in a list of the distinct ones, in order of first appearance. Blanks around them are
/// taken off. `positions` has -1 where the cell is missing or blank.
struct Labels {
    std::vector<std::string> distinct;
    std::vector<std::int32_t> positions;      ///< one per row
    std::vector<std::int64_t> first_row;      ///< one per distinct text, counted from 0
};

/// Reads a text column, or one of whole numbers as their digits. Throws ArgumentError (column_type) for other types.
Labels read_labels(const Column& column);

/// As `read_labels`, and throws DataError (missing_id) with the row when a cell is empty.
Labels read_full_labels(const Column& column);

/// Which columns describe units; empty names: no such column. See `WideOptions`.
struct UnitColumns {
    std::string unit, name, parent, kind, unit_kind;
};
struct UnitAxis {
    std::vector<Unit> units;                  ///< in order of first appearance
    std::vector<std::int32_t> positions;      ///< one per row
};
UnitAxis read_units(const Table& table, const UnitColumns& columns);

struct PeriodAxis {
    std::vector<Period> periods;              ///< ascending
    std::vector<std::int32_t> positions;      ///< one per row; empty: all rows are of the first period
};
PeriodAxis read_periods(const Table& table, const std::string& column, const std::string& fixed);

/// Numbers of a column, read in place where possible, NaN where missing.
struct Numbers {
    std::span<const double> values;
    std::span<const Status> statuses;         ///< empty: all observed
    std::vector<double> owned;
};
/// Throws DataError (column_not_numeric) that shows the first text, unless every cell of the column is missing.
Numbers read_numbers(const Column& column);

/// Statuses by name; `observed` where the cell is empty. Throws DataError (unknown_status) that names the row.
std::vector<Status> read_statuses(const Column& column);

}  // namespace maatstaf::detail

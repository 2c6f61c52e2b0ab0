// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/panel/builder.hpp"
#include "panel/table_axes.hpp"

namespace maatstaf::detail {

/// Columns of a table from which the cells of an indicator come; null: there is none.
struct SourceColumns {
    const Column* value = nullptr;
    const Column* se = nullptr;
    const Column* n = nullptr;
    const Column* numerator = nullptr;
    const Column* denominator = nullptr;
    const Column* status = nullptr;
};

/// The same, read as numbers and statuses. Parts without a column are empty.
struct Source {
    explicit Source(const SourceColumns& columns);
    Numbers value, se, n, numerator, denominator;
    std::vector<Status> status;
};

/// Where the rows of one period (and, in a long table, of one indicator) go: each to its unit.
class Scatter {
public:
    /// Throws DataError (duplicate_unit_period) when two rows are about one unit; `indicator` is named when not empty.
    Scatter(std::span<const std::int64_t> rows, const UnitAxis& units, const Period& period,
            std::string_view indicator = {});

    void add_to(PanelBuilder& builder, std::string_view indicator, const Source& source) const;

private:
    std::vector<double> place(const Numbers& numbers) const;
    std::vector<Status> reasons(const Source& source) const;

    Period period_;
    std::vector<std::int64_t> row_of_;  ///< per unit the row it comes from, counted from 0, or -1
};

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "maatstaf/measure/shares.hpp"
#include "measure/measure_rows.hpp"

namespace maatstaf::detail {

/// A share with what its limits need.
struct ShareEstimate {
    double value = 0.0, se = 0.0;
    double effective = 0.0;   ///< rows of different people that would say as much; before the factor for few clusters
    double clusters = 0.0;
    bool clustered = false;   ///< some rows belong together, or weigh differently
    double yes = 0.0;         ///< rows that say yes; NaN unless each says yes or no and weighs alike

    Limits limits(double level) const;
};

/// Columns that shares have, in this order: count, se, clusters, response, least, most, least_low, most_high, left_out.
inline constexpr const char* share_columns[] = {"count", "se",        "clusters",  "response", "least",
                                                "most",  "least_low", "most_high", "left_out"};

/// One row of shares; what is not known is NaN.
struct ShareCells {
    double value = 0.0, n = 0.0;
    double count = 0.0, se = 0.0, clusters = 0.0, response = 0.0, least = 0.0, most = 0.0, least_low = 0.0,
           most_high = 0.0, left_out = 0.0;
    std::vector<Limits> limits{};
    double numerator = 0.0, denominator = 0.0;  ///< counts that say how sure it is, or NaN
    bool clustered = false;
    EmptyReason reason = EmptyReason::none;

    ShareCells();
    std::vector<double> more() const {
        return {count, se, clusters, response, least, most, least_low, most_high, left_out};
    }
    RowNumber number() const { return {MeasureKind::proportion, numerator, denominator}; }
};

/// A row as it is, and as it could be at the least and at the most where it is not known.
struct ShareRow {
    double value = 0.0;   ///< NaN: not known
    double least = 0.0, most = 0.0;
    std::int32_t cluster = 0;
    double weight = 1.0;
};
inline ShareRow share_row(double value, std::int32_t cluster, double weight = 1.0) {
    const bool known = value == value;
    return {value, known ? value : 0.0, known ? value : 1.0, cluster, weight};
}

ShareCells share_of(std::span<const ShareRow> rows, std::span<const double> level);

struct WindowRow {
    double time = 0.0;
    bool event = false;
    double followed = 0.0;
    std::int32_t cluster = 0;
};
struct WindowCells {
    ShareCells kaplan_meier{}, complete{};
};
WindowCells window_share_of(std::span<const WindowRow> rows, double window, std::span<const double> level);

}  // namespace maatstaf::detail

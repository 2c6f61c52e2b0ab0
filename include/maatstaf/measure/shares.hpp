// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "maatstaf/measure/result.hpp"

namespace maatstaf {

struct ShareOptions {
    std::vector<double> level{0.95};
    static constexpr auto fields() {
        return std::tuple{field("level", &ShareOptions::level, "levels of confidence, each between 0 and 1")};
    }
};

/// Rows of which some belong together: goals of one client, endings of one person, clients of one household.
struct ShareRows {
    std::span<const double> value{};           ///< 0 .. 1 (1: yes); NaN: not known (no answer, still open)
    std::span<const std::int32_t> cluster{};   ///< who the row is of, any number from 0; empty: all different
    std::span<const double> weight{};          ///< above 0; empty: equal
};

/// Times until something happens, such as a new start of help, seen for a limited time.
struct WindowRows {
    std::span<const double> time{};            ///< until it happened, or until the row was last seen; 0 or more
    std::span<const double> event{};           ///< 1: it happened then, 0: not yet
    /// How long the row would have been seen had it not happened; empty: not known, and then there is no `complete`.
    std::span<const double> followed{};
    std::span<const std::int32_t> cluster{};   ///< as above
};

namespace measure {

/// The share of yes among what is known, per group (all rows, where `groups` is empty), with the limits of Wilson at
/// the number of independent rows that has the same variance: p (1 - p) / Var, Var between clusters, times
/// (z / t)^2 for few clusters (Korn and Graubard 1998). Where all rows are of different people it is Wilson's interval
/// itself; where all or none say yes each cluster counts as one row. `least` and `most`: the share if nobody, or
/// everybody, of those who are not known said yes (Manski 1989), and `least_low` and `most_high` the outer limits of
/// both, at the first level. Columns: count (weight that says yes), se, clusters, response, least, most, least_low,
/// most_high, left_out (rows not known). Throws DataError for values outside 0 .. 1 and weights not above 0.
MeasureResult share(const ShareRows& rows, const RowGroups& groups = {}, const ShareOptions& options = {});

/// The part that has had the event within `window`, with rows not yet seen that long: one minus the curve of Kaplan and
/// Meier, its variance by the influence of each cluster (Greenwood's where all are different), limits of Wilson at the
/// number of rows with the same variance (Rothman 1978). Reason `not_followed` where nobody was seen for the whole
/// window and the curve is not down to 0. Columns as `share`, with count the events seen within the window, `least`
/// and `most` if none or all of those lost from sight had it later within the window, and `complete` (the share among
/// those who could be seen for the whole window) with `complete_low`, `complete_high` and `complete_n`.
MeasureResult share_within(const WindowRows& rows, double window, const RowGroups& groups = {},
                           const ShareOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

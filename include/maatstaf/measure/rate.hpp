// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <tuple>
#include <vector>

#include "maatstaf/measure/limits.hpp"

namespace maatstaf {

struct RateOptions {
    std::vector<double> level{0.95};
    CountInterval method = CountInterval::byar;
    double exact_below = 10.0;  ///< counts below this have exact limits instead of byar; 0: none
    double per = 100'000.0;     ///< people that the rate is of
    MissingCounts missing = MissingCounts::empty;
    bool fractional = false;    ///< counts may be weighted or estimated; their limits are then approximate
    static constexpr auto fields() {
        using O = RateOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("method", &O::method, "how limits are made"),
                          field("exact_below", &O::exact_below, "counts below this have exact limits instead of byar"),
                          field("per", &O::per, "people that the rate is of"),
                          field("missing", &O::missing, "what a row with a missing cell does to its group"),
                          field("fractional", &O::fractional, "counts need not be whole")};
    }
};

struct ProportionOptions {
    std::vector<double> level{0.95};
    ProportionInterval method = ProportionInterval::wilson;
    double per = 1.0;  ///< 100 for percentages
    MissingCounts missing = MissingCounts::empty;
    bool fractional = false;
    static constexpr auto fields() {
        using O = ProportionOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("method", &O::method, "how limits are made"),
                          field("per", &O::per, "1 for proportions, 100 for percentages"),
                          field("missing", &O::missing, "what a row with a missing cell does to its group"),
                          field("fractional", &O::fractional, "counts need not be whole")};
    }
};

struct MeanOptions {
    std::vector<double> level{0.95};
    MissingCounts missing = MissingCounts::skip;
    static constexpr auto fields() {
        using O = MeanOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("missing", &O::missing, "what a missing value does to its group")};
    }
};

namespace measure {

// One value per group; per row where `groups` is empty. Counts and people of a group are added up. Throw DataError on
// a negative number, a fractional count (unless allowed), and ArgumentError on other lengths and levels.

/// The count itself. Columns: left_out.
MeasureResult count(std::span<const double> events, const RowGroups& groups = {}, const RateOptions& options = {});

/// per x events / population. Columns: count, left_out. Events where there are no people throw DataError; no events
/// and no people gives an empty value.
MeasureResult rate(std::span<const double> events, std::span<const double> population, const RowGroups& groups = {},
                   const RateOptions& options = {});

/// per x numerator / denominator. Columns: count, left_out. A row with more in its numerator than in its denominator
/// throws DataError.
MeasureResult proportion(std::span<const double> numerator, std::span<const double> denominator,
                         const RowGroups& groups = {}, const ProportionOptions& options = {});

/// per x observed / expected, with the limits of the observed count. Columns: observed, expected, left_out.
MeasureResult ratio(std::span<const double> observed, std::span<const double> expected, const RowGroups& groups = {},
                    const RateOptions& options = {});

/// The mean of the values of a group (all values, where `groups` is empty), with limits of Student's t. Columns: sd,
/// se, left_out.
MeasureResult mean(std::span<const double> values, const RowGroups& groups = {}, const MeanOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

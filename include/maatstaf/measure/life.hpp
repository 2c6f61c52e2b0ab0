// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <tuple>
#include <vector>

#include "maatstaf/measure/result.hpp"

namespace maatstaf {

struct LifeOptions {
    std::vector<double> level{0.95};
    double minimum_population = 5000.0;  ///< a group with fewer people has no value
    bool every_age = false;              ///< a row for the start of every band, not only for the first
    static constexpr auto fields() {
        using O = LifeOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("minimum_population", &O::minimum_population,
                                "a group with fewer people has no value"),
                          field("every_age", &O::every_age, "a row for the start of every band")};
    }
};

/// Deaths and person-years by group and age band, a row each, in any order.
struct LifeTableRows {
    std::span<const double> deaths{};
    std::span<const double> population{};
    std::span<const double> start{};  ///< age at which the band starts; the last band of a group is open
    /// Years lived in the band by those who die in it, as a part of its width; empty: 0.1 in a first band that starts
    /// at 0 and is one year wide, 0.5 elsewhere.
    std::span<const double> lived{};
    RowGroups groups{};               ///< empty: all rows together
    /// Age at which the band ends, in whole years: infinite for an open one, NaN where nobody says. Empty: nobody does.
    std::span<const double> end{};
};

namespace measure {

/// Life expectancy from an abridged life table (Chiang 1984), with the variance of Silcocks, Jenner & Reza (2001),
/// which has a term for the open band. Any bands will do; every group needs the same ones. Columns: age, deaths, se.
/// Throws DataError on more deaths than people, a band given twice, a group that lacks a band that others have, and
/// ends that do not meet the start of the next band.
MeasureResult life_expectancy(const LifeTableRows& rows, const LifeOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

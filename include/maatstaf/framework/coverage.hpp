// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

/// What is measured of one result.
struct ResultCoverage {
    std::string result{};
    std::string name{};
    std::int32_t indicators = 0;     ///< that hang on it
    std::int32_t scored = 0;         ///< of which say something about the result itself: no context, input or output
    std::int32_t contributions = 0;  ///< that serve it
    std::string focus_group{};
    bool focus_covered = false;      ///< true when it has indicators and they measure the focus group apart, if any
    std::string gap{};
    static constexpr auto fields() {
        using R = ResultCoverage;
        return std::tuple{field("result", &R::result, "id of a result"),
                          field("name", &R::name, "its name"),
                          field("indicators", &R::indicators, "indicators that hang on it"),
                          field("scored", &R::scored, "of which say something about the result itself"),
                          field("contributions", &R::contributions, "contributions that serve it"),
                          field("focus_group", &R::focus_group, "for whom in particular"),
                          field("focus_covered", &R::focus_covered, "whether that group is measured apart"),
                          field("gap", &R::gap, "what is known to be missing")};
    }
};

/// What is measured of one contribution: indicators per criterion, on itself and on its activities.
struct ContributionCoverage {
    std::string contribution{};
    std::string organisation{};
    std::int32_t reach_and_spread = 0;
    std::int32_t perceived_usefulness = 0;
    std::int32_t goal_realisation = 0;
    double remainder = 0.0;          ///< part that serves other or unknown ends; shares not agreed on count as unknown
    static constexpr auto fields() {
        using C = ContributionCoverage;
        return std::tuple{field("contribution", &C::contribution, "id of a contribution"),
                          field("organisation", &C::organisation, "id of the party that contributes"),
                          field("reach_and_spread", &C::reach_and_spread, "indicators of reach and spread"),
                          field("perceived_usefulness", &C::perceived_usefulness, "indicators of usefulness"),
                          field("goal_realisation", &C::goal_realisation, "indicators of goal realisation"),
                          field("remainder", &C::remainder, "part that serves other or unknown ends")};
    }
};

/// What measuring one indicator takes from people in a year.
struct BurdenEntry {
    std::string indicator{};
    std::string parent{};
    double hours_per_year = 0.0;  ///< minutes x times a year x respondents / 60
    static constexpr auto fields() {
        return std::tuple{
            field("indicator", &BurdenEntry::indicator, "id of an indicator"),
            field("parent", &BurdenEntry::parent, "id of what it says something about"),
            field("hours_per_year", &BurdenEntry::hours_per_year, "hours that people spend on it a year")};
    }
};

/// Whether something is measured under the items that a legal duty is the basis of.
struct DutyCoverage {
    std::string duty{};      ///< for example "Jeugdwet 2.2(2)(c)"
    std::int32_t items = 0;  ///< items that name it
    /// Indicators among them or beneath them, context left out; a contribution counts as beneath the results it serves.
    std::int32_t indicators = 0;
    bool covered = false;         ///< at least one
    static constexpr auto fields() {
        return std::tuple{field("duty", &DutyCoverage::duty, "article of law"),
                          field("items", &DutyCoverage::items, "items that name it"),
                          field("indicators", &DutyCoverage::indicators, "indicators among or beneath them"),
                          field("covered", &DutyCoverage::covered, "whether there is at least one")};
    }
};

/// What a framework measures and what not, and what that takes. Says nothing about how well: see `validate()`.
struct Coverage {
    std::vector<ResultCoverage> results{};  ///< those without an indicator first, then in order
    std::vector<ContributionCoverage> contributions{};
    std::vector<BurdenEntry> burden{};        ///< heaviest first, then in order; indicators without burden left out
    std::vector<DutyCoverage> duties{};       ///< in the order in which they are first named
    std::int32_t results_with_indicator = 0;  ///< with at least one that says something about the result itself
    double burden_hours = 0.0;                ///< of all indicators together, in hours a year
    /// Covered duties divided by all duties named; NaN when none is.
    double duties_covered = std::numeric_limits<double>::quiet_NaN();
    static constexpr auto fields() {
        using C = Coverage;
        return std::tuple{field("results", &C::results, "those without an indicator first"),
                          field("contributions", &C::contributions, "one per contribution"),
                          field("burden", &C::burden, "heaviest first"),
                          field("duties", &C::duties, "one per article of law"),
                          field("results_with_indicator", &C::results_with_indicator, "how many results are measured"),
                          field("burden_hours", &C::burden_hours, "of all indicators, in hours a year"),
                          field("duties_covered", &C::duties_covered, "covered duties as a part of all named")};
    }
};

/// Never throws on account of the framework; burdens that `validate()` calls wrong count as 0.
Coverage coverage(const Framework& framework);

/// One row per result, contribution, entry of the ledger, or duty; columns are named after the fields.
Table to_table(const std::vector<ResultCoverage>& rows);
Table to_table(const std::vector<ContributionCoverage>& rows);
Table to_table(const std::vector<BurdenEntry>& rows);
Table to_table(const std::vector<DutyCoverage>& rows);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const Coverage& coverage);
template <>
Coverage from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "maatstaf/measure/rate.hpp"

namespace maatstaf {

/// Events and people by group and stratum (age, or age and sex), a row each; rows of the same two are added up.
struct StratifiedCounts {
    std::span<const double> events{};
    std::span<const double> population{};
    RowGroups groups{};                       ///< empty: all rows together are one group
    std::span<const std::int32_t> stratum{};  ///< position per row; empty: the rows of a group in their order
    std::int32_t strata = 0;                  ///< how many there are, when `stratum` is given
    /// Events per person, when events of one person are not independent: `events` then counts the people who had that
    /// many, and rows of one group and stratum repeat its population.
    std::span<const double> frequency{};
};

enum class StandardisedInterval : std::uint8_t {
    dobson,  ///< limits of the total count, stretched to the variance of the rate (Dobson et al. 1991)
    gamma,   ///< Fay & Feuer (1997); safe for few events
    tiwari,  ///< Tiwari, Clegg & Zou (2006): the same with mean instead of largest weights; less wide
};
constexpr auto enum_names(StandardisedInterval) {
    using enum StandardisedInterval;
    return std::array{EnumName<StandardisedInterval>{dobson, "dobson"}, EnumName<StandardisedInterval>{gamma, "gamma"},
                      EnumName<StandardisedInterval>{tiwari, "tiwari"}};
}

enum class EmptyStrata : std::uint8_t {
    empty,      ///< a group with nobody in a stratum has no value, with the reason `empty_stratum`
    leave_out,  ///< the stratum is left out of that group's standard, and counted in the column `strata_left_out`
};
constexpr auto enum_names(EmptyStrata) {
    return std::array{EnumName<EmptyStrata>{EmptyStrata::empty, "empty"},
                      EnumName<EmptyStrata>{EmptyStrata::leave_out, "leave_out"}};
}

struct DirectOptions {
    std::vector<double> level{0.95};
    StandardisedInterval method = StandardisedInterval::dobson;
    CountInterval count_method = CountInterval::byar;  ///< of the total count, for dobson
    double exact_below = 10.0;  ///< totals below this have exact limits, for dobson
    double minimum = 10.0;      ///< a group with fewer events has no value; 0: none is left empty
    double per = 100'000.0;
    EmptyStrata empty_strata = EmptyStrata::empty;
    MissingCounts missing = MissingCounts::empty;
    bool fractional = false;
    static constexpr auto fields() {
        using O = DirectOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("method", &O::method, "how limits are made"),
                          field("count_method", &O::count_method, "how limits of the total count are made, for dobson"),
                          field("exact_below", &O::exact_below, "totals below this have exact limits, for dobson"),
                          field("minimum", &O::minimum, "a group with fewer events has no value"),
                          field("per", &O::per, "people that the rate is of"),
                          field("empty_strata", &O::empty_strata, "what a stratum without people does to its group"),
                          field("missing", &O::missing, "what a row with a missing cell does to its group"),
                          field("fractional", &O::fractional, "counts need not be whole")};
    }
};

struct IndirectOptions {
    std::vector<double> level{0.95};
    CountInterval method = CountInterval::byar;
    double exact_below = 10.0;
    double per = 1.0;
    bool rate = false;  ///< the ratio times the crude rate of the reference, instead of the ratio
    MissingCounts missing = MissingCounts::empty;
    bool fractional = false;
    static constexpr auto fields() {
        using O = IndirectOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("method", &O::method, "how limits of the observed count are made"),
                          field("exact_below", &O::exact_below, "counts below this have exact limits instead of byar"),
                          field("per", &O::per, "1 or 100 for a ratio, people for a rate"),
                          field("rate", &O::rate, "a rate instead of a ratio"),
                          field("missing", &O::missing, "what a row with a missing cell does to its group"),
                          field("fractional", &O::fractional, "counts need not be whole")};
    }
};

/// A published standard population: people per age band, of 100 000.
struct StandardPopulation {
    std::string_view name{};
    std::string_view source{};
    std::span<const std::string_view> age{};  ///< "0-4", ..., "90+"
    std::span<const double> population{};
};

namespace measure {

/// "esp1976" (Waterhouse et al. 1976, Cancer Incidence in Five Continents III), 18 bands to 85+; "esp2013" (Eurostat
/// 2013, Revision of the European Standard Population), 19 bands to 90+. Throws ArgumentError (unknown_option).
StandardPopulation standard_population(std::string_view name);
std::vector<std::string_view> standard_populations();

/// Position of each age in the bands of a standard. An age is a band as the standard writes it, "0", "00-04", "0 - 4",
/// "0 tot 5" or "90 en ouder": what counts is its first number, which must be the start of a band, and its last, which
/// must be its end (or that plus one after "tot"). Throws DataError naming the row.
std::vector<std::int32_t> age_positions(std::span<const std::string> ages, const StandardPopulation& standard);

/// Where bands of ages start and end, in whole years.
struct AgeBands {
    std::vector<double> start{};
    std::vector<double> end{};  ///< infinite for an open band, NaN where the label does not say
};

/// Reads "0", "0 jaar", "1-4", "1 tot 5 jaar", "85+", "90 en ouder". Throws DataError naming the row.
AgeBands age_bands(std::span<const std::string> labels);

/// Position of each label in `of`. Throws DataError naming the row and the nearest label.
std::vector<std::int32_t> label_positions(std::span<const std::string> labels, std::span<const std::string> of);

/// per x sum w_k r_k / sum w_k, with stratum rates r_k = events / population and weights w_k of the standard, given per
/// stratum or per row. Columns: count, strata_left_out, left_out, se. Throws as `rate`, and ArgumentError on negative
/// weights or weights that differ between rows of a group and stratum.
MeasureResult directly_standardised_rate(const StratifiedCounts& counts, std::span<const double> standard,
                                         const DirectOptions& options = {});

/// Observed events over the events to expect at the rates of a reference population (given per stratum or per row).
/// Columns: observed, expected, reference_rate, left_out. Throws as `rate`, and DataError where the reference lacks
/// people or events (missing, not zero) in a stratum that has people.
MeasureResult indirectly_standardised(const StratifiedCounts& counts, std::span<const double> reference_events,
                                      std::span<const double> reference_population,
                                      const IndirectOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

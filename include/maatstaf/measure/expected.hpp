// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/framework/indicator.hpp"
#include "maatstaf/measure/result.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// What the expectation of a unit rests on. Case mix has a procedure of its own: `measure::case_mix`.
enum class ExpectedBy : std::uint8_t {
    own_past,         ///< its own earlier periods, carried on
    reference_trend,  ///< its own level, moved as the reference (the country) moved
    peers,            ///< its own level, moved as units like it moved
};
constexpr auto enum_names(ExpectedBy) {
    using enum ExpectedBy;
    return std::array{EnumName<ExpectedBy>{own_past, "own_past"},
                      EnumName<ExpectedBy>{reference_trend, "reference_trend"},
                      EnumName<ExpectedBy>{peers, "peers"}};
}

/// How the own past is carried on.
enum class PastShape : std::uint8_t {
    trend,  ///< a straight line, in the logarithm for counts and rates, in the log odds for proportions
    level,  ///< its average
};
constexpr auto enum_names(PastShape) {
    return std::array{EnumName<PastShape>{PastShape::trend, "trend"}, EnumName<PastShape>{PastShape::level, "level"}};
}

/// From whom is learned how far observations stray from what was expected, beyond chance.
enum class Straying : std::uint8_t {
    pooled,  ///< from the past of all units of its kind together
    own,     ///< from the past of the unit alone; little is learned from a few periods
    none,    ///< chance alone
};
constexpr auto enum_names(Straying) {
    return std::array{EnumName<Straying>{Straying::pooled, "pooled"}, EnumName<Straying>{Straying::own, "own"},
                      EnumName<Straying>{Straying::none, "none"}};
}

/// The units that one unit is held beside.
struct UnitPeers {
    std::string unit{};
    std::vector<std::string> peers{};
    static constexpr auto fields() {
        return std::tuple{field("unit", &UnitPeers::unit, "the unit"),
                          field("peers", &UnitPeers::peers, "the units that it is held beside")};
    }
};

struct ExpectedOptions {
    ExpectedBy by = ExpectedBy::own_past;
    Direction direction = Direction::higher;
    std::optional<Period> period{};
    std::optional<Period> base{};
    double confidence = 0.95;
    PastShape past = PastShape::trend;
    Straying straying = Straying::pooled;
    std::string reference{};
    std::vector<UnitPeers> peers{};
    std::vector<std::string> alike{};
    std::int32_t nearest = 10;
    std::int32_t least_points = 3;
    static constexpr auto fields() {
        using O = ExpectedOptions;
        return std::tuple{field("by", &O::by, "what the expectation rests on"),
                          field("direction", &O::direction, "which way is better: higher or lower"),
                          field("period", &O::period, "what is held against its expectation; None: the last"),
                          field("base", &O::base, "period of the own level; None: the one before"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("past", &O::past, "how the own past is carried on"),
                          field("straying", &O::straying, "from whom is learned how far observations stray"),
                          field("reference", &O::reference, "unit whose change is followed"),
                          field("peers", &O::peers, "units that each is held beside, by hand"),
                          field("alike", &O::alike, "indicators by which the nearest units are found"),
                          field("nearest", &O::nearest, "so many of them"),
                          field("least_points", &O::least_points, "periods or peers below which nothing is expected")};
    }
};

/// One unit: what was observed beside what was to be expected.
struct ExpectedRow {
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::string unit{};
    double before = unknown;
    double observed = unknown;
    double expected = unknown;
    double se = unknown;
    double low = unknown;
    double high = unknown;
    double benefit = unknown;
    double benefit_low = unknown;
    double benefit_high = unknown;
    double probability = unknown;
    double prevented = unknown;
    double n = unknown;
    double points = 0.0;
    EmptyReason reason = EmptyReason::none;
    static constexpr auto fields() {
        using R = ExpectedRow;
        return std::tuple{
            field("unit", &R::unit, "unit"), field("before", &R::before, "own level before"),
            field("observed", &R::observed, "observed"), field("expected", &R::expected, "to be expected"),
            field("se", &R::se, "standard error of the expectation"),
            field("low", &R::low, "where the observation falls if the expectation holds"),
            field("high", &R::high, "the other end"),
            field("benefit", &R::benefit, "observed minus expected, above 0 where better"),
            field("benefit_low", &R::benefit_low, "low end, with chance in both"),
            field("benefit_high", &R::benefit_high, "high end"),
            field("probability", &R::probability, "that it is above 0"),
            field("prevented", &R::prevented, "the part of it that is decline that did not come"),
            field("n", &R::n, "people behind the observation"),
            field("points", &R::points, "periods or peers behind the expectation"),
            field("reason", &R::reason, "why something is empty")};
    }
};

struct ExpectedResult {
    ExpectedOptions options{};
    std::string indicator{};
    Period period{};
    Period base{};
    std::vector<ExpectedRow> rows{};
    /// Of observations around expectations: the variance as a multiple of chance, or (values without margins) the
    /// variance itself; NaN where it differs by unit or was not asked. With the degrees of freedom that it rests on.
    double dispersion = std::numeric_limits<double>::quiet_NaN();
    double freedom = std::numeric_limits<double>::quiet_NaN();
    std::vector<UnitPeers> peers{};  ///< as used
    bool restricted = false;
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using R = ExpectedResult;
        return std::tuple{field("options", &R::options, "as used"), field("indicator", &R::indicator, "indicator"),
                          field("period", &R::period, "what is held against its expectation"),
                          field("base", &R::base, "period of the own level"), field("rows", &R::rows, "one per unit"),
                          field("dispersion", &R::dispersion, "how far observations stray"),
                          field("freedom", &R::freedom, "degrees of freedom behind it"),
                          field("peers", &R::peers, "units that each is held beside"),
                          field("restricted", &R::restricted, "whether the panel was"),
                          field("caveats", &R::caveats, "what a reader must know")};
    }
    /// unit, before, observed, expected, expected_se, low, high, benefit, benefit_low, benefit_high, probability,
    /// prevented, n, points, reason.
    Table table() const;
};

namespace measure {

/// Every unit of a panel beside what was to be expected of it. The interval of the expectation holds the chance in the
/// observation, the margin of the expectation and, learned from the past, how far units stray beyond chance; the
/// benefit (in the direction that is better) has the same interval. `probability` is that of an observation worse than
/// the one seen, were the expectation true; half of an equal one counted. Where decline was to be expected, `prevented`
/// is the part of the benefit that is decline that did not come.
///
/// Counts, and rates and proportions with numerator and denominator, vary as counts do (log-linear or logistic, with
/// over-dispersion). Other values vary by their standard errors; where not all have one, by how far they strayed from
/// the line (own past) or from the reference in earlier steps, or how far peers differ (peers).
///
/// Throws ArgumentError on a direction that is neither higher nor lower, an unknown unit, indicator or period, no
/// earlier period, no reference or peers where asked for, options outside their range. What is too little to expect
/// from is a reason (few_points, few_events, no_fit, no_margin, missing) per unit.
ExpectedResult expected_observed(const Panel& panel, const std::string& indicator, const ExpectedOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

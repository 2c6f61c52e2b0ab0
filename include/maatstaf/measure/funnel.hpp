// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <tuple>
#include <vector>

#include "maatstaf/measure/result.hpp"

namespace maatstaf {

enum class FunnelKind : std::uint8_t {
    proportion,  ///< so many of so many
    rate,        ///< events per so many people
    ratio,       ///< observed over expected
};
constexpr auto enum_names(FunnelKind) {
    return std::array{EnumName<FunnelKind>{FunnelKind::proportion, "proportion"},
                      EnumName<FunnelKind>{FunnelKind::rate, "rate"}, EnumName<FunnelKind>{FunnelKind::ratio, "ratio"}};
}

/// How much units differ beyond chance, and so how wide the limits are.
enum class Overdispersion : std::uint8_t {
    none,            ///< chance alone: exact limits of the binomial or Poisson distribution
    multiplicative,  ///< the variance of chance, times the mean of z squared (if above 1)
    additive,        ///< and a variance between units, by moments (DerSimonian & Laird 1986)
    reml,            ///< and a variance between units, by restricted maximum likelihood
    predictive,      ///< beta-binomial or negative binomial, with the dispersion most likely
};
constexpr auto enum_names(Overdispersion) {
    using enum Overdispersion;
    return std::array{EnumName<Overdispersion>{none, "none"},
                      EnumName<Overdispersion>{multiplicative, "multiplicative"},
                      EnumName<Overdispersion>{additive, "additive"}, EnumName<Overdispersion>{reml, "reml"},
                      EnumName<Overdispersion>{predictive, "predictive"}};
}

/// On which scale distances are measured when units differ beyond chance.
enum class FunnelScale : std::uint8_t {
    stable,  ///< where chance is as large everywhere: the root of a ratio, the arc sine of the root of a proportion
    log,     ///< the logarithm of a ratio (half an event is added to none); not for proportions
    plain,   ///< the value itself, with the chance to expect at the target
};
constexpr auto enum_names(FunnelScale) {
    return std::array{EnumName<FunnelScale>{FunnelScale::stable, "stable"},
                      EnumName<FunnelScale>{FunnelScale::log, "log"},
                      EnumName<FunnelScale>{FunnelScale::plain, "plain"}};
}

struct FunnelOptions {
    std::vector<double> level{0.95, 0.998};
    FunnelKind kind = FunnelKind::rate;
    Overdispersion overdispersion = Overdispersion::none;
    FunnelScale scale = FunnelScale::stable;
    bool exact = true;       ///< by chance alone: exact limits; false: those of a normal distribution on the scale
    double winsorise = 0.1;  ///< this part of the distances at each end is drawn in before they are squared
    /// In units of the value; NaN: that of all together, or 1 for a ratio.
    double target = std::numeric_limits<double>::quiet_NaN();
    double per = 1.0;
    bool fractional = false;
    static constexpr auto fields() {
        using O = FunnelOptions;
        return std::tuple{field("level", &O::level, "levels of the limits, each between 0 and 1"),
                          field("kind", &O::kind, "what the points are"),
                          field("overdispersion", &O::overdispersion, "how units differ beyond chance"),
                          field("scale", &O::scale, "where distances are measured when they do"),
                          field("exact", &O::exact, "by chance alone: exact limits, not normal ones"),
                          field("winsorise", &O::winsorise, "part of the distances at each end that is drawn in"),
                          field("target", &O::target, "in units of the value; NaN: that of all together, or 1"),
                          field("per", &O::per, "people that the value is of"),
                          field("fractional", &O::fractional, "counts need not be whole")};
    }
};

/// Points with the limits between which they fall if their unit is like the target.
struct FunnelResult {
    FunnelOptions options{};
    /// value, limits at the size of each point, n, and the columns target, z (distance on the scale), probability (of
    /// being this far off or further, in either direction, when like the target) and q_value (Benjamini & Hochberg
    /// 1995, over all points). No verdict, and no rank.
    MeasureResult points{};
    double target = 0.0;   ///< NaN where nobody or everybody has had it and none is given: reason `no_spread`
    double phi = std::numeric_limits<double>::quiet_NaN();  ///< mean of the drawn-in z squared; 1: chance alone
    double tau2 = std::numeric_limits<double>::quiet_NaN(); ///< variance between units on the scale
    /// Of the predictive distribution: the variance between units relative to their mean squared (rates, ratios), or
    /// the correlation within a unit (proportions).
    double dispersion = std::numeric_limits<double>::quiet_NaN();
    std::vector<Caveat> caveats{};

    /// The limits at other sizes (people, expected events), for a picture.
    MeasureResult lines(std::span<const double> sizes) const;
    Table table() const { return points.table(); }
};

namespace measure {

/// Funnel limits (Spiegelhalter 2005) of rates, proportions and ratios. Exact limits are smooth in the size: the count,
/// not necessarily whole, whose tail is the level, so that a point is outside exactly when its probability is smaller.
/// `size` is people, or expected events for a ratio. Throws as `rate` and `proportion`.
FunnelResult funnel(std::span<const double> events, std::span<const double> size, const RowGroups& groups = {},
                    const FunnelOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

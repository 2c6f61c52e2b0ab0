// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/scale.hpp"
#include "maatstaf/framework/item.hpp"

namespace maatstaf {

/// Which way is better. A context indicator is shown and never scored; `target` means nearer to the target is better.
enum class Direction : std::uint8_t { higher, lower, target, context };
constexpr auto enum_names(Direction) {
    using enum Direction;
    return std::array{EnumName<Direction>{higher, "higher"}, EnumName<Direction>{lower, "lower"},
                      EnumName<Direction>{target, "target"}, EnumName<Direction>{context, "context"}};
}

/// Where in the chain from means to ends the indicator measures. Only outcome and impact say something about results.
enum class IndicatorKind : std::uint8_t { input, process, output, outcome, impact, context };
constexpr auto enum_names(IndicatorKind) {
    using enum IndicatorKind;
    return std::array{EnumName<IndicatorKind>{input, "input"},     EnumName<IndicatorKind>{process, "process"},
                      EnumName<IndicatorKind>{output, "output"},   EnumName<IndicatorKind>{outcome, "outcome"},
                      EnumName<IndicatorKind>{impact, "impact"},   EnumName<IndicatorKind>{context, "context"}};
}

/// What the target asks. Preventing decline is a goal of its own right.
enum class Goal : std::uint8_t { improve, maintain, slow_decline, stay_in_band };
constexpr auto enum_names(Goal) {
    using enum Goal;
    return std::array{EnumName<Goal>{improve, "improve"}, EnumName<Goal>{maintain, "maintain"},
                      EnumName<Goal>{slow_decline, "slow_decline"}, EnumName<Goal>{stay_in_band, "stay_in_band"}};
}

/// On which of the three criteria for contributions the indicator reports.
enum class Criterion : std::uint8_t { none, reach_and_spread, perceived_usefulness, goal_realisation };
constexpr auto enum_names(Criterion) {
    using enum Criterion;
    return std::array{EnumName<Criterion>{none, "none"}, EnumName<Criterion>{reach_and_spread, "reach_and_spread"},
                      EnumName<Criterion>{perceived_usefulness, "perceived_usefulness"},
                      EnumName<Criterion>{goal_realisation, "goal_realisation"}};
}

/// A target, for the whole municipality or for one area, for one period or for all.
struct Target {
    std::string area{};    ///< id of a unit; empty: every area without a target of its own
    std::string period{};  ///< for example "2026"; empty: every period
    double value = std::numeric_limits<double>::quiet_NaN();  ///< in the unit of the indicator
    static constexpr auto fields() {
        return std::tuple{field("area", &Target::area, "id of a unit; empty: every area without its own target"),
                          field("period", &Target::period, "for example 2026; empty: every period"),
                          field("value", &Target::value, "in the unit of the indicator")};
    }
};

/// What it takes from people to measure an indicator once a year: minutes x times x respondents.
struct Burden {
    double minutes = 0.0;         ///< per answer
    double times_per_year = 0.0;
    double respondents = 0.0;     ///< people who answer or register
    double hours_per_year() const noexcept { return minutes * times_per_year * respondents / 60.0; }
    static constexpr auto fields() {
        return std::tuple{field("minutes", &Burden::minutes, "minutes per answer"),
                          field("times_per_year", &Burden::times_per_year, "how often a year"),
                          field("respondents", &Burden::respondents, "people who answer or register")};
    }
};

/// A figure that shows something about a result, a contribution or an activity (its parent).
struct Indicator : Item {
    static constexpr ItemKind kind = ItemKind::indicator;
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

    IndicatorKind measures = IndicatorKind::outcome;
    Scale scale = Scale::proportion;
    Direction direction = Direction::higher;
    Criterion criterion = Criterion::none;
    std::string unit{};             ///< "%", "per 1,000", "EUR"
    std::string source{};           ///< who publishes or collects it
    std::string population{};       ///< about whom, for example "18+"
    std::string denominator{};      ///< id of the panel indicator that it is divided by before scoring; empty: none
    double factor = 1.0;            ///< what a ratio is multiplied by: 100 for percent, 1000 for "per 1,000"
    double goalpost_low = unknown;  ///< worst-to-best ends of the scale in the unit of the indicator (low < high)
    double goalpost_high = unknown;
    double baseline = unknown;       ///< where we started
    std::string baseline_period{};
    Goal goal = Goal::improve;
    double band_low = unknown;       ///< for `stay_in_band`
    double band_high = unknown;
    double tolerated_decline = unknown;  ///< for `slow_decline`: the decline that would still be on target, per period
    std::vector<Target> targets{};
    Burden burden{};

    static constexpr auto fields() {
        return std::tuple_cat(Item::fields(),
            std::tuple{field("measures", &Indicator::measures, "input, process, output, outcome, impact or context"),
                       field("scale", &Indicator::scale, "proportion, rate, mean, count or amount"),
                       field("direction", &Indicator::direction, "higher, lower, target or context (never scored)"),
                       field("criterion", &Indicator::criterion, "which criterion for contributions it reports on"),
                       field("unit", &Indicator::unit, "unit as people write it"),
                       field("source", &Indicator::source, "who publishes or collects it"),
                       field("population", &Indicator::population, "about whom, for example 18+"),
                       field("denominator", &Indicator::denominator, "id of the panel indicator it is divided by"),
                       field("factor", &Indicator::factor, "what a ratio is multiplied by: 100 for percent"),
                       field("goalpost_low", &Indicator::goalpost_low, "low end of the scale, in its unit"),
                       field("goalpost_high", &Indicator::goalpost_high, "high end of the scale, in its unit"),
                       field("baseline", &Indicator::baseline, "where we started, in its unit"),
                       field("baseline_period", &Indicator::baseline_period, "period of the baseline"),
                       field("goal", &Indicator::goal, "improve, maintain, slow_decline or stay_in_band"),
                       field("band_low", &Indicator::band_low, "low end of the band"),
                       field("band_high", &Indicator::band_high, "high end of the band"),
                       field("tolerated_decline", &Indicator::tolerated_decline, "decline per period still on target"),
                       field("targets", &Indicator::targets, "targets per area and period"),
                       field("burden", &Indicator::burden, "what measuring it takes from people")});
    }
};

}  // namespace maatstaf

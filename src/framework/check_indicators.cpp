// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/text.hpp"
#include "framework/checks.hpp"
#include "framework/lists.hpp"

namespace maatstaf::detail {
namespace {

void check_period(const Indicator& indicator, const std::string& period, std::string_view field, const Report& report) {
    if (period.empty()) return;
    try {
        Period::parse(period);
    } catch (const ArgumentError&) {
        report(Severity::error, indicator.id, messages::period_not_valid,
               {{"item", indicator.id}, {"got", period}, {"field", std::string(field)}});
    }
}

/// Whether a lower end is above or at the higher one; false while either is open.
bool reversed(double low, double high) { return low >= high; }

void check_measure(const Indicator& indicator, const Lookup& lookup, const Report& report) {
    const auto& id = indicator.id;
    if (indicator.unit.empty()) report(Severity::remark, id, messages::unit_missing, {{"item", id}});
    if (indicator.source.empty()) report(Severity::remark, id, messages::source_missing, {{"item", id}});
    if (!indicator.denominator.empty() && indicator.denominator == id)
        report(Severity::error, id, messages::denominator_is_itself, {{"item", id}});
    if (!(indicator.factor > 0.0) || std::isinf(indicator.factor))
        report(Severity::error, id, messages::factor_not_valid, {{"item", id}, {"got", to_text(indicator.factor)}});
    const std::string measures(to_name(indicator.measures));
    const bool is_context = indicator.direction == Direction::context;
    if (indicator.measures == IndicatorKind::context && !is_context)
        report(Severity::warning, id, messages::context_with_direction,
               {{"item", id}, {"direction", std::string(to_name(indicator.direction))}});
    else if (!is_context && lookup.has_kind(indicator.parent, ItemKind::result) && !is_scored(indicator, true))
        report(Severity::warning, id, messages::output_under_result,
               {{"item", id}, {"measures", measures}, {"parent", indicator.parent}});
    for_each_field<Burden>([&](const auto& each) {
        const double value = indicator.burden.*each.member;
        if (!(value >= 0.0) || std::isinf(value))
            report(Severity::error, id, messages::burden_not_valid,
                   {{"item", id}, {"field", std::string(each.name)}, {"got", to_text(value)}});
    });
}

void check_ends(const Indicator& indicator, const Report& report) {
    const auto& id = indicator.id;
    const auto finite_or_open = [&](double value, const char* field) {
        if (std::isinf(value))
            report(Severity::error, id, messages::value_not_finite, {{"item", id}, {"field", field}});
    };
    finite_or_open(indicator.goalpost_low, "goalpost_low");
    finite_or_open(indicator.goalpost_high, "goalpost_high");
    finite_or_open(indicator.baseline, "baseline");
    finite_or_open(indicator.band_low, "band_low");
    finite_or_open(indicator.band_high, "band_high");
    finite_or_open(indicator.tolerated_decline, "tolerated_decline");
    for (const auto& target : indicator.targets) finite_or_open(target.value, "targets");

    if (reversed(indicator.goalpost_low, indicator.goalpost_high))
        report(Severity::error, id, messages::goalposts_reversed,
               {{"item", id}, {"low", to_text(indicator.goalpost_low)}, {"high", to_text(indicator.goalpost_high)}});
    if (std::isnan(indicator.goalpost_low) != std::isnan(indicator.goalpost_high))
        report(Severity::warning, id, messages::goalpost_missing,
               {{"item", id}, {"missing", std::isnan(indicator.goalpost_low) ? "goalpost_low" : "goalpost_high"}});
    if (reversed(indicator.band_low, indicator.band_high))
        report(Severity::error, id, messages::band_reversed,
               {{"item", id}, {"low", to_text(indicator.band_low)}, {"high", to_text(indicator.band_high)}});
}

void check_goal(const Indicator& indicator, const Report& report) {
    const auto& id = indicator.id;
    const bool no_baseline = std::isnan(indicator.baseline);
    switch (indicator.goal) {
    case Goal::improve: break;
    case Goal::maintain:
    case Goal::slow_decline:
        if (no_baseline)
            report(Severity::warning, id, messages::baseline_missing,
                   {{"item", id}, {"goal", std::string(to_name(indicator.goal))}});
        if (indicator.goal == Goal::slow_decline && !(indicator.tolerated_decline >= 0.0))
            report(indicator.tolerated_decline < 0.0 ? Severity::error : Severity::warning, id,
                   messages::tolerated_decline_missing,
                   {{"item", id},
                    {"got", std::isnan(indicator.tolerated_decline) ? "" : to_text(indicator.tolerated_decline)}});
        break;
    case Goal::stay_in_band:
        if (std::isnan(indicator.band_low) || std::isnan(indicator.band_high))
            report(Severity::error, id, messages::band_missing, {{"item", id}});
        break;
    }
    check_period(indicator, indicator.baseline_period, "baseline_period", report);
}

void check_targets(const Indicator& indicator, const Report& report) {
    const auto& id = indicator.id;
    if (indicator.direction == Direction::target && indicator.targets.empty() && indicator.goal != Goal::stay_in_band)
        report(Severity::error, id, messages::target_missing, {{"item", id}});
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& target : indicator.targets) {
        const Parameters where = {{"item", id}, {"area", target.area}, {"period", target.period}};
        check_period(indicator, target.period, "targets", report);
        if (std::isnan(target.value)) report(Severity::warning, id, messages::target_without_value, where);
        if (!seen.emplace(target.area, target.period).second)
            report(Severity::error, id, messages::target_twice, where);
        // A baseline is one of the municipality, so only a target without an area can be held against it.
        const double sign = indicator.direction == Direction::higher  ? 1.0
                            : indicator.direction == Direction::lower ? -1.0
                                                                      : 0.0;
        if (indicator.goal == Goal::improve && target.area.empty() && sign != 0.0 &&
            sign * target.value <= sign * indicator.baseline)
            report(Severity::warning, id, messages::target_against_direction,
                   {{"item", id},
                    {"direction", std::string(to_name(indicator.direction))},
                    {"target", to_text(target.value)},
                    {"baseline", to_text(indicator.baseline)}});
    }
}

}  // namespace

void check_indicators(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    for (const auto& indicator : data.indicators) {
        check_measure(indicator, lookup, report);
        check_ends(indicator, report);
        check_goal(indicator, report);
        check_targets(indicator, report);
    }
}

void check_same_figures(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    // Two entries are one figure when name, unit, source, population and denominator agree.
    using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;
    std::map<Key, std::vector<const Indicator*>> figures;
    for (const auto& each : data.indicators) {
        if (each.name.empty() || each.source.empty() || !lookup.has_kind(each.parent, ItemKind::result)) continue;
        auto& same = figures[{each.name, each.unit, each.source, each.population, each.denominator}];
        for (const auto* other : same) {
            const auto directions = std::pair{other->direction, each.direction};
            if (directions == std::pair{Direction::higher, Direction::lower} ||
                directions == std::pair{Direction::lower, Direction::higher})
                report(Severity::error, each.id, messages::directions_contradict,
                       {{"item", each.id}, {"other", other->id}});
            if (other->parent != each.parent && is_scored(*other, true) && is_scored(each, true))
                report(Severity::warning, each.id, messages::indicator_for_two_results,
                       {{"item", each.id}, {"other", other->id}, {"first", other->parent}, {"second", each.parent}});
        }
        same.push_back(&each);
    }
}

}  // namespace maatstaf::detail

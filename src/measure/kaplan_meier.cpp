// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/no_number.hpp"
#include "measure/survival_steps.hpp"

namespace maatstaf {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Steps within rounding of the wanted part are taken as equal to it.
constexpr double tie_width = 1.4901161193847656e-08;  // the square root of the machine epsilon

/// First time at which the curve is at or below `part`; the middle of the flat piece where it is exactly there.
double time_at(const std::vector<double>& times, const std::vector<double>& curve, double part) {
    for (std::size_t at = 0; at < times.size(); ++at) {
        if (!(curve[at] <= part + tie_width)) continue;
        if (std::fabs(curve[at] - part) > tie_width) return times[at];
        for (std::size_t next = at + 1; next < times.size(); ++next)
            if (curve[next] < curve[at] - tie_width) return 0.5 * (times[at] + times[next]);
        return times[at];
    }
    return never;
}

/// Limits of a curve, carried on where the scale has none at the ends: a curve of 1 has no doubt yet.
std::vector<double> carried(const std::vector<double>& limit, double start) {
    std::vector<double> made{};
    double last = start;
    for (const double each : limit) {
        if (!std::isnan(each)) last = each;
        made.push_back(last);
    }
    return made;
}

Estimate restricted_mean(const SurvivalCurve& curve, double horizon) {
    std::vector<double> area_after(curve.time.size(), 0.0);  // from each step to the horizon
    double area = 0.0;
    double until = horizon;
    for (std::size_t at = curve.time.size(); at-- > 0;) {
        if (curve.time[at] < until) {
            area += curve.survival[at] * (until - curve.time[at]);
            until = curve.time[at];
        }
        area_after[at] = area;
    }
    double variance = 0.0;
    for (std::size_t at = 0; at < curve.time.size() && curve.time[at] <= horizon; ++at) {
        const double left = curve.at_risk[at] - curve.events[at];
        if (curve.events[at] > 0.0 && left > 0.0)
            variance += area_after[at] * area_after[at] * curve.events[at] / (curve.at_risk[at] * left);
    }
    const double se = std::sqrt(variance);
    return {area + until, se, detail::no_number, detail::no_number, curve.n};
}

/// Everybody is seen from 0 up to the term, so what happened by then is a plain count.
bool all_followed(const detail::SurvivalSteps& steps, double term) {
    if (steps.latest_entry > 0.0) return false;
    for (const auto& each : steps.steps)
        if (each.time < term && each.censored > 0.0) return false;
    return true;
}

Estimate within_term(const SurvivalCurve& curve, const detail::SurvivalSteps& steps, double term, double quantile,
                     SurvivalInterval interval) {
    if (curve.n == 0.0) return {};
    if (all_followed(steps, term)) {
        double count = 0.0;
        for (const auto& each : steps.steps)
            if (each.time <= term) count += each.events;
        Estimate share = detail::wilson_share(count, curve.n, quantile);
        if (share.se == 0.0) share.se = detail::no_number;
        return share;
    }
    const std::size_t until = detail::steps_until(curve.time, term);
    if (until == curve.time.size() && curve.survival.back() > 0.0 && term > curve.time.back()) return {};
    const double survival = until == 0 ? 1.0 : curve.survival[until - 1];
    if (survival == 0.0 || survival == 1.0) {
        // Nobody by the term, or all: the limits of a share among those of whom it is known. No standard error is 0.
        double known = 0.0;
        for (const auto& each : steps.steps)
            if (each.time <= term) known += each.events;
        const auto next = std::find_if(steps.steps.begin(), steps.steps.end(),
                                       [&](const detail::SurvivalStep& each) { return each.time >= term; });
        if (survival == 1.0 && next != steps.steps.end()) known = next->at_risk;
        Estimate share = detail::wilson_share((1.0 - survival) * known, known, quantile);
        share.se = detail::no_number;
        share.n = curve.n;
        return share;
    }
    const auto limits = detail::curve_limits(curve.survival[until - 1], curve.se[until - 1], quantile, interval);
    return {1.0 - curve.survival[until - 1], curve.se[until - 1], 1.0 - limits.high, 1.0 - limits.low, curve.n};
}

SurvivalCurve curve_of(const detail::SurvivalSteps& steps, const SurvivalOptions& options, double quantile) {
    SurvivalCurve made{};
    made.n = steps.n;
    made.left_out = steps.left_out;
    double survival = 1.0;
    double greenwood = 0.0;
    for (const auto& each : steps.steps) {
        if (each.events > 0.0) {
            survival *= (each.at_risk - each.events) / each.at_risk;
            greenwood += each.events / (each.at_risk * (each.at_risk - each.events));
        }
        made.time.push_back(each.time);
        made.at_risk.push_back(each.at_risk);
        made.events.push_back(each.events);
        made.censored.push_back(each.censored);
        made.survival.push_back(survival);
        made.se.push_back(survival > 0.0 ? survival * std::sqrt(greenwood) : 0.0);
        const auto limits = detail::curve_limits(survival, made.se.back(), quantile, options.interval);
        made.low.push_back(limits.low);
        made.high.push_back(limits.high);
    }
    if (made.time.empty()) {
        made.quantiles.resize(options.quantiles.size());
        made.within.resize(options.terms.size());
        return made;
    }
    made.horizon = std::isnan(options.horizon) ? made.time.back() : options.horizon;
    // Beyond the last time seen the curve is not known, unless it has come down to 0.
    if (made.horizon <= made.time.back() || made.survival.back() == 0.0) {
        made.restricted_mean = restricted_mean(made, made.horizon);
        Estimate& mean = made.restricted_mean;
        if (mean.se > 0.0) {
            double events = 0.0;
            for (std::size_t at = 0; at < made.time.size() && made.time[at] < made.horizon; ++at)
                events += made.events[at];
            detail::set_area_limits(mean, made.horizon, events, quantile);
        } else {
            mean.se = detail::no_number;  // nobody had the event by then: nothing to make a margin of
        }
    }
    const auto low = carried(made.low, 1.0);
    const auto high = carried(made.high, 1.0);
    for (const double part : options.quantiles) {
        Estimate each{time_at(made.time, made.survival, 1.0 - part), detail::no_number,
                      time_at(made.time, low, 1.0 - part), time_at(made.time, high, 1.0 - part), made.n};
        // Where the curve falls to 0 at once, or never falls, it has no limits, and the quantile has none from below.
        if (each.low > each.value || std::isinf(each.low)) each.low = detail::no_number;
        made.quantiles.push_back(each);
    }
    for (const double term : options.terms)
        made.within.push_back(within_term(made, steps, term, quantile, options.interval));
    return made;
}

}  // namespace

SurvivalResult kaplan_meier(const SurvivalData& data, const SurvivalOptions& options) {
    detail::check_survival_options(options);
    const double quantile = special::normal_quantile(0.5 + 0.5 * options.confidence);
    SurvivalResult made{};
    made.options = options;
    std::int32_t causes = 1;
    double left_out = 0.0;
    const auto all = detail::survival_steps(data, causes);
    if (causes > 1) throw ArgumentError(messages::survival_causes, {{"got", std::to_string(causes)}});
    for (const auto& steps : all) {
        made.curves.push_back(curve_of(steps, options, quantile));
        left_out += steps.left_out;
    }
    if (left_out > 0.0) made.caveats.push_back({messages::survival_left_out, {{"count", to_text(left_out)}}});
    double events = 0.0;
    for (const auto& curve : made.curves)
        for (const double each : curve.events) events += each;
    if (events == 0.0) made.caveats.push_back({messages::survival_no_events, {}});
    return made;
}

}  // namespace maatstaf

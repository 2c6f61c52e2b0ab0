// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>
#include <limits>

#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/no_number.hpp"
#include "measure/survival_steps.hpp"

namespace maatstaf {
namespace {

/// What variance needs of the sums over earlier steps, so that a curve costs one pass: the three terms of
/// sum (F(t)-F(s))^2 a + sum b - 2 sum (F(t)-F(s)) c, with the powers of F(t) outside.
struct VarianceSums {
    double a = 0.0, af = 0.0, aff = 0.0, b = 0.0, c = 0.0, cf = 0.0;

    void add(double f, double at_risk, double events, double of_cause, double before) noexcept {
        const double left = at_risk - events;
        // With nobody left the curve ends, and what comes after F(s) is nothing: F(t) = F(s) for all later t.
        const double greenwood = left > 0.0 ? events / (at_risk * left) : 0.0;
        const double own = before * before * (at_risk - of_cause) * of_cause / (at_risk * at_risk * at_risk);
        const double cross = before * of_cause / (at_risk * at_risk);
        a += greenwood;
        af += greenwood * f;
        aff += greenwood * f * f;
        b += own;
        c += cross;
        cf += cross * f;
    }
    double at(double f) const noexcept {
        return std::max(0.0, f * f * a - 2.0 * f * af + aff + b - 2.0 * (f * c - cf));
    }
};

double area_under(const IncidenceCurve& curve, double horizon) {
    double area = 0.0;
    for (std::size_t at = 0; at < curve.time.size() && curve.time[at] < horizon; ++at) {
        const double until = at + 1 < curve.time.size() ? std::min(horizon, curve.time[at + 1]) : horizon;
        area += curve.incidence[at] * (until - curve.time[at]);
    }
    return area;
}

/// Variance of the area under an incidence curve up to the horizon, by the delta method on multinomial increments: what
/// one more event at a time adds to the area, and what it takes away by leaving fewer to have later ones. With one
/// cause it is that of the restricted mean.
double variance_of_area(const IncidenceCurve& curve, const detail::SurvivalSteps& steps, double horizon) {
    const std::size_t count = curve.time.size();
    std::vector<double> survival(count, 1.0), after(count, 0.0);
    double left = 1.0;
    for (std::size_t at = 0; at < count; ++at) {
        survival[at] = left;
        left *= (steps.steps[at].at_risk - steps.steps[at].events) / steps.steps[at].at_risk;
    }
    double area = 0.0;  // of the curve beyond each time
    for (std::size_t at = count; at-- > 0;) {
        const double until = at + 1 < count ? curve.time[at + 1] : horizon;
        if (curve.time[at] < horizon)
            area += curve.incidence[at] * (std::min(horizon, std::max(until, curve.time[at])) - curve.time[at]);
        after[at] = area - curve.incidence[at] * std::max(0.0, horizon - curve.time[at]);
    }
    double variance = 0.0;
    for (std::size_t at = 0; at < count && curve.time[at] < horizon; ++at) {
        const double at_risk = curve.at_risk[at], all = steps.steps[at].events;
        if (all == 0.0) continue;
        const double of_cause = curve.events[at] / at_risk, other = (all - curve.events[at]) / at_risk;
        const double taken = all < at_risk ? after[at] * at_risk / (at_risk - all) : 0.0;
        const double by_cause = survival[at] * (horizon - curve.time[at]) - taken, by_other = -taken;
        const double mean = by_cause * of_cause + by_other * other;
        variance += (by_cause * by_cause * of_cause + by_other * by_other * other - mean * mean) / at_risk;
    }
    return variance;
}

IncidenceCurve incidence_of(const detail::SurvivalSteps& steps, std::int32_t cause, const SurvivalOptions& options,
                        double quantile) {
    IncidenceCurve made{};
    made.cause = cause;
    double survival = 1.0;
    double incidence = 0.0;
    VarianceSums sums{};
    for (const auto& each : steps.steps) {
        const double of_cause = each.by_cause[static_cast<std::size_t>(cause) - 1];
        if (each.events > 0.0) {
            incidence += survival * of_cause / each.at_risk;
            sums.add(incidence, each.at_risk, each.events, of_cause, survival);
            survival *= (each.at_risk - each.events) / each.at_risk;
        }
        made.time.push_back(each.time);
        made.at_risk.push_back(each.at_risk);
        made.events.push_back(of_cause);
        made.incidence.push_back(incidence);
        made.se.push_back(std::sqrt(sums.at(incidence)));
        const auto limits = detail::curve_limits(1.0 - incidence, made.se.back(), quantile, options.interval);
        made.low.push_back(1.0 - limits.high);
        made.high.push_back(1.0 - limits.low);
    }
    if (made.time.empty()) {
        made.within.resize(options.terms.size());
        return made;
    }
    const double last = made.time.back();
    const double horizon = std::isnan(options.horizon) ? last : options.horizon;
    const bool ended = survival == 0.0;
    if (horizon <= last || ended) {
        const double area = area_under(made, horizon), se = std::sqrt(variance_of_area(made, steps, horizon));
        made.lost_time = {area, detail::no_number, detail::no_number, detail::no_number, steps.n};
        if (se > 0.0) {  // else nobody had the event by then, and there is nothing to make a margin of
            double events = 0.0;
            for (std::size_t at = 0; at < made.time.size() && made.time[at] < horizon; ++at) events += made.events[at];
            made.lost_time.se = se;
            detail::set_area_limits(made.lost_time, horizon, events, quantile);
        }
    }
    for (const double term : options.terms) {
        const std::size_t until = detail::steps_until(made.time, term);
        if (until == 0)
            made.within.push_back({0.0, detail::no_number, detail::no_number, detail::no_number, steps.n});
        else if (term > last && !ended)
            made.within.push_back({});
        else
            made.within.push_back({made.incidence[until - 1], made.se[until - 1], made.low[until - 1],
                                   made.high[until - 1], steps.n});
    }
    return made;
}

}  // namespace

CompetingResult competing_risks(const SurvivalData& data, const SurvivalOptions& options) {
    detail::check_survival_options(options);
    const double quantile = special::normal_quantile(0.5 + 0.5 * options.confidence);
    CompetingResult made{};
    made.options = options;
    std::int32_t causes = 1;
    const auto all = detail::survival_steps(data, causes);
    for (std::size_t group = 0; group < all.size(); ++group) {
        for (std::int32_t cause = 1; cause <= causes; ++cause) {
            made.curves.push_back(incidence_of(all[group], cause, options, quantile));
            made.group_of.push_back(static_cast<std::int32_t>(group));
        }
        made.left_out += all[group].left_out;
    }
    if (made.left_out > 0.0) made.caveats.push_back({messages::survival_left_out, {{"count", to_text(made.left_out)}}});
    double events = 0.0;
    for (const IncidenceCurve& curve : made.curves)
        for (const double each : curve.events) events += each;
    if (events == 0.0) made.caveats.push_back({messages::survival_no_events, {}});
    return made;
}

}  // namespace maatstaf

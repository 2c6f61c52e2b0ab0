// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/attainment.hpp"

#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/text.hpp"
#include "score/met.hpp"
#include "score/numbers.hpp"

namespace maatstaf::score {
namespace {

using detail::sign;

void check(const TargetQuestion& q) {
    if (q.band_low > q.band_high)
        throw detail::out_of_range("band_high", ">= " + to_text(q.band_low), q.band_high);
    if (q.tolerated_decline < 0.0) throw detail::out_of_range("tolerated_decline", ">= 0", q.tolerated_decline);
}

double of_way_gone(double value, const TargetQuestion& q) {
    if (q.direction == Direction::target)
        return 1.0 - std::fabs(value - q.target) / std::fabs(q.baseline - q.target);
    if (q.target == q.baseline) return sign(q.direction) * (value - q.target) >= 0.0 ? 1.0 : detail::nan;
    return (value - q.baseline) / (q.target - q.baseline);
}

double of_maintained(double value, const TargetQuestion& q) {
    const double loss = sign(q.direction) * (q.baseline - value);
    if (std::isnan(loss)) return detail::nan;
    if (loss <= 0.0) return 1.0;
    return q.baseline == 0.0 ? detail::nan : 1.0 - loss / std::fabs(q.baseline);
}

double of_decline(double value, const TargetQuestion& q) {
    const double tolerated = q.tolerated_decline * q.periods;
    if (tolerated == 0.0) return of_maintained(value, q);
    const double loss = sign(q.direction) * (q.baseline - value);
    return 2.0 - loss / tolerated;
}

double of_band(double value, const TargetQuestion& q) {
    if (std::isnan(value)) return detail::nan;
    const double width = q.band_high - q.band_low;
    const double outside = std::fmax(q.band_low - value, value - q.band_high);
    if (std::isnan(width)) return detail::nan;
    if (outside <= 0.0) return 1.0;
    return width > 0.0 ? 1.0 - outside / width : detail::nan;
}

}  // namespace

double attainment(double value, const TargetQuestion& question) {
    check(question);
    double result = detail::nan;
    switch (question.goal) {
        case Goal::improve: result = of_way_gone(value, question); break;
        case Goal::maintain: result = of_maintained(value, question); break;
        case Goal::slow_decline: result = of_decline(value, question); break;
        case Goal::stay_in_band: result = of_band(value, question); break;
    }
    return std::isfinite(result) ? result + 0.0 : detail::nan;   // + 0.0: nothing gained is 0 and not -0
}

double attainment_threshold(double value, const TargetQuestion& question) {
    switch (question.goal) {
        case Goal::improve: return question.target;
        case Goal::maintain: return question.baseline;
        case Goal::slow_decline:
            return question.baseline - sign(question.direction) * question.tolerated_decline * question.periods;
        case Goal::stay_in_band:
            return value - question.band_low <= question.band_high - value ? question.band_low : question.band_high;
    }
    return detail::nan;
}

double probability_met(double value, double se, const TargetQuestion& question) {
    check(question);
    if (se < 0.0) throw detail::out_of_range("se", ">= 0", se);
    return detail::probability_met(
        value, question, [&](double bound, double side) { return detail::normal_beyond(value, se, bound, side); });
}

}  // namespace maatstaf::score

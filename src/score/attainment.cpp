// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/attainment.hpp"

#include <cmath>

#include "maatstaf/core/special.hpp"
#include "score/numbers.hpp"

namespace maatstaf::score {
namespace {

double sign(Direction direction) {
    switch (direction) {
        case Direction::higher: return 1.0;
        case Direction::lower: return -1.0;
        default: return detail::nan;
    }
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

/// P(true value >= bound), or of the other side when `side` is -1.
double beyond(double value, double se, double bound, double side) {
    const double distance = side * (value - bound);
    if (std::isnan(distance) || std::isnan(se)) return detail::nan;
    if (se == 0.0) return distance >= 0.0 ? 1.0 : 0.0;
    return special::normal_cdf(distance / se);
}

}  // namespace

double attainment(double value, const TargetQuestion& question) {
    double result = detail::nan;
    switch (question.goal) {
        case Goal::improve: result = of_way_gone(value, question); break;
        case Goal::maintain: result = of_maintained(value, question); break;
        case Goal::slow_decline: result = of_decline(value, question); break;
        case Goal::stay_in_band: result = of_band(value, question); break;
    }
    return std::isfinite(result) ? result : detail::nan;
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
    const bool band = question.goal == Goal::stay_in_band ||
                      (question.goal == Goal::improve && question.direction == Direction::target);
    if (band) {
        const double above = beyond(value, se, question.band_low, 1.0);
        const double beyond_high = beyond(value, se, question.band_high, 1.0);
        if (se == 0.0 && value == question.band_high) return above;
        return above - beyond_high;
    }
    // Which side is better follows from the direction; a target on the other side of the baseline is met by not falling
    // beneath it all the same.
    return beyond(value, se, attainment_threshold(value, question), sign(question.direction));
}

}  // namespace maatstaf::score

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "maatstaf/core/special.hpp"
#include "maatstaf/score/attainment.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {

/// 1 when higher is better, -1 when lower is, NaN when neither is.
inline double sign(Direction direction) noexcept {
    switch (direction) {
        case Direction::higher: return 1.0;
        case Direction::lower: return -1.0;
        default: return nan;
    }
}

/// P(true value >= bound) with a normal error, or of the other side when `side` is -1; NaN when something is unknown.
inline double normal_beyond(double value, double se, double bound, double side) {
    const double distance = side * (value - bound);
    if (std::isnan(distance) || std::isnan(se)) return nan;
    if (se == 0.0) return distance >= 0.0 ? 1.0 : 0.0;
    return special::normal_cdf(distance / se);
}

/// What a question asks of the true value, whatever its distribution: `beyond(bound, side)` is the probability that it
/// is at or above the bound, or with side -1 at or below it.
template <class Beyond>
double probability_met(double value, const TargetQuestion& question, Beyond beyond) {
    const bool band = question.goal == Goal::stay_in_band ||
                      (question.goal == Goal::improve && question.direction == Direction::target);
    if (band) {
        const double low = question.band_low, high = question.band_high;
        if (low == high) return beyond(low, 1.0) + beyond(high, -1.0) - 1.0;
        // Subtracting on the side of the nearer end keeps the digits of small probabilities.
        const double side = value - low <= high - value ? 1.0 : -1.0;
        return side * (beyond(low, side) - beyond(high, side));
    }
    // Which side is better follows from the direction; a target on the other side of the baseline is met by not falling
    // beneath it all the same.
    return beyond(score::attainment_threshold(value, question), sign(question.direction));
}

}  // namespace maatstaf::detail

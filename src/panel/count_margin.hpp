// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

#include "maatstaf/core/scale.hpp"

namespace maatstaf::detail {

/// Standard deviation of factor x (the chance or rate of which `numerator` was seen among `denominator`), of the beta
/// or gamma distribution that Jeffreys' prior gives, so that none and all have a margin too. NaN where the counts are
/// not known, and for scales on which they say nothing of chance.
inline double sd_of_counts(Scale scale, double factor, double numerator, double denominator) {
    if (!(denominator > 0.0) || std::isnan(numerator)) return std::numeric_limits<double>::quiet_NaN();
    if (scale == Scale::proportion) {
        const double a = numerator + 0.5, b = denominator - numerator + 0.5, sum = a + b;
        return factor * std::sqrt(a * b / (sum + 1.0)) / sum;
    }
    if (scale == Scale::rate || scale == Scale::count) return factor / denominator * std::sqrt(numerator + 0.5);
    return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace maatstaf::detail

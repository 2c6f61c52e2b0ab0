// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/limits.hpp"

namespace maatstaf::detail {

/// Two counts with the people (or years) among whom they were counted, both above 0.
struct TwoCounts {
    double x1 = 0.0, n1 = 0.0, x2 = 0.0, n2 = 0.0;
};

/// Score limits (Miettinen & Nurminen 1985): where the test that the difference (ratio) is that equals the level.
Limits rate_difference_limits(const TwoCounts& of, double level);
Limits proportion_difference_limits(const TwoCounts& of, double level);
Limits proportion_ratio_limits(const TwoCounts& of, double level);

/// Two-sided score tests of no difference.
double equal_rates_p_value(const TwoCounts& of);
double equal_proportions_p_value(const TwoCounts& of);

}  // namespace maatstaf::detail

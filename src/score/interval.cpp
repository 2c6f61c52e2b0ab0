// SPDX-License-Identifier: Apache-2.0
#include "score/interval.hpp"

#include "maatstaf/core/special.hpp"

namespace maatstaf::detail {

Estimate normal_estimate(double value, double se, double confidence) {
    const double half = special::normal_quantile(0.5 + confidence / 2.0) * se;
    return {.value = value, .se = se, .low = value - half, .high = value + half};
}

}  // namespace maatstaf::detail

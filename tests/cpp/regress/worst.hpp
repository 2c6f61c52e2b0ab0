// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

namespace maatstaf::test {

/// The larger of two differences; one that is NaN counts as infinite, so that it cannot pass for none.
inline double further(double worst, double off) {
    if (std::isnan(off)) return std::numeric_limits<double>::infinity();
    return worst < off ? off : worst;
}

}  // namespace maatstaf::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

#include "maatstaf/regress/distribution.hpp"

namespace maatstaf::detail {

/// Second derivative of the mean to the linear predictor, from what `Law::means` gives.
inline double link_curvature(Link link, double eta, double mean, double slope) noexcept {
    switch (link) {
        case Link::automatic:
        case Link::identity: return 0.0;
        case Link::log: return mean;
        case Link::logit: return slope * (1.0 - 2.0 * mean);
        case Link::probit: return -eta * slope;
        case Link::cloglog: return slope * (1.0 - std::exp(eta));
        case Link::inverse: return 2.0 * mean * mean * mean;
        case Link::inverse_squared: return 0.75 * mean / (eta * eta);
        case Link::square_root: return 2.0;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace maatstaf::detail

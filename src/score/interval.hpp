// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/estimate.hpp"

namespace maatstaf::detail {

/// value +- z se; without a standard error only the value.
Estimate normal_estimate(double value, double se, double confidence);

}  // namespace maatstaf::detail

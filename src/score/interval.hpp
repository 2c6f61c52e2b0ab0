// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/estimate.hpp"

namespace maatstaf::detail {

/// Throws ArgumentError (argument_out_of_range) unless 0 < confidence < 1.
void check_confidence(double confidence);

/// value +- z se; without a standard error only the value.
Estimate normal_estimate(double value, double se, double confidence);

}  // namespace maatstaf::detail

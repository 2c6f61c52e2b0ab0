// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/estimate.hpp"
#include "score/unit_pass.hpp"

namespace maatstaf::detail {

/// Value, standard error and central interval of one input. Counts: quantiles of their posterior, stretched to the
/// value itself where it lies outside them, as 0 of n and n of n always do (Brown, Cai & DasGupta 2001); so a share
/// never leaves 0 .. factor.
Estimate estimate_of(const Source& source, double value, double confidence);

/// Probability that the true value is at or above the bound, or with `side` -1 at or below it. NaN without a margin.
double probability_beyond(const Source& source, double value, double bound, double side);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>

namespace maatstaf::detail {

/// Standard deviation with n - 1; needs two values or more.
double sample_sd(std::span<const double> values);

/// Quantiles of type 7 (Hyndman & Fan 1996): linear between order statistics 1 + (n - 1) p. `values` are reordered.
/// `low` <= `high`.
std::pair<double, double> two_quantiles(std::span<double> values, double low, double high);

}  // namespace maatstaf::detail

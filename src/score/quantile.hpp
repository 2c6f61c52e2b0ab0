// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>

namespace maatstaf::detail {

/// Mean, and standard deviation with n - 1; needs two values or more.
struct SampleSpread {
    double mean, sd;
};
SampleSpread sample_spread(std::span<const double> values);

/// Quantiles of type 7 (Hyndman & Fan 1996): linear between order statistics 1 + (n - 1) p. `values` are reordered.
/// `low` <= `high`.
std::pair<double, double> two_quantiles(std::span<double> values, double low, double high);

/// The same numbers without reordering `values`. Quick when the quantiles lie a little outside the cuts, so that only
/// the few values beyond these need sorting out. `room` is as long as `values`.
std::pair<double, double> two_quantiles(std::span<const double> values, double low, double high, double low_cut,
                                        double high_cut, std::span<double> room);

}  // namespace maatstaf::detail

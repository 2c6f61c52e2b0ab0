// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// How the scores of the children of a node become one. The arithmetic mean lets a good score make up for a bad one in
/// full, the geometric and the harmonic mean ever less; both need scores above zero.
enum class Aggregate : std::uint8_t { arithmetic, geometric, harmonic };
constexpr auto enum_names(Aggregate) {
    using enum Aggregate;
    return std::array{EnumName<Aggregate>{arithmetic, "arithmetic"}, EnumName<Aggregate>{geometric, "geometric"},
                      EnumName<Aggregate>{harmonic, "harmonic"}};
}

namespace score {

// Weighted power means of `values`, weights >= 0 of any sum above zero. NaN values, and values of weight zero, do not
// take part; nothing left gives NaN. Throw ArgumentError on different lengths (wrong_length) and on weights that are
// negative, not finite or all zero (weights_not_valid).
double arithmetic_mean(std::span<const double> values, std::span<const double> weights);  ///< sum w x / sum w
/// exp(sum w ln x / sum w); NaN when a value is zero or below.
double geometric_mean(std::span<const double> values, std::span<const double> weights);
/// sum w / sum (w / x); NaN when a value is zero or below.
double harmonic_mean(std::span<const double> values, std::span<const double> weights);
double mean(Aggregate kind, std::span<const double> values, std::span<const double> weights);

/// Exact derivatives of a mean M of order p (1, 0, -1):
///     dM/dx_k = (w_k / W) (x_k / M)^(p - 1),
///     dM/dw_k = (M / (p W)) ((x_k / M)^p - 1), for p = 0 (M / W) ln(x_k / M).
/// Zero for values that do not take part in the first; both NaN where the mean is NaN.
struct MeanGradient {
    double value = 0.0;
    std::vector<double> by_value{};   ///< one per value
    std::vector<double> by_weight{};  ///< one per value
};
MeanGradient mean_gradient(Aggregate kind, std::span<const double> values, std::span<const double> weights);

}  // namespace score
}  // namespace maatstaf

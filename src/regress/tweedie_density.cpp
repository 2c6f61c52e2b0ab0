// SPDX-License-Identifier: Apache-2.0
#include "regress/tweedie_density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "maatstaf/regress/tweedie.hpp"

namespace maatstaf {
namespace detail {
namespace {

/// log Gamma(x) for x > 0: recurrence up to 10, then Stirling's series, to about 1e-15 of its size.
double log_gamma_positive(double x) noexcept {
    double below = 1.0;
    for (; x < 10.0; x += 1.0) below *= x;
    const double z = 1.0 / (x * x);
    const double series =
        (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360)))))) /
        x;
    return (x - 0.5) * std::log(x) - x + 0.5 * std::log(2.0 * std::numbers::pi) + series - std::log(below);
}

/// Terms below e^-40 of the largest add nothing.
constexpr double negligible = 40.0;

}  // namespace

TweedieSeries::TweedieSeries(double power) noexcept
    : power_(power), shape_((2.0 - power) / (power - 1.0)) {}

double TweedieSeries::exponent(double y, double mean) const noexcept {
    const double a = 1.0 - power_, b = 2.0 - power_;
    return (y > 0.0 ? y * std::pow(mean, a) / a : 0.0) - std::pow(mean, b) / b;
}

/// log of the sum over j = 1, 2, ... of W_j / y with log W_j = j log z - log j! - log Gamma(shape j). Where the terms
/// make a wide bell its width is known, 1/sqrt(-second derivative), and every h-th of them times h gives the same sum:
/// with h at most half the width the error is below e^-78 (Poisson summation).
TweedieSeries::Rest TweedieSeries::rest(double y, double dispersion) const noexcept {
    const double log_y = std::log(y), log_phi = std::log(dispersion), b = 2.0 - power_;
    const double log_z = shape_ * (log_y - std::log(power_ - 1.0)) - (1.0 + shape_) * log_phi - std::log(b);
    const auto term = [&](double j) {
        return j * log_z - log_gamma_positive(j + 1.0) - log_gamma_positive(shape_ * j);
    };
    const double middle = std::max(1.0, std::round(std::exp(b * log_y - log_phi) / b));
    const double step = std::max(1.0, std::floor(0.5 * std::sqrt(middle / (1.0 + shape_))));
    const double top = term(middle);
    double sum = 1.0, first = 0.0, second = 0.0;   // moments of j - middle
    for (const double direction : {1.0, -1.0})
        for (double j = middle + direction * step; j > 0.5; j += direction * step) {
            const double below = term(j) - top, weight = std::exp(below), from = j - middle;
            sum += weight;
            first += weight * from;
            second += weight * from * from;
            if (below < -negligible) break;
        }
    const double mean = first / sum, by = 1.0 + shape_;   // log z falls by 1 + shape per unit of log(dispersion)
    return {top + std::log(step * sum) - log_y, -by * (middle + mean), by * by * (second / sum - mean * mean)};
}

}  // namespace detail

double tweedie_log_density(double y, double mean, double dispersion, double power) {
    const bool known = y >= 0.0 && std::isfinite(y) && mean > 0.0 && dispersion > 0.0 && power > 1.0 && power < 2.0;
    if (!known) return std::numeric_limits<double>::quiet_NaN();
    const detail::TweedieSeries series(power);
    return series.exponent(y, mean) / dispersion + (y > 0.0 ? series.rest(y, dispersion).value : 0.0);
}

}  // namespace maatstaf

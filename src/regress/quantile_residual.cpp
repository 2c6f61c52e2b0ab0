// SPDX-License-Identifier: Apache-2.0
#include "regress/quantile_residual.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/numbers.hpp"
#include "maatstaf/core/special.hpp"

namespace maatstaf::detail {
namespace {

Tails continuous(double below, double above) { return {below, below, above, above}; }

Tails poisson(double k, double mean) {
    using special::gamma_cdf, special::gamma_survival;
    Tails out;
    out.upto = gamma_survival(mean, k + 1.0);
    out.above = gamma_cdf(mean, k + 1.0);
    out.below = k > 0.0 ? gamma_survival(mean, k) : 0.0;
    out.from = k > 0.0 ? gamma_cdf(mean, k) : 1.0;
    return out;
}

/// Successes k of n: P(K <= k) = I_{1-p}(n - k, k + 1).
Tails binomial(double k, double n, double p) {
    using special::beta_cdf;
    Tails out;
    // 1 - p has no digits of a tiny p left, so the lower tail comes from there only where it is the smaller one.
    const auto complement = [](double upper, double x, double a, double b) {
        return upper < 0.5 ? 1.0 - upper : beta_cdf(x, a, b);
    };
    out.above = k < n ? beta_cdf(p, k + 1.0, n - k) : 0.0;
    out.upto = k < n ? complement(out.above, 1.0 - p, n - k, k + 1.0) : 1.0;
    out.from = k > 0.0 ? beta_cdf(p, k, n - k + 1.0) : 1.0;
    out.below = k > 0.0 ? complement(out.from, 1.0 - p, n - k + 1.0, k) : 0.0;
    return out;
}

Tails negative_binomial(double k, double mean, double theta) {
    using special::beta_cdf;
    const double p = theta / (theta + mean), q = mean / (theta + mean);
    Tails out;
    out.upto = beta_cdf(p, theta, k + 1.0);
    out.above = beta_cdf(q, k + 1.0, theta);
    out.below = k > 0.0 ? beta_cdf(p, theta, k) : 0.0;
    out.from = k > 0.0 ? beta_cdf(q, k, theta) : 1.0;
    return out;
}

/// exp(a) Phi(-b) for b >= 0 without overflow: Mills' ratio by continued fraction where Phi is small.
double scaled_tail(double a, double b) {
    if (b < 6.0) return std::exp(a) * special::normal_cdf(-b);
    double fraction = b;
    for (int k = 60; k >= 1; --k) fraction = b + k / fraction;
    return std::exp(a - 0.5 * b * b) / (fraction * std::sqrt(2.0 * std::numbers::pi));
}

/// Shape lambda = weight / dispersion (Tweedie 1957).
Tails inverse_gaussian(double y, double mean, double lambda) {
    const double root = std::sqrt(lambda / y), a = root * (y / mean - 1.0), b = root * (y / mean + 1.0);
    const double mirrored = scaled_tail(2.0 * lambda / mean, b);
    return continuous(special::normal_cdf(a) + mirrored, std::max(0.0, special::normal_cdf(-a) - mirrored));
}

/// A Poisson number of gamma amounts: the tails are sums over that number, far enough to either side of its mean.
Tails tweedie(double y, double mean, double power, double phi) {
    const double rate = std::pow(mean, 2.0 - power) / (phi * (2.0 - power));
    if (y == 0.0) return {0.0, std::exp(-rate), 1.0, -std::expm1(-rate)};
    const double shape = (2.0 - power) / (power - 1.0), scale = phi * (power - 1.0) * std::pow(mean, power - 1.0);
    const double reach = 12.0 * std::sqrt(rate) + 40.0;
    const double first = std::max(1.0, std::floor(rate - reach)), last = std::ceil(rate + reach);
    double below = std::exp(-rate), above = 0.0;
    for (double j = first; j <= last; ++j) {
        const double share = std::exp(j * std::log(rate) - rate - special::log_gamma(j + 1.0));
        below += share * special::gamma_cdf(y, j * shape, scale);
        above += share * special::gamma_survival(y, j * shape, scale);
    }
    return continuous(std::min(below, 1.0), std::min(above, 1.0));
}

}  // namespace

Tails tails_of(const Law& law, double y, double mean, double weight, double dispersion) {
    const double phi = dispersion / weight;
    switch (law.family) {
        case Family::gaussian: {
            const double z = (y - mean) / std::sqrt(phi);
            return continuous(special::normal_cdf(z), special::normal_cdf(-z));
        }
        case Family::poisson: return poisson(std::floor(y), mean);
        case Family::negative_binomial:
            return std::isinf(law.theta) ? poisson(std::floor(y), mean)
                                         : negative_binomial(std::floor(y), mean, law.theta);
        case Family::binomial: return binomial(std::round(weight * y), std::round(weight), mean);
        case Family::gamma:
            return continuous(special::gamma_cdf(y, 1.0 / phi, mean * phi),
                              special::gamma_survival(y, 1.0 / phi, mean * phi));
        case Family::inverse_gaussian: return inverse_gaussian(y, mean, 1.0 / phi);
        case Family::tweedie: return tweedie(y, mean, law.power, phi);
        default: return {nan, nan, nan, nan};
    }
}

double quantile_residual(const Tails& tails, double uniform) {
    // From whichever tail is the smaller, so that far residuals keep their digits; never infinite.
    constexpr double least = std::numeric_limits<double>::min();
    if (std::isnan(tails.upto)) return nan;
    const double low = tails.below + uniform * (tails.upto - tails.below);
    if (low < 0.5) return special::normal_quantile(std::max(low, least));
    const double high = tails.above + (1.0 - uniform) * (tails.from - tails.above);
    return -special::normal_quantile(std::clamp(high, least, 1.0));
}

}  // namespace maatstaf::detail

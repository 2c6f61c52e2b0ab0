// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/risk/expected.hpp"

namespace maatstaf::risk {
namespace {

bool is_poisson(double mean, double variance) { return !(variance > mean * (1.0 + 1e-10)); }

/// P(Y = count) for a whole count.
double count_mass(double count, double mean, double variance) {
    const double falling = special::log_gamma(count + 1.0);
    if (is_poisson(mean, variance)) return std::exp(count * std::log(mean) - mean - falling);
    const double size = mean * mean / (variance - mean);
    return std::exp(special::log_gamma(count + size) - special::log_gamma(size) - falling +
                    size * std::log(size / (size + mean)) + count * std::log(mean / (size + mean)));
}

/// Where the quantile is likely to be: Cornish and Fisher's expansion with the skewness of the distribution.
double count_guess(double probability, double mean, double variance) {
    const double z = special::normal_quantile(probability);
    const double spread = std::max(variance, mean);
    const double skewness = (2.0 * spread / mean - 1.0) / std::sqrt(spread);
    return std::max(0.0, std::floor(mean + std::sqrt(spread) * (z + (z * z - 1.0) * skewness / 6.0)));
}

constexpr int most_steps = 60;

}  // namespace

double count_cdf(double count, double mean, double variance) {
    if (!(mean >= 0.0) || !std::isfinite(mean)) throw detail::out_of_range("mean", ">= 0", mean);
    if (count < 0.0) return 0.0;
    if (mean == 0.0) return 1.0;
    if (is_poisson(mean, variance)) return 1.0 - special::gamma_cdf(mean, count + 1.0);
    const double size = mean * mean / (variance - mean);
    return special::beta_cdf(size / (size + mean), size, count + 1.0);
}

double count_quantile(double probability, double mean, double variance) {
    detail::need_share("probability", probability);
    if (mean == 0.0 || probability == 0.0) return 0.0;
    if (probability == 1.0) return std::numeric_limits<double>::infinity();
    // From a guess that is nearly always within a few counts, step by step; each step costs one probability.
    double count = count_guess(probability, mean, variance);
    double below = count_cdf(count, mean, variance);
    for (int step = 0; step < most_steps; ++step) {
        if (below < probability) {
            count += 1.0;
            below += count_mass(count, mean, variance);
            if (below >= probability) return count;
        } else {
            if (count == 0.0) return count;
            below -= count_mass(count, mean, variance);
            if (below < probability) return count;
            count -= 1.0;
        }
    }
    // Where the guess was poor (large and very skew): halve.
    double high = std::max(count, 1.0);
    while (count_cdf(high, mean, variance) < probability) high *= 2.0;
    double low = -1.0;  // below every count
    while (high - low > 1.0) {
        const double middle = std::floor(0.5 * (low + high));
        (count_cdf(middle, mean, variance) >= probability ? high : low) = middle;
    }
    return high;
}

}  // namespace maatstaf::risk

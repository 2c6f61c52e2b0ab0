// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/risk/expected.hpp"

namespace maatstaf::risk {

double count_cdf(double count, double mean, double variance) {
    if (!(mean >= 0.0) || !std::isfinite(mean)) throw detail::out_of_range("mean", ">= 0", mean);
    if (count < 0.0) return 0.0;
    if (mean == 0.0) return 1.0;
    if (!(variance > mean * (1.0 + 1e-10))) return 1.0 - special::gamma_cdf(mean, count + 1.0);
    const double size = mean * mean / (variance - mean);
    return special::beta_cdf(size / (size + mean), size, count + 1.0);
}

double count_quantile(double probability, double mean, double variance) {
    detail::need_share("probability", probability);
    if (mean == 0.0 || probability == 0.0) return 0.0;
    if (probability == 1.0) return std::numeric_limits<double>::infinity();
    const double sd = std::sqrt(std::max(variance, mean));
    double high = std::ceil(mean + 4.0 * sd) + 4.0;
    while (count_cdf(high, mean, variance) < probability) high *= 2.0;
    double low = -1.0;  // below every count
    while (high - low > 1.0) {
        const double middle = std::floor(0.5 * (low + high));
        (count_cdf(middle, mean, variance) >= probability ? high : low) = middle;
    }
    return high;
}

}  // namespace maatstaf::risk

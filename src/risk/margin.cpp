// SPDX-License-Identifier: Apache-2.0
#include "risk/margin.hpp"

#include <cmath>
#include <map>

#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "maatstaf/core/special.hpp"

namespace maatstaf::detail {

double clustered_variance(const Eigen::Ref<const Eigen::VectorXd>& influence, std::span<const std::int32_t> clusters,
                          double& groups) {
    CompensatedSum squares;
    if (clusters.empty()) {
        groups = static_cast<double>(influence.size());
        for (const double each : influence) squares.add(each * each);
    } else {
        std::map<std::int32_t, CompensatedSum> sums;
        for (Eigen::Index i = 0; i < influence.size(); ++i)
            sums[clusters[static_cast<std::size_t>(i)]].add(influence[i]);
        groups = static_cast<double>(sums.size());
        for (const auto& [cluster, sum] : sums) squares.add(sum.value() * sum.value());
    }
    if (groups < 2.0) return std::numeric_limits<double>::quiet_NaN();
    return squares.value() * groups / (groups - 1.0);
}

double interval_quantile(double confidence, double degrees_of_freedom) {
    need_confidence(confidence);
    return special::student_t_quantile(0.5 + 0.5 * confidence, degrees_of_freedom);
}

Estimate symmetric(double value, double se, double quantile, double n) {
    return {value, se, value - quantile * se, value + quantile * se, n};
}

Estimate share_interval(double value, double se, double quantile, double n) {
    const double rest = 1.0 - value;
    if (!(rest > 0.0)) return symmetric(value, se, quantile, n);
    const double factor = std::exp(quantile * se / rest);
    return {value, se, 1.0 - rest * factor, 1.0 - rest / factor, n};
}

Estimate positive_interval(double value, double se, double quantile, double n) {
    if (!(value > 0.0)) return symmetric(value, se, quantile, n);
    const double factor = std::exp(quantile * se / value);
    return {value, se, value / factor, value * factor, n};
}

Estimate gamma_interval(double mean, double variance, double confidence) {
    if (std::isnan(variance)) return {mean, variance, variance, variance, std::nan("")};
    if (mean == 0.0 && variance > 0.0)  // nothing was seen: as after no case, of which half a case was the variance
        return {0.0, std::sqrt(variance), 0.0,
                special::gamma_quantile(0.5 + 0.5 * confidence, 1.0, std::sqrt(2.0 * variance)), std::nan("")};
    if (!(mean > 0.0) || !(variance > 0.0)) return {mean, std::sqrt(variance), mean, mean, std::nan("")};
    const double shape = mean * mean / variance;
    const double scale = variance / mean;
    return {mean, std::sqrt(variance), special::gamma_quantile(0.5 - 0.5 * confidence, shape, scale),
            special::gamma_quantile(0.5 + 0.5 * confidence, shape, scale), std::nan("")};
}

}  // namespace maatstaf::detail

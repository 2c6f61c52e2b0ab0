// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include <Eigen/Core>

#include "maatstaf/core/estimate.hpp"

namespace maatstaf::detail {

/// Sum over clusters of the squared sums of `influence`, with the factor G/(G-1); rows are their own cluster when
/// `clusters` is empty. `groups` becomes G. NaN with fewer than two groups.
double clustered_variance(const Eigen::Ref<const Eigen::VectorXd>& influence, std::span<const std::int32_t> clusters,
                          double& groups);

/// The two-sided quantile of Student's t, of the normal distribution when the degrees of freedom are infinite.
double interval_quantile(double confidence, double degrees_of_freedom = std::numeric_limits<double>::infinity());

/// value -/+ quantile x se.
Estimate symmetric(double value, double se, double quantile, double n = std::numeric_limits<double>::quiet_NaN());
/// The same for a share below 1, on the scale log(1 - share), so that no end is above 1.
Estimate share_interval(double value, double se, double quantile, double n = std::numeric_limits<double>::quiet_NaN());
/// The same for a positive number, on the logarithm: `se` is that of the number itself.
Estimate positive_interval(double value, double se, double quantile,
    double n = std::numeric_limits<double>::quiet_NaN());

/// Quantiles of the gamma distribution with this mean and variance; from 0 to the limit that belongs to no case seen
/// when the mean is 0.
Estimate gamma_interval(double mean, double variance, double confidence);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <Eigen/Core>

namespace maatstaf::detail {

/// y = X b + Z u + e, u ~ N(0, between), e ~ N(0, within), by its cross products.
struct MixedSums {
    Eigen::MatrixXd zz{}, zx{}, xx{};
    Eigen::VectorXd zy{}, xy{};
    double yy = 0.0, rows = 0.0;
};

struct MixedFit {
    double between = 0.0, within = 0.0;
    Eigen::VectorXd fixed{}, random{};
    Eigen::MatrixXd fixed_covariance{};
    Eigen::VectorXd random_variance{};  ///< of prediction minus truth
    /// At each ratio that there may be: its weight, under a prior flat in the root of between, and the same of it.
    std::vector<double> weight{};
    std::vector<Eigen::VectorXd> random_at{}, variance_at{};
    bool good = false;

    /// Limits of one effect over all ratios.
    double quantile(Eigen::Index effect, double chance) const;
};

/// Restricted maximum likelihood in the one variance ratio that is left when all else is known from it.
MixedFit fit_mixed(const MixedSums& sums);

}  // namespace maatstaf::detail

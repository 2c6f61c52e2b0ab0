// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <Eigen/Core>

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// n x p: how much every row moved every coefficient, inverse information x score; 0 for aliased columns.
Eigen::MatrixXd coefficient_influence(const RegressionData& data, const GlmResult& fit);

/// The influence and leverage of every row of a fit.
void fill_influence(RiskFit& fit);

/// Sum over clusters of the outer products of summed rows, with the factor G/(G-1).
Eigen::MatrixXd clustered_covariance(const Eigen::MatrixXd& influence, std::span<const std::int32_t> clusters);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <Eigen/Core>

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// What use and cost per user have in common: their rows by name, and what follows from that.
struct CostParts {
    std::vector<Eigen::Index> row_of_amount{};   ///< per row of `amount` its row of `users`; empty: not matched
    Eigen::MatrixXd joint{};                     ///< (p + q) x (p + q): covariance of the coefficients of both
    double correlation = 0.0;                    ///< of the Pearson residuals of both
};
CostParts cost_parts(const RiskFit& users, const RiskFit& amount);

/// How much every row moves the coefficients of a fit, stretched as its robust covariance does it (HC3), n x p. Rows of
/// clusters are not stretched.
Eigen::MatrixXd moved_by_rows(const RiskFit& fit);
/// By what that is.
double stretch_of(const RiskFit& fit, Eigen::Index row);

/// n x q: the rows of `users` in the columns of `amount`, found by their names; throws ArgumentError
/// (risk_columns_differ) when one is not there.
Eigen::MatrixXd amount_on_users(const RiskFit& users, const RiskFit& amount);

/// The covariance of the coefficients with 0 where there is no estimate.
Eigen::MatrixXd known_covariance(const RiskFit& fit);

}  // namespace maatstaf::detail

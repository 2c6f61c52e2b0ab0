// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// n x p: how much every row moved every coefficient, inverse information x score; 0 for aliased columns.
Eigen::MatrixXd coefficient_influence(const RegressionData& data, const GlmResult& fit);

/// What share of its own prediction a row decides: n, of the fit on these rows.
Eigen::VectorXd leverage_of(const RegressionData& data, const GlmResult& fit);

/// The influence and leverage of every row of a fit.
void fill_influence(RiskFit& fit);

/// Coefficients that one row or one cluster decides: their influence is 0 whatever the truth is.
struct Decided {
    std::vector<std::int32_t> columns{};
    Eigen::MatrixXd covariance{};   ///< p x p: of those columns under the model, 0 elsewhere

    Decided() = default;
    Decided(const GlmResult& fit, std::vector<std::int32_t> which);
    /// Whether a quantity with this slope on the coefficients and this variance leans on them: by the model they would
    /// add more than a hundredth to the variance, and make an interval more than half a percent wider.
    bool needed(const Eigen::Ref<const Eigen::VectorXd>& slope, double variance) const;
};
inline constexpr double negligible_variance = 0.01;

/// Finds them, and appends what is to be said; `of` (if not empty) is put behind the names of columns.
Decided decided_columns(const RegressionData& data, const GlmResult& fit, std::span<const std::int32_t> clusters,
                        std::span<const std::string> units, const std::string& of, std::vector<Caveat>& caveats);
/// What the influence of a row is multiplied by in the robust covariance of independent rows (HC3).
double enlargement_of(const RiskFit& fit, Eigen::Index row);

/// The influence of the rows as the robust covariance of the fit has it, n x p: enlarged row by row (HC3), or that of
/// every cluster, enlarged as in CR2, in its first row.
Eigen::MatrixXd enlarged_influence(const RiskFit& fit);

/// Degrees of freedom of combinations of coefficients, one per column: infinite without clusters, else Satterthwaite's
/// for CR2; NaN for a combination that is not finite.
Eigen::VectorXd combination_freedom(const RiskFit& fit, const Eigen::MatrixXd& combinations);

/// The same for the linear predictors of rows with these traits. From 50 clusters on it is clusters - 1: that is near
/// enough there, and exact ones of many rows would take longer than the fit.
Eigen::VectorXd row_freedom(const RiskFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x);

/// By what share the variance of a combination is enlarged, where no t quantile can be: (t / z)^2 - 1.
double widening(const RiskFit& fit, const Eigen::VectorXd& combination, double confidence);

/// Sum over clusters of the outer products of summed rows, with the factor G/(G-1).
Eigen::MatrixXd clustered_covariance(const Eigen::MatrixXd& influence, std::span<const std::int32_t> clusters);

}  // namespace maatstaf::detail

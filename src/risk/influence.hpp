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

/// Sum over clusters of the outer products of summed rows, with the factor G/(G-1).
Eigen::MatrixXd clustered_covariance(const Eigen::MatrixXd& influence, std::span<const std::int32_t> clusters);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/glm.hpp"

namespace maatstaf::detail {

/// What sandwich estimators need of a fit, on the columns that have an estimate. Row i of X'WX is weight[i] x_i x_i', the
/// score of row i is score[i] x_i; both include the frequency, so one of the `frequency` rows has a share of them.
struct FitRows {
    std::vector<std::ptrdiff_t> columns;   ///< with an estimate
    Eigen::MatrixXd bread;                 ///< inverse of X'WX
    std::vector<double> weight, score, frequency;

    FitRows(const RegressionData& data, const GlmResult& fit);
    /// The estimated columns of one row.
    void row(const DesignView& x, std::ptrdiff_t i, Eigen::VectorXd& out) const;
    /// `inner` on the estimated columns, back on all p with NaN elsewhere.
    Eigen::MatrixXd spread(const Eigen::MatrixXd& inner, std::ptrdiff_t p) const;
};

}  // namespace maatstaf::detail

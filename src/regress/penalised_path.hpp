// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/elastic_net.hpp"
#include "regress/penalised.hpp"

namespace maatstaf::detail {

/// Throws as `elastic_net` says it does: of the options, and of rows.
void check(const ElasticNetOptions& options, std::ptrdiff_t columns, const Law& law);
void check(const ElasticNetOptions& options, const RegressionData& data, const Law& law);

/// Penalty factors as the objective uses them: rescaled to average 1 over the columns beside the intercept, 0 for the
/// intercept, infinite for columns that are left out.
Eigen::VectorXd penalty_factors(const ElasticNetOptions& options, const PenalisedColumns& columns);

/// How a path gets to know the rows: sums over all of them at some coefficients.
struct PenalisedView {
    std::function<PenalisedPoint(const Eigen::VectorXd& scaled, bool with_curvature)> point;
    std::function<double(const Eigen::VectorXd& given)> deviance;   ///< weighted, for the columns as given
};
PenalisedView view_of(const PenalisedRows& rows);

/// Walks down a path of lambda, each fit starting from the one before.
class PenalisedPath {
public:
    PenalisedPath(PenalisedColumns columns, const ElasticNetOptions& options, const PenalisedView& view);

    double null_deviance() const noexcept { return null_deviance_; }
    double largest_lambda() const noexcept { return largest_lambda_; }
    bool nothing_to_fit() const noexcept { return nothing_to_fit_; }
    const PenalisedColumns& columns() const noexcept { return columns_; }

    struct Fit {
        Eigen::VectorXd coefficients;   ///< for the columns as given
        double deviance = 0.0;
        double violation = 0.0;
        std::int32_t passes = 0;
        std::int32_t nonzero = 0;
    };
    Fit fit(double lambda, const PenalisedView& view);

private:
    PenalisedPoint at(const PenalisedView& view, const Eigen::VectorXd& coefficients, bool with_curvature);
    double penalised(const PenalisedPoint& point, const Eigen::VectorXd& b, const Eigen::VectorXd& l1,
                     const Eigen::VectorXd& l2) const;
    double violation(const Eigen::VectorXd& l1, const Eigen::VectorXd& l2) const;
    double search(const PenalisedView& view, const Eigen::VectorXd& l1, const Eigen::VectorXd& l2);

    PenalisedColumns columns_;
    Eigen::VectorXd factors_;
    double alpha_;
    double tolerance_;
    std::int32_t most_passes_;

    Eigen::VectorXd b_;            ///< of the shifted and scaled columns
    PenalisedPoint point_;         ///< at b_
    Eigen::MatrixXd curvature_;    ///< at b_ or at an earlier point near it
    bool parabola_ = false;        ///< the log-likelihood is one: known everywhere once the cross-products are
    double saturated_ = 0.0;       ///< the objective of a perfect fit
    double null_gradient_ = 0.0, null_deviance_ = 0.0, largest_lambda_ = 0.0, gradient_scale_ = 1.0;
    bool nothing_to_fit_ = false;
    std::int32_t passes_ = 0;
};

}  // namespace maatstaf::detail

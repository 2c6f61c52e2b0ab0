// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/compare.hpp"
#include "regress/clusters.hpp"
#include "regress/intervals.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

using detail::nan;

/// b' V^-1 b, with every coefficient in its own standard errors so that units do not matter; NaN when V has no inverse.
double quadratic(const Eigen::VectorXd& b, const Eigen::MatrixXd& covariance) {
    const Eigen::VectorXd unit = covariance.diagonal().cwiseSqrt().cwiseInverse();
    if (!unit.allFinite()) return nan;
    const Eigen::LLT<Eigen::MatrixXd> root(unit.asDiagonal() * covariance * unit.asDiagonal());
    if (root.info() != Eigen::Success || root.rcond() < 1e-13) return nan;
    return root.matrixL().solve(unit.cwiseProduct(b)).squaredNorm();
}

/// Degrees of freedom of the covariance of some coefficients as a whole.
double whole_freedom(const RegressionData& data, const GlmResult& fit, const RobustResult& robust,
                     std::span<const std::int32_t> clusters, const std::vector<std::int32_t>& columns) {
    const bool reduced = robust.kind == RobustKind::cr2 || robust.kind == RobustKind::cr2_residual;
    if (robust.clusters == 0) return detail::infinity;
    if (!reduced) return robust.clusters - 1.0;
    if (clusters.empty())
        throw ArgumentError(messages::regress_needs_clusters, {{"kind", std::string(to_name(robust.kind))}});
    detail::need_one_per_row("clusters", clusters.size(), data.x.rows);
    const detail::FitRows rows(data, fit);
    Eigen::MatrixXd contrasts(rows.rank(), static_cast<Eigen::Index>(columns.size()));
    for (std::size_t k = 0; k < columns.size(); ++k)
        contrasts.col(static_cast<Eigen::Index>(k)) =
            rows.whiten_contrast(Eigen::VectorXd::Unit(fit.coefficients.size(), columns[k]));
    return detail::joint_freedom(data.x, rows, detail::group_rows(clusters),
                                 robust.kind == RobustKind::cr2 ? detail::ClusterAdjustment::square_root
                                                                : detail::ClusterAdjustment::residual_root,
                                 contrasts);
}

}  // namespace

NestedTest wald_test(const RegressionData& data, const GlmResult& fit, const RobustResult& robust,
                     const std::vector<std::int32_t>& columns, std::span<const std::int32_t> clusters) {
    const Eigen::Index p = fit.coefficients.size();
    if (data.x.columns != p || robust.coefficients.size() != p || robust.covariance.rows() != p ||
        robust.covariance.cols() != p)
        throw ArgumentError(messages::regress_other_sandwich);
    std::vector<std::int32_t> tested;
    for (const std::int32_t j : columns) {
        detail::need_position("columns", j, p);
        if (!std::isnan(fit.coefficients[j]) && std::ranges::find(tested, j) == tested.end()) tested.push_back(j);
    }
    NestedTest out;
    const auto q = static_cast<Eigen::Index>(tested.size());
    out.degrees_of_freedom = static_cast<double>(q);
    out.statistic = out.residual_df = out.p_value = nan;
    if (q == 0) return out;
    const double whole = quadratic(fit.coefficients(tested), robust.covariance(tested, tested));
    const double freedom = whole_freedom(data, fit, robust, clusters, tested);
    // Hotelling's law: a covariance with so many degrees of freedom leaves q - 1 fewer for the test.
    out.residual_df = freedom - static_cast<double>(q) + 1.0;
    if (!(out.residual_df > 0.0)) {
        out.residual_df = nan;
        out.caveats.push_back({messages::regress_test_too_few_clusters,
                               {{"got", std::to_string(robust.clusters)}, {"columns", std::to_string(q)}}});
        return out;
    }
    out.statistic = whole / out.degrees_of_freedom * (std::isinf(freedom) ? 1.0 : out.residual_df / freedom);
    out.p_value = detail::f_tail(out.statistic, out.degrees_of_freedom, out.residual_df);
    return out;
}

}  // namespace maatstaf

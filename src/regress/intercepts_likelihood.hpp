// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "regress/law.hpp"
#include "regress/quadrature.hpp"

namespace maatstaf::detail {

/// Rows in the order of their groups, ready to be gone over many times.
struct GroupedRows {
    Law law;
    std::ptrdiff_t columns = 0, width = 0;             ///< of x as used, and padded for the cross-product kernel
    std::vector<double> x;                             ///< packed rows: shifted, scaled, without aliased columns
    std::vector<double> y, weight, frequency, offset;  ///< weight: precision x frequency
    std::vector<std::size_t> starts;                   ///< groups + 1
    double constant = 0.0;                             ///< of the log-likelihood, whatever the parameters
    double largest_count = 0.0;
    std::size_t groups() const noexcept { return starts.size() - 1; }
};

/// Coefficients, standard deviation of the group intercepts, and the law's own parameter: theta or the residual
/// variance (1 where there is none).
struct MarginalPoint {
    Eigen::VectorXd coefficients;
    double sd = 0.0;
    double own = 1.0;
};

/// Where each group stands: its most probable intercept in units of sd, and the curvature there.
struct GroupModes {
    std::vector<double> at, curvature;
};

/// The log-likelihood with the group intercepts integrated out, and its exact derivatives to the coefficients, sd and
/// the logarithm of the own parameter (0 where there is none).
struct Marginal {
    double log_likelihood = 0.0;
    Eigen::VectorXd score;      ///< columns + 2
    Eigen::MatrixXd curvature;  ///< of the coefficients, about (Laplace); empty unless asked for
    double sd_slope = 0.0;      ///< derivative to the variance at sd = 0, whatever sd is; only with curvature
    double precision = 0.0;     ///< what all rows say about the intercepts of their groups; only with curvature

    /// What other groups say of the same point.
    void add(const Marginal& other);
};

/// `modes` is where the search for the modes starts and, when `keep_modes`, where they are left.
Marginal marginal(const GroupedRows& rows, const MarginalPoint& point, const GaussHermite& rule, GroupModes& modes,
                  bool with_curvature, bool keep_modes);

/// Per group its most probable intercept, the variance of that with the parameters known, and how it moves with them.
struct GroupEffects {
    Eigen::VectorXd effect, variance;
    Eigen::MatrixXd slopes;  ///< groups x (columns + 2), the parameters in the order of the score
};
/// One after another; none: of no groups.
GroupEffects joined(const std::vector<GroupEffects>& parts);
GroupEffects group_effects(const GroupedRows& rows, const MarginalPoint& point);

/// True when the family and link are among those that `marginal` knows.
bool has_marginal(const Law& law) noexcept;

}  // namespace maatstaf::detail

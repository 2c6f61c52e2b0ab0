// SPDX-License-Identifier: Apache-2.0
#include "regress/newton.hpp"

#include <cmath>
#include <limits>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

namespace maatstaf::detail {
namespace {

/// What brings the diagonal to 1, so that the unit of a parameter does not matter.
Eigen::VectorXd unit_of(const Eigen::MatrixXd& information) {
    Eigen::VectorXd unit = information.diagonal().cwiseAbs().cwiseSqrt().cwiseInverse();
    for (double& each : unit)
        if (!std::isfinite(each)) each = 1.0;
    return unit;
}

}  // namespace

Eigen::VectorXd uphill_step(const Eigen::MatrixXd& information, const Eigen::VectorXd& score) {
    const Eigen::VectorXd unit = unit_of(information);
    const Eigen::MatrixXd scaled = unit.asDiagonal() * information * unit.asDiagonal();
    const Eigen::VectorXd target = unit.cwiseProduct(score);
    const Eigen::LLT<Eigen::MatrixXd> root(scaled);
    if (root.info() == Eigen::Success) return unit.cwiseProduct(root.solve(target));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(scaled);
    const Eigen::VectorXd bend = parts.eigenvalues().cwiseAbs().cwiseMax(1e-3);
    return unit.cwiseProduct(parts.eigenvectors() * (parts.eigenvectors().transpose() * target).cwiseQuotient(bend));
}

Eigen::MatrixXd inverse_information(const Eigen::MatrixXd& information) {
    const Eigen::Index count = information.rows();
    const Eigen::VectorXd unit = unit_of(information);
    const Eigen::LLT<Eigen::MatrixXd> root(unit.asDiagonal() * information * unit.asDiagonal());
    if (root.info() != Eigen::Success)
        return Eigen::MatrixXd::Constant(count, count, std::numeric_limits<double>::quiet_NaN());
    return unit.asDiagonal() * root.solve(Eigen::MatrixXd::Identity(count, count)) * unit.asDiagonal();
}

}  // namespace maatstaf::detail

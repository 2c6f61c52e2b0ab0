// SPDX-License-Identifier: Apache-2.0
#include "regress/quadrature.hpp"

#include <cmath>
#include <numbers>

#include <Eigen/Eigenvalues>

namespace maatstaf::detail {
namespace {

/// Orthonormal Hermite functions 0 .. count at z (polynomial x exp(-z^2 / 2)).
std::vector<double> hermite_functions(double z, int count) {
    std::vector<double> values(static_cast<std::size_t>(count) + 1);
    values[0] = std::exp(-0.5 * z * z) / std::sqrt(std::sqrt(std::numbers::pi));
    if (count > 0) values[1] = std::numbers::sqrt2 * z * values[0];
    for (int k = 1; k < count; ++k) {
        const auto at = static_cast<std::size_t>(k);
        values[at + 1] =
            std::sqrt(2.0 / (k + 1)) * z * values[at] - std::sqrt(static_cast<double>(k) / (k + 1)) * values[at - 1];
    }
    return values;
}

}  // namespace

GaussHermite gauss_hermite(int count) {
    Eigen::VectorXd diagonal = Eigen::VectorXd::Zero(count), beside(count - 1);
    for (int k = 1; k < count; ++k) beside[k - 1] = std::sqrt(0.5 * k);
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    solver.computeFromTridiagonal(diagonal, beside, Eigen::EigenvaluesOnly);
    GaussHermite rule;
    for (int q = 0; q < count; ++q) {
        double z = 2 * q + 1 == count ? 0.0 : solver.eigenvalues()[q];
        for (int step = 0; step < 3 && z != 0.0;
             ++step) {  // at a node the slope is sqrt(2 n) times the function before
            const auto h = hermite_functions(z, count);
            z -= h[static_cast<std::size_t>(count)] / (std::sqrt(2.0 * count) * h[static_cast<std::size_t>(count) - 1]);
        }
        const auto h = hermite_functions(z, count);
        double sum = 0.0;
        for (int k = 0; k < count; ++k) sum += h[static_cast<std::size_t>(k)] * h[static_cast<std::size_t>(k)];
        rule.node.push_back(z);
        rule.weight.push_back(1.0 / sum);
    }
    return rule;
}

}  // namespace maatstaf::detail

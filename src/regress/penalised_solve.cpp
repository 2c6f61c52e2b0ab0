// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

#include "regress/penalised.hpp"

namespace maatstaf::detail {
namespace {

double soft(double value, double threshold) noexcept {
    if (value > threshold) return value - threshold;
    if (value < -threshold) return value + threshold;
    return 0.0;
}

/// Coordinate descent with the residual c - Hb at hand: a coordinate that stays where it is costs one comparison.
class Descent {
public:
    Descent(const Eigen::MatrixXd& curvature, const Eigen::VectorXd& linear, const Eigen::VectorXd& l1,
            const Eigen::VectorXd& l2, Eigen::VectorXd start)
        : h_(curvature), c_(linear), l1_(l1), l2_(l2), b_(std::move(start)) {
        for (Eigen::Index j = 0; j < b_.size(); ++j)
            if (std::isinf(l1_[j]) || !(h_(j, j) + l2_[j] > 0.0)) b_[j] = 0.0;
        residual_ = c_ - h_ * b_;
    }

    Eigen::VectorXd run() {
        // A warm start usually has the right columns already, and then the exact solution is one small system away.
        if (polish()) return b_;
        for (const double precision : {1e-3, 1e-6, 1e-9, 1e-12}) {
            descend(precision);
            if (polish()) break;
        }
        return b_;
    }

private:
    /// Moves coordinate j to its best place; returns how far the fit moves, in the unit of the objective's square root.
    double move(Eigen::Index j) {
        const double curve = h_(j, j) + l2_[j];
        if (std::isinf(l1_[j]) || !(curve > 0.0)) return 0.0;
        const double best = soft(residual_[j] + h_(j, j) * b_[j], l1_[j]) / curve;
        const double change = best - b_[j];
        if (change == 0.0) return 0.0;
        b_[j] = best;
        residual_.noalias() -= change * h_.col(j);
        return std::abs(change) * std::sqrt(curve);
    }

    void descend(double precision) {
        constexpr int most_sweeps = 2000;
        double size = 0.0;
        for (Eigen::Index j = 0; j < b_.size(); ++j) size = std::max(size, std::abs(b_[j]) * std::sqrt(h_(j, j)));
        for (int sweep = 0; sweep < most_sweeps; ++sweep) {
            double moved = 0.0;
            for (Eigen::Index j = 0; j < b_.size(); ++j) moved = std::max(moved, move(j));
            size = std::max(size, moved);
            if (moved <= precision * size) return;
            for (; sweep < most_sweeps; ++sweep) {
                moved = 0.0;
                for (Eigen::Index j = 0; j < b_.size(); ++j)
                    if (b_[j] != 0.0) moved = std::max(moved, move(j));
                if (moved <= precision * size) break;
            }
        }
    }

    /// With the columns and signs as they are the minimum is the solution of a linear system. True when that solution
    /// has the same signs and no other column wants to come in: then it is the minimum.
    bool polish() {
        std::vector<Eigen::Index> active;
        for (Eigen::Index j = 0; j < b_.size(); ++j)
            if ((b_[j] != 0.0 || l1_[j] == 0.0) && h_(j, j) + l2_[j] > 0.0) active.push_back(j);
        const auto count = static_cast<Eigen::Index>(active.size());
        Eigen::VectorXd b = Eigen::VectorXd::Zero(b_.size());
        if (count > 0) {
            const auto sign = [&](Eigen::Index j) { return b_[j] > 0.0 ? 1.0 : b_[j] < 0.0 ? -1.0 : 0.0; };
            Eigen::MatrixXd system(count, count);
            Eigen::VectorXd right(count);
            for (Eigen::Index k = 0; k < count; ++k) {
                const Eigen::Index j = active[static_cast<std::size_t>(k)];
                for (Eigen::Index l = 0; l < count; ++l) system(l, k) = h_(active[static_cast<std::size_t>(l)], j);
                system(k, k) += l2_[j];
                right[k] = c_[j] - (l1_[j] == 0.0 ? 0.0 : l1_[j] * sign(j));
            }
            const Eigen::LLT<Eigen::MatrixXd> root(system);
            if (root.info() != Eigen::Success) return false;
            Eigen::VectorXd solution = root.solve(right);
            solution += root.solve(right - system * solution);
            if (!solution.allFinite()) return false;
            const Eigen::VectorXd pivots = Eigen::MatrixXd(root.matrixL()).diagonal();
            for (Eigen::Index k = 0; k < count; ++k) {
                const Eigen::Index j = active[static_cast<std::size_t>(k)];
                if (pivots[k] * pivots[k] <= 1e-12 * system(k, k)) return false;
                if (l1_[j] != 0.0 && solution[k] * sign(j) <= 0.0) return false;
                b[j] = solution[k];
            }
        }
        const Eigen::VectorXd residual = c_ - h_ * b;
        for (Eigen::Index j = 0; j < b_.size(); ++j)
            if (b[j] == 0.0 && l1_[j] != 0.0 && std::abs(residual[j]) > l1_[j] * (1.0 + 1e-13)) return false;
        b_ = b;
        residual_ = residual;
        return true;
    }

    const Eigen::MatrixXd& h_;
    const Eigen::VectorXd& c_;
    const Eigen::VectorXd& l1_;
    const Eigen::VectorXd& l2_;
    Eigen::VectorXd b_, residual_;
};

}  // namespace

Eigen::VectorXd solve_penalised(const Eigen::MatrixXd& curvature, const Eigen::VectorXd& linear,
                                const Eigen::VectorXd& l1, const Eigen::VectorXd& l2, const Eigen::VectorXd& start,
                                std::ptrdiff_t intercept) {
    if (intercept < 0 || !(curvature(intercept, intercept) > 0.0))
        return Descent(curvature, linear, l1, l2, start).run();
    // The best intercept is linear in the rest: put it in, and descend on what remains.
    const Eigen::VectorXd with_intercept = curvature.col(intercept) / curvature(intercept, intercept);
    Eigen::MatrixXd rest = curvature - with_intercept * curvature.row(intercept);
    Eigen::VectorXd target = linear - with_intercept * linear[intercept];
    rest.row(intercept).setZero();
    rest.col(intercept).setZero();
    target[intercept] = 0.0;
    Eigen::VectorXd best = Descent(rest, target, l1, l2, start).run();
    best[intercept] = 0.0;
    best[intercept] = (linear[intercept] - curvature.row(intercept).dot(best)) / curvature(intercept, intercept);
    return best;
}

}  // namespace maatstaf::detail

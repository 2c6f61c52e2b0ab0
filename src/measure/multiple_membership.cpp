// SPDX-License-Identifier: Apache-2.0
#include "measure/multiple_membership.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "maatstaf/core/special.hpp"
#include "measure/lowest.hpp"
#include "measure/root.hpp"
#include "measure/spread_grid.hpp"

namespace maatstaf::detail {
namespace {

using Eigen::ArrayXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Everything in the directions in which Z'Z is diagonal, so that each variance ratio costs a few small sums.
class MixedProfile {
public:
    explicit MixedProfile(const MixedSums& sums) : sums_(sums) {
        const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(sums.zz);
        values_ = solver.eigenvalues().cwiseMax(0.0);
        vectors_ = solver.eigenvectors();
        zx_ = vectors_.transpose() * sums.zx;
        zy_ = vectors_.transpose() * sums.zy;
    }
    struct At {
        ArrayXd drawn{};
        MatrixXd inverse{};
        VectorXd fixed{};
        double within = 0.0, deviance = 0.0;
        bool good = false;
    };
    /// At between / within = `ratio`: -2 x the restricted log-likelihood but for a constant.
    At at(double ratio) const {
        At made;
        made.drawn = ratio / (1.0 + ratio * values_);
        const MatrixXd drawn_x = made.drawn.matrix().asDiagonal() * zx_;
        const MatrixXd information = sums_.xx - zx_.transpose() * drawn_x;
        const VectorXd right = sums_.xy - drawn_x.transpose() * zy_;
        const Eigen::LDLT<MatrixXd> solver(information);
        if (!(solver.vectorD().minCoeff() > 1e-10)) return made;
        made.inverse = solver.solve(MatrixXd::Identity(information.rows(), information.cols()));
        made.fixed = solver.solve(right);
        const double squares = sums_.yy - (made.drawn * zy_.array().square()).sum() - made.fixed.dot(right);
        const double freedom = sums_.rows - static_cast<double>(information.rows());
        made.within = std::max(0.0, squares) / freedom;
        made.deviance = freedom * std::log(made.within) + (1.0 + ratio * values_).log().sum() +
                        solver.vectorD().array().log().sum();
        made.good = made.within > 0.0;
        return made;
    }
    const MatrixXd& vectors() const noexcept { return vectors_; }
    const MatrixXd& zx() const noexcept { return zx_; }
    const VectorXd& zy() const noexcept { return zy_; }

private:
    const MixedSums& sums_;
    ArrayXd values_{};
    MatrixXd vectors_{}, zx_{};
    VectorXd zy_{};
};

/// The best ratio: a coarse look over its logarithm, then golden section. Nought where nothing beats it.
double best_ratio(const MixedProfile& profile) {
    const double from = std::log(1e-8), to = std::log(1e4);
    constexpr int steps = 48;
    const auto deviance = [&](double log_ratio) { return profile.at(std::exp(log_ratio)).deviance; };
    int best = -1;
    double least = profile.at(0.0).deviance;
    for (int i = 0; i <= steps; ++i)
        if (const double here = deviance(from + (to - from) * i / steps); here < least - 1e-12) {
            least = here;
            best = i;
        }
    if (best < 0) return 0.0;
    return std::exp(lowest_between(deviance, from + (to - from) * std::max(0, best - 1) / steps,
                                   from + (to - from) * std::min(steps, best + 1) / steps));
}

/// Effects, drawn towards 0, and the variance of what they miss the truth by.
std::pair<VectorXd, VectorXd> drawn_at(const MixedProfile& profile, const MixedProfile::At& at) {
    const VectorXd rest = profile.zy() - profile.zx() * at.fixed;
    const MatrixXd drawn = profile.vectors() * at.drawn.matrix().asDiagonal();
    const MatrixXd by_fixed = drawn * profile.zx();
    return {drawn * rest, at.within * ((drawn.array() * profile.vectors().array()).rowwise().sum() +
                                       ((by_fixed * at.inverse).array() * by_fixed.array()).rowwise().sum())};
}

}  // namespace

double MixedFit::quantile(Eigen::Index effect, double chance) const {
    double least = 0.0, most = 0.0;
    for (std::size_t g = 0; g < weight.size(); ++g) {
        const double reach = 10.0 * std::sqrt(variance_at[g][effect]);
        least = std::min(least, random_at[g][effect] - reach);
        most = std::max(most, random_at[g][effect] + reach);
    }
    return root_between(
        [&](double x) {
            double sum = -chance;
            for (std::size_t g = 0; g < weight.size(); ++g)
                sum += weight[g] * special::normal_cdf((x - random_at[g][effect]) / std::sqrt(variance_at[g][effect]));
            return sum;
        },
        least, most);
}

MixedFit fit_mixed(const MixedSums& given) {
    MixedFit made;
    // On a scale on which every trait counts for 1, so that euros and shares do not hide one another.
    const VectorXd scale = given.xx.diagonal().cwiseSqrt().cwiseInverse();
    MixedSums sums = given;
    sums.xx = scale.asDiagonal() * given.xx * scale.asDiagonal();
    sums.zx = given.zx * scale.asDiagonal();
    sums.xy = scale.cwiseProduct(given.xy);
    const MixedProfile profile(sums);
    if (!profile.at(0.0).good) return made;
    const double ratio = best_ratio(profile);
    const MixedProfile::At at = profile.at(ratio);
    if (!at.good) return made;
    made.within = at.within;
    made.between = ratio * at.within;
    made.fixed = scale.cwiseProduct(at.fixed);
    made.fixed_covariance = at.within * (scale.asDiagonal() * at.inverse * scale.asDiagonal());
    std::tie(made.random, made.random_variance) = drawn_at(profile, at);
    // How far providers lie apart is hardly known where they are few, so limits are over all that it may be.
    const double unit = std::sqrt(static_cast<double>(sums.zz.rows()) / sums.zz.trace());
    const SpreadGrid grid = spread_grid(unit, [&](double root) { return -0.5 * profile.at(root * root).deviance; });
    for (std::size_t g = 0; g < grid.root.size(); ++g) {
        if (grid.weight[g] < 1e-6) continue;
        auto [random, variance] = drawn_at(profile, profile.at(grid.root[g] * grid.root[g]));
        made.weight.push_back(grid.weight[g]);
        made.random_at.push_back(std::move(random));
        made.variance_at.push_back(std::move(variance));
    }
    made.good = true;
    return made;
}

}  // namespace maatstaf::detail

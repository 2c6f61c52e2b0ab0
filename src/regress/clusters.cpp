// SPDX-License-Identifier: Apache-2.0
#include "regress/clusters.hpp"

#include <cmath>
#include <map>

#include <Eigen/Eigenvalues>

#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

/// A direction of which a cluster holds all the information has no residuals to enlarge; it is left out, as the
/// generalised inverse of 1 - H does.
constexpr double determined = 1.0 - 1e-10;

/// f(l) = (1 - l)^-power, the enlargement of the residuals of a cluster along a direction with share l of the
/// information.
Eigen::VectorXd enlargements(const Eigen::VectorXd& shares, double power) {
    return shares.unaryExpr([power](double l) {
        if (power == 0.0 || l <= 0.0) return 1.0;
        return l > determined ? 0.0 : std::exp(-power * std::log1p(-l));
    });
}

}  // namespace

Grouping group_rows(std::span<const std::int32_t> first, std::span<const std::int32_t> second) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::size_t> known;
    std::vector<std::size_t> cluster(first.size());
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const auto [at, is_new] = known.try_emplace({first[i], second.empty() ? 0 : second[i]}, sizes.size());
        if (is_new) sizes.push_back(0);
        cluster[i] = at->second;
        ++sizes[at->second];
    }
    Grouping out;
    out.starts.push_back(0);
    for (const std::size_t size : sizes) out.starts.push_back(out.starts.back() + size);
    out.rows.resize(first.size());
    std::vector<std::size_t> next(out.starts.begin(), out.starts.end() - 1);
    for (std::size_t i = 0; i < first.size(); ++i) out.rows[next[cluster[i]]++] = static_cast<std::ptrdiff_t>(i);
    return out;
}

ClusterSums cluster_sums(const DesignView& x, const FitRows& fit, std::span<const std::ptrdiff_t> rows,
                         bool with_gram) {
    ClusterSums out{Eigen::VectorXd::Zero(fit.rank()), Eigen::MatrixXd::Zero(fit.rank(), fit.rank())};
    FitRows::Block z;
    Eigen::VectorXd score, weight;
    for (std::size_t first = 0; first < rows.size(); first += block_rows) {
        const auto part = rows.subspan(first, std::min<std::size_t>(block_rows, rows.size() - first));
        fit.whiten(x, part, z);
        score.resize(z.rows());
        weight.resize(z.rows());
        for (std::size_t r = 0; r < part.size(); ++r) {
            score[static_cast<Eigen::Index>(r)] = fit.score[static_cast<std::size_t>(part[r])];
            weight[static_cast<Eigen::Index>(r)] = fit.weight[static_cast<std::size_t>(part[r])];
        }
        out.score.noalias() += z.transpose() * score;
        if (with_gram) out.gram.noalias() += z.transpose() * weight.asDiagonal() * z;
    }
    return out;
}

/// As U'U = V diag(l) V', any function of the hat matrix comes back to size p: U'f(H) = V f(l) V' U'. So the score is
/// V f V' times its score, q = f(H) U k has U'q = V l f V'k and q'q = k'V l f^2 V'k.
Adjusted adjust(const ClusterSums& sums, double power, const Eigen::MatrixXd& contrasts) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(sums.gram);
    const Eigen::VectorXd shares = solver.eigenvalues().cwiseMax(0.0);
    const Eigen::MatrixXd& vectors = solver.eigenvectors();
    const Eigen::VectorXd enlarged = enlargements(shares, power);
    const Eigen::MatrixXd turned = vectors.transpose() * contrasts;
    const Eigen::MatrixXd grown = shares.cwiseProduct(enlarged).asDiagonal() * turned;
    return {vectors * (enlarged.asDiagonal() * (vectors.transpose() * sums.score)).eval(), vectors * grown,
            (enlarged.asDiagonal() * grown).cwiseProduct(turned).colwise().sum().transpose()};
}

namespace {

/// On the scale of the outcome, with D^2 = V / weight the variance of a row and B = D^2 (1 - H) D^2, the correction
/// D B^-1/2 D of Pustejovsky & Tipton (2018, eq. 10) gives the score U' B^-1/2 D (y - mu), and q = D^2 B^-1/2 U k.
Adjusted adjust_residuals(const DesignView& x, const FitRows& fit, std::span<const std::ptrdiff_t> rows,
                          const Eigen::MatrixXd& contrasts) {
    std::vector<std::ptrdiff_t> used;
    for (const std::ptrdiff_t i : rows)
        if (fit.weight[static_cast<std::size_t>(i)] > 0.0) used.push_back(i);
    FitRows::Block u;
    fit.whiten(x, used, u);
    Eigen::VectorXd variance(u.rows()), residual(u.rows());
    for (std::size_t r = 0; r < used.size(); ++r) {
        const auto i = static_cast<std::size_t>(used[r]);
        const auto at = static_cast<Eigen::Index>(r);
        u.row(at) *= std::sqrt(fit.weight[i]);
        variance[at] = fit.slope[i] * fit.slope[i] / fit.weight[i];
        residual[at] = std::sqrt(variance[at]) * fit.score[i] * variance[at] / fit.slope[i];   // D (y - mu)
    }
    const Eigen::MatrixXd rest = Eigen::MatrixXd::Identity(u.rows(), u.rows()) - u * u.transpose();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(variance.asDiagonal() * rest * variance.asDiagonal());
    const double least = 1e-12 * solver.eigenvalues().cwiseAbs().maxCoeff();
    const Eigen::VectorXd root =
        solver.eigenvalues().unaryExpr([least](double l) { return l > least ? 1.0 / std::sqrt(l) : 0.0; });
    const Eigen::MatrixXd half = solver.eigenvectors() * root.asDiagonal() * solver.eigenvectors().transpose();
    const Eigen::MatrixXd q = variance.asDiagonal() * (half * (u * contrasts)).eval();
    return {u.transpose() * (half * residual), u.transpose() * q, q.colwise().squaredNorm().transpose()};
}

}  // namespace

FreedomSums::FreedomSums(Eigen::Index rank, Eigen::Index contrasts)
    : trace_(Eigen::VectorXd::Zero(contrasts)), squares_(Eigen::VectorXd::Zero(contrasts)),
      cross_(static_cast<std::size_t>(contrasts), Eigen::MatrixXd::Zero(rank, rank)) {}

void FreedomSums::add(const Eigen::Ref<const Eigen::VectorXd>& own, const Eigen::Ref<const Eigen::MatrixXd>& pulled) {
    for (Eigen::Index c = 0; c < own.size(); ++c) {
        const double taken = pulled.col(c).squaredNorm();
        trace_[c] += own[c] - taken;
        squares_[c] += own[c] * own[c] - 2.0 * own[c] * taken;
        cross_[static_cast<std::size_t>(c)].noalias() += pulled.col(c) * pulled.col(c).transpose();
    }
}

Eigen::VectorXd FreedomSums::degrees_of_freedom() const {
    Eigen::VectorXd made(trace_.size());
    for (Eigen::Index c = 0; c < made.size(); ++c)
        made[c] = trace_[c] * trace_[c] / (squares_[c] + cross_[static_cast<std::size_t>(c)].squaredNorm());
    return made;
}

namespace {

Adjusted adjusted_cluster(const DesignView& x, const FitRows& fit, std::span<const std::ptrdiff_t> rows,
                          ClusterAdjustment adjustment, const Eigen::MatrixXd& contrasts) {
    if (adjustment == ClusterAdjustment::residual_root) return adjust_residuals(x, fit, rows, contrasts);
    const double power = adjustment == ClusterAdjustment::whole  ? 1.0
                         : adjustment == ClusterAdjustment::none ? 0.0
                                                                 : 0.5;
    return adjust(cluster_sums(x, fit, rows, true), power, contrasts);
}

}  // namespace

ClusterMeat cluster_meat(const DesignView& x, const FitRows& fit, const Grouping& grouping,
                         ClusterAdjustment adjustment, const Eigen::MatrixXd& contrasts) {
    const Eigen::Index rank = fit.rank(), count = contrasts.cols();
    const bool plain = adjustment == ClusterAdjustment::none && count == 0;
    ClusterMeat out;
    out.meat = Eigen::MatrixXd::Zero(rank, rank);
    out.scores.resize(rank, static_cast<Eigen::Index>(grouping.size()));
    FreedomSums freedom(rank, count);
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        const Adjusted own =
            plain ? Adjusted{cluster_sums(x, fit, grouping.cluster(g), false).score, Eigen::MatrixXd(rank, 0), {}}
                  : adjusted_cluster(x, fit, grouping.cluster(g), adjustment, contrasts);
        out.meat.noalias() += own.score * own.score.transpose();
        out.scores.col(static_cast<Eigen::Index>(g)) = own.score;
        freedom.add(own.own, own.pulled);
    }
    out.degrees_of_freedom = freedom.degrees_of_freedom();
    return out;
}

/// In the basis where the covariance is expected to be the identity, the variances of its entries follow from
/// G_gh = [g = h] O_g - B_g'B_h, with O_g = q'q and B_g = U'q of all contrasts: var(d_st) = sum over g and h of
/// G_ss G_tt + G_st G_ts. Over all s and t that is sum (tr G_gh)^2 + tr(G_gh G_gh), of which the part of B alone
/// follows from J = sum over g of vec(B_g) vec(B_g)'. A Wishart law of f degrees of freedom has q (q + 1) / f.
double joint_freedom(const DesignView& x, const FitRows& fit, const Grouping& grouping, ClusterAdjustment adjustment,
                     const Eigen::MatrixXd& contrasts) {
    const Eigen::Index q = contrasts.cols(), rank = fit.rank();
    // What two contrasts have in common follows from their sum.
    Eigen::MatrixXd asked(rank, q * (q + 1) / 2);
    asked.leftCols(q) = contrasts;
    for (Eigen::Index s = 0, at = q; s < q; ++s)
        for (Eigen::Index t = s + 1; t < q; ++t) asked.col(at++) = contrasts.col(s) + contrasts.col(t);
    std::vector<Eigen::MatrixXd> own, pulled;
    Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(q, q);
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        const Adjusted each = adjusted_cluster(x, fit, grouping.cluster(g), adjustment, asked);
        Eigen::MatrixXd common = each.own.head(q).asDiagonal();
        for (Eigen::Index s = 0, at = q; s < q; ++s)
            for (Eigen::Index t = s + 1; t < q; ++t)
                common(s, t) = common(t, s) = 0.5 * (each.own[at++] - each.own[s] - each.own[t]);
        own.push_back(common);
        pulled.push_back(each.pulled.leftCols(q));
        expected += common - pulled.back().transpose() * pulled.back();
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(expected);
    if (!(solver.eigenvalues()[0] > 1e-12 * solver.eigenvalues()[q - 1])) return 0.0;
    const Eigen::MatrixXd turn = solver.operatorInverseSqrt();
    Eigen::MatrixXd joint = Eigen::MatrixXd::Zero(rank * q, rank * q);
    double spread = 0.0;
    for (std::size_t g = 0; g < own.size(); ++g) {
        const Eigen::MatrixXd o = turn * own[g] * turn, b = pulled[g] * turn, n = b.transpose() * b;
        spread += o.trace() * (o.trace() - 2.0 * n.trace()) + o.cwiseProduct(o - 2.0 * n).sum();
        joint.noalias() += b.reshaped() * b.reshaped().transpose();
    }
    spread += joint.squaredNorm();
    for (Eigen::Index s = 0; s < q; ++s)
        for (Eigen::Index t = 0; t < q; ++t)
            spread += joint.block(s * rank, t * rank, rank, rank)
                          .cwiseProduct(joint.block(t * rank, s * rank, rank, rank))
                          .sum();
    return static_cast<double>(q * (q + 1)) / spread;
}

}  // namespace maatstaf::detail

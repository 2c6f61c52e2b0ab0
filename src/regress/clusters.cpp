// SPDX-License-Identifier: Apache-2.0
#include "regress/clusters.hpp"

#include <cmath>
#include <map>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

namespace maatstaf::detail {
namespace {

/// A direction of which a cluster holds all the information has no residuals to enlarge; it is left alone.
constexpr double determined = 1.0 - 1e-10;

/// With X~ = sqrt(W) X, B = (X~'X~)^-1 = C C' and G = X~_g'X~_g, the hat matrix of a cluster is H = X~_g B X~_g'. For a
/// function f with f(0) = 1, f(H) = I + X~_g C V diag((f(l) - 1) / l) V' C' X~_g', where C'GC = V diag(l) V'. So
/// everything about a cluster of any size comes down to matrices of size p.
struct ClusterSpectrum {
    Eigen::VectorXd values;
    Eigen::MatrixXd vectors;   ///< C V

    ClusterSpectrum(const Eigen::MatrixXd& gram, const Eigen::MatrixXd& root) {
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(root.transpose() * gram * root);
        values = solver.eigenvalues();
        vectors = root * solver.eigenvectors();
    }
    /// C V diag((f - 1) / l) V' C' for f = (1 - l)^-power.
    Eigen::MatrixXd excess(double power) const {
        Eigen::VectorXd factor(values.size());
        for (Eigen::Index k = 0; k < values.size(); ++k) {
            const double l = values[k];
            if (l < 1e-12)
                factor[k] = power;   // the limit at l = 0
            else if (l > determined)
                factor[k] = -1.0 / l;
            else
                factor[k] = std::expm1(-power * std::log1p(-l)) / l;
        }
        return vectors * factor.asDiagonal() * vectors.transpose();
    }
};

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

ClusterMeat cluster_meat(const DesignView& x, const FitRows& fit, const Grouping& grouping, ClusterAdjustment adjustment) {
    const Eigen::Index p = fit.bread.rows();
    const bool adjusted = adjustment != ClusterAdjustment::none;
    const double power = adjustment == ClusterAdjustment::whole ? 1.0 : 0.5;
    const Eigen::MatrixXd root = Eigen::LLT<Eigen::MatrixXd>(fit.bread).matrixL();
    ClusterMeat out;
    out.meat = Eigen::MatrixXd::Zero(p, p);
    // Per coefficient c: q_g = A_g X~_g B c, a_g = X~_g' q_g; sums of q_g'q_g - a_g'B a_g and of the squares of the
    // matrix with entries [g = h] q_g'q_g - a_g'B a_h (Bell & McCaffrey 2002, section 4).
    Eigen::VectorXd trace = Eigen::VectorXd::Zero(p), squares = Eigen::VectorXd::Zero(p);
    std::vector<Eigen::MatrixXd> cross(adjusted ? static_cast<std::size_t>(p) : 0, Eigen::MatrixXd::Zero(p, p));
    Eigen::VectorXd row;
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        Eigen::VectorXd score = Eigen::VectorXd::Zero(p);
        Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(p, p);
        for (std::size_t k = grouping.starts[g]; k < grouping.starts[g + 1]; ++k) {
            const std::ptrdiff_t i = grouping.rows[k];
            fit.row(x, i, row);
            score += fit.score[static_cast<std::size_t>(i)] * row;
            if (adjusted) gram.noalias() += fit.weight[static_cast<std::size_t>(i)] * row * row.transpose();
        }
        if (adjusted) {
            const ClusterSpectrum spectrum(gram, root);
            const Eigen::MatrixXd grown = gram * spectrum.excess(power);
            score += grown * score;
            const Eigen::MatrixXd a = (gram + grown * gram) * fit.bread;   // a_g of every coefficient
            const Eigen::MatrixXd q = fit.bread * (gram + gram * spectrum.excess(2.0 * power) * gram) * fit.bread;
            for (Eigen::Index c = 0; c < p; ++c) {
                const double own = q(c, c), taken = a.col(c).dot(fit.bread * a.col(c));
                trace[c] += own - taken;
                squares[c] += own * own - 2.0 * own * taken;
                cross[static_cast<std::size_t>(c)].noalias() += a.col(c) * a.col(c).transpose();
            }
        }
        out.meat.noalias() += score * score.transpose();
    }
    if (adjusted) {
        out.degrees_of_freedom.resize(p);
        for (Eigen::Index c = 0; c < p; ++c) {
            const Eigen::MatrixXd product = fit.bread * cross[static_cast<std::size_t>(c)];
            const double all = squares[c] + product.cwiseProduct(product.transpose()).sum();
            out.degrees_of_freedom[c] = trace[c] * trace[c] / all;
        }
    }
    return out;
}

}  // namespace maatstaf::detail

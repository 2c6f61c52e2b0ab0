// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "risk/attribution_rows.hpp"
#include "risk/legendre.hpp"

// Average reductions over all orders of switching. With f(S) the expected use of a row when the factors in S are
// switched, factor k has sum over S without k of |S|! (m-|S|-1)! / m! (f(S) - f(S + k)).
namespace maatstaf::detail {
namespace {

constexpr std::size_t grain = 64;  // rows per range: fixed, so the sums do not depend on threads

/// Adds the ranges in their order.
template <class Body>
void sum_over_ranges(const AttributionRows& rows, Functionals& out, Eigen::Index first, const Body& body) {
    const auto n = static_cast<std::size_t>(rows.rows());
    std::vector<Eigen::MatrixXd> partial((n + grain - 1) / grain);
    parallel_for(n, grain, [&](std::size_t begin, std::size_t end) {
        auto& mine = partial[begin / grain];
        mine = Eigen::MatrixXd::Zero(rows.columns(), rows.factors());
        body(begin, end, mine);
    });
    for (const auto& each : partial) out.gradient.middleCols(first, rows.factors()) += each;
}

/// With the log link f(S) = mu prod_S r_l, and Owen's integral of the multilinear extension is a polynomial of degree
/// m - 1 in t: mu (1 - r_k) times the integral over 0 .. 1 of prod over l other than k of (1 - t + t r_l).
struct RowIntegrals {
    Eigen::VectorXd single{};  ///< over the product without k
    Eigen::MatrixXd pair{};    ///< over t r_l x the product without k and l

    void compute(const Eigen::VectorXd& ratio, const Quadrature& rule) {
        const Eigen::Index m = ratio.size();
        single = Eigen::VectorXd::Zero(m);
        pair = Eigen::MatrixXd::Zero(m, m);
        Eigen::VectorXd term(m);
        for (std::size_t q = 0; q < rule.nodes.size(); ++q) {
            const double t = rule.nodes[q];
            double product = rule.weights[q];
            for (Eigen::Index l = 0; l < m; ++l) {
                term[l] = 1.0 - t + t * ratio[l];
                product *= term[l];
            }
            for (Eigen::Index k = 0; k < m; ++k) {
                const double without = product / term[k];
                single[k] += without;
                for (Eigen::Index l = 0; l < m; ++l)
                    if (l != k) pair(k, l) += without / term[l] * t * ratio[l];
            }
        }
    }
};

}  // namespace

void AttributionRows::average_by_quadrature(Functionals& out, Eigen::Index first) const {
    const Eigen::Index m = factors();
    const Quadrature rule = gauss_legendre(static_cast<int>(std::max<Eigen::Index>(1, (m + 1) / 2)));
    sum_over_ranges(*this, out, first, [&](std::size_t begin, std::size_t end, Eigen::MatrixXd& gradient) {
        RowIntegrals integral;
        Eigen::VectorXd ratio(m);
        for (auto i = static_cast<Eigen::Index>(begin); i < static_cast<Eigen::Index>(end); ++i) {
            for (Eigen::Index k = 0; k < m; ++k) ratio[k] = std::exp(delta_(i, k));
            integral.compute(ratio, rule);
            const double mu = weight(i) * std::exp(eta_[i]);
            for (Eigen::Index k = 0; k < m; ++k) {
                const double removed = -std::expm1(delta_(i, k));
                const double reduction = mu * removed * integral.single[k];
                out.rows(i, first + k) = reduction;
                for (Eigen::Index j = 0; j < columns(); ++j) {
                    if (!estimated(j)) continue;
                    double slope = reduction * model_.x(i, j);
                    if (const auto l = factor_of(j); l >= 0)
                        slope += difference(i, j) * mu *
                                 (l == k ? -ratio[k] * integral.single[k] : removed * integral.pair(k, l));
                    gradient(j, k) += slope;
                }
            }
        }
    });
}

void AttributionRows::average_by_subsets(Functionals& out, Eigen::Index first) const {
    const Eigen::Index m = factors();
    const std::uint64_t subsets = std::uint64_t{1} << m;
    std::vector<double> share(static_cast<std::size_t>(m));  // |S|! (m-|S|-1)! / m!
    if (m > 0) share[0] = 1.0 / static_cast<double>(m);
    for (Eigen::Index s = 1; s < m; ++s)
        share[static_cast<std::size_t>(s)] =
            share[static_cast<std::size_t>(s - 1)] * static_cast<double>(s) / static_cast<double>(m - s);
    sum_over_ranges(*this, out, first, [&](std::size_t begin, std::size_t end, Eigen::MatrixXd& gradient) {
        std::vector<bool> subset(static_cast<std::size_t>(m));
        Eigen::VectorXd sign(m);
        Eigen::VectorXd by_column(columns());
        for (std::uint64_t code = 0; code < subsets; ++code) {
            std::size_t size = 0;
            for (Eigen::Index k = 0; k < m; ++k)
                size += (subset[static_cast<std::size_t>(k)] = ((code >> k) & 1U) != 0) ? 1U : 0U;
            for (Eigen::Index k = 0; k < m; ++k)
                sign[k] = subset[static_cast<std::size_t>(k)] ? -share[size - 1] : share[size];
            by_column.setZero();
            for (auto i = static_cast<Eigen::Index>(begin); i < static_cast<Eigen::Index>(end); ++i) {
                double eta = eta_[i];
                for (Eigen::Index k = 0; k < m; ++k)
                    if (subset[static_cast<std::size_t>(k)]) eta += delta_(i, k);
                const auto at = mean_and_slope(model_.link, eta);
                for (Eigen::Index k = 0; k < m; ++k) out.rows(i, first + k) += sign[k] * weight(i) * at.first;
                for (Eigen::Index j = 0; j < columns(); ++j)
                    if (estimated(j)) by_column[j] += weight(i) * at.second * trait(i, j, subset);
            }
            gradient += by_column * sign.transpose();
        }
    });
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "regress/solve.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>

namespace maatstaf::detail {
namespace {

constexpr double smallest_share = 1e-22;   // what R's glm.fit keeps: a relative norm of 1e-11

/// Root-free of any pivoting: rows of the Cholesky factor of the scaled matrix, one for each kept column.
struct Factor {
    Eigen::VectorXd scale;             ///< 1 / sqrt(diagonal), 0 where that is not positive
    Eigen::MatrixXd root;              ///< row k: column kept[k] in terms of the kept columns before it
    Eigen::MatrixXd coordinates;       ///< row j: column j in terms of the kept columns before it
    Eigen::VectorXd pivots;            ///< p
    std::vector<Eigen::Index> kept;

    Factor(const Eigen::MatrixXd& information, const Eigen::VectorXd& limits) {
        const Eigen::Index p = information.rows();
        scale = Eigen::VectorXd::Zero(p);
        pivots = Eigen::VectorXd::Zero(p);
        root = coordinates = Eigen::MatrixXd::Zero(p, p);
        for (Eigen::Index j = 0; j < p; ++j)
            if (information(j, j) > 0.0) scale[j] = 1.0 / std::sqrt(information(j, j));
        for (Eigen::Index j = 0; j < p; ++j) {
            const auto rank = static_cast<Eigen::Index>(kept.size());
            auto row = coordinates.row(j);
            double pivot = scale[j] > 0.0 ? 1.0 : 0.0;
            for (Eigen::Index k = 0; k < rank; ++k) {
                const Eigen::Index column = kept[static_cast<std::size_t>(k)];
                const double value = information(column, j) * scale[column] * scale[j];
                row[k] = (value - row.head(k).dot(root.row(k).head(k))) / root(k, k);
                pivot -= row[k] * row[k];
            }
            pivots[j] = std::max(pivot, 0.0);
            const double limit = limits.size() == 0 ? aliasing_limit : limits[j] * scale[j] * scale[j];
            if (!(pivot > limit) || scale[j] == 0.0) continue;
            root.row(rank).head(rank) = row.head(rank);
            root(rank, rank) = std::sqrt(pivot);
            kept.push_back(j);
        }
    }
    /// Inverse of the lower triangle of the kept columns.
    Eigen::MatrixXd inverse_root() const {
        const auto rank = static_cast<Eigen::Index>(kept.size());
        return root.topLeftCorner(rank, rank)
            .triangularView<Eigen::Lower>()
            .solve(Eigen::MatrixXd::Identity(rank, rank));
    }
};

}  // namespace

Information invert_information(const Eigen::MatrixXd& information, const Eigen::VectorXd& limits) {
    const Eigen::Index p = information.rows();
    Information out;
    out.inverse = Eigen::MatrixXd::Zero(p, p);
    if (!information.allFinite()) {
        out.usable = false;
        return out;
    }
    const Factor factor(information, limits);
    const auto rank = static_cast<Eigen::Index>(factor.kept.size());
    for (Eigen::Index j = 0; j < p; ++j) {
        if (std::ranges::binary_search(factor.kept, j))
            out.smallest_pivot = std::min(out.smallest_pivot, factor.pivots[j]);
        else
            out.aliased.push_back(static_cast<std::int32_t>(j));
    }
    out.pivots = factor.pivots;
    out.usable = rank > 0;
    if (!out.usable) return out;
    const Eigen::MatrixXd half = factor.inverse_root();
    const Eigen::MatrixXd inverse = half.transpose() * half;
    for (Eigen::Index a = 0; a < rank; ++a)
        for (Eigen::Index b = 0; b < rank; ++b) {
            const Eigen::Index i = factor.kept[static_cast<std::size_t>(a)],
                               j = factor.kept[static_cast<std::size_t>(b)];
            out.inverse(i, j) = inverse(a, b) * factor.scale[i] * factor.scale[j];
        }
    return out;
}

OrthogonalColumns orthogonal_columns(const Eigen::MatrixXd& information) {
    const Eigen::Index p = information.rows();
    const Factor factor(information, {});
    const Eigen::MatrixXd half = factor.inverse_root();   // its rows give orthonormal combinations of kept columns
    OrthogonalColumns out{Eigen::MatrixXd::Zero(p, p), Eigen::VectorXd::Zero(p), Eigen::VectorXd::Ones(p)};
    Eigen::Index rank = 0;   // kept columns before j
    for (Eigen::Index j = 0; j < p; ++j) {
        // Column j minus its projection on the kept ones before it, brought to about unit length.
        out.shares[j] = std::max(factor.pivots[j], aliasing_limit);
        const double length = 1.0 / std::sqrt(out.shares[j]);
        const double own = factor.scale[j] > 0.0 ? factor.scale[j] : 1.0;
        out.columns(j, j) = own * length;
        const Eigen::RowVectorXd projection =
            factor.coordinates.row(j).head(rank) * half.topLeftCorner(rank, rank);
        for (Eigen::Index k = 0; k < rank; ++k) {
            const Eigen::Index column = factor.kept[static_cast<std::size_t>(k)];
            out.columns(column, j) = -projection[k] * factor.scale[column] * length;
        }
        out.limits[j] = smallest_share / out.shares[j];
        if (rank < static_cast<Eigen::Index>(factor.kept.size()) && factor.kept[static_cast<std::size_t>(rank)] == j)
            ++rank;
    }
    return out;
}

bool lift_negative(Eigen::MatrixXd& covariance) {
    std::vector<Eigen::Index> kept;
    for (Eigen::Index j = 0; j < covariance.rows(); ++j)
        if (!std::isnan(covariance(j, j))) kept.push_back(j);
    if (kept.empty()) return false;
    const Eigen::MatrixXd plain = covariance(kept, kept);
    if (!plain.allFinite()) return false;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(0.5 * (plain + plain.transpose()));
    const Eigen::VectorXd& values = solver.eigenvalues();
    if (values[0] >= -1e-12 * values[values.size() - 1]) return false;
    const Eigen::MatrixXd half = solver.eigenvectors() * values.cwiseMax(0.0).cwiseSqrt().asDiagonal();
    covariance(kept, kept) = half * half.transpose();
    return true;
}

}  // namespace maatstaf::detail

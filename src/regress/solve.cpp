// SPDX-License-Identifier: Apache-2.0
#include "regress/solve.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

namespace maatstaf::detail {

Information invert_information(const Eigen::MatrixXd& information) {
    const Eigen::Index p = information.rows();
    Information out;
    out.inverse = Eigen::MatrixXd::Zero(p, p);
    if (!information.allFinite()) {
        out.usable = false;
        return out;
    }
    Eigen::VectorXd scale(p);
    for (Eigen::Index j = 0; j < p; ++j) scale[j] = information(j, j) > 0.0 ? 1.0 / std::sqrt(information(j, j)) : 0.0;

    std::vector<Eigen::Index> kept;
    Eigen::MatrixXd root = Eigen::MatrixXd::Zero(p, p);   // rows of the Cholesky factor of the kept columns
    for (Eigen::Index j = 0; j < p; ++j) {
        const auto rank = static_cast<Eigen::Index>(kept.size());
        double pivot = scale[j] > 0.0 ? 1.0 : 0.0;
        for (Eigen::Index k = 0; k < rank; ++k) {
            const Eigen::Index column = kept[static_cast<std::size_t>(k)];
            double value = information(column, j) * scale[column] * scale[j];
            value -= root.row(rank).head(k).dot(root.row(k).head(k));
            root(rank, k) = value / root(k, k);
            pivot -= root(rank, k) * root(rank, k);
        }
        if (pivot <= aliasing_limit) {
            out.aliased.push_back(static_cast<std::int32_t>(j));
            root.row(rank).setZero();
            continue;
        }
        out.smallest_pivot = std::min(out.smallest_pivot, pivot);
        root(rank, rank) = std::sqrt(pivot);
        kept.push_back(j);
    }
    const auto rank = static_cast<Eigen::Index>(kept.size());
    out.usable = rank > 0;
    if (!out.usable) return out;
    const auto lower = root.topLeftCorner(rank, rank).triangularView<Eigen::Lower>();
    const Eigen::MatrixXd half = lower.solve(Eigen::MatrixXd::Identity(rank, rank));
    const Eigen::MatrixXd inverse = half.transpose() * half;
    for (Eigen::Index a = 0; a < rank; ++a)
        for (Eigen::Index b = 0; b < rank; ++b) {
            const Eigen::Index i = kept[static_cast<std::size_t>(a)], j = kept[static_cast<std::size_t>(b)];
            out.inverse(i, j) = inverse(a, b) * scale[i] * scale[j];
        }
    return out;
}

}  // namespace maatstaf::detail

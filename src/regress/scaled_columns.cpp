// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include <Eigen/LU>

#include "regress/penalised.hpp"

namespace maatstaf::detail {

ScaledColumns scaled_columns(const PenalisedColumns& rows, const std::vector<std::int32_t>& aliased) {
    ScaledColumns out;
    Eigen::Index intercept = -1;
    for (std::ptrdiff_t j = 0; j < rows.columns(); ++j) {
        if (std::ranges::binary_search(aliased, static_cast<std::int32_t>(j))) continue;
        if (j == rows.intercept) intercept = static_cast<Eigen::Index>(out.columns.size());
        out.columns.push_back(j);
    }
    const auto count = static_cast<Eigen::Index>(out.columns.size());
    out.shift.resize(count);
    out.spread.resize(count);
    for (Eigen::Index a = 0; a < count; ++a) {
        const std::ptrdiff_t j = out.columns[static_cast<std::size_t>(a)];
        out.shift[a] = intercept < 0 ? 0.0 : rows.shift[j];
        out.spread[a] = rows.spread[j];
    }
    out.back = out.spread.cwiseInverse().asDiagonal();
    for (Eigen::Index a = 0; a < count && intercept >= 0; ++a)
        if (a != intercept) out.back(intercept, a) = -out.shift[a] / (out.spread[a] * out.spread[intercept]);
    return out;
}

void ScaledColumns::row(const DesignView& x, std::ptrdiff_t i, double* out) const {
    for (std::size_t a = 0; a < columns.size(); ++a) {
        const auto at = static_cast<Eigen::Index>(a);
        out[a] = (x(i, columns[a]) - shift[at]) / spread[at];
    }
}

Eigen::VectorXd ScaledColumns::coefficients(const Eigen::VectorXd& scaled, Eigen::Index count) const {
    Eigen::VectorXd out = Eigen::VectorXd::Constant(count, std::numeric_limits<double>::quiet_NaN());
    const Eigen::VectorXd inner = back * scaled;
    for (std::size_t a = 0; a < columns.size(); ++a) out[columns[a]] = inner[static_cast<Eigen::Index>(a)];
    return out;
}

Eigen::MatrixXd ScaledColumns::covariance(const Eigen::MatrixXd& scaled, Eigen::Index count) const {
    Eigen::MatrixXd out = Eigen::MatrixXd::Constant(count, count, std::numeric_limits<double>::quiet_NaN());
    const Eigen::MatrixXd inner = back * scaled * back.transpose();
    for (std::size_t a = 0; a < columns.size(); ++a)
        for (std::size_t b = 0; b < columns.size(); ++b)
            out(columns[a], columns[b]) = inner(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b));
    return out;
}

Eigen::VectorXd ScaledColumns::inward(const Eigen::VectorXd& coefficients) const {
    Eigen::VectorXd inner(static_cast<Eigen::Index>(columns.size()));
    for (std::size_t a = 0; a < columns.size(); ++a) inner[static_cast<Eigen::Index>(a)] = coefficients[columns[a]];
    return back.partialPivLu().solve(inner);
}

}  // namespace maatstaf::detail

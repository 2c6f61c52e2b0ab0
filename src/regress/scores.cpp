// SPDX-License-Identifier: Apache-2.0
#include "regress/scores.hpp"

#include <algorithm>
#include <limits>

#include "regress/rows.hpp"

namespace maatstaf::detail {

FitRows::FitRows(const RegressionData& data, const GlmResult& fit) {
    const Law law(fit.options.distribution);
    const auto p = static_cast<std::ptrdiff_t>(fit.coefficients.size());
    check_shape(data, p, law, true);
    for (std::ptrdiff_t j = 0; j < p; ++j)
        if (!std::ranges::binary_search(fit.aliased, static_cast<std::int32_t>(j))) columns.push_back(j);
    const auto kept = static_cast<Eigen::Index>(columns.size());
    bread.resize(kept, kept);
    for (Eigen::Index a = 0; a < kept; ++a)
        for (Eigen::Index b = 0; b < kept; ++b)
            bread(a, b) = fit.covariance(columns[static_cast<std::size_t>(a)], columns[static_cast<std::size_t>(b)]) /
                          fit.dispersion;

    const auto n = static_cast<std::size_t>(data.x.rows);
    weight.resize(n);
    score.resize(n);
    frequency.resize(n);
    double sum = 0.0;
    for (const double each : data.analytic_weights) sum += each;
    const double analytic_scale = sum > 0.0 ? static_cast<double>(n) / sum : 1.0;
    Eigen::VectorXd x;
    for (std::size_t i = 0; i < n; ++i) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        row(data.x, at, x);
        double eta = row_offset(data, at), mean = 0.0, slope = 0.0;
        for (Eigen::Index a = 0; a < kept; ++a) eta += x[a] * fit.coefficients[columns[static_cast<std::size_t>(a)]];
        law.means(&eta, 1, &mean, &slope);
        const RowWeight own = row_weight(data, at, analytic_scale);
        const double total = own.precision * own.frequency;
        law.work(&data.y[i], &total, &mean, &slope, 1, &weight[i], &score[i]);
        frequency[i] = own.frequency;
    }
}

void FitRows::row(const DesignView& x, std::ptrdiff_t i, Eigen::VectorXd& out) const {
    out.resize(static_cast<Eigen::Index>(columns.size()));
    for (std::size_t a = 0; a < columns.size(); ++a) out[static_cast<Eigen::Index>(a)] = x(i, columns[a]);
}

Eigen::MatrixXd FitRows::spread(const Eigen::MatrixXd& inner, std::ptrdiff_t p) const {
    Eigen::MatrixXd out = Eigen::MatrixXd::Constant(p, p, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t a = 0; a < columns.size(); ++a)
        for (std::size_t b = 0; b < columns.size(); ++b)
            out(columns[a], columns[b]) = inner(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b));
    return out;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "risk/rate_parts.hpp"

#include <cmath>
#include <cstdint>

namespace maatstaf::detail {

double exchange_work(Eigen::Index rows, std::size_t factors) {
    return static_cast<double>(rows) * static_cast<double>(factors) * std::exp2(static_cast<double>(factors));
}

// With the factors in S taken from A and the others from B, v(S) = exp(b0) E_A[exp(x_S b_S)] E_B[exp(x_-S b_-S)].
ExchangeParts exchange_by_shapley(const ExchangeRows& rows) {
    const Eigen::Index n = rows.x.rows();
    const Eigen::Index p = rows.x.cols();
    const auto m = static_cast<Eigen::Index>(rows.factors.size());
    Eigen::MatrixXd ratio(n, m);
    Eigen::VectorXi owner = Eigen::VectorXi::Constant(p, -1);
    for (Eigen::Index k = 0; k < m; ++k) {
        Eigen::VectorXd eta = Eigen::VectorXd::Zero(n);
        for (const Eigen::Index j : rows.factors[static_cast<std::size_t>(k)]) {
            eta += rows.x.col(j) * rows.coefficients[j];
            owner[j] = static_cast<int>(k);
        }
        ratio.col(k) = eta.array().exp();
    }
    double constant = 0.0;
    for (Eigen::Index j = 0; j < p; ++j)
        if (owner[j] < 0) constant += rows.x(0, j) * rows.coefficients[j];
    constant = std::exp(constant);
    std::vector<double> weight(static_cast<std::size_t>(m));  // |S|! (m-|S|-1)! / m!
    if (m > 0) weight[0] = 1.0 / static_cast<double>(m);
    for (Eigen::Index s = 1; s < m; ++s)
        weight[static_cast<std::size_t>(s)] =
            weight[static_cast<std::size_t>(s - 1)] * static_cast<double>(s) / static_cast<double>(m - s);
    ExchangeParts made;
    made.values = Eigen::VectorXd::Zero(m);
    made.sample = Eigen::MatrixXd::Zero(n, m);
    made.gradient = Eigen::MatrixXd::Zero(p, m);
    Eigen::VectorXd from_a(n), from_b(n), by_row(n), slope(p), sign(m);
    for (std::uint64_t code = 0; code < (std::uint64_t{1} << m); ++code) {
        from_a = rows.share_a;
        from_b = rows.share_b;
        std::size_t size = 0;
        for (Eigen::Index k = 0; k < m; ++k) {
            const bool in = ((code >> k) & 1U) != 0;
            size += in ? 1U : 0U;
            (in ? from_a : from_b).array() *= ratio.col(k).array();
        }
        for (Eigen::Index k = 0; k < m; ++k) sign[k] = ((code >> k) & 1U) != 0 ? weight[size - 1] : -weight[size];
        const double a = from_a.sum();
        const double b = from_b.sum();
        const double value = constant * a * b;
        made.values += value * sign;
        for (Eigen::Index j = 0; j < p; ++j) {
            const bool in = owner[j] >= 0 && ((code >> owner[j]) & 1U) != 0;
            slope[j] = owner[j] < 0 ? value * rows.x(0, j)
                       : in         ? constant * b * from_a.dot(rows.x.col(j))
                                    : constant * a * from_b.dot(rows.x.col(j));
        }
        made.gradient += slope * sign.transpose();
        by_row = constant * (b * (from_a - a * rows.share_a) + a * (from_b - b * rows.share_b));
        made.sample += by_row * sign.transpose();
    }
    return made;
}

ExchangeParts exchange_by_means(const ExchangeRows& rows, double gap, const Eigen::VectorXd& sample,
                                const Eigen::VectorXd& gradient) {
    const Eigen::Index n = rows.x.rows();
    const Eigen::Index p = rows.x.cols();
    const auto m = static_cast<Eigen::Index>(rows.factors.size());
    const Eigen::RowVectorXd mean_a = rows.share_a.transpose() * rows.x;
    const Eigen::RowVectorXd mean_b = rows.share_b.transpose() * rows.x;
    Eigen::VectorXd part = Eigen::VectorXd::Zero(m);
    Eigen::MatrixXd by_row = Eigen::MatrixXd::Zero(n, m);
    Eigen::MatrixXd by_coefficient = Eigen::MatrixXd::Zero(p, m);
    for (Eigen::Index k = 0; k < m; ++k)
        for (const Eigen::Index j : rows.factors[static_cast<std::size_t>(k)]) {
            const double difference = mean_a[j] - mean_b[j];
            part[k] += difference * rows.coefficients[j];
            by_coefficient(j, k) = difference;
            const auto x = rows.x.col(j).array();
            const Eigen::ArrayXd moved =
                rows.share_a.array() * (x - mean_a[j]) - rows.share_b.array() * (x - mean_b[j]);
            by_row.col(k) += rows.coefficients[j] * moved.matrix();
        }
    const double whole = part.sum();
    const Eigen::VectorXd row_whole = by_row.rowwise().sum();
    const Eigen::VectorXd coefficient_whole = by_coefficient.rowwise().sum();
    ExchangeParts made;
    made.values = gap * part / whole;
    made.sample.resize(n, m);
    made.gradient.resize(p, m);
    for (Eigen::Index k = 0; k < m; ++k) {
        const double share = part[k] / whole;
        made.sample.col(k) = share * sample + gap / whole * (by_row.col(k) - share * row_whole);
        made.gradient.col(k) = share * gradient + gap / whole * (by_coefficient.col(k) - share * coefficient_whole);
    }
    return made;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "risk/influence.hpp"

#include <limits>
#include <map>

#include "regress/scores.hpp"

namespace maatstaf::detail {

Eigen::MatrixXd coefficient_influence(const RegressionData& data, const GlmResult& fit) {
    const FitRows rows(data, fit);
    Eigen::MatrixXd made = Eigen::MatrixXd::Zero(data.x.rows, data.x.columns);
    Eigen::VectorXd row;
    for (Eigen::Index i = 0; i < data.x.rows; ++i) {
        rows.row(data.x, i, row);
        const Eigen::VectorXd moved = rows.bread * row * rows.score[static_cast<std::size_t>(i)];
        for (std::size_t j = 0; j < rows.columns.size(); ++j)
            made(i, rows.columns[j]) = moved[static_cast<Eigen::Index>(j)];
    }
    return made;
}

void fill_influence(RiskFit& fit) {
    const RegressionData data = fit.data();
    fit.influence = coefficient_influence(data, fit.fit);
    const FitRows parts(data, fit.fit);
    fit.leverage.resize(fit.x.rows());
    Eigen::VectorXd row;
    for (Eigen::Index i = 0; i < fit.x.rows(); ++i) {
        parts.row(data.x, i, row);
        fit.leverage[i] = parts.weight[static_cast<std::size_t>(i)] * row.dot(parts.bread * row);
    }
}

Eigen::MatrixXd clustered_covariance(const Eigen::MatrixXd& influence, std::span<const std::int32_t> clusters) {
    double groups = static_cast<double>(influence.rows());
    Eigen::MatrixXd sum;
    if (clusters.empty()) {
        sum = influence.transpose() * influence;
    } else {
        std::map<std::int32_t, Eigen::VectorXd> totals;
        for (Eigen::Index i = 0; i < influence.rows(); ++i) {
            auto& total = totals[clusters[static_cast<std::size_t>(i)]];
            if (total.size() == 0) total = Eigen::VectorXd::Zero(influence.cols());
            total += influence.row(i).transpose();
        }
        groups = static_cast<double>(totals.size());
        sum = Eigen::MatrixXd::Zero(influence.cols(), influence.cols());
        for (const auto& [cluster, total] : totals) sum += total * total.transpose();
    }
    if (groups < 2.0) return Eigen::MatrixXd::Constant(sum.rows(), sum.cols(),
        std::numeric_limits<double>::quiet_NaN());
    return sum * (groups / (groups - 1.0));
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "risk/influence.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/rows.hpp"
#include "regress/scores.hpp"
#include "regress/support.hpp"

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

Decided::Decided(const GlmResult& fit, std::vector<std::int32_t> which)
    : columns(std::move(which)), covariance(Eigen::MatrixXd::Zero(fit.covariance.rows(), fit.covariance.cols())) {
    for (const std::int32_t i : columns)
        for (const std::int32_t j : columns) covariance(i, j) = fit.covariance(i, j);
}

bool Decided::needed(const Eigen::Ref<const Eigen::VectorXd>& slope, double variance) const {
    return !columns.empty() && slope.dot(covariance * slope) > negligible_variance * variance;
}

Decided decided_columns(const RegressionData& data, const GlmResult& fit, std::span<const std::int32_t> clusters,
                        std::span<const std::string> units, const std::string& of, std::vector<Caveat>& caveats) {
    const FitRows rows(data, fit);
    const bool clustered = !clusters.empty();
    const Support support = clustered ? support_of_clusters(data.x, rows, group_rows(clusters))
                                      : support_of_rows(data.x, rows);
    std::vector<std::string> names;
    for (Eigen::Index j = 0; j < data.x.columns; ++j)
        names.push_back(column_name(data.names, j) + (of.empty() ? "" : " (" + of + ")"));
    Verdict verdict = judge(support, rows, names, clustered);
    std::vector<std::string> columns, places;
    for (std::size_t k = 0; k < verdict.columns.size(); ++k) {
        const auto row = static_cast<std::size_t>(verdict.rows[k]);
        const std::string place = units.empty() ? std::to_string(row + 1) : units[row];
        columns.push_back(names[static_cast<std::size_t>(verdict.columns[k])]);
        if (std::ranges::find(places, place) == places.end()) places.push_back(place);
    }
    if (!columns.empty())
        caveats.push_back({clustered ? messages::risk_decided_by_cluster : messages::risk_decided_by_row,
                           {{"columns", join(columns, ", ", 5)}, {"units", join(places, ", ", 5)}}});
    for (Caveat& each : verdict.caveats)
        if (each.message == messages::regress_few_rows_behind || each.message == messages::regress_few_clusters_behind)
            caveats.push_back({messages::risk_few_behind_part, std::move(each.parameters)});
    return {fit, std::move(verdict.columns)};
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

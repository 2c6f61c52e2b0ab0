// SPDX-License-Identifier: Apache-2.0
#include "risk/influence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/clusters.hpp"
#include "regress/rows.hpp"
#include "regress/scores.hpp"
#include "regress/support.hpp"
#include "risk/margin.hpp"

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

Eigen::VectorXd leverage_of(const RegressionData& data, const GlmResult& fit) {
    const FitRows parts(data, fit);
    Eigen::VectorXd made(data.x.rows), row;
    for (Eigen::Index i = 0; i < made.size(); ++i) {
        parts.row(data.x, i, row);
        made[i] = parts.weight[static_cast<std::size_t>(i)] * row.dot(parts.bread * row);
    }
    return made;
}

void fill_influence(RiskFit& fit) {
    const RegressionData data = fit.data();
    fit.influence = coefficient_influence(data, fit.fit);
    fit.leverage = leverage_of(data, fit.fit);
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

double enlargement_of(const RiskFit& fit, Eigen::Index row) {
    return fit.leverage[row] < 1.0 - 1e-9 ? 1.0 / (1.0 - fit.leverage[row]) : 1.0;
}

Eigen::MatrixXd enlarged_influence(const RiskFit& fit) {
    if (fit.clusters.empty()) {
        Eigen::MatrixXd made = fit.influence;
        for (Eigen::Index i = 0; i < made.rows(); ++i) made.row(i) *= enlargement_of(fit, i);
        return made;
    }
    const RegressionData data = fit.data();
    const FitRows rows(data, fit.fit);
    const Grouping grouping = group_rows(fit.clusters);
    const Eigen::MatrixXd none(rows.rank(), 0);
    const Eigen::MatrixXd moved =
        rows.root * cluster_meat(data.x, rows, grouping, ClusterAdjustment::square_root, none).scores;
    Eigen::MatrixXd made = Eigen::MatrixXd::Zero(fit.x.rows(), fit.x.cols());
    for (std::size_t g = 0; g < grouping.size(); ++g)
        for (std::size_t a = 0; a < rows.columns.size(); ++a)
            made(grouping.cluster(g).front(), rows.columns[a]) =
                moved(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(g));
    return made;
}

Eigen::VectorXd combination_freedom(const RiskFit& fit, const Eigen::MatrixXd& combinations) {
    constexpr Eigen::Index at_once = 256;
    const Eigen::Index count = combinations.cols();
    Eigen::VectorXd made = Eigen::VectorXd::Constant(count, std::numeric_limits<double>::infinity());
    if (fit.clusters.empty()) return made;
    RobustOptions options;
    options.kind = RobustKind::cr2;
    options.clusters = fit.clusters;
    for (Eigen::Index first = 0; first < count; first += at_once) {
        std::vector<Eigen::Index> asked;
        Eigen::MatrixXd part(combinations.rows(), 0);
        for (Eigen::Index c = first; c < std::min(first + at_once, count); ++c) {
            Eigen::VectorXd own = combinations.col(c);
            for (Eigen::Index j = 0; j < own.size(); ++j)
                if (std::isnan(fit.fit.coefficients[j])) own[j] = 0.0;
            if (!own.allFinite()) made[c] = std::numeric_limits<double>::quiet_NaN();
            if (!own.allFinite() || own.isZero(0.0)) continue;
            part.conservativeResize(Eigen::NoChange, part.cols() + 1);
            part.rightCols(1) = own;
            asked.push_back(c);
        }
        if (asked.empty()) continue;
        const Eigen::VectorXd freedom = satterthwaite(fit.data(), fit.fit, options, part);
        for (std::size_t k = 0; k < asked.size(); ++k) made[asked[k]] = freedom[static_cast<Eigen::Index>(k)];
    }
    return made;
}

Eigen::VectorXd row_freedom(const RiskFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x) {
    if (!fit.clusters.empty() && fit.robust.clusters >= 50)
        return Eigen::VectorXd::Constant(x.rows(), fit.robust.clusters - 1.0);
    return combination_freedom(fit, x.transpose());
}

double widening(const RiskFit& fit, const Eigen::VectorXd& combination, double confidence) {
    const double freedom = combination_freedom(fit, combination)[0];
    if (!(freedom > 0.0)) return freedom;
    const double wider = interval_quantile(confidence, freedom) / interval_quantile(confidence);
    return wider * wider - 1.0;
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

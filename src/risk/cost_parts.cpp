// SPDX-License-Identifier: Apache-2.0
#include "risk/cost_parts.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "regress/law.hpp"
#include "risk/expectation.hpp"
#include "risk/influence.hpp"
#include "risk/outcome_chance.hpp"

namespace maatstaf::detail {
namespace {

/// Rows of `amount` in `users`: by name when both have names, by place when both have the same rows.
std::vector<Eigen::Index> matched(const RiskFit& users, const RiskFit& amount) {
    std::vector<Eigen::Index> rows;
    if (!users.named || !amount.named) {
        if (users.y.size() != amount.y.size() || users.rows != amount.rows) return rows;
        for (Eigen::Index i = 0; i < amount.y.size(); ++i) rows.push_back(i);
        return rows;
    }
    std::map<std::string, Eigen::Index> places;
    for (std::size_t i = 0; i < users.units.size(); ++i) places[users.units[i]] = static_cast<Eigen::Index>(i);
    if (places.size() != users.units.size()) return rows;  // a name that stands twice names no row
    for (const std::string& each : amount.units) {
        const auto found = places.find(each);
        if (found == places.end()) return {};
        rows.push_back(found->second);
    }
    return rows;
}

/// Sum over groups of rows that belong together of what they move in both.
Eigen::MatrixXd shared(const RiskFit& users, const RiskFit& amount, const std::vector<Eigen::Index>& rows) {
    const Eigen::Index p = users.x.cols();
    const Eigen::Index q = amount.x.cols();
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(p, q);
    const Eigen::MatrixXd of_users = moved_by_rows(users);
    const Eigen::MatrixXd of_amount = moved_by_rows(amount);
    if (users.clusters.empty()) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            sum += of_users.row(rows[i]).transpose() * of_amount.row(static_cast<Eigen::Index>(i));
        return sum;
    }
    std::map<std::int32_t, std::pair<Eigen::VectorXd, Eigen::VectorXd>> groups;
    for (Eigen::Index i = 0; i < users.y.size(); ++i) {
        auto& group = groups[users.clusters[static_cast<std::size_t>(i)]];
        if (group.first.size() == 0) group = {Eigen::VectorXd::Zero(p), Eigen::VectorXd::Zero(q)};
        group.first += of_users.row(i).transpose();
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        groups[users.clusters[static_cast<std::size_t>(rows[i])]].second +=
            of_amount.row(static_cast<Eigen::Index>(i)).transpose();
    const auto count = static_cast<double>(groups.size());
    for (const auto& [cluster, both] : groups) sum += both.first * both.second.transpose();
    return sum * (count / (count - 1.0));
}

double residual_correlation(const RiskFit& users, const RiskFit& amount, const std::vector<Eigen::Index>& rows) {
    const Expectation of_users(users);
    const Expectation of_amount(amount);
    const Law law(amount.fit.options.distribution);
    double product = 0.0, first = 0.0, second = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Eigen::Index u = rows[i];
        const auto a = static_cast<Eigen::Index>(i);
        const double count = of_users.mean(of_users.predictor(users.x.row(u), users.exposure[u]));
        const double each = of_amount.mean(of_amount.predictor(amount.x.row(a), amount.exposure[a]));
        const double ru = (users.y[u] - count) / std::sqrt(outcome_variance(users, count, users.weights[u]));
        const double ra = (amount.y[a] - each) / std::sqrt(outcome_variance(amount, each, amount.weights[a]));
        product += ru * ra;
        first += ru * ru;
        second += ra * ra;
    }
    return first > 0.0 && second > 0.0 ? product / std::sqrt(first * second) : 0.0;
}

}  // namespace

double stretch_of(const RiskFit& fit, Eigen::Index row) {
    return fit.clusters.empty() ? enlargement_of(fit, row) : 1.0;
}

Eigen::MatrixXd moved_by_rows(const RiskFit& fit) {
    Eigen::MatrixXd made = fit.influence;
    for (Eigen::Index i = 0; i < made.rows(); ++i) made.row(i) *= stretch_of(fit, i);
    return made;
}

Eigen::MatrixXd known_covariance(const RiskFit& fit) {
    Eigen::MatrixXd made = fit.robust.covariance;
    for (Eigen::Index j = 0; j < made.cols(); ++j)
        if (std::isnan(fit.fit.coefficients[j])) {
            made.row(j).setZero();
            made.col(j).setZero();
        }
    return made;
}

Eigen::MatrixXd amount_on_users(const RiskFit& users, const RiskFit& amount) {
    Eigen::MatrixXd made(users.x.rows(), amount.x.cols());
    for (Eigen::Index j = 0; j < amount.x.cols(); ++j) {
        const std::string& name = amount.fit.names[static_cast<std::size_t>(j)];
        const auto found = std::find(users.fit.names.begin(), users.fit.names.end(), name);
        if (static_cast<std::int32_t>(j) == amount.constant)
            made.col(j).setOnes();
        else if (found != users.fit.names.end())
            made.col(j) = users.x.col(found - users.fit.names.begin());
        else
            throw ArgumentError(messages::risk_columns_differ, {{"column", name}});
    }
    return made;
}

CostParts cost_parts(const RiskFit& users, const RiskFit& amount) {
    CostParts made;
    const Eigen::Index p = users.x.cols();
    const Eigen::Index q = amount.x.cols();
    made.joint = Eigen::MatrixXd::Zero(p + q, p + q);
    made.joint.topLeftCorner(p, p) = known_covariance(users);
    made.joint.bottomRightCorner(q, q) = known_covariance(amount);
    made.row_of_amount = matched(users, amount);
    if (made.row_of_amount.empty()) return made;
    const Eigen::MatrixXd both = shared(users, amount, made.row_of_amount);
    made.joint.topRightCorner(p, q) = both;
    made.joint.bottomLeftCorner(q, p) = both.transpose();
    made.correlation = residual_correlation(users, amount, made.row_of_amount);
    return made;
}

}  // namespace maatstaf::detail

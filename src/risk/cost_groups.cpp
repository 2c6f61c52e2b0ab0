// SPDX-License-Identifier: Apache-2.0
#include "risk/cost_groups.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "risk/margin.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::size_t many_groups = 30;

void check_groups(const CostResult& result, std::span<const std::int32_t> groups, std::size_t names) {
    if (groups.size() != result.rows.size())
        throw ArgumentError(messages::risk_length, {{"argument", "groups"},
                                                   {"expected", std::to_string(result.rows.size())},
                                                   {"got", std::to_string(groups.size())}});
    if (names > many_groups && 2 * names > groups.size())
        throw ArgumentError(messages::risk_no_groups,
                            {{"got", std::to_string(names)}, {"rows", std::to_string(groups.size())}});
    for (const std::int32_t each : groups) need_position("groups", each, static_cast<std::int64_t>(names));
}

/// How many rows, or clusters, the difference of a group is known by: those of the group, or of the others if fewer.
double parts_of(std::span<const std::int32_t> groups, std::int32_t group, std::span<const std::int32_t> clusters) {
    double inside = 0.0, outside = 0.0;
    std::set<std::int32_t> in, out;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        (groups[i] == group ? inside : outside) += 1.0;
        if (!clusters.empty()) (groups[i] == group ? in : out).insert(clusters[i]);
    }
    if (!clusters.empty()) {
        inside = static_cast<double>(in.size());
        outside = static_cast<double>(out.size());
    }
    return outside > 0.0 ? std::min(inside, outside) : inside;
}

/// Whether a fit has margins; none with hardly any users or bills.
bool has_margins(const RiskFit& fit) { return fit.robust.covariance.diagonal().array().isFinite().any(); }

}  // namespace

CostMoves moves_of(const RiskFit& cost, const Eigen::MatrixXd& slope, const CostResult& result) {
    CostMoves made;
    made.coefficients = moved_by_rows(cost);
    made.residual.resize(cost.x.rows());
    for (Eigen::Index i = 0; i < cost.x.rows(); ++i) {
        const ExpectedCost& row = result.rows[static_cast<std::size_t>(i)];
        made.residual[i] = (row.observed - row.expected.value) * stretch_of(cost, i);
    }
    made.slope = slope;
    made.clusters = cost.clusters;
    made.known = has_margins(cost);
    return made;
}

CostMoves moves_of(const RiskFit& users, const RiskFit& amount, const CostParts& parts,
                   const Eigen::VectorXd& expected_users, const Eigen::MatrixXd& slope, const CostResult& result) {
    const Eigen::Index n = users.x.rows();
    CostMoves made;
    made.coefficients = Eigen::MatrixXd::Zero(n, slope.cols());
    made.coefficients.leftCols(users.x.cols()) = moved_by_rows(users);
    Eigen::MatrixXd of_bills = Eigen::MatrixXd::Zero(amount.x.rows(), slope.cols());
    of_bills.rightCols(amount.x.cols()) = moved_by_rows(amount);
    // Users beyond those expected, at the cost expected of each, belong to one fit; the rest of the bill to the other.
    made.residual.resize(n);
    Eigen::VectorXd rest(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const ExpectedCost& row = result.rows[static_cast<std::size_t>(i)];
        const double of_number = row.expected.value * (users.y[i] / expected_users[i] - 1.0);
        made.residual[i] = of_number * stretch_of(users, i);
        rest[i] = row.observed - row.expected.value - of_number;
    }
    for (std::size_t k = 0; k < parts.row_of_amount.size(); ++k) {
        const Eigen::Index row = parts.row_of_amount[k];
        const auto bill = static_cast<Eigen::Index>(k);
        made.coefficients.row(row) += of_bills.row(bill);
        rest[row] *= stretch_of(amount, bill);
    }
    if (parts.row_of_amount.empty()) {
        made.apart = std::move(of_bills);
        made.clusters_apart = amount.clusters;
    }
    made.residual += rest;
    made.slope = slope;
    made.clusters = users.clusters;
    made.known = has_margins(users) && has_margins(amount);
    return made;
}

void compare_groups(CostResult& result, const CostMoves& moves, std::span<const std::int32_t> groups,
                    std::span<const std::string> names) {
    if (groups.empty()) return;
    check_groups(result, groups, names.size());
    double paid = 0.0, all = 0.0;
    for (const ExpectedCost& row : result.rows) {
        paid += row.observed;
        all += row.expected.value;
    }
    // A budget that is what was paid moves with every bill, and every group has its share of it.
    const bool of_paid = std::fabs(result.options.budget - paid) <= 1e-9 * paid;
    for (std::size_t g = 0; g < names.size(); ++g) {
        const auto own = static_cast<std::int32_t>(g);
        Compensation group;
        group.group = names[g];
        Eigen::VectorXd slope = Eigen::VectorXd::Zero(moves.slope.cols());
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (groups[i] != own) continue;
            const ExpectedCost& row = result.rows[i];
            group.rows += 1.0;
            group.people += row.people;
            group.observed += row.observed;
            group.expected += row.expected.value;
            slope += moves.slope.row(static_cast<Eigen::Index>(i)).transpose();
        }
        result.groups.push_back(group);
        if (!(group.rows > 0.0)) continue;
        Eigen::VectorXd moved = moves.coefficients * slope;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            const double of_budget = of_paid ? group.expected / all : 0.0;
            moved[row] += (of_budget - (groups[i] == own ? 1.0 : 0.0)) * moves.residual[row];
        }
        double counted = 0.0;
        // Around their mean: the sum itself, should it be far from 0, is no spread.
        double variance = clustered_variance(moved, moves.clusters, counted);
        variance -= moved.sum() * moved.sum() / (counted - 1.0);
        if (moves.apart.size() > 0)
            variance += clustered_variance(moves.apart * slope, moves.clusters_apart, counted);
        // Rows are stretched so that the normal quantile holds with few; sums of clusters are not.
        const double parts = parts_of(groups, own, moves.clusters);
        const double freedom = moves.clusters.empty() ? std::numeric_limits<double>::infinity() : parts - 1.0;
        const double quantile = moves.known && parts > 1.0 ? interval_quantile(result.options.confidence, freedom)
                                                           : std::nan("");
        const double se = std::sqrt(std::max(variance, 0.0)) / group.people;
        result.groups.back().per_person =
            symmetric((group.expected - group.observed) / group.people, se, quantile, group.people);
    }
}

}  // namespace maatstaf::detail

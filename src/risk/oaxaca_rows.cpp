// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/regress/glm.hpp"
#include "maatstaf/risk/oaxaca.hpp"
#include "risk/influence.hpp"

namespace maatstaf {
namespace {

double weight_of(const OaxacaGroup& group, Eigen::Index row) {
    return group.weights.empty() ? 1.0 : group.weights[static_cast<std::size_t>(row)];
}

void check_group(const OaxacaGroup& group, std::size_t columns) {
    double with_weight = 0.0;
    for (Eigen::Index i = 0; i < group.x.rows; ++i) with_weight += weight_of(group, i) > 0.0 ? 1.0 : 0.0;
    if (with_weight <= static_cast<double>(columns))
        throw ArgumentError(messages::risk_one_group, {{"group", group.name},
                                                      {"got", to_text(with_weight)},
                                                      {"columns", std::to_string(columns)}});
}

/// A least-squares fit with the influence of every row, and what one row or one cluster decides; aliased columns count
/// as 0.
struct LeastSquares {
    Eigen::VectorXd coefficients{};
    Eigen::MatrixXd influence{}, unseen{};
    std::vector<Caveat> caveats{};

    LeastSquares(const DesignView& x, std::span<const double> y, std::span<const double> weights,
                 std::span<const std::int32_t> clusters, const std::vector<std::string>& names, const std::string& of) {
        RegressionData data;
        data.x = x;
        data.y = y;
        data.prior_weights = weights;
        data.names = names;
        const GlmResult fit = glm(data);
        coefficients = fit.coefficients.unaryExpr([](double b) { return std::isnan(b) ? 0.0 : b; });
        influence = detail::coefficient_influence(data, fit);
        unseen = detail::decided_columns(data, fit, clusters, {}, of, caveats).covariance;
    }
};

/// The mean of every column, with the influence of every row.
struct Means {
    Eigen::VectorXd values{};
    Eigen::MatrixXd influence{};

    explicit Means(const OaxacaGroup& group)
        : values(Eigen::VectorXd::Zero(group.x.columns)), influence(group.x.rows, group.x.columns) {
        double whole = 0.0;
        for (Eigen::Index i = 0; i < group.x.rows; ++i) {
            whole += weight_of(group, i);
            for (Eigen::Index j = 0; j < group.x.columns; ++j) values[j] += weight_of(group, i) * group.x(i, j);
        }
        values /= whole;
        for (Eigen::Index i = 0; i < group.x.rows; ++i)
            for (Eigen::Index j = 0; j < group.x.columns; ++j)
                influence(i, j) = weight_of(group, i) * (group.x(i, j) - values[j]) / whole;
    }
};

/// Both groups under one another, with a column for the group where `with_group`.
LeastSquares together(const OaxacaGroup& a, const OaxacaGroup& b, std::span<const std::int32_t> clusters,
                      std::vector<std::string> names, bool with_group) {
    const Eigen::Index n = a.x.rows + b.x.rows;
    const Eigen::Index p = a.x.columns;
    Eigen::MatrixXd x(n, p + (with_group ? 1 : 0));
    std::vector<double> y, weights;
    for (const OaxacaGroup* group : {&a, &b}) {
        const Eigen::Index first = group == &a ? 0 : a.x.rows;
        for (Eigen::Index i = 0; i < group->x.rows; ++i) {
            for (Eigen::Index j = 0; j < p; ++j) x(first + i, j) = group->x(i, j);
            if (with_group) x(first + i, p) = group == &a ? 1.0 : 0.0;
            y.push_back(group->y[static_cast<std::size_t>(i)]);
            weights.push_back(weight_of(*group, i));
        }
    }
    if (with_group) names.emplace_back("A");
    LeastSquares fit(DesignView(x), y, weights, clusters, names, "");
    fit.coefficients.conservativeResize(p);
    fit.unseen.conservativeResize(p, p);
    fit.influence.conservativeResize(n, p);
    return fit;
}

std::int32_t constant_column(const OaxacaGroup& a, const OaxacaGroup& b) {
    for (Eigen::Index j = 0; j < a.x.columns; ++j) {
        bool constant = true;
        for (const OaxacaGroup* group : {&a, &b})
            for (Eigen::Index i = 0; i < group->x.rows; ++i) constant = constant && group->x(i, j) == 1.0;
        if (constant) return static_cast<std::int32_t>(j);
    }
    return -1;
}

}  // namespace

OaxacaResult oaxaca(const OaxacaGroup& a, const OaxacaGroup& b, std::span<const std::string> names,
                    std::span<const DummyGroup> dummies, const OaxacaOptions& options) {
    const Eigen::Index p = a.x.columns;
    if (b.x.columns != p)
        throw ArgumentError(messages::risk_shape,
                            {{"argument", "b.x"},
                             {"expected", std::to_string(b.x.rows) + " x " + std::to_string(p)},
                             {"got", std::to_string(b.x.rows) + " x " + std::to_string(b.x.columns)}});
    check_group(a, static_cast<std::size_t>(p));
    check_group(b, static_cast<std::size_t>(p));
    OaxacaMoments moments;
    moments.names.assign(names.begin(), names.end());
    moments.constant = constant_column(a, b);
    std::vector<std::int32_t> clusters(a.clusters.begin(), a.clusters.end());
    clusters.insert(clusters.end(), b.clusters.begin(), b.clusters.end());
    const auto rows_in_all = static_cast<std::size_t>(a.x.rows + b.x.rows);
    if (!clusters.empty() && clusters.size() != rows_in_all)
        throw ArgumentError(messages::risk_length, {{"argument", "clusters"},
                                                   {"expected", std::to_string(rows_in_all)},
                                                   {"got", std::to_string(clusters.size())}});
    const LeastSquares fit_a(a.x, a.y, a.weights, a.clusters, moments.names, a.name);
    const LeastSquares fit_b(b.x, b.y, b.weights, b.clusters, moments.names, b.name);
    const Means means_a(a);
    const Means means_b(b);
    moments.mean_a = means_a.values;
    moments.mean_b = means_b.values;
    moments.coefficients_a = fit_a.coefficients;
    moments.coefficients_b = fit_b.coefficients;

    const Eigen::Index rows_a = a.x.rows;
    const Eigen::Index rows_b = b.x.rows;
    Eigen::MatrixXd influence = Eigen::MatrixXd::Zero(rows_a + rows_b, 5 * p);
    influence.block(0, 0, rows_a, p) = means_a.influence;
    influence.block(rows_a, p, rows_b, p) = means_b.influence;
    influence.block(0, 2 * p, rows_a, p) = fit_a.influence;
    influence.block(rows_a, 3 * p, rows_b, p) = fit_b.influence;
    moments.unseen = Eigen::MatrixXd::Zero(5 * p, 5 * p);
    moments.unseen.block(2 * p, 2 * p, p, p) = fit_a.unseen;
    moments.unseen.block(3 * p, 3 * p, p, p) = fit_b.unseen;
    std::vector<Caveat> caveats = fit_a.caveats;
    caveats.insert(caveats.end(), fit_b.caveats.begin(), fit_b.caveats.end());
    if (options.reference == ReferenceChoice::pooled || options.reference == ReferenceChoice::pooled_with_group) {
        const LeastSquares both =
            together(a, b, clusters, moments.names, options.reference == ReferenceChoice::pooled_with_group);
        moments.coefficients_reference = both.coefficients;
        influence.rightCols(p) = both.influence;
        moments.unseen.bottomRightCorner(p, p) = both.unseen;
        caveats.insert(caveats.end(), both.caveats.begin(), both.caveats.end());
    } else {
        double size_a = 0.0;
        double size_b = 0.0;
        for (Eigen::Index i = 0; i < rows_a; ++i) size_a += weight_of(a, i);
        for (Eigen::Index i = 0; i < rows_b; ++i) size_b += weight_of(b, i);
        const double share = options.reference == ReferenceChoice::group_a   ? 1.0
                             : options.reference == ReferenceChoice::group_b ? 0.0
                             : options.reference == ReferenceChoice::half    ? 0.5
                                                                             : size_a / (size_a + size_b);
        moments.coefficients_reference = share * fit_a.coefficients + (1.0 - share) * fit_b.coefficients;
        influence.rightCols(p) =
            share * influence.middleCols(2 * p, p) + (1.0 - share) * influence.middleCols(3 * p, p);
        Eigen::MatrixXd mixed = Eigen::MatrixXd::Identity(5 * p, 5 * p);
        mixed.block(4 * p, 2 * p, p, p).diagonal().setConstant(share);
        mixed.block(4 * p, 3 * p, p, p).diagonal().setConstant(1.0 - share);
        moments.unseen = (mixed * moments.unseen * mixed.transpose()).eval();
    }
    moments.covariance = detail::clustered_covariance(influence, clusters);
    OaxacaResult made = oaxaca_from_moments(moments, dummies, options);
    made.caveats.insert(made.caveats.begin(), caveats.begin(), caveats.end());
    return made;
}

}  // namespace maatstaf

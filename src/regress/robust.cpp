// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/robust.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/clusters.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

using detail::FitRows;
constexpr double infinity = std::numeric_limits<double>::infinity();

void check_rows(const char* argument, std::size_t got, std::ptrdiff_t rows) {
    if (static_cast<std::ptrdiff_t>(got) != rows)
        throw ArgumentError(Message::wrong_length, {{"argument", argument},
                                                    {"got", std::to_string(got)},
                                                    {"expected", std::to_string(rows)},
                                                    {"per", "row of x"}});
}

/// Factor on the squared score of a row with this leverage.
double enlargement(RobustKind kind, double leverage, double n, double p) {
    const double rest = std::max(1.0 - leverage, 1e-12);
    switch (kind) {
        case RobustKind::hc1: return n / (n - p);
        case RobustKind::hc2: return 1.0 / rest;
        case RobustKind::hc3: return 1.0 / (rest * rest);
        case RobustKind::hc4: return std::pow(rest, -std::min(4.0, n * leverage / p));
        default: return 1.0;
    }
}

Eigen::MatrixXd independent_rows(const DesignView& x, const FitRows& fit, RobustKind kind, double n) {
    const auto p = static_cast<double>(fit.bread.rows());
    Eigen::MatrixXd meat = Eigen::MatrixXd::Zero(fit.bread.rows(), fit.bread.rows());
    Eigen::VectorXd row;
    for (std::size_t i = 0; i < fit.score.size(); ++i) {
        const double f = fit.frequency[i];
        if (f == 0.0) continue;
        fit.row(x, static_cast<std::ptrdiff_t>(i), row);
        const double leverage = fit.weight[i] / f * row.dot(fit.bread * row);
        const double square = fit.score[i] * fit.score[i] / f * enlargement(kind, leverage, n, p);
        meat.selfadjointView<Eigen::Lower>().rankUpdate(row, square);
    }
    return meat.selfadjointView<Eigen::Lower>();
}

Eigen::MatrixXd scores_of(const DesignView& x, const FitRows& fit) {
    Eigen::MatrixXd scores(static_cast<Eigen::Index>(fit.score.size()), fit.bread.rows());
    Eigen::VectorXd row;
    for (std::size_t i = 0; i < fit.score.size(); ++i) {
        fit.row(x, static_cast<std::ptrdiff_t>(i), row);
        scores.row(static_cast<Eigen::Index>(i)) = fit.score[i] * row.transpose();
    }
    return scores;
}

Eigen::MatrixXd newey_west(const DesignView& x, const FitRows& fit, std::int32_t lags) {
    const Eigen::MatrixXd scores = scores_of(x, fit);
    const Eigen::Index n = scores.rows();
    Eigen::MatrixXd meat = scores.transpose() * scores;
    for (Eigen::Index lag = 1; lag <= std::min<Eigen::Index>(lags, n - 1); ++lag) {
        const Eigen::MatrixXd pair = scores.bottomRows(n - lag).transpose() * scores.topRows(n - lag);
        meat += (1.0 - static_cast<double>(lag) / (lags + 1.0)) * (pair + pair.transpose());
    }
    return meat;
}

Eigen::MatrixXd conley(const DesignView& x, const FitRows& fit, const RobustOptions& options) {
    const Eigen::MatrixXd scores = scores_of(x, fit);
    std::vector<std::size_t> order(fit.score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return options.easting[i]; });
    Eigen::MatrixXd meat = scores.transpose() * scores;
    for (std::size_t a = 0; a < order.size(); ++a) {
        Eigen::VectorXd near = Eigen::VectorXd::Zero(scores.cols());
        for (std::size_t b = a + 1; b < order.size(); ++b) {
            const double east = options.easting[order[b]] - options.easting[order[a]];
            if (east >= options.distance) break;
            const double apart = std::hypot(east, options.northing[order[b]] - options.northing[order[a]]);
            if (apart < options.distance)
                near += (1.0 - apart / options.distance) * scores.row(static_cast<Eigen::Index>(order[b])).transpose();
        }
        const Eigen::MatrixXd pair = scores.row(static_cast<Eigen::Index>(order[a])).transpose() * near.transpose();
        meat += pair + pair.transpose();
    }
    return meat;
}

void check(const RegressionData& data, const RobustOptions& options) {
    const bool clustered = options.kind >= RobustKind::cr0 && options.kind <= RobustKind::cr3;
    if (clustered) check_rows("clusters", options.clusters.size(), data.x.rows);
    if (!options.second_clusters.empty()) {
        check_rows("second_clusters", options.second_clusters.size(), data.x.rows);
        if (options.kind != RobustKind::cr0 && options.kind != RobustKind::cr1)
            throw ArgumentError(Message::unknown_option, {{"got", std::string(to_name(options.kind))},
                                                          {"argument", "kind with second_clusters"},
                                                          {"allowed", "cr0, cr1"}});
    }
    if (options.kind == RobustKind::newey_west && options.lags < 0)
        throw ArgumentError(Message::argument_out_of_range,
                            {{"argument", "lags"}, {"range", ">= 0"}, {"got", std::to_string(options.lags)}});
    if (options.kind == RobustKind::conley) {
        check_rows("easting", options.easting.size(), data.x.rows);
        check_rows("northing", options.northing.size(), data.x.rows);
        if (!(options.distance > 0.0))
            throw ArgumentError(Message::argument_out_of_range,
                                {{"argument", "distance"}, {"range", "> 0"}, {"got", to_text(options.distance)}});
    }
}

/// Meat of one grouping with its small-sample factor; counts its clusters.
detail::ClusterMeat grouped(const RegressionData& data, const FitRows& fit, const RobustOptions& options, double n,
                            const detail::Grouping& grouping, std::int32_t& clusters) {
    if (grouping.size() < 2) throw DataError(Message::regress_one_cluster);
    clusters = std::min(clusters, static_cast<std::int32_t>(grouping.size()));
    const auto adjustment = options.kind == RobustKind::cr2   ? detail::ClusterAdjustment::square_root
                            : options.kind == RobustKind::cr3 ? detail::ClusterAdjustment::whole
                                                              : detail::ClusterAdjustment::none;
    detail::ClusterMeat out = detail::cluster_meat(data.x, fit, grouping, adjustment);
    const auto count = static_cast<double>(grouping.size()), p = static_cast<double>(fit.bread.rows());
    if (options.kind == RobustKind::cr1) out.meat *= count / (count - 1.0) * (n - 1.0) / (n - p);
    return out;
}

}  // namespace

RobustResult robust_covariance(const RegressionData& data, const GlmResult& fit, const RobustOptions& options) {
    check(data, options);
    const FitRows rows(data, fit);
    const auto p = static_cast<std::ptrdiff_t>(fit.coefficients.size());
    const double n = fit.observations;
    RobustResult out;
    out.degrees_of_freedom = Eigen::VectorXd::Constant(p, infinity);
    Eigen::MatrixXd meat;
    if (options.kind == RobustKind::newey_west) {
        meat = newey_west(data.x, rows, options.lags);
    } else if (options.kind == RobustKind::conley) {
        meat = conley(data.x, rows, options);
    } else if (options.kind < RobustKind::cr0) {
        meat = independent_rows(data.x, rows, options.kind, n);
    } else {
        out.clusters = std::numeric_limits<std::int32_t>::max();
        auto one = grouped(data, rows, options, n, detail::group_rows(options.clusters), out.clusters);
        meat = one.meat;
        if (!options.second_clusters.empty()) {
            std::int32_t crossed = std::numeric_limits<std::int32_t>::max();
            meat += grouped(data, rows, options, n, detail::group_rows(options.second_clusters), out.clusters).meat;
            meat -= grouped(data, rows, options, n, detail::group_rows(options.clusters, options.second_clusters), crossed).meat;
        }
        out.degrees_of_freedom.setConstant(out.clusters - 1);
        if (options.kind == RobustKind::cr2)
            for (std::size_t a = 0; a < rows.columns.size(); ++a)
                out.degrees_of_freedom[rows.columns[a]] = one.degrees_of_freedom[static_cast<Eigen::Index>(a)];
        if (out.clusters < 50)
            out.caveats.push_back({Message::regress_few_clusters, {{"got", std::to_string(out.clusters)}}});
    }
    out.covariance = rows.spread(rows.bread * meat * rows.bread, p);
    return out;
}

}  // namespace maatstaf

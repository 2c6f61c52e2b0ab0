// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/robust.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/clusters.hpp"
#include "regress/intervals.hpp"
#include "regress/robust_parts.hpp"
#include "regress/rows.hpp"
#include "regress/solve.hpp"
#include "regress/spread.hpp"
#include "regress/support.hpp"

namespace maatstaf {
namespace {

using detail::FitRows;
using detail::infinity;

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

}  // namespace

Eigen::MatrixXd detail::meat_of_rows(const DesignView& x, const FitRows& fit, RobustKind kind, double n) {
    const auto p = static_cast<double>(fit.rank());
    BlockGram meat(fit.rank());
    FitRows::Block z;
    Eigen::VectorXd square;
    detail::for_row_blocks(x.rows, detail::block_rows, [&](std::span<const std::ptrdiff_t> rows) {
        fit.whiten(x, rows, z);
        square.setZero(z.rows());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto i = static_cast<std::size_t>(rows[r]);
            const auto at = static_cast<Eigen::Index>(r);
            if (fit.frequency[i] == 0.0) continue;
            const double leverage = fit.weight[i] / fit.frequency[i] * z.row(at).squaredNorm();
            square[at] = fit.score[i] * fit.score[i] / fit.frequency[i] * enlargement(kind, leverage, n, p);
        }
        meat.add(z, square);
    });
    return meat.sum();
}

namespace {

Eigen::MatrixXd scores_of(const DesignView& x, const FitRows& fit) {
    Eigen::MatrixXd scores(x.rows, fit.rank());
    FitRows::Block z;
    detail::for_row_blocks(x.rows, detail::block_rows, [&](std::span<const std::ptrdiff_t> rows) {
        fit.whiten(x, rows, z);
        for (std::size_t r = 0; r < rows.size(); ++r)
            scores.row(rows[r]) = fit.score[static_cast<std::size_t>(rows[r])] * z.row(static_cast<Eigen::Index>(r));
    });
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

/// Rows in the order of their easting: only those within the distance along that axis are looked at.
Eigen::MatrixXd conley(const DesignView& x, const FitRows& fit, const RobustOptions& options) {
    const Eigen::MatrixXd scores = scores_of(x, fit);
    Eigen::MatrixXd meat = scores.transpose() * scores;
    std::vector<std::size_t> order(options.easting.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return options.easting[a] < options.easting[b]; });
    Eigen::VectorXd near(scores.cols());
    for (std::size_t a = 0; a < order.size(); ++a) {
        near.setZero();
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

bool is_clustered(RobustKind kind) { return kind >= RobustKind::cr0 && kind <= RobustKind::cr3; }
bool has_satterthwaite(RobustKind kind) { return kind == RobustKind::cr2 || kind == RobustKind::cr2_residual; }

void check_finite(const char* argument, std::span<const double> values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            throw DataError(
                messages::regress_value,
                {{"argument", argument},
                 {"got", to_text(values[i])},
                 {"row", std::to_string(i + 1)},
                 {"range", "finite"}});
}

void check(const RegressionData& data, const RobustOptions& options) {
    detail::need_confidence(options.confidence);
    if (is_clustered(options.kind) && options.clusters.empty())
        throw ArgumentError(messages::regress_needs_clusters, {{"kind", std::string(to_name(options.kind))}});
    if (is_clustered(options.kind)) detail::need_one_per_row("clusters", options.clusters.size(), data.x.rows);
    if (!is_clustered(options.kind) && !options.clusters.empty())
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(options.kind))},
                                                      {"argument", "kind with clusters"},
                                                      {"allowed", "cr0, cr1, cr2, cr2_residual, cr3"}});
    if (!options.second_clusters.empty()) {
        detail::need_one_per_row("second_clusters", options.second_clusters.size(), data.x.rows);
        if (options.kind != RobustKind::cr0 && options.kind != RobustKind::cr1)
            throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(options.kind))},
                                                          {"argument", "kind with second_clusters"},
                                                          {"allowed", "cr0, cr1"}});
    }
    if (options.kind != RobustKind::newey_west && options.lags != 0)
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(options.kind))},
                                                      {"argument", "kind with lags"},
                                                      {"allowed", "newey_west"}});
    if (options.kind == RobustKind::newey_west && options.lags < 1)
        throw detail::out_of_range("lags", ">= 1", options.lags);
    if (options.kind == RobustKind::conley) {
        detail::need_one_per_row("easting", options.easting.size(), data.x.rows);
        detail::need_one_per_row("northing", options.northing.size(), data.x.rows);
        check_finite("easting", options.easting);
        check_finite("northing", options.northing);
        if (!(options.distance > 0.0)) throw detail::out_of_range("distance", "> 0", options.distance);
    }
}

detail::ClusterAdjustment adjustment_of(RobustKind kind) {
    switch (kind) {
        case RobustKind::cr2: return detail::ClusterAdjustment::square_root;
        case RobustKind::cr2_residual: return detail::ClusterAdjustment::residual_root;
        case RobustKind::cr3: return detail::ClusterAdjustment::whole;
        default: return detail::ClusterAdjustment::none;
    }
}

/// Meat of one grouping with its small-sample factor; counts its clusters.
detail::ClusterMeat grouped(const RegressionData& data, const FitRows& fit, const RobustOptions& options, double n,
                            const detail::Grouping& grouping, std::int32_t& clusters) {
    if (grouping.size() < 2) throw DataError(messages::regress_one_cluster);
    clusters = std::min(clusters, static_cast<std::int32_t>(grouping.size()));
    const bool with_df = has_satterthwaite(options.kind);
    const Eigen::MatrixXd unit = with_df ? Eigen::MatrixXd(fit.root.transpose()) : Eigen::MatrixXd(fit.rank(), 0);
    detail::ClusterMeat out = detail::cluster_meat(data.x, fit, grouping, adjustment_of(options.kind), unit);
    const auto count = static_cast<double>(grouping.size()), p = static_cast<double>(fit.rank());
    if (options.kind == RobustKind::cr1) out.meat *= detail::cluster_factor(count, n, p);
    return out;
}

}  // namespace

void detail::note_support(const Support& support, const FitRows& rows, bool of_clusters, RobustResult& out) {
    const detail::Verdict verdict = detail::judge(support, rows, out.names, of_clusters);
    for (std::size_t a = 0; a < rows.columns.size(); ++a)
        out.effective[rows.columns[a]] =
            std::fmin(out.effective[rows.columns[a]], support.effective[static_cast<Eigen::Index>(a)]);
    for (std::size_t k = 0; k < verdict.columns.size(); ++k) {
        if (std::ranges::find(out.undetermined, verdict.columns[k]) != out.undetermined.end()) continue;
        out.undetermined.push_back(verdict.columns[k]);
        out.deciding_rows.push_back(verdict.rows[k]);
    }
    for (const Caveat& each : verdict.caveats)
        if (std::ranges::find(out.caveats, each) == out.caveats.end()) out.caveats.push_back(each);
}

void detail::forget_undetermined(RobustResult& out) {
    for (const std::int32_t j : out.undetermined) {
        out.covariance.row(j).setConstant(std::numeric_limits<double>::quiet_NaN());
        out.covariance.col(j).setConstant(std::numeric_limits<double>::quiet_NaN());
        out.degrees_of_freedom[j] = std::numeric_limits<double>::quiet_NaN();
    }
}

RobustResult robust_covariance(const RegressionData& data, const GlmResult& fit, const RobustOptions& options) {
    check(data, options);
    const FitRows rows(data, fit);
    const auto p = static_cast<std::ptrdiff_t>(fit.coefficients.size());
    const double n = fit.observations;
    RobustResult out;
    out.kind = options.kind;
    out.names = fit.names;
    out.coefficients = fit.coefficients;
    out.confidence = options.confidence;
    out.degrees_of_freedom = Eigen::VectorXd::Constant(p, infinity);
    for (const std::int32_t j : fit.aliased) out.degrees_of_freedom[j] = std::numeric_limits<double>::quiet_NaN();
    out.effective = Eigen::VectorXd::Constant(p, std::numeric_limits<double>::quiet_NaN());
    if (!is_clustered(options.kind)) detail::note_support(detail::support_of_rows(data.x, rows), rows, false, out);
    Eigen::MatrixXd meat;
    bool may_be_negative = options.kind == RobustKind::conley;
    if (options.kind == RobustKind::newey_west) {
        meat = newey_west(data.x, rows, options.lags);
    } else if (options.kind == RobustKind::conley) {
        meat = conley(data.x, rows, options);
    } else if (!is_clustered(options.kind)) {
        meat = detail::meat_of_rows(data.x, rows, options.kind, n);
    } else {
        out.clusters = std::numeric_limits<std::int32_t>::max();
        const detail::Grouping first = detail::group_rows(options.clusters);
        auto one = grouped(data, rows, options, n, first, out.clusters);
        detail::note_support(detail::support_of_clusters(data.x, rows, first), rows, true, out);
        meat = one.meat;
        if (!options.second_clusters.empty()) {
            may_be_negative = true;
            std::int32_t crossed = std::numeric_limits<std::int32_t>::max();
            const detail::Grouping second = detail::group_rows(options.second_clusters);
            meat += grouped(data, rows, options, n, second, out.clusters).meat;
            detail::note_support(detail::support_of_clusters(data.x, rows, second), rows, true, out);
            meat -=
                grouped(data, rows, options, n, detail::group_rows(options.clusters, options.second_clusters), crossed)
                    .meat;
        }
        for (std::size_t a = 0; a < rows.columns.size(); ++a)
            out.degrees_of_freedom[rows.columns[a]] = has_satterthwaite(options.kind)
                                                          ? one.degrees_of_freedom[static_cast<Eigen::Index>(a)]
                                                          : out.clusters - 1;
        if (out.clusters < 50)
            out.caveats.push_back({messages::regress_few_clusters, {{"got", std::to_string(out.clusters)}}});
    }
    out.covariance = rows.covariance(meat, p);
    if (may_be_negative && detail::lift_negative(out.covariance))
        out.caveats.push_back({messages::regress_negative_variance, {{"kind", std::string(to_name(out.kind))}}});
    detail::forget_undetermined(out);
    return out;
}

Eigen::VectorXd satterthwaite(const RegressionData& data, const GlmResult& fit, const RobustOptions& options,
                              const Eigen::MatrixXd& contrasts) {
    check(data, options);
    if (!is_clustered(options.kind))
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(options.kind))},
                                                      {"argument", "kind"},
                                                      {"allowed", "cr0, cr1, cr2, cr2_residual, cr3"}});
    const FitRows rows(data, fit);
    Eigen::MatrixXd turned(rows.rank(), contrasts.cols());
    for (Eigen::Index c = 0; c < contrasts.cols(); ++c) {
        detail::need_contrast(contrasts.col(c), fit);
        turned.col(c) = rows.whiten_contrast(contrasts.col(c));
    }
    const detail::Grouping grouping = detail::group_rows(options.clusters);
    if (grouping.size() < 2) throw DataError(messages::regress_one_cluster);
    Eigen::VectorXd made =
        detail::cluster_meat(data.x, rows, grouping, adjustment_of(options.kind), turned).degrees_of_freedom;
    // What has no variance has no degrees of freedom either.
    const detail::Support support = detail::support_of_clusters(data.x, rows, grouping);
    for (Eigen::Index c = 0; c < contrasts.cols(); ++c)
        for (std::size_t a = 0; a < rows.columns.size(); ++a)
            if (support.decided(static_cast<Eigen::Index>(a)) &&
                std::abs(contrasts(rows.columns[a], c)) > detail::Spread::negligible(contrasts.col(c)))
                made[c] = std::numeric_limits<double>::quiet_NaN();
    return made;
}

Eigen::VectorXd RobustResult::standard_errors() const { return covariance.diagonal().cwiseSqrt(); }

Table RobustResult::table() const {
    return detail::estimate_table("term", names, coefficients, standard_errors(), degrees_of_freedom, confidence);
}

}  // namespace maatstaf

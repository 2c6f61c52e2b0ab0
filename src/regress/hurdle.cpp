// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/hurdle.hpp"

#include <array>
#include <cmath>

#include <Eigen/Eigenvalues>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/parts.hpp"
#include "regress/parts_clusters.hpp"
#include "regress/truncated_counts.hpp"

namespace maatstaf {
namespace {

Eigen::MatrixXd model_covariance(const GlmResult& use, const detail::TruncatedFit& count) {
    const Eigen::Index p = use.coefficients.size();
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(2 * p + 1, 2 * p + 1);
    out.topLeftCorner(p, p) = detail::without_gaps(use.covariance);
    out.bottomRightCorner(p + 1, p + 1) = count.bread;
    return out;
}

/// Of the counts and log theta: the observed information of a row is a 2 x 2 matrix, of its linear predictor and theta.
detail::PartsBlock count_block(const detail::PartsRows& rows, const detail::TruncatedFit& count,
                               const std::vector<std::vector<std::ptrdiff_t>>& members) {
    const Eigen::Index p = count.bread.rows() - 1;
    // On a diagonal of ones, so that the units of columns do not matter; parameters without a variance stay 0.
    const Eigen::VectorXd unit = count.bread.diagonal().cwiseSqrt();
    const Eigen::VectorXd back = unit.unaryExpr([](double each) { return each > 0.0 ? 1.0 / each : 0.0; });
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(back.asDiagonal() * count.bread * back.asDiagonal());
    const Eigen::MatrixXd root = unit.asDiagonal() * parts.eigenvectors() *
                                 parts.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
    detail::PartsBlock made;
    made.shares.lift = Eigen::MatrixXd::Zero(2 * p + 1, p + 1);
    made.shares.lift.bottomRows(p + 1) = root;
    const Eigen::VectorXd theta = root.row(p).transpose();
    for (const auto& cluster : members) {
        Eigen::VectorXd score = Eigen::VectorXd::Zero(p + 1);
        Eigen::MatrixXd share = Eigen::MatrixXd::Zero(p + 1, p + 1);
        for (const std::ptrdiff_t k : cluster) {
            const auto at = static_cast<std::size_t>(k);
            const Eigen::VectorXd x = root.topRows(p).transpose() * rows.x.row(k).transpose();
            const std::array<double, 3>& bend = count.information[at];
            score += count.score[at] * x + count.theta_score[at] * theta;
            share += bend[0] * x * x.transpose() + bend[1] * (x * theta.transpose() + theta * x.transpose()) +
                     bend[2] * theta * theta.transpose();
        }
        made.scores.push_back(std::move(score));
        made.shares.shares.push_back(std::move(share));
    }
    return made;
}

}  // namespace

HurdleResult hurdle(const RegressionData& data, std::span<const std::int32_t> clusters, const HurdleOptions& options,
                    const Progress& progress) {
    if (options.count != Family::poisson && options.count != Family::negative_binomial)
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(options.count))},
                                                      {"argument", "count"},
                                                      {"nearest", ""},
                                                      {"allowed", "poisson, negative_binomial"}});
    detail::PartsRows rows;
    detail::cut_parts(data, options.use_link, detail::Law(Distribution{.family = Family::poisson}), true, clusters,
                      options.covariance, rows);
    HurdleResult out;
    out.options = options;
    out.use = glm(rows.use,
                  {.distribution = {.family = Family::binomial, .link = options.use_link},
                   .confidence = options.confidence,
                   .max_iterations = options.max_iterations},
                  progress);
    const detail::TruncatedFit count = detail::truncated_counts(rows.amount, options);
    out.count = count.fit;
    out.log_likelihood = out.use.log_likelihood + out.count.log_likelihood;
    out.aic = out.use.aic + out.count.aic;
    const double parameters = 0.5 * (out.aic + 2.0 * out.log_likelihood);
    out.bic = -2.0 * out.log_likelihood + std::log(out.use.observations) * parameters;

    const Eigen::Index p = data.x.columns;
    const bool clustered = options.covariance == PartsCovariance::cluster;
    if (options.covariance == PartsCovariance::model) {
        out.covariance = model_covariance(out.use, count);
    } else if (clustered) {
        const detail::PartsMembers members = detail::members_of(rows, clusters);
        detail::take_sandwich(
            {detail::cluster_block(detail::FitRows(rows.use, out.use), rows.use.x, members.any, 1.0, 0, 2 * p + 1),
             count_block(rows, count, members.above)},
            out);
    } else {
        const detail::AmountInfluence amount = [&](std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> influence) {
            Eigen::VectorXd score(p + 1);
            score.head(p) = count.score[static_cast<std::size_t>(k)] * rows.x.row(k).transpose();
            score[p] = count.theta_score[static_cast<std::size_t>(k)];
            influence += count.bread * score;
        };
        out.covariance = detail::parts_covariance(rows, out.use, amount);
    }
    if (options.covariance != PartsCovariance::model) {
        const auto groups = clustered ? clusters : std::span<const std::int32_t>{};
        detail::forget_decided(rows.use, out.use, groups, {}, 0, out.covariance, out.caveats);
        detail::forget_decided(rows.amount, out.count, groups, rows.above, p, out.covariance, out.caveats);
    }
    detail::hand_out(out.covariance, out.degrees_of_freedom, out.use, out.count);
    detail::join_caveats(out.use, out.count, out.clusters, out.caveats);
    return out;
}

Table HurdleResult::table() const {
    return detail::parts_table(use, count, "count", options.confidence);
}

PartsExpectation expectation(const HurdleResult& fit, const RegressionData& rows) {
    const bool poisson = fit.options.count == Family::poisson;
    const double theta = poisson ? std::numeric_limits<double>::infinity() : fit.count.options.distribution.theta;
    return detail::expect_parts({fit.use, fit.count, fit.covariance, fit.shares, fit.clusters}, rows,
                                [&](double eta) {
        const detail::CutOff at = detail::cut_off(eta, theta);
        return detail::AmountAt{at.mean, at.by_eta, at.by_log_theta};
    });
}

}  // namespace maatstaf

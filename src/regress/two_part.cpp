// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/two_part.hpp"

#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/parts.hpp"
#include "regress/parts_clusters.hpp"

namespace maatstaf {
namespace {

/// Residuals on the log scale brought back: what exp(log mean) has to be multiplied by, and how sure that is.
struct Smearing {
    double factor = 1.0, weight = 0.0;
    Eigen::VectorXd by_coefficients;  ///< minus the derivative of log(factor)
    std::vector<double> residual;
};

Smearing smear(const detail::PartsRows& rows, const GlmResult& fit) {
    Smearing out;
    const Eigen::VectorXd b = detail::without_gaps(fit.coefficients);
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(b.size());
    double total = 0.0;
    for (std::size_t k = 0; k < rows.y.size(); ++k) {
        const auto x = rows.x.row(static_cast<Eigen::Index>(k));
        out.residual.push_back(std::log(rows.y[k]) - rows.offset[k] - x.dot(b));
        const double up = rows.frequency[k] * std::exp(out.residual[k]);
        total += up;
        sum += up * x.transpose();
        out.weight += rows.frequency[k];
    }
    out.factor = total / out.weight;
    out.by_coefficients = sum / total;
    return out;
}

/// With the variances of the families: the parts are independent; residuals of a lognormal do not depend on x.
Eigen::MatrixXd model_covariance(const detail::PartsRows& rows, const TwoPartResult& fit, const Smearing& smearing) {
    const Eigen::Index p = fit.use.coefficients.size();
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(2 * p + 1, 2 * p + 1);
    out.topLeftCorner(p, p) = detail::without_gaps(fit.use.covariance);
    out.block(p, p, p, p) = detail::without_gaps(fit.amount.covariance);
    if (fit.options.amount != AmountLaw::lognormal) return out;
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(p);
    double square = 0.0, cross = 0.0;
    for (std::size_t k = 0; k < rows.y.size(); ++k) {
        const double share = rows.frequency[k] / smearing.weight, up = std::exp(smearing.residual[k]);
        mean += share * rows.x.row(static_cast<Eigen::Index>(k)).transpose();
        square += share * (up - smearing.factor) * (up - smearing.factor);
        cross += share * up * smearing.residual[k];
    }
    const double variance = fit.amount.dispersion;
    const Eigen::VectorXd pull = out.block(p, p, p, p) * mean / variance;
    const double s = smearing.factor, spread = mean.dot(pull);
    out.block(p, 2 * p, p, 1) = (cross - s * variance) / s * pull;
    out.block(2 * p, p, 1, p) = out.block(p, 2 * p, p, 1).transpose();
    out(2 * p, 2 * p) = (square / smearing.weight - 2.0 * s * cross * spread + s * s * variance * spread) / (s * s);
    return out;
}

std::vector<detail::PartsBlock> blocks_of(const detail::PartsRows& rows, const RegressionData& above,
                                          std::span<const std::int32_t> clusters, const TwoPartResult& fit,
                                          const Smearing& smearing) {
    const Eigen::Index p = fit.use.coefficients.size(), all = 2 * p + 1;
    const detail::PartsMembers members = detail::members_of(rows, clusters);
    const detail::FitRows second(above, fit.amount);
    std::vector<detail::PartsBlock> made{
        detail::cluster_block(detail::FitRows(rows.use, fit.use), rows.use.x, members.any, 1.0, 0, all),
        detail::cluster_block(second, rows.amount.x, members.above, fit.amount.dispersion, p, all)};
    if (fit.options.amount != AmountLaw::lognormal) return made;
    // log(smearing) is a mean, moved by the coefficients of the amount as well.
    made[1].shares.lift.row(2 * p) = -smearing.by_coefficients.transpose() * made[1].shares.lift.middleRows(p, p);
    detail::PartsBlock mean;
    const double root = 1.0 / std::sqrt(smearing.weight);
    mean.shares.lift = root * Eigen::VectorXd::Unit(all, 2 * p);
    double square = 0.0;
    for (const auto& cluster : members.above) {
        double weight = 0.0, score = 0.0;
        for (const std::ptrdiff_t k : cluster) {
            const auto at = static_cast<std::size_t>(k);
            const double rest = std::exp(smearing.residual[at]) / smearing.factor - 1.0;
            weight += rows.frequency[at];
            score += rows.frequency[at] * rest;
            square += rows.frequency[at] * rest * rest;
        }
        mean.scores.emplace_back(Eigen::VectorXd::Constant(1, root * score));
        mean.shares.shares.emplace_back(Eigen::MatrixXd::Constant(1, 1, weight / smearing.weight));
    }
    mean.shares.scale = square / smearing.weight;
    made.push_back(std::move(mean));
    return made;
}

}  // namespace

TwoPartResult two_part(const RegressionData& data, std::span<const std::int32_t> clusters,
                       const TwoPartOptions& options, const Progress& progress) {
    const bool lognormal = options.amount == AmountLaw::lognormal;
    const Family family = lognormal                                       ? Family::gaussian
                          : options.amount == AmountLaw::inverse_gaussian ? Family::inverse_gaussian
                                                                          : Family::gamma;
    detail::PartsRows rows;
    const Distribution law{.family = family, .link = lognormal ? Link::identity : Link::log};
    detail::cut_parts(data, options.use_link, detail::Law(Distribution{.family = Family::gamma}), false, clusters,
                      options.covariance, rows);
    TwoPartResult out;
    out.options = options;
    const GlmOptions common{.confidence = options.confidence, .max_iterations = options.max_iterations};
    GlmOptions use = common, amount = common;
    use.distribution = {.family = Family::binomial, .link = options.use_link};
    amount.distribution = law;
    out.use = glm(rows.use, use, progress);
    RegressionData above = rows.amount;
    std::vector<double> logs;
    if (lognormal) {
        for (const double each : rows.y) logs.push_back(std::log(each));
        above.y = logs;
    }
    out.amount = glm(above, amount, progress);
    Smearing smearing;
    if (lognormal) smearing = smear(rows, out.amount);
    out.smearing = smearing.factor;

    const Eigen::Index p = data.x.columns;
    const bool clustered = options.covariance == PartsCovariance::cluster;
    if (options.covariance == PartsCovariance::model) {
        out.covariance = model_covariance(rows, out, smearing);
    } else if (clustered) {
        detail::take_sandwich(blocks_of(rows, above, clusters, out, smearing), out);
    } else {
        const detail::FitRows second(above, out.amount);
        const detail::AmountInfluence amount_influence = [&](std::ptrdiff_t k,
                                                             Eigen::Ref<Eigen::VectorXd> influence) {
            Eigen::VectorXd each = Eigen::VectorXd::Zero(p);
            detail::add_influence(second, rows.amount.x, k, each);
            influence.head(p) += each;
            if (!lognormal) return;
            const auto at = static_cast<std::size_t>(k);
            influence[p] +=
                rows.frequency[at] * (std::exp(smearing.residual[at]) / smearing.factor - 1.0) / smearing.weight -
                smearing.by_coefficients.dot(each);
        };
        out.covariance = detail::parts_covariance(rows, out.use, amount_influence);
    }
    if (options.covariance != PartsCovariance::model) {
        const auto groups = clustered ? clusters : std::span<const std::int32_t>{};
        detail::forget_decided(rows.use, out.use, groups, {}, 0, out.covariance, out.caveats);
        detail::forget_decided(above, out.amount, groups, rows.above, p, out.covariance, out.caveats);
    }
    detail::hand_out(out.covariance, out.degrees_of_freedom, out.use, out.amount);
    detail::join_caveats(out.use, out.amount, out.clusters, out.caveats);
    return out;
}

Table TwoPartResult::table() const {
    return detail::parts_table(use, amount, "amount", options.confidence);
}

PartsExpectation expectation(const TwoPartResult& fit, const RegressionData& rows) {
    return detail::expect_parts({fit.use, fit.amount, fit.covariance, fit.shares, fit.clusters}, rows,
                                [&](double eta) {
        const double mean = std::exp(eta) * fit.smearing;
        return detail::AmountAt{mean, mean, mean};
    });
}

}  // namespace maatstaf

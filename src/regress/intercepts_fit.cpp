// SPDX-License-Identifier: Apache-2.0
#include "regress/intercepts_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/newton.hpp"

namespace maatstaf::detail {
namespace {

/// Covariance of the free parameters. For a normal outcome what is known of the coefficients and what is known of the
/// variances is independent, and the usual choice is to keep it so.
Eigen::MatrixXd covariance_of(const MarginalFit& fit, Family family, Eigen::Index p) {
    if (family != Family::gaussian) return inverse_information(fit.information);
    const Eigen::Index rest = fit.information.rows() - p;
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(p + rest, p + rest);
    out.topLeftCorner(p, p) = inverse_information(fit.information.topLeftCorner(p, p));
    if (rest > 0)
        out.bottomRightCorner(rest, rest) = inverse_information(fit.information.bottomRightCorner(rest, rest));
    return out;
}

double latent_variance(const detail::Law& law, double residual_sd) {
    if (law.family == Family::gaussian) return residual_sd * residual_sd;
    if (law.link == Link::logit) return std::numbers::pi * std::numbers::pi / 3.0;
    if (law.link == Link::probit) return 1.0;
    if (law.link == Link::cloglog) return std::numbers::pi * std::numbers::pi / 6.0;
    return nan;
}

void fill_groups(FittedGroups groups, const Eigen::MatrixXd& covariance, const ScaledColumns& scaled,
                 RandomInterceptsResult& out) {
    const GroupEffects& effects = groups.effects;
    out.effects = effects.effect;
    out.effect_se = effects.variance.cwiseSqrt();
    out.group_names = std::move(groups.names);
    out.group_rows = std::move(groups.rows);
    // From shifted and scaled columns to those given; then the free ones among the other parameters.
    const auto p = static_cast<Eigen::Index>(scaled.columns.size());
    const Eigen::Index given = out.coefficients.size(), rest = covariance.rows() - p;
    out.joint_covariance = Eigen::MatrixXd::Constant(given + rest, given + rest, nan);
    out.joint_covariance.topLeftCorner(given, given) = out.covariance;
    out.joint_covariance.bottomRightCorner(rest, rest) = covariance.bottomRightCorner(rest, rest);
    out.effect_slopes = Eigen::MatrixXd::Zero(out.effects.size(), given + rest);
    out.effect_slopes.leftCols(given) = scaled.slopes(effects.slopes.leftCols(p), given);
    for (Eigen::Index k = 0; k < rest; ++k) {
        const Eigen::VectorXd with = scaled.coefficients(covariance.col(p + k).head(p), given);
        out.joint_covariance.col(given + k).head(given) = with;
        out.joint_covariance.row(given + k).head(given) = with.transpose();
        const bool is_sd = k == 0 && !out.boundary;
        out.effect_slopes.col(given + k) = effects.slopes.col(is_sd ? p : p + 1);
    }
}

void describe(const GlmResult& start, bool theta_unbounded, RandomInterceptsResult& out) {
    if (!out.aliased.empty()) {
        std::vector<std::string> columns;
        for (const std::int32_t each : out.aliased) columns.push_back(out.names[static_cast<std::size_t>(each)]);
        out.caveats.push_back({messages::regress_aliased, {{"columns", join(columns, ", ")}}});
    }
    if (start.status == FitStatus::separated) {
        out.status = FitStatus::separated;
        out.caveats.push_back({messages::regress_separated, {}});
    } else if (out.status != FitStatus::converged) {
        out.caveats.push_back({messages::regress_not_converged, {{"iterations", std::to_string(out.iterations)}}});
    }
    if (out.boundary) out.caveats.push_back({messages::regress_no_group_variance, {}});
    if (theta_unbounded) out.caveats.push_back({messages::regress_no_over_dispersion, {}});
    if (out.effects.size() < 10)
        out.caveats.push_back({messages::regress_few_groups, {{"got", std::to_string(out.effects.size())}}});
    if (out.quadrature_gap > 0.01)
        out.caveats.push_back({messages::regress_few_nodes, {{"got", to_fixed(out.quadrature_gap, 2)}}});
}

}  // namespace

void check(const RandomInterceptsOptions& options) {
    const Law law(options.distribution);
    if (options.nodes < 1 || options.nodes > 101) throw out_of_range("nodes", "1 .. 101", options.nodes);
    need_confidence(options.confidence);
    if (options.max_iterations < 1) throw out_of_range("max_iterations", ">= 1", options.max_iterations);
    if (!(options.tolerance > 0.0 && options.tolerance < 1.0))
        throw out_of_range("tolerance", "> 0, < 1", options.tolerance);
    if (!has_marginal(law))
        throw ArgumentError(messages::regress_no_random_intercepts,
                            {{"family", std::string(to_name(law.family))}, {"link", std::string(to_name(law.link))}});
}

GlmOptions options_of_start(const RandomInterceptsOptions& options) {
    return {.distribution = options.distribution, .max_iterations = options.max_iterations};
}

bool has_free_own(const RandomInterceptsOptions& options) {
    const Distribution& law = options.distribution;
    return law.family == Family::gaussian || (law.family == Family::negative_binomial && std::isnan(law.theta));
}

MarginalSearch begin_search(const GlmResult& start, const ScaledColumns& scaled, const GroupCounts& counts,
                            const RandomInterceptsOptions& options) {
    const Law law(options.distribution);
    MarginalPoint point;
    point.coefficients = scaled.inward(start.coefficients);
    if (law.family == Family::negative_binomial) point.own = std::min(start.options.distribution.theta, largest_theta);
    if (law.family == Family::gaussian) point.own = std::max(start.deviance / start.observations, 1e-300);
    const MarginalShape shape{law, static_cast<std::ptrdiff_t>(scaled.columns.size()), counts.rows, counts.groups};
    return {shape, point, options, has_free_own(options)};
}

RandomInterceptsResult intercepts_result(const MarginalSearch& search, const GlmResult& start,
                                         const ScaledColumns& scaled, const GroupCounts& counts,
                                         const RandomInterceptsOptions& options, FittedGroups groups) {
    const Law law(options.distribution);
    const MarginalFit& fit = search.fit();
    const Eigen::Index p = fit.point.coefficients.size(), given = start.coefficients.size();
    RandomInterceptsResult out;
    out.options = options;
    out.options.distribution.link = law.link;
    out.names = start.names;
    out.aliased = start.aliased;
    out.boundary = search.boundary();
    out.iterations = search.iterations();
    out.status = fit.status;
    out.observations = counts.observations;
    out.log_likelihood = fit.at.log_likelihood;
    out.null_log_likelihood = search.flat().at.log_likelihood;
    out.quadrature_gap = fit.gap;
    out.variance_statistic = out.boundary ? 0.0 : 2.0 * (out.log_likelihood - out.null_log_likelihood);
    // Half the chi-squared tail with one degree of freedom is the normal tail.
    out.variance_p_value = out.boundary ? 1.0 : special::normal_cdf(-std::sqrt(out.variance_statistic));
    const double parameters = static_cast<double>(p) + 1.0 + (has_free_own(options) ? 1.0 : 0.0);
    out.aic = -2.0 * out.log_likelihood + 2.0 * parameters;
    out.bic = -2.0 * out.log_likelihood + std::log(out.observations) * parameters;

    const Eigen::MatrixXd covariance = covariance_of(fit, law.family, p);
    out.coefficients = scaled.coefficients(fit.point.coefficients, given);
    out.covariance = scaled.covariance(covariance.topLeftCorner(p, p), given);
    out.sd = fit.point.sd;
    out.sd_se = out.boundary ? nan : std::sqrt(covariance(p, p));
    const double quantile = special::normal_quantile(0.5 * (1.0 + options.confidence));
    out.sd_low = out.sd * std::exp(-quantile * out.sd_se / out.sd);
    out.sd_high = out.sd * std::exp(quantile * out.sd_se / out.sd);
    const double own_se =
        fit.own_free ? fit.point.own * std::sqrt(covariance(covariance.rows() - 1, covariance.rows() - 1)) : nan;
    const bool is_counts = law.family == Family::negative_binomial;
    if (is_counts) out.options.distribution.theta = fit.point.own;
    out.theta_se = is_counts ? own_se : nan;
    out.residual_sd = law.family == Family::gaussian ? std::sqrt(fit.point.own) : nan;
    out.residual_sd_se = law.family == Family::gaussian ? 0.5 * own_se / out.residual_sd : nan;
    const double within = latent_variance(law, out.residual_sd), between = out.sd * out.sd;
    out.intraclass_correlation = between / (between + within);
    const bool ratio = law.link == Link::log || law.link == Link::logit || law.link == Link::cloglog;
    out.median_ratio = ratio ? std::exp(std::numbers::sqrt2 * special::normal_quantile(0.75) * out.sd) : nan;
    fill_groups(std::move(groups), covariance, scaled, out);
    describe(start, has_free_own(options) && is_counts && !fit.own_free, out);
    return out;
}

}  // namespace maatstaf::detail

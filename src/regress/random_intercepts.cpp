// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/random_intercepts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/intervals.hpp"
#include "regress/intercepts_search.hpp"
#include "regress/newton.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

using detail::nan;

[[noreturn]] void refuse(const char* argument, const char* range, double got) {
    throw ArgumentError(messages::argument_out_of_range,
                        {{"argument", argument}, {"range", range}, {"got", to_text(got)}});
}

void check(const RandomInterceptsOptions& options, const RegressionData& data, std::span<const std::int32_t> groups,
           const detail::Law& law) {
    if (data.x.rows < 1) throw DataError(messages::regress_no_rows);
    if (options.nodes < 1 || options.nodes > 101) refuse("nodes", "1 .. 101", options.nodes);
    if (!(options.confidence > 0.0 && options.confidence < 1.0))
        refuse("confidence", "> 0, < 1", options.confidence);
    if (options.max_iterations < 1) refuse("max_iterations", ">= 1", options.max_iterations);
    if (!(options.tolerance > 0.0 && options.tolerance < 1.0))
        refuse("tolerance", "> 0, < 1", options.tolerance);
    if (!detail::has_marginal(law))
        throw ArgumentError(messages::regress_no_random_intercepts,
                            {{"family", std::string(to_name(law.family))}, {"link", std::string(to_name(law.link))}});
    detail::check_shape(data, data.x.columns, law, true);
    detail::check_values(data, 0, data.x.rows, law, data.names, true);
    if (static_cast<std::ptrdiff_t>(groups.size()) != data.x.rows)
        throw ArgumentError(messages::wrong_length, {{"argument", "groups"},
                                                    {"got", std::to_string(groups.size())},
                                                    {"expected", std::to_string(data.x.rows)},
                                                    {"per", "row of x"}});
}

/// With one row per group the rows cannot tell what varies between groups from what varies within them.
void check_identified(const detail::MarginalData& data, bool own_free) {
    if (data.grouping.size() < 2) throw DataError(messages::regress_one_group);
    const detail::GroupedRows& rows = data.rows;
    for (std::size_t g = 0; g < rows.groups(); ++g)
        if (rows.starts[g + 1] - rows.starts[g] > 1) return;
    const bool single_trials = rows.law.family == Family::binomial &&
                               std::ranges::all_of(rows.weight, [](double trials) { return trials <= 1.0; });
    if (own_free || single_trials) throw DataError(messages::regress_single_row_groups);
}

/// Covariance of the free parameters. For a normal outcome what is known of the coefficients and what is known of the
/// variances is independent, and the usual choice is to keep it so.
Eigen::MatrixXd covariance_of(const detail::MarginalFit& fit, const detail::GroupedRows& rows) {
    if (rows.law.family != Family::gaussian) return detail::inverse_information(fit.information);
    const Eigen::Index p = rows.columns, rest = fit.information.rows() - p;
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(p + rest, p + rest);
    out.topLeftCorner(p, p) = detail::inverse_information(fit.information.topLeftCorner(p, p));
    if (rest > 0)
        out.bottomRightCorner(rest, rest) = detail::inverse_information(fit.information.bottomRightCorner(rest, rest));
    return out;
}

double latent_variance(const detail::Law& law, double residual_sd) {
    if (law.family == Family::gaussian) return residual_sd * residual_sd;
    if (law.link == Link::logit) return std::numbers::pi * std::numbers::pi / 3.0;
    if (law.link == Link::probit) return 1.0;
    if (law.link == Link::cloglog) return std::numbers::pi * std::numbers::pi / 6.0;
    return nan;
}

void fill_groups(const detail::MarginalData& data, const detail::MarginalFit& fit, const Eigen::MatrixXd& covariance,
                 std::span<const std::int32_t> groups, RandomInterceptsResult& out) {
    const detail::GroupEffects effects = detail::group_effects(data.rows, fit.point);
    const auto count = static_cast<Eigen::Index>(data.grouping.size());
    out.effects = effects.effect;
    out.effect_se = effects.variance.cwiseSqrt();
    for (std::size_t g = 0; g < data.grouping.size(); ++g) {
        const auto members = data.grouping.cluster(g);
        out.group_names.push_back(std::to_string(groups[static_cast<std::size_t>(members.front())]));
        out.group_rows.push_back(static_cast<std::int64_t>(members.size()));
    }
    // From shifted and scaled columns to those given; then the free ones among the other parameters.
    const Eigen::Index given = out.coefficients.size(), p = data.rows.columns, rest = covariance.rows() - p;
    out.joint_covariance = Eigen::MatrixXd::Constant(given + rest, given + rest, nan);
    out.joint_covariance.topLeftCorner(given, given) = out.covariance;
    out.joint_covariance.bottomRightCorner(rest, rest) = covariance.bottomRightCorner(rest, rest);
    out.effect_slopes = Eigen::MatrixXd::Zero(count, given + rest);
    out.effect_slopes.leftCols(given) = data.scaled.slopes(effects.slopes.leftCols(p), given);
    for (Eigen::Index k = 0; k < rest; ++k) {
        const Eigen::VectorXd with = data.scaled.coefficients(covariance.col(p + k).head(p), given);
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

RandomInterceptsResult random_intercepts(const RegressionData& data, std::span<const std::int32_t> groups,
                                         const RandomInterceptsOptions& options, const Progress& progress) {
    const detail::Law law(options.distribution);
    check(options, data, groups, law);
    const GlmResult start = glm(data, {.distribution = options.distribution, .max_iterations = options.max_iterations});
    const bool own_free =
        law.family == Family::gaussian || (law.family == Family::negative_binomial && std::isnan(law.theta));
    const detail::MarginalData grouped = detail::marginal_data(data, groups, law, start.aliased);
    check_identified(grouped, own_free);

    const Eigen::Index p = grouped.rows.columns;
    detail::MarginalPoint point;
    point.coefficients = grouped.scaled.inward(start.coefficients);
    if (law.family == Family::negative_binomial) point.own = std::min(start.options.distribution.theta, 1e8);
    if (law.family == Family::gaussian) point.own = std::max(start.deviance / start.observations, 1e-300);

    // First without variance between groups: the reference of its test, and where it says in which direction to go.
    detail::StepReport report(progress, static_cast<std::size_t>(2 * options.max_iterations));
    const detail::GaussHermite one = detail::gauss_hermite(1), rule = detail::gauss_hermite(options.nodes);
    const detail::MarginalFit flat = detail::climb(grouped.rows, point, one, options, false, own_free, report);
    const double count = static_cast<double>(grouped.grouping.size()), precision = flat.at.precision / count;
    point = flat.point;
    point.sd = std::sqrt(std::max(2.0 * flat.at.sd_slope / (count * precision * precision), 0.01 / precision));
    if (law.family != Family::gaussian) point.sd = std::min(point.sd, 3.0);
    if (law.family == Family::gaussian) point.own = std::max(point.own - point.sd * point.sd, 0.1 * point.own);
    detail::MarginalFit fit = detail::climb(grouped.rows, point, rule, options, true, own_free, report);

    RandomInterceptsResult out;
    out.options = options;
    out.options.distribution.link = law.link;
    for (std::ptrdiff_t j = 0; j < data.x.columns; ++j) out.names.push_back(detail::column_name(data.names, j));
    out.aliased = start.aliased;
    out.null_log_likelihood = flat.at.log_likelihood;
    const double gain = fit.at.log_likelihood - flat.at.log_likelihood;
    out.boundary =
        fit.point.sd * fit.point.sd * precision < 1e-8 || !(gain > 1e-10 * (1.0 + std::abs(out.null_log_likelihood)));
    const std::int32_t steps = fit.iterations;
    if (out.boundary) fit = flat;
    out.iterations = steps;
    out.status = fit.status;
    out.observations = grouped.observations;
    out.log_likelihood = fit.at.log_likelihood;
    out.variance_statistic = out.boundary ? 0.0 : 2.0 * gain;
    // Half the chi-squared tail with one degree of freedom is the normal tail.
    out.variance_p_value = out.boundary ? 1.0 : special::normal_cdf(-std::sqrt(out.variance_statistic));
    const double parameters = static_cast<double>(p) + 1.0 + (own_free ? 1.0 : 0.0);
    out.aic = -2.0 * out.log_likelihood + 2.0 * parameters;
    out.bic = -2.0 * out.log_likelihood + std::log(out.observations) * parameters;

    const Eigen::MatrixXd covariance = covariance_of(fit, grouped.rows);
    out.coefficients = grouped.scaled.coefficients(fit.point.coefficients, data.x.columns);
    out.covariance = grouped.scaled.covariance(covariance.topLeftCorner(p, p), data.x.columns);
    out.sd = fit.point.sd;
    out.sd_se = out.boundary ? nan : std::sqrt(covariance(p, p));
    const double quantile = special::normal_quantile(0.5 * (1.0 + options.confidence));
    out.sd_low = out.sd * std::exp(-quantile * out.sd_se / out.sd);
    out.sd_high = out.sd * std::exp(quantile * out.sd_se / out.sd);
    const double own_se =
        fit.own_free ? fit.point.own * std::sqrt(covariance(covariance.rows() - 1, covariance.rows() - 1)) : nan;
    const bool counts = law.family == Family::negative_binomial;
    if (counts) out.options.distribution.theta = fit.point.own;
    out.theta_se = counts ? own_se : nan;
    out.residual_sd = law.family == Family::gaussian ? std::sqrt(fit.point.own) : nan;
    out.residual_sd_se = law.family == Family::gaussian ? 0.5 * own_se / out.residual_sd : nan;
    const double within = latent_variance(law, out.residual_sd), between = out.sd * out.sd;
    out.intraclass_correlation = between / (between + within);
    const bool ratio = law.link == Link::log || law.link == Link::logit || law.link == Link::cloglog;
    out.median_ratio = ratio ? std::exp(std::numbers::sqrt2 * special::normal_quantile(0.75) * out.sd) : nan;
    if (!out.boundary && law.family != Family::gaussian) {
        detail::GroupModes modes = fit.modes;
        out.quadrature_gap = std::abs(
            detail::marginal(grouped.rows, fit.point, detail::gauss_hermite(2 * options.nodes + 1), modes, false, false)
                .log_likelihood -
            out.log_likelihood);
    }
    fill_groups(grouped, fit, covariance, groups, out);
    describe(start, own_free && counts && !fit.own_free, out);
    return out;
}

Eigen::VectorXd RandomInterceptsResult::standard_errors() const { return covariance.diagonal().cwiseSqrt(); }

Table RandomInterceptsResult::table() const {
    const auto df = Eigen::VectorXd::Constant(coefficients.size(), std::numeric_limits<double>::infinity());
    return detail::estimate_table("term", names, coefficients, standard_errors(), df, options.confidence);
}

Table RandomInterceptsResult::effect_table() const {
    const double quantile = special::normal_quantile(0.5 * (1.0 + options.confidence));
    const auto copy = [](const Eigen::VectorXd& values) { return std::vector<double>(values.begin(), values.end()); };
    return Table({Column::string("group", group_names), Column::float64("effect", copy(effects)),
                  Column::float64("se", copy(effect_se)), Column::float64("low", copy(effects - quantile * effect_se)),
                  Column::float64("high", copy(effects + quantile * effect_se)), Column::int64("rows", group_rows)});
}

}  // namespace maatstaf

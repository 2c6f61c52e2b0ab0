// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/regress/glm.hpp"
#include "regress/glm_state.hpp"
#include "regress/intervals.hpp"
#include "regress/rows.hpp"
#include "regress/spread.hpp"

namespace maatstaf {
namespace {

using detail::nan;
/// Of a column that earlier ones explain but for this share of its sum of squares, coefficients have lost five digits.
constexpr double weak_share = 1e-10;

/// From the fitted columns back to the user's. Those are (X - m) B with x0 constant and m0 = 0, so the coefficients of
/// X - m are b = B g, and b0 x0 + sum b_j (x_j - m_j) takes sum b_j m_j / x0 from b0.
Eigen::MatrixXd back_to_columns(const GlmAccumulator::State& state) {
    Eigen::MatrixXd back = Eigen::MatrixXd::Identity(state.columns, state.columns);
    if (state.centred) {
        back.row(0).tail(state.columns - 1) =
            -state.point.shift.tail(state.columns - 1).transpose() / state.looked.column_low[0];
    }
    if (state.point.basis.size() != 0) back = back * state.point.basis.triangularView<Eigen::Upper>();
    return back;
}

/// Log-likelihood at the ML estimate of the dispersion where there is one, with the conventions of R's logLik.
double log_likelihood(const GlmAccumulator::State& state) {
    const detail::GlmSums& sums = state.sums;
    const double n = sums.observations, weight = sums.weight;
    switch (state.point.law.family) {
        case Family::poisson:
        case Family::negative_binomial:
        case Family::binomial: return sums.log_likelihood;
        case Family::gaussian:
            return -0.5 * (n * (std::log(2.0 * std::numbers::pi * sums.deviance / n) + 1.0) - sums.log_weight);
        case Family::gamma: {
            const double phi = sums.deviance / weight;
            const double mean_ratio = weight + 0.5 * sums.deviance + sums.ratio;   // sum of w y / mu
            return (sums.ratio - weight * std::log(phi) - mean_ratio) / phi - sums.log_y -
                   weight * special::log_gamma(1.0 / phi);
        }
        case Family::inverse_gaussian:
            return -0.5 *
                   (weight * (std::log(2.0 * std::numbers::pi * sums.deviance / weight) + 1.0) + 3.0 * sums.log_y);
        default: return nan;
    }
}

/// Columns whose coefficient still moved linear predictors in the last step.
std::vector<std::string> running_off(const GlmAccumulator::State& state, const std::vector<std::string>& names) {
    Eigen::VectorXd step = state.point.step;
    if (state.point.basis.size() != 0) step = state.point.basis.triangularView<Eigen::Upper>() * step;
    std::vector<std::string> out;
    for (Eigen::Index j = state.centred ? 1 : 0; j < state.columns; ++j)
        if (std::abs(step[j]) * (state.looked.column_high[j] - state.looked.column_low[j]) > 0.1)
            out.push_back(detail::column_name(names, j));
    return out;
}

bool estimates_scale(const GlmAccumulator::State& state) {
    return state.point.estimate_theta || !has_fixed_dispersion(state.point.law.family);
}

void describe(const GlmAccumulator::State& state, GlmResult& out) {
    if (!out.aliased.empty()) {
        std::vector<std::string> columns;
        for (const std::int32_t each : out.aliased) columns.push_back(detail::column_name(out.names, each));
        out.caveats.push_back({messages::regress_aliased, {{"columns", join(columns, ", ")}}});
    }
    if (out.status == FitStatus::max_iterations || out.status == FitStatus::no_step)
        out.caveats.push_back({messages::regress_not_converged, {{"iterations", std::to_string(out.iterations)}}});
    if (out.status == FitStatus::separated)
        out.caveats.push_back({messages::regress_separated, {{"columns", join(running_off(state, out.names), ", ")}}});
    if (out.smallest_pivot < weak_share)
        out.caveats.push_back({messages::regress_ill_conditioned, {{"got", to_text(out.smallest_pivot)}}});
    if (state.looked.y_low == state.looked.y_high) out.caveats.push_back({messages::regress_constant_outcome, {}});
    const Family family = state.point.law.family;
    const double ratio = out.residual_df > 0.0 ? out.pearson / out.residual_df : 1.0;
    // Pearson's chi-squared has mean df and variance of about 2 df when the family holds: four spreads is no chance.
    if ((family == Family::poisson || family == Family::binomial) &&
        ratio > 1.0 + 4.0 * std::sqrt(2.0 / out.residual_df))
        out.caveats.push_back({messages::regress_over_dispersed,
                               {{"got", to_fixed(ratio, 1)}, {"family", std::string(to_name(family))}}});
    if (state.point.estimate_theta && state.point.law.theta > 1e8)
        out.caveats.push_back({messages::regress_no_over_dispersion, {}});
}

}  // namespace

GlmResult GlmAccumulator::result() const {
    const State& state = *state_;
    if (state.sweep != detail::Sweep::done) throw ArgumentError(messages::regress_more_sweeps);
    GlmResult out;
    out.options = state.options;
    out.options.distribution.link = state.point.law.link;
    if (state.point.law.family == Family::negative_binomial) out.options.distribution.theta = state.point.law.theta;
    out.names = state.names;
    for (auto j = static_cast<std::ptrdiff_t>(out.names.size()); j < state.columns; ++j)
        out.names.push_back(detail::column_name({}, j));
    out.aliased = state.information.aliased;
    out.status = state.status;
    out.iterations = state.iterations;
    out.observations = state.looked.observations;
    out.residual_df = state.degrees_of_freedom();
    out.pearson = state.sums.pearson(state.columns);
    out.deviance = state.sums.deviance;
    if (!has_fixed_dispersion(state.point.law.family))
        out.dispersion = out.residual_df > 0.0 ? out.pearson / out.residual_df : nan;
    out.log_likelihood = log_likelihood(state);
    const double parameters = static_cast<double>(state.columns) - static_cast<double>(out.aliased.size()) +
                              (estimates_scale(state) ? 1.0 : 0.0);
    out.aic = -2.0 * out.log_likelihood + 2.0 * parameters;
    out.bic = -2.0 * out.log_likelihood + std::log(out.observations) * parameters;
    out.theta_se = state.point.estimate_theta && state.theta_information > 0.0
                       ? 1.0 / std::sqrt(state.theta_information)
                       : nan;
    out.smallest_pivot = state.point.basis.size() == 0 ? state.information.smallest_pivot : state.smallest_share;

    const Eigen::MatrixXd back = back_to_columns(state);
    out.coefficients = back * state.point.coefficients;
    out.covariance = out.dispersion * back * state.information.inverse * back.transpose();
    for (const std::int32_t j : out.aliased) {
        out.coefficients[j] = nan;
        out.covariance.row(j).setConstant(nan);
        out.covariance.col(j).setConstant(nan);
    }
    describe(state, out);
    return out;
}

Eigen::VectorXd GlmResult::standard_errors() const { return covariance.diagonal().cwiseSqrt(); }

Table GlmResult::table() const {
    const Eigen::VectorXd df =
        degrees_of_freedom.size() == 0
            ? Eigen::VectorXd::Constant(coefficients.size(), detail::model_degrees_of_freedom(*this))
            : degrees_of_freedom;
    return detail::estimate_table("term", names, coefficients, standard_errors(), df, options.confidence);
}

GlmPrediction predict(const GlmResult& fit, const RegressionData& rows, const Eigen::MatrixXd& covariance) {
    const detail::Law law(fit.options.distribution);
    const auto p = static_cast<std::ptrdiff_t>(fit.coefficients.size());
    detail::check_shape(rows, p, law, false);
    detail::check_values(rows, 0, rows.x.rows, law, fit.names, false);
    const Eigen::MatrixXd& given = covariance.size() == 0 ? fit.covariance : covariance;
    if (given.rows() != p || given.cols() != p)
        throw ArgumentError(messages::wrong_length, {{"argument", "covariance"},
                                                    {"got", std::to_string(given.rows())},
                                                    {"expected", std::to_string(p)},
                                                    {"per", "coefficient"}});
    Eigen::VectorXd coefficients = fit.coefficients;
    for (const std::int32_t j : fit.aliased) coefficients[j] = 0.0;
    const detail::Spread spread(given, fit.aliased);
    const double quantile = detail::two_sided_quantile(fit.options.confidence, detail::model_degrees_of_freedom(fit));
    GlmPrediction out;
    const std::ptrdiff_t n = rows.x.rows;
    for (Eigen::VectorXd* each : {&out.mean, &out.eta, &out.se, &out.low, &out.high}) each->resize(n);
    Eigen::VectorXd x(p);
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        for (std::ptrdiff_t j = 0; j < p; ++j) x[j] = rows.x(i, j);
        out.eta[i] = x.dot(coefficients) + detail::row_offset(rows, i);
        out.se[i] = std::sqrt(spread.variance(x));
        out.mean[i] = law.inverse_link(out.eta[i]);
        const double a = law.inverse_link(out.eta[i] - quantile * out.se[i]);
        const double b = law.inverse_link(out.eta[i] + quantile * out.se[i]);
        out.low[i] = std::isnan(b) ? b : std::min(a, b);
        out.high[i] = std::isnan(b) ? b : std::max(a, b);
    }
    return out;
}

}  // namespace maatstaf

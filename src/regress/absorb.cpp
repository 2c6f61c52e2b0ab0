// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/absorb.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/absorb_effects.hpp"
#include "regress/absorb_fit.hpp"
#include "regress/absorb_inference.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

using detail::nan;

/// log(y!) for the whole numbers that counts mostly are.
class LogFactorial {
public:
    LogFactorial() : known_(1024) {
        for (std::size_t y = 1; y < known_.size(); ++y) known_[y] = special::log_gamma(static_cast<double>(y) + 1.0);
    }
    double operator()(double y) const {
        const auto whole = static_cast<std::size_t>(std::min(y, 1023.0));
        return static_cast<double>(whole) == y ? known_[whole] : special::log_gamma(y + 1.0);
    }

private:
    std::vector<double> known_;
};

void judge_linear(const detail::AbsorbRows& rows, const detail::AbsorbFit& fit, AbsorbResult& out) {
    double weight = 0.0, sum = 0.0, total = 0.0;
    for (std::size_t i = 0; i < rows.y.size(); ++i) {
        weight += rows.weight[i];
        sum += rows.weight[i] * (rows.y[i] - rows.offset_of(i));
    }
    for (std::size_t i = 0; i < rows.y.size(); ++i) {
        const double residual = rows.y[i] - fit.mean[i], apart = rows.y[i] - rows.offset_of(i) - sum / weight;
        out.deviance += rows.weight[i] * residual * residual;
        total += rows.weight[i] * apart * apart;
    }
    out.pearson = out.deviance;
    out.r_squared = total > 0.0 ? 1.0 - out.deviance / total : nan;
    out.within_r_squared = fit.within_total > 0.0 ? 1.0 - out.deviance / fit.within_total : nan;
    const double n = rows.observations;
    const auto likelihood = [&](double squares) {
        return -0.5 * (n * (std::log(2.0 * std::numbers::pi * squares / n) + 1.0) - rows.log_precision);
    };
    out.log_likelihood = likelihood(out.deviance);
    out.null_log_likelihood = likelihood(total);
}

void judge_poisson(const detail::AbsorbRows& rows, const detail::AbsorbFit& fit, AbsorbResult& out) {
    double outcome = 0.0, exposure = 0.0;
    for (std::size_t i = 0; i < rows.y.size(); ++i) {
        outcome += rows.weight[i] * rows.y[i];
        exposure += rows.weight[i] * std::exp(rows.offset_of(i));
    }
    const double level = std::log(outcome / exposure);
    const LogFactorial log_factorial;
    double null_deviance = 0.0, saturated = 0.0;
    for (std::size_t i = 0; i < rows.y.size(); ++i) {
        const double y = rows.y[i], m = fit.mean[i], w = rows.weight[i], constant = level + rows.offset_of(i);
        const double log_y = y > 0.0 ? std::log(y) : 0.0;
        const double fitted = y > 0.0 ? y * std::log(m) : 0.0;
        out.pearson += w * (y - m) * (y - m) / m;
        out.deviance += 2.0 * w * (y * log_y - fitted - (y - m));
        null_deviance += 2.0 * w * (y * log_y - y * constant - (y - std::exp(constant)));
        saturated += w * (y * log_y - y - log_factorial(y));
    }
    out.r_squared = 1.0 - out.deviance / null_deviance;
    out.within_r_squared = nan;
    const bool known = out.options.family == Family::poisson;
    out.log_likelihood = known ? saturated - 0.5 * out.deviance : nan;
    out.null_log_likelihood = known ? saturated - 0.5 * null_deviance : nan;
}

/// What is left of the linear predictor without the columns and the offset. The columns lie packed and shifted; the
/// shift belongs to the effects again.
std::vector<double> without_columns(const detail::AbsorbRows& rows, const detail::AbsorbFit& fit, bool linear) {
    double shifted = 0.0;
    for (std::ptrdiff_t j = 0; j < rows.columns; ++j) shifted += rows.shift[j] * fit.coefficients[j];
    std::vector<double> out(rows.y.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        double rest = (linear ? fit.mean[i] : std::log(fit.mean[i])) - rows.offset_of(i) - shifted;
        for (const detail::ColumnBlock& block : rows.blocks)
            for (std::ptrdiff_t k = 0; k < block.columns && block.first + k < rows.columns; ++k)
                rest -= fit.coefficients[block.first + k] *
                        block.values[i * static_cast<std::size_t>(block.width) + static_cast<std::size_t>(k)];
        out[i] = rest;
    }
    return out;
}

std::string named(const AbsorbResult& out, const std::vector<std::int32_t>& columns) {
    std::vector<std::string> names;
    for (const std::int32_t each : columns) names.push_back(out.names[static_cast<std::size_t>(each)]);
    return join(names, ", ");
}

void describe(const detail::AbsorbRows& rows, AbsorbResult& out) {
    const auto say = [&out](Message message, Parameters parameters = {}) {
        out.caveats.push_back({message, std::move(parameters)});
    };
    std::vector<std::int32_t> other;
    std::set_difference(out.aliased.begin(), out.aliased.end(), out.within_effects.begin(), out.within_effects.end(),
                        std::back_inserter(other));
    if (!out.within_effects.empty())
        say(messages::regress_within_effects, {{"columns", named(out, out.within_effects)}});
    if (!other.empty()) say(messages::regress_aliased, {{"columns", named(out, other)}});
    if (out.status == FitStatus::max_iterations || out.status == FitStatus::no_step)
        say(messages::regress_not_converged, {{"iterations", std::to_string(out.iterations)}});
    if (out.status == FitStatus::separated)
        say(messages::regress_separated_rows, {{"count", std::to_string(out.rows_separated)}});
    if (!out.demeaned) say(messages::regress_not_demeaned, {{"got", to_text(out.imbalance)}});
    if (out.rows_singleton > 0) say(messages::regress_singletons, {{"count", std::to_string(out.rows_singleton)}});
    if (out.rows_all_zero > 0) say(messages::regress_absorbed_all_zero, {{"count", std::to_string(out.rows_all_zero)}});
    if (out.components > 1 && out.effects.size() > 1)
        say(messages::regress_components, {{"count", std::to_string(out.components)}});
    if (!(out.residual_df > 0.0)) say(messages::regress_no_freedom);
    if (out.clusters > 0 && out.clusters < 50)
        say(messages::regress_absorbed_few_clusters,
            {{"got", std::to_string(out.clusters)}, {"freedom", std::to_string(out.clusters - 1)}});
    const auto [low, high] = std::minmax_element(rows.y.begin(), rows.y.end());
    if (*low == *high) say(messages::regress_constant_outcome);
    const double ratio = out.residual_df > 0.0 ? out.pearson / out.residual_df : 1.0;
    if (out.options.family == Family::poisson && out.options.covariance == AbsorbCovariance::iid &&
        ratio > 1.0 + 4.0 * std::sqrt(2.0 / out.residual_df))
        say(messages::regress_over_dispersed, {{"got", to_fixed(ratio, 1)}, {"family", "poisson"}});
}

}  // namespace

AbsorbResult absorbed_regression(const RegressionData& data, std::span<const AbsorbedEffect> effects,
                                 const AbsorbOptions& options, const Progress& progress) {
    detail::AbsorbRows rows = detail::read_rows(data, effects, options, progress);
    AbsorbResult out;
    out.options = options;
    out.options.clusters = out.options.second_clusters = {};
    if (options.covariance == AbsorbCovariance::automatic)
        out.options.covariance = options.clusters.empty() ? AbsorbCovariance::iid : AbsorbCovariance::cluster;
    for (std::ptrdiff_t j = 0; j < data.x.columns; ++j) out.names.push_back(detail::column_name(data.names, j));

    detail::Within within(rows.layout);
    const bool linear = options.family == Family::gaussian;
    detail::AbsorbFit fit = linear ? detail::fit_linear(rows, within, options, progress)
                                   : detail::fit_poisson(rows, within, options, progress);
    out.aliased = fit.aliased;
    out.within_effects = fit.within_effects;
    out.status = fit.status;
    out.iterations = fit.iterations;
    out.demeaned = fit.demeaned.converged;
    out.demean_iterations = fit.demeaned.iterations;
    out.imbalance = fit.demeaned.imbalance;
    out.observations = rows.observations;
    out.rows_used = rows.size();
    out.rows_without_weight = rows.layout.without_weight;
    out.rows_singleton = rows.layout.singleton;
    out.rows_all_zero = rows.layout.all_zero;
    out.rows_separated = fit.separated;
    const detail::AbsorbClusters clusters = detail::count_parameters(rows, within, fit, effects, options, out);
    if (linear)
        judge_linear(rows, fit, out);
    else
        judge_poisson(rows, fit, out);
    if (!has_fixed_dispersion(options.family))
        out.dispersion = out.residual_df > 0.0 ? out.pearson / out.residual_df : nan;
    const double scale = detail::infer(rows, within, fit, clusters, out);
    detail::forget_decided(rows, within, fit, clusters, data.x, out);
    out.coefficients = fit.coefficients;
    for (const std::int32_t j : out.aliased) {
        out.coefficients[j] = nan;
        out.covariance.row(j).setConstant(nan);
        out.covariance.col(j).setConstant(nan);
    }
    if (options.keep_fitted) {
        out.fitted = Eigen::VectorXd::Constant(data.x.rows, nan);
        for (std::size_t i = 0; i < fit.mean.size(); ++i) out.fitted[rows.layout.rows[i]] = fit.mean[i];
    }
    if (options.keep_effects) {
        detail::name_levels(rows.layout, effects, out);
        out.variance = detail::variance_of_effects(rows, within, fit.bread);
        out.variance.scale = scale;
        detail::recover_effects(rows.layout, within, without_columns(rows, fit, linear), rows.frequency, out);
        for (std::size_t q = 0; q < out.effects.size(); ++q) {
            AbsorbedLevels& own = out.effects[q];
            own.first_row.assign(own.codes.size(), std::numeric_limits<std::int64_t>::max());
            for (std::size_t i = 0; i < rows.layout.rows.size(); ++i) {
                auto& first = own.first_row[static_cast<std::size_t>(rows.layout.effects[q].level[i])];
                first = std::min<std::int64_t>(first, rows.layout.rows[i]);
            }
        }
    }
    describe(rows, out);
    return out;
}

}  // namespace maatstaf

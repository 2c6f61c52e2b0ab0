// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/regress/diagnostics.hpp"
#include "regress/scores.hpp"

namespace maatstaf {
namespace {

using detail::nan;

/// Regression through the origin of a_i = ((y - mu)^2 - y) / mu on g_i = 1 or mu_i, and its t.
void cameron_trivedi(const RegressionData& data, const detail::FitRows& rows, DispersionResult& out) {
    double gg = 0.0, ga = 0.0, count = 0.0;
    const auto each_row = [&](auto&& visit) {
        for (std::size_t i = 0; i < rows.mean.size(); ++i) {
            const double mean = rows.mean[i], off = data.y[i] - mean;
            visit(rows.frequency[i], (off * off - data.y[i]) / mean, out.trend == DispersionTrend::linear ? 1.0 : mean);
        }
    };
    each_row([&](double f, double a, double g) {
        gg += f * g * g;
        ga += f * g * a;
        count += f;
    });
    out.excess = ga / gg;
    double rest = 0.0;
    each_row([&](double f, double a, double g) { rest += f * (a - out.excess * g) * (a - out.excess * g); });
    out.statistic = out.excess / std::sqrt(rest / (count - 1.0) / gg);
    out.p_value = special::normal_cdf(-out.statistic);
}

}  // namespace

DispersionResult dispersion_test(const RegressionData& data, const GlmResult& fit, DispersionTrend trend) {
    const detail::FitRows rows(data, fit);
    DispersionResult out;
    out.trend = trend;
    out.pearson = fit.pearson;
    out.residual_df = fit.residual_df;
    out.ratio = fit.residual_df > 0.0 ? fit.pearson / fit.residual_df : nan;
    out.pearson_p_value =
        fit.residual_df > 0.0 ? special::gamma_survival(fit.pearson, 0.5 * fit.residual_df, 2.0) : nan;
    const Family family = fit.options.distribution.family;
    if (family == Family::poisson || family == Family::quasi_poisson) {
        if (!data.prior_weights.empty() || !data.analytic_weights.empty())
            throw ArgumentError(messages::regress_weighted_dispersion);
        cameron_trivedi(data, rows, out);
    } else {
        out.excess = out.statistic = out.p_value = nan;
    }
    return out;
}

Table DispersionResult::table() const {
    const std::vector<std::string> name{std::string(to_name(trend))};
    return Table({Column::float64("pearson", {pearson}), Column::float64("residual_df", {residual_df}),
                  Column::float64("ratio", {ratio}), Column::float64("pearson_p_value", {pearson_p_value}),
                  Column::string("trend", name), Column::float64("excess", {excess}),
                  Column::float64("statistic", {statistic}), Column::float64("p_value", {p_value})});
}

}  // namespace maatstaf

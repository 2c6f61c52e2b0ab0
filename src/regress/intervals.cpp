// SPDX-License-Identifier: Apache-2.0
#include "regress/intervals.hpp"

#include <cmath>
#include <limits>

#include "core/numbers.hpp"
#include "maatstaf/core/special.hpp"

namespace maatstaf::detail {
double model_degrees_of_freedom(const GlmResult& fit) {
    double least = std::numeric_limits<double>::infinity();
    for (const double each : fit.degrees_of_freedom) least = std::fmin(least, each);
    if (fit.degrees_of_freedom.size() != 0) return least;
    return has_fixed_dispersion(fit.options.distribution.family) ? std::numeric_limits<double>::infinity()
                                                                 : fit.residual_df;
}

double f_tail(double x, double a, double b) {
    if (std::isnan(x)) return nan;
    if (!(x > 0.0)) return 1.0;
    return std::isinf(b) ? special::chi_squared_tail(a * x, a)
                         : special::beta_cdf(b / (b + a * x), 0.5 * b, 0.5 * a);
}

double two_sided_quantile(double confidence, double degrees_of_freedom) {
    if (!(degrees_of_freedom > 0.0)) return nan;
    const double tail = 0.5 * (1.0 + confidence);
    return std::isinf(degrees_of_freedom) ? special::normal_quantile(tail)
                                          : special::student_t_quantile(tail, degrees_of_freedom);
}

double two_sided_probability(double statistic, double degrees_of_freedom) {
    if (!std::isfinite(statistic) || !(degrees_of_freedom > 0.0)) return nan;
    const double below = -std::abs(statistic);
    return 2.0 * (std::isinf(degrees_of_freedom) ? special::normal_cdf(below)
                                                 : special::student_t_cdf(below, degrees_of_freedom));
}

Table estimate_table(const std::string& name, const std::vector<std::string>& labels, const Eigen::VectorXd& estimates,
                     const Eigen::VectorXd& errors, const Eigen::VectorXd& degrees_of_freedom, double confidence) {
    const auto count = static_cast<std::size_t>(estimates.size());
    std::vector<double> value(count), se(count), statistic(count), df(count), probability(count), low(count),
        high(count);
    for (std::size_t j = 0; j < count; ++j) {
        const auto at = static_cast<Eigen::Index>(j);
        value[j] = estimates[at];
        se[j] = errors[at];
        df[j] = std::isnan(se[j]) ? se[j] : degrees_of_freedom[at];
        statistic[j] = value[j] / se[j];
        probability[j] = two_sided_probability(statistic[j], df[j]);
        const double reach = two_sided_quantile(confidence, df[j]) * se[j];
        low[j] = value[j] - reach;
        high[j] = value[j] + reach;
    }
    return Table({Column::string(name, labels), Column::float64("estimate", value), Column::float64("se", se),
                  Column::float64("statistic", statistic), Column::float64("df", df),
                  Column::float64("p_value", probability), Column::float64("low", low), Column::float64("high", high)});
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "maatstaf/core/special.hpp"
#include "maatstaf/regress/absorb.hpp"

namespace maatstaf {

Eigen::VectorXd AbsorbResult::standard_errors() const { return covariance.diagonal().cwiseSqrt(); }

Table AbsorbResult::table() const {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const auto p = static_cast<std::size_t>(coefficients.size());
    const bool normal = std::isinf(degrees_of_freedom);
    const double tail = 0.5 * (1.0 + options.confidence);
    const double quantile = normal                     ? special::normal_quantile(tail)
                            : degrees_of_freedom > 0.0 ? special::student_t_quantile(tail, degrees_of_freedom)
                                                       : nan;
    std::vector<double> estimate(p), se(p), statistic(p), probability(p), low(p), high(p);
    const Eigen::VectorXd errors = standard_errors();
    for (std::size_t j = 0; j < p; ++j) {
        estimate[j] = coefficients[static_cast<Eigen::Index>(j)];
        se[j] = errors[static_cast<Eigen::Index>(j)];
        statistic[j] = estimate[j] / se[j];
        if (!std::isfinite(statistic[j]) || std::isnan(quantile))
            probability[j] = nan;
        else
            probability[j] = 2.0 * (normal ? special::normal_cdf(-std::abs(statistic[j]))
                                           : special::student_t_cdf(-std::abs(statistic[j]), degrees_of_freedom));
        low[j] = estimate[j] - quantile * se[j];
        high[j] = estimate[j] + quantile * se[j];
    }
    return Table({Column::string("term", names), Column::float64("estimate", estimate), Column::float64("se", se),
                  Column::float64("statistic", statistic), Column::float64("p_value", probability),
                  Column::float64("low", low), Column::float64("high", high)});
}

Table AbsorbResult::effects_table() const {
    std::vector<std::int32_t> effect, code;
    std::vector<std::string> known;
    std::vector<double> rows, estimate;
    for (const AbsorbedLevels& each : effects) {
        known.push_back(each.name);
        for (std::size_t level = 0; level < each.estimate.size(); ++level) {
            effect.push_back(static_cast<std::int32_t>(known.size()) - 1);
            code.push_back(each.codes[level]);
            rows.push_back(each.rows[level]);
            estimate.push_back(each.estimate[level]);
        }
    }
    return Table({Column::dictionary("effect", effect, known), Column::int32("code", code),
                  Column::float64("rows", rows), Column::float64("estimate", estimate)});
}

}  // namespace maatstaf

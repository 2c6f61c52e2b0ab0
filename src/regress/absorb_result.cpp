// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/absorb.hpp"
#include "regress/intervals.hpp"

namespace maatstaf {

Eigen::VectorXd AbsorbResult::standard_errors() const { return covariance.diagonal().cwiseSqrt(); }

Table AbsorbResult::table() const {
    const auto df = Eigen::VectorXd::Constant(coefficients.size(), degrees_of_freedom);
    return detail::estimate_table("term", names, coefficients, standard_errors(), df, options.confidence);
}

std::string AbsorbedLevels::label(std::size_t level) const {
    return labels.empty() ? std::to_string(codes[level]) : labels[level];
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

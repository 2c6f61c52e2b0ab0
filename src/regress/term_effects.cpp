// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/regress/design.hpp"
#include "regress/design_cells.hpp"
#include "regress/rows.hpp"
#include "regress/scores.hpp"

namespace maatstaf {
namespace {

/// Cells of the rows, or of their one average, with the offsets that belong to them.
struct Where {
    detail::DesignCells cells;
    DesignMatrix::Rows x;
    std::vector<double> offset, exposure;
    RegressionData data;

    Where(const Design& design, const Table& table, const RegressionData& given, EffectAt at)
        : cells(detail::read_cells(table, design.variables(), design.options().missing).cells) {
        const auto n = static_cast<std::ptrdiff_t>(cells.rows);
        if (n < 1) throw DataError(messages::regress_no_rows);
        for (const auto& [name, size] :
             {std::pair{"offset", given.offset.size()}, std::pair{"exposure", given.exposure.size()},
              std::pair{"frequency_weights", given.frequency_weights.size()}})
            if (size > 0) detail::need_one_per_row(name, size, n);
        data.offset = given.offset;
        data.exposure = given.exposure;
        data.frequency_weights = given.frequency_weights;
        if (at == EffectAt::means) {
            const auto mean = [&](std::span<const double> values) {
                double sum = 0.0, weight = 0.0;
                for (std::size_t i = 0; i < values.size(); ++i) {
                    const double own = given.frequency_weights.empty() ? 1.0 : given.frequency_weights[i];
                    sum += own * values[i];
                    weight += own;
                }
                return sum / weight;
            };
            if (!given.offset.empty()) offset = {mean(given.offset)};
            if (!given.exposure.empty()) exposure = {mean(given.exposure)};
            cells = detail::average_cells(cells, design.variables(), given.frequency_weights);
            data.offset = offset;
            data.exposure = exposure;
            data.frequency_weights = {};
        }
        x = detail::fill_columns(design.columns(), cells);
        data.x = x;
    }

    DesignMatrix::Rows with(const Design& design, std::size_t variable, std::int32_t level, double value) const {
        detail::DesignCells set = cells;
        detail::set_cells(set, variable, level, value);
        return detail::fill_columns(design.columns(), set);
    }
    MarginResult mean(const Design& design, const GlmResult& fit, const std::string& label, std::size_t variable,
                      std::int32_t level, double value, const Inference& inference) const {
        const DesignMatrix::Rows set = with(design, variable, level, value);
        return standardised_means(fit, data, {{label, set, {}}}, inference);
    }
};

}  // namespace

MarginResult term_effects(const Design& design, const Table& table, const GlmResult& fit, const RegressionData& data,
                          EffectAt at, const std::vector<std::string>& only, const Inference& inference) {
    for (const std::string& each : only) design.variable(each);
    const Where where(design, table, data, at);
    std::vector<MarginResult> parts;
    for (std::size_t v = 0; v < design.variables().size(); ++v) {
        const DesignVariable& variable = design.variables()[v];
        if (!only.empty() && std::ranges::find(only, variable.name) == only.end()) continue;
        if (!variable.categorical) {
            const DesignMatrix::Rows change =
                detail::fill_derivative(design.columns(), where.cells, static_cast<std::int32_t>(v));
            parts.push_back(average_slopes(fit, where.data, {{variable.name, change}}, inference));
            continue;
        }
        std::vector<MarginResult> means;
        for (std::size_t k = 0; k < variable.levels.size(); ++k)
            means.push_back(where.mean(design, fit, variable.name + "[" + variable.levels[k] + "]", v,
                                       static_cast<std::int32_t>(k), 0.0, inference));
        parts.push_back(differences(fit, joined(fit, means, inference), variable.reference, inference));
    }
    return joined(fit, parts, inference);
}

MarginResult standardised(const Design& design, const Table& table, const GlmResult& fit, const RegressionData& data,
                          std::string_view variable, const std::vector<double>& values, const Inference& inference) {
    const Where where(design, table, data, EffectAt::rows);
    const std::size_t v = detail::find_variable(design.variables(), variable);
    const DesignVariable& chosen = design.variables()[v];
    std::vector<MarginResult> means;
    if (chosen.categorical) {
        for (std::size_t k = 0; k < chosen.levels.size(); ++k)
            means.push_back(where.mean(design, fit, chosen.levels[k], v, static_cast<std::int32_t>(k), 0.0, inference));
    } else {
        if (values.empty()) throw ArgumentError(messages::design_no_values, {{"column", chosen.name}});
        for (const double each : values)
            means.push_back(where.mean(design, fit, to_text(each), v, -1, each, inference));
    }
    return joined(fit, means, inference);
}

}  // namespace maatstaf

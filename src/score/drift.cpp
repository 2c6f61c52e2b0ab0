// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/drift.hpp"

#include <cmath>

#include "maatstaf/score/counts.hpp"
#include "score/inputs.hpp"
#include "score/table_text.hpp"

namespace maatstaf {

DriftResult drift(const ScoreModel& model, const Panel& given) {
    const Panel panel = read_counts(model.framework().framework(), given);
    detail::check_spelling(panel, model.framework().framework(), model.indicators());
    DriftResult result;
    result.restricted = panel.restricted();
    for (const auto& indicator : model.indicators()) {
        const Normaliser& rule = indicator.normaliser;
        double low = rule.reference.min, high = rule.reference.max;
        if (rule.method == NormaliseMethod::goalposts) {
            low = model.framework().framework().indicator(indicator.id).goalpost_low;
            high = model.framework().framework().indicator(indicator.id).goalpost_high;
        }
        for (std::size_t p = 0; p < panel.periods().size(); ++p) {
            const auto input = detail::bind_input(panel, indicator, static_cast<std::int32_t>(p));
            if (!input.there) break;
            DriftRow row;
            row.indicator = indicator.id;
            row.period = panel.periods()[p].text();
            const ReferenceStatistics now = reference_statistics(input.value);
            double below = 0.0, above = 0.0;
            for (const double value : input.value) {
                if (value < low) ++below;
                if (value > high) ++above;
            }
            row.n = now.n;
            row.below = std::isnan(low) ? low : below / now.n;
            row.above = std::isnan(high) ? high : above / now.n;
            row.mean = now.mean;
            row.shift = (now.mean - rule.reference.mean) / rule.reference.sd;
            row.spread_ratio = now.sd / rule.reference.sd;
            if (std::isinf(row.shift)) row.shift = std::numeric_limits<double>::quiet_NaN();
            if (std::isinf(row.spread_ratio)) row.spread_ratio = std::numeric_limits<double>::quiet_NaN();
            result.rows.push_back(std::move(row));
        }
    }
    return result;
}

Table to_table(const DriftResult& result) {
    detail::Texts indicator("indicator"), period("period");
    for (const auto& row : result.rows) {
        indicator.add(row.indicator);
        period.add(row.period);
    }
    const auto& rows = result.rows;
    using Row = DriftRow;
    return Table({indicator.column(), period.column(), detail::numbers("n", rows, &Row::n),
                  detail::numbers("below", rows, &Row::below), detail::numbers("above", rows, &Row::above),
                  detail::numbers("outside", rows, [](const Row& row) { return row.below + row.above; }),
                  detail::numbers("mean", rows, &Row::mean), detail::numbers("shift", rows, &Row::shift),
                  detail::numbers("spread_ratio", rows, &Row::spread_ratio)},
                 result.restricted);
}

}  // namespace maatstaf

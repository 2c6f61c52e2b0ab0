// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/change.hpp"

#include <cmath>

#include "maatstaf/core/text.hpp"
#include "score/interval.hpp"
#include "score/table_text.hpp"

namespace maatstaf {

ChangeResult score_change(const ScoreResult& result, const Period& earlier, const Period& later,
                          const ChangeOptions& options) {
    detail::check_confidence(options.confidence);
    const std::int32_t from = result.find_period(earlier), to = result.find_period(later);
    const std::int32_t reference = options.reference_unit.empty() ? -1 : result.find_unit(options.reference_unit);
    ChangeResult out{earlier, later, {}, {}, result.restricted()};
    const auto items = static_cast<std::int32_t>(result.items().size());
    const auto value_change = [&](std::int32_t item, std::int32_t unit) {
        const auto at = static_cast<std::size_t>(unit);
        return result.value(item, to)[at] - result.value(item, from)[at];
    };
    bool any_margin = false;
    for (std::int32_t u = 0; u < static_cast<std::int32_t>(result.units().size()); ++u) {
        for (std::int32_t i = 0; i < items; ++i) {
            const ScoreCell before = result.cell(i, u, from), after = result.cell(i, u, to);
            ChangeRow row;
            row.unit = result.units()[static_cast<std::size_t>(u)].id;
            row.item = result.item(i).id;
            row.view = result.item(i).view;
            row.from = before.estimate.value;
            row.to = after.estimate.value;
            const double se = std::hypot(before.estimate.se, after.estimate.se);
            row.change = detail::normal_estimate(row.to - row.from, se, options.confidence);
            row.change.n = std::fmin(before.estimate.n, after.estimate.n);
            if (reference >= 0) {
                row.reference = value_change(i, reference);
                row.against_reference = row.change.value - row.reference;
            }
            if (!std::isnan(row.change.value)) {
                any_margin = any_margin || !std::isnan(se);
                if (std::isnan(se)) row.caveats.push_back({Message::no_change_margin, {}});
                if (std::fabs(before.coverage - after.coverage) > 1e-9)
                    row.caveats.push_back({Message::coverage_changed, {{"earlier", to_fixed(before.coverage, 2)},
                                                                       {"later", to_fixed(after.coverage, 2)}}});
            }
            out.rows.push_back(std::move(row));
        }
    }
    if (any_margin) out.caveats.push_back({Message::periods_independent, {}});
    return out;
}

Table to_table(const ChangeResult& result, Language language) {
    detail::Texts unit("unit"), item("item"), view("view"), caveat("caveat");
    std::vector<double> from, to, change, se, low, high, reference, against;
    for (const auto& row : result.rows) {
        unit.add(row.unit);
        item.add(row.item);
        view.add(to_name(row.view));
        caveat.add(detail::sentences(row.caveats, language));
        from.push_back(row.from);
        to.push_back(row.to);
        change.push_back(row.change.value);
        se.push_back(row.change.se);
        low.push_back(row.change.low);
        high.push_back(row.change.high);
        reference.push_back(row.reference);
        against.push_back(row.against_reference);
    }
    return Table({unit.column(), item.column(), view.column(), Column::float64("from", from), Column::float64("to", to),
                  Column::float64("change", change), Column::float64("se", se), Column::float64("low", low),
                  Column::float64("high", high), Column::float64("reference", reference),
                  Column::float64("against_reference", against), caveat.column()},
                 result.restricted);
}

}  // namespace maatstaf

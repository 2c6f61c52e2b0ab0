// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/change.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/text.hpp"
#include "core/check.hpp"
#include "maatstaf/core/special.hpp"
#include "score/numbers.hpp"
#include "score/table_text.hpp"

namespace maatstaf {
namespace {

/// A score or difference, and how far the ends of its interval lie below and above it.
struct Known {
    double value, se, below, above;
    bool is_plain;   ///< the interval is value +- z se, or unknown
};

/// What can be said of scores and their differences at one confidence.
class Confidence {
public:
    Confidence(double confidence, double of_result) : z_(quantile(confidence)), of_result_(quantile(of_result)) {}

    /// A score as it is. An interval of another confidence is brought to this one by the ratio of normal quantiles.
    Known score(const Estimate& score) const {
        const double reach = of_result_ * score.se, stretch = z_ / of_result_;
        const bool bare = std::isnan(score.low) || std::isnan(score.high);
        if (bare || (score.low == score.value - reach && score.high == score.value + reach))
            return {score.value, score.se, z_ * score.se, z_ * score.se, true};
        return {score.value, score.se, stretch * (score.value - score.low), stretch * (score.high - score.value),
                false};
    }

    /// What moved from `before` to `after`. The distances of the ends add up in squares, the lower end of one with the
    /// upper end of the other (variance estimates recovery): a longer side stays longer.
    Known difference(const Known& after, const Known& before) const {
        const double value = after.value - before.value, se = std::hypot(after.se, before.se);
        if (after.is_plain && before.is_plain) return {value, se, z_ * se, z_ * se, true};
        return {value, se, std::hypot(after.below, before.above), std::hypot(after.above, before.below), false};
    }

private:
    static double quantile(double confidence) { return special::normal_quantile(0.5 + confidence / 2.0); }
    double z_, of_result_;
};

}  // namespace

ChangeResult score_change(const ScoreResult& result, const Period& earlier, const Period& later,
                          const ChangeOptions& options) {
    detail::need_confidence(options.confidence);
    if (earlier.frequency() != later.frequency())
        throw ArgumentError(messages::period_frequency, {{"period", later.text()},
                                                        {"got", std::string(to_name(later.frequency()))},
                                                        {"wanted", std::string(to_name(earlier.frequency()))}});
    if (!(earlier < later))
        throw ArgumentError(messages::periods_not_in_order, {{"earlier", earlier.text()}, {"later", later.text()}});
    const std::int32_t from = result.find_period(earlier), to = result.find_period(later);
    const std::int32_t reference = options.reference_unit.empty() ? -1 : result.find_unit(options.reference_unit);
    ChangeResult out{earlier, later, {}, {}, result.restricted()};
    const auto items = static_cast<std::int32_t>(result.items().size());
    const Confidence sure(options.confidence, result.options().confidence);
    const auto moved = [&](const ScoreCell& before, const ScoreCell& after) {
        return sure.difference(sure.score(after.estimate), sure.score(before.estimate));
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
            row.from_status = before.status;
            row.to_status = after.status;
            row.status = std::max(before.status, after.status);
            const Known own = moved(before, after);
            row.change = {own.value, own.se, own.value - own.below, own.value + own.above,
                          std::fmin(before.estimate.n, after.estimate.n)};
            const double se = row.change.se;
            if (reference >= 0) {
                const Known background = moved(result.cell(i, reference, from), result.cell(i, reference, to));
                row.reference = background.value;
                const Known against = sure.difference(own, background);
                row.against_reference = against.value;
                if (u != reference) {
                    row.against_se = against.se;
                    row.against_low = against.value - against.below;
                    row.against_high = against.value + against.above;
                }
                if (&result.model_of(u) != &result.model_of(reference) && !result.item(i).children.empty())
                    row.caveats.push_back({messages::reference_has_other_weights, {{"unit", options.reference_unit}}});
            }
            if (!std::isnan(row.change.value)) {
                any_margin = any_margin || !std::isnan(se);
                if (std::isnan(se)) row.caveats.push_back({messages::no_change_margin, {}});
                if (std::fabs(before.coverage - after.coverage) > 1e-9)
                    row.caveats.push_back({messages::coverage_changed, {{"earlier", to_fixed(before.coverage, 2)},
                                                                       {"later", to_fixed(after.coverage, 2)}}});
            }
            out.rows.push_back(std::move(row));
        }
    }
    if (any_margin) out.caveats.push_back({messages::periods_independent, {}});
    return out;
}

Table to_table(const ChangeResult& result, Language language) {
    detail::Texts unit("unit"), item("item"), view("view"), caveat("caveat");
    for (const auto& row : result.rows) {
        unit.add(row.unit);
        item.add(row.item);
        view.add(to_name(row.view));
        caveat.add(detail::sentences(row.caveats, language));
    }
    const auto& rows = result.rows;
    const auto margin = [&](const char* name, double Estimate::*part) {
        return detail::numbers(name, rows, [part](const ChangeRow& row) { return row.change.*part; });
    };
    using Row = ChangeRow;
    return Table({unit.column(), item.column(), view.column(),
                  detail::numbers("from", rows, &Row::from, detail::statuses(rows, &Row::from_status)),
                  detail::numbers("to", rows, &Row::to, detail::statuses(rows, &Row::to_status)),
                  detail::numbers(
                      "change", rows, [](const Row& row) { return row.change.value; },
                      detail::statuses(rows, &Row::status)),
                  margin("se", &Estimate::se), margin("low", &Estimate::low), margin("high", &Estimate::high),
                  detail::numbers("reference", rows, &Row::reference),
                  detail::numbers("against_reference", rows, &Row::against_reference),
                  detail::numbers("against_se", rows, &Row::against_se),
                  detail::numbers("against_low", rows, &Row::against_low),
                  detail::numbers("against_high", rows, &Row::against_high), caveat.column()},
                 result.restricted);
}

}  // namespace maatstaf

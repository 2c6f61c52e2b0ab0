// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/survey.hpp"
#include "measure/measure_rows.hpp"
#include "measure/share_limits.hpp"

namespace maatstaf {
namespace {

void refuse_value(const char* argument, std::size_t row, double got, const std::string& range) {
    throw DataError(messages::measure_off_scale, {{"argument", argument},
                                                  {"row", std::to_string(row + 1)},
                                                  {"got", to_text(got)},
                                                  {"range", range}});
}

}  // namespace

MeasureResult satisfaction_beside_effect(std::span<const double> answer, std::span<const double> attained,
                                         const SurveyOptions& options) {
    detail::need_confidence(options.confidence);
    if (options.scale < 2 || options.scale > 11) throw detail::out_of_range("scale", "2 .. 11", options.scale);
    if (options.top < 1 || options.top >= options.scale)
        throw detail::out_of_range("top", "1 .. " + std::to_string(options.scale - 1), options.top);
    detail::need_length("attained", attained.size(), answer.size());
    std::vector<detail::ShareRow> satisfied{}, ceiling{}, reached{};
    const auto width = static_cast<std::size_t>(options.scale);
    std::vector<double> of_reached(width, 0.0), of_others(width, 0.0);
    double both = 0.0;
    for (std::size_t row = 0; row < answer.size(); ++row) {
        const double x = answer[row], y = attained[row];
        if (!std::isnan(x) && !(x >= 1.0 && x <= options.scale && x == std::floor(x)))
            refuse_value("answer", row, x, "1 .. " + std::to_string(options.scale));
        if (!std::isnan(y) && y != 0.0 && y != 1.0) refuse_value("attained", row, y, "0, 1");
        const auto who = static_cast<std::int32_t>(row);
        const auto yes = [&](bool says) { return std::isnan(x) ? detail::not_known : (says ? 1.0 : 0.0); };
        satisfied.push_back(detail::share_row(yes(x > options.scale - options.top), who));
        ceiling.push_back(detail::share_row(yes(x == options.scale), who));
        reached.push_back(detail::share_row(y, who));
        if (std::isnan(x) || std::isnan(y)) continue;
        (y == 1.0 ? of_reached : of_others)[static_cast<std::size_t>(x) - 1] += 1.0;
        both += y;
    }
    const double level[] = {options.confidence};
    detail::MeasureRows rows(level, detail::share_columns);
    for (const auto* each : {&satisfied, &ceiling, &reached}) {
        const auto cells = detail::share_of(*each, level);
        rows.add(cells.value, cells.limits, cells.n, cells.more(), "wilson", cells.reason, cells.number());
    }
    detail::ShareCells chance{};
    double pairs = 0.0;
    for (std::size_t at = 0; at < width; ++at) pairs += of_reached[at] + of_others[at];
    chance.n = pairs;
    chance.count = detail::not_known;
    chance.clusters = pairs;
    chance.left_out = static_cast<double>(answer.size()) - pairs;
    chance.limits.assign(1, Limits{});
    if (both == 0.0 || both == pairs) {
        chance.reason = EmptyReason::no_spread;
    } else {
        const Estimate made = superiority(of_reached, of_others, options.confidence);
        chance.value = made.value;
        chance.se = made.se;
        chance.limits[0] = {made.low, made.high};
    }
    rows.add(chance.value, chance.limits, chance.n, chance.more(), "delong", chance.reason, chance.number());
    const std::vector<std::string> names{"satisfied", "ceiling", "attained", "superiority"};
    return std::move(rows).with_keys(Table({Column::string("measure", names)}, true));
}

}  // namespace maatstaf

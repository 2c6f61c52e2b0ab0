// SPDX-License-Identifier: Apache-2.0
#include "score/inputs.hpp"

#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/framework/validate.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {
namespace {

/// Divides by the panel's own denominator column, which counts as known without error.
void divide(Input& input, const Cells& by, const Panel& panel, const ScoreIndicator& indicator, std::int32_t period) {
    const std::size_t units = input.value.size();
    input.own_value.assign(units, nan);
    input.own_status.assign(input.status.begin(), input.status.end());
    if (!input.se.empty()) input.own_se.assign(units, nan);
    for (std::size_t u = 0; u < units; ++u) {
        if (input.own_status[u] != Status::observed) continue;
        if (by.status[u] != Status::observed) {
            input.own_status[u] = by.status[u];
            continue;
        }
        if (!(by.value[u] > 0.0))
            throw DataError(messages::denominator_not_positive,
                            {{"denominator", indicator.denominator},
                             {"indicator", indicator.id},
                             {"got", to_text(by.value[u])},
                             {"unit", panel.units()[u].id},
                             {"period", panel.periods()[period].text()}});
        input.own_value[u] = indicator.factor * input.value[u] / by.value[u];
        if (!input.se.empty()) input.own_se[u] = indicator.factor * input.se[u] / by.value[u];
    }
    input.value = input.own_value;
    input.status = input.own_status;
    input.se = input.own_se;
    // Numerator and denominator of the cells themselves say nothing about this ratio.
    input.numerator = input.denominator = {};
}

}  // namespace

double Input::people(std::size_t unit) const noexcept {
    if (!n.empty() && !std::isnan(n[unit])) return n[unit];
    return scale == Scale::proportion && !denominator.empty() ? denominator[unit] : nan;
}

ScoreIndicator scored_as(const Indicator& indicator) {
    ScoreIndicator scored;
    scored.id = indicator.id;
    scored.denominator = indicator.denominator;
    // Without a denominator of the framework the panel's own factor has been used already.
    if (!indicator.denominator.empty()) scored.factor = ratio_factor(indicator);
    return scored;
}

double standing_target(const Indicator& indicator, std::string_view area) {
    for (const auto& target : indicator.targets)
        if (target.area == area && target.period.empty()) return target.value;
    return nan;
}

Input bind_input(const Panel& panel, const ScoreIndicator& indicator, std::int32_t period) {
    Input input;
    if (!panel.has_indicator(indicator.id)) return input;
    if (!indicator.denominator.empty() && !panel.has_indicator(indicator.denominator)) return input;
    input.there = true;
    const std::int32_t position = panel.indicator(indicator.id);
    const Cells cells = panel.cells(position, period);
    input.value = cells.value;
    input.status = cells.status;
    input.se = cells.se;
    input.n = cells.n;
    input.numerator = cells.numerator;
    input.denominator = cells.denominator;
    input.scale = panel.indicators()[position].scale.value_or(Scale::mean);
    input.factor = panel.indicators()[position].factor;
    if (!indicator.denominator.empty())
        divide(input, panel.cells(panel.indicator(indicator.denominator), period), panel, indicator, period);
    return input;
}

void need_valid(const Framework& framework) {
    std::size_t count = 0;
    Finding first;
    for (auto& finding : validate(framework)) {
        if (finding.severity != Severity::error) continue;
        if (count++ == 0) first = std::move(finding);
    }
    if (count == 0) return;
    throw DataError(messages::framework_not_valid, {{"count", std::to_string(count)},
                                                   {"item", first.item},
                                                   {"finding.en", first.text(Language::english)},
                                                   {"finding.nl", first.text(Language::dutch)}});
}

void check_spelling(const Panel& panel, const Framework& framework, std::span<const ScoreIndicator> indicators) {
    std::vector<std::string> strangers;
    for (const auto& each : panel.indicators()) {
        bool known = framework.has(each.id);
        for (const auto& indicator : indicators) known = known || indicator.denominator == each.id;
        if (!known) strangers.push_back(each.id);
    }
    const auto check = [&](const std::string& id) {
        if (id.empty() || panel.has_indicator(id)) return;
        const std::string near = nearest(id, strangers);
        if (!near.empty()) throw DataError(messages::indicator_misspelt, {{"indicator", id}, {"nearest", near}});
    };
    for (const auto& indicator : indicators) {
        check(indicator.id);
        check(indicator.denominator);
    }
}

}  // namespace maatstaf::detail

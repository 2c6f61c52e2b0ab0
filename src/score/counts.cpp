// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/counts.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/panel/merge.hpp"
#include "score/inputs.hpp"

namespace maatstaf {
namespace {

bool has_counts(const Panel& panel, std::int32_t indicator) {
    for (std::size_t period = 0; period < panel.periods().size(); ++period)
        if (!panel.cells(indicator, static_cast<std::int32_t>(period)).numerator.empty()) return true;
    return false;
}

/// What a ratio is multiplied by for its unit: 100 for "%" and its words, 1000 for "per 1,000" (or "per 1.000
/// inwoners"), for powers of ten from 100 on; 1 for any other unit.
double factor_of_unit(std::string_view unit) {
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    for (const std::string_view hundredths : {"%", "procent", "percent", "pct", "Procent", "Percent"})
        if (unit.starts_with(hundredths)) return 100.0;
    for (const std::string_view thousandths : {"\u2030", "promille", "Promille"})
        if (unit.starts_with(thousandths)) return 1000.0;
    constexpr std::string_view per = "per ";
    const auto at = unit.find(per);
    std::string digits;
    for (auto rest = at == unit.npos ? std::string_view() : unit.substr(at + per.size()); !rest.empty();) {
        const auto is_digit = [&](std::size_t i) { return i < rest.size() && rest[i] >= '0' && rest[i] <= '9'; };
        const bool separates = !digits.empty() && std::string_view(",. '").find(rest[0]) != std::string_view::npos &&
                               is_digit(1) && is_digit(2) && is_digit(3) && !is_digit(4);
        if (is_digit(0)) digits += rest[0];
        else if (!separates) break;
        rest.remove_prefix(1);
    }
    const bool is_power_of_ten = digits.size() > 2 && digits.size() < 10 && digits[0] == '1' &&
                                 digits.find_first_not_of('0', 1) == std::string::npos;
    return is_power_of_ten ? std::pow(10.0, static_cast<double>(digits.size() - 1)) : 1.0;
}

}  // namespace

Panel read_counts(const Framework& framework, const Panel& panel) {
    std::vector<PanelIndicator> better;
    for (const Indicator& known : framework.data().indicators) {
        const bool from_counts = known.scale == Scale::proportion || known.scale == Scale::rate;
        if (!from_counts || !known.denominator.empty() || !panel.has_indicator(known.id)) continue;
        const std::int32_t position = panel.indicator(known.id);
        PanelIndicator own = panel.indicators()[static_cast<std::size_t>(position)];
        if (own.scale || !has_counts(panel, position)) continue;
        own.scale = known.scale;
        if (own.factor == 1.0) own.factor = detail::ratio_factor(known);
        if (own.unit.empty()) own.unit = known.unit;
        better.push_back(std::move(own));
    }
    return better.empty() ? panel : rescale_indicators(panel, better);
}

namespace detail {

double ratio_factor(const Indicator& indicator) {
    return indicator.factor == 1.0 ? factor_of_unit(indicator.unit) : indicator.factor;
}

std::optional<Caveat> factor_doubt(const Panel& panel, const Indicator& indicator) {
    if (!indicator.denominator.empty() || !panel.has_indicator(indicator.id)) return std::nullopt;
    const std::int32_t position = panel.indicator(indicator.id);
    const double got = panel.indicators()[static_cast<std::size_t>(position)].factor;
    const double expected = ratio_factor(indicator);
    if (expected == 1.0 || got == expected || !has_counts(panel, position)) return std::nullopt;
    return Caveat{messages::factor_not_of_framework, {{"indicator", indicator.id},
                                                      {"got", to_text(got)},
                                                      {"unit", indicator.unit},
                                                      {"expected", to_text(expected)}}};
}

bool look_like_shares(const Panel& panel, const Indicator& indicator) {
    if (!indicator.denominator.empty() || !panel.has_indicator(indicator.id)) return false;
    const std::int32_t position = panel.indicator(indicator.id);
    const double expected = ratio_factor(indicator);
    // Counts were multiplied by the factor of the panel, whatever their unit is called.
    const bool counted = has_counts(panel, position);
    const PanelIndicator& own = panel.indicators()[static_cast<std::size_t>(position)];
    if (counted && own.factor != 1.0) return false;
    if (expected != 100.0 && !(counted && expected == 1.0 && own.scale == Scale::proportion)) return false;
    bool above_zero = false;
    for (std::size_t period = 0; period < panel.periods().size(); ++period)
        for (const double value : panel.cells(position, static_cast<std::int32_t>(period)).value) {
            if (value > 1.0 || value < 0.0) return false;
            above_zero = above_zero || value > 0.0;
        }
    return above_zero;
}

}  // namespace detail
}  // namespace maatstaf

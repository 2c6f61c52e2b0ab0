// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/profile.hpp"

namespace maatstaf {
namespace {

/// Three digits that count, with the decimal mark of the language; whole numbers without decimals.
std::string shown(double value, Language language) {
    const double size = std::fabs(value);
    const int decimals = value == std::round(value) || size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 0.1 ? 2 : 3;
    return to_fixed(value, decimals, language == Language::dutch ? ',' : '.');
}

/// People or euros: without decimals, but for small expectations.
std::string amount_shown(double value, Language language) {
    if (std::fabs(value) >= 10.0 || value == std::round(value)) return to_fixed(value, 0);
    return to_fixed(value, 1, language == Language::dutch ? ',' : '.');
}

/// A ratio: always two decimals, so that 1 reads as 1.00.
std::string ratio_shown(double value, Language language) {
    return to_fixed(value, 2, language == Language::dutch ? ',' : '.');
}

/// A difference per 1000, with its sign.
std::string signed_shown(double value, Language language) {
    const std::string text = to_fixed(value, 1, language == Language::dutch ? ',' : '.');
    return (value > 0.0 && text.find_first_of("123456789") != std::string::npos ? "+" : "") + text;
}

}  // namespace

Table RiskProfile::table() const {
    std::vector<std::string> part, factor, level_here;
    std::vector<double> value, reference, ratio, low, high, difference_in_rate;
    const double unknown = std::nan("");
    for (const FactorPart& each : factors) {
        part.emplace_back("factor");
        factor.push_back(each.factor);
        level_here.push_back(each.level);
        value.push_back(each.level.empty() ? each.value : unknown);
        reference.push_back(each.level.empty() ? each.reference : unknown);
        ratio.push_back(each.ratio.value);
        low.push_back(each.ratio.low);
        high.push_back(each.ratio.high);
        difference_in_rate.push_back(each.rate);
    }
    const auto add = [&](const char* name, double rate_here, const Estimate& times) {
        part.emplace_back(name);
        factor.emplace_back();
        level_here.emplace_back();
        value.push_back(unknown);
        reference.push_back(unknown);
        ratio.push_back(times.value);
        low.push_back(times.low);
        high.push_back(times.high);
        difference_in_rate.push_back(rate_here);
    };
    add("composition", composition, level);
    add("practice", practice, {});
    add("noise", noise, {});
    add("difference", difference, {});
    return Table({Column::string("part", part), Column::string("factor", factor),
                  Column::string("level", level_here),
                  Column::float64("value", std::move(value)), Column::float64("reference", std::move(reference)),
                  Column::float64("ratio", std::move(ratio)), Column::float64("low", std::move(low)),
                  Column::float64("high", std::move(high)), Column::float64("rate", std::move(difference_in_rate))});
}

std::vector<std::string> RiskProfile::sentences(Language language) const {
    const auto text = [&](double number) { return shown(number, language); };
    const auto times = [&](double number) { return ratio_shown(number, language); };
    const auto per_1000 = [&](double rate_here) { return signed_shown(1000.0 * rate_here, language); };
    const bool rare = use.probability < 0.01;
    std::vector<std::string> words;
    words.push_back(render(messages::risk_profile_use,
                           {{"unit", unit},
                            {"observed", amount_shown(use.observed, language)},
                            {"expected", amount_shown(use.expected.value, language)},
                            {"low", amount_shown(use.low, language)},
                            {"high", amount_shown(use.high, language)},
                            {"ratio", times(use.ratio.value)}},
                           language));
    const std::string share = rare ? "< 1" : to_fixed(100.0 * use.probability, 0);
    words.push_back(render(messages::risk_profile_chance, {{"probability", share}}, language));
    words.push_back(render(messages::risk_profile_level,
                           {{"ratio", times(level.value)}, {"low", times(level.low)}, {"high", times(level.high)}},
                           language));
    for (const FactorPart& each : factors)
        words.push_back(render(each.level.empty() ? messages::risk_profile_factor : messages::risk_profile_level_of,
                               {{"factor", each.factor},
                                {"value", each.level.empty() ? text(each.value) : each.level},
                                {"reference", text(each.reference)},
                                {"ratio", times(each.ratio.value)},
                                {"low", times(each.ratio.low)},
                                {"high", times(each.ratio.high)}},
                               language));
    words.push_back(render(messages::risk_profile_rest,
                           {{"difference", per_1000(difference)},
                            {"composition", per_1000(composition)},
                            {"practice", per_1000(practice)},
                            {"noise", per_1000(noise)}},
                           language));
    if (rare) words.push_back(render(messages::risk_profile_rare, {}, language));
    words.push_back(render(messages::risk_profile_ask, {}, language));
    for (const Caveat& each : caveats) words.push_back(each.text(language));
    return words;
}

}  // namespace maatstaf

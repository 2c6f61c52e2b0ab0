// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/profile.hpp"

namespace maatstaf {
namespace {

/// Three digits that count, with the decimal mark of the language.
std::string shown(double value, Language language) {
    const double size = std::fabs(value);
    const int decimals = size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 0.1 ? 2 : 3;
    return to_fixed(value, decimals, language == Language::dutch ? ',' : '.');
}

}  // namespace

Table RiskProfile::table() const {
    std::vector<std::string> part, factor;
    std::vector<double> value, reference, ratio, low, high, difference_in_rate;
    const double unknown = std::nan("");
    for (const FactorPart& each : factors) {
        part.emplace_back("factor");
        factor.push_back(each.factor);
        value.push_back(each.value);
        reference.push_back(each.reference);
        ratio.push_back(each.ratio.value);
        low.push_back(each.ratio.low);
        high.push_back(each.ratio.high);
        difference_in_rate.push_back(each.rate);
    }
    const auto add = [&](const char* name, double rate_here, const Estimate& times) {
        part.emplace_back(name);
        factor.emplace_back();
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
                  Column::float64("value", std::move(value)), Column::float64("reference", std::move(reference)),
                  Column::float64("ratio", std::move(ratio)), Column::float64("low", std::move(low)),
                  Column::float64("high", std::move(high)), Column::float64("rate", std::move(difference_in_rate))});
}

std::vector<std::string> RiskProfile::sentences(Language language) const {
    const auto text = [&](double number) { return shown(number, language); };
    std::vector<std::string> words;
    words.push_back(render(messages::risk_profile_use,
                           {{"unit", unit},
                            {"observed", text(use.observed)},
                            {"expected", text(use.expected.value)},
                            {"low", text(use.low)},
                            {"high", text(use.high)},
                            {"ratio", text(use.ratio.value)}},
                           language));
    words.push_back(
        render(messages::risk_profile_chance, {{"probability", text(100.0 * use.probability)}}, language));
    words.push_back(render(messages::risk_profile_level,
                           {{"ratio", text(level.value)}, {"low", text(level.low)}, {"high", text(level.high)}},
                           language));
    for (const FactorPart& each : factors)
        words.push_back(render(messages::risk_profile_factor,
                               {{"factor", each.factor},
                                {"value", text(each.value)},
                                {"reference", text(each.reference)},
                                {"ratio", text(each.ratio.value)},
                                {"low", text(each.ratio.low)},
                                {"high", text(each.ratio.high)}},
                               language));
    words.push_back(render(messages::risk_profile_rest,
                           {{"difference", text(1000.0 * difference)},
                            {"composition", text(1000.0 * composition)},
                            {"practice", text(1000.0 * practice)},
                            {"noise", text(1000.0 * noise)}},
                           language));
    words.push_back(render(messages::risk_profile_ask, {}, language));
    for (const Caveat& each : caveats) words.push_back(each.text(language));
    return words;
}

}  // namespace maatstaf

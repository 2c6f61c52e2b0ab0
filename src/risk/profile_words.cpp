// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/profile.hpp"
#include "risk/euros.hpp"

namespace maatstaf {

namespace detail {

/// Beyond this a figure is not written out: no area has as much.
constexpr double most_shown = 1e12;
std::string beyond(double value) { return value > 0.0 ? "> 10^12" : "< -10^12"; }

std::string euros(double value, Language language) {
    const bool dutch = language == Language::dutch;
    if (std::fabs(value) > most_shown) return beyond(value);
    std::string text = to_fixed(value, std::fabs(value) >= 100.0 || value == std::round(value) ? 0 : 2,
                                dutch ? ',' : '.');
    const auto whole = text.find_first_of(",.") == std::string::npos ? text.size() : text.find_first_of(",.");
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (std::size_t at = whole; at > first + 3;) {
        at -= 3;
        text.insert(at, dutch ? "." : ",");
    }
    return text;
}

}  // namespace detail

namespace {

/// Three digits that count, with the decimal mark of the language; whole numbers without decimals.
std::string shown(double value, Language language) {
    const double size = std::fabs(value);
    if (size > detail::most_shown) return detail::beyond(value);
    const int decimals = value == std::round(value) || size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 0.1 ? 2 : 3;
    return to_fixed(value, decimals, language == Language::dutch ? ',' : '.');
}

/// People or euros: without decimals, but for small expectations.
std::string amount_shown(double value, Language language) {
    if (std::fabs(value) > detail::most_shown) return detail::beyond(value);
    if (std::fabs(value) >= 10.0 || value == std::round(value)) return to_fixed(value, 0);
    return to_fixed(value, 1, language == Language::dutch ? ',' : '.');
}

/// A difference in euros, with its sign.
std::string signed_euros(double value, Language language) {
    const std::string text = detail::euros(value, language);
    return (value > 0.0 && text.find_first_of("123456789") != std::string::npos ? "+" : "") + text;
}

/// The sentences of one kind of outcome.
struct Sentences {
    Message use, level, factor, level_of, joint, rare;
};
constexpr Sentences of_use{messages::risk_profile_use,      messages::risk_profile_level,
                           messages::risk_profile_factor,   messages::risk_profile_level_of,
                           messages::risk_profile_joint,    messages::risk_profile_rare};
constexpr Sentences of_cost{messages::risk_profile_cost,        messages::risk_profile_cost_level,
                            messages::risk_profile_cost_factor, messages::risk_profile_cost_level_of,
                            messages::risk_profile_cost_joint,  messages::risk_profile_cost_rare};

/// A ratio: always two decimals, so that 1 reads as 1.00.
std::string ratio_shown(double value, Language language) {
    if (value > detail::most_shown) return detail::beyond(value);
    return to_fixed(value, 2, language == Language::dutch ? ',' : '.');
}

/// A difference per 1000, with its sign.
std::string signed_shown(double value, Language language) {
    const std::string text = to_fixed(value, 1, language == Language::dutch ? ',' : '.');
    return (value > 0.0 && text.find_first_of("123456789") != std::string::npos ? "+" : "") + text;
}

/// How what traits do not explain is spoken of: under Poisson all of it is chance, by assumption.
Message rest_of_counts(const RiskProfile& profile) {
    if (profile.practice != 0.0 || profile.noise == 0.0) return messages::risk_profile_rest;
    for (const Caveat& each : profile.caveats)
        if (each.message == messages::risk_poisson_asked) return messages::risk_profile_rest_asked;
    return messages::risk_profile_rest_chance;
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
    if (is_amount()) {
        add("rest", rest(), {});
    } else {
        add("practice", practice, {});
        add("noise", noise, {});
    }
    add("difference", difference, {});
    return Table({Column::string("part", part), Column::string("factor", factor),
                  Column::string("level", level_here),
                  Column::float64("value", std::move(value)), Column::float64("reference", std::move(reference)),
                  Column::float64("ratio", std::move(ratio)), Column::float64("low", std::move(low)),
                  Column::float64("high", std::move(high)), Column::float64("rate", std::move(difference_in_rate))});
}

std::vector<std::string> RiskProfile::sentences(Language language) const {
    const auto text = [&](double number) { return shown(number, language); };
    // Without a margin the words about it are left out; a caveat says why.
    const auto times = [&](double number) { return std::isnan(number) ? "" : ratio_shown(number, language); };
    const auto per_1000 = [&](double rate_here) { return signed_shown(1000.0 * rate_here, language); };
    const bool rare = use.probability < 0.01;
    const Sentences& say = is_amount() ? of_cost : of_use;
    // Figures are written for one language, under a name that says which.
    const std::string own = language == Language::dutch ? ".nl" : ".en";
    const auto size = [&](double number) {
        if (std::isnan(number)) return std::string();
        return is_amount() ? detail::euros(number, language) : amount_shown(number, language);
    };
    std::vector<std::string> words;
    words.push_back(render(say.use,
                           {{"unit", unit},
                            {"observed" + own, size(use.observed)},
                            {"expected" + own, size(use.expected.value)},
                            {std::isnan(use.low) ? "low" : "low" + own, size(use.low)},
                            {std::isnan(use.high) ? "high" : "high" + own, size(use.high)},
                            {"ratio", times(use.ratio.value)}},
                           language));
    const std::string share = rare ? "< 1" : to_fixed(100.0 * use.probability, 0);
    if (!std::isnan(use.probability))
        words.push_back(render(messages::risk_profile_chance, {{"probability", share}}, language));
    words.push_back(render(say.level,
                           {{"ratio", times(level.value)}, {"low", times(level.low)}, {"high", times(level.high)}},
                           language));
    for (const FactorPart& each : factors)
        words.push_back(render(!each.level.empty() ? say.level_of : std::isnan(each.value) ? say.joint : say.factor,
                               {{"factor", each.factor},
                                {"value", each.level.empty() ? text(each.value) : each.level},
                                {"reference", text(each.reference)},
                                {"ratio", times(each.ratio.value)},
                                {"low", times(each.ratio.low)},
                                {"high", times(each.ratio.high)}},
                               language));
    if (is_amount())
        words.push_back(render(use.exposure == 1.0 ? messages::risk_profile_cost_rest_itself
                                                   : messages::risk_profile_cost_rest,
                               {{"difference" + own, signed_euros(difference, language)},
                                {"composition" + own, signed_euros(composition, language)},
                                {"rest" + own, signed_euros(rest(), language)}},
                               language));
    else
        words.push_back(render(rest_of_counts(*this),
                               {{"difference", per_1000(difference)},
                                {"composition", per_1000(composition)},
                                {"practice", per_1000(practice)},
                                {"noise", per_1000(noise)}},
                               language));
    if (rare) words.push_back(render(say.rare, {}, language));
    words.push_back(render(messages::risk_profile_ask, {}, language));
    for (const Caveat& each : caveats) words.push_back(each.text(language));
    return words;
}

}  // namespace maatstaf

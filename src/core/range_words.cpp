// SPDX-License-Identifier: Apache-2.0
#include "core/range_words.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace maatstaf::detail {
namespace {

struct Phrase {
    std::string text;
    bool is_condition;   ///< one that holds beside the others, and no alternative to them
};

/// A number with the decimal comma of Dutch.
std::string number_in_words(std::string_view number, Language language) {
    std::string text(number);
    const bool decimal = text.find_first_not_of("-0123456789.") == text.npos;
    if (language == Language::dutch && decimal) std::ranges::replace(text, '.', ',');
    return text;
}

Phrase phrase(std::string_view part, Language language) {
    const bool dutch = language == Language::dutch;
    const auto after = [&](std::size_t count) { return number_in_words(part.substr(count), language); };
    if (part.starts_with(">= ")) return {after(3) + (dutch ? " of meer" : " or more"), true};
    if (part.starts_with("<= ")) return {(dutch ? "hoogstens " : "at most ") + after(3), true};
    if (part.starts_with("> ")) return {(dutch ? "groter dan " : "above ") + after(2), true};
    if (part.starts_with("< ")) return {(dutch ? "kleiner dan " : "below ") + after(2), true};
    if (part.starts_with("!= ")) return {(dutch ? "anders dan " : "other than ") + after(3), true};
    if (part.find(" < ") != part.npos && part.find(" .. ") == part.npos) return {std::string(part), true};
    if (const auto dots = part.find(" .. "); dots != part.npos) {
        const std::string first = number_in_words(part.substr(0, dots), language);
        const std::string_view last = part.substr(dots + 4);
        if (last.starts_with("< "))
            return {first + (dutch ? " tot " : " to below ") + number_in_words(last.substr(2), language), false};
        return {first + (dutch ? " tot en met " : " to ") + number_in_words(last, language), false};
    }
    const std::string_view word = word_for(part, language);
    const bool is_word = !part.empty() && part.find_first_of("0123456789") != 0;
    return {is_word ? std::string(word) : number_in_words(part, language), is_word};
}

}  // namespace

std::string range_in_words(std::string_view range, std::string_view got, Language language) {
    std::vector<Phrase> phrases;
    while (!range.empty()) {
        const auto end = range.find(", ");
        phrases.push_back(phrase(range.substr(0, end), language));
        range.remove_prefix(end == range.npos ? range.size() : end + 2);
    }
    const auto conditions = std::ranges::count(phrases, true, &Phrase::is_condition);
    const bool all = conditions == std::ssize(phrases);
    if (all && (got == "inf" || got == "-inf") && phrases.size() == 1) {
        const Phrase finite = phrase("finite", language);
        if (phrases[0].text != finite.text) phrases.push_back(finite);
    }
    const bool dutch = language == Language::dutch;
    const std::string_view link = all ? (dutch ? " en " : " and ") : conditions == 0 ? (dutch ? " of " : " or ") : ", ";
    std::string text;
    for (const Phrase& each : phrases) text += (text.empty() ? std::string() : std::string(link)) + each.text;
    return text;
}

}  // namespace maatstaf::detail

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

/// A word of words.def with numbers in the place of # and ##.
std::string with_numbers(std::string_view word, Language language, std::string_view first, std::string_view last = {}) {
    std::string text(word_for(word, language));
    const auto put = [&](std::string_view mark, std::string_view number) {
        const auto at = text.find(mark);
        if (at != text.npos) text.replace(at, mark.size(), number_in_words(number, language));
    };
    put("##", last);
    put("#", first);
    return text;
}

Phrase phrase(std::string_view part, Language language) {
    constexpr std::pair<std::string_view, std::string_view> conditions[] = {
        {">= ", "range_from"}, {"<= ", "range_up_to"}, {"> ", "range_above"},
        {"< ", "range_below"}, {"!= ", "range_but"}};
    for (const auto& [sign, word] : conditions)
        if (part.starts_with(sign)) return {with_numbers(word, language, part.substr(sign.size())), true};
    if (const auto dots = part.find(" .. "); dots != part.npos) {
        const std::string_view first = part.substr(0, dots), last = part.substr(dots + 4);
        if (last.starts_with("< ")) return {with_numbers("range_to_below", language, first, last.substr(2)), false};
        return {with_numbers("range_between", language, first, last), false};
    }
    if (part.find(" < ") != part.npos) return {std::string(part), true};
    const bool is_word = !part.empty() && part.find_first_of("-0123456789") != 0;
    return {is_word ? std::string(word_for(part, language)) : number_in_words(part, language), is_word};
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
    std::string_view link = ", ";
    if (all || conditions == 0) link = word_for(all ? "range_and" : "range_or", language);
    std::string text;
    for (const Phrase& each : phrases) text += (text.empty() ? std::string() : std::string(link)) + each.text;
    return text;
}

}  // namespace maatstaf::detail

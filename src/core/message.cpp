// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/message.hpp"

#include <algorithm>
#include <optional>

#include "core/range_words.hpp"
#include "core/utf8.hpp"

namespace maatstaf {
namespace {

constexpr std::size_t longest_value = 200;
constexpr std::string_view ellipsis = "...";

/// Appends `value`, fit for one line of a log: bytes that are not UTF-8 become U+FFFD and control characters blanks, so
/// that a value cannot forge a line or break a decoder, and a long one is cut before a character that does not fit.
void append_value(std::string& out, std::string_view value) {
    const bool cut = value.size() > longest_value;
    const std::size_t room = cut ? longest_value - ellipsis.size() : longest_value;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t length = detail::utf8_length(value, at);
        if (at + std::max<std::size_t>(length, 1) > room) break;
        if (length == 0)
            out += "\xEF\xBF\xBD";
        else if (length == 1 && (static_cast<unsigned char>(value[at]) < 0x20 || value[at] == 0x7F))
            out += ' ';
        else
            out += value.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    if (cut) out += ellipsis;
}

std::optional<std::string_view> find_value(const Parameters& parameters, std::string_view name) {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return std::nullopt;
}

/// Appends the word for each part of `values`, which are divided by ", ".
void append_words(std::string& out, std::string_view values, Language language) {
    for (;;) {
        const auto end = values.find(", ");
        append_value(out, detail::word_for(values.substr(0, end), language));
        if (end == values.npos) return;
        out += ", ";
        values.remove_prefix(end + 2);
    }
}

/// Whether `value` is a plain decimal number, 0.25 or -1.4, which Dutch writes with a comma.
bool is_decimal_number(std::string_view value) noexcept {
    if (value.starts_with('-')) value.remove_prefix(1);
    const auto point = value.find('.');
    const auto is_digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == part.npos;
    };
    return point != value.npos && is_digits(value.substr(0, point)) && is_digits(value.substr(point + 1));
}

std::string with_comma(std::string_view number) {
    std::string out(number);
    out[out.find('.')] = ',';
    return out;
}

/// Fills the placeholders of `words`, which holds no brackets. False when one has no value or an empty one.
bool fill(std::string& out, std::string_view words, const Parameters& parameters, Language language) {
    bool complete = true;
    while (!words.empty()) {
        const auto open = words.find('{');
        out += words.substr(0, open);
        if (open == words.npos) break;
        const auto close = words.find('}', open);
        const bool as_word = words[open + 1] == '~';
        const bool is_quoted = open > 0 && words[open - 1] == '\'';  // an id stays as it was written
        const auto start = open + (as_word ? 2 : 1);
        const std::string_view name = words.substr(start, close - start);
        const auto value = find_value(parameters, name);
        const auto sentence = find_value(parameters, std::string(name) + (language == Language::dutch ? ".nl" : ".en"));
        if (!sentence && (!value || value->empty())) complete = false;
        if (sentence)
            out += *sentence;
        else if (value && as_word && name == "range")
            append_value(out, detail::range_in_words(*value, find_value(parameters, "got").value_or(""), language));
        else if (value && as_word)
            append_words(out, *value, language);
        else if (value && language == Language::dutch && !is_quoted && is_decimal_number(*value))
            append_value(out, with_comma(*value));
        else if (value)
            append_value(out, *value);
        else
            out += '?';
        words.remove_prefix(close + 1);
    }
    return complete;
}

std::string_view words_of(Message message, Language language) noexcept {
    const bool dutch_wanted = language == Language::dutch;
    switch (static_cast<std::int32_t>(message)) {
#define MAATSTAF_MESSAGE(name, code, english, dutch) \
    case code: return dutch_wanted ? std::string_view(dutch) : std::string_view(english);
#include "maatstaf/core/messages/all.def"
#undef MAATSTAF_MESSAGE
    }
    return "?";
}

}  // namespace

std::string_view detail::word_for(std::string_view value, Language language) noexcept {
    const bool dutch_wanted = language == Language::dutch;
#define MAATSTAF_WORD(name, english, dutch) \
    if (value == #name) return dutch_wanted ? std::string_view(dutch) : std::string_view(english);
#include "maatstaf/core/messages/words.def"
#undef MAATSTAF_WORD
    return value;
}

std::string render(Message message, const Parameters& parameters, Language language) {
    std::string_view words = words_of(message, language);
    std::string out;
    while (!words.empty()) {
        const auto open = words.find('[');
        fill(out, words.substr(0, open), parameters, language);
        if (open == words.npos) break;
        const auto close = words.find(']', open);
        std::string optional_part;
        if (fill(optional_part, words.substr(open + 1, close - open - 1), parameters, language)) out += optional_part;
        words.remove_prefix(close + 1);
    }
    return out;
}

std::string_view name_of(Message message) noexcept {
    switch (static_cast<std::int32_t>(message)) {
#define MAATSTAF_MESSAGE(name, code, english, dutch) \
    case code: return #name;
#include "maatstaf/core/messages/all.def"
#undef MAATSTAF_MESSAGE
    }
    return "?";
}

}  // namespace maatstaf

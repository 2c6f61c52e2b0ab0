// SPDX-License-Identifier: Apache-2.0
#include "framework/cell.hpp"

#include <algorithm>

#include "maatstaf/core/messages/framework.hpp"

namespace maatstaf::detail {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

void refuse_cell(const CellPlace& place, std::string_view got, std::string_view expected) {
    throw ArgumentError(messages::table_cell, {{"row", std::to_string(place.row)},
                                              {"column", std::string(place.column)},
                                              {"got", std::string(got)},
                                              {"expected", std::string(expected)}});
}

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool at_end = at == 0 || at + 1 == text.size();
        // A lone "?" stands for a number that is not known, and so needs no care in a text.
        if (c == ';' || c == ':' || c == '\\' || (at_end && is_blank(c))) out += '\\';
        out += c;
    }
    return out;
}

std::vector<std::string_view> split_cell(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    const auto add = [&](std::size_t end) {
        std::size_t from = start;
        while (from < end && is_blank(text[from])) ++from;
        std::size_t to = end;
        while (to > from && is_blank(text[to - 1]) && !(to - 1 > from && text[to - 2] == '\\')) --to;
        parts.push_back(text.substr(from, to - from));
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == separator) {
            add(at);
            start = at + 1;
        }
    }
    add(text.size());
    return parts;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        out += text[at];
    }
    return out;
}

double number_from_cell(std::string_view text, const CellPlace& place) {
    if (const auto number = parse_number(text)) return *number;
    // Spreadsheets in Dutch write a decimal comma.
    if (const auto number = parse_number(text, ',')) return *number;
    refuse_cell(place, text, "number_such_as");
}

bool truth_from_cell(std::string_view text, const CellPlace& place) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const auto yes : {"true", "yes", "ja", "waar", "1"})
        if (lower == yes) return true;
    for (const auto no : {"false", "no", "nee", "onwaar", "0"})
        if (lower == no) return false;
    refuse_cell(place, text, "true, false");
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields_equal.hpp"
#include "maatstaf/core/fields.hpp"

// The text of one value, or of a list of values, in one cell of the flat table.
namespace maatstaf::detail {

template <class T> struct IsList : std::false_type {};
template <class T> struct IsList<std::vector<T>> : std::true_type {};

/// Where a cell stands, for messages.
struct CellPlace {
    std::size_t row = 0;  ///< from 1
    std::string_view column;
};

/// Throws ArgumentError (table_cell).
[[noreturn]] void refuse_cell(const CellPlace& place, std::string_view got, std::string_view expected);

/// `text` with `;`, `:`, `\` and blanks at its ends made safe by a backslash.
std::string escaped(std::string_view text);
/// The parts of `text` between separators that no backslash stands before, without blanks around; backslashes are kept.
std::vector<std::string_view> split_cell(std::string_view text, char separator);
/// `text` without its backslashes.
std::string unescaped(std::string_view text);

double number_from_cell(std::string_view text, const CellPlace& place);
bool truth_from_cell(std::string_view text, const CellPlace& place);

/// One part of an entry.
template <class T>
std::string part_text(const T& value) {
    if constexpr (std::is_same_v<T, std::string>) return escaped(value);
    else if constexpr (NamedEnum<T>) return std::string(to_name(value));
    else return std::isnan(value) ? "?" : to_text(value);
}

template <class T>
void read_part(T& value, std::string_view text, const CellPlace& place) {
    if constexpr (std::is_same_v<T, std::string>)
        value = unescaped(text);
    else if constexpr (NamedEnum<T>)
        value = from_name<T>(text, std::string(place.column) + " (" + std::to_string(place.row) + ")");
    else
        value = text == "?" ? std::numeric_limits<double>::quiet_NaN() : number_from_cell(text, place);
}

/// An entry: the parts of a described struct up to the last that differs from its default, at least the first.
template <class T>
std::string entry_text(const T& entry) {
    if constexpr (Described<T>) {
        const T usual{};
        std::string text, waiting;
        bool first = true;
        for_each_field<T>([&](const auto& each) {
            if (!first) waiting += ':';
            waiting += part_text(entry.*each.member);
            if (first || !fields_equal(entry.*each.member, usual.*each.member)) {
                text += waiting;
                waiting.clear();
            }
            first = false;
        });
        return text;
    } else {
        return part_text(entry);
    }
}

template <class T>
void read_entry(T& entry, std::string_view text, const CellPlace& place) {
    if constexpr (Described<T>) {
        const auto parts = split_cell(text, ':');
        std::size_t at = 0;
        for_each_field<T>([&](const auto& each) {
            if (at < parts.size() && !parts[at].empty()) read_part(entry.*each.member, parts[at], place);
            ++at;
        });
        if (parts.size() > at) {
            std::string form;
            for_each_field<T>([&](const auto& each) { (form += form.empty() ? "" : ":") += each.name; });
            refuse_cell(place, text, form);
        }
    } else {
        read_part(entry, text, place);
    }
}

/// The text of a list, or of one described struct that differs from its default.
template <class T>
std::string cell_text(const T& value) {
    if constexpr (IsList<T>::value) {
        std::string text;
        for (const auto& each : value) (text += text.empty() ? "" : "; ") += entry_text(each);
        return text;
    } else {
        return fields_equal(value, T{}) ? std::string() : entry_text(value);
    }
}

template <class T>
void read_cell(T& value, std::string_view text, const CellPlace& place) {
    if constexpr (IsList<T>::value) {
        for (const auto part : split_cell(text, ';')) {
            typename T::value_type entry{};
            read_entry(entry, part, place);
            value.push_back(std::move(entry));
        }
    } else {
        read_entry(value, text, place);
    }
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf {

/// One member of an options, result or item struct: its public name, where it lives and what it means.
template <class Owner, class Value>
struct Field {
    std::string_view name{};
    Value Owner::*member = nullptr;
    std::string_view meaning{};
    std::uint32_t since = 1;  ///< archive format that it came with; older archives leave the member at its default
};

template <class Owner, class Value>
constexpr Field<Owner, Value> field(std::string_view name, Value Owner::*member, std::string_view meaning,
                                    std::uint32_t since = 1) {
    return {name, member, meaning, since};
}

/// A struct that lists its fields once, as a static member function `fields()` that returns a tuple of `Field`s.
/// Keyword arguments in Python, JSON, archives, repr and tables all derive from that list. An aggregate stays an
/// aggregate.
template <class T>
concept Described = requires { T::fields(); };

/// Calls `visit(field)` for each field of `T`, in order.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, T::fields());
}

/// One value of an enumeration with the name under which people type it.
template <class Enum>
struct EnumName {
    Enum value{};
    std::string_view name{};
};

/// An enumeration with one table of names, found by argument-dependent lookup: `constexpr auto enum_names(Direction)`
/// returns a `std::array<EnumName<Direction>, N>`. The argument is a tag and never looked at.
template <class Enum>
concept NamedEnum = std::is_enum_v<Enum> && requires(Enum tag) { enum_names(tag); };

template <NamedEnum Enum>
constexpr std::string_view to_name(Enum value) noexcept {
    for (const auto& each : enum_names(value))
        if (each.value == value) return each.name;
    return "?";
}

template <NamedEnum Enum>
std::vector<std::string_view> names_of() {
    std::vector<std::string_view> names{};
    for (const auto& each : enum_names(Enum{})) names.push_back(each.name);
    return names;
}

/// The value called `name`. Throws `ArgumentError` (unknown_option) that names `argument`, the nearest valid name and
/// all allowed ones.
template <NamedEnum Enum>
Enum from_name(std::string_view name, std::string_view argument) {
    for (const auto& each : enum_names(Enum{}))
        if (each.name == name) return each.value;
    const auto allowed = names_of<Enum>();
    throw ArgumentError(messages::unknown_option, {{"got", std::string(name)},
                                                  {"argument", std::string(argument)},
                                                  {"nearest", nearest(name, allowed)},
                                                  {"allowed", join(allowed, ", ")}});
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/serialization/nvp.hpp>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"

// What the archives ask of a type: of which kind it is, and how few bytes it can take.

namespace maatstaf::detail {

template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
template <class T> struct IsPair : std::false_type {};
template <class A, class B> struct IsPair<std::pair<A, B>> : std::true_type {};
template <class T> struct IsArray : std::false_type {};
template <class T, std::size_t N> struct IsArray<std::array<T, N>> : std::true_type {};
template <class T> struct IsNvp : std::false_type {};
template <class T> struct IsNvp<boost::serialization::nvp<T>> : std::true_type {};

/// Numbers whose bytes in memory are those in the archive, on a little-endian processor.
template <class T>
concept PlainNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

template <class T>
constexpr std::size_t fewest_bytes();

template <class Owner, class Value>
constexpr std::size_t fewest_bytes_of(const Field<Owner, Value>& each) {
    return each.since > 1 ? 0 : fewest_bytes<Value>();
}

/// The fewest bytes that a value of type T takes in an archive: it bounds the counts that a damaged archive can
/// announce.
template <class T>
constexpr std::size_t fewest_bytes() {
    if constexpr (std::is_same_v<T, bool>) {
        return 1;
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
        return sizeof(T);
    } else if constexpr (std::is_same_v<T, std::string> || IsVector<T>::value) {
        return sizeof(std::uint64_t);
    } else if constexpr (IsPair<T>::value) {
        return fewest_bytes<typename T::first_type>() + fewest_bytes<typename T::second_type>();
    } else if constexpr (IsArray<T>::value) {
        return std::tuple_size_v<T> * fewest_bytes<typename T::value_type>();
    } else if constexpr (std::is_same_v<T, Note>) {
        return sizeof(std::int32_t) + sizeof(std::uint64_t);
    } else if constexpr (Described<T>) {
        return std::apply([](const auto&... each) { return (std::size_t{0} + ... + fewest_bytes_of(each)); },
                          T::fields());
    } else {
        return 1;
    }
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <ranges>
#include <type_traits>
#include <vector>

#include "maatstaf/core/fields.hpp"

namespace maatstaf::detail {

template <class T> struct EqualByParts : std::false_type {};
template <class T> struct EqualByParts<std::vector<T>> : std::true_type {};

/// Whether two values are the same, field by field where they are described. NaN (unknown) equals NaN.
template <class T>
bool fields_equal(const T& a, const T& b) {
    if constexpr (std::is_floating_point_v<T>) {
        return a == b || (std::isnan(a) && std::isnan(b));
    } else if constexpr (EqualByParts<T>::value) {
        return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return fields_equal(x, y); });
    } else if constexpr (std::is_same_v<T, bool> || !Described<T>) {
        return a == b;
    } else {
        bool equal = true;
        for_each_field<T>([&](const auto& each) { equal = equal && fields_equal(a.*each.member, b.*each.member); });
        return equal;
    }
}

}  // namespace maatstaf::detail

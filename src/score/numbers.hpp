// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <limits>

#include "core/numbers.hpp"

namespace maatstaf::detail {

inline constexpr double smallest_normal = std::numeric_limits<double>::min();

/// Eight running values side by side let compilers use vector instructions, while the order of additions stays the same
/// on every machine.
inline constexpr std::size_t lanes = 8;
using Lanes = std::array<double, lanes>;

inline double total(const Lanes& sums) noexcept {
    return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

#include "core/portable_math.hpp"

namespace maatstaf::detail {

inline constexpr double half_step = 1.1102230246251565e-16;  ///< 2^-53

/// A uniform number minus one half: the highest 52 of 64 random bits choose one of the odd multiples of 2^-53 between
/// -1/2 and 1/2. Exact, symmetric, and never at an end.
MAATSTAF_ALWAYS_INLINE double centred_uniform(std::uint64_t bits) noexcept {
    return (std::bit_cast<double>((bits >> 12) | 0x3FF0000000000000u) - 1.5) + half_step;
}

}  // namespace maatstaf::detail

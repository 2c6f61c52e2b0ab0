// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

#include "core/portable_math.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {

/// ln x for finite x; everything below the smallest normal number, zero and negative numbers too, counts as that
/// number.
MAATSTAF_ALWAYS_INLINE double fast_log(double x) noexcept {
    return portable_log(x < smallest_normal ? smallest_normal : x);
}

/// e^x, with x held between -708 and 709: `portable_exp` without its branches, so that loops become vector code.
MAATSTAF_ALWAYS_INLINE double fast_exp(double x) noexcept {
    constexpr double magic = 6755399441055744.0;  // 1.5 x 2^52: adding it rounds to a whole number
    const double inside = x < -708.0 ? -708.0 : (x > 709.0 ? 709.0 : x);
    const double shifted = inside * 1.44269504088896338700 + magic;
    const double k = shifted - magic;
    const double high = inside - k * ln2_high;
    const double low = k * ln2_rest;
    const double r = high - low;
    const double t = r * r;
    const double c = r - t * (1.66666666666666019037e-01 +
                              t * (-2.77777777770155933842e-03 +
                                   t * (6.61375632143793436117e-05 +
                                        t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    const double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(y) + (std::bit_cast<std::uint64_t>(shifted) << 52));
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace maatstaf::detail {

// Logarithm and exponential without branches and tables, so that compilers turn loops over them into vector
// instructions. Within 1 unit in the last place of the true value; the same bits in a loop as alone. After Sun's fdlibm
// (e_log.c, e_exp.c).

/// ln x for finite x; everything below the smallest normal number, zero and negative numbers too, counts as that number.
inline double fast_log(double x) noexcept {
    constexpr std::uint64_t one = 0x3ff0000000000000u, root_half = 0x3fe6a09e667f3bcdu;
    constexpr double smallest = std::numeric_limits<double>::min();
    const std::uint64_t shifted = std::bit_cast<std::uint64_t>(x < smallest ? smallest : x) + (one - root_half);
    // x = 2^k m with m between sqrt(1/2) and sqrt(2); k + 1023 becomes a double by way of its bits.
    const double k = std::bit_cast<double>((shifted >> 52) | 0x4330000000000000u) - (4503599627370496.0 + 1023.0);
    const double m = std::bit_cast<double>((shifted & 0x000fffffffffffffu) + root_half);
    const double f = m - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double w = z * z;
    const double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double odd = z * (6.666666666666735130e-01 +
                            w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const double half = 0.5 * f * f;
    return (s * (half + (even + odd)) + k * 1.90821492927058770002e-10) - half + f + k * 6.93147180369123816490e-01;
}

/// e^x, with x held between -708 and 709.
inline double fast_exp(double x) noexcept {
    constexpr double magic = 6755399441055744.0;  // 1.5 x 2^52: adding it rounds to a whole number
    const double inside = x < -708.0 ? -708.0 : (x > 709.0 ? 709.0 : x);
    const double shifted = inside * 1.44269504088896338700 + magic;
    const double k = shifted - magic;
    const double high = inside - k * 6.93147180369123816490e-01;
    const double low = k * 1.90821492927058770002e-10;
    const double r = high - low;
    const double t = r * r;
    const double c =
        r - t * (1.66666666666666019037e-01 +
                 t * (-2.77777777770155933842e-03 +
                      t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    const double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(y) + (std::bit_cast<std::uint64_t>(shifted) << 52));
}

}  // namespace maatstaf::detail

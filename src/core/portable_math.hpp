// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

#if defined(__GNUC__)
#define MAATSTAF_ALWAYS_INLINE inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define MAATSTAF_ALWAYS_INLINE __forceinline
#else
#define MAATSTAF_ALWAYS_INLINE inline
#endif

// Logarithm and exponential from correctly rounded operations only (+ - * / and bits), so that random numbers are the
// same bits with every C library, and without branches, so that loops over them become vector code. Both follow the
// method of Sun's fdlibm (e_log.c, e_exp.c) and err by less than one unit in the last place.

namespace maatstaf::detail {

inline constexpr double ln2_high = 6.93147180369123816490e-01;  ///< its last 21 bits are zero: times an exponent, exact
inline constexpr double ln2_rest = 1.90821492927058770002e-10;

/// Natural logarithm of a normal (not subnormal) positive number.
MAATSTAF_ALWAYS_INLINE double portable_log(double x) noexcept {
    // x = 2^exponent * (1 + f) with 1 + f between sqrt(1/2) and sqrt(2).
    constexpr std::uint64_t root_half = 0x3FE6A09E00000000u;
    constexpr std::uint64_t fraction = 0x000FFFFFFFFFFFFFu;
    // 1024 is added to the exponent so that it stays positive; it becomes a number by way of the bits of 2^52, for
    // there is no vector conversion from 64-bit integers.
    const std::uint64_t shifted = std::bit_cast<std::uint64_t>(x) + (0x4000000000000000u - root_half);
    const double exponent =
        std::bit_cast<double>((shifted >> 52) | 0x4330000000000000u) - (4503599627370496.0 + 1024.0);
    const double f = std::bit_cast<double>((shifted & fraction) + root_half) - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double w = z * z;
    const double odd = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double even =
        z * (6.666666666666735130e-01 +
             w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const double half_square = 0.5 * f * f;
    return exponent * ln2_high - ((half_square - (s * (half_square + (even + odd)) + exponent * ln2_rest)) - f);
}

/// log(1 + x) for x > -1, also where x is tiny.
inline double portable_log1p(double x) noexcept {
    const double sum = 1.0 + x;
    return portable_log(sum) - ((sum - 1.0) - x) / sum;
}

/// e^x; 0 below the range of normal numbers, infinity above it.
inline double portable_exp(double x) noexcept {
    if (!(x > -708.0)) return x <= -708.0 ? 0.0 : x;
    if (x > 709.7) return std::bit_cast<double>(std::uint64_t{0x7FF0000000000000u});
    // x = k ln 2 + r with |r| <= ln 2 / 2; adding and subtracting 1.5 * 2^52 rounds to the nearest whole number.
    constexpr double to_whole = 6755399441055744.0;
    const double k = (x * 1.44269504088896338700 + to_whole) - to_whole;
    const double high = x - k * ln2_high;
    const double low = k * ln2_rest;
    const double r = high - low;
    const double t = r * r;
    const double c = r - t * (1.66666666666666019037e-01 +
                              t * (-2.77777777770155933842e-03 +
                                   t * (6.61375632143793436117e-05 +
                                        t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    const double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    // 2^k in two factors, for 2^1024 is no number.
    const int whole = static_cast<int>(k);
    const auto power = [](int n) { return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52); };
    return y * power(whole / 2) * power(whole - whole / 2);
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

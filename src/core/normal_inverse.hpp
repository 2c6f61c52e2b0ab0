// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "core/portable_math.hpp"

// Inverse of the normal distribution function: Wichura (1988), "Algorithm AS 241: the percentage points of the normal
// distribution", Applied Statistics 37(3), routine PPND16, in three parts so that a loop over many numbers can run each
// part as vector code. Only correctly rounded operations are used, hence the same bits everywhere.

namespace maatstaf::detail {

inline constexpr double normal_central_width = 0.425;  ///< |p - 0.5| up to here is the central part
inline constexpr double normal_far_root = 5.0;         ///< sqrt(-log p) beyond this is the far tail

/// A quotient of two polynomials of degree 7, given from the highest power down.
MAATSTAF_ALWAYS_INLINE double rational(const double (&p)[8], const double (&q)[8], double x) noexcept {
    const double over = ((((((p[0] * x + p[1]) * x + p[2]) * x + p[3]) * x + p[4]) * x + p[5]) * x + p[6]) * x + p[7];
    const double under = ((((((q[0] * x + q[1]) * x + q[2]) * x + q[3]) * x + q[4]) * x + q[5]) * x + q[6]) * x + q[7];
    return over / under;
}

/// The quantile at 0.5 + q, for |q| <= 0.425.
MAATSTAF_ALWAYS_INLINE double normal_central(double q) noexcept {
    constexpr double over[8] = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
                                45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
                                133.14166789178437745, 3.387132872796366608};
    constexpr double under[8] = {5226.495278852545925,  28729.085735721942674, 39307.89580009271061,
                                 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
                                 42.313330701600911252, 1.0};
    return q * rational(over, under, 0.180625 - q * q);
}

/// Minus the quantile at p for root = sqrt(-log p) from 1.6 to 5.
MAATSTAF_ALWAYS_INLINE double normal_tail(double root) noexcept {
    constexpr double over[8] = {7.7454501427834140764e-4, .0227238449892691845833, .24178072517745061177,
                                1.27045825245236838258,   3.64784832476320460504,  5.7694972214606914055,
                                4.6303378461565452959,    1.42343711074968357734};
    constexpr double under[8] = {1.05075007164441684324e-9, 5.475938084995344946e-4, .0151986665636164571966,
                                 .14810397642748007459,     .68976733498510000455,   1.6763848301838038494,
                                 2.05319162663775882187,    1.0};
    return rational(over, under, root - 1.6);
}

/// Minus the quantile at p for root = sqrt(-log p) above 5.
inline double normal_far_tail(double root) noexcept {
    constexpr double over[8] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, .0012426609473880784386,
                                .026532189526576123093,    .29656057182850489123,     1.7848265399172913358,
                                5.4637849111641143699,     6.6579046435011037772};
    constexpr double under[8] = {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
                                 7.868691311456132591e-4,    .0148753612908506148525,  .13692988092273580531,
                                 .59983220655588793769,      1.0};
    return rational(over, under, root - 5.0);
}

/// The quantile at 0.5 + q for normal numbers 0.5 - |q|.
inline double normal_inverse_centred(double q) noexcept {
    if (std::fabs(q) <= normal_central_width) return normal_central(q);
    const double root = std::sqrt(-portable_log(0.5 - std::fabs(q)));
    const double tail = root <= normal_far_root ? normal_tail(root) : normal_far_tail(root);
    return q < 0 ? -tail : tail;
}

/// The quantile at any p strictly between 0 and 1.
inline double normal_inverse(double p) noexcept {
    const double q = p - 0.5;
    if (std::fabs(q) <= normal_central_width) return normal_central(q);
    const double tail_probability = q < 0 ? p : 1.0 - p;
    // Subnormal probabilities are scaled up into the normal range first.
    constexpr double least_normal = 2.2250738585072014e-308, two_54 = 18014398509481984.0,
                     log_two_54 = 37.429947750237047;
    const double log = tail_probability < least_normal ? portable_log(tail_probability * two_54) - log_two_54
                                                       : portable_log(tail_probability);
    const double root = std::sqrt(-log);
    const double tail = root <= normal_far_root ? normal_tail(root) : normal_far_tail(root);
    return q < 0 ? -tail : tail;
}

}  // namespace maatstaf::detail

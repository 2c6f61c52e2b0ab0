// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/portable_math.hpp"
#include "score/count_interval.hpp"

// The series behind intervals of counts, for one count or for a column of them: the same operations, the same bits.

namespace maatstaf::detail {

inline constexpr double enough_for_series = 30.0;
inline constexpr double farthest_for_series = 3.3;   ///< standard deviations; beyond, the series loses digits

/// Cumulants of the logarithm of a Gamma(a, 1) number: the polygamma functions by their asymptotic series (Abramowitz
/// & Stegun 6.3.18 and 6.4.11), good to 1e-14 from a = 30. The first without ln a.
struct Cumulants {
    double k1, k2, k3, k4, k5, k6;
};
MAATSTAF_ALWAYS_INLINE Cumulants log_gamma_cumulants(double a) {
    const double r = 1.0 / a, s = r * r;
    return {-r * (1.0 / 2 + r * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252)))),
            r * (1.0 + r * (1.0 / 2 + r * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42))))),
            -s * (1.0 + r * (1.0 + r * (1.0 / 2 - s * (1.0 / 6 - s * (1.0 / 6))))),
            s * r * (2.0 + r * (3.0 + r * (2.0 - s * (1.0 - s * (4.0 / 3))))),
            -s * s * (6.0 + r * (12.0 + r * (10.0 - s * 7.0))),
            s * s * r * (24.0 + r * (60.0 + r * (60.0 - s * 56.0)))};
}

/// Those of the logit of a Beta(a, b) number.
MAATSTAF_ALWAYS_INLINE Cumulants logit_cumulants(double a, double b) {
    const Cumulants up = log_gamma_cumulants(a), down = log_gamma_cumulants(b);
    return {portable_log(a / b) + up.k1 - down.k1, up.k2 + down.k2, up.k3 - down.k3,
            up.k4 + down.k4, up.k5 - down.k5, up.k6 + down.k6};
}

/// Cornish & Fisher (1937), in the form of Abramowitz & Stegun 26.2.49, to the fourth order. `sd` is the root of k2.
MAATSTAF_ALWAYS_INLINE Limits cornish_fisher(const Cumulants& k, double sd, double z) {
    const double i = 1.0 / sd, i2 = i * i;
    const double g1 = k.k3 * i2 * i, g2 = k.k4 * i2 * i2, g3 = k.k5 * i2 * i2 * i, g4 = k.k6 * i2 * i2 * i2;
    const double z2 = z * z;
    const double h1 = z, h2 = z2 - 1.0, h3 = z * (z2 - 3.0), h4 = z2 * (z2 - 6.0) + 3.0,
                 h5 = z * (z2 * (z2 - 10.0) + 15.0);
    // Terms that change sign with z, and terms that do not.
    const double odd = z + g2 * h3 * (1.0 / 24) - g1 * g1 * (2.0 * h3 + h1) * (1.0 / 36) + g4 * h5 * (1.0 / 720) -
                       g2 * g2 * (3.0 * h5 + 6.0 * h3 + 2.0 * h1) * (1.0 / 384) -
                       g1 * g3 * (2.0 * h5 + 3.0 * h3) * (1.0 / 180) +
                       g1 * g1 * g2 * (14.0 * h5 + 37.0 * h3 + 8.0 * h1) * (1.0 / 288) -
                       g1 * g1 * g1 * g1 * (252.0 * h5 + 832.0 * h3 + 227.0 * h1) * (1.0 / 7776);
    const double even = g1 * h2 * (1.0 / 6) + g3 * h4 * (1.0 / 120) - g1 * g2 * (h4 + h2) * (1.0 / 24) +
                        g1 * g1 * g1 * (12.0 * h4 + 19.0 * h2) * (1.0 / 324);
    return {k.k1 + sd * (even - odd), k.k1 + sd * (even + odd)};
}

}  // namespace maatstaf::detail

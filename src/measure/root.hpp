// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

namespace maatstaf::detail {

/// The zero of a continuous function between `low` and `high`, where it has opposite signs (or is zero), to the last
/// bits: inverse quadratic steps that fall back on halving (Chandrupatla 1997).
template <class Function>
double root_between(const Function& f, double low, double high) {
    double a = high, b = low, c = high;
    double fa = f(a), fb = f(b), fc = fa;
    if (fa == 0.0) return a;
    if (fb == 0.0) return b;
    double t = 0.5;
    for (int step = 0; step < 200; ++step) {
        const double x = a + t * (b - a);
        const double fx = f(x);
        if (std::signbit(fx) == std::signbit(fa)) {
            c = a;
            fc = fa;
        } else {
            c = b;
            b = a;
            fc = fb;
            fb = fa;
        }
        a = x;
        fa = fx;
        const bool nearest_is_a = std::fabs(fa) < std::fabs(fb);
        const double best = nearest_is_a ? a : b;
        const double tolerance = 2.0 * std::numeric_limits<double>::epsilon() * std::fabs(best);
        const double least = tolerance / std::fabs(b - c);
        if (least > 0.5 || fa == 0.0 || a == b) return best;
        const double xi = (a - b) / (c - b);
        const double phi = (fa - fb) / (fc - fb);
        t = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi
                ? fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
                : 0.5;
        t = std::fmin(1.0 - least, std::fmax(least, t));
    }
    return std::fabs(fa) < std::fabs(fb) ? a : b;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "core/random_binomial.hpp"

#include <array>
#include <cmath>

#include "core/portable_math.hpp"

namespace maatstaf::detail {
namespace {

/// Below this mean the search of inversion is short; BTRS is valid from here on.
constexpr double least_mean_for_rejection = 10.0;

/// Adds up the probabilities 0, 1, 2, ... until they pass a uniform number.
std::int64_t by_inversion(RandomStream& stream, std::int64_t n, double p) {
    const double trials = static_cast<double>(n);
    const double odds = p / (1.0 - p);
    const double none = portable_exp(trials * portable_log1p(-p));
    while (true) {
        double left = stream.uniform();
        double probability = none;
        for (std::int64_t k = 0; k <= n; ++k) {
            if (left <= probability) return k;
            left -= probability;
            const double next = static_cast<double>(k + 1);
            probability *= (trials - next + 1.0) / next * odds;
            // With a mean below 10 this cannot be reached but by rounding, for a uniform number next to 1.
            if (k > 150) break;
        }
    }
}

/// What Stirling's formula leaves out of log(k!).
double stirling_rest(double k) {
    constexpr std::array<double, 10> exact = {
        0.0810614667953272582196702635943824,  0.0413406959554092940938220814071175,
        0.0276779256849983391487892927462446,  0.0207906721037650931035966158131750,
        0.0166446911898211921631948653733940,  0.0138761288230707479987457270237629,
        0.0118967099458917700950557241169494,  0.0104112652619720964960490137044543,
        0.0092554621827127329177286366330997,  0.0083305634333631384374127190467886};
    if (k < 10) return exact[static_cast<std::size_t>(k)];
    const double one_more = k + 1.0;
    const double squared = one_more * one_more;
    return (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / 1680.0 / squared) / squared) / squared) / one_more;
}

/// Hormann (1993), "The generation of binomial random variates", algorithm BTRS: transformed rejection with squeeze,
/// for p <= 1/2.
std::int64_t by_rejection(RandomStream& stream, std::int64_t n, double p) {
    const double trials = static_cast<double>(n);
    const double spread = std::sqrt(trials * p * (1.0 - p));
    const double b = 1.15 + 2.53 * spread;
    const double a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double centre = trials * p + 0.5;
    const double squeeze = 0.92 - 4.2 / b;
    const double odds = p / (1.0 - p);
    const double alpha = (2.83 + 5.1 / b) * spread;
    const double mode = std::floor((trials + 1.0) * p);
    while (true) {
        const double u = stream.uniform() - 0.5;
        double v = stream.uniform();
        const double edge = 0.5 - std::fabs(u);
        const double k = std::floor((2.0 * a / edge + b) * u + centre);
        if (edge >= 0.07 && v <= squeeze) return static_cast<std::int64_t>(k);
        if (k < 0 || k > trials) continue;
        v = portable_log(v * alpha / (a / (edge * edge) + b));
        const double bound = (mode + 0.5) * portable_log((mode + 1.0) / (odds * (trials - mode + 1.0))) +
                             (trials + 1.0) * portable_log((trials - mode + 1.0) / (trials - k + 1.0)) +
                             (k + 0.5) * portable_log(odds * (trials - k + 1.0) / (k + 1.0)) + stirling_rest(mode) +
                             stirling_rest(trials - mode) - stirling_rest(k) - stirling_rest(trials - k);
        if (v <= bound) return static_cast<std::int64_t>(k);
    }
}

}  // namespace

std::int64_t binomial_variable(RandomStream& stream, std::int64_t n, double probability) {
    if (n == 0 || probability == 0) return 0;
    if (probability == 1) return n;
    const double rarer = probability <= 0.5 ? probability : 1.0 - probability;
    const std::int64_t count = static_cast<double>(n) * rarer < least_mean_for_rejection
                                   ? by_inversion(stream, n, rarer)
                                   : by_rejection(stream, n, rarer);
    return probability <= 0.5 ? count : n - count;
}

}  // namespace maatstaf::detail

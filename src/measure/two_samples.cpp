// SPDX-License-Identifier: Apache-2.0
#include "measure/two_samples.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/root.hpp"

namespace maatstaf::detail {
namespace {

double two_sided_p(double z) { return std::min(1.0, 2.0 * special::normal_cdf(-std::fabs(z))); }

/// The score statistic of rates that differ by `difference`: the second rate r is the larger root of
/// (n1 + n2) r^2 + ((n1 + n2) d - x1 - x2) r - x2 d = 0, what is most likely under that difference.
double rate_score(const TwoCounts& of, double difference) {
    const double a = of.n1 + of.n2;
    const double b = a * difference - of.x1 - of.x2;
    const double c = -of.x2 * difference;
    const double root = std::sqrt(std::max(0.0, b * b - 4.0 * a * c));
    double second = b <= 0.0 ? (root - b) / (2.0 * a) : (b + root > 0.0 ? -2.0 * c / (b + root) : 0.0);
    second = std::max({second, -difference, 0.0});
    const double variance = (second + difference) / of.n1 + second / of.n2;
    const double off = of.x1 / of.n1 - of.x2 / of.n2 - difference;
    if (!(variance > 0.0)) return off == 0.0 ? 0.0 : std::copysign(1e300, off);
    return off / std::sqrt(variance);
}

/// p2 under p1 - p2 = difference: the root of a cubic, by trigonometry (Miettinen & Nurminen 1985, appendix).
double second_under_difference(const TwoCounts& of, double d) {
    const double n = of.n1 + of.n2;
    const double a = n;
    const double b = (of.n1 + 2.0 * of.n2) * d - n - of.x1 - of.x2;
    const double c = (of.n2 * d - n - 2.0 * of.x2) * d + of.x1 + of.x2;
    const double e = of.x2 * d * (1.0 - d);
    const double q = b * b * b / (27.0 * a * a * a) - b * c / (6.0 * a * a) + e / (2.0 * a);
    const double square = b * b / (9.0 * a * a) - c / (3.0 * a);
    const double p = std::copysign(std::sqrt(std::max(0.0, square)), q);
    double second = -b / (3.0 * a);
    if (p != 0.0) {
        const double angle = (std::numbers::pi + std::acos(std::clamp(q / (p * p * p), -1.0, 1.0))) / 3.0;
        second += 2.0 * p * std::cos(angle);
    }
    return std::clamp(second, std::max(0.0, -d), std::min(1.0, 1.0 - d));
}

double difference_score(const TwoCounts& of, double d) {
    const double second = second_under_difference(of, d), first = second + d;
    const double n = of.n1 + of.n2;
    const double variance =
        (first * (1.0 - first) / of.n1 + second * (1.0 - second) / of.n2) * n / std::max(n - 1.0, 1.0);
    const double off = of.x1 / of.n1 - of.x2 / of.n2 - d;
    if (!(variance > 0.0)) return off == 0.0 ? 0.0 : std::copysign(1e300, off);
    return off / std::sqrt(variance);
}

/// The score statistic of p1 = ratio x p2, with p2 the smaller root of a quadratic.
double ratio_score(const TwoCounts& of, double ratio) {
    const double n = of.n1 + of.n2;
    const double a = n * ratio;
    const double b = -(of.n1 * ratio + of.x1 + of.n2 + of.x2 * ratio);
    const double c = of.x1 + of.x2;
    const double second = 2.0 * c / (-b + std::sqrt(std::max(0.0, b * b - 4.0 * a * c)));
    const double first = std::min(1.0, second * ratio);
    const double variance = (first * (1.0 - first) / of.n1 + ratio * ratio * second * (1.0 - second) / of.n2) * n /
                            std::max(n - 1.0, 1.0);
    const double off = of.x1 / of.n1 - ratio * of.x2 / of.n2;
    if (!(variance > 0.0)) return off == 0.0 ? 0.0 : std::copysign(1e300, off);
    return off / std::sqrt(variance);
}

}  // namespace

Limits rate_difference_limits(const TwoCounts& of, double level) {
    const double z = two_sided(level);
    const double estimate = of.x1 / of.n1 - of.x2 / of.n2;
    double reach = z * z * (1.0 / of.n1 + 1.0 / of.n2) + z * std::sqrt(of.x1 / of.n1 / of.n1 + of.x2 / of.n2 / of.n2);
    while (rate_score(of, estimate - reach) < z || rate_score(of, estimate + reach) > -z) reach *= 2.0;
    return {root_between([&](double d) { return rate_score(of, d) - z; }, estimate - reach, estimate),
            root_between([&](double d) { return rate_score(of, d) + z; }, estimate, estimate + reach)};
}

Limits proportion_difference_limits(const TwoCounts& of, double level) {
    const double z = two_sided(level);
    const double estimate = of.x1 / of.n1 - of.x2 / of.n2;
    Limits limits{-1.0, 1.0};
    if (estimate > -1.0)
        limits.low = root_between([&](double d) { return difference_score(of, d) - z; }, -1.0, estimate);
    if (estimate < 1.0)
        limits.high = root_between([&](double d) { return difference_score(of, d) + z; }, estimate, 1.0);
    return limits;
}

Limits proportion_ratio_limits(const TwoCounts& of, double level) {
    const double z = two_sided(level);
    if (!(of.x1 + of.x2 > 0.0)) return {};
    Limits limits{0.0, std::numeric_limits<double>::infinity()};
    const double start = (of.x1 + 0.5) / (of.n1 + 0.5) / ((of.x2 + 0.5) / (of.n2 + 0.5));
    if (of.x1 > 0.0) {
        double below = start, above = start;
        while (ratio_score(of, below) < z) below /= 4.0;
        while (ratio_score(of, above) > z) above *= 4.0;
        limits.low = root_between([&](double r) { return ratio_score(of, r) - z; }, below, above);
    }
    if (of.x2 > 0.0) {
        double below = start, above = start;
        while (ratio_score(of, below) < -z) below /= 4.0;
        while (ratio_score(of, above) > -z) above *= 4.0;
        limits.high = root_between([&](double r) { return ratio_score(of, r) + z; }, below, above);
    }
    return limits;
}

double equal_rates_p_value(const TwoCounts& of) { return two_sided_p(rate_score(of, 0.0)); }
double equal_proportions_p_value(const TwoCounts& of) { return two_sided_p(difference_score(of, 0.0)); }

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/limits.hpp"

#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/root.hpp"

namespace maatstaf::measure {
namespace {

/// P(X > x) + P(X = x) / 2 for a Poisson count with this mean.
double half_above(double count, double mean) {
    const double at_least = count > 0.0 ? special::gamma_cdf(mean, count) : 1.0;
    return 0.5 * (at_least + special::gamma_cdf(mean, count + 1.0));
}
double half_below(double count, double mean) {
    const double fewer = count > 0.0 ? special::gamma_survival(mean, count) : 0.0;
    return 0.5 * (fewer + special::gamma_survival(mean, count + 1.0));
}

Limits byar_limits(double count, double z) {
    const auto cube = [](double x) { return x * x * x; };
    const double more = count + 1.0;
    const double high = more * cube(1.0 - 1.0 / (9.0 * more) + z / (3.0 * std::sqrt(more)));
    const double base = count > 0.0 ? 1.0 - 1.0 / (9.0 * count) - z / (3.0 * std::sqrt(count)) : 0.0;
    return {base > 0.0 ? count * cube(base) : 0.0, high};
}

Limits mid_p_count_limits(double count, double tail) {
    const double high = detail::root_between([&](double mean) { return half_below(count, mean) - tail; },
                                             count > 0.0 ? special::gamma_quantile(1.0 - tail, count) : 0.0,
                                             special::gamma_quantile(1.0 - tail, count + 1.0));
    if (!(count > 0.0)) return {0.0, high};
    return {detail::root_between([&](double mean) { return half_above(count, mean) - tail; },
                                 special::gamma_quantile(tail, count), special::gamma_quantile(tail, count + 1.0)),
            high};
}

Limits wilson_limits(double count, double size, double z) {
    const double middle = 2.0 * count + z * z;
    const double spread = z * std::sqrt(z * z + 4.0 * count * (1.0 - count / size));
    const double both = 2.0 * (size + z * z);
    return {count > 0.0 ? (middle - spread) / both : 0.0, count < size ? (middle + spread) / both : 1.0};
}

Limits beta_limits(double count, double size, double tail, double low_shift, double high_shift) {
    const double others = size - count;
    Limits limits{0.0, 1.0};
    if (count > 0.0) limits.low = special::beta_quantile(tail, count + low_shift, others + high_shift);
    if (others > 0.0) limits.high = special::beta_quantile(1.0 - tail, count + high_shift, others + low_shift);
    return limits;
}

Limits mid_p_proportion_limits(double count, double size, double tail) {
    const double others = size - count;
    const auto at_least = [&](double p, double x) { return x > 0.0 ? special::beta_cdf(p, x, size - x + 1.0) : 1.0; };
    const auto more = [&](double p, double x) { return x < size ? special::beta_cdf(p, x + 1.0, size - x) : 0.0; };
    const Limits outer = beta_limits(count, size, tail, 0.0, 1.0);
    const double middle = count / size;
    Limits limits{0.0, 1.0};
    const auto above = [&](double p) { return 0.5 * (at_least(p, count) + more(p, count)); };
    if (count > 0.0) limits.low = detail::root_between([&](double p) { return above(p) - tail; }, outer.low,
                                                       others > 0.0 ? middle : 1.0);
    if (others > 0.0)
        limits.high = detail::root_between([&](double p) { return 1.0 - above(p) - tail; },
                                           count > 0.0 ? middle : 0.0, outer.high);
    return limits;
}

void need_level(double level) {
    if (!(level > 0.0 && level < 1.0)) throw detail::out_of_range("level", "> 0, < 1", level);
}

}  // namespace

Limits count_limits(double count, double level, CountInterval method) {
    need_level(level);
    if (std::isnan(count)) return {};
    if (!(count >= 0.0) || std::isinf(count)) throw detail::out_of_range("count", ">= 0", count);
    const double tail = 0.5 - 0.5 * level;
    switch (method) {
        case CountInterval::byar: return byar_limits(count, detail::two_sided(level));
        case CountInterval::mid_p: return mid_p_count_limits(count, tail);
        case CountInterval::exact: break;
    }
    return {count > 0.0 ? special::gamma_quantile(tail, count) : 0.0, special::gamma_quantile(1.0 - tail, count + 1.0)};
}

Limits proportion_limits(double count, double size, double level, ProportionInterval method) {
    need_level(level);
    if (std::isnan(count) || std::isnan(size)) return {};
    if (!(size > 0.0) || std::isinf(size)) throw detail::out_of_range("size", "> 0", size);
    if (!(count >= 0.0 && count <= size)) throw detail::out_of_range("count", ">= 0, <= size", count);
    const double tail = 0.5 - 0.5 * level;
    switch (method) {
        case ProportionInterval::jeffreys: return beta_limits(count, size, tail, 0.5, 0.5);
        case ProportionInterval::exact: return beta_limits(count, size, tail, 0.0, 1.0);
        case ProportionInterval::mid_p: return mid_p_proportion_limits(count, size, tail);
        case ProportionInterval::wilson: break;
    }
    return wilson_limits(count, size, detail::two_sided(level));
}

Limits mean_limits(double mean, double standard_deviation, double n, double level) {
    need_level(level);
    if (!(n > 1.0)) return {};
    const double reach = special::student_t_quantile(0.5 + 0.5 * level, n - 1.0) * standard_deviation / std::sqrt(n);
    return {mean - reach, mean + reach};
}

}  // namespace maatstaf::measure

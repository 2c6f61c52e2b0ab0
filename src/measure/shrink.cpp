// SPDX-License-Identifier: Apache-2.0
#include "measure/shrink.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/funnel_law.hpp"
#include "measure/root.hpp"

namespace maatstaf::detail {
namespace {

double total_of(std::span<const double> values) {
    double sum = 0.0;
    for (const double each : values) sum += each;
    return sum;
}

/// The mean that is most likely at this dispersion: the zero of the score.
double likely_mean(std::span<const double> events, std::span<const double> size, double dispersion, bool binomial) {
    const double crude = total_of(events) / total_of(size);
    if (dispersion == 0.0) return crude;
    const auto score = [&](double mean) {
        double sum = 0.0;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (binomial) {
                const double total = 1.0 / dispersion - 1.0, a = mean * total, b = total - a;
                sum += special::digamma(events[i] + a) - special::digamma(a) -
                       special::digamma(size[i] - events[i] + b) + special::digamma(b);
            } else {
                sum += (events[i] - mean * size[i]) / (1.0 + mean * size[i] * dispersion);
            }
        }
        return sum;
    };
    double low = crude / 16.0, high = binomial ? 1.0 - (1.0 - crude) / 16.0 : crude * 16.0;
    while (score(low) < 0.0 && low > 1e-12) low /= 16.0;
    while (score(high) > 0.0 && (binomial ? 1.0 - high > 1e-12 : high < 1e12))
        high = binomial ? 1.0 - (1.0 - high) / 16.0 : 16.0 * high;
    return root_between(score, low, high);
}

void set_gamma(Shrunken& made, double mean, double variance, double middle, double tail) {
    const double shape = mean * mean / variance, scale = variance / mean;
    made.value = mean;
    made.se = std::sqrt(variance);
    made.low = special::gamma_quantile(tail, shape, scale);
    made.high = special::gamma_quantile(1.0 - tail, shape, scale);
    made.above_middle = special::gamma_survival(middle, shape, scale);
    made.on_scale = special::digamma(shape) + std::log(scale);
    made.variance_on_scale = special::trigamma(shape);
}

void set_beta(Shrunken& made, double mean, double variance, double middle, double tail) {
    const double total = mean * (1.0 - mean) / variance - 1.0, a = mean * total, b = total - a;
    made.value = mean;
    made.se = std::sqrt(variance);
    made.low = special::beta_quantile(tail, a, b);
    made.high = special::beta_quantile(1.0 - tail, a, b);
    made.above_middle = special::beta_cdf(1.0 - middle, b, a);
    made.on_scale = special::digamma(a) - special::digamma(b);
    made.variance_on_scale = special::trigamma(a) + special::trigamma(b);
}

ShrunkenAll shrink_counts(std::span<const double> events, std::span<const double> size, bool binomial, double tail) {
    ShrunkenAll all;
    const double most = total_of(size), none = total_of(events);
    all.each.resize(events.size());
    if (none == 0.0 || (binomial && none == most)) {  // nothing tells them apart, and nothing says how sure that is
        all.middle = none / most;
        for (Shrunken& each : all.each) each.value = all.middle, each.se = each.low = each.high = not_known;
        return all;
    }
    all.middle = none / most;
    for (int step = 0; step < 20; ++step) {
        const double before = all.middle;
        all.spread = likely_dispersion(events, size, all.middle, binomial);
        all.middle = likely_mean(events, size, all.spread, binomial);
        if (std::fabs(all.middle - before) <= 1e-7 * before) break;
    }
    const double m = all.middle, d = all.spread;
    double information = 0.0;
    for (const double n : size)
        information += binomial ? n / (m * (1.0 - m) * (1.0 + (n - 1.0) * d)) : n / (m * (1.0 + m * n * d));
    for (std::size_t i = 0; i < events.size(); ++i) {
        Shrunken& each = all.each[i];
        const double n = size[i];
        double variance = 0.0;
        if (binomial) {
            each.own_part = n * d / (1.0 - d + n * d);
            each.value = m + each.own_part * (events[i] / n - m);
            variance = d > 0.0 ? each.value * (1.0 - each.value) / (n + 1.0 / d) : 0.0;
        } else {
            each.own_part = m * n * d / (1.0 + m * n * d);
            each.value = m + each.own_part * (events[i] / n - m);
            variance = d > 0.0 ? each.value / (1.0 / (d * m) + n) : 0.0;
        }
        variance += (1.0 - each.own_part) * (1.0 - each.own_part) / information;
        if (binomial) set_beta(each, each.value, variance, m, tail);
        else set_gamma(each, each.value, variance, m, tail);
    }
    return all;
}

ShrunkenAll shrink_values(std::span<const double> value, std::span<const double> se, double tail) {
    ShrunkenAll all;
    std::vector<double> variance;
    for (const double each : se) variance.push_back(each * each);
    all.spread = tau2_by_reml(value, variance);
    double w1 = 0.0, w2 = 0.0, sum = 0.0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const double w = 1.0 / (variance[i] + all.spread);
        w1 += w;
        w2 += w * w;
        sum += w * value[i];
    }
    all.middle = sum / w1;
    const double z = -special::normal_quantile(tail);
    for (std::size_t i = 0; i < value.size(); ++i) {
        Shrunken each;
        const double total = variance[i] + all.spread;
        each.own_part = all.spread / total;
        each.value = all.middle + each.own_part * (value[i] - all.middle);
        const double away = variance[i] / total;
        const double error = each.own_part * variance[i] + away * away / w1 +
                             2.0 * variance[i] * variance[i] / (total * total * total) * 2.0 / w2;
        each.se = std::sqrt(error);
        each.low = each.value - z * each.se;
        each.high = each.value + z * each.se;
        each.on_scale = each.value;
        each.variance_on_scale = error;
        each.above_middle = special::normal_cdf((each.value - all.middle) / each.se);
        all.each.push_back(each);
    }
    return all;
}

}  // namespace

ShrunkenAll shrink(std::span<const double> first, std::span<const double> second, ReadOutKind kind,
                   double confidence) {
    const double tail = 0.5 - 0.5 * confidence;
    if (first.empty()) return {not_known, not_known, {}};
    if (kind == ReadOutKind::value) return shrink_values(first, second, tail);
    return shrink_counts(first, second, kind == ReadOutKind::proportion, tail);
}

}  // namespace maatstaf::detail

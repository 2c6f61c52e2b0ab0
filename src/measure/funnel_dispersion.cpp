// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/compensated_sum.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/funnel_law.hpp"
#include "measure/lowest.hpp"

namespace maatstaf::detail {
namespace {

double choose_beta(double a, double b) {
    return special::log_gamma(a) + special::log_gamma(b) - special::log_gamma(a + b);
}

double log_likelihood(std::span<const double> events, std::span<const double> size, double target, bool binomial,
                      double dispersion) {
    CompensatedSum sum;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!(size[i] > 0.0)) continue;
        if (binomial) {
            const double total = 1.0 / dispersion - 1.0, a = target * total, b = (1.0 - target) * total;
            sum.add(choose_beta(events[i] + a, size[i] - events[i] + b) - choose_beta(a, b));
        } else {
            const double shape = 1.0 / dispersion, mean = target * size[i];
            sum.add(special::log_gamma(events[i] + shape) - special::log_gamma(shape) -
                    shape * std::log1p(mean * dispersion) - events[i] * std::log(shape + mean));
        }
    }
    return sum.value();
}

}  // namespace

double likely_dispersion(std::span<const double> events, std::span<const double> size, double target, bool binomial) {
    // Over the logarithm of the dispersion: a coarse look for the best place, then golden section around it.
    const double from = std::log(1e-8), to = std::log(binomial ? 0.9 : 100.0);
    const auto at = [&](double log_dispersion) {
        return log_likelihood(events, size, target, binomial, std::exp(log_dispersion));
    };
    const int steps = 60;
    int best = 0;
    double most = at(from);
    for (int i = 1; i <= steps; ++i)
        if (const double here = at(from + (to - from) * i / steps); here > most) {
            most = here;
            best = i;
        }
    if (best == 0) return 0.0;
    const double low = from + (to - from) * (best - 1) / steps;
    const double high = std::min(to, from + (to - from) * (best + 1) / steps);
    const double found = std::exp(lowest_between([&](double each) { return -at(each); }, low, high));
    return found < 1e-7 ? 0.0 : found;
}

CountTails beta_binomial_tails(double x, double size, double target, double correlation) {
    const double total = 1.0 / correlation - 1.0, a = target * total, b = (1.0 - target) * total;
    const double normal = choose_beta(a, b);
    const auto log_chance = [&](double k) {
        return special::log_gamma(size + 1.0) - special::log_gamma(k + 1.0) - special::log_gamma(size - k + 1.0) +
               choose_beta(k + a, size - k + b) - normal;
    };
    // The shorter tail by its own sum, one term from the other, so that small tails are right.
    const bool from_below = x <= target * size;
    CompensatedSum sum;
    double term = std::exp(log_chance(x));
    const double own = term;
    sum.add(term);
    if (from_below)
        for (double k = x; k > 0.0 && term > 0.0; k -= 1.0) {
            term *= k * (size - k + b) / ((size - k + 1.0) * (k - 1.0 + a));
            sum.add(term);
        }
    else
        for (double k = x; k < size && term > 0.0; k += 1.0) {
            term *= (size - k) * (k + a) / ((k + 1.0) * (size - k - 1.0 + b));
            sum.add(term);
        }
    const double tail = std::min(1.0, sum.value()), rest = std::max(0.0, std::min(1.0, 1.0 - tail + own));
    return from_below ? CountTails{tail, rest} : CountTails{rest, tail};
}

}  // namespace maatstaf::detail

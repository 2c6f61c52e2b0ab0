// SPDX-License-Identifier: Apache-2.0
#include "measure/funnel_law.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/root.hpp"

namespace maatstaf::detail {
namespace {

constexpr double least_dispersion = 1e-9;

/// Tails of a Poisson or negative binomial count with this mean, smooth in x.
CountTails poisson_like(double x, double mean, double dispersion) {
    CountTails tails;
    if (!(mean > 0.0)) return {1.0, x > 0.0 ? 0.0 : 1.0};
    if (dispersion < least_dispersion) {
        tails.below = special::gamma_survival(mean, x + 1.0);
        tails.above = x > 0.0 ? special::gamma_cdf(mean, x) : 1.0;
        return tails;
    }
    const double shape = 1.0 / dispersion, chance = shape / (shape + mean);
    tails.below = special::beta_cdf(chance, shape, x + 1.0);
    tails.above = x > 0.0 ? special::beta_cdf(1.0 - chance, x, shape) : 1.0;
    return tails;
}

CountTails binomial_like(double x, double size, double target) {
    CountTails tails;
    if (x < size) tails.below = special::beta_cdf(1.0 - target, size - x, x + 1.0);
    if (x > 0.0) tails.above = special::beta_cdf(target, x, size - x + 1.0);
    return tails;
}

/// Beta-binomial tails at any x, straight between whole counts.
CountTails between_whole(double x, double size, double target, double correlation) {
    const double floor = std::floor(x), part = x - floor;
    const CountTails here = beta_binomial_tails(floor, size, target, correlation);
    if (part == 0.0) return here;
    const CountTails next = beta_binomial_tails(std::min(floor + 1.0, size), size, target, correlation);
    return {here.below + part * (next.below - here.below), here.above + part * (next.above - here.above)};
}

}  // namespace

FunnelLaw::FunnelLaw(const FunnelOptions& options, double target, double phi, double tau2, double dispersion)
    : options_(options), target_(target), phi_(phi), tau2_(tau2), dispersion_(dispersion) {}

double FunnelLaw::onto(double events, double size) const {
    const bool binomial = options_.kind == FunnelKind::proportion;
    const double expected = target_ * size;
    if (options_.scale == FunnelScale::plain) return binomial ? events / size : events / expected;
    if (binomial) return std::asin(std::sqrt(std::clamp(events / size, 0.0, 1.0)));
    if (options_.scale == FunnelScale::stable) return std::sqrt(events / expected);
    return std::log((events > 0.0 ? events : 0.5) / (events > 0.0 ? expected : expected + 0.5));
}

double FunnelLaw::back(double on_scale, double size) const {
    const bool binomial = options_.kind == FunnelKind::proportion;
    if (options_.scale == FunnelScale::plain)
        return binomial ? size * std::clamp(on_scale, 0.0, 1.0) : target_ * size * std::max(0.0, on_scale);
    if (binomial) {
        const double angle = std::sin(std::clamp(on_scale, 0.0, std::asin(1.0)));
        return size * angle * angle;
    }
    if (options_.scale == FunnelScale::log) return target_ * size * std::exp(on_scale);
    const double root = std::max(0.0, on_scale);
    return target_ * size * root * root;
}

double FunnelLaw::chance(double size) const {
    const bool binomial = options_.kind == FunnelKind::proportion;
    if (options_.scale == FunnelScale::plain)
        return std::sqrt(binomial ? target_ * (1.0 - target_) / size : 1.0 / (target_ * size));
    if (binomial) return 0.5 / std::sqrt(size);
    return (options_.scale == FunnelScale::log ? 1.0 : 0.5) / std::sqrt(target_ * size);
}

double FunnelLaw::spread(double size) const {
    const double own = chance(size);
    if (options_.overdispersion == Overdispersion::multiplicative) return own * std::sqrt(std::max(1.0, phi_));
    return std::sqrt(own * own + tau2_);
}

bool FunnelLaw::by_counts() const {
    return options_.overdispersion == Overdispersion::predictive ||
           (options_.overdispersion == Overdispersion::none && options_.exact);
}

double FunnelLaw::distance(double events, double size) const {
    return (onto(events, size) - onto(target_ * size, size)) / chance(size);
}

CountTails FunnelLaw::tails(double events, double size) const {
    if (options_.kind != FunnelKind::proportion) return poisson_like(events, target_ * size, dispersion_);
    if (dispersion_ >= least_dispersion) return between_whole(events, size, target_, dispersion_);
    return binomial_like(events, size, target_);
}

Limits FunnelLaw::on_scale(double size, double z) const {
    const double middle = onto(target_ * size, size), reach = z * spread(size);
    return {back(middle - reach, size), back(middle + reach, size)};
}

Limits FunnelLaw::limits(double size, double level) const {
    if (!by_counts()) return on_scale(size, two_sided(level));
    const double tail = 0.5 - 0.5 * level;
    const bool binomial = options_.kind == FunnelKind::proportion;
    Limits made{0.0, size};
    double most = size;
    if (!binomial) {
        most = target_ * size + 10.0;
        while (tails(most, size).above > tail) most *= 2.0;
    }
    if (tails(0.0, size).below < tail)
        made.low = root_between([&](double x) { return tails(x, size).below - tail; }, 0.0, most);
    if (tails(most, size).above < tail)
        made.high = root_between([&](double x) { return tails(x, size).above - tail; }, 0.0, most);
    return made;
}

double FunnelLaw::probability(double events, double size) const {
    if (!by_counts()) {
        const double z = (onto(events, size) - onto(target_ * size, size)) / spread(size);
        return std::min(1.0, 2.0 * special::normal_cdf(-std::fabs(z)));
    }
    const CountTails both = tails(events, size);
    return std::min(1.0, 2.0 * std::min(both.below, both.above));
}

std::vector<double> drawn_in(std::vector<double> distances, double part) {
    if (distances.empty() || part == 0.0) return distances;
    std::vector<double> sorted(distances);
    std::sort(sorted.begin(), sorted.end());
    const auto quantile = [&](double p) {
        const double at = p * static_cast<double>(sorted.size() - 1), floor = std::floor(at);
        const auto low = static_cast<std::size_t>(floor);
        const auto next = std::min(low + 1, sorted.size() - 1);
        return sorted[low] + (at - floor) * (sorted[next] - sorted[low]);
    };
    const double low = quantile(part), high = quantile(1.0 - part);
    for (double& each : distances) each = std::clamp(each, low, high);
    return distances;
}

double tau2_by_moments(std::span<const double> z, std::span<const double> variance) {
    double q = 0.0, weight = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < z.size(); ++i) {
        const double w = 1.0 / variance[i];
        q += z[i] * z[i];
        weight += w;
        squares += w * w;
    }
    const double freedom = static_cast<double>(z.size()) - 1.0;
    const double divisor = weight - squares / weight;
    return divisor > 0.0 ? std::max(0.0, (q - freedom) / divisor) : 0.0;
}

double tau2_by_reml(std::span<const double> value, std::span<const double> variance) {
    // The score of the restricted likelihood in tau^2: sum w^2 r^2 - sum w + sum w^2 / sum w, w = 1 / (s^2 + tau^2).
    const auto score = [&](double tau2) {
        double w1 = 0.0, w2 = 0.0, mean = 0.0, square = 0.0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            const double w = 1.0 / (variance[i] + tau2);
            w1 += w;
            w2 += w * w;
            mean += w * value[i];
        }
        mean /= w1;
        for (std::size_t i = 0; i < value.size(); ++i) {
            const double w = 1.0 / (variance[i] + tau2);
            square += w * w * (value[i] - mean) * (value[i] - mean);
        }
        return square - w1 + w2 / w1;
    };
    if (value.size() < 2 || score(0.0) <= 0.0) return 0.0;
    double most = *std::max_element(variance.begin(), variance.end());
    while (score(most) > 0.0) most *= 4.0;
    return root_between(score, 0.0, most);
}

}  // namespace maatstaf::detail

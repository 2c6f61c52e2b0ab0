// SPDX-License-Identifier: Apache-2.0
#include "risk/outcome_chance.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "maatstaf/risk/expected.hpp"
#include "regress/law.hpp"

namespace maatstaf::detail {
namespace {

/// With nothing at all rarer than this, one gamma distribution serves for the whole amount.
constexpr double rare = 1e-4;

}  // namespace

double outcome_variance(const RiskFit& fit, double mean, double weight) {
    return fit.fit.dispersion * Law(fit.fit.options.distribution).variance(mean) / weight;
}

ChanceShape chance_shape(const RiskFit& fit, double mean, double weight) {
    ChanceShape made;
    made.trials = weight;
    const double power = fit.fit.options.distribution.power;
    if (fit.family() == Family::tweedie)  // a Poisson number of gamma amounts
        made.users = weight * std::pow(mean, 2.0 - power) / (fit.fit.dispersion * (2.0 - power));
    return made;
}

OutcomeChance::OutcomeChance(Family family, double mean, double variance, double se, const ChanceShape& shape)
    : mean_(mean), variance_(variance + se * se), shape_(shape) {
    switch (family) {
        case Family::poisson:
        case Family::quasi_poisson:
        case Family::negative_binomial: kind_ = Kind::count; break;
        case Family::binomial:
        case Family::quasi_binomial: kind_ = Kind::share; break;
        case Family::gamma:
        case Family::inverse_gaussian:
        case Family::tweedie: kind_ = Kind::positive; break;
        default: kind_ = Kind::normal;
    }
    if (kind_ != Kind::positive) return;
    // The number of users is Poisson or negative binomial, and as unsure as the mean of the amount.
    double rest = 1.0;
    if (const double users = shape_.users; users > 0.0) {
        shape_.spread += se * se / (mean * mean);
        const double none = shape_.spread > 0.0 ? -std::log1p(shape_.spread * users) / shape_.spread : -users;
        zero_ = std::exp(none);
        rest = -std::expm1(none);
        const double each = variance_ / (mean * mean) * users - shape_.spread * users - 1.0;
        one_shape_ = 1.0 / std::max(each, 1e-3);
    }
    const double given = mean / rest;
    const double around = std::max(variance_ / rest - given * given * zero_, 1e-6 * given * given);
    gamma_shape_ = given * given / around;
    gamma_scale_ = around / given;
}

double OutcomeChance::amount_below(double value) const {
    // Above the mean one gamma distribution is as good as the sum, and below it is not where users are few.
    if (zero_ < rare || value >= mean_)
        return zero_ + (1.0 - zero_) * special::gamma_cdf(value, gamma_shape_, gamma_scale_);
    const double users = shape_.users;
    const double scale = mean_ / (users * one_shape_);
    double mass = zero_;
    double sum = zero_;
    for (double k = 1.0; k <= users || mass > 1e-9; k += 1.0) {
        mass *= users * (1.0 + shape_.spread * (k - 1.0)) / (k * (1.0 + shape_.spread * users));
        const double less = special::gamma_cdf(value, k * one_shape_, scale);
        sum += mass * less;
        if (less < 1e-7) break;
    }
    return std::min(sum, 1.0);
}

double OutcomeChance::amount_quantile(double probability) const {
    if (probability <= zero_) return 0.0;
    const double guess =
        special::gamma_quantile((probability - zero_) / (1.0 - zero_), gamma_shape_, gamma_scale_);
    if (zero_ < rare || guess >= mean_) return guess;
    // The root between nothing and the guess or the mean, by the rule of false position (Illinois).
    double low = 0.0, high = guess;
    double under = zero_ - probability, over = amount_below(high) - probability;
    if (over < 0.0) {
        low = high;
        under = over;
        high = std::nextafter(mean_, 0.0);
        over = amount_below(high) - probability;
        if (over < 0.0) return high;
    }
    bool was_under = false, was_over = false;
    for (int step = 0; step < 60 && high - low > 1e-9 * mean_; ++step) {
        const double middle = low + (high - low) * under / (under - over);
        const double value = amount_below(middle) - probability;
        if (std::fabs(value) < 1e-9) return middle;
        const bool is_under = value < 0.0;
        if (is_under && was_under) over *= 0.5;
        if (!is_under && was_over) under *= 0.5;
        (is_under ? low : high) = middle;
        (is_under ? under : over) = value;
        was_under = is_under;
        was_over = !is_under;
    }
    return 0.5 * (low + high);
}

double OutcomeChance::below(double value) const {
    if (kind_ == Kind::positive) return amount_below(value);
    if (value <= 0.0 || value >= 1.0) return value <= 0.0 ? 0.0 : 1.0;
    const double both = mean_ * (1.0 - mean_) / variance_ - 1.0;
    if (!(both > 0.0)) return 1.0 - mean_;  // as wide as can be: all or nothing
    return special::beta_cdf(value, both * mean_, both * (1.0 - mean_));
}

double OutcomeChance::quantile(double probability) const {
    if (kind_ == Kind::count) return risk::count_quantile(probability, mean_, variance_);
    if (kind_ == Kind::positive) return amount_quantile(probability);
    if (kind_ == Kind::share) {
        const double both = mean_ * (1.0 - mean_) / variance_ - 1.0;
        if (!(both > 0.0)) return probability > 1.0 - mean_ ? 1.0 : 0.0;
        return special::beta_quantile(probability, both * mean_, both * (1.0 - mean_));
    }
    return mean_ + special::normal_quantile(probability) * std::sqrt(variance_);
}

std::pair<double, double> OutcomeChance::interval(double tail) const {
    return {quantile(tail), quantile(1.0 - std::clamp(zero_, tail, 2.0 * tail))};
}

double OutcomeChance::two_sided(double observed) const {
    double less = 0.0;
    if (kind_ == Kind::count) {
        // Half of the probability of the count itself on either side (Lancaster's mid-p).
        less = 0.5 * (risk::count_cdf(observed, mean_, variance_) + risk::count_cdf(observed - 1.0, mean_, variance_));
    } else if (kind_ == Kind::positive) {
        less = observed > 0.0 ? below(observed) : 0.5 * zero_;
        if (observed > 0.0 && 1.0 - less < zero_) return 1.0 - less;  // no low amount is as rare as this
    } else if (kind_ == Kind::share) {
        // One person more or less is a step: half of it lies on either side.
        const double half = 0.5 / std::max(1.0, shape_.trials);
        less = 0.5 * (below(observed - half) + below(observed + half));
    } else {
        less = special::normal_cdf((observed - mean_) / std::sqrt(variance_));
    }
    return std::min(1.0, 2.0 * std::min(less, 1.0 - less));
}

}  // namespace maatstaf::detail

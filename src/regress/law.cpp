// SPDX-License-Identifier: Apache-2.0
#include "regress/law.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "core/numbers.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/row_kernels.hpp"

namespace maatstaf::detail {
namespace {

/// Beyond this the logistic curve is 0 or 1 in double precision; probabilities stay strictly between them.
constexpr double logit_bound = 36.0;

double normal_density(double x) noexcept { return std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::numbers::pi); }

double normal_probability(double x) noexcept {
    const double p = 0.5 * std::erfc(-x / std::numbers::sqrt2);
    return std::clamp(p, std::numeric_limits<double>::min(), 1.0 - std::numeric_limits<double>::epsilon() / 2);
}

/// log(k!), from a table for the counts that people have.
double log_factorial(double k) {
    static const std::vector<double> known = [] {
        std::vector<double> made(1024);
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = special::log_gamma(static_cast<double>(i) + 1.0);
        return made;
    }();
    if (k < 1024.0) {
        const auto whole = static_cast<std::size_t>(k);
        if (static_cast<double>(whole) == k) return known[whole];
    }
    return special::log_gamma(k + 1.0);
}

/// x log(x / y), with 0 at x = 0.
double x_log_ratio(double x, double y) noexcept { return x > 0.0 ? x * std::log(x / y) : 0.0; }

}  // namespace

Law::Law(const Distribution& distribution)
    : family(distribution.family),
      link(distribution.link == Link::automatic ? automatic_link(distribution.family) : distribution.link),
      theta(distribution.theta),
      power(distribution.power) {}

double Law::inverse_link(double eta) const noexcept {
    double mean = nan, slope = nan;
    means(&eta, 1, &mean, &slope);
    return mean;
}

double Law::link_of(double mean) const noexcept {
    switch (link) {
        case Link::automatic:
        case Link::identity: return mean;
        case Link::log: return std::log(mean);
        case Link::logit: return std::log(mean / (1.0 - mean));
        case Link::probit: return special::normal_quantile(mean);
        case Link::cloglog: return std::log(-std::log1p(-mean));
        case Link::inverse: return 1.0 / mean;
        case Link::inverse_squared: return 1.0 / (mean * mean);
        case Link::square_root: return std::sqrt(mean);
    }
    return nan;
}

double Law::variance(double mean) const noexcept {
    switch (family) {
        case Family::gaussian: return 1.0;
        case Family::poisson:
        case Family::quasi_poisson: return mean;
        case Family::negative_binomial: return mean + mean * mean / theta;
        case Family::binomial:
        case Family::quasi_binomial: return mean * (1.0 - mean);
        case Family::gamma: return mean * mean;
        case Family::inverse_gaussian: return mean * mean * mean;
        case Family::tweedie: return std::pow(mean, power);
    }
    return nan;
}

double Law::start(double y, double weight, double overall) const noexcept {
    if (starts_halfway()) return 0.5 * (y + overall);
    switch (family) {
        case Family::gaussian:
            if (link == Link::identity) return y;
            return std::max(y, 0.1);
        case Family::poisson:
        case Family::quasi_poisson: return y + 0.1;
        case Family::negative_binomial: return y > 0.0 ? y : 1.0 / 6.0;
        case Family::binomial:
        case Family::quasi_binomial: return (weight * y + 0.5) / (weight + 1.0);
        case Family::gamma:
        case Family::inverse_gaussian:
        case Family::tweedie: return y;
    }
    return nan;
}

bool Law::allows_outcome(double y) const noexcept {
    switch (family) {
        case Family::gaussian: return std::isfinite(y);
        case Family::binomial:
        case Family::quasi_binomial: return y >= 0.0 && y <= 1.0;
        case Family::gamma:
        case Family::inverse_gaussian: return y > 0.0 && std::isfinite(y);
        default: return y >= 0.0 && std::isfinite(y);
    }
}

const char* Law::outcome_range() const noexcept {
    switch (family) {
        case Family::gaussian: return "finite";
        case Family::binomial:
        case Family::quasi_binomial: return "0 .. 1";
        case Family::gamma:
        case Family::inverse_gaussian: return "> 0";
        default: return ">= 0";
    }
}

void Law::means(const double* eta, std::ptrdiff_t count, double* mean, double* slope) const noexcept {
    switch (link) {
        case Link::automatic:
        case Link::identity:
            for (std::ptrdiff_t i = 0; i < count; ++i) mean[i] = eta[i], slope[i] = 1.0;
            break;
        case Link::log:
            exponentials_of(eta, count, mean);
            std::copy_n(mean, count, slope);
            break;
        case Link::logit:
            for (std::ptrdiff_t i = 0; i < count; ++i) {
                const double e = std::exp(-std::clamp(eta[i], -logit_bound, logit_bound));
                mean[i] = 1.0 / (1.0 + e);
                slope[i] = e / ((1.0 + e) * (1.0 + e));
            }
            break;
        case Link::probit:
            for (std::ptrdiff_t i = 0; i < count; ++i) {
                mean[i] = normal_probability(eta[i]);
                slope[i] = std::max(normal_density(eta[i]), std::numeric_limits<double>::min());
            }
            break;
        case Link::cloglog:
            for (std::ptrdiff_t i = 0; i < count; ++i) {
                const double e = std::exp(std::clamp(eta[i], -700.0, 3.5));
                mean[i] = std::min(-std::expm1(-e), 1.0 - std::numeric_limits<double>::epsilon() / 2);
                slope[i] = std::max(e * std::exp(-e), std::numeric_limits<double>::min());
            }
            break;
        case Link::inverse:
            for (std::ptrdiff_t i = 0; i < count; ++i) mean[i] = 1.0 / eta[i], slope[i] = -mean[i] * mean[i];
            break;
        case Link::inverse_squared:
            for (std::ptrdiff_t i = 0; i < count; ++i) {
                mean[i] = 1.0 / std::sqrt(eta[i]);
                slope[i] = -0.5 * mean[i] / eta[i];
            }
            break;
        case Link::square_root:
            for (std::ptrdiff_t i = 0; i < count; ++i) {
                mean[i] = eta[i] > 0.0 ? eta[i] * eta[i] : nan;
                slope[i] = 2.0 * eta[i];
            }
            break;
    }
}

double Law::work(const double* y, const double* w, const double* mean, const double* slope, std::ptrdiff_t count,
                 double* weight, double* score, const double* eta) const noexcept {
    // One pair of loops per family, so that the first is straight arithmetic on vectors; `fit` is minus the
    // log-likelihood of a row.
    const auto each = [&](auto&& inside, auto&& variance_of, auto&& fit_of) {
        std::ptrdiff_t wrong = 0;
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const double ratio = w[i] * slope[i] / variance_of(mean[i]);
            weight[i] = w[i] == 0.0 ? 0.0 : ratio * slope[i];
            score[i] = w[i] == 0.0 ? 0.0 : ratio * (y[i] - mean[i]);
            wrong += !(std::abs(weight[i]) < infinity);
        }
        double fit = 0.0;
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            fit += w[i] == 0.0 ? 0.0 : w[i] * fit_of(y[i], mean[i], i);
            wrong += w[i] != 0.0 && !inside(mean[i]);
        }
        return wrong == 0 ? 2.0 * fit : infinity;
    };
    const auto finite = [](double m) { return std::abs(m) < infinity; };
    const auto positive = [](double m) { return m > 0.0 && m < infinity; };
    const auto share = [](double m) { return m > 0.0 && m < 1.0; };
    const auto log_mean = [&](double m, std::ptrdiff_t i) { return eta && link == Link::log ? eta[i] : std::log(m); };
    switch (family) {
        case Family::gaussian:
            return each(finite, [](double) { return 1.0; },
                        [](double a, double m, std::ptrdiff_t) { return 0.5 * (a - m) * (a - m); });
        case Family::poisson:
        case Family::quasi_poisson:
            if (eta && link == Link::log) {
                const double fit = row_kernels().log_counts(y, w, mean, eta, count, weight, score);
                if (fit < infinity) return 2.0 * fit;
            }
            return each(positive, [](double m) { return m; },
                        [&](double a, double m, std::ptrdiff_t i) { return a > 0.0 ? m - a * log_mean(m, i) : m; });
        case Family::negative_binomial:
            if (std::isinf(theta)) {
                Law poisson = *this;
                poisson.family = Family::poisson;
                return poisson.work(y, w, mean, slope, count, weight, score, eta);
            }
            return each(positive, [this](double m) { return m + m * m / theta; },
                        [&](double a, double m, std::ptrdiff_t i) {
                            return (a + theta) * std::log1p(m / theta) - (a > 0.0 ? a * log_mean(m, i) : 0.0);
                        });
        case Family::binomial:
        case Family::quasi_binomial:
            return each(share, [](double m) { return m * (1.0 - m); },
                        [](double a, double m, std::ptrdiff_t) {
                            return -(a > 0.0 ? a * std::log(m) : 0.0) - (a < 1.0 ? (1.0 - a) * std::log1p(-m) : 0.0);
                        });
        case Family::gamma:
            return each(positive, [](double m) { return m * m; },
                        [&](double a, double m, std::ptrdiff_t i) { return a / m + log_mean(m, i); });
        case Family::inverse_gaussian:
            return each(positive, [](double m) { return m * m * m; },
                        [](double a, double m, std::ptrdiff_t) { return 0.5 * a / (m * m) - 1.0 / m; });
        case Family::tweedie:
            return each(positive, [this](double m) { return std::pow(m, power); },
                        [this](double a, double m, std::ptrdiff_t) {
                            const double q = std::pow(m, 1.0 - power);
                            return q * (m / (2.0 - power) - a / (1.0 - power));
                        });
    }
    return infinity;
}

bool Law::takes_newton_steps() const noexcept {
    if (has_curvature()) return true;
    switch (family) {
        case Family::gaussian: return link == Link::identity;
        case Family::poisson:
        case Family::quasi_poisson: return link == Link::log;
        case Family::binomial:
        case Family::quasi_binomial: return link == Link::logit;
        case Family::gamma: return link == Link::inverse;
        case Family::inverse_gaussian: return link == Link::inverse_squared;
        default: return false;
    }
}

void Law::curve(const double* y, const double* mean, std::ptrdiff_t count, double* weight) const noexcept {
    if (family == Family::negative_binomial) {
        for (std::ptrdiff_t i = 0; i < count; ++i) weight[i] *= (y[i] + theta) / (mean[i] + theta);
        return;
    }
    const double p = family == Family::gamma ? 2.0 : power;
    for (std::ptrdiff_t i = 0; i < count; ++i) weight[i] *= (2.0 - p) + (p - 1.0) * y[i] / mean[i];
}

Law::Counts Law::counts(const double* y, const double* w, std::ptrdiff_t count) {
    struct Known {
        double saturated, factorial;
    };
    static const std::vector<Known> known = [] {
        std::vector<Known> made(1024);
        for (std::size_t i = 1; i < made.size(); ++i) {
            const double k = static_cast<double>(i);
            made[i] = {k * std::log(k) - k, special::log_gamma(k + 1.0)};
        }
        return made;
    }();
    Counts out;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const auto whole = static_cast<std::size_t>(y[i] < 1024.0 ? y[i] : 0.0);
        out.small = out.small && static_cast<double>(whole) == y[i];
        out.saturated += w[i] * known[whole].saturated;
        out.factorial += w[i] * known[whole].factorial;
    }
    return out;
}

double Law::deviance(double y, double m) const noexcept {
    switch (family) {
        case Family::gaussian: return (y - m) * (y - m);
        case Family::poisson:
        case Family::quasi_poisson: return 2.0 * (x_log_ratio(y, m) - (y - m));
        case Family::negative_binomial:
            if (std::isinf(theta)) return 2.0 * (x_log_ratio(y, m) - (y - m));
            return 2.0 * (x_log_ratio(y, m) - (y + theta) * std::log1p((y - m) / (m + theta)));
        case Family::binomial:
        case Family::quasi_binomial: return 2.0 * (x_log_ratio(y, m) + x_log_ratio(1.0 - y, 1.0 - m));
        case Family::gamma: return 2.0 * ((y - m) / m - std::log(y / m));
        case Family::inverse_gaussian: return (y - m) * (y - m) / (y * m * m);
        case Family::tweedie: {
            const double a = 1.0 - power, b = 2.0 - power;
            return 2.0 * (std::pow(y, b) / (a * b) - y * std::pow(m, a) / a + std::pow(m, b) / b);
        }
    }
    return nan;
}

double Law::log_density(double y, double m, double w, double dispersion) const noexcept {
    using special::log_gamma;
    switch (family) {
        case Family::gaussian:
            return -0.5 * (std::log(2.0 * std::numbers::pi * dispersion / w) + w * (y - m) * (y - m) / dispersion);
        case Family::poisson: return w * ((y > 0.0 ? y * std::log(m) : 0.0) - m - log_factorial(y));
        case Family::negative_binomial:
            if (std::isinf(theta)) return w * ((y > 0.0 ? y * std::log(m) : 0.0) - m - log_factorial(y));
            return w * log_density_after_rise(y, m, log_gamma(y + theta) - log_gamma(theta) - y * std::log(theta));
        case Family::binomial: {
            // `w` trials of which w y succeeded.
            const double k = w * y;
            return log_factorial(w) - log_factorial(k) - log_factorial(w - k) + (k > 0.0 ? k * std::log(m) : 0.0) +
                   (w - k > 0.0 ? (w - k) * std::log1p(-m) : 0.0);
        }
        case Family::gamma: {
            const double shape = w / dispersion;
            return shape * std::log(shape * y / m) - shape * y / m - std::log(y) - log_gamma(shape);
        }
        case Family::inverse_gaussian:
            return -0.5 * (std::log(2.0 * std::numbers::pi * dispersion * y * y * y / w) +
                           w * (y - m) * (y - m) / (dispersion * y * m * m));
        default: return nan;
    }
}

double Law::log_density_after_rise(double y, double m, double log_rise) const noexcept {
    return log_rise - log_factorial(y) + (y > 0.0 ? y * std::log(m) : 0.0) - (y + theta) * std::log1p(m / theta);
}

}  // namespace maatstaf::detail

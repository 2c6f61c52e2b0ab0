// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <numbers>

#include "regress/theta_table.hpp"

namespace maatstaf::detail {

/// Log-likelihood of one row as a function of its linear predictor eta, per unit of weight, with its derivatives. Where
/// the law has a parameter of its own (theta, the residual variance) `own`... are derivatives to the logarithm of that:
/// of the log-likelihood, of its slope and of its curvature.
struct RowJet {
    double value = 0.0, slope = 0.0, bend = 0.0, third = 0.0;
    double own = 0.0, own_slope = 0.0, own_bend = 0.0;
};

/// y is the share of trials that succeeded.
struct LogitRow {
    static constexpr bool has_own = false;
    RowJet operator()(double eta, double y) const noexcept {
        const double e = std::exp(-std::abs(eta));
        const double small = e / (1.0 + e);
        const double p = eta >= 0.0 ? 1.0 / (1.0 + e) : small;
        const double spread = small / (1.0 + e);
        RowJet jet;
        jet.value = y * eta - (eta > 0.0 ? eta : 0.0) - std::log1p(e);
        jet.slope = y - p;
        jet.bend = -spread;
        jet.third = -spread * (1.0 - 2.0 * p);
        return jet;
    }
};

/// Logarithm of the normal probability below x with three derivatives.
inline RowJet log_normal_probability(double x) noexcept {
    RowJet jet;
    double ratio = 0.0;  // density / probability
    if (x > -10.0) {
        const double probability = 0.5 * std::erfc(-x / std::numbers::sqrt2);
        jet.value = x > 5.0 ? std::log1p(-0.5 * std::erfc(x / std::numbers::sqrt2)) : std::log(probability);
        ratio = std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::numbers::pi) / probability;
    } else {
        // Laplace's continued fraction for the tail; 40 terms are exact to the last digit from 10 on.
        double tail = 0.0;
        for (int k = 40; k > 0; --k) tail = k / (-x + tail);
        ratio = -x + tail;
        jet.value = -0.5 * x * x - 0.5 * std::log(2.0 * std::numbers::pi) - std::log(ratio);
    }
    jet.slope = ratio;
    jet.bend = -ratio * (x + ratio);
    jet.third = -jet.bend * (x + ratio) - ratio * (1.0 + jet.bend);
    return jet;
}

struct ProbitRow {
    static constexpr bool has_own = false;
    RowJet operator()(double eta, double y) const noexcept {
        RowJet jet;
        if (y > 0.0) {
            const RowJet up = log_normal_probability(eta);
            jet.value += y * up.value;
            jet.slope += y * up.slope;
            jet.bend += y * up.bend;
            jet.third += y * up.third;
        }
        if (y < 1.0) {
            const RowJet down = log_normal_probability(-eta);
            jet.value += (1.0 - y) * down.value;
            jet.slope -= (1.0 - y) * down.slope;
            jet.bend += (1.0 - y) * down.bend;
            jet.third -= (1.0 - y) * down.third;
        }
        return jet;
    }
};

struct CloglogRow {
    static constexpr bool has_own = false;
    RowJet operator()(double eta, double y) const noexcept {
        const double e = std::exp(eta < 700.0 ? eta : 700.0);
        const double g = e < 700.0 ? (e > 0.0 ? e / std::expm1(e) : 1.0) : 0.0;
        const double g1 = g * (1.0 - e - g), g2 = g1 * (1.0 - e - g) + g * (-e - g1);
        RowJet jet;
        jet.value = -(1.0 - y) * e;
        if (y > 0.0) jet.value += y * (e > 1e-300 ? std::log(-std::expm1(-e)) : eta);
        jet.slope = y * g - (1.0 - y) * e;
        jet.bend = y * g1 - (1.0 - y) * e;
        jet.third = y * g2 - (1.0 - y) * e;
        return jet;
    }
};

struct PoissonRow {
    static constexpr bool has_own = false;
    RowJet operator()(double eta, double y) const noexcept {
        const double mean = std::exp(eta);
        RowJet jet;
        jet.value = y * eta - mean;
        jet.slope = y - mean;
        jet.bend = jet.third = -mean;
        return jet;
    }
};

/// Without log Gamma(y + theta) - log Gamma(theta) and without its derivative, which do not depend on eta.
struct NegativeBinomialRow {
    static constexpr bool has_own = true;
    double theta = 1.0;
    RowJet operator()(double eta, double y) const noexcept {
        const double odds = std::exp(eta) / theta, rest = 1.0 / (1.0 + odds),
                     r = odds * rest;  // r = mean / (mean + theta)
        const double rise = std::log1p(odds), spread = r * rest, size = y + theta;
        RowJet jet;
        jet.value = y * (eta - std::log(theta) - rise) - theta * rise;
        jet.slope = y - size * r;
        jet.bend = -size * spread;
        jet.third = -size * spread * (1.0 - 2.0 * r);
        jet.own = theta * (r - rise) - y * rest;
        jet.own_slope = (y + theta) * spread - theta * r;
        jet.own_bend = -spread * (theta - size * (1.0 - 2.0 * r));
        return jet;
    }
};

/// With the logarithm of the variance as the parameter; the constant -log(2 pi) / 2 is left out.
struct GaussianRow {
    static constexpr bool has_own = true;
    double variance = 1.0;
    RowJet operator()(double eta, double y) const noexcept {
        RowJet jet;
        jet.slope = (y - eta) / variance;
        jet.value = -0.5 * (y - eta) * jet.slope;
        jet.bend = -1.0 / variance;
        jet.own = -jet.value;
        jet.own_slope = -jet.slope;
        jet.own_bend = -jet.bend;
        return jet;
    }
};

}  // namespace maatstaf::detail

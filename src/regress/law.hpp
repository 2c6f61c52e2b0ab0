// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>

#include "maatstaf/regress/distribution.hpp"

namespace maatstaf::detail {

/// theta beyond this is Poisson in all but name: the variance differs by less than one part in a million.
inline constexpr double largest_theta = 1e8;

/// A distribution with `automatic` resolved, as the kernels use it on a block of rows.
struct Law {
    Family family = Family::gaussian;
    Link link = Link::identity;
    double theta = 0.0;   ///< negative binomial; infinite gives Poisson
    double power = 1.5;

    explicit Law(const Distribution& distribution = {});

    double inverse_link(double eta) const noexcept;
    double link_of(double mean) const noexcept;
    double variance(double mean) const noexcept;
    /// A mean to start from, inside the range of the family whatever y is. `overall`: the mean that a model of nothing
    /// but the mean gives the row; looked at where `starts_halfway`.
    double start(double y, double weight, double overall) const noexcept;
    /// Laws without a scale of their own, whose logarithm of y alone may lie far below that of the mean.
    bool starts_halfway() const noexcept {
        return family == Family::tweedie ||
               (link == Link::log && (family == Family::gamma || family == Family::inverse_gaussian));
    }
    bool allows_outcome(double y) const noexcept;
    const char* outcome_range() const noexcept;   ///< for messages, for example ">= 0"

    /// mean[i] and slope[i] = d mean / d eta.
    void means(const double* eta, std::ptrdiff_t count, double* mean, double* slope) const noexcept;

    /// From means: working weight[i] = w slope^2 / V and score[i] = w (y - mean) slope / V. Returns minus twice the
    /// (quasi) log-likelihood of the block up to a constant in y (and theta); infinite when a mean is out of range.
    /// `eta`, where given, saves the logarithm of the mean when the link is one.
    double work(const double* y, const double* w, const double* mean, const double* slope, std::ptrdiff_t count,
                double* weight, double* score, const double* eta = nullptr) const noexcept;

    /// The log-likelihood is concave in the coefficients though the link is not canonical: Newton's own steps lead to
    /// its top, in few steps where those of the expected information shrink slowly, and overshoot when y is skewed.
    bool has_curvature() const noexcept {
        return link == Link::log && (family == Family::gamma || family == Family::tweedie ||
                                     (family == Family::negative_binomial && std::isfinite(theta)));
    }
    /// The steps of a fit are those of Newton: each error is of the order of the square of the one before.
    bool takes_newton_steps() const noexcept;
    /// Turns the weights of `work` into those of the observed information.
    void curve(const double* y, const double* mean, std::ptrdiff_t count, double* weight) const noexcept;

    double deviance(double y, double mean) const noexcept;        ///< of one row, without its weight
    double log_density(double y, double mean, double weight, double dispersion) const noexcept;
    /// What deviance and likelihood of Poisson counts take from the outcomes alone, times the weights.
    struct Counts {
        double saturated = 0.0;   ///< y log y - y
        double factorial = 0.0;   ///< log y!
        bool small = true;        ///< whole numbers below 1024; of others the sums would lose digits and are not made
    };
    static Counts counts(const double* y, const double* w, std::ptrdiff_t count);
    /// Poisson with a log link, or what a negative binomial law begins with.
    bool is_log_count() const noexcept {
        const bool negative_binomial_without_theta = family == Family::negative_binomial && std::isinf(theta);
        return link == Link::log && (family == Family::poisson || family == Family::quasi_poisson ||
                                     negative_binomial_without_theta);
    }
    /// Negative binomial, given log Gamma(y + theta) - log Gamma(theta) - y log theta; without its weight.
    double log_density_after_rise(double y, double mean, double log_rise) const noexcept;
};

}  // namespace maatstaf::detail

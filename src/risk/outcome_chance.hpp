// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// Variance of an outcome around its mean under the fitted family.
double outcome_variance(const RiskFit& fit, double mean, double weight);

/// What a distribution needs beside its mean and variance.
struct ChanceShape {
    double trials = 1.0;   ///< of a share: of how many people it is one
    double users = 0.0;    ///< of an amount: of how many users it is the sum, on average; 0: it is never nothing
    double spread = 0.0;   ///< the same: variance of their number beyond its mean, over its squared mean
};
ChanceShape chance_shape(const RiskFit& fit, double mean, double weight);

/// Where outcomes fall with this mean, this variance around it, and this standard error of the mean. An amount of few
/// users is the sum of a gamma number of euros for each, nothing when there are none; else it is a gamma number.
class OutcomeChance {
public:
    OutcomeChance(Family family, double mean, double variance, double se, const ChanceShape& shape = {});
    double quantile(double probability) const;
    /// `tail` on either side. Where nothing at all is likelier than that, no outcome is below the interval, and the
    /// other side has what is left of both (Blaker 2000), so that the interval still holds what it says.
    std::pair<double, double> interval(double tail) const;
    /// Probability of an outcome as far in the tail as `observed`: that tail and, where one is as rare, as much of
    /// the other; at most 1.
    double two_sided(double observed) const;

private:
    double below(double value) const;   ///< P(Y <= value) of amounts and shares, these as if they were continuous
    double amount_below(double value) const;
    double amount_quantile(double probability) const;

    enum class Kind { count, positive, share, normal };
    Kind kind_ = Kind::normal;
    double mean_;
    double variance_;
    ChanceShape shape_;
    double zero_ = 0.0;        ///< of an amount: the probability of nothing
    double gamma_shape_ = 0.0; ///< of an amount above 0
    double gamma_scale_ = 0.0;
    double one_shape_ = 0.0;   ///< of the amount of one user, where users are few
};

}  // namespace maatstaf::detail

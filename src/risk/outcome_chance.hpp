// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// Variance of an outcome around its mean under the fitted family.
double outcome_variance(const RiskFit& fit, double mean, double weight);

/// What a distribution needs beside its mean and variance.
struct ChanceShape {
    double trials = 1.0;   ///< of a share: of how many people it is one
    double zero = 0.0;     ///< of an amount: the probability of none at all
};
ChanceShape chance_shape(const RiskFit& fit, double mean, double weight);

/// Where outcomes with this mean and variance fall.
class OutcomeChance {
public:
    OutcomeChance(Family family, double mean, double variance, const ChanceShape& shape = {});
    double quantile(double probability) const;
    /// Probability of an outcome as far in the tail as `observed`, twice the smaller tail, at most 1.
    double two_sided(double observed) const;

private:
    double below(double value) const;   ///< of amounts and shares, as if they were continuous

    enum class Kind { count, positive, share, normal };
    Kind kind_ = Kind::normal;
    double mean_;
    double variance_;
    ChanceShape shape_;
};

}  // namespace maatstaf::detail

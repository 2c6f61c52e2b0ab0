// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// Variance of an outcome around its mean under the fitted family.
double outcome_variance(const RiskFit& fit, double mean, double weight);

/// Where outcomes with this mean and variance fall.
class OutcomeChance {
public:
    OutcomeChance(Family family, double mean, double variance);
    double quantile(double probability) const;
    /// Probability of an outcome as far in the tail as `observed`, twice the smaller tail, at most 1.
    double two_sided(double observed) const;

private:
    enum class Kind { count, positive, normal };
    Kind kind_ = Kind::normal;
    double mean_;
    double variance_;
};

}  // namespace maatstaf::detail

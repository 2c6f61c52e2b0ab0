// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/regress/absorb.hpp"
#include "regress/absorb_fit.hpp"

namespace maatstaf::detail {

/// How well rows are fitted: sums over rows, whoever holds these. `null` is the mean of outcome less offset (linear),
/// or the logarithm of the rate (Poisson).
struct FitQuality {
    bool linear = true;
    double null = 0.0;
    double deviance = 0.0, null_deviance = 0.0, pearson = 0.0, saturated = 0.0;

    void add(double y, double offset, double mean, double weight);
    void add(const FitQuality& other);
    void settle(double observations, double log_precision, double within_total, AbsorbResult& result) const;
};

/// Options as a result shows them: without spans, the covariance resolved.
AbsorbOptions resolved(const AbsorbOptions& options, bool clustered);
/// What the search found, but for the coefficients.
void take_fit(const AbsorbFit& fit, AbsorbResult& result);
/// The coefficients; NaN for those without an estimate, there and in the covariance.
void take_coefficients(const AbsorbFit& fit, AbsorbResult& result);
/// Says what a reader must know.
void describe(bool constant_outcome, AbsorbResult& result);

}  // namespace maatstaf::detail

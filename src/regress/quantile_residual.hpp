// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "regress/law.hpp"

namespace maatstaf::detail {

/// Both tails of an outcome, each to its own relative precision.
struct Tails {
    double below = 0.0;   ///< P(Y < y)
    double upto = 0.0;    ///< P(Y <= y)
    double from = 0.0;    ///< P(Y >= y)
    double above = 0.0;   ///< P(Y > y)
};

/// Tails of the law of one row: `weight` is its precision, as in `RegressionData`. NaN for quasi families.
Tails tails_of(const Law& law, double y, double mean, double weight, double dispersion);

/// The standard normal deviate at a point `uniform` of the way from P(Y < y) to P(Y <= y).
double quantile_residual(const Tails& tails, double uniform);

}  // namespace maatstaf::detail

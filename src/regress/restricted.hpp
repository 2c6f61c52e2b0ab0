// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "maatstaf/regress/glm.hpp"

namespace maatstaf::detail {

/// The coefficients that fit best among those with contrast' beta = value; theta and power stay those of `fit`. The
/// most heavily weighted coefficient is written as a function of the others, so this is an ordinary fit with one column
/// fewer and an offset; it copies the other columns. Throws DataError when that fit does not converge.
Eigen::VectorXd restricted_coefficients(const RegressionData& data, const GlmResult& fit,
                                        const Eigen::VectorXd& contrast, double value);

}  // namespace maatstaf::detail

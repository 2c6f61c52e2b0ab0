// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf::detail {

/// Degrees of freedom of the intervals that a fit gives by itself: infinite for families with a fixed dispersion,
/// the least of its coefficients where clusters decide them.
double model_degrees_of_freedom(const GlmResult& fit);

/// P(F > x) for a and b degrees of freedom, b perhaps infinite; NaN for NaN.
double f_tail(double x, double a, double b);

/// Student's (or, for infinite degrees of freedom, the normal) two-sided quantile and p-value; NaN where they do not
/// exist.
double two_sided_quantile(double confidence, double degrees_of_freedom);
double two_sided_probability(double statistic, double degrees_of_freedom);

/// name, estimate, se, statistic, df, p_value, low, high; one degree of freedom per row.
Table estimate_table(const std::string& name, const std::vector<std::string>& labels, const Eigen::VectorXd& estimates,
                     const Eigen::VectorXd& errors, const Eigen::VectorXd& degrees_of_freedom, double confidence);

}  // namespace maatstaf::detail

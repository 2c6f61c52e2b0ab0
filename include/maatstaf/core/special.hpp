// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace maatstaf::special {

// Distribution functions and their inverses, to about 1e-14 relative. Arguments outside the domain throw ArgumentError.
double normal_cdf(double x);
double normal_quantile(double probability);
double student_t_cdf(double x, double degrees_of_freedom);
double student_t_quantile(double probability, double degrees_of_freedom);
double chi_squared_cdf(double x, double degrees_of_freedom);
double chi_squared_quantile(double probability, double degrees_of_freedom);
double gamma_cdf(double x, double shape, double scale = 1.0);
double gamma_quantile(double probability, double shape, double scale = 1.0);
double beta_cdf(double x, double a, double b);
double beta_quantile(double probability, double a, double b);
double log_gamma(double x);
double digamma(double x);

}  // namespace maatstaf::special

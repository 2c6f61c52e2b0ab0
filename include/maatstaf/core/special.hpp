// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace maatstaf::special {

// Distribution functions and their inverses, to about 1e-14 relative. NaN anywhere gives NaN; other arguments
// outside the domain throw ArgumentError. Probabilities 0 and 1 give the ends of the distribution (which may be
// infinite). Degrees of freedom of Student's t may be infinite.
double normal_cdf(double x);
double normal_quantile(double probability);
double student_t_cdf(double x, double degrees_of_freedom);
double student_t_quantile(double probability, double degrees_of_freedom);
double chi_squared_cdf(double x, double degrees_of_freedom);
double chi_squared_tail(double x, double degrees_of_freedom);   ///< 1 - cdf, with all its digits
double chi_squared_quantile(double probability, double degrees_of_freedom);
double gamma_cdf(double x, double shape, double scale = 1.0);
double gamma_survival(double x, double shape, double scale = 1.0);   ///< 1 - gamma_cdf, to its own relative precision
double gamma_quantile(double probability, double shape, double scale = 1.0);
double beta_cdf(double x, double a, double b);
double beta_quantile(double probability, double a, double b);
double log_gamma(double x);  ///< log|Gamma(x)|; throws at 0, -1, -2, ...
double digamma(double x);    ///< derivative of log Gamma; throws at 0, -1, -2, ...
double trigamma(double x);   ///< its second derivative; throws unless x > 0

}  // namespace maatstaf::special

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/two_part.hpp"
#include "regress/parts.hpp"

namespace maatstaf::detail {

/// How the amounts are fitted.
GlmOptions amount_options(const TwoPartOptions& options);

/// The rows above zero as their fit takes them.
struct AmountRows {
    std::vector<double> logs{};   ///< of the amounts, for a lognormal
    RegressionData data{};

    AmountRows(const RegressionData& above, AmountLaw law);
    AmountRows(const AmountRows&) = delete;
    AmountRows& operator=(const AmountRows&) = delete;
};

/// Residuals on the log scale brought back: what exp(log mean) has to be multiplied by. The sums that say so, and those
/// that say how sure it is once it is known.
struct Smearing {
    double total = 0.0, weight = 0.0;   ///< of exp(residual), and of the rows
    Eigen::VectorXd rise{};             ///< of exp(residual) x
    Eigen::VectorXd sum{};              ///< of x
    double square = 0.0, cross = 0.0;   ///< of (exp(residual) - factor)^2, of exp(residual) residual

    double factor() const { return total / weight; }
    /// Adds rows to the first sums.
    void add(const RegressionData& logs, const std::vector<double>& residuals);
    void add(const Smearing& other);
    /// Adds rows to those of the spread.
    void add_spread(const RegressionData& logs, const std::vector<double>& residuals);
    void add_spread(const Smearing& other);
    /// What a row says about log(factor), when `own` is what it says about the coefficients.
    double influence(double residual, double frequency, const Eigen::Ref<const Eigen::VectorXd>& own) const {
        return frequency * (std::exp(residual) / factor() - 1.0) / weight - rise.dot(own) / total;
    }
};
std::vector<double> log_residuals(const RegressionData& logs, const GlmResult& fit);

/// Adds what row k above zero says about the coefficients of the amount and log(factor); without residuals the factor
/// is 1 and has no error.
void add_amount_influence(const RegressionData& above, const FitRows& second, const Smearing& smearing,
                          const std::vector<double>& residuals, std::ptrdiff_t k,
                          Eigen::Ref<Eigen::VectorXd> influence);

/// With the variances of the families: the parts are independent; residuals of a lognormal do not depend on x.
Eigen::MatrixXd amount_model_covariance(const GlmResult& use, const GlmResult& amount, AmountLaw law,
                                        const Smearing& smearing);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/two_part.hpp"
#include "regress/parts.hpp"
#include "regress/parts_sums.hpp"

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
    /// What a row has more than the factor, as a share of it.
    double rest(double residual) const { return std::exp(residual) / factor() - 1.0; }
};

/// What amounts say about their coefficients and log(factor), which has no error unless they are lognormal.
class FittedAmounts final : public SecondRows {
public:
    FittedAmounts(const RegressionData& above, AmountLaw law, const GlmResult& fit, const Smearing& smearing);

    const RegressionData& data() const override { return rows_.data; }
    void influence(const FitRows& at, std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> out) const override;
    ClusterSums last(std::span<const std::ptrdiff_t> rows) const override;
    const std::vector<double>& residuals() const { return residuals_; }   ///< lognormal: on the log scale

private:
    const Smearing& smearing_;
    AmountRows rows_;
    std::vector<double> residuals_{};
};
std::vector<PartsBlock> amount_blocks(const FitRows& second, const GlmResult& amount, AmountLaw law,
                                      const Smearing& smearing);

/// With the variances of the families: the parts are independent; residuals of a lognormal do not depend on x.
Eigen::MatrixXd amount_model_covariance(const GlmResult& use, const GlmResult& amount, AmountLaw law,
                                        const Smearing& smearing);

}  // namespace maatstaf::detail

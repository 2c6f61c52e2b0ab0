// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

struct DiagnosticsOptions {
    std::uint64_t seed = 1;
    bool dfbeta = false;
    static constexpr auto fields() {
        using O = DiagnosticsOptions;
        return std::tuple{
            field("seed", &O::seed, "of the random part of quantile residuals of discrete outcomes"),
            field("dfbeta", &O::dfbeta, "whether to give the change of every coefficient without each row")};
    }
};

/// What every row does to a fit and the fit to every row. n rows. A row with a frequency weight is one of so many equal
/// rows; weights of precision belong to the row.
struct DiagnosticsResult {
    Eigen::VectorXd mean{};       ///< n, fitted
    Eigen::VectorXd leverage{};   ///< n, diagonal of the hat matrix, 0 .. 1, adds up to the rank
    Eigen::VectorXd response{};   ///< n, y - mean
    Eigen::VectorXd pearson{};    ///< n, (y - mean) sqrt(weight / V); squares add up to Pearson's chi-squared
    Eigen::VectorXd deviance{};   ///< n, signed root of the row's deviance
    Eigen::VectorXd pearson_standardised{};    ///< n, over sqrt(dispersion (1 - leverage))
    Eigen::VectorXd deviance_standardised{};   ///< n, likewise
    /// n, randomised quantile residuals (Dunn & Smyth 1996): standard normal when the whole law is right, for counts
    /// too. NaN for quasi families, which have no law.
    Eigen::VectorXd quantile{};
    Eigen::VectorXd cook{};   ///< n, Cook's distance: how far a row moves all coefficients together
    /// n x p, what a row adds to each coefficient: exact for linear models, one Newton step for others. 0 x 0 unless
    /// asked.
    Eigen::MatrixXd dfbeta{};
    std::vector<std::string> names{};   ///< p
    std::vector<Caveat> caveats{};

    /// One row per row of the data: row, mean, leverage, residuals, cook.
    Table table() const;
};

/// From the same rows as the fit. Throws as `glm` does. Leverage and Cook as in R's `hatvalues` and `cooks.distance`;
/// rows that the fit follows exactly (leverage 1) get NaN in what divides by 1 - leverage, and a caveat.
/// dfbeta uses the score of the row, as Pregibon (1981); R uses deviance residuals there, so that GLMs differ a little.
DiagnosticsResult diagnostics(const RegressionData& data, const GlmResult& fit, const DiagnosticsOptions& options = {});

/// How the variance departs from the mean in a test of equal dispersion.
enum class DispersionTrend : std::uint8_t {
    linear,      ///< V = phi mu
    quadratic,   ///< V = mu + alpha mu^2
};
constexpr auto enum_names(DispersionTrend) {
    using enum DispersionTrend;
    return std::array{EnumName<DispersionTrend>{linear, "linear"}, EnumName<DispersionTrend>{quadratic, "quadratic"}};
}

struct DispersionResult {
    double pearson = 0.0;   ///< Pearson's chi-squared
    double residual_df = 0.0;
    double ratio = 0.0;             ///< pearson / residual_df; 1 when the variance is that of the family
    double pearson_p_value = 0.0;   ///< that chance alone gives so large a chi-squared
    DispersionTrend trend = DispersionTrend::quadratic;
    double excess = 0.0;      ///< Cameron & Trivedi: phi - 1 or alpha; NaN for families other than Poisson
    double statistic = 0.0;   ///< its t
    double p_value = 0.0;     ///< one-sided, against more variance than Poisson allows

    /// One row: pearson, residual_df, ratio, pearson_p_value, trend, excess, statistic, p_value.
    Table table() const;
};

/// Over-dispersion of a Poisson or binomial fit: Pearson's chi-squared against its degrees of freedom and, for Poisson,
/// the regression of ((y - mu)^2 - y) / mu on 1 or mu without an intercept (Cameron & Trivedi 1990). Frequency weights
/// count as so many rows; throws ArgumentError for prior or analytic weights with Poisson.
DispersionResult dispersion_test(const RegressionData& data, const GlmResult& fit,
                                 DispersionTrend trend = DispersionTrend::quadratic);

/// Generalised variance inflation of groups of columns (Fox & Monette 1992): how much larger the joint confidence
/// region of a group is than if the other columns were unrelated to it.
struct InflationResult {
    std::vector<std::string> labels{};
    Eigen::VectorXd inflation{};           ///< the square of the growth of the region; for one column the usual VIF
    std::vector<std::int32_t> columns{};   ///< in each group
    Eigen::VectorXd per_column{};          ///< inflation^(1 / (2 columns)): comparable between groups, as a se ratio

    /// term, columns, inflation, per_column.
    Table table() const;
};
/// `groups`: the term of every column, for example `Design::column_terms`; empty: every column by itself. The column
/// (or group) called `intercept`, when given, is left out first. Aliased columns are left out too. As car::vif in R.
InflationResult variance_inflation(const GlmResult& fit, const std::vector<std::string>& groups = {},
                                   const std::string& intercept = "(intercept)");

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/risk/fit.hpp"

namespace maatstaf {

/// What one row may expect on its traits, beside what was observed.
struct ExpectedUse {
    std::string unit{};
    double exposure = 1.0;
    double observed = 0.0;
    Estimate expected{};       ///< with the margin of the coefficients only
    double low = 0.0;          ///< where observations of such rows fall: chance and the margin of the coefficients
    double high = 0.0;
    Estimate ratio{};          ///< observed / expected; its margin is that of the expectation, on the logarithm
    double probability = 0.0;  ///< of a difference this large or larger by chance, two-sided
    double left_out = 0.0;     ///< expected when this row is left out of the fit (one step)

    static constexpr auto fields() {
        using R = ExpectedUse;
        return std::tuple{field("unit", &R::unit, "unit"), field("exposure", &R::exposure, "exposure"),
                          field("observed", &R::observed, "observed"),
                          field("expected", &R::expected, "with the margin of the coefficients only"),
                          field("low", &R::low, "where observations of such rows fall"),
                          field("high", &R::high, "high"), field("ratio", &R::ratio, "observed / expected"),
                          field("probability", &R::probability,
                                "of a difference this large or larger by chance, two-sided"),
                          field("left_out", &R::left_out, "expected when this row is left out of the fit")};
    }
};

/// Expected use of every row of the fit. Chance is that of the fitted family: for counts the negative binomial
/// distribution whose mean is the expectation and whose variance is that of the family plus that of the expectation
/// (Poisson when there is no more), its probability twice the smaller tail of the exact distribution, half of the
/// observed outcome counted; for shares a beta distribution, for other outcomes a normal or, where they cannot be
/// negative, a gamma distribution with that mean and variance. Tweedie is its own law: a number of gamma amounts. Where
/// nothing at all is likelier than the lower tail, the interval starts at 0 and what is left of both tails lies above.
std::vector<ExpectedUse> expected_use(const RiskFit& fit);

/// The same for new rows: `x` has the columns of the fit, `exposure` one entry per row where the fit has an exposure
/// (else it may be empty), `weights` one for shares: the people behind them, without which a share is of one person.
/// Nothing was observed there: `observed`, `ratio`, `probability` and `left_out` are NaN.
std::vector<ExpectedUse> expected_use(const RiskFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x,
                                      std::span<const double> exposure, std::span<const std::string> units = {},
                                      std::span<const double> weights = {});

/// The same for the rows of a table, by a fit that was made on a table: it has the columns of the factors, and those of
/// exposure, weights (of shares) and unit where the fit has them. Throws as `Design::build` does, so a level that
/// the fit has not seen is named, and ArgumentError (risk_not_from_table) when the fit was made on arrays.
std::vector<ExpectedUse> expected_use(const RiskFit& fit, const Table& table);

/// Says so when new rows lie clearly (by more than a tenth of its range) outside the values of a column that the fit
/// was made on: what goes with such traits was never seen. `x` has the columns of the fit.
std::vector<Caveat> caveats_of_new_rows(const RiskFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x);
/// The same for a table, by a fit that was made on a table.
std::vector<Caveat> caveats_of_new_rows(const RiskFit& fit, const Table& table);

/// unit, exposure, observed, expected, se, expected_low, expected_high, low, high, ratio, ratio_low, ratio_high,
/// probability, left_out.
Table to_table(const std::vector<ExpectedUse>& rows);

namespace risk {

/// P(Y <= count) of the negative binomial distribution with this mean and variance; Poisson when variance <= mean. A
/// count that is not whole is taken by the continuous formula.
double count_cdf(double count, double mean, double variance);
/// The least whole count with P(Y <= count) >= probability.
double count_quantile(double probability, double mean, double variance);

}  // namespace risk

}  // namespace maatstaf

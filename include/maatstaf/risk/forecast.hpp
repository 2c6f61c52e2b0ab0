// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/risk/fit.hpp"

namespace maatstaf {

/// Use of one care form by people of some ages, as counted.
struct AgeRate {
    std::int32_t from_age = 0;  ///< first age of the band, in years
    std::int32_t to_age = 0;    ///< last age, included; equal to `from_age` for a single year
    double cases = 0.0;         ///< people with care; or the sum of anything that is counted
    double person_years = 0.0;  ///< people of that age in the same period
    double amount = 1.0;        ///< what one case comes to: 1 for people, euros for cost
    double amount_se = 0.0;
    static constexpr auto fields() {
        using O = AgeRate;
        return std::tuple{field("from_age", &O::from_age, "first age of the band"),
                          field("to_age", &O::to_age, "last age, included"),
                          field("cases", &O::cases, "people with care"),
                          field("person_years", &O::person_years, "people of that age"),
                          field("amount", &O::amount, "what one case comes to: 1, or euros"),
                          field("amount_se", &O::amount_se, "standard error of that mean amount")};
    }
};

struct ForecastOptions {
    double dispersion = 1.0;    ///< variance of counts against Poisson, >= 1 as a rule (measured on past years)
    double amount_cv = 0.0;     ///< spread of the amount between cases, sd / mean
    double trend = 0.0;         ///< yearly change of the logarithm of the rates: 0.02 is 2 percent more a year
    double trend_se = 0.0;
    double confidence = 0.95;
    std::int32_t base_year = 0; ///< of the rates
    std::int32_t ends_at = 18;  ///< age at which the act ends; 0: at none
    static constexpr auto fields() {
        using O = ForecastOptions;
        return std::tuple{field("dispersion", &O::dispersion, "variance of counts against Poisson"),
                          field("amount_cv", &O::amount_cv, "spread of the amount between cases, sd / mean"),
                          field("trend", &O::trend, "yearly change of the logarithm of the rates"),
                          field("trend_se", &O::trend_se, "its standard error"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("base_year", &O::base_year, "year of the rates"),
                          field("ends_at", &O::ends_at, "age at which the act ends; 0: at none")};
    }
};

struct ForecastYear {
    std::int32_t year = 0;
    Estimate expected{};         ///< mean of the year, with what is unsure about it (rates, trend, population)
    Estimate outcome{};          ///< the same with the play of chance in the year itself: a prediction interval
    double population = 0.0;     ///< in the ages of the rates
    double at_base_rates = 0.0;  ///< without the trend: what the population alone brings
    double near_end = 0.0;       ///< expected in the last year of age before the act ends: they leave it within a year
    double after_end = 0.0;      ///< expected at ages from `ends_at` on

    static constexpr auto fields() {
        using R = ForecastYear;
        return std::tuple{field("year", &R::year, "year"),
                          field("expected", &R::expected, "mean of the year, with what is unsure about it"),
                          field("outcome", &R::outcome, "the same with the play of chance in the year itself"),
                          field("population", &R::population, "in the ages of the rates"),
                          field("at_base_rates", &R::at_base_rates, "without the trend"),
                          field("near_end", &R::near_end, "expected in the last year of age before the act ends"),
                          field("after_end", &R::after_end, "expected at ages from ends_at on")};
    }
};

struct ForecastResult {
    ForecastOptions options{};
    std::vector<ForecastYear> years{};
    std::vector<Caveat> caveats{};
    /// year, population, at_base_rates, expected, se, low, high, outcome_low, outcome_high, near_end, after_end.
    Table table() const;

    static constexpr auto fields() {
        using R = ForecastResult;
        return std::tuple{field("options", &R::options, "options"), field("years", &R::years, "years"),
                          field("caveats", &R::caveats, "caveats")};
    }
};

/// Rates by age times a population forecast. `population` and `population_se` are ages (one row per rate) x years; an
/// empty `population_se` takes the forecast as sure. Var = sum pop^2 Var(rate) + rate^2 Var(pop) over ages, plus that
/// of the common trend; a year itself adds dispersion x expected (1 + cv^2). Intervals are quantiles of the gamma
/// distribution with that mean and variance. Errors in the population are taken as independent between ages. Throws
/// ArgumentError or DataError on wrong shapes, negative counts or populations, no person years, bands that overlap.
ForecastResult forecast_use(std::span<const AgeRate> rates, std::span<const std::int32_t> years,
                            const Eigen::Ref<const Eigen::MatrixXd>& population,
                            const Eigen::MatrixXd& population_se, const ForecastOptions& options = {});

/// People to forecast for with a fit: one row per group of people and year, such as an age in a neighbourhood.
struct ForecastRows {
    Eigen::MatrixXd x{};                    ///< n x p, the columns of the fit
    std::vector<std::int32_t> years{};      ///< n
    std::vector<double> people{};           ///< n
    std::vector<double> people_se{};        ///< n or empty: taken as sure
    std::vector<std::pair<std::int32_t, std::int32_t>> ages{};  ///< n or empty: first and last age of the row
};

/// Columns of a table of such rows; the factors have the names that they had in the fit, and people that of exposure.
struct ForecastColumns {
    std::string year{};
    std::string age{};          ///< numbers, or text such as "17" and "0-14"; empty: no act that ends
    std::string people_se{};    ///< empty: taken as sure
    static constexpr auto fields() {
        using C = ForecastColumns;
        return std::tuple{field("year", &C::year, "column with the year of a row"),
                          field("age", &C::age, "column with its age or ages"),
                          field("people_se", &C::people_se, "column with the standard error of its people")};
    }
};

/// What a fit expects of the people of later years, added up by year. The margin holds for all rows together (they
/// share their coefficients): Var = g' V g + rate^2 Var(people), g the gradient of the sum, plus that of the trend; a
/// year itself adds the variance of the fitted family per row. `dispersion` and `amount_cv` are not looked at. An act
/// that ends at an age is best seen with ages as a category of the fit; a caveat says when they are not. Needs the log
/// link. Throws as `expected_use` does for new rows. `x` (n x p) are the rows of the table in the columns of a fit that
/// was made on arrays.
ForecastResult forecast_use(const RiskFit& fit, const ForecastRows& rows, const ForecastOptions& options = {});
ForecastResult forecast_use(const RiskFit& fit, const Table& table, const ForecastColumns& columns,
                            const ForecastOptions& options = {}, const Eigen::MatrixXd& x = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const ForecastResult& result);
template <>
ForecastResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

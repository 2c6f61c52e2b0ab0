// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/forecast.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

/// A Poisson count: waiting times added up.
double poisson_count(RandomStream& random, double mean) {
    if (mean > 200.0) return std::max(0.0, std::round(mean + std::sqrt(mean) * random.normal()));
    int count = -1;
    for (double time = 0.0; time < mean; ++count) time -= std::log(random.uniform());
    return count;
}

}  // namespace

TEST_CASE("rates by age times a population", "[risk][forecast]") {
    const std::vector<AgeRate> rates{{16, 16, 40, 400, 1, 0}, {17, 17, 50, 400, 1, 0}, {18, 18, 30, 400, 1, 0},
                                     {19, 22, 8, 1600, 1, 0}};
    Eigen::MatrixXd population(4, 2), se = Eigen::MatrixXd::Constant(4, 2, 10.0);
    population << 420, 440, 380, 420, 410, 380, 1590, 1600;
    const std::vector<std::int32_t> years{2025, 2026};
    ForecastOptions options;
    options.base_year = 2024;
    const auto flat = forecast_use(rates, years, population, {}, options);
    CHECK(flat.years[0].expected.value == Approx(42 + 47.5 + 30.75 + 7.95));
    CHECK(flat.years[0].near_end == Approx(47.5));
    CHECK(flat.years[0].after_end == Approx(30.75 + 7.95));
    const double variance = 40 * std::pow(420.0 / 400, 2) + 50 * std::pow(380.0 / 400, 2) +
                            30 * std::pow(410.0 / 400, 2) + 8 * std::pow(1590.0 / 1600, 2);
    CHECK(flat.years[0].expected.se == Approx(std::sqrt(variance)));
    CHECK(flat.years[0].outcome.se == Approx(std::sqrt(variance + flat.years[0].expected.value)));
    CHECK(flat.caveats.front().message == messages::risk_population_as_sure);
    const auto unsure = forecast_use(rates, years, population, se, options);
    CHECK(unsure.years[0].expected.se ==
          Approx(std::sqrt(variance + 100 * (0.1 * 0.1 + 0.125 * 0.125 + 0.075 * 0.075 + 0.005 * 0.005))));
    options.trend = 0.05;
    options.trend_se = 0.01;
    const auto grown = forecast_use(rates, years, population, {}, options);
    CHECK(grown.years[1].expected.value == Approx(flat.years[1].expected.value * std::exp(0.1)));
    CHECK(grown.years[1].at_base_rates == Approx(flat.years[1].expected.value));
    CHECK(grown.years[1].expected.se > flat.years[1].expected.se * std::exp(0.1));
}

TEST_CASE("a band over the age at which the act ends is noticed", "[risk][forecast]") {
    const std::vector<std::int32_t> years{2025};
    const auto banded = forecast_use(std::vector<AgeRate>{{15, 19, 100, 2000, 1, 0}}, years,
                                     Eigen::MatrixXd::Constant(1, 1, 2000.0), {}, {});
    CHECK(banded.caveats.front().message == messages::risk_band_over_cliff);
    // A town whose 17-year-olds turn 18: single ages see use fall, the band sees nothing.
    const std::vector<AgeRate> single{{17, 17, 80, 800, 1, 0}, {18, 18, 20, 1200, 1, 0}};
    Eigen::MatrixXd population(2, 1);
    population << 0.0, 2000.0;
    CHECK(forecast_use(single, years, population, {}, {}).years[0].expected.value < 40.0);
    ForecastOptions none;
    none.ends_at = 0;
    for (const auto& each : forecast_use(std::vector<AgeRate>{{15, 19, 100, 2000, 1, 0}}, years,
                                         Eigen::MatrixXd::Constant(1, 1, 2000.0), {}, none).caveats)
        CHECK(each.message != messages::risk_band_over_cliff);
}

TEST_CASE("intervals of a forecast hold, of the mean and of the year itself", "[risk][forecast][coverage]") {
    const int ages = 6, samples = 2000;
    const double rate[ages] = {0.02, 0.05, 0.08, 0.11, 0.13, 0.09};
    int mean_covered = 0, year_covered = 0;
    for (int s = 0; s < samples; ++s) {
        RandomStream random(5, 62, static_cast<std::uint64_t>(s), 0);
        std::vector<AgeRate> rates;
        Eigen::MatrixXd population(ages, 1), se(ages, 1);
        double truth = 0.0, year = 0.0;
        for (int a = 0; a < ages; ++a) {
            rates.push_back({a, a, poisson_count(random, 300 * rate[a]), 300.0, 1, 0});
            se(a, 0) = 20.0;
            const double people = 350.0;
            population(a, 0) = people + se(a, 0) * random.normal();  // the forecast misses the people there will be
            truth += people * rate[a];
            year += poisson_count(random, people * rate[a]);
        }
        ForecastOptions options;
        const auto made = forecast_use(rates, std::vector<std::int32_t>{0}, population, se, options).years[0];
        mean_covered += made.expected.low <= truth && truth <= made.expected.high ? 1 : 0;
        year_covered += made.outcome.low <= year && year <= made.outcome.high ? 1 : 0;
    }
    CAPTURE(mean_covered, year_covered);
    CHECK(std::abs(mean_covered - 1900) < 40);  // 95 percent, four standard errors of 2000 samples
    CHECK(std::abs(year_covered - 1900) < 40);
}

TEST_CASE("wrong rates and populations are refused", "[risk][forecast]") {
    const std::vector<std::int32_t> years{2025};
    const auto one = Eigen::MatrixXd::Constant(1, 1, 10.0);
    test::expect_error<DataError>(messages::risk_given_twice, {"'17'", "rates"}, [&] {
        forecast_use(std::vector<AgeRate>{{15, 17, 1, 10, 1, 0}, {17, 18, 1, 10, 1, 0}}, years,
                     Eigen::MatrixXd::Constant(2, 1, 10.0), {}, {});
    });
    test::expect_error<DataError>(messages::risk_negative, {"person_years", "'17'", "above 0"},
                                  [&] { forecast_use(std::vector<AgeRate>{{17, 17, 1, 0, 1, 0}}, years, one, {},
                                      {}); });
    test::expect_error<ArgumentError>(messages::risk_shape, {"population", "1 x 1", "2 x 1"}, [&] {
        forecast_use(std::vector<AgeRate>{{17, 17, 1, 10, 1, 0}}, years, Eigen::MatrixXd::Constant(2, 1, 10.0), {}, {});
    });
}

TEST_CASE("a trend counts from a year that was named", "[risk][forecast]") {
    const std::vector<AgeRate> rates{{17, 17, 50, 400, 1, 0}};
    const std::vector<std::int32_t> years{2025};
    const Eigen::MatrixXd population = Eigen::MatrixXd::Constant(1, 1, 400.0);
    ForecastOptions options;
    CHECK(forecast_use(rates, years, population, {}, options).years[0].expected.value == Approx(50.0));
    options.trend = 0.01;
    test::expect_error<ArgumentError>(messages::risk_base_year, {"base_year is 0, 2025 years", "base_year=2024"},
                                      [&] { forecast_use(rates, years, population, {}, options); });
    options.base_year = 2024;
    CHECK(forecast_use(rates, years, population, {}, options).years[0].expected.value == Approx(50.0 * std::exp(0.01)));
    options.trend = 2.0;   // percent, by the look of it
    CHECK_THROWS_AS(forecast_use(rates, years, population, {}, options), ArgumentError);
}

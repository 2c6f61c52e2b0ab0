// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/forecast.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "core/check.hpp"
#include "risk/forecast_trend.hpp"
#include "risk/margin.hpp"

namespace maatstaf {
namespace {

std::string band_text(const AgeRate& rate) {
    return rate.from_age == rate.to_age ? std::to_string(rate.from_age)
                                        : std::to_string(rate.from_age) + "-" + std::to_string(rate.to_age);
}

void need(bool holds, const char* argument, const std::string& item, double got, const char* range) {
    if (!holds)
        throw DataError(messages::risk_negative,
                        {{"argument", argument}, {"item", item}, {"got", to_text(got)}, {"range", range}});
}

std::vector<AgeRate> by_age(std::span<const AgeRate> rates) {
    std::vector<AgeRate> sorted(rates.begin(), rates.end());
    std::sort(sorted.begin(), sorted.end(), [](const AgeRate& a, const AgeRate& b) { return a.from_age < b.from_age; });
    return sorted;
}

void check_rates(std::span<const AgeRate> rates) {
    if (rates.empty()) throw ArgumentError(messages::risk_no_rows);
    for (const AgeRate& each : rates) {
        const auto band = band_text(each);
        need(each.from_age >= 0 && each.to_age >= each.from_age, "from_age .. to_age", band, each.to_age,
            ">= from_age");
        need(each.cases >= 0.0 && std::isfinite(each.cases), "cases", band, each.cases, ">= 0");
        need(each.person_years > 0.0 && std::isfinite(each.person_years), "person_years", band, each.person_years,
            "> 0");
        need(each.amount >= 0.0 && std::isfinite(each.amount), "amount", band, each.amount, ">= 0");
        need(each.amount_se >= 0.0 && std::isfinite(each.amount_se), "amount_se", band, each.amount_se, ">= 0");
    }
    const auto sorted = by_age(rates);
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i].from_age <= sorted[i - 1].to_age)
            throw DataError(messages::risk_given_twice, {{"item", std::to_string(sorted[i].from_age)},
                                                         {"argument", "rates"}});
}

void check_years(std::span<const std::int32_t> years) {
    std::vector<std::int32_t> sorted(years.begin(), years.end());
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end())
        throw DataError(messages::risk_given_twice, {{"item", std::to_string(*twice)}, {"argument", "years"}});
}

/// Ages without a case, and ages between others without a rate.
void say_of_rates(std::span<const AgeRate> rates, ForecastResult& result) {
    std::vector<std::string> none, gaps;
    const auto sorted = by_age(rates);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (sorted[i].cases == 0.0) none.push_back(band_text(sorted[i]));
        if (i == 0 || sorted[i].from_age == sorted[i - 1].to_age + 1) continue;
        AgeRate gap;
        gap.from_age = sorted[i - 1].to_age + 1;
        gap.to_age = sorted[i].from_age - 1;
        gaps.push_back(band_text(gap));
    }
    if (!none.empty()) result.caveats.push_back({messages::risk_no_cases, {{"ages", join(none, ", ")}}});
    if (!gaps.empty()) result.caveats.push_back({messages::risk_age_gap, {{"ages", join(gaps, ", ")}}});
}

void check_population(const Eigen::Ref<const Eigen::MatrixXd>& population, const char* name, Eigen::Index ages,
                      Eigen::Index years, std::span<const AgeRate> rates) {
    if (population.rows() != ages || population.cols() != years)
        throw ArgumentError(messages::risk_shape,
                            {{"argument", name},
                             {"expected", std::to_string(ages) + " x " + std::to_string(years)},
                             {"got", std::to_string(population.rows()) + " x " + std::to_string(population.cols())}});
    for (Eigen::Index a = 0; a < ages; ++a)
        for (Eigen::Index t = 0; t < years; ++t)
            need(population(a, t) >= 0.0 && std::isfinite(population(a, t)), name,
                 band_text(rates[static_cast<std::size_t>(a)]), population(a, t), ">= 0");
}

}  // namespace

ForecastResult forecast_use(std::span<const AgeRate> rates, std::span<const std::int32_t> years,
                            const Eigen::Ref<const Eigen::MatrixXd>& population,
                            const Eigen::MatrixXd& population_se, const ForecastOptions& options) {
    detail::need_confidence(options.confidence);
    check_rates(rates);
    check_years(years);
    const auto ages = static_cast<Eigen::Index>(rates.size());
    const auto count = static_cast<Eigen::Index>(years.size());
    check_population(population, "population", ages, count, rates);
    const bool sure = population_se.size() == 0;
    if (!sure) check_population(population_se, "population_se", ages, count, rates);
    if (!(options.dispersion > 0.0)) throw detail::out_of_range("dispersion", "> 0", options.dispersion);
    if (!(options.amount_cv >= 0.0)) throw detail::out_of_range("amount_cv", ">= 0", options.amount_cv);
    detail::need_trend(options, years);

    ForecastResult result;
    result.options = options;
    for (Eigen::Index t = 0; t < count; ++t) {
        ForecastYear made;
        made.year = years[static_cast<std::size_t>(t)];
        const double elapsed = made.year - options.base_year;
        const double growth = std::exp(options.trend * elapsed);
        double unsure = 0.0;
        double chance = 0.0;
        double chance_of_none = 0.0;   // where no case was seen at any age
        for (Eigen::Index a = 0; a < ages; ++a) {
            const AgeRate& each = rates[static_cast<std::size_t>(a)];
            const double people = population(a, t);
            const double rate = each.cases / each.person_years;
            const double base = people * rate * each.amount;
            // Half a case more keeps the variance of an age without any case above zero.
            const double rate_variance =
                options.dispersion * (each.cases > 0.0 ? each.cases : 0.5) / (each.person_years * each.person_years);
            const double se = sure ? 0.0 : population_se(a, t);
            unsure += growth * growth *
                      (people * people * (each.amount * each.amount * rate_variance +
                                          rate * rate * each.amount_se * each.amount_se) +
                       rate * rate * each.amount * each.amount * se * se);
            chance += growth * options.dispersion * people * rate * each.amount * each.amount *
                      (1.0 + options.amount_cv * options.amount_cv);
            chance_of_none +=
                growth * options.dispersion * 0.5 * people / each.person_years * each.amount * each.amount;
            made.population += people;
            made.at_base_rates += base;
            if (options.ends_at > 0 && each.from_age >= options.ends_at) made.after_end += growth * base;
            if (options.ends_at > 0 && each.to_age == options.ends_at - 1)
                made.near_end += growth * base / (each.to_age - each.from_age + 1);
        }
        const double mean = growth * made.at_base_rates;
        if (mean == 0.0) chance = chance_of_none;
        unsure += std::pow(mean * elapsed * options.trend_se, 2);
        made.expected = detail::gamma_interval(mean, unsure, options.confidence);
        made.outcome = detail::gamma_interval(mean, unsure + chance, options.confidence);
        result.years.push_back(made);
    }
    for (const AgeRate& each : rates)
        if (options.ends_at > 0 && each.from_age < options.ends_at && each.to_age >= options.ends_at)
            result.caveats.push_back({messages::risk_band_over_cliff, {{"from", std::to_string(each.from_age)},
                                                                      {"to", std::to_string(each.to_age)},
                                                                      {"age", std::to_string(options.ends_at)}}});
    say_of_rates(rates, result);
    if (sure) result.caveats.push_back({messages::risk_population_as_sure, {}});
    result.caveats.push_back({messages::risk_unchanged_rates, {}});
    return result;
}

Table ForecastResult::table() const {
    std::vector<std::int32_t> year;
    for (const ForecastYear& each : years) year.push_back(each.year);
    const auto column = [&](const char* name, const auto& value_of) {
        std::vector<double> values;
        for (const ForecastYear& each : years) values.push_back(value_of(each));
        return Column::float64(name, std::move(values));
    };
    using Y = ForecastYear;
    return Table({Column::int32("year", std::move(year)), column("population", [](const Y& y) { return y.population; }),
                  column("at_base_rates", [](const Y& y) { return y.at_base_rates; }),
                  column("expected", [](const Y& y) { return y.expected.value; }),
                  column("se", [](const Y& y) { return y.expected.se; }),
                  column("low", [](const Y& y) { return y.expected.low; }),
                  column("high", [](const Y& y) { return y.expected.high; }),
                  column("outcome_low", [](const Y& y) { return y.outcome.low; }),
                  column("outcome_high", [](const Y& y) { return y.outcome.high; }),
                  column("near_end", [](const Y& y) { return y.near_end; }),
                  column("after_end", [](const Y& y) { return y.after_end; })});
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/expected.hpp"
#include "maatstaf/risk/forecast.hpp"
#include "risk/cost_parts.hpp"
#include "risk/expectation.hpp"
#include "risk/forecast_trend.hpp"
#include "risk/influence.hpp"
#include "risk/margin.hpp"
#include "risk/outcome_chance.hpp"
#include "risk/repeated_rows.hpp"

// Forecasts by a fit: expected use of the people of later years, added up by year.
namespace maatstaf {
namespace {

void check_forecast(const RiskFit& fit, const ForecastRows& rows, const ForecastOptions& options) {
    detail::need_confidence(options.confidence);
    detail::need_trend(options, rows.years);
    if (const Link link = fit.fit.options.distribution.link; link != Link::log)
        throw ArgumentError(messages::risk_needs_log_link,
                            {{"what", "forecast"}, {"got", std::string(to_name(link))}});
    const auto need_length = [](const char* argument, std::size_t got, Eigen::Index wanted) {
        if (got != static_cast<std::size_t>(wanted))
            throw ArgumentError(messages::risk_length, {{"argument", argument},
                                                        {"expected", std::to_string(wanted)},
                                                        {"got", std::to_string(got)}});
    };
    const Eigen::Index n = rows.x.rows();
    if (n == 0) throw ArgumentError(messages::risk_no_rows);
    need_length("columns of x", static_cast<std::size_t>(rows.x.cols()), fit.x.cols());
    need_length("years", rows.years.size(), n);
    need_length("people", rows.people.size(), n);
    if (!rows.people_se.empty()) need_length("people_se", rows.people_se.size(), n);
    if (!rows.ages.empty()) need_length("ages", rows.ages.size(), n);
    const auto not_negative = [](const char* argument, const std::vector<double>& values) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (!(values[i] >= 0.0) || !std::isfinite(values[i]))
                throw DataError(messages::risk_negative, {{"argument", argument},
                                                          {"item", std::to_string(i + 1)},
                                                          {"got", to_text(values[i])},
                                                          {"range", ">= 0"}});
    };
    not_negative("people", rows.people);
    not_negative("people_se", rows.people_se);
}

/// Sums of one year.
struct Year {
    double base = 0.0, people = 0.0, chance = 0.0, of_people = 0.0, near_end = 0.0, after_end = 0.0;
    Eigen::VectorXd slope{};
};

/// "17" or "0-14".
std::pair<std::int32_t, std::int32_t> ages_from(const std::string& text, std::int64_t row) {
    std::int32_t first = -1;
    std::int32_t last = -1;
    const char* end = text.data() + text.size();
    auto read = std::from_chars(text.data(), end, first);
    if (read.ec == std::errc{} && read.ptr == end) last = first;
    else if (read.ec == std::errc{} && *read.ptr == '-') read = std::from_chars(read.ptr + 1, end, last);
    if (read.ec != std::errc{} || read.ptr != end || first < 0 || last < first)
        throw DataError(messages::risk_no_age, {{"got", text}, {"row", std::to_string(row + 1)}});
    return {first, last};
}

std::vector<std::int32_t> years_from(const Column& column, const std::vector<std::int64_t>& rows) {
    if (column.is_text()) throw ArgumentError(messages::risk_text_column, {{"column", column.name()}});
    std::vector<std::int32_t> years;
    for (const std::int64_t row : rows) {
        const auto at = static_cast<std::size_t>(row);
        const double year = column.status(at) == Status::observed ? column.number(at) : std::nan("");
        if (!(std::fabs(year) < 1e6) || year != std::round(year))
            throw DataError(messages::risk_no_year, {{"got", column.display(at)}, {"row", std::to_string(row + 1)}});
        years.push_back(static_cast<std::int32_t>(year));
    }
    return years;
}

void add_caveats(const ForecastRows& rows, const ForecastOptions& options, ForecastResult& result) {
    std::vector<std::pair<std::int32_t, std::int32_t>> said;
    for (const auto& age : rows.ages) {
        if (options.ends_at <= 0 || age.first >= options.ends_at || age.second < options.ends_at) continue;
        if (std::find(said.begin(), said.end(), age) != said.end()) continue;
        said.push_back(age);
        result.caveats.push_back({messages::risk_band_over_cliff, {{"from", std::to_string(age.first)},
                                                                   {"to", std::to_string(age.second)},
                                                                   {"age", std::to_string(options.ends_at)}}});
    }
    if (rows.people_se.empty()) result.caveats.push_back({messages::risk_population_as_sure, {}});
    result.caveats.push_back({messages::risk_unchanged_rates, {}});
}

}  // namespace

ForecastResult forecast_use(const RiskFit& fit, const ForecastRows& rows, const ForecastOptions& options) {
    check_forecast(fit, rows, options);
    const detail::Expectation expectation(fit);
    const detail::Spread spread(detail::known_covariance(fit));
    std::vector<std::int32_t> years;
    for (const std::int32_t each : rows.years)
        if (std::find(years.begin(), years.end(), each) == years.end()) years.push_back(each);
    std::sort(years.begin(), years.end());
    ForecastResult result;
    result.options = options;
    for (const std::int32_t year : years) {
        const double elapsed = year - options.base_year;
        const double growth = options.trend == 0.0 ? 1.0 : std::exp(options.trend * elapsed);
        Year sums;
        sums.slope = Eigen::VectorXd::Zero(rows.x.cols());
        for (Eigen::Index i = 0; i < rows.x.rows(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (rows.years[at] != year) continue;
            const double rate = expectation.mean(expectation.predictor(rows.x.row(i), 1.0));
            const double mean = rows.people[at] * rate;
            sums.people += rows.people[at];
            sums.base += mean;
            sums.slope += growth * mean * rows.x.row(i).transpose();
            sums.chance += detail::outcome_variance(fit, growth * mean, 1.0);
            if (!rows.people_se.empty()) sums.of_people += std::pow(growth * rate * rows.people_se[at], 2);
            if (rows.ages.empty() || options.ends_at <= 0) continue;
            const auto& age = rows.ages[at];
            if (age.first >= options.ends_at) sums.after_end += growth * mean;
            if (age.second == options.ends_at - 1) sums.near_end += growth * mean / (age.second - age.first + 1);
        }
        const double mean = growth * sums.base;
        double unsure = spread.variance(sums.slope) + sums.of_people;
        if (options.trend_se > 0.0) unsure += std::pow(mean * elapsed * options.trend_se, 2);
        ForecastYear made;
        made.year = year;
        const double wider = detail::widening(fit, sums.slope, options.confidence) * spread.variance(sums.slope);
        made.expected = detail::gamma_interval(mean, unsure + wider, options.confidence);
        made.outcome = detail::gamma_interval(mean, unsure + wider + sums.chance, options.confidence);
        made.expected.se = std::sqrt(unsure);
        made.outcome.se = std::sqrt(unsure + sums.chance);
        made.population = sums.people;
        made.at_base_rates = sums.base;
        made.near_end = rows.ages.empty() ? std::nan("") : sums.near_end;
        made.after_end = rows.ages.empty() ? std::nan("") : sums.after_end;
        result.years.push_back(made);
    }
    add_caveats(rows, options, result);
    for (const Caveat& each : caveats_of_new_rows(fit, rows.x)) result.caveats.push_back(each);
    result.caveats.insert(result.caveats.end(), fit.caveats.begin(), fit.caveats.end());
    return result;
}

ForecastResult forecast_use(const RiskFit& fit, const Table& table, const ForecastColumns& columns,
                            const ForecastOptions& options, const Eigen::MatrixXd& x) {
    if (!fit.design && x.size() == 0) throw ArgumentError(messages::risk_not_from_table);
    DesignMatrix matrix;
    if (x.size() == 0) {
        matrix = Design(*fit.design).build(table);
    } else {
        matrix.x = x;
        for (Eigen::Index i = 0; i < x.rows(); ++i) matrix.rows.push_back(i);
        if (x.rows() != static_cast<Eigen::Index>(table.rows()))
            throw ArgumentError(messages::risk_length, {{"argument", "x"},
                                                        {"expected", std::to_string(table.rows())},
                                                        {"got", std::to_string(x.rows())}});
    }
    const auto numbers = [&](const std::string& name) {
        const Column& column = table.column(name);
        if (column.is_text()) throw ArgumentError(messages::risk_text_column, {{"column", name}});
        std::vector<double> made;
        for (const std::int64_t row : matrix.rows) made.push_back(column.number(static_cast<std::size_t>(row)));
        return made;
    };
    ForecastRows rows;
    rows.x = matrix.x;
    rows.years = years_from(table.column(columns.year), matrix.rows);
    rows.people = fit.columns.exposure.empty() ? std::vector<double>(rows.years.size(), 1.0)
                                               : numbers(fit.columns.exposure);
    if (!columns.people_se.empty()) rows.people_se = numbers(columns.people_se);
    if (!columns.age.empty())
        for (const std::int64_t row : matrix.rows)
            rows.ages.push_back(ages_from(table.column(columns.age).display(static_cast<std::size_t>(row)), row));
    ForecastResult made = forecast_use(fit, rows, options);
    // Rows of a panel are called by unit and period, which later years have not; their clusters are the units.
    const std::string& unit = table.has(fit.columns.unit) ? fit.columns.unit : fit.columns.cluster;
    if (!unit.empty() && table.has(unit)) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < rows.years.size(); ++i)
            names.push_back(table.column(unit).display(static_cast<std::size_t>(matrix.rows[i])) + "/" +
                            std::to_string(rows.years[i]));
        const Eigen::Map<const Eigen::VectorXd> people(rows.people.data(), rows.x.rows());
        detail::say_of_repeated(names, rows.x, people, Eigen::VectorXd::Ones(rows.x.rows()), made.caveats);
    }
    // A straight line through the age at which the act ends does not see that it ends.
    for (const AttributionFactor& each : fit.factors)
        if (each.name == columns.age && each.levels.empty() && options.ends_at > 0)
            made.caveats.insert(made.caveats.begin(),
                                {messages::risk_age_as_number, {{"age", std::to_string(options.ends_at)}}});
    return made;
}

}  // namespace maatstaf

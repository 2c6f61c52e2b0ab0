// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/elastic_net.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/elastic_net_walk.hpp"
#include "regress/report.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace detail {
namespace {

[[noreturn]] void refuse(const char* argument, const char* range, double got) {
    throw ArgumentError(messages::argument_out_of_range,
                        {{"argument", argument}, {"range", range}, {"got", to_text(got)}});
}

}  // namespace

void check(const ElasticNetOptions& options, const RegressionData& data, const Law& law) {
    if (data.x.rows < 1) throw DataError(messages::regress_no_rows);
    check(options, data.x.columns, law);
    check_shape(data, data.x.columns, law, true);
    check_values(data, 0, data.x.rows, law, data.names, true);
}

void check(const ElasticNetOptions& options, std::ptrdiff_t columns, const Law& law) {
    if (!(options.alpha >= 0.0 && options.alpha <= 1.0)) refuse("alpha", "0 .. 1", options.alpha);
    if (options.lambda_count < 1 || options.lambda_count > 100'000)
        refuse("lambda_count", "1 .. 100000", options.lambda_count);
    if (!std::isnan(options.lambda_ratio) && !(options.lambda_ratio > 0.0 && options.lambda_ratio < 1.0))
        refuse("lambda_ratio", "> 0, < 1", options.lambda_ratio);
    if (options.max_iterations < 1) refuse("max_iterations", ">= 1", options.max_iterations);
    if (!(options.tolerance > 0.0 && options.tolerance < 1.0))
        refuse("tolerance", "> 0, < 1", options.tolerance);
    for (const double each : options.lambdas)
        if (!(each >= 0.0) || std::isinf(each)) refuse("lambdas", ">= 0", each);
    for (const double each : options.penalty_factors)
        if (!(each >= 0.0)) refuse("penalty_factors", ">= 0", each);
    if (!options.penalty_factors.empty() && options.penalty_factors.size() != static_cast<std::size_t>(columns))
        throw ArgumentError(messages::wrong_length, {{"argument", "penalty_factors"},
                                                    {"got", std::to_string(options.penalty_factors.size())},
                                                    {"expected", std::to_string(columns)},
                                                    {"per", "column of x"}});
    if (law.family == Family::negative_binomial && !(law.theta > 0.0))
        throw ArgumentError(messages::regress_theta_needed);
    if (law.family == Family::tweedie && !(law.power > 1.0 && law.power < 2.0))
        refuse("power", "> 1, < 2", law.power);
}

Eigen::VectorXd penalty_factors(const ElasticNetOptions& options, const PenalisedColumns& columns) {
    const std::ptrdiff_t p = columns.columns();
    Eigen::VectorXd factors = Eigen::VectorXd::Ones(p);
    double sum = 0.0;
    std::ptrdiff_t counted = 0;
    for (std::ptrdiff_t j = 0; j < p; ++j) {
        if (!options.penalty_factors.empty()) factors[j] = options.penalty_factors[static_cast<std::size_t>(j)];
        if (j == columns.intercept) continue;
        sum += std::isinf(factors[j]) ? 1.0 : factors[j];
        ++counted;
    }
    if (!(sum > 0.0)) throw ArgumentError(messages::regress_no_penalty);
    factors *= static_cast<double>(counted) / sum;
    for (std::ptrdiff_t j = 0; j < p; ++j)
        if (columns.constant[static_cast<std::size_t>(j)]) factors[j] = std::numeric_limits<double>::infinity();
    if (columns.intercept >= 0) factors[columns.intercept] = 0.0;
    return factors;
}

}  // namespace detail

ElasticNetResult elastic_net(const RegressionData& data, const ElasticNetOptions& options, const Progress& progress) {
    const detail::Law law(options.distribution);
    detail::check(options, data, law);
    detail::PenalisedRows rows = detail::penalised_rows(data, law);
    if (!(rows.total > 0.0)) throw DataError(messages::regress_no_rows);
    detail::standardise(rows, options.standardise);
    std::vector<std::string> names;
    for (std::ptrdiff_t j = 0; j < data.x.columns; ++j) names.push_back(detail::column_name(data.names, j));
    detail::ElasticNetWalk walk(rows, options, std::move(names));
    const detail::PenalisedView view = detail::view_of(rows);
    walk.step(view);
    detail::StepReport report(progress, walk.length());
    while (!walk.is_done()) {
        report.done(walk.steps());
        walk.step(view);
    }
    return walk.result();
}

Eigen::VectorXd predict(const ElasticNetResult& fit, const RegressionData& rows, std::size_t at) {
    if (at >= static_cast<std::size_t>(fit.lambdas.size()))
        throw ArgumentError(messages::argument_out_of_range,
                            {{"argument", "at"},
                             {"range", "0 .. " + std::to_string(fit.lambdas.size() - 1)},
                             {"got", std::to_string(at)}});
    const detail::Law law(fit.options.distribution);
    detail::check_shape(rows, fit.coefficients.rows(), law, false);
    detail::check_values(rows, 0, rows.x.rows, law, fit.names, false);
    Eigen::VectorXd mean(rows.x.rows);
    for (std::ptrdiff_t i = 0; i < rows.x.rows; ++i) {
        double eta = detail::row_offset(rows, i);
        for (std::ptrdiff_t j = 0; j < rows.x.columns; ++j)
            eta += rows.x(i, j) * fit.coefficients(j, static_cast<Eigen::Index>(at));
        mean[i] = law.inverse_link(eta);
    }
    return mean;
}

Table ElasticNetResult::table() const {
    const auto copy = [](const Eigen::VectorXd& values) { return std::vector<double>(values.begin(), values.end()); };
    return Table({Column::float64("lambda", copy(lambdas)),
                  Column::int64("nonzero", std::vector<std::int64_t>(nonzero.begin(), nonzero.end())),
                  Column::float64("deviance", copy(deviance)), Column::float64("deviance_ratio", copy(deviance_ratio)),
                  Column::int64("passes", std::vector<std::int64_t>(passes.begin(), passes.end()))});
}

Table ElasticNetResult::coefficient_table() const {
    std::vector<double> lambda, estimate;
    std::vector<std::string> term;
    for (Eigen::Index k = 0; k < lambdas.size(); ++k)
        for (Eigen::Index j = 0; j < coefficients.rows(); ++j) {
            if (coefficients(j, k) == 0.0) continue;
            lambda.push_back(lambdas[k]);
            term.push_back(names[static_cast<std::size_t>(j)]);
            estimate.push_back(coefficients(j, k));
        }
    return Table(
        {Column::float64("lambda", lambda), Column::string("term", term), Column::float64("estimate", estimate)});
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/elastic_net.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/penalised_path.hpp"
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
    if (!options.penalty_factors.empty() && options.penalty_factors.size() != static_cast<std::size_t>(data.x.columns))
        throw ArgumentError(messages::wrong_length, {{"argument", "penalty_factors"},
                                                    {"got", std::to_string(options.penalty_factors.size())},
                                                    {"expected", std::to_string(data.x.columns)},
                                                    {"per", "column of x"}});
    if (law.family == Family::negative_binomial && !(law.theta > 0.0))
        throw ArgumentError(messages::regress_theta_needed);
    if (law.family == Family::tweedie && !(law.power > 1.0 && law.power < 2.0))
        refuse("power", "> 1, < 2", law.power);
    check_shape(data, data.x.columns, law, true);
    check_values(data, 0, data.x.rows, law, data.names, true);
}

Eigen::VectorXd penalty_factors(const ElasticNetOptions& options, const PenalisedRows& rows) {
    const std::ptrdiff_t p = rows.data->x.columns;
    Eigen::VectorXd factors = Eigen::VectorXd::Ones(p);
    double sum = 0.0;
    std::ptrdiff_t counted = 0;
    for (std::ptrdiff_t j = 0; j < p; ++j) {
        if (!options.penalty_factors.empty()) factors[j] = options.penalty_factors[static_cast<std::size_t>(j)];
        if (j == rows.intercept) continue;
        sum += std::isinf(factors[j]) ? 1.0 : factors[j];
        ++counted;
    }
    if (!(sum > 0.0)) throw ArgumentError(messages::regress_no_penalty);
    factors *= static_cast<double>(counted) / sum;
    for (std::ptrdiff_t j = 0; j < p; ++j)
        if (rows.constant[static_cast<std::size_t>(j)]) factors[j] = std::numeric_limits<double>::infinity();
    if (rows.intercept >= 0) factors[rows.intercept] = 0.0;
    return factors;
}

}  // namespace detail

namespace {

Eigen::VectorXd descending(std::vector<double> values) {
    std::ranges::sort(values, std::greater<>{});
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

Eigen::VectorXd path_from(const detail::PenalisedPath& path, const ElasticNetOptions& options) {
    const auto& x = path.rows().data->x;
    const std::ptrdiff_t columns = x.columns - (path.rows().intercept >= 0 ? 1 : 0);
    const double ratio = std::isnan(options.lambda_ratio) ? (x.rows < columns ? 1e-2 : 1e-4) : options.lambda_ratio;
    Eigen::VectorXd lambdas(options.lambda_count);
    for (Eigen::Index k = 0; k < lambdas.size(); ++k)
        lambdas[k] =
            path.largest_lambda() *
            std::pow(ratio,
                     lambdas.size() > 1 ? static_cast<double>(k) / static_cast<double>(lambdas.size() - 1) : 0.0);
    return lambdas;
}

void describe(const detail::PenalisedPath& path, ElasticNetResult& out) {
    std::vector<std::string> constant;
    for (std::size_t j = 0; j < out.names.size(); ++j)
        if (path.rows().constant[j]) constant.push_back(out.names[j]);
    if (!constant.empty())
        out.caveats.push_back({messages::regress_constant_columns, {{"columns", join(constant, ", ")}}});
    const auto loose = (out.violation.array() > out.options.tolerance).count();
    if (loose > 0) out.caveats.push_back({messages::regress_path_not_settled, {{"got", std::to_string(loose)}}});
}

}  // namespace

ElasticNetResult elastic_net(const RegressionData& data, const ElasticNetOptions& options, const Progress& progress) {
    const detail::Law law(options.distribution);
    detail::check(options, data, law);
    detail::PenalisedRows rows = detail::penalised_rows(data, law);
    if (!(rows.total > 0.0)) throw DataError(messages::regress_no_rows);
    detail::standardise(rows, options.standardise);
    detail::PenalisedPath path(std::move(rows), options);
    const bool given = !options.lambdas.empty();
    if (path.nothing_to_fit() && !given) throw DataError(messages::regress_nothing_to_select);

    ElasticNetResult out;
    out.options = options;
    out.options.distribution.link = law.link;
    for (std::ptrdiff_t j = 0; j < data.x.columns; ++j) out.names.push_back(detail::column_name(data.names, j));
    out.intercept = static_cast<std::int32_t>(path.rows().intercept);
    out.null_deviance = path.null_deviance();
    for (std::ptrdiff_t i = 0; i < data.x.rows; ++i)
        if (path.rows().weight[static_cast<std::size_t>(i)] > 0.0)
            out.observations += detail::row_weight(data, i, 1.0).frequency;
    out.lambdas = given ? descending(options.lambdas) : path_from(path, options);
    const Eigen::Index length = out.lambdas.size();
    out.coefficients.resize(data.x.columns, length);
    for (Eigen::VectorXd* each : {&out.deviance, &out.deviance_ratio, &out.violation}) each->resize(length);
    Eigen::Index done = 0;
    detail::StepReport report(progress, static_cast<std::size_t>(length));
    for (; done < length; ++done) {
        report.done(static_cast<std::size_t>(done));
        const auto fit = path.fit(out.lambdas[done]);
        out.coefficients.col(done) = fit.coefficients;
        out.deviance[done] = fit.deviance;
        out.deviance_ratio[done] = out.null_deviance > 0.0 ? 1.0 - fit.deviance / out.null_deviance : 0.0;
        out.violation[done] = fit.violation;
        out.passes.push_back(fit.passes);
        out.nonzero.push_back(fit.nonzero);
        if (!given && out.deviance_ratio[done] > 0.999) {  // what is left is noise of the arithmetic (as glmnet)
            ++done;
            break;
        }
    }
    if (done < length) {
        out.caveats.push_back({messages::regress_path_cut, {{"got", std::to_string(done)}}});
        out.coefficients.conservativeResize(Eigen::NoChange, done);
        for (Eigen::VectorXd* each : {&out.lambdas, &out.deviance, &out.deviance_ratio, &out.violation})
            each->conservativeResize(done);
    }
    describe(path, out);
    return out;
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

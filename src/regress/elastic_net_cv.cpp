// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/regress/elastic_net.hpp"
#include "regress/elastic_net_folds.hpp"
#include "regress/penalised_path.hpp"

namespace maatstaf {
namespace {

/// Streams of the folds: one per row, or per cluster.
constexpr std::uint32_t fold_purpose = 5080;

/// Whole numbers as 0, 1, ... in ascending order; returns how many there are.
std::int32_t renumber(std::vector<std::int32_t>& values) {
    std::map<std::int32_t, std::int32_t> seen;
    for (const std::int32_t each : values) seen.emplace(each, 0);
    std::int32_t next = 0;
    for (auto& [value, number] : seen) number = next++;
    for (std::int32_t& each : values) each = seen.at(each);
    return next;
}

void check_length(const char* argument, std::size_t got, std::ptrdiff_t rows) {
    if (got != 0 && static_cast<std::ptrdiff_t>(got) != rows)
        throw ArgumentError(messages::wrong_length, {{"argument", argument},
                                                    {"got", std::to_string(got)},
                                                    {"expected", std::to_string(rows)},
                                                    {"per", "row of x"}});
}

/// Deals units in the order of their own random number, so that folds differ in size by one at most.
std::vector<std::int32_t> deal(std::ptrdiff_t rows, const ElasticNetCvOptions& cv) {
    std::vector<std::int32_t> unit_of_row = cv.clusters;
    if (unit_of_row.empty()) {
        unit_of_row.resize(static_cast<std::size_t>(rows));
        std::iota(unit_of_row.begin(), unit_of_row.end(), 0);
    }
    const auto units = static_cast<std::size_t>(renumber(unit_of_row));
    if (static_cast<std::size_t>(cv.folds) > units)
        throw ArgumentError(
            messages::argument_out_of_range,
            {{"argument", "folds"}, {"range", "2 .. " + std::to_string(units)}, {"got", std::to_string(cv.folds)}});
    std::vector<std::pair<double, std::size_t>> order(units);
    for (std::size_t u = 0; u < units; ++u) order[u] = {RandomStream(cv.seed, fold_purpose, u, 0).uniform(), u};
    std::ranges::sort(order);
    std::vector<std::int32_t> fold_of_unit(units);
    for (std::size_t k = 0; k < units; ++k)
        fold_of_unit[order[k].second] = static_cast<std::int32_t>(k % static_cast<std::size_t>(cv.folds));
    for (std::int32_t& each : unit_of_row) each = fold_of_unit[static_cast<std::size_t>(each)];
    return unit_of_row;
}

/// Fits on the rows outside a fold and returns, per lambda, the deviance of those inside per unit of weight.
Eigen::VectorXd left_out(const detail::PenalisedRows& all, const std::vector<std::int32_t>& fold_of_row,
                         std::int32_t fold, const Eigen::VectorXd& lambdas, const ElasticNetOptions& options,
                         double& weight) {
    detail::PenalisedRows rows = all;
    std::vector<double> out(rows.weight.size(), 0.0);
    rows.total = 0.0;
    weight = 0.0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (fold_of_row[i] == fold) {
            std::swap(out[i], rows.weight[i]);
            weight += out[i];
        }
        rows.total += rows.weight[i];
    }
    if (!(weight > 0.0) || !(rows.total > 0.0))
        throw DataError(messages::regress_empty_fold, {{"got", std::to_string(fold)}});
    detail::standardise(rows, options.standardise);
    const detail::PenalisedView view = detail::view_of(rows);
    detail::PenalisedPath path(rows, options, view);
    Eigen::VectorXd deviance(lambdas.size());
    for (Eigen::Index k = 0; k < lambdas.size(); ++k)
        deviance[k] = detail::weighted_deviance(rows, out, path.fit(lambdas[k], view).coefficients) / weight;
    return deviance;
}

}  // namespace

void detail::summarise_folds(const Eigen::VectorXd& weights, ElasticNetCvResult& out) {
    const auto folds = static_cast<double>(weights.size());
    const Eigen::VectorXd share = weights / weights.sum();
    out.mean = out.deviance_by_fold.transpose() * share;
    const Eigen::MatrixXd apart = out.deviance_by_fold.rowwise() - out.mean.transpose();
    out.se = ((apart.cwiseAbs2().transpose() * share) / (folds - 1.0)).cwiseSqrt();
    for (Eigen::Index k = 1; k < out.mean.size(); ++k)
        if (out.mean[k] < out.mean[out.at_min]) out.at_min = static_cast<std::int32_t>(k);
    const double limit = out.mean[out.at_min] + out.se[out.at_min];
    while (out.at_one_se < out.at_min && !(out.mean[out.at_one_se] <= limit)) ++out.at_one_se;
    if (out.at_min + 1 == out.mean.size() && out.mean.size() > 1)
        out.caveats.push_back({messages::regress_best_at_the_end, {}});
}

ElasticNetCvResult elastic_net_cv(const RegressionData& data, const ElasticNetOptions& options,
                                  const ElasticNetCvOptions& cv, const Progress& progress) {
    check_length("fold_of_row", cv.fold_of_row.size(), data.x.rows);
    check_length("clusters", cv.clusters.size(), data.x.rows);
    if (cv.fold_of_row.empty() && cv.folds < 2)
        throw ArgumentError(messages::argument_out_of_range,
                            {{"argument", "folds"}, {"range", ">= 2"}, {"got", std::to_string(cv.folds)}});
    ElasticNetCvResult out;
    out.fit = elastic_net(data, options);
    out.fold_of_row = cv.fold_of_row.empty() ? deal(data.x.rows, cv) : cv.fold_of_row;
    const std::int32_t folds = renumber(out.fold_of_row);
    if (folds < 2)
        throw ArgumentError(
            messages::argument_out_of_range,
            {{"argument", "fold_of_row"}, {"range", "two_different_values"}, {"got", std::to_string(folds)}});
    const detail::PenalisedRows rows = detail::penalised_rows(data, detail::Law(options.distribution));
    out.deviance_by_fold.resize(folds, out.fit.lambdas.size());
    Eigen::VectorXd weights(folds);
    parallel_for(
        static_cast<std::size_t>(folds), 1,
        [&](std::size_t begin, std::size_t end) {
            for (std::size_t fold = begin; fold < end; ++fold)
                out.deviance_by_fold.row(static_cast<Eigen::Index>(fold)) =
                    left_out(rows, out.fold_of_row, static_cast<std::int32_t>(fold), out.fit.lambdas, options,
                             weights[static_cast<Eigen::Index>(fold)]);
        },
        progress);
    detail::summarise_folds(weights, out);
    return out;
}

Table ElasticNetCvResult::table() const {
    const auto copy = [](const Eigen::VectorXd& values) { return std::vector<double>(values.begin(), values.end()); };
    std::vector<std::string> choice(static_cast<std::size_t>(mean.size()));
    if (!choice.empty()) {
        choice[static_cast<std::size_t>(at_one_se)] = "one_se";
        choice[static_cast<std::size_t>(at_min)] = "min";
    }
    return Table({Column::float64("lambda", copy(fit.lambdas)), Column::float64("deviance", copy(mean)),
                  Column::float64("se", copy(se)),
                  Column::int64("nonzero", std::vector<std::int64_t>(fit.nonzero.begin(), fit.nonzero.end())),
                  Column::string("choice", choice)});
}

}  // namespace maatstaf

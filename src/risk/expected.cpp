// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/expected.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/parallel.hpp"
#include "risk/expectation.hpp"
#include "risk/influence.hpp"
#include "risk/margin.hpp"
#include "risk/outcome_chance.hpp"

namespace maatstaf {
namespace detail {

Expectation::Expectation(const RiskFit& fit)
    : fit_(fit),
      law_(fit.fit.options.distribution),
      tail_(0.5 - 0.5 * fit.options.confidence),
      spread_(known_covariance(fit)) {
    for (Eigen::Index j = 0; j < fit.fit.coefficients.size(); ++j)
        if (!std::isnan(fit.fit.coefficients[j])) known_.push_back(j);
}

double Expectation::predictor(const Row& x, double exposure) const {
    double eta = fit_.has_exposure ? std::log(exposure) : 0.0;
    for (const Eigen::Index j : known_) eta += x[j] * fit_.fit.coefficients[j];
    return eta;
}

double Expectation::mean(double eta) const {
    double mean = 0.0;
    double slope = 0.0;
    law_.means(&eta, 1, &mean, &slope);
    return mean;
}

ExpectedUse Expectation::of(const Row& x, double exposure, double weight, double observed,
                            double freedom) const {
    ExpectedUse made;
    made.exposure = exposure;
    made.observed = observed;
    const double eta = predictor(x, exposure);
    const double eta_variance = spread_.variance(x.transpose());
    double mean = 0.0;
    double slope = 0.0;
    law_.means(&eta, 1, &mean, &slope);
    const double se = std::fabs(slope) * std::sqrt(eta_variance);
    const double quantile =
        freedom > 0.0 ? interval_quantile(fit_.options.confidence, freedom) : std::nan("");
    made.expected = law_.link == Link::log ? positive_interval(mean, se, quantile, exposure)
                                           : symmetric(mean, se, quantile, exposure);
    if (law_.link == Link::logit) {  // on the scale where no end is below 0 or above 1
        const double half = quantile * std::sqrt(eta_variance);
        made.expected.low = this->mean(eta - half);
        made.expected.high = this->mean(eta + half);
    }
    made.left_out = made.low = made.high = made.probability = std::nan("");
    if (!std::isnan(se)) {
        const OutcomeChance chance(fit_.family(), mean, outcome_variance(fit_, mean, weight), se,
                                   chance_shape(fit_, mean, weight));
        std::tie(made.low, made.high) = chance.interval(tail_);
        if (!std::isnan(observed)) made.probability = chance.two_sided(observed);
    }
    made.ratio = {observed / mean, observed / mean * se / mean, observed / made.expected.high,
                  observed / made.expected.low, exposure};
    return made;
}

ExpectedUse Expectation::of_row(Eigen::Index i, double freedom) const {
    ExpectedUse made = of(fit_.x.row(i), fit_.exposure[i], fit_.weights[i], fit_.y[i], freedom);
    made.unit = fit_.units[static_cast<std::size_t>(i)];
    // Leaving a row out moves its own linear predictor by its influence / (1 - leverage).
    if (fit_.leverage[i] < 1.0 - 1e-9) {
        double moved = 0.0;
        for (const Eigen::Index j : known_) moved += fit_.x(i, j) * fit_.influence(i, j);
        made.left_out = mean(predictor(fit_.x.row(i), fit_.exposure[i]) - moved / (1.0 - fit_.leverage[i]));
    }
    return made;
}

}  // namespace detail

std::vector<ExpectedUse> expected_use(const RiskFit& fit) {
    const detail::Expectation expectation(fit);
    const Eigen::VectorXd freedom = detail::row_freedom(fit, fit.x);
    std::vector<ExpectedUse> rows(static_cast<std::size_t>(fit.x.rows()));
    parallel_for(rows.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            rows[i] = expectation.of_row(row, freedom[row]);
        }
    });
    return rows;
}

std::vector<ExpectedUse> expected_use(const RiskFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x,
                                      std::span<const double> exposure, std::span<const std::string> units,
                                      std::span<const double> weights) {
    const auto need_length = [&](const char* argument, std::size_t got, std::size_t wanted) {
        if (got != wanted)
            throw ArgumentError(messages::risk_length, {{"argument", argument},
                                                        {"expected", std::to_string(wanted)},
                                                        {"got", std::to_string(got)}});
    };
    const auto n = static_cast<std::size_t>(x.rows());
    need_length("columns of x", static_cast<std::size_t>(x.cols()), static_cast<std::size_t>(fit.x.cols()));
    need_length("exposure", exposure.size(), fit.has_exposure ? n : exposure.size() == n ? n : 0);
    if (!units.empty()) need_length("units", units.size(), n);
    if (!weights.empty()) need_length("weights", weights.size(), n);
    const detail::Expectation expectation(fit);
    const Eigen::VectorXd freedom = detail::row_freedom(fit, x);
    std::vector<ExpectedUse> rows(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double people = exposure.empty() ? 1.0 : exposure[i];
        if (!(people > 0.0) || !std::isfinite(people))
            throw DataError(messages::risk_negative, {{"argument", "exposure"},
                                                      {"item", std::to_string(i + 1)},
                                                      {"got", to_text(people)},
                                                      {"range", "> 0"}});
        rows[i] = expectation.of(x.row(static_cast<Eigen::Index>(i)), people,
                                 weights.empty() ? 1.0 : weights[i], std::nan(""),
                                 freedom[static_cast<Eigen::Index>(i)]);
        rows[i].unit = units.empty() ? std::to_string(i + 1) : units[i];
    }
    return rows;
}

std::vector<Caveat> caveats_of_new_rows(const RiskFit& fit, const Eigen::Ref<const Eigen::MatrixXd>& x) {
    constexpr double slack = 0.1;  // of the range: next year's figures may lie a little beyond
    std::vector<bool> outside(static_cast<std::size_t>(x.rows()), false);
    double furthest = 0.0;
    Parameters where;
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
        if (j == fit.constant || x.cols() != fit.x.cols()) continue;
        const double low = fit.x.col(j).minCoeff(), high = fit.x.col(j).maxCoeff(), range = high - low;
        for (Eigen::Index i = 0; i < x.rows(); ++i) {
            const double beyond = std::max(low - x(i, j), x(i, j) - high);
            if (!(beyond > slack * range)) continue;
            outside[static_cast<std::size_t>(i)] = true;
            if (const double far = range > 0.0 ? beyond / range : 1e300; far > furthest) {
                furthest = far;
                where = {{"column", fit.fit.names[static_cast<std::size_t>(j)]},
                         {"got", to_text(x(i, j))},
                         {"low", to_text(low)},
                         {"high", to_text(high)}};
            }
        }
    }
    const auto count = std::count(outside.begin(), outside.end(), true);
    if (count == 0) return {};
    where.emplace_back("count", std::to_string(count));
    where.emplace_back("total", std::to_string(x.rows()));
    return {{messages::risk_new_rows_outside, std::move(where)}};
}

Table to_table(const std::vector<ExpectedUse>& rows) {
    std::vector<std::string> unit;
    for (const ExpectedUse& each : rows) unit.push_back(each.unit);
    Table table({Column::string("unit", unit)});
    const auto add = [&](const char* name, const auto& value_of) {
        std::vector<double> values;
        for (const ExpectedUse& each : rows) values.push_back(value_of(each));
        table.add(Column::float64(name, std::move(values)));
    };
    using U = ExpectedUse;
    add("exposure", [](const U& u) { return u.exposure; });
    add("observed", [](const U& u) { return u.observed; });
    add("expected", [](const U& u) { return u.expected.value; });
    add("se", [](const U& u) { return u.expected.se; });
    add("expected_low", [](const U& u) { return u.expected.low; });
    add("expected_high", [](const U& u) { return u.expected.high; });
    add("low", [](const U& u) { return u.low; });
    add("high", [](const U& u) { return u.high; });
    add("ratio", [](const U& u) { return u.ratio.value; });
    add("ratio_low", [](const U& u) { return u.ratio.low; });
    add("ratio_high", [](const U& u) { return u.ratio.high; });
    add("probability", [](const U& u) { return u.probability; });
    add("left_out", [](const U& u) { return u.left_out; });
    return table;
}

}  // namespace maatstaf

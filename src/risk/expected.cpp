// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/expected.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "regress/law.hpp"
#include "risk/margin.hpp"
#include "risk/outcome_chance.hpp"

namespace maatstaf {
namespace detail {

double outcome_variance(const RiskFit& fit, double mean, double weight) {
    return fit.fit.dispersion * Law(fit.fit.options.distribution).variance(mean) / weight;
}

OutcomeChance::OutcomeChance(Family family, double mean, double variance) : mean_(mean), variance_(variance) {
    switch (family) {
        case Family::poisson:
        case Family::quasi_poisson:
        case Family::negative_binomial: kind_ = Kind::count; break;
        case Family::gamma:
        case Family::inverse_gaussian:
        case Family::tweedie: kind_ = Kind::positive; break;
        default: kind_ = Kind::normal;
    }
}

double OutcomeChance::quantile(double probability) const {
    if (kind_ == Kind::count) return risk::count_quantile(probability, mean_, variance_);
    if (kind_ == Kind::positive)
        return special::gamma_quantile(probability, mean_ * mean_ / variance_, variance_ / mean_);
    return mean_ + special::normal_quantile(probability) * std::sqrt(variance_);
}

double OutcomeChance::two_sided(double observed) const {
    double below = 0.0;
    if (kind_ == Kind::count) {
        // Half of the probability of the count itself on either side (Lancaster's mid-p).
        below = 0.5 * (risk::count_cdf(observed, mean_, variance_) + risk::count_cdf(observed - 1.0, mean_, variance_));
    } else if (kind_ == Kind::positive) {
        below = observed > 0.0 ? special::gamma_cdf(observed, mean_ * mean_ / variance_, variance_ / mean_) : 0.0;
    } else {
        below = special::normal_cdf((observed - mean_) / std::sqrt(variance_));
    }
    return std::min(1.0, 2.0 * std::min(below, 1.0 - below));
}

}  // namespace detail

std::vector<ExpectedUse> expected_use(const RiskFit& fit) {
    const detail::Law law(fit.fit.options.distribution);
    const double tail = 0.5 - 0.5 * fit.options.confidence;
    const double quantile = detail::interval_quantile(fit.options.confidence);
    std::vector<ExpectedUse> rows;
    for (Eigen::Index i = 0; i < fit.x.rows(); ++i) {
        ExpectedUse made;
        made.unit = fit.units[static_cast<std::size_t>(i)];
        made.exposure = fit.exposure[i];
        made.observed = fit.y[i];
        double eta = fit.has_exposure ? std::log(made.exposure) : 0.0;
        double eta_variance = 0.0;
        for (Eigen::Index j = 0; j < fit.x.cols(); ++j) {
            if (std::isnan(fit.fit.coefficients[j])) continue;
            eta += fit.x(i, j) * fit.fit.coefficients[j];
            for (Eigen::Index k = 0; k < fit.x.cols(); ++k)
                if (!std::isnan(fit.fit.coefficients[k]))
                    eta_variance += fit.x(i, j) * fit.robust.covariance(j, k) * fit.x(i, k);
        }
        double mean = 0.0;
        double slope = 0.0;
        law.means(&eta, 1, &mean, &slope);
        const double se = std::fabs(slope) * std::sqrt(std::max(0.0, eta_variance));
        made.expected = law.link == Link::log ? detail::positive_interval(mean, se, quantile, made.exposure)
                                              : detail::symmetric(mean, se, quantile, made.exposure);
        const detail::OutcomeChance chance(fit.family(), mean,
                                           detail::outcome_variance(fit, mean, fit.weights[i]) + se * se);
        made.low = chance.quantile(tail);
        made.high = chance.quantile(1.0 - tail);
        made.probability = chance.two_sided(made.observed);
        const double ratio = made.observed / mean;
        made.ratio = {ratio, ratio * se / mean, made.observed / made.expected.high, made.observed / made.expected.low,
                      made.exposure};
        // Leaving a row out moves its own linear predictor by its influence / (1 - leverage).
        double moved = 0.0;
        for (Eigen::Index j = 0; j < fit.x.cols(); ++j) moved += fit.x(i, j) * fit.influence(i, j);
        const double without = eta - moved / (1.0 - fit.leverage[i]);
        if (fit.leverage[i] < 1.0 - 1e-9) law.means(&without, 1, &made.left_out, &slope);
        else made.left_out = std::nan("");
        rows.push_back(std::move(made));
    }
    return rows;
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

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/profile.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/parallel.hpp"
#include "risk/expectation.hpp"
#include "risk/influence.hpp"
#include "risk/legendre.hpp"
#include "risk/margin.hpp"

namespace maatstaf {
namespace {

/// Shapley values of exp(base) (prod r_k - 1) by Owen's integral; see average_share.cpp.
std::vector<double> rate_parts(double base, const std::vector<double>& log_ratio) {
    const auto m = log_ratio.size();
    const auto rule = detail::gauss_legendre(static_cast<int>(std::max<std::size_t>(1, (m + 1) / 2)));
    std::vector<double> parts(m, 0.0);
    for (std::size_t q = 0; q < rule.nodes.size(); ++q) {
        const double t = rule.nodes[q];
        double product = rule.weights[q];
        for (const double each : log_ratio) product *= 1.0 - t + t * std::exp(each);
        for (std::size_t k = 0; k < m; ++k) parts[k] += product / (1.0 - t + t * std::exp(log_ratio[k]));
    }
    for (std::size_t k = 0; k < m; ++k) parts[k] *= base * std::expm1(log_ratio[k]);
    return parts;
}

/// b'd and its standard error.
std::pair<double, double> linear(const RiskFit& fit, const detail::Spread& spread, const Eigen::VectorXd& d) {
    double value = 0.0;
    for (Eigen::Index j = 0; j < d.size(); ++j)
        if (!std::isnan(fit.fit.coefficients[j])) value += d[j] * fit.fit.coefficients[j];
    return {value, std::sqrt(spread.variance(d))};
}

/// The same of an area against the average one. That is made of all areas, also of one that decides a coefficient; an
/// area with no part in it itself has a margin, in which the part of the average is told by the model.
std::pair<double, double> against_average(const RiskFit& fit, Eigen::Index row, const Eigen::VectorXd& d) {
    const std::vector<std::int32_t>& undetermined = fit.robust.undetermined;
    const Eigen::VectorXd own = fit.x.row(row).transpose();
    auto made = linear(fit, detail::Spread(detail::known_covariance(fit), undetermined), d);
    const double by_model = d.dot(detail::Decided(fit.fit, undetermined).covariance * d);
    const bool leans = std::ranges::any_of(undetermined, [&own](std::int32_t j) {
        return std::fabs(own[j]) > detail::Spread::negligible(own);
    });
    made.second = leans ? std::nan("") : std::sqrt(made.second * made.second + by_model);
    return made;
}

Estimate ratio_of(const RiskFit& fit, const std::pair<double, double>& log_ratio, double freedom) {
    const double ratio = std::exp(log_ratio.first);
    const double quantile =
        freedom > 0.0 ? detail::interval_quantile(fit.options.confidence, freedom) : std::nan("");
    return detail::positive_interval(ratio, ratio * log_ratio.second, quantile);
}

/// The share of observed - expected that is more than chance; NaN for amounts, where that cannot be told.
double practice_share(const RiskFit& fit, double mean) {
    switch (fit.family()) {
        case Family::negative_binomial: return mean / (mean + fit.fit.options.distribution.theta);
        case Family::poisson: return 0.0;
        case Family::quasi_poisson: return fit.fit.dispersion > 1.0 ? 1.0 - 1.0 / fit.fit.dispersion : 0.0;
        default: return std::nan("");
    }
}

/// The difference with the average area and its three parts, from what is observed and expected.
void divide(const RiskFit& fit, double reference_rate, RiskProfile& made) {
    made.rate = made.use.observed / made.use.exposure;
    made.reference_rate = reference_rate;
    made.difference = made.rate - made.reference_rate;
    made.composition = made.use.expected.value / made.use.exposure - made.reference_rate;
    const double rest = (made.use.observed - made.use.expected.value) / made.use.exposure;
    made.practice = practice_share(fit, made.use.expected.value) * rest;
    made.noise = rest - made.practice;
}

/// Standard errors of the parts of one row, as rates.
struct PartErrors {
    double composition = 0.0, practice = 0.0, noise = 0.0;
};

/// Of composition by the coefficients. Of practice and noise: how far the area itself lies from what linear Bayes makes
/// of it (after a gamma prior for the negative binomial), and the coefficients behind its expectation.
PartErrors part_errors(const RiskFit& fit, const detail::Spread& spread, const RiskProfile& part, Eigen::Index row,
                       const Eigen::VectorXd& average) {
    const double mean = part.use.expected.value, people = part.use.exposure;
    const Eigen::VectorXd x = fit.x.row(row).transpose();
    const double of_mean = mean * mean * spread.variance(x);
    const double share = practice_share(fit, mean);
    double own = std::nan("");  // variance of the use that goes with practice, given what was observed
    if (fit.family() == Family::negative_binomial)
        own = share * share * (fit.fit.options.distribution.theta + part.use.observed);
    else if (!std::isnan(share))
        own = share * mean;  // (phi - 1) mu, of which chance leaves 1 / phi unknown; 0 for Poisson
    PartErrors made;
    made.composition = std::sqrt(spread.variance(mean / people * x - part.reference_rate * average));
    made.practice = std::sqrt(own + share * share * of_mean) / people;
    made.noise = std::sqrt(own + (1.0 - share) * (1.0 - share) * of_mean) / people;
    return made;
}

/// The level of a category in a row; empty for numbers.
std::string level_of(const RiskFit& fit, const AttributionFactor& factor, Eigen::Index row) {
    for (std::size_t k = 0; k < factor.levels.size(); ++k)
        if (fit.x(row, factor.columns[k]) == 1.0) return factor.levels[k];
    return factor.reference;
}

RiskProfile profile_of(const RiskFit& fit, Eigen::Index row, ExpectedUse use, const Eigen::VectorXd& average) {
    RiskProfile made;
    made.unit = use.unit;
    made.use = std::move(use);
    const detail::Spread spread(detail::known_covariance(fit));
    divide(fit, std::exp(linear(fit, spread, average).first), made);
    const Eigen::VectorXd here = fit.x.row(row).transpose() - average;
    Eigen::MatrixXd parts = Eigen::MatrixXd::Zero(here.size(), static_cast<Eigen::Index>(fit.factors.size()) + 1);
    parts.col(0) = here;
    for (const std::int32_t j : fit.robust.undetermined) parts(j, 0) = 0.0;   // has no freedom to give
    for (std::size_t k = 0; k < fit.factors.size(); ++k)
        for (const std::int32_t j : fit.factors[k].columns) parts(j, static_cast<Eigen::Index>(k) + 1) = here[j];
    const Eigen::VectorXd freedom = detail::combination_freedom(fit, parts);
    made.level = ratio_of(fit, against_average(fit, row, here), freedom[0]);
    std::vector<double> log_ratio;
    for (std::size_t k = 0; k < fit.factors.size(); ++k) {
        const AttributionFactor& each = fit.factors[k];
        const auto own = static_cast<Eigen::Index>(k) + 1;
        const auto effect = linear(fit, spread, parts.col(own));
        log_ratio.push_back(effect.first);
        // Columns that act together, as with an interaction, have no one value.
        const bool one = each.columns.size() == 1 || !each.levels.empty();
        const double unknown = std::nan("");
        made.factors.push_back({each.name, one ? fit.x(row, each.columns.front()) : unknown,
                                one ? average[each.columns.front()] : unknown,
                                ratio_of(fit, effect, freedom[own]), 0.0,
                                level_of(fit, each, row)});
    }
    const auto rates = rate_parts(made.reference_rate, log_ratio);
    for (std::size_t k = 0; k < rates.size(); ++k) made.factors[k].rate = rates[k];
    std::stable_sort(made.factors.begin(), made.factors.end(),
                     [](const FactorPart& a, const FactorPart& b) { return std::fabs(a.rate) > std::fabs(b.rate); });
    return made;
}

void need_log_link(const RiskFit& fit, const char* what) {
    const Link link = fit.fit.options.distribution.link;
    if (link != Link::log)
        throw ArgumentError(messages::risk_needs_log_link, {{"what", what}, {"got", std::string(to_name(link))}});
}

}  // namespace

RiskProfile risk_profile(const RiskFit& fit, std::string_view unit) {
    need_log_link(fit, "profile");
    const auto row = fit.find_unit(unit);
    const double freedom = detail::row_freedom(fit, fit.x.row(row))[0];
    RiskProfile made = profile_of(fit, row, detail::Expectation(fit).of_row(row, freedom), fit.average());
    made.caveats = fit.caveats;
    made.caveats.push_back({messages::risk_own_outcome, {}});
    if (fit.family() != Family::negative_binomial && fit.family() != Family::poisson &&
        fit.family() != Family::quasi_poisson)
        made.caveats.push_back({messages::risk_rest_not_divided, {}});
    return made;
}

Table decompose_areas(const RiskFit& fit) {
    need_log_link(fit, "decompose");
    const detail::Expectation expectation(fit);
    const detail::Spread spread(detail::known_covariance(fit));
    const Eigen::VectorXd average = fit.average();
    const double reference = std::exp(linear(fit, spread, average).first);
    std::vector<RiskProfile> all(static_cast<std::size_t>(fit.x.rows()));
    std::vector<PartErrors> errors(all.size());
    parallel_for(all.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            RiskProfile& made = all[i];
            made.unit = fit.units[i];
            made.use.exposure = fit.exposure[row];
            made.use.observed = fit.y[row];
            made.use.expected.value = expectation.mean(expectation.predictor(fit.x.row(row), fit.exposure[row]));
            divide(fit, reference, made);
            errors[i] = part_errors(fit, spread, made, row, average);
        }
    });
    std::vector<std::string> unit;
    for (const RiskProfile& each : all) unit.push_back(each.unit);
    Table table({Column::string("unit", unit)});
    const auto add = [&](const std::string& name, const auto& value_of) {
        std::vector<double> values;
        for (const RiskProfile& each : all) values.push_back(value_of(each));
        table.add(Column::float64(name, std::move(values)));
    };
    add("rate", [](const RiskProfile& p) { return p.rate; });
    add("reference_rate", [](const RiskProfile& p) { return p.reference_rate; });
    add("difference", [](const RiskProfile& p) { return p.difference; });
    add("composition", [](const RiskProfile& p) { return p.composition; });
    add("rest", [](const RiskProfile& p) { return p.rest(); });
    add("practice", [](const RiskProfile& p) { return p.practice; });
    add("noise", [](const RiskProfile& p) { return p.noise; });
    const auto add_error = [&](const char* name, double PartErrors::* member) {
        std::vector<double> values;
        for (const PartErrors& each : errors) values.push_back(each.*member);
        table.add(Column::float64(name, std::move(values)));
    };
    add_error("composition_se", &PartErrors::composition);
    add_error("practice_se", &PartErrors::practice);
    add_error("noise_se", &PartErrors::noise);
    return table;
}

}  // namespace maatstaf

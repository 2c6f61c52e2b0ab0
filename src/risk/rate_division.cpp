// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/rate_division.hpp"

#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "regress/law.hpp"
#include "risk/counted_in.hpp"
#include "risk/influence.hpp"
#include "risk/margin.hpp"
#include "risk/rate_parts.hpp"

namespace maatstaf {
namespace {

constexpr double most_work = 1e9;

/// Coefficients (0 where aliased) with the influence of every row on them, and those that one row or cluster decides.
struct Valued {
    Eigen::VectorXd coefficients{};
    Eigen::MatrixXd influence{};
    detail::Decided decided{};
    std::vector<Caveat> caveats{};
};

/// The model fitted again on the rows with weight, by quasi-likelihood; `of` names those rows.
Valued refitted(const RiskFit& fit, const Eigen::VectorXd& weights, const Eigen::VectorXd* group,
                const std::string& of) {
    Eigen::MatrixXd x = fit.x;
    RegressionData data = fit.data();
    if (group != nullptr) {
        x.conservativeResize(Eigen::NoChange, x.cols() + 1);
        x.rightCols(1) = *group;
        data.names.emplace_back("A");
    }
    data.x = DesignView(x);
    data.prior_weights = {weights.data(), static_cast<std::size_t>(weights.size())};
    GlmOptions options;
    const bool log = fit.fit.options.distribution.link == Link::log;
    options.distribution.family = log ? Family::quasi_poisson : Family::quasi_binomial;
    const GlmResult made = glm(data, options);
    if (made.status != FitStatus::converged)
        throw DataError(messages::risk_not_converged, {{"status", std::string(to_name(made.status))}});
    Valued valued;
    valued.coefficients = made.coefficients.head(fit.x.cols());
    for (double& each : valued.coefficients)
        if (std::isnan(each)) each = 0.0;
    valued.influence = detail::coefficient_influence(data, made).leftCols(fit.x.cols());
    if (fit.clusters.empty()) {  // as HC2 does: a fit is drawn to its own rows
        const Eigen::VectorXd leverage = detail::leverage_of(data, made);
        for (Eigen::Index i = 0; i < leverage.size(); ++i)
            if (leverage[i] < 1.0 - 1e-9) valued.influence.row(i) /= std::sqrt(1.0 - leverage[i]);
    }
    valued.decided = detail::decided_columns(data, made, fit.clusters, fit.units, of, valued.caveats);
    valued.decided.covariance.conservativeResize(fit.x.cols(), fit.x.cols());
    return valued;
}

/// A rate of one group under some coefficients: n influences in all.
struct Rate {
    double value = 0.0;
    Eigen::VectorXd sample{};    ///< n
    Eigen::VectorXd gradient{};  ///< p
};

Rate rate_of(const RiskFit& fit, const Eigen::VectorXd& share, const Eigen::VectorXd& coefficients) {
    const detail::Law law(fit.fit.options.distribution);
    const Eigen::Index n = fit.x.rows();
    Eigen::VectorXd eta = fit.x * coefficients;
    Eigen::VectorXd mean(n), slope(n);
    law.means(eta.data(), n, mean.data(), slope.data());
    Rate made;
    made.value = share.dot(mean);
    made.sample = share.cwiseProduct((mean.array() - made.value).matrix());
    made.gradient = fit.x.transpose() * share.cwiseProduct(slope);
    return made;
}

void check_division(const RiskFit& fit, std::span<const std::int32_t> groups, std::span<const std::string> names) {
    const Link link = fit.fit.options.distribution.link;
    if (link != Link::log && link != Link::logit)
        throw ArgumentError(messages::risk_needs_log_link, {{"what", "divide"}, {"got", std::string(to_name(link))}});
    if (names.size() != 2)
        throw ArgumentError(messages::risk_two_groups,
                            {{"by", "groups"}, {"got", std::to_string(names.size())}});
    if (groups.size() != static_cast<std::size_t>(fit.x.rows()))
        throw ArgumentError(messages::risk_length, {{"argument", "groups"},
                                                    {"expected", std::to_string(fit.x.rows())},
                                                    {"got", std::to_string(groups.size())}});
    double rows[2] = {0.0, 0.0};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        detail::need_position("groups", groups[i], 2);
        rows[groups[i]] += fit.weights[static_cast<Eigen::Index>(i)] > 0.0 ? 1.0 : 0.0;
    }
    for (std::size_t g = 0; g < 2; ++g)
        if (rows[g] <= static_cast<double>(fit.x.cols()))
            throw ArgumentError(messages::risk_one_group, {{"group", names[g]},
                                                           {"got", to_text(rows[g])},
                                                           {"columns", std::to_string(fit.x.cols())}});
}

/// Columns by factor; those of none but the constant form one more.
std::vector<std::vector<Eigen::Index>> exchanged(const RiskFit& fit, std::vector<std::string>& names) {
    std::vector<bool> taken(static_cast<std::size_t>(fit.x.cols()), false);
    if (fit.constant >= 0) taken[static_cast<std::size_t>(fit.constant)] = true;
    std::vector<std::vector<Eigen::Index>> made;
    for (const AttributionFactor& each : fit.factors) {
        made.emplace_back(each.columns.begin(), each.columns.end());
        names.push_back(each.name);
        for (const std::int32_t j : each.columns) taken[static_cast<std::size_t>(j)] = true;
    }
    std::vector<Eigen::Index> rest;
    std::vector<std::string> columns;
    for (std::size_t j = 0; j < taken.size(); ++j)
        if (!taken[j]) {
            rest.push_back(static_cast<Eigen::Index>(j));
            columns.push_back(fit.fit.names[j]);
        }
    if (!rest.empty()) {
        made.push_back(rest);
        names.push_back(join(columns, " + "));
    }
    return made;
}

}  // namespace

RateDivisionResult divide_rates(const RiskFit& fit, std::span<const std::int32_t> groups,
                                std::span<const std::string> names, const RateDivisionOptions& options) {
    check_division(fit, groups, names);
    const Eigen::Index n = fit.x.rows();
    Eigen::VectorXd in_a(n);
    for (Eigen::Index i = 0; i < n; ++i) in_a[i] = groups[static_cast<std::size_t>(i)] == 0 ? 1.0 : 0.0;
    const Eigen::VectorXd in_b = 1.0 - in_a.array();
    const Eigen::VectorXd people = fit.exposure.cwiseProduct(fit.weights);
    const Eigen::VectorXd share_a = people.cwiseProduct(in_a) / people.dot(in_a);
    const Eigen::VectorXd share_b = people.cwiseProduct(in_b) / people.dot(in_b);
    const Valued a = refitted(fit, fit.weights.cwiseProduct(in_a), nullptr, names[0]);
    const Valued b = refitted(fit, fit.weights.cwiseProduct(in_b), nullptr, names[1]);
    Valued reference;
    if (options.reference == ReferenceChoice::pooled || options.reference == ReferenceChoice::pooled_with_group) {
        reference = refitted(fit, fit.weights,
                             options.reference == ReferenceChoice::pooled ? nullptr : &in_a, "");
    } else {
        const double share = options.reference == ReferenceChoice::group_a   ? 1.0
                             : options.reference == ReferenceChoice::group_b ? 0.0
                             : options.reference == ReferenceChoice::half    ? 0.5
                                                                             : people.dot(in_a) / people.sum();
        reference.coefficients = share * a.coefficients + (1.0 - share) * b.coefficients;
        reference.influence = share * a.influence + (1.0 - share) * b.influence;
        reference.decided = a.decided;
        reference.decided.columns.insert(reference.decided.columns.end(), b.decided.columns.begin(),
                                         b.decided.columns.end());
        reference.decided.covariance *= share * share;
        reference.decided.covariance += (1.0 - share) * (1.0 - share) * b.decided.covariance;
        if (share > 0.0) reference.caveats = a.caveats;
        if (share < 1.0) reference.caveats.insert(reference.caveats.end(), b.caveats.begin(), b.caveats.end());
    }
    RateDivisionResult result;
    result.options = options;
    result.group_a = names[0];
    result.group_b = names[1];
    double count = static_cast<double>(n);
    // A part that the reference leaves no room for differs from 0 by rounding only.
    const double rounding = 1e-9 * std::max(rate_of(fit, share_a, a.coefficients).value,
                                            rate_of(fit, share_b, b.coefficients).value);
    const Eigen::VectorXd as_observed = Eigen::VectorXd::Zero(fit.x.cols());   // whatever the coefficients
    const auto margin = [&](double value, const Eigen::VectorXd& influence, const Eigen::VectorXd& on_reference) {
        double variance = detail::clustered_variance(influence, fit.clusters, count);
        if (std::fabs(value) <= rounding && variance <= rounding * rounding)
            value = variance = 0.0;
        else if (reference.decided.needed(on_reference, variance))
            variance = std::nan("");
        const double freedom = fit.clusters.empty() ? std::numeric_limits<double>::infinity() : count - 1.0;
        return detail::symmetric(options.multiplier * value, options.multiplier * std::sqrt(variance),
                                 detail::interval_quantile(options.confidence, freedom), count);
    };
    const Rate own_a = rate_of(fit, share_a, a.coefficients);
    const Rate own_b = rate_of(fit, share_b, b.coefficients);
    const Rate at_a = rate_of(fit, share_a, reference.coefficients);
    const Rate at_b = rate_of(fit, share_b, reference.coefficients);
    const Eigen::VectorXd of_own_a = own_a.sample + a.influence * own_a.gradient;
    const Eigen::VectorXd of_own_b = own_b.sample + b.influence * own_b.gradient;
    const Eigen::VectorXd of_a = at_a.sample + reference.influence * at_a.gradient;
    const Eigen::VectorXd of_b = at_b.sample + reference.influence * at_b.gradient;
    result.rate_a = margin(own_a.value, of_own_a, as_observed);
    result.rate_b = margin(own_b.value, of_own_b, as_observed);
    result.gap = margin(own_a.value - own_b.value, of_own_a - of_own_b, as_observed);
    result.composition = margin(at_a.value - at_b.value, of_a - of_b, at_a.gradient - at_b.gradient);
    result.unexplained_a = margin(own_a.value - at_a.value, of_own_a - of_a, at_a.gradient);
    result.unexplained_b = margin(at_b.value - own_b.value, of_b - of_own_b, at_b.gradient);

    std::vector<std::string> factors;
    detail::ExchangeRows rows{fit.x, share_a, share_b, reference.coefficients, exchanged(fit, factors)};
    const bool log = fit.fit.options.distribution.link == Link::log;
    const bool countable = log && detail::exchange_work(n, rows.factors.size()) <= most_work;
    if (options.method == DivisionMethod::automatic)
        result.options.method = countable ? DivisionMethod::shapley : DivisionMethod::yun;
    else if (options.method == DivisionMethod::shapley && !log)
        throw ArgumentError(messages::risk_needs_log_link, {{"what", "divide(method='shapley')"}, {"got", "logit"}});
    else if (options.method == DivisionMethod::shapley && !countable)
        throw ArgumentError(messages::risk_too_many_factors,
                            {{"got", std::to_string(rows.factors.size())},
                             {"most", to_text(std::floor(std::log2(most_work / static_cast<double>(n)) - 4.0))}});
    const bool shapley = result.options.method == DivisionMethod::shapley;
    const detail::ExchangeParts parts =
        shapley ? detail::exchange_by_shapley(rows)
                : detail::exchange_by_means(rows, at_a.value - at_b.value, at_a.sample - at_b.sample,
                                            at_a.gradient - at_b.gradient);
    for (std::size_t k = 0; k < factors.size(); ++k) {
        const auto at = static_cast<Eigen::Index>(k);
        const Eigen::VectorXd influence = parts.sample.col(at) + reference.influence * parts.gradient.col(at);
        result.parts.push_back({factors[k], margin(parts.values[at], influence, parts.gradient.col(at))});
    }
    result.caveats = reference.caveats;
    result.caveats.push_back(detail::counted_in(fit, options.multiplier));
    result.caveats.push_back({messages::risk_association, {}});
    result.caveats.push_back({messages::risk_reference_matters, {}});
    result.caveats.push_back({shapley ? messages::risk_pairs_taken : messages::risk_mean_traits, {}});
    return result;
}

Table RateDivisionResult::table() const {
    std::vector<std::string> part, factor;
    std::vector<double> value, se, low, high;
    const auto add = [&](const char* what, const std::string& name, const Estimate& each) {
        part.emplace_back(what);
        factor.push_back(name);
        value.push_back(each.value);
        se.push_back(each.se);
        low.push_back(each.low);
        high.push_back(each.high);
    };
    add("rate_a", group_a, rate_a);
    add("rate_b", group_b, rate_b);
    add("gap", "", gap);
    add("composition", "", composition);
    for (const RatePart& each : parts) add("composition", each.factor, each.composition);
    add("unexplained_a", "", unexplained_a);
    add("unexplained_b", "", unexplained_b);
    return Table({Column::string("part", part), Column::string("factor", factor),
                  Column::float64("value", std::move(value)), Column::float64("se", std::move(se)),
                  Column::float64("low", std::move(low)), Column::float64("high", std::move(high))});
}

}  // namespace maatstaf

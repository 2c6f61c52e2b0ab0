// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/effects_by.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/special.hpp"
#include "core/check.hpp"
#include "risk/margin.hpp"
#include "risk/traits.hpp"

namespace maatstaf {
namespace {

RiskFamily as_asked(Family family) {
    switch (family) {
        case Family::quasi_poisson: return RiskFamily::quasi_poisson;
        case Family::negative_binomial: return RiskFamily::negative_binomial;
        case Family::gamma: return RiskFamily::gamma;
        case Family::tweedie: return RiskFamily::tweedie;
        default: return RiskFamily::poisson;
    }
}

/// Chance of an F this large.
double f_tail(double f, double first, double second) {
    if (!(f >= 0.0)) return std::nan("");
    if (std::isinf(second)) return 1.0 - special::chi_squared_cdf(first * f, first);
    return special::beta_cdf(second / (second + first * f), 0.5 * second, 0.5 * first);
}

/// Columns: those of the fit without the factor, a level for every group but the first, a slope for every group.
struct Split {
    Eigen::MatrixXd x{};
    std::vector<std::string> names{};
    Eigen::Index first_slope = 0;

    Split(const RiskFit& fit, std::int32_t column, std::span<const std::int32_t> groups,
          std::span<const std::string> group_names) {
        const Eigen::Index n = fit.x.rows();
        const auto count = static_cast<Eigen::Index>(group_names.size());
        const Eigen::Index others = fit.x.cols() - 1;
        first_slope = others + count - 1;
        x = Eigen::MatrixXd::Zero(n, first_slope + count);
        for (Eigen::Index j = 0, to = 0; j < fit.x.cols(); ++j)
            if (j != column) {
                x.col(to++) = fit.x.col(j);
                names.push_back(fit.fit.names[static_cast<std::size_t>(j)]);
            }
        for (Eigen::Index g = 1; g < count; ++g) names.push_back(group_names[static_cast<std::size_t>(g)]);
        const auto& factor = fit.fit.names[static_cast<std::size_t>(column)];
        for (Eigen::Index g = 0; g < count; ++g)
            names.push_back(factor + " : " + group_names[static_cast<std::size_t>(g)]);
        for (Eigen::Index i = 0; i < n; ++i) {
            const auto g = groups[static_cast<std::size_t>(i)];
            if (g > 0) x(i, others + g - 1) = 1.0;
            x(i, first_slope + g) = fit.x(i, column);
        }
    }
};

/// Mean rate of the rows of a group with the trait at `value`, with its delta-method margin.
Estimate rate_at(const RiskFit& fit, const Split& split, std::span<const std::int32_t> groups, std::int32_t group,
                 double value, double multiplier) {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(fit.x.cols());
    double sum = 0.0;
    double people = 0.0;
    for (Eigen::Index i = 0; i < fit.x.rows(); ++i) {
        if (groups[static_cast<std::size_t>(i)] != group) continue;
        Eigen::VectorXd x = fit.x.row(i).transpose();
        x[split.first_slope + group] = value;
        double eta = 0.0;
        for (Eigen::Index j = 0; j < x.size(); ++j)
            if (!std::isnan(fit.fit.coefficients[j])) eta += x[j] * fit.fit.coefficients[j];
        const double weight = fit.exposure[i] * fit.weights[i];
        sum += weight * std::exp(eta);
        slope += weight * std::exp(eta) * x;
        people += weight;
    }
    double variance = 0.0;
    for (Eigen::Index j = 0; j < slope.size(); ++j)
        for (Eigen::Index k = 0; k < slope.size(); ++k)
            if (slope[j] != 0.0 && slope[k] != 0.0 && !std::isnan(fit.fit.coefficients[j]) &&
                !std::isnan(fit.fit.coefficients[k]))
                variance += slope[j] * fit.robust.covariance(j, k) * slope[k];
    return detail::positive_interval(multiplier * sum / people, multiplier * std::sqrt(std::max(0.0, variance))
        / people,
                                     detail::interval_quantile(fit.options.confidence), people);
}

double equal_slopes(const RiskFit& fit, const Split& split, Eigen::Index count) {
    std::vector<Eigen::Index> known;
    double freedom = std::numeric_limits<double>::infinity();
    for (Eigen::Index g = 0; g < count; ++g)
        if (const auto j = split.first_slope + g; std::isfinite(fit.fit.coefficients[j])) {
            known.push_back(j);
            freedom = std::min(freedom, fit.robust.degrees_of_freedom[j]);
        }
    const auto tests = static_cast<Eigen::Index>(known.size()) - 1;
    if (tests < 1) return std::nan("");
    Eigen::VectorXd difference(tests);
    Eigen::MatrixXd covariance(tests, tests);
    const auto& v = fit.robust.covariance;
    for (Eigen::Index a = 0; a < tests; ++a) {
        const auto j = known[static_cast<std::size_t>(a + 1)];
        difference[a] = fit.fit.coefficients[j] - fit.fit.coefficients[known[0]];
        for (Eigen::Index b = 0; b < tests; ++b) {
            const auto k = known[static_cast<std::size_t>(b + 1)];
            covariance(a, b) = v(j, k) - v(j, known[0]) - v(known[0], k) + v(known[0], known[0]);
        }
    }
    const auto number = static_cast<double>(tests);
    return f_tail(difference.dot(covariance.ldlt().solve(difference)) / number, number, freedom);
}

}  // namespace

EffectsByResult effects_by(const RiskFit& fit, std::string_view factor, std::span<const std::int32_t> groups,
                           std::span<const std::string> names, const EffectsByOptions& options) {
    const auto& chosen = fit.factors[static_cast<std::size_t>(fit.find_factor(factor))];
    const Link link = fit.fit.options.distribution.link;
    if (link != Link::log)
        throw ArgumentError(messages::risk_needs_log_link,
                            {{"what", "effects_by"}, {"got", std::string(to_name(link))}});
    if (chosen.columns.size() != 1)
        throw ArgumentError(messages::risk_length, {{"argument", "columns of " + chosen.name},
                                                   {"expected", "1"},
                                                   {"got", std::to_string(chosen.columns.size())}});
    if (groups.size() != static_cast<std::size_t>(fit.x.rows()))
        throw ArgumentError(messages::risk_length, {{"argument", "groups"},
                                                   {"expected", std::to_string(fit.x.rows())},
                                                   {"got", std::to_string(groups.size())}});
    for (const std::int32_t each : groups)
        detail::need_position("groups", each, static_cast<std::int64_t>(names.size()));
    const std::int32_t column = chosen.columns.front();
    EffectsByResult result;
    result.options = options;
    result.factor = chosen.name;
    const bool indicator = detail::summarise_trait(fit, column).indicator;
    if (std::isnan(options.low)) result.options.low = indicator ? 0.0 : detail::quantile_by_people(fit, column, 0.1);
    if (std::isnan(options.high)) result.options.high = indicator ? 1.0 : detail::quantile_by_people(fit, column, 0.9);

    const Split split(fit, column, groups, names);
    RiskData data;
    data.x = DesignView(split.x);
    data.y = {fit.y.data(), static_cast<std::size_t>(fit.y.size())};
    if (fit.has_exposure) data.exposure = {fit.exposure.data(), static_cast<std::size_t>(fit.exposure.size())};
    data.weights = {fit.weights.data(), static_cast<std::size_t>(fit.weights.size())};
    data.clusters = fit.clusters;
    data.columns = split.names;
    data.units = fit.units;
    RiskOptions again = fit.options;
    again.family = as_asked(fit.family());
    const RiskFit refit = fit_risk(data, again);
    const double between = result.options.high - result.options.low;
    for (std::size_t g = 0; g < names.size(); ++g) {
        const auto group = static_cast<std::int32_t>(g);
        GroupEffect made;
        made.group = names[g];
        for (std::size_t i = 0; i < groups.size(); ++i)
            if (groups[i] == group) {
                made.rows += 1.0;
                made.people += fit.exposure[static_cast<Eigen::Index>(i)];
            }
        if (made.rows > 0.0) {
            const double per = result.options.multiplier;
            made.rate_low = rate_at(refit, split, groups, group, result.options.low, per);
            made.rate_high = rate_at(refit, split, groups, group, result.options.high, per);
            const auto j = split.first_slope + group;
            const double ratio = std::exp(refit.fit.coefficients[j] * between);
            const double freedom = refit.robust.degrees_of_freedom[j];
            const double se = std::sqrt(refit.robust.covariance(j, j)) * std::fabs(between);
            if (std::isfinite(se) && freedom > 0.0)
                made.ratio = detail::positive_interval(
                    ratio, ratio * se, detail::interval_quantile(fit.options.confidence, freedom), made.rows);
        }
        result.groups.push_back(std::move(made));
    }
    result.difference_p = equal_slopes(refit, split, static_cast<Eigen::Index>(names.size()));
    result.caveats = refit.caveats;
    return result;
}

Table EffectsByResult::table() const {
    std::vector<std::string> group;
    for (const GroupEffect& each : groups) group.push_back(each.group);
    Table table({Column::string("group", group)});
    const auto add = [&](const char* name, const auto& value_of) {
        std::vector<double> values;
        for (const GroupEffect& each : groups) values.push_back(value_of(each));
        table.add(Column::float64(name, std::move(values)));
    };
    using G = GroupEffect;
    add("rows", [](const G& g) { return g.rows; });
    add("people", [](const G& g) { return g.people; });
    add("rate_low", [](const G& g) { return g.rate_low.value; });
    add("rate_low_low", [](const G& g) { return g.rate_low.low; });
    add("rate_low_high", [](const G& g) { return g.rate_low.high; });
    add("rate_high", [](const G& g) { return g.rate_high.value; });
    add("rate_high_low", [](const G& g) { return g.rate_high.low; });
    add("rate_high_high", [](const G& g) { return g.rate_high.high; });
    add("ratio", [](const G& g) { return g.ratio.value; });
    add("ratio_low", [](const G& g) { return g.ratio.low; });
    add("ratio_high", [](const G& g) { return g.ratio.high; });
    return table;
}

}  // namespace maatstaf

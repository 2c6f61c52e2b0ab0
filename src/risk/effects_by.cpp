// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/effects_by.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/special.hpp"
#include "core/check.hpp"
#include "risk/cost_parts.hpp"
#include "risk/counted_in.hpp"
#include "risk/expectation.hpp"
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

/// Columns: those of the fit without the factor, a level for every group but the first, and the columns of the factor
/// for every group.
struct Split {
    Eigen::MatrixXd x{};
    std::vector<std::string> names{};
    Eigen::Index first_slope = 0;
    Eigen::Index width = 0;   ///< columns of the factor

    Split(const RiskFit& fit, const std::vector<std::int32_t>& columns, std::span<const std::int32_t> groups,
          std::span<const std::string> group_names) {
        const Eigen::Index n = fit.x.rows();
        const auto count = static_cast<Eigen::Index>(group_names.size());
        width = static_cast<Eigen::Index>(columns.size());
        const Eigen::Index others = fit.x.cols() - width;
        first_slope = others + count - 1;
        x = Eigen::MatrixXd::Zero(n, first_slope + count * width);
        for (Eigen::Index j = 0, to = 0; j < fit.x.cols(); ++j)
            if (std::find(columns.begin(), columns.end(), static_cast<std::int32_t>(j)) == columns.end()) {
                x.col(to++) = fit.x.col(j);
                names.push_back(fit.fit.names[static_cast<std::size_t>(j)]);
            }
        for (Eigen::Index g = 1; g < count; ++g) names.push_back(group_names[static_cast<std::size_t>(g)]);
        for (const std::string& group : group_names)
            for (const std::int32_t j : columns)
                names.push_back(fit.fit.names[static_cast<std::size_t>(j)] + " : " + group);
        for (Eigen::Index i = 0; i < n; ++i) {
            const auto g = groups[static_cast<std::size_t>(i)];
            if (g > 0) x(i, others + g - 1) = 1.0;
            for (Eigen::Index k = 0; k < width; ++k)
                x(i, slope(g, k)) = fit.x(i, columns[static_cast<std::size_t>(k)]);
        }
    }
    Eigen::Index slope(Eigen::Index group, Eigen::Index column) const { return first_slope + group * width + column; }
};

/// Mean rate of the rows of a group with the factor set to `values`, with its delta-method margin.
Estimate rate_at(const RiskFit& fit, const Split& split, std::span<const std::int32_t> groups, std::int32_t group,
                 const Eigen::VectorXd& values, double multiplier) {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(fit.x.cols());
    double sum = 0.0;
    double people = 0.0;
    for (Eigen::Index i = 0; i < fit.x.rows(); ++i) {
        if (groups[static_cast<std::size_t>(i)] != group) continue;
        Eigen::VectorXd x = fit.x.row(i).transpose();
        x.segment(split.slope(group, 0), split.width) = values;
        double eta = 0.0;
        for (Eigen::Index j = 0; j < x.size(); ++j)
            if (!std::isnan(fit.fit.coefficients[j])) eta += x[j] * fit.fit.coefficients[j];
        const double weight = fit.exposure[i] * fit.weights[i];
        sum += weight * std::exp(eta);
        slope += weight * std::exp(eta) * x;
        people += weight;
    }
    const double variance = detail::Spread(detail::known_covariance(fit)).variance(slope);
    return detail::positive_interval(multiplier * sum / people,
                                     multiplier * std::sqrt(variance) / people,
                                     detail::interval_quantile(fit.options.confidence, detail::shared_freedom(fit)),
                                     people);
}

/// Wald's F for the same slopes in all groups, over all columns of the factor.
double equal_slopes(const RiskFit& fit, const Split& split, Eigen::Index count) {
    std::vector<std::pair<Eigen::Index, Eigen::Index>> pairs;  // a slope and the one that it is held against
    double freedom = std::numeric_limits<double>::infinity();
    for (Eigen::Index k = 0; k < split.width; ++k) {
        Eigen::Index first = -1;
        for (Eigen::Index g = 0; g < count; ++g) {
            const auto j = split.slope(g, k);
            if (!std::isfinite(fit.fit.coefficients[j])) continue;
            freedom = std::min(freedom, fit.robust.degrees_of_freedom[j]);
            if (first < 0) first = j;
            else pairs.emplace_back(j, first);
        }
    }
    const auto tests = static_cast<Eigen::Index>(pairs.size());
    if (tests < 1) return std::nan("");
    Eigen::MatrixXd contrasts = Eigen::MatrixXd::Zero(tests, fit.x.cols());
    Eigen::VectorXd difference(tests);
    for (Eigen::Index a = 0; a < tests; ++a) {
        const auto& pair = pairs[static_cast<std::size_t>(a)];
        contrasts(a, pair.first) = 1.0;
        contrasts(a, pair.second) = -1.0;
        difference[a] = fit.fit.coefficients[pair.first] - fit.fit.coefficients[pair.second];
    }
    const Eigen::MatrixXd covariance = detail::Spread(detail::known_covariance(fit)).of(contrasts);
    if (!covariance.allFinite()) return std::nan("");
    const auto number = static_cast<double>(tests);
    return f_tail(difference.dot(covariance.ldlt().solve(difference)) / number, number, freedom);
}

RiskFit fitted_again(const RiskFit& fit, const Split& split) {
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
    again.power = fit.fit.options.distribution.power;
    return fit_risk(data, again);
}

void check(const RiskFit& fit, const AttributionFactor& factor, std::span<const std::int32_t> groups,
           std::size_t names) {
    const Link link = fit.fit.options.distribution.link;
    if (link != Link::log)
        throw ArgumentError(messages::risk_needs_log_link,
                            {{"what", "effects_by"}, {"got", std::string(to_name(link))}});
    bool estimated = false;
    for (const std::int32_t j : factor.columns) estimated = estimated || !std::isnan(fit.fit.coefficients[j]);
    if (!estimated) throw ArgumentError(messages::risk_factor_aliased, {{"factor", factor.name}});
    bool levels = true;
    for (const std::int32_t j : factor.columns) levels = levels && detail::summarise_trait(fit, j).indicator;
    // Levels of one category never stand together in a row.
    for (Eigen::Index i = 0; levels && i < fit.x.rows(); ++i) {
        double sum = 0.0;
        for (const std::int32_t j : factor.columns) sum += fit.x(i, j);
        levels = sum <= 1.0;
    }
    if (factor.columns.size() != 1 && !levels)
        throw ArgumentError(messages::risk_factor_no_levels,
                            {{"factor", factor.name}, {"got", std::to_string(factor.columns.size())}});
    if (groups.size() != static_cast<std::size_t>(fit.x.rows()))
        throw ArgumentError(messages::risk_length, {{"argument", "groups"},
                                                   {"expected", std::to_string(fit.x.rows())},
                                                   {"got", std::to_string(groups.size())}});
    for (const std::int32_t each : groups) detail::need_position("groups", each, static_cast<std::int64_t>(names));
    const auto columns = static_cast<std::size_t>(fit.x.cols()) + (names - 1) * (1 + factor.columns.size());
    if (columns >= groups.size())
        throw ArgumentError(messages::risk_many_groups, {{"got", std::to_string(names)},
                                                         {"rows", std::to_string(groups.size())},
                                                         {"factor", factor.name}});
}

}  // namespace

EffectsByResult effects_by(const RiskFit& fit, std::string_view factor, std::span<const std::int32_t> groups,
                           std::span<const std::string> names, const EffectsByOptions& options) {
    const auto& chosen = fit.factors[static_cast<std::size_t>(fit.find_factor(factor))];
    check(fit, chosen, groups, names.size());
    EffectsByResult result;
    result.options = options;
    result.factor = chosen.name;
    const std::int32_t column = chosen.columns.front();
    const bool category = chosen.columns.size() > 1 || !chosen.levels.empty();
    const bool indicator = category || detail::summarise_trait(fit, column).indicator;
    if (category || std::isnan(options.low))
        result.options.low = indicator ? 0.0 : detail::quantile_by_people(fit, column, 0.1);
    if (category || std::isnan(options.high))
        result.options.high = indicator ? 1.0 : detail::quantile_by_people(fit, column, 0.9);

    const Split split(fit, chosen.columns, groups, names);
    const RiskFit refit = fitted_again(fit, split);
    const double between = result.options.high - result.options.low;
    for (std::size_t g = 0; g < names.size(); ++g)
        for (Eigen::Index k = 0; k < split.width; ++k) {
            const auto group = static_cast<std::int32_t>(g);
            const auto at = static_cast<std::size_t>(k);
            GroupEffect made;
            made.group = names[g];
            if (category)
                made.level = chosen.levels.empty()
                                 ? fit.fit.names[static_cast<std::size_t>(chosen.columns[at])]
                                 : chosen.levels[at];
            for (std::size_t i = 0; i < groups.size(); ++i)
                if (groups[i] == group) {
                    made.rows += 1.0;
                    made.people += fit.exposure[static_cast<Eigen::Index>(i)];
                }
            const auto j = split.slope(group, k);
            const double freedom = refit.robust.degrees_of_freedom[j];
            const double se = std::sqrt(refit.robust.covariance(j, j)) * std::fabs(between);
            if (made.rows > 0.0 && std::isfinite(refit.fit.coefficients[j])) {
                Eigen::VectorXd values = Eigen::VectorXd::Constant(split.width, category ? 0.0 : result.options.low);
                made.rate_low = rate_at(refit, split, groups, group, values, result.options.multiplier);
                values[k] = result.options.high;
                made.rate_high = rate_at(refit, split, groups, group, values, result.options.multiplier);
                const double ratio = std::exp(refit.fit.coefficients[j] * between);
                made.ratio.value = ratio;
                made.ratio.n = made.rows;
                if (std::isfinite(se) && freedom > 0.0)
                    made.ratio = detail::positive_interval(
                        ratio, ratio * se, detail::interval_quantile(fit.options.confidence, freedom), made.rows);
            }
            result.groups.push_back(std::move(made));
        }
    result.difference_p = equal_slopes(refit, split, static_cast<Eigen::Index>(names.size()));
    result.caveats = refit.caveats;
    Caveat unit = detail::counted_in(fit, result.options.multiplier);
    if (!category)
        for (const auto& [name, value] : Parameters{{"factor", chosen.name},
                                                    {"low", detail::four_digits(result.options.low)},
                                                    {"high", detail::four_digits(result.options.high)}})
            unit.parameters.emplace_back(name, value);
    result.caveats.push_back(std::move(unit));
    return result;
}

Table EffectsByResult::table() const {
    std::vector<std::string> group, level;
    for (const GroupEffect& each : groups) {
        group.push_back(each.group);
        level.push_back(each.level);
    }
    Table table({Column::string("group", group), Column::string("level", level)});
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

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/effects_by.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/special.hpp"
#include "core/check.hpp"
#include "regress/intervals.hpp"
#include "regress/spread.hpp"
#include "risk/cost_parts.hpp"
#include "risk/counted_in.hpp"
#include "risk/few_users.hpp"
#include "risk/influence.hpp"
#include "risk/margin.hpp"
#include "risk/traits.hpp"

namespace maatstaf {
namespace {

/// Columns: those of the fit without the factor, a level for every group but the first, and the columns of the factor
/// for every group.
struct Split {
    Eigen::MatrixXd x{};
    std::vector<std::string> names{};
    Eigen::Index first_slope = 0;
    Eigen::Index width = 0;   ///< columns of the factor
    std::vector<std::int32_t> moved{};   ///< those columns in the fit

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
        moved = columns;
    }
    /// A row of this design as it is when the one of the fit is that of `design`.
    Eigen::VectorXd row(const Eigen::MatrixXd& design, Eigen::Index i, Eigen::Index group) const {
        Eigen::VectorXd made = x.row(i).transpose();
        for (Eigen::Index k = 0; k < width; ++k)
            made[slope(group, k)] = design(i, moved[static_cast<std::size_t>(k)]);
        return made;
    }
    Eigen::Index slope(Eigen::Index group, Eigen::Index column) const { return first_slope + group * width + column; }
};

/// The designs of the fit that go with a trait at two sets of values, all groups in one.
struct Change {
    std::string level{};
    Eigen::MatrixXd low{}, high{};
};

/// Sum of the expected use of a group under a design, and its derivative by the coefficients.
struct GroupUse {
    double sum = 0.0;
    Eigen::VectorXd slope{};
    GroupUse(const RiskFit& fit, const Split& split, std::span<const std::int32_t> groups, std::int32_t group,
             const Eigen::MatrixXd& design)
        : slope(Eigen::VectorXd::Zero(fit.x.cols())) {
        for (Eigen::Index i = 0; i < fit.x.rows(); ++i) {
            if (groups[static_cast<std::size_t>(i)] != group) continue;
            const Eigen::VectorXd x = split.row(design, i, group);
            double eta = 0.0;
            for (Eigen::Index j = 0; j < x.size(); ++j)
                if (!std::isnan(fit.fit.coefficients[j])) eta += x[j] * fit.fit.coefficients[j];
            const double use = fit.exposure[i] * fit.weights[i] * std::exp(eta);
            sum += use;
            slope += use * x;
        }
        for (Eigen::Index j = 0; j < slope.size(); ++j)
            if (std::isnan(fit.fit.coefficients[j])) slope[j] = 0.0;
    }
};

/// Rates and ratios of groups. Their margins are made together: degrees of freedom of clusters are dear to start on.
struct Margins {
    std::vector<std::pair<Estimate*, Eigen::VectorXd>> wanted{};
    std::vector<Estimate*> without{};   ///< too few users for a margin
    void add(const GroupUse& low, const GroupUse& high, double multiplier, double people, bool too_few,
             GroupEffect& made) {
        made.rate_low = {multiplier * low.sum / people, 0.0, 0.0, 0.0, people};
        made.rate_high = {multiplier * high.sum / people, 0.0, 0.0, 0.0, people};
        made.ratio = {high.sum / low.sum, 0.0, 0.0, 0.0, made.rows};
        wanted.emplace_back(&made.rate_low, low.slope / low.sum);
        wanted.emplace_back(&made.rate_high, high.slope / high.sum);
        wanted.emplace_back(&made.ratio, high.slope / high.sum - low.slope / low.sum);
        if (too_few) without.insert(without.end(), {&made.rate_low, &made.rate_high, &made.ratio});
    }
    void fill(const RiskFit& fit) const {
        Eigen::MatrixXd slopes(fit.x.cols(), static_cast<Eigen::Index>(wanted.size()));
        for (std::size_t k = 0; k < wanted.size(); ++k) slopes.col(static_cast<Eigen::Index>(k)) = wanted[k].second;
        const Eigen::VectorXd freedom = detail::combination_freedom(fit, slopes);
        const detail::Spread spread(detail::known_covariance(fit));
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            const double own = freedom[static_cast<Eigen::Index>(k)];
            Estimate& made = *wanted[k].first;
            made = detail::positive_interval(made.value, made.value * std::sqrt(spread.variance(wanted[k].second)),
                                             own > 0.0 ? detail::interval_quantile(fit.options.confidence, own) : own,
                                             made.n);
        }
        for (Estimate* each : without) each->se = each->low = each->high = std::nan("");
    }
};

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
    const double statistic = difference.dot(covariance.ldlt().solve(difference)) / number;
    return statistic >= 0.0 ? detail::f_tail(statistic, number, freedom) : std::nan("");
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
    again.family = from_name<RiskFamily>(to_name(fit.family()), "family");
    again.power = fit.fit.options.distribution.power;
    return fit_risk(data, again);
}

/// What is moved: a trait by its name or by that of the factor that it is, or the columns of a category.
struct Moved {
    std::string name{};
    std::vector<std::int32_t> columns{};
    const RiskTrait* trait = nullptr;   ///< null: columns of 0 and 1 of a fit on arrays
    Moved(const RiskFit& fit, const RiskTraits& traits, std::string_view asked) : name(asked) {
        // A column of an array is moved with the factor that it is part of, so there the name is that of a factor.
        if (!traits.of_columns) trait = traits.find(asked);
        if (trait == nullptr) {
            const auto& factor = fit.factors[static_cast<std::size_t>(fit.find_factor(asked))];
            std::vector<const RiskTrait*> inside;
            for (const RiskTrait& each : traits.traits)
                for (const std::int32_t j : factor.columns)
                    if (std::find(each.columns.begin(), each.columns.end(), j) != each.columns.end() &&
                        (inside.empty() || inside.back() != &each))
                        inside.push_back(&each);
            if (inside.size() == 1) trait = inside.front();
            else if (traits.of_columns && detail::is_one_category(fit, factor.columns)) columns = factor.columns;
            else
                throw ArgumentError(messages::risk_factor_no_levels,
                                    {{"factor", factor.name}, {"got", std::to_string(factor.columns.size())}});
        }
        if (trait != nullptr) columns = trait->columns;
        bool estimated = false;
        for (const std::int32_t j : columns) estimated = estimated || !std::isnan(fit.fit.coefficients[j]);
        if (!estimated) throw ArgumentError(messages::risk_factor_aliased, {{"factor", name}});
    }
};

/// Every comparison to make: the low and high value of a number, or every level of a category with its reference.
std::vector<Change> changes(const RiskFit& fit, const RiskTraits& traits, const Moved& moved,
                            EffectsByOptions& options) {
    std::vector<Change> made;
    if (moved.trait != nullptr && moved.trait->levels.empty()) {
        const Eigen::VectorXd values = traits.values(*moved.trait);
        const bool indicator = detail::is_indicator(values);
        if (std::isnan(options.low)) options.low = indicator ? 0.0 : detail::quantile_by_people(fit, values, 0.1);
        if (std::isnan(options.high)) options.high = indicator ? 1.0 : detail::quantile_by_people(fit, values, 0.9);
        made.push_back({"", traits.with(*moved.trait, options.low), traits.with(*moved.trait, options.high)});
        return made;
    }
    options.low = 0.0;
    options.high = 1.0;
    Eigen::MatrixXd none = fit.x;
    for (const std::int32_t j : moved.columns) none.col(j).setZero();
    for (std::size_t k = 0; moved.trait == nullptr && k < moved.columns.size(); ++k) {
        made.push_back({fit.fit.names[static_cast<std::size_t>(moved.columns[k])], none, none});
        made.back().high.col(moved.columns[k]).setOnes();
    }
    if (moved.trait == nullptr) return made;
    if (moved.trait->reference < 0) throw ArgumentError(messages::risk_no_reference, {{"trait", moved.name}});
    const auto reference = static_cast<std::size_t>(moved.trait->reference);
    none = traits.with_level(*moved.trait, reference);
    for (std::size_t k = 0; k < moved.trait->levels.size(); ++k)
        if (k != reference) made.push_back({moved.trait->levels[k], none, traits.with_level(*moved.trait, k)});
    return made;
}

void check(const RiskFit& fit, const Moved& moved, std::span<const std::int32_t> groups, std::size_t names) {
    if (groups.size() != static_cast<std::size_t>(fit.x.rows()))
        throw ArgumentError(messages::risk_length, {{"argument", "groups"},
                                                   {"expected", std::to_string(fit.x.rows())},
                                                   {"got", std::to_string(groups.size())}});
    for (const std::int32_t each : groups) detail::need_position("groups", each, static_cast<std::int64_t>(names));
    const auto columns = static_cast<std::size_t>(fit.x.cols()) + (names - 1) * (1 + moved.columns.size());
    if (columns >= groups.size())
        throw ArgumentError(messages::risk_many_groups, {{"got", std::to_string(names)},
                                                         {"rows", std::to_string(groups.size())},
                                                         {"factor", moved.name}});
}

/// Whether the data of the group tell what a change does: not when no column that it moves there has an estimate.
bool is_known(const RiskFit& refit, const Split& split, std::span<const std::int32_t> groups, std::int32_t group,
              const Change& change) {
    for (Eigen::Index k = 0; k < split.width; ++k) {
        if (std::isnan(refit.fit.coefficients[split.slope(group, k)])) continue;
        const std::int32_t j = split.moved[static_cast<std::size_t>(k)];
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            if (groups[i] == group && change.low(row, j) != change.high(row, j)) return true;
        }
    }
    return false;
}

}  // namespace

EffectsByResult effects_by(const RiskFit& fit, std::string_view factor, std::span<const std::int32_t> groups,
                           std::span<const std::string> names, const EffectsByOptions& options) {
    return effects_by(fit, traits_of(fit), factor, groups, names, options);
}

EffectsByResult effects_by(const RiskFit& fit, const RiskTraits& traits, std::string_view factor,
                           std::span<const std::int32_t> groups, std::span<const std::string> names,
                           const EffectsByOptions& options) {
    const Link link = fit.fit.options.distribution.link;
    if (link != Link::log)
        throw ArgumentError(messages::risk_needs_log_link,
                            {{"what", "effects_by"}, {"got", std::string(to_name(link))}});
    const Moved moved(fit, traits, factor);
    check(fit, moved, groups, names.size());
    EffectsByResult result;
    result.options = options;
    result.factor = moved.name;
    const std::vector<Change> all = changes(fit, traits, moved, result.options);
    const Split split(fit, moved.columns, groups, names);
    const RiskFit refit = fitted_again(fit, split);
    result.caveats = refit.caveats;
    const std::vector<bool> too_few = detail::say_of_small_groups(fit, groups, names, result.caveats);
    Margins margins;
    result.groups.reserve(names.size() * all.size());  // so that those in `margins` stay where they are
    for (std::size_t g = 0; g < names.size(); ++g)
        for (const Change& change : all) {
            const auto group = static_cast<std::int32_t>(g);
            GroupEffect& made = result.groups.emplace_back();
            made.group = names[g];
            made.level = change.level;
            double weight = 0.0;
            for (std::size_t i = 0; i < groups.size(); ++i)
                if (const auto row = static_cast<Eigen::Index>(i); groups[i] == group) {
                    made.rows += 1.0;
                    made.people += fit.exposure[row];
                    weight += fit.exposure[row] * fit.weights[row];
                }
            if (!is_known(refit, split, groups, group, change)) continue;
            const GroupUse low(refit, split, groups, group, change.low);
            const GroupUse high(refit, split, groups, group, change.high);
            margins.add(low, high, result.options.multiplier, weight, too_few[g], made);
        }
    margins.fill(refit);
    const bool known = std::find(too_few.begin(), too_few.end(), true) == too_few.end();
    result.difference_p =
        known ? equal_slopes(refit, split, static_cast<Eigen::Index>(names.size())) : std::nan("");
    Caveat unit = detail::counted_in(fit, result.options.multiplier);
    if (all.front().level.empty())
        for (const auto& [name, value] : Parameters{{"factor", moved.name},
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

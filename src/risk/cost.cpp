// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/cost.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/expected.hpp"
#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "risk/cost_parts.hpp"
#include "risk/euros.hpp"
#include "risk/expectation.hpp"
#include "risk/influence.hpp"
#include "risk/margin.hpp"
#include "risk/outcome_chance.hpp"

namespace maatstaf {
namespace {

void need_log_link(const RiskFit& fit) {
    const Link link = fit.fit.options.distribution.link;
    if (link != Link::log)
        throw ArgumentError(messages::risk_needs_log_link,
                            {{"what", "expected_cost"}, {"got", std::string(to_name(link))}});
}

/// One row before it is scaled: mean, and variance of the outcome given the mean.
struct RawCost {
    double mean = 0.0;
    double chance = 0.0;
};

bool is_cost(const RiskFit& fit) {
    return fit.family() == Family::gamma || fit.family() == Family::inverse_gaussian ||
           fit.family() == Family::tweedie;
}

/// Counts go first and euros second; anything else would multiply people by people.
void check_parts(const RiskFit& users, const RiskFit& amount) {
    const auto refuse = [](Message message, const RiskFit& fit) {
        throw ArgumentError(message, {{"family", std::string(to_name(fit.family()))}, {"argument", "`amount`"}});
    };
    if (users.family() != Family::poisson && users.family() != Family::quasi_poisson &&
        users.family() != Family::negative_binomial)
        refuse(messages::risk_not_users, users);
    if (!is_cost(amount)) refuse(messages::risk_not_amount, amount);
    need_log_link(users);
    need_log_link(amount);
    if (users.clusters.empty() != amount.clusters.empty())
        throw ArgumentError(messages::risk_clusters_of_one,
                            {{"first", users.clusters.empty() ? "amount" : "users"},
                             {"second", users.clusters.empty() ? "users" : "amount"}});
}

/// Degrees of freedom of combinations of the coefficients of two fits, one per row, as if the fits were independent:
/// Satterthwaite's of a sum, by the variance that each of them has in it.
Eigen::VectorXd freedom_of_parts(const RiskFit& users, const RiskFit& amount, const Eigen::MatrixXd& rows,
                                 const Eigen::MatrixXd& unsure) {
    const Eigen::Index p = users.x.cols(), q = amount.x.cols();
    const Eigen::VectorXd of_users = detail::row_freedom(users, rows.leftCols(p)),
                          of_amount = detail::row_freedom(amount, rows.rightCols(q));
    const detail::Spread first(unsure.topLeftCorner(p, p)), second(unsure.bottomRightCorner(q, q));
    Eigen::VectorXd made(rows.rows());
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
        const double a = first.variance(rows.row(i).head(p).transpose());
        const double b = second.variance(rows.row(i).tail(q).transpose());
        made[i] = a + b > 0.0 ? (a + b) * (a + b) / (a * a / of_users[i] + b * b / of_amount[i])
                              : std::numeric_limits<double>::infinity();
    }
    return made;
}

/// `traits` are the rows by which the logarithm of the mean is made, `unsure` the covariance of their coefficients;
/// `freedom_of` gives the degrees of freedom of combinations of these, one per row.
void finish(CostResult& result, const RiskFit& fit, std::span<const double> observed, const std::vector<RawCost>& raw,
            const Eigen::MatrixXd& traits, const Eigen::MatrixXd& unsure,
            const std::function<Eigen::VectorXd(const Eigen::MatrixXd&)>& freedom_of) {
    const double tail = 0.5 - 0.5 * result.options.confidence;
    detail::CompensatedSum whole;
    for (const RawCost& each : raw) whole.add(each.mean);
    // Under a budget only differences between rows are unsure: what all have in common is scaled away.
    Eigen::RowVectorXd common = Eigen::RowVectorXd::Zero(traits.cols());
    if (!std::isnan(result.options.budget)) {
        if (!(result.options.budget > 0.0)) throw detail::out_of_range("budget", "> 0", result.options.budget);
        const double budget = result.options.budget;
        result.factor = budget / whole.value();
        for (std::size_t i = 0; i < raw.size(); ++i)
            common += raw[i].mean / whole.value() * traits.row(static_cast<Eigen::Index>(i));
        result.caveats.push_back({messages::risk_rebased, {{"factor.en", to_fixed(result.factor, 3)},
                                                          {"factor.nl", to_fixed(result.factor, 3, ',')},
                                                          {"budget.en", detail::euros(budget, Language::english)},
                                                          {"budget.nl", detail::euros(budget, Language::dutch)}}});
    }
    const double f = result.factor;
    const detail::Spread margin(unsure);
    const Eigen::VectorXd freedom =
        fit.clusters.empty() ? Eigen::VectorXd::Constant(traits.rows(), std::numeric_limits<double>::infinity())
                             : freedom_of(traits.rowwise() - common);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const double own = freedom[static_cast<Eigen::Index>(i)];
        const double quantile =
            own > 0.0 ? detail::interval_quantile(result.options.confidence, own) : std::nan("");
        ExpectedCost made;
        made.unit = fit.units[i];
        made.people = fit.exposure[static_cast<Eigen::Index>(i)];
        made.observed = observed[i];
        const Eigen::RowVectorXd x = traits.row(static_cast<Eigen::Index>(i)) - common;
        const double se = raw[i].mean * std::sqrt(margin.variance(x.transpose()));
        made.expected = detail::positive_interval(f * raw[i].mean, f * se, quantile, made.people);
        if (std::isnan(se)) {
            made.low = made.high = se;
        } else {
            const detail::OutcomeChance chance(Family::gamma, f * raw[i].mean, f * f * (se * se + raw[i].chance));
            made.low = chance.quantile(tail);
            made.high = chance.quantile(1.0 - tail);
        }
        result.rows.push_back(std::move(made));
    }
    double people = 0.0;
    double cost = 0.0;
    for (const ExpectedCost& each : result.rows) {
        people += each.people;
        cost += each.observed;
    }
    double square = 0.0, all_square = 0.0, absolute = 0.0, all_absolute = 0.0;
    for (const ExpectedCost& each : result.rows) {
        const double residual = (each.observed - each.expected.value) / each.people;
        const double spread = each.observed / each.people - cost / people;
        square += each.people * residual * residual;
        all_square += each.people * spread * spread;
        absolute += each.people * std::fabs(residual);
        all_absolute += each.people * std::fabs(spread);
    }
    result.r2 = 1.0 - square / all_square;
    result.cpm = 1.0 - absolute / all_absolute;
}

/// Both parts have a constant, so that together they come near to what was paid, unless one is not what it should be.
void say_of_size(CostResult& result) {
    double expected = 0.0, paid = 0.0;
    for (const ExpectedCost& each : result.rows) {
        expected += each.expected.value / result.factor;
        paid += each.observed;
    }
    const double times = expected / paid;
    if (times >= 0.5 && times <= 2.0) return;
    const int decimals = times < 0.1 ? 4 : times < 10.0 ? 2 : 0;
    result.caveats.push_back({messages::risk_cost_far_off, {{"factor.en", to_fixed(times, decimals)},
                                                            {"factor.nl", to_fixed(times, decimals, ',')}}});
}

void compare_groups(CostResult& result, const RiskFit& fit, std::span<const std::int32_t> groups,
                    std::span<const std::string> names) {
    if (groups.empty()) return;
    if (groups.size() != result.rows.size())
        throw ArgumentError(messages::risk_length, {{"argument", "groups"},
                                                   {"expected", std::to_string(result.rows.size())},
                                                   {"got", std::to_string(groups.size())}});
    for (const std::string& name : names) {
        result.groups.push_back({});
        result.groups.back().group = name;
    }
    std::vector<std::vector<double>> off(names.size());
    std::vector<std::vector<std::int32_t>> together(names.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        detail::need_position("groups", groups[i], static_cast<std::int64_t>(names.size()));
        Compensation& group = result.groups[static_cast<std::size_t>(groups[i])];
        const ExpectedCost& row = result.rows[i];
        group.rows += 1.0;
        group.people += row.people;
        group.observed += row.observed;
        group.expected += row.expected.value;
        off[static_cast<std::size_t>(groups[i])].push_back(row.expected.value - row.observed);
        if (!fit.clusters.empty()) together[static_cast<std::size_t>(groups[i])].push_back(fit.clusters[i]);
    }
    for (std::size_t g = 0; g < names.size(); ++g) {
        Compensation& group = result.groups[g];
        const double difference = (group.expected - group.observed) / group.people;
        if (off[g].empty()) continue;
        double parts = 0.0;
        const Eigen::Map<const Eigen::VectorXd> influence(off[g].data(), static_cast<Eigen::Index>(off[g].size()));
        const double se = std::sqrt(detail::clustered_variance(influence, together[g], parts)) / group.people;
        const double freedom = fit.clusters.empty() ? std::numeric_limits<double>::infinity() : parts - 1.0;
        const double quantile =
            freedom > 0.0 ? detail::interval_quantile(result.options.confidence, freedom) : std::nan("");
        group.per_person = detail::symmetric(difference, se, quantile, group.people);
    }
}

}  // namespace

CostResult expected_cost(const RiskFit& users, const RiskFit& amount, std::span<const double> observed,
                         std::span<const std::int32_t> groups, std::span<const std::string> names,
                         const CostOptions& options, const Eigen::MatrixXd& amount_rows) {
    check_parts(users, amount);
    const Eigen::Index n = users.x.rows();
    const Eigen::MatrixXd of_cost = amount_rows.size() > 0 ? amount_rows : detail::amount_on_users(users, amount);
    if (of_cost.rows() != n || of_cost.cols() != amount.x.cols())
        throw ArgumentError(messages::risk_shape,
                            {{"argument", "amount_rows"},
                             {"expected", std::to_string(n) + " x " + std::to_string(amount.x.cols())},
                             {"got", std::to_string(of_cost.rows()) + " x " + std::to_string(of_cost.cols())}});
    if (observed.size() != static_cast<std::size_t>(n))
        throw ArgumentError(messages::risk_length, {{"argument", "observed"},
                                                   {"expected", std::to_string(n)},
                                                   {"got", std::to_string(observed.size())}});
    for (std::size_t i = 0; i < observed.size(); ++i) {
        if (!std::isfinite(observed[i]))
            throw DataError(messages::risk_not_finite, {{"column", "observed"}, {"row", std::to_string(i + 1)}});
        if (observed[i] < 0.0)
            throw DataError(messages::risk_negative, {{"argument", "observed"},
                                                      {"item", users.units[i]},
                                                      {"got", to_text(observed[i])},
                                                      {"range", ">= 0"}});
    }
    CostResult result;
    result.options = options;
    const detail::CostParts parts = detail::cost_parts(users, amount);
    result.correlation = parts.row_of_amount.empty() ? std::nan("") : parts.correlation;
    std::vector<RawCost> raw;
    const detail::Expectation of_users(users);
    const detail::Expectation of_amount(amount);
    // Without weights the fit takes every mean bill as equally sure, of however many users it is.
    const bool weighted = !amount.has_exposure && (amount.weights.array() != 1.0).any();
    for (Eigen::Index i = 0; i < n; ++i) {
        const double count = of_users.mean(of_users.predictor(users.x.row(i), users.exposure[i]));
        const double each = of_amount.mean(of_amount.predictor(of_cost.row(i), 1.0));
        const double of_count = each * std::sqrt(detail::outcome_variance(users, count, users.weights[i]));
        const double of_each = count * std::sqrt(detail::outcome_variance(amount, each, weighted ? count : 1.0));
        raw.push_back({count * each, std::max(0.0, of_count * of_count + of_each * of_each +
                                                       2.0 * parts.correlation * of_count * of_each)});
    }
    Eigen::MatrixXd traits(n, users.x.cols() + of_cost.cols());
    traits << users.x, of_cost;
    finish(result, users, observed, raw, traits, parts.joint, [&](const Eigen::MatrixXd& rows) {
        return freedom_of_parts(users, amount, rows, parts.joint);
    });
    say_of_size(result);
    compare_groups(result, users, groups, names);
    if (!weighted && !amount.has_exposure) result.caveats.push_back({messages::risk_amount_unweighted, {}});
    if (parts.row_of_amount.empty()) {
        result.caveats.push_back({messages::risk_parts_independent, {}});
    } else {
        // A direction only where the correlation is more than chance would give.
        const bool clear =
            std::fabs(parts.correlation) > 2.0 / std::sqrt(static_cast<double>(parts.row_of_amount.size()));
        Parameters said{{"got.en", to_fixed(parts.correlation, 2)}, {"got.nl", to_fixed(parts.correlation, 2, ',')}};
        if (clear) {
            said.emplace_back("direction.en", parts.correlation > 0.0 ? "higher" : "lower");
            said.emplace_back("direction.nl", parts.correlation > 0.0 ? "hogere" : "lagere");
        }
        result.caveats.push_back({messages::risk_parts_joined, std::move(said)});
    }
    result.caveats.insert(result.caveats.end(), users.caveats.begin(), users.caveats.end());
    // What only the amount has to say; that rows without users have no amount is as it should be.
    for (const Caveat& each : amount.caveats) {
        const auto same = [&](const Caveat& said) { return said.message == each.message; };
        const bool known = std::any_of(result.caveats.begin(), result.caveats.end(), same);
        if (!known && each.message != messages::risk_rows_left_out) result.caveats.push_back(each);
    }
    return result;
}

CostResult expected_cost(const RiskFit& cost, std::span<const std::int32_t> groups, std::span<const std::string> names,
                         const CostOptions& options) {
    if (!is_cost(cost))
        throw ArgumentError(messages::risk_not_amount,
                            {{"family", std::string(to_name(cost.family()))}, {"argument", "The fit"}});
    need_log_link(cost);
    CostResult result;
    result.options = options;
    const detail::Expectation expectation(cost);
    std::vector<RawCost> raw;
    for (Eigen::Index i = 0; i < cost.x.rows(); ++i) {
        const double mean = expectation.mean(expectation.predictor(cost.x.row(i), cost.exposure[i]));
        raw.push_back({mean, detail::outcome_variance(cost, mean, cost.weights[i])});
    }
    finish(result, cost, {cost.y.data(), static_cast<std::size_t>(cost.y.size())}, raw, cost.x,
           detail::known_covariance(cost),
           [&](const Eigen::MatrixXd& rows) { return detail::row_freedom(cost, rows); });
    compare_groups(result, cost, groups, names);
    result.caveats.insert(result.caveats.end(), cost.caveats.begin(), cost.caveats.end());
    return result;
}

Table CostResult::table() const {
    std::vector<std::string> unit;
    for (const ExpectedCost& each : rows) unit.push_back(each.unit);
    Table table({Column::string("unit", unit)});
    const auto add = [&](const char* name, const auto& value_of) {
        std::vector<double> values;
        for (const ExpectedCost& each : rows) values.push_back(value_of(each));
        table.add(Column::float64(name, std::move(values)));
    };
    using C = ExpectedCost;
    add("people", [](const C& c) { return c.people; });
    add("observed", [](const C& c) { return c.observed; });
    add("expected", [](const C& c) { return c.expected.value; });
    add("se", [](const C& c) { return c.expected.se; });
    add("expected_low", [](const C& c) { return c.expected.low; });
    add("expected_high", [](const C& c) { return c.expected.high; });
    add("low", [](const C& c) { return c.low; });
    add("high", [](const C& c) { return c.high; });
    add("per_person", [](const C& c) { return c.expected.value / c.people; });
    return table;
}

Table CostResult::group_table() const {
    std::vector<std::string> group;
    for (const Compensation& each : groups) group.push_back(each.group);
    Table table({Column::string("group", group)});
    const auto add = [&](const char* name, const auto& value_of) {
        std::vector<double> values;
        for (const Compensation& each : groups) values.push_back(value_of(each));
        table.add(Column::float64(name, std::move(values)));
    };
    using C = Compensation;
    add("rows", [](const C& c) { return c.rows; });
    add("people", [](const C& c) { return c.people; });
    add("observed", [](const C& c) { return c.observed; });
    add("expected", [](const C& c) { return c.expected; });
    add("per_person", [](const C& c) { return c.per_person.value; });
    add("se", [](const C& c) { return c.per_person.se; });
    add("low", [](const C& c) { return c.per_person.low; });
    add("high", [](const C& c) { return c.per_person.high; });
    return table;
}

}  // namespace maatstaf

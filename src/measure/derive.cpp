// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/derive.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/panel/merge.hpp"
#include "measure/checks.hpp"
#include "measure/expression.hpp"
#include "panel/count_margin.hpp"

namespace maatstaf {
namespace {

/// Standard errors to first order, and the smallest n; both empty where nothing is known.
CellParts parts_of(const Panel& panel, const detail::ExpressionValues& made, const DeriveOptions& options) {
    const std::size_t units = made.value.size();
    CellParts parts;
    parts.status = made.status;
    std::vector<double> variance(units, 0.0), n(units, std::numeric_limits<double>::infinity());
    bool any_n = false;
    for (const auto& [leaf, slope] : made.slope) {
        const Cells cells = panel.cells(leaf.first, leaf.second);
        const PanelIndicator& about = panel.indicators()[static_cast<std::size_t>(leaf.first)];
        const bool is_count = about.scale == Scale::count;
        for (std::size_t u = 0; u < units; ++u) {
            double se = cells.se.empty() ? detail::not_known : cells.se[u];
            if (std::isnan(se) && !cells.numerator.empty())
                se = detail::sd_of_counts(about.scale.value_or(Scale::mean), about.factor, cells.numerator[u],
                                          cells.denominator[u]);
            if (std::isnan(se) && is_count && options.poisson_counts) se = std::sqrt(cells.value[u]);
            if (slope[u] != 0.0) variance[u] += slope[u] * slope[u] * se * se;
            const double own = cells.n.empty() ? detail::not_known : cells.n[u];
            n[u] = std::isnan(own) ? detail::not_known : std::min(n[u], own);
            any_n = any_n || !std::isnan(own);
        }
    }
    bool any_se = false;
    for (std::size_t u = 0; u < units; ++u) {
        if (made.slope.empty() || made.status[u] != Status::observed) variance[u] = detail::not_known;
        if (std::isinf(n[u]) || made.status[u] != Status::observed) n[u] = detail::not_known;
        any_se = any_se || !std::isnan(variance[u]);
    }
    for (double& each : variance) each = std::sqrt(each);
    if (any_se) parts.se = std::move(variance);
    if (any_n) parts.n = std::move(n);
    return parts;
}

bool holds(double left, RuleOperator op, double right, double tolerance) {
    switch (op) {
        case RuleOperator::equal: return std::fabs(left - right) <= tolerance;
        case RuleOperator::not_equal: return std::fabs(left - right) > tolerance;
        case RuleOperator::less: return left < right + tolerance;
        case RuleOperator::at_most: return left <= right + tolerance;
        case RuleOperator::more: return left > right - tolerance;
        case RuleOperator::at_least: return left >= right - tolerance;
    }
    return false;
}

}  // namespace

Table RulesResult::table() const {
    std::vector<std::int32_t> rule;
    std::vector<std::string> left_text, op, right_text, unit, period;
    std::vector<double> left, right;
    for (const RuleBreach& each : breaches) {
        const PanelRule& own = rules[static_cast<std::size_t>(each.rule)];
        rule.push_back(each.rule + 1);
        left_text.push_back(own.left);
        op.emplace_back(to_name(own.op));
        right_text.push_back(own.right);
        unit.push_back(each.unit);
        period.push_back(each.period.text());
        left.push_back(each.left);
        right.push_back(each.right);
    }
    return Table({Column::int32("rule", std::move(rule)), Column::string("left_expression", left_text),
                  Column::string("op", op), Column::string("right_expression", right_text),
                  Column::string("unit", unit), Column::string("period", period),
                  Column::float64("left", std::move(left)), Column::float64("right", std::move(right))});
}

namespace measure {

Panel derive(const Panel& panel, std::span<const DerivedIndicator> indicators, const DeriveOptions& options) {
    Panel all = panel;
    for (const DerivedIndicator& each : indicators) {
        if (all.has_indicator(each.id)) throw DataError(messages::measure_indicator_exists, {{"got", each.id}});
        const detail::Expression expression(each.expression);
        PanelBuilder builder(std::vector<Unit>(all.units().begin(), all.units().end()));
        builder.restricted(all.restricted());
        builder.describe({each.id, each.scale, 1.0, each.unit});
        for (const Period& period : all.periods()) {
            auto made = detail::evaluate(expression, all, period);
            CellParts parts = parts_of(all, made, options);
            builder.add(each.id, period, std::move(made.value), std::move(parts));
        }
        all = merge_panels(all, std::move(builder).build());
    }
    return all;
}

RulesResult check_rules(const Panel& panel, std::span<const PanelRule> rules) {
    RulesResult result;
    result.rules.assign(rules.begin(), rules.end());
    std::int64_t all_not_checked = 0;
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        detail::need_amounts("tolerance", std::span(&rules[rule].tolerance, 1), false);
        const detail::Expression left(rules[rule].left), right(rules[rule].right);
        std::int64_t checked = 0, not_checked = 0;
        for (const Period& period : panel.periods()) {
            const auto one = detail::evaluate(left, panel, period), other = detail::evaluate(right, panel, period);
            for (std::size_t u = 0; u < one.value.size(); ++u) {
                if (one.status[u] != Status::observed || other.status[u] != Status::observed) {
                    ++not_checked;
                    continue;
                }
                ++checked;
                if (!holds(one.value[u], rules[rule].op, other.value[u], rules[rule].tolerance))
                    result.breaches.push_back({static_cast<std::int32_t>(rule), panel.units()[u].id, period,
                                               one.value[u], other.value[u]});
            }
        }
        result.checked.push_back(checked);
        result.not_checked.push_back(not_checked);
        all_not_checked += not_checked;
    }
    if (all_not_checked > 0)
        result.caveats.push_back({messages::measure_not_checked, {{"count", std::to_string(all_not_checked)}}});
    return result;
}

}  // namespace measure
}  // namespace maatstaf

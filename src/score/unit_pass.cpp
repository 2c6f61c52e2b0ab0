// SPDX-License-Identifier: Apache-2.0
#include "score/unit_pass.hpp"

#include <cmath>

#include "score/combine.hpp"
#include "score/fast_math.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {
Source source_of(const Input& input, std::size_t unit) {
    if (!input.se.empty() && !std::isnan(input.se[unit])) return {Source::Kind::normal, input.se[unit]};
    if (input.numerator.empty() || input.denominator.empty()) return {};
    const double x = input.numerator[unit], n = input.denominator[unit];
    if (!(n > 0.0) || std::isnan(x)) return {};
    if (input.scale == Scale::proportion) {
        const double a = x + 0.5, b = n - x + 0.5, sum = a + b;
        return {Source::Kind::beta, input.factor * std::sqrt(a * b / (sum + 1.0)) / sum, a, b, input.factor};
    }
    if (input.scale == Scale::rate || input.scale == Scale::count)
        return {Source::Kind::gamma, input.factor / n * std::sqrt(x + 0.5), x + 0.5, 0.0, input.factor / n};
    return {};
}

UnitPass::UnitPass(const Plan& plan) : plan_(plan), states_(plan.nodes.size()), slopes_(plan.nodes.size()) {}

void UnitPass::run(std::size_t period, std::size_t unit) {
    for (const auto position : plan_.order) {
        const PlanNode& node = plan_.nodes[position];
        NodeState& state = states_[position];
        state = NodeState{};
        state.value = state.n = state.variance = nan;
        if (node.indicator >= 0) leaf(node, state, period, unit);
        else inner(node, state);
    }
}

void UnitPass::leaf(const PlanNode& node, NodeState& state, std::size_t period, std::size_t unit) const {
    const ScoreIndicator& indicator = plan_.model->indicators[node.indicator];
    if (!node.usable) {
        state.status = node.complete.status;
        state.caveats = node.complete.caveats;
        return;
    }
    const Input& input = plan_.inputs[period][node.indicator];
    state.status = input.there ? input.status[unit] : Status::absent;
    if (state.status == Status::observed) {
        const Normaliser& rule = indicator.normaliser;
        const double x = input.value[unit];
        const double turned = rule.direction == Direction::lower ? -x : x;
        state.value = node.is_line ? rule.offset + rule.slope * (turned - rule.origin) : rule(x);
        state.has_value = true;
        state.coverage = 1.0;
        state.n = input.people(unit);
        if (x < node.low_end || x > node.high_end) state.caveats |= bit(CellCaveat::outside_reference);
        leaf_margin(node, state, input, x, unit);
        return;
    }
    if (state.status == Status::not_applicable) return;
    state.caveats |= bit(input.there ? CellCaveat::nothing_measured : CellCaveat::not_measured);
    if (state.status == Status::suppressed) state.caveats |= bit(CellCaveat::inputs_suppressed);
    if (plan_.model->options.missing == MissingRule::reference && !std::isnan(node.fill)) {
        state.value = node.fill;
        state.has_value = true;
        state.caveats |= bit(CellCaveat::filled_with_reference) | bit(CellCaveat::margin_of_filled);
    }
}

void UnitPass::leaf_margin(const PlanNode& node, NodeState& state, const Input& input, double value,
                           std::size_t unit) const {
    const Source source = source_of(input, unit);
    if (source.kind == Source::Kind::unknown) {
        state.caveats |= bit(CellCaveat::no_margin);
        return;
    }
    const Normaliser& rule = plan_.model->indicators[node.indicator].normaliser;
    double slope = rule.slope;
    if (!node.is_line) {
        slope = rule.derivative(value);
        const double kink = rule.nearest_kink(value);
        if (std::fabs(kink - value) < plan_.quantile * source.sd) slope = nan;
        if (source.sd == 0.0) slope = 0.0;
    }
    state.variance = slope * slope * (source.sd * source.sd);
    if (std::isnan(state.variance)) state.caveats |= bit(CellCaveat::needs_draws);
}

double UnitPass::slope(std::int32_t position, std::size_t k) const {
    const PlanNode& node = plan_.nodes[position];
    const NodeState& state = states_[position];
    const NodeState& child = states_[node.children[k]];
    if (!child.has_value || child.status == Status::not_applicable) return 0.0;
    const double share = node.weights[k] / state.part;
    if (node.aggregate == Aggregate::arithmetic) return share;
    const double floor = plan_.model->options.floor;
    if (child.value < floor) return 0.0;
    const double ratio = state.value / child.value;
    return node.aggregate == Aggregate::geometric ? share * ratio : share * ratio * ratio;
}

void UnitPass::inner(const PlanNode& node, NodeState& state) {
    const ScoreModelOptions& options = plan_.model->options;
    const auto state_of = [&](std::int32_t child) -> const NodeState& { return states_[child]; };
    const Combination found = combine(node, options, state_of);
    state.status = found.status;
    state.caveats = found.caveats;
    state.coverage = found.coverage;
    state.has_value = found.has_value;
    state.part = found.part;
    if (!state.has_value) return;
    double sum = 0.0;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const NodeState& child = states_[node.children[k]];
        if (!child.has_value) continue;
        const double share = node.weights[k] / found.part;
        state.n = std::fmin(state.n, child.n);
        if (node.aggregate == Aggregate::arithmetic) {
            sum += share * child.value;
            continue;
        }
        double value = child.value;
        if (value < options.floor) {
            value = options.floor;
            state.caveats |= bit(CellCaveat::floored);
        }
        if (!(value > 0.0)) {
            state.has_value = false;
            state.status = Status::absent;
            state.caveats |= bit(CellCaveat::score_not_positive);
            state.n = nan;
            return;
        }
        sum += node.aggregate == Aggregate::geometric ? share * fast_log(value) : share / value;
    }
    state.value = node.aggregate == Aggregate::arithmetic ? sum
                  : node.aggregate == Aggregate::geometric ? fast_exp(sum)
                                                           : 1.0 / sum;
    node_margin(node, state);
}

/// A floor is a kink too: on one side of it the child moves the node, on the other it does not.
bool UnitPass::near_floor(const PlanNode& node, const NodeState& child) const {
    if (node.aggregate == Aggregate::arithmetic || !(child.variance > 0.0)) return false;
    return std::fabs(child.value - plan_.model->options.floor) < plan_.quantile * std::sqrt(child.variance);
}

void UnitPass::node_margin(const PlanNode& node, NodeState& state) {
    double variance = 0.0;
    std::uint32_t reasons = 0;
    bool any_known = false;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const NodeState& child = states_[node.children[k]];
        if (!child.has_value) continue;
        if (std::isnan(child.variance)) {
            reasons |= child.caveats;
            any_known = any_known || (child.caveats & bit(CellCaveat::needs_draws)) != 0;
            continue;
        }
        any_known = true;
        if (near_floor(node, child)) {
            reasons |= bit(CellCaveat::needs_draws);
            continue;
        }
        const double by = slope(node.item, k);
        variance += by * by * child.variance;
    }
    const auto said = [&](CellCaveat reason) { return (reasons & bit(reason)) != 0; };
    if (said(CellCaveat::margin_of_filled)) state.caveats |= bit(CellCaveat::margin_of_filled);
    else if (said(CellCaveat::part_without_margin) || (said(CellCaveat::no_margin) && any_known))
        state.caveats |= bit(CellCaveat::part_without_margin);
    else if (said(CellCaveat::no_margin)) state.caveats |= bit(CellCaveat::no_margin);
    else if (said(CellCaveat::needs_draws)) state.caveats |= bit(CellCaveat::needs_draws);
    else state.variance = plan_.model->overlapping[node.item] ? overlapping_variance(node) : variance;
}

/// Reverse sweep from the node down to the inputs, because its children share some of them.
double UnitPass::overlapping_variance(const PlanNode& top) {
    std::fill(slopes_.begin(), slopes_.end(), 0.0);
    slopes_[top.item] = 1.0;
    double variance = 0.0;
    for (std::int32_t position = top.item; position >= 0; --position) {
        const double slope_here = slopes_[position];
        if (slope_here == 0.0) continue;
        const PlanNode& node = plan_.nodes[position];
        if (node.indicator >= 0) variance += slope_here * slope_here * states_[position].variance;
        for (std::size_t k = 0; k < node.children.size(); ++k)
            slopes_[node.children[k]] += slope_here * slope(position, k);
    }
    return variance;
}

}  // namespace maatstaf::detail

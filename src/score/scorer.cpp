// SPDX-License-Identifier: Apache-2.0
#include "score/scorer.hpp"

#include <algorithm>
#include <cmath>

#include "score/combine.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {

Scorer::Scorer(const Plan& plan, ScoreResult::Data& result)
    : plan_(plan), result_(result), pass_(plan), simulation_(plan), intervals_(plan.options->confidence) {}

void Scorer::run(std::size_t period, std::size_t first, std::size_t count) {
    pass_.run(period, first, count);
    for (const auto position : plan_.order)
        if (plan_.nodes[position].reported >= 0) write(plan_.nodes[position], period, first);
    if (plan_.options->draws == 0 || plan_.margins[period] == 0) return;
    for (std::size_t at = 0; at < count; ++at) simulate(period, first, at);
}

void Scorer::write(const PlanNode& node, std::size_t period, std::size_t first) {
    const NodeBlock& block = pass_.block(node.item);
    const std::size_t cell = result_.at(static_cast<std::size_t>(node.reported), period) + first;
    const std::size_t count = pass_.count();
    const CompleteCell& whole = node.complete;
    std::uint8_t shown[units_per_run];
    double* value = result_.value.data() + cell;
    double* coverage = result_.coverage.data() + cell;
    Status* status = result_.status.data() + cell;
    std::uint32_t* caveats = result_.caveat_bits.data() + cell;
    if (block.complete) {
        const bool all = whole.has_value && whole.status == Status::observed;
        std::fill_n(shown, count, all ? std::uint8_t{1} : std::uint8_t{0});
        if (all) std::copy_n(block.value, count, value);
        else std::fill_n(value, count, nan);
        std::fill_n(coverage, count, whole.coverage);
        std::fill_n(status, count, whole.status);
    } else {
        for (std::size_t u = 0; u < count; ++u) {
            shown[u] = block.here[u] != 0.0 && block.status[u] == Status::observed;
            value[u] = shown[u] != 0 ? block.value[u] : nan;
        }
        std::copy_n(block.coverage, count, coverage);
        std::copy_n(block.status, count, status);
    }
    // What is not shown needs no word about its margin, nor a leaf about what it was filled with.
    std::uint32_t hidden = margin_caveats;
    if (node.indicator >= 0) hidden |= bit(CellCaveat::filled_with_reference);
    for (std::size_t u = 0; u < count; ++u) caveats[u] = shown[u] != 0 ? block.caveats[u] : block.caveats[u] & ~hidden;
    if (!result_.n.empty()) {
        double* n = result_.n.data() + cell;
        const double minimum = plan_.model->options.minimum_n;
        for (std::size_t u = 0; u < count; ++u) {
            const bool known = plan_.people[period] != 0 && shown[u] != 0 && block.n[u] != infinity;
            n[u] = known ? block.n[u] : nan;
            if (n[u] < minimum) caveats[u] |= bit(CellCaveat::small_n);
        }
    }
    if (result_.se.empty()) return;
    if (plan_.margins[period] == 0) std::fill_n(shown, count, std::uint8_t{0});
    write_margins(node, block, cell, shown);
}

void Scorer::write_margins(const PlanNode& node, const NodeBlock& block, std::size_t cell, const std::uint8_t* shown) {
    const std::size_t count = pass_.count();
    double* se = result_.se.data() + cell;
    double* low = result_.low.data() + cell;
    double* high = result_.high.data() + cell;
    const double z = plan_.quantile;
    for (std::size_t u = 0; u < count; ++u) {
        se[u] = shown[u] != 0 ? std::sqrt(block.variance[u]) : nan;
        low[u] = block.value[u] - z * se[u];
        high[u] = block.value[u] + z * se[u];
    }
    if (block.lopsided) {
        for (std::size_t u = 0; u < count; ++u) {
            if (std::isnan(se[u])) continue;
            low[u] = block.value[u] - z * std::sqrt(block.below[u]);
            high[u] = block.value[u] + z * std::sqrt(block.above[u]);
        }
    }
    if (!std::isinf(node.possible.low) || !std::isinf(node.possible.high)) {
        // What ends there but for rounding ends there.
        constexpr double rounding = 1e-12;
        for (std::size_t u = 0; u < count; ++u) {
            const double value = block.value[u];
            const double least = node.possible.low, most = node.possible.high;
            if (!std::isinf(least) && low[u] - least <= rounding * (value - least)) low[u] = std::min(value, least);
            if (!std::isinf(most) && most - high[u] <= rounding * (most - value)) high[u] = std::max(value, most);
        }
    }
    const double widest = 2.0 * plan_.model->options.maximum_margin * plan_.model->items[node.item].spread;
    std::uint32_t* caveats = result_.caveat_bits.data() + cell;
    for (std::size_t u = 0; u < count; ++u)
        if (high[u] - low[u] > widest) caveats[u] |= bit(CellCaveat::wide_margin);
}

void Scorer::mark_wide(const PlanNode& node, std::size_t cell) {
    std::uint32_t& caveats = result_.caveat_bits.data()[cell];
    caveats &= ~bit(CellCaveat::wide_margin);
    const double half = (result_.high.data()[cell] - result_.low.data()[cell]) / 2.0;
    const ScoreModel::Data& model = *plan_.model;
    if (half > model.options.maximum_margin * model.items[node.item].spread) caveats |= bit(CellCaveat::wide_margin);
}

/// Puts what draws say in the place of the formula, for one unit.
void Scorer::simulate(std::size_t period, std::size_t first, std::size_t at) {
    const std::size_t unit = first + at;
    if (!simulation_.run(UnitView{pass_, at}, period, unit, result_.units()[unit].id)) return;
    for (const auto position : plan_.order) {
        const PlanNode& node = plan_.nodes[position];
        if (node.reported < 0 || !simulation_.simulated(position)) continue;
        const NodeState state = pass_.state(position, at);
        if (!state.has_value || state.status != Status::observed) continue;
        const std::size_t cell = result_.at(static_cast<std::size_t>(node.reported), period) + unit;
        const auto summary = simulation_.summary(node.item);
        // The means of what is known of counts lie beside the score, each to the same side (half a case of 0), and do
        // not average out as the draws do: left so, the interval of a mean over sparse counts misses the score.
        const NodeBlock& block = pass_.block(position);
        const double bias = block.lopsided ? block.bias[at] : 0.0;
        Limits ends{summary.low - bias, summary.high - bias};
        if (node.indicator >= 0) {
            // One input beneath a rule that only rises or falls has its interval without any draw.
            const Normaliser& rule = plan_.model->indicators[node.indicator].normaliser;
            const Input& input = plan_.inputs[period][node.indicator];
            if (rule.direction != Direction::target) {
                ends = intervals_.of(source_of(input, unit), input.value[unit], possible_values(input));
                ends = {rule(ends.low), rule(ends.high)};
                if (ends.low > ends.high) std::swap(ends.low, ends.high);
            }
        }
        // Quantiles of skewed draws can miss the score itself, as those of 0 of n and n of n always do.
        result_.se.data()[cell] = summary.se;
        result_.low.data()[cell] = std::min(std::max(ends.low, node.possible.low), state.value);
        result_.high.data()[cell] = std::max(std::min(ends.high, node.possible.high), state.value);
        std::uint32_t& caveats = result_.caveat_bits.data()[cell];
        caveats = (caveats & ~bit(CellCaveat::needs_draws)) | simulated_bit;
        if (summary.reaches_zero) caveats |= bit(CellCaveat::reaches_zero);
        mark_wide(node, cell);
    }
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "score/block_pass.hpp"

#include <algorithm>
#include <cmath>

#include "score/columns.hpp"
#include "score/combine.hpp"
#include "score/fast_math.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::size_t number_columns = 13;

}  // namespace

BlockPass::BlockPass(const Plan& plan)
    : plan_(plan),
      numbers_(plan.nodes.size() * number_columns * units_per_run),
      words_(plan.nodes.size() * 2 * units_per_run),
      statuses_(plan.nodes.size() * units_per_run),
      blocks_(plan.nodes.size()),
      spread_(plan.nodes.size()),
      slopes_(plan.nodes.size()),
      intervals_(plan.options->confidence) {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        NodeBlock& block = blocks_[i];
        double* column = numbers_.data() + i * number_columns * units_per_run;
        for (double** each : {&block.value, &block.variance, &block.below, &block.above, &block.third, &block.largest,
                              &block.bias, &block.n, &block.here, &block.applies, &block.coverage, &block.covered,
                              &block.part}) {
            *each = column;
            column += units_per_run;
        }
        block.caveats = words_.data() + 2 * i * units_per_run;
        block.handed = block.caveats + units_per_run;
        block.status = statuses_.data() + i * units_per_run;
    }
}

void BlockPass::run(std::size_t period, std::size_t first, std::size_t count) {
    period_ = period, first_ = first, count_ = count;
    margins_ = plan_.margins[period] != 0;
    people_ = plan_.people[period] != 0;
    for (const auto position : plan_.order) {
        const PlanNode& node = plan_.nodes[position];
        NodeBlock& own = blocks_[position];
        own.complete = own.silent = own.lopsided = false;
        spread_[position] = 0;
        if (node.indicator >= 0) leaf(node, own);
        else inner(node, own);
    }
}

NodeState BlockPass::state(std::int32_t position, std::size_t unit) const {
    const NodeBlock& block = blocks_[position];
    const PlanNode& node = plan_.nodes[position];
    NodeState state;
    state.caveats = block.caveats[unit];
    state.has_value = block.complete ? node.complete.has_value : block.here[unit] != 0.0;
    state.status = block.complete ? node.complete.status : block.status[unit];
    state.value = state.has_value ? block.value[unit] : nan;
    state.variance = state.has_value && margins_ ? block.variance[unit] : nan;
    if (node.indicator < 0) state.part = block.complete ? node.complete_part : block.part[unit];
    return state;
}

void BlockPass::spread(const PlanNode& node, NodeBlock& own) {
    if (spread_[node.item] != 0) return;
    spread_[node.item] = 1;
    if (!own.complete) return;
    const CompleteCell& whole = node.complete;
    const std::uint32_t handed = handed_on(whole.status, whole.has_value, whole.caveats);
    std::fill_n(own.here, count_, whole.has_value ? 1.0 : 0.0);
    std::fill_n(own.applies, count_, whole.status == Status::not_applicable ? 0.0 : 1.0);
    std::fill_n(own.coverage, count_, whole.coverage);
    std::fill_n(own.covered, count_, is_covered(whole.has_value, handed) ? whole.coverage : 0.0);
    std::fill_n(own.part, count_, node.complete_part);
    std::fill_n(own.status, count_, whole.status);
}

void BlockPass::hand_on(NodeBlock& own, bool has_value_everywhere) const {
    if (own.complete && has_value_everywhere) {
        std::uint32_t any = 0;
        for (std::size_t u = 0; u < count_; ++u) {
            own.handed[u] = own.caveats[u] & (inherited_caveats | margin_caveats);
            any |= own.handed[u];
        }
        own.silent = any == 0;
        return;
    }
    for (std::size_t u = 0; u < count_; ++u) {
        own.handed[u] = handed_on(own.status[u], own.here[u] != 0.0, own.caveats[u]);
        own.covered[u] = is_covered(own.here[u] != 0.0, own.handed[u]) ? own.coverage[u] : 0.0;
        own.applies[u] = own.status[u] == Status::not_applicable ? 0.0 : 1.0;
    }
}

void BlockPass::leaf(const PlanNode& node, NodeBlock& own) {
    const Input& input = plan_.inputs[period_][node.indicator];
    if (people_) std::fill_n(own.n, count_, infinity);
    if (!node.usable) {
        own.complete = true;
        std::fill_n(own.value, count_, 0.0);
        std::fill_n(own.variance, count_, 0.0);
        std::fill_n(own.caveats, count_, node.complete.caveats);
        std::fill_n(own.handed, count_, handed_on(node.complete.status, false, node.complete.caveats));
        return;
    }
    leaf_structure(node, own, input);
    if (people_ && input.there && input.may_have_n()) {
        for (std::size_t u = 0; u < count_; ++u) {
            const double n = input.people(first_ + u);
            if (!std::isnan(n) && input.status[first_ + u] == Status::observed) own.n[u] = n;
        }
    }
    if (margins_) leaf_margins(node, own, input);
    if (own.complete) hand_on(own, true);
}

void BlockPass::leaf_structure(const PlanNode& node, NodeBlock& own, const Input& input) {
    const bool fills = plan_.model->options.missing == MissingRule::reference && !std::isnan(node.fill);
    // Without any margin in the period every value says so.
    const std::uint32_t observed = margins_ ? 0u : bit(CellCaveat::no_margin);
    const double* x = nullptr;
    if (input.there) {
        x = input.value.data() + first_;
        normalise(plan_.model->indicators[node.indicator].normaliser, std::span(x, count_),
                  std::span(own.value, count_));
        own.complete = all_inside(x, count_, node.low_end, node.high_end);
        if (own.complete) return std::fill_n(own.caveats, count_, observed), void();
    }
    constexpr std::uint32_t outside = bit(CellCaveat::outside_reference);
    // What follows from the status alone.
    constexpr std::size_t kinds = 4;
    static_assert(static_cast<std::size_t>(Status::not_applicable) < kinds);
    double here[kinds] = {}, covered[kinds] = {}, applies[kinds];
    std::uint32_t caveats[kinds] = {}, handed[kinds];
    for (std::size_t s = 0; s < kinds; ++s) {
        const auto status = static_cast<Status>(s);
        const bool gap = status == Status::absent || status == Status::suppressed;
        covered[s] = status == Status::observed ? 1.0 : 0.0;
        here[s] = status == Status::observed || (gap && fills) ? 1.0 : 0.0;
        applies[s] = status == Status::not_applicable ? 0.0 : 1.0;
        if (status == Status::observed) caveats[s] = observed;
        if (gap) caveats[s] = bit(input.there ? CellCaveat::nothing_measured : CellCaveat::not_measured);
        if (status == Status::suppressed) caveats[s] |= bit(CellCaveat::inputs_suppressed);
        if (gap && fills) caveats[s] |= bit(CellCaveat::filled_with_reference) | bit(CellCaveat::margin_of_filled);
        handed[s] = handed_on(status, here[s] != 0.0, caveats[s]);
    }
    if (!input.there) {
        constexpr auto s = static_cast<std::size_t>(Status::absent);
        std::fill_n(own.status, count_, Status::absent);
        std::fill_n(own.here, count_, here[s]);
        std::fill_n(own.applies, count_, applies[s]);
        std::fill_n(own.coverage, count_, covered[s]);
        std::fill_n(own.covered, count_, covered[s]);
        std::fill_n(own.caveats, count_, caveats[s]);
        std::fill_n(own.handed, count_, handed[s]);
        std::fill_n(own.value, count_, fills ? node.fill : 0.0);
        return;
    }
    // Without branches, for nobody can guess where the gaps are. A value is NaN exactly where it is not observed, and
    // no NaN is outside.
    const double low = node.low_end, high = node.high_end;
    for (std::size_t u = 0; u < count_; ++u) {
        const Status status = input.status[first_ + u];
        const auto s = static_cast<std::size_t>(status);
        const std::uint32_t mark = static_cast<std::uint32_t>((x[u] < low) | (x[u] > high)) * outside;
        own.status[u] = status;
        own.here[u] = here[s];
        own.applies[u] = applies[s];
        own.coverage[u] = own.covered[u] = covered[s];
        own.caveats[u] = caveats[s] | mark;
        own.handed[u] = handed[s] | mark;
    }
    for (std::size_t u = 0; u < count_; ++u) own.value[u] = x[u] == x[u] ? own.value[u] : 0.0;
    if (fills)
        for (std::size_t u = 0; u < count_; ++u)
            if (own.status[u] != Status::observed && own.here[u] != 0.0) own.value[u] = node.fill;
    own.complete = std::all_of(own.status, own.status + count_, [](Status s) { return s == Status::observed; });
}

void BlockPass::inner(const PlanNode& node, NodeBlock& own) {
    own.complete = true;
    std::fill_n(own.handed, count_, 0u);
    for (const auto child : node.children) {
        const NodeBlock& part = blocks_[child];
        own.complete = own.complete && part.complete;
        if (part.silent) continue;
        for (std::size_t u = 0; u < count_; ++u) own.handed[u] |= part.handed[u];
    }
    if (own.complete) complete_values(node, own);
    else general_values(node, own);
    if (people_) {
        std::fill_n(own.n, count_, infinity);
        for (const auto child : node.children) {
            const double* n = blocks_[child].n;
            for (std::size_t u = 0; u < count_; ++u) own.n[u] = n[u] < own.n[u] ? n[u] : own.n[u];
        }
        if (!own.complete)
            for (std::size_t u = 0; u < count_; ++u)
                if (own.here[u] == 0.0) own.n[u] = infinity;
    }
    node_margins(node, own);
    if (own.complete && !node.complete.has_value) spread(node, own);
    hand_on(own, node.complete.has_value);
}

/// The structure is known beforehand: a sum of columns with fixed shares.
void BlockPass::complete_values(const PlanNode& node, NodeBlock& own) {
    const CompleteCell& whole = node.complete;
    // What the structure hands on stands in the complete cell already.
    constexpr std::uint32_t of_values = inherited_caveats & ~(bit(CellCaveat::inputs_missing) |
                                                              bit(CellCaveat::inputs_suppressed));
    const std::uint32_t caveats = whole.has_value ? whole.caveats & ~bit(CellCaveat::no_margin) : whole.caveats;
    for (std::size_t u = 0; u < count_; ++u) own.caveats[u] = caveats | (own.handed[u] & of_values);
    std::fill_n(own.value, count_, 0.0);
    if (!whole.has_value) return;
    for (std::size_t k = 0; k < node.children.size(); ++k)
        if (plan_.nodes[node.children[k]].complete.has_value)
            add_child(node, own, k, nullptr, node.complete_shares[k]);
    finish_values(node, own);
}

void BlockPass::general_values(const PlanNode& node, NodeBlock& own) {
    double total[units_per_run] = {}, covered[units_per_run] = {}, shares[units_per_run];
    std::fill_n(own.part, count_, 0.0);
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const std::int32_t child = node.children[k];
        NodeBlock& part = blocks_[child];
        spread(plan_.nodes[child], part);
        const double weight = node.weights[k];
        for (std::size_t u = 0; u < count_; ++u) {
            total[u] += weight * part.applies[u];
            own.part[u] += weight * part.here[u];
            covered[u] += weight * part.covered[u];
        }
    }
    const ScoreModelOptions& options = plan_.model->options;
    for (std::size_t u = 0; u < count_; ++u) {
        const Tally tally{total[u], own.part[u], covered[u], own.handed[u]};
        const Combination found = settle(options, tally, !node.children.empty());
        own.status[u] = found.status;
        own.caveats[u] = found.caveats;
        own.coverage[u] = found.coverage;
        own.here[u] = found.has_value ? 1.0 : 0.0;
    }
    std::fill_n(own.value, count_, 0.0);
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const double weight = node.weights[k];
        if (k == 0 || weight != node.weights[k - 1])
            for (std::size_t u = 0; u < count_; ++u) shares[u] = weight / own.part[u];
        add_child(node, own, k, shares, 0.0);
    }
    finish_values(node, own);
}

/// Adds the k-th child to the sum beneath the mean; `shares` has one per unit, without it all have `share`.
void BlockPass::add_child(const PlanNode& node, NodeBlock& own, std::size_t k, const double* shares, double share) {
    const NodeBlock& child = blocks_[node.children[k]];
    if (node.aggregate == Aggregate::arithmetic) {
        if (shares == nullptr) return add_line(child.value, own.value, count_, share);
        for (std::size_t u = 0; u < count_; ++u) own.value[u] += shares[u] * child.value[u];
        return;
    }
    const double floor = plan_.model->options.floor;
    for (std::size_t u = 0; u < count_; ++u) {
        if (shares != nullptr && (child.here[u] == 0.0 || own.here[u] == 0.0)) continue;
        double value = child.value[u];
        if (value < floor) {
            value = floor;
            own.caveats[u] |= bit(CellCaveat::floored);
        }
        if (!(value > 0.0)) own.caveats[u] |= bit(CellCaveat::score_not_positive);
        const double part = shares == nullptr ? share : shares[u];
        own.value[u] += node.aggregate == Aggregate::geometric ? part * fast_log(value) : part / value;
    }
}

/// From the sum to the mean; nothing where it has no value.
void BlockPass::finish_values(const PlanNode& node, NodeBlock& own) {
    std::uint32_t any = 0;
    if (node.aggregate != Aggregate::arithmetic) {
        for (std::size_t u = 0; u < count_; ++u) {
            own.value[u] = node.aggregate == Aggregate::geometric ? fast_exp(own.value[u]) : 1.0 / own.value[u];
            any |= own.caveats[u];
        }
        // Only this node can have said so: what has no value hands on another mark.
        if ((any & bit(CellCaveat::score_not_positive)) != 0) {
            spread(node, own);
            own.complete = false;
            for (std::size_t u = 0; u < count_; ++u) {
                if ((own.caveats[u] & bit(CellCaveat::score_not_positive)) == 0 || own.here[u] == 0.0) continue;
                own.here[u] = 0.0;
                own.status[u] = Status::absent;
            }
        }
    }
    if (own.complete) return;
    for (std::size_t u = 0; u < count_; ++u)
        if (own.here[u] == 0.0) own.value[u] = 0.0;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "score/combine.hpp"
#include "score/normalise_fit.hpp"
#include "score/numbers.hpp"
#include "score/source_margin.hpp"

namespace maatstaf::detail {
namespace {

void check(const ScoreOptions& options) {
    need_confidence(options.confidence);
    // One draw has no spread, and streams count draws in 32 bits.
    if (options.draws != 0 && (options.draws < 2 || options.draws > 1'000'000))
        throw out_of_range("draws", "0, 2 .. 1000000", options.draws);
}

/// The ends beyond which a value is unlike anything in the reference: the agreed goalposts, else lowest and highest.
void set_ends(PlanNode& node, const ScoreModel::Data& model) {
    const ScoreIndicator& scored = model.indicators[node.indicator];
    const Normaliser& rule = scored.normaliser;
    node.low_end = std::isnan(rule.reference.min) ? -infinity : rule.reference.min;
    node.high_end = std::isnan(rule.reference.max) ? infinity : rule.reference.max;
    if (rule.method == NormaliseMethod::goalposts) {
        const Indicator& indicator = model.framework.framework().indicator(scored.id);
        node.low_end = indicator.goalpost_low;
        node.high_end = indicator.goalpost_high;
    }
    node.fill = reference_scores(rule).mean;
    node.is_line = rule.is_linear();
    node.usable = scored.usable;
}

CompleteCell complete_leaf(const ScoreIndicator& indicator) {
    if (indicator.usable) return {bit(CellCaveat::no_margin), Status::observed, true, 1.0};
    const bool empty = indicator.normaliser.reference.n == 0.0;
    return {bit(empty ? CellCaveat::not_measured : CellCaveat::indicator_constant), Status::absent, false, 0.0};
}

void set_complete(PlanNode& node, const Plan& plan) {
    const auto state_of = [&](std::int32_t child) -> const CompleteCell& { return plan.nodes[child].complete; };
    const Combination found = combine(node, plan.model->options, state_of);
    node.complete = {found.caveats, found.status, found.has_value, found.coverage};
    if (found.has_value) node.complete.caveats |= bit(CellCaveat::no_margin);
    node.complete_part = found.part;
    for (std::size_t k = 0; k < node.children.size(); ++k)
        node.complete_shares.push_back(state_of(node.children[k]).has_value ? node.weights[k] / found.part : 0.0);
}

/// A share of 0 .. 100 % has scores between two ends, and a mean of such scores lies between the lowest and the highest
/// of them. Around a target a score bends, and has one end only, which no interval of a score reaches past.
void set_possible(Plan& plan) {
    for (PlanNode& node : plan.nodes) {
        node.possible = {-infinity, infinity};
        if (node.indicator >= 0) {
            const Normaliser& rule = plan.model->indicators[node.indicator].normaliser;
            if (plan.inputs.empty() || !node.usable || rule.direction == Direction::target) continue;
            const Limits values = possible_values(plan.inputs.front()[node.indicator]);
            const double one = rule(values.low), other = rule(values.high);
            node.possible = {std::fmin(one, other), std::fmax(one, other)};
            continue;
        }
        Limits ends{infinity, -infinity};
        for (const auto child : node.children) {
            if (plan.model->items[child].coverage == 0.0) continue;   // nothing beneath it is ever scored
            ends.low = std::fmin(ends.low, plan.nodes[child].possible.low);
            ends.high = std::fmax(ends.high, plan.nodes[child].possible.high);
        }
        if (ends.low <= ends.high) node.possible = ends;
    }
}

void choose_nodes(Plan& plan) {
    const auto wants = [&](View view) {
        return plan.options->view == ScoreView::both ||
               (plan.options->view == ScoreView::results) == (view == View::results);
    };
    const auto& items = plan.model->items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        PlanNode& node = plan.nodes[i];
        node.wanted = wants(items[i].view);
        if (node.wanted) plan.order.push_back(static_cast<std::int32_t>(i));
    }
}

}  // namespace

Plan make_plan(const ScoreModel& model, const Panel& panel, const ScoreOptions& options) {
    check(options);
    Plan plan;
    plan.model = &model.data();
    plan.options = &options;
    check_spelling(panel, model.framework().framework(), model.indicators());
    plan.quantile = special::normal_quantile(0.5 + options.confidence / 2.0);

    const auto& items = plan.model->items;
    plan.nodes.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        PlanNode& node = plan.nodes[i];
        node.item = static_cast<std::int32_t>(i);
        node.indicator = items[i].indicator;
        node.aggregate = items[i].aggregate;
        node.hash = stable_hash(items[i].id, static_cast<std::uint64_t>(items[i].view) + 1);
        for (std::size_t k = 0; k < items[i].children.size(); ++k) {
            if (items[i].weights[k] == 0.0) continue;
            node.children.push_back(items[i].children[k]);
            node.weights.push_back(items[i].weights[k]);
        }
        if (node.indicator >= 0) {
            set_ends(node, *plan.model);
            node.complete = complete_leaf(plan.model->indicators[node.indicator]);
        } else {
            set_complete(node, plan);
        }
    }
    choose_nodes(plan);

    for (std::size_t p = 0; p < panel.periods().size(); ++p) {
        std::vector<Input> row;
        bool margins = false, people = false, all_there = true;
        for (const auto& indicator : plan.model->indicators) {
            row.push_back(bind_input(panel, indicator, static_cast<std::int32_t>(p)));
            const Input& input = row.back();
            all_there = all_there && (input.there || !indicator.usable);
            margins = margins || (input.there && input.may_have_margin());
            people = people || (input.there && input.may_have_n());
        }
        plan.inputs.push_back(std::move(row));
        plan.margins.push_back(margins ? 1 : 0);
        plan.people.push_back(people ? 1 : 0);
        plan.plain.push_back(all_there && !margins && !people ? 1 : 0);
        plan.period_hash.push_back(stable_hash(panel.periods()[p].text()));
    }
    set_possible(plan);
    return plan;
}

}  // namespace maatstaf::detail

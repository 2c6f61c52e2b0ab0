// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

#include "maatstaf/core/messages/score.hpp"
#include "score/area_weights.hpp"
#include "score/combine.hpp"
#include "score/complete_block.hpp"
#include "score/numbers.hpp"
#include "score/simulate.hpp"

namespace maatstaf {
namespace {

using namespace detail;

constexpr std::size_t caveat_kinds = 18;
using CaveatCounts = std::array<std::size_t, caveat_kinds>;

void choose_reported(Plan& plan, ScoreResult::Data& result) {
    const auto& items = plan.model->items;
    for (auto at = plan.order.rbegin(); at != plan.order.rend(); ++at) {
        if (items[*at].kind == NodeKind::indicator && !plan.options->indicators) continue;
        plan.nodes[*at].reported = static_cast<std::int32_t>(result.items.size());
        result.items.push_back(*at);
        result.when_complete.push_back(plan.nodes[*at].complete);
    }
}

void make_room(const Plan& plan, ScoreResult::Data& result) {
    const std::size_t cells = result.items.size() * result.periods.size() * result.units().size();
    bool margins = false, people = false;
    for (std::size_t p = 0; p < result.periods.size(); ++p) {
        for (const auto& input : plan.inputs[p]) {
            margins = margins || (input.there && input.may_have_margin());
            people = people || (input.there && input.may_have_n());
        }
    }
    result.value = Block<double>(cells);
    if (margins) {
        result.se = Block<double>(cells);
        result.low = Block<double>(cells);
        result.high = Block<double>(cells);
    }
    if (people) result.n = Block<double>(cells);
    result.complete.assign(result.runs() * result.periods.size(), 0);
}

/// What only cells outside complete runs need.
void make_general_room(ScoreResult::Data& result) {
    const std::size_t cells = result.items.size() * result.periods.size() * result.units().size();
    result.coverage = Block<double>(cells);
    result.caveat_bits = Block<std::uint32_t>(cells);
    result.status = Block<Status>(cells);
}

/// The short path: blocks of units of which everything is observed, as far as that holds.
void score_complete_blocks(const Plan& plan, ScoreResult::Data& result) {
    const std::size_t units = result.units().size();
    const std::size_t blocks = (units + units_per_block - 1) / units_per_block;
    constexpr std::size_t grain = 4;   // blocks that share one set of scratch columns
    parallel_for(blocks * result.periods.size(), grain, [&](std::size_t begin, std::size_t end) {
        CompleteBlock complete(plan, result);
        for (std::size_t task = begin; task < end; ++task) {
            const std::size_t period = task / blocks, first = task % blocks * units_per_block;
            const std::size_t count = std::min(units_per_block, units - first);
            if (!plan.plain[period] || !complete.run(period, first, count)) continue;
            const std::size_t run = period * result.runs() + first / units_per_run;
            std::fill_n(result.complete.data() + run, (count + units_per_run - 1) / units_per_run, std::uint8_t{1});
            for (std::size_t item = 0; item < result.items.size(); ++item)
                for (const auto* block : {&result.se, &result.low, &result.high, &result.n})
                    if (!block->empty()) std::fill_n(block->data() + result.at(item, period) + first, count, nan);
        }
    });
}

/// The general path, for single units.
class Scorer {
public:
    Scorer(const Plan& plan, ScoreResult::Data& result)
        : plan_(plan), result_(result), pass_(plan), simulation_(plan) {}

    void run(std::size_t period, std::size_t unit) {
        pass_.run(period, unit);
        const bool draws = plan_.options->draws > 0;
        if (draws) simulation_.run(pass_, period, unit, result_.units()[unit].id);
        for (const auto position : plan_.order) {
            const PlanNode& node = plan_.nodes[position];
            if (node.reported < 0) continue;
            write(node, pass_.state(position), result_.at(static_cast<std::size_t>(node.reported), period) + unit,
                  draws && simulation_.simulated(position));
        }
    }

private:
    void write(const PlanNode& node, const NodeState& state, std::size_t cell, bool simulated) {
        const ScoreModelOptions& options = plan_.model->options;
        const bool shown = state.has_value && state.status == Status::observed;
        constexpr std::uint32_t about_margins = bit(CellCaveat::no_margin) | bit(CellCaveat::part_without_margin) |
                                                bit(CellCaveat::needs_draws) | bit(CellCaveat::margin_of_filled);
        std::uint32_t caveats = shown ? state.caveats : state.caveats & ~about_margins;
        if (!shown && node.indicator >= 0) caveats &= ~bit(CellCaveat::filled_with_reference);
        result_.value.data()[cell] = shown ? state.value : nan;
        result_.coverage.data()[cell] = state.coverage;
        result_.status.data()[cell] = state.status;
        if (!result_.n.empty()) result_.n.data()[cell] = shown ? state.n : nan;
        if (shown && state.n < options.minimum_n) caveats |= bit(CellCaveat::small_n);
        if (!result_.se.empty()) {
            double se = nan, low = nan, high = nan;
            if (shown && simulated) {
                const auto summary = simulation_.summary(node.item);
                // Quantiles of skewed draws can miss the score itself, as those of 0 of n and n of n always do.
                se = summary.se, low = std::min(summary.low, state.value), high = std::max(summary.high, state.value);
                caveats = (caveats & ~bit(CellCaveat::needs_draws)) | simulated_bit;
                if (summary.reaches_zero) caveats |= bit(CellCaveat::reaches_zero);
            } else if (shown) {
                se = std::sqrt(state.variance);
                low = state.value - plan_.quantile * se;
                high = state.value + plan_.quantile * se;
            }
            if ((high - low) / 2.0 > options.maximum_margin * plan_.model->items[node.item].spread)
                caveats |= bit(CellCaveat::wide_margin);
            result_.se.data()[cell] = se;
            result_.low.data()[cell] = low;
            result_.high.data()[cell] = high;
        }
        result_.caveat_bits.data()[cell] = caveats;
    }

    const Plan& plan_;
    ScoreResult::Data& result_;
    UnitPass pass_;
    Simulation simulation_;
};

/// Scorers that threads take and give back: what they hold, a column of draws per node, is costly to make anew. What a
/// scorer did before leaves no trace in what it does next.
class Scorers {
public:
    Scorers(const Plan& plan, ScoreResult::Data& result) : plan_(plan), result_(result) {}

    std::unique_ptr<Scorer> take() {
        {
            const std::scoped_lock lock(mutex_);
            if (!idle_.empty()) {
                auto scorer = std::move(idle_.back());
                idle_.pop_back();
                return scorer;
            }
        }
        return std::make_unique<Scorer>(plan_, result_);
    }
    void give_back(std::unique_ptr<Scorer> scorer) {
        const std::scoped_lock lock(mutex_);
        idle_.push_back(std::move(scorer));
    }

private:
    const Plan& plan_;
    ScoreResult::Data& result_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Scorer>> idle_;
};

void score_the_rest(const Plan& plan, ScoreResult::Data& result) {
    struct Place {
        std::size_t period, unit;
    };
    std::vector<Place> open;   // units of runs that are not complete
    const std::size_t units = result.units().size();
    for (std::size_t run = 0; run < result.complete.size(); ++run) {
        if (result.complete[run] != 0) continue;
        const std::size_t first = run % result.runs() * units_per_run;
        for (std::size_t unit = first; unit < std::min(first + units_per_run, units); ++unit)
            open.push_back({run / result.runs(), unit});
    }
    if (!open.empty()) make_general_room(result);
    // With many draws a unit alone takes long; who stops the work must not wait for many of them.
    const auto draws = static_cast<std::size_t>(plan.options->draws);
    const std::size_t grain = draws == 0 ? 1024 : std::clamp<std::size_t>(128'000 / draws, 1, 128);
    Scorers scorers(plan, result);
    parallel_for(
        open.size(), grain,
        [&](std::size_t begin, std::size_t end) {
            auto scorer = scorers.take();
            for (std::size_t task = begin; task < end; ++task) scorer->run(open[task].period, open[task].unit);
            scorers.give_back(std::move(scorer));
        },
        plan.options->progress);
}

CaveatCounts count_caveats(const ScoreResult::Data& result) {
    CaveatCounts counts{};
    const auto add = [&](std::uint32_t bits, std::size_t times) {
        for (std::size_t b = 0; b < caveat_kinds; ++b) counts[b] += ((bits >> b) & 1u) * times;
    };
    for (std::size_t p = 0; p < result.periods.size(); ++p) {
        for (std::size_t first = 0; first < result.units().size(); first += units_per_run) {
            const std::size_t count = std::min(units_per_run, result.units().size() - first);
            for (std::size_t item = 0; item < result.items.size(); ++item) {
                if (result.is_complete(p, first)) {
                    add(result.when_complete[item].caveats, count);
                    continue;
                }
                const std::uint32_t* bits = result.caveat_bits.data() + result.at(item, p) + first;
                for (std::size_t u = 0; u < count; ++u)
                    if (bits[u] != 0) add(bits[u], 1);
            }
        }
    }
    return counts;
}

void write_caveats(const Plan& plan, ScoreResult::Data& result) {
    result.caveats.assign(plan.model->caveats.begin(), plan.model->caveats.end());
    std::vector<std::string> absent;
    for (std::size_t j = 0; j < plan.model->indicators.size(); ++j) {
        bool anywhere = plan.inputs.empty() || !plan.model->indicators[j].usable;
        for (const auto& row : plan.inputs) anywhere = anywhere || row[j].there;
        if (!anywhere) absent.push_back(plan.model->indicators[j].id);
    }
    if (!absent.empty())
        result.caveats.push_back({messages::indicators_not_in_panel, {{"indicators", join(absent, ", ", 12)}}});
    const CaveatCounts counts = count_caveats(result);
    const std::size_t total = result.items.size() * result.periods.size() * result.units().size();
    for (std::size_t b = 0; b < caveat_kinds; ++b) {
        if (counts[b] == 0) continue;
        Caveat caveat = notes(static_cast<CellCaveat>(1u << b)).front();
        caveat.parameters = {{"count", std::to_string(counts[b])}, {"total", std::to_string(total)}};
        result.caveats.push_back(std::move(caveat));
    }
    if (!result.se.empty()) result.caveats.push_back({messages::inputs_independent, {}});
}

}  // namespace

ScoreResult score_panel(const ScoreModel& model, const Panel& panel, const ScoreOptions& options) {
    if (!model.area_models().empty()) return score_by_area(model, panel, options);
    auto result = std::make_shared<ScoreResult::Data>(model, panel);
    result->options = options;
    result->options.progress = {};
    result->periods.assign(panel.periods().begin(), panel.periods().end());
    result->restricted = panel.restricted();

    Plan plan = make_plan(model, panel, options);
    choose_reported(plan, *result);
    make_room(plan, *result);

    score_complete_blocks(plan, *result);
    score_the_rest(plan, *result);
    write_caveats(plan, *result);
    return ScoreResult(std::move(result));
}

}  // namespace maatstaf

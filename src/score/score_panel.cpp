// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <mutex>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/counts.hpp"
#include "score/area_weights.hpp"
#include "score/combine.hpp"
#include "score/complete_block.hpp"
#include "score/numbers.hpp"
#include "score/scorer.hpp"

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
    const auto in_some_period = [](const std::vector<std::uint8_t>& marks) {
        return std::find(marks.begin(), marks.end(), std::uint8_t{1}) != marks.end();
    };
    const bool margins = in_some_period(plan.margins), people = in_some_period(plan.people);
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
    struct Piece {
        std::size_t period, first, count;
    };
    std::vector<Piece> open;   // of runs that are not complete
    const std::size_t units = result.units().size();
    // With many draws a unit alone takes long; who stops the work must not wait for many of them.
    const auto draws = static_cast<std::size_t>(plan.options->draws);
    const std::size_t longest = draws == 0 ? units_per_run : std::clamp<std::size_t>(128'000 / draws, 1, units_per_run);
    const std::size_t grain = draws == 0 ? 16 : 1;
    for (std::size_t run = 0; run < result.complete.size(); ++run) {
        if (result.complete[run] != 0) continue;
        const std::size_t begin = run % result.runs() * units_per_run;
        const std::size_t end = std::min(begin + units_per_run, units);
        for (std::size_t first = begin; first < end; first += longest)
            open.push_back({run / result.runs(), first, std::min(longest, end - first)});
    }
    if (!open.empty()) make_general_room(result);
    Scorers scorers(plan, result);
    parallel_for(
        open.size(), grain,
        [&](std::size_t begin, std::size_t end) {
            auto scorer = scorers.take();
            for (std::size_t at = begin; at < end; ++at) scorer->run(open[at].period, open[at].first, open[at].count);
            scorers.give_back(std::move(scorer));
        },
        plan.options->progress);
}

CaveatCounts count_caveats(const ScoreResult::Data& result) {
    CaveatCounts counts{};
    const auto add = [&](std::uint32_t bits, std::size_t times) {
        for (bits &= (1u << caveat_kinds) - 1u; bits != 0; bits &= bits - 1u)
            counts[static_cast<std::size_t>(std::countr_zero(bits))] += times;
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
                for (std::size_t u = 0, same = 0; u < count; u += same) {   // neighbours are often alike
                    for (same = 1; u + same < count && bits[u + same] == bits[u]; ++same) {}
                    add(bits[u], same);
                }
            }
        }
    }
    return counts;
}

void write_caveats(const Plan& plan, const Panel& panel, ScoreResult::Data& result) {
    result.caveats.assign(plan.model->caveats.begin(), plan.model->caveats.end());
    std::vector<std::string> absent;
    for (std::size_t j = 0; j < plan.model->indicators.size(); ++j) {
        bool anywhere = plan.inputs.empty() || !plan.model->indicators[j].usable;
        for (const auto& row : plan.inputs) anywhere = anywhere || row[j].there;
        if (!anywhere) absent.push_back(plan.model->indicators[j].id);
    }
    if (!absent.empty())
        result.caveats.push_back({messages::indicators_not_in_panel, {{"indicators", join(absent, ", ", 12)}}});
    std::vector<std::string> open;
    for (const ContributionShare& each : plan.model->shares)
        if (!each.agreed && !each.result.empty()) open.push_back(each.contribution + " (" + each.result + ")");
    if (!open.empty() && result.options.view != ScoreView::results)
        result.caveats.push_back({messages::contributions_without_share, {{"links", join(open, ", ", 12)}}});
    std::vector<std::string> shares;
    for (const auto& indicator : plan.model->indicators) {
        const Indicator& known = plan.model->framework.framework().indicator(indicator.id);
        const bool beyond = indicator.normaliser.method == NormaliseMethod::goalposts && known.goalpost_high > 1.0;
        if (look_like_shares(panel, known)) {
            if (ratio_factor(known) == 100.0) shares.push_back(indicator.id);
            else if (beyond) result.caveats.push_back({messages::target_in_other_unit, {{"indicator", indicator.id}}});
        } else if (auto doubt = factor_doubt(panel, known)) result.caveats.push_back(std::move(*doubt));
    }
    if (!shares.empty())
        result.caveats.push_back({messages::percentages_look_like_shares, {{"indicators", join(shares, ", ", 12)}}});
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

ScoreResult score_panel(const ScoreModel& model, const Panel& given, const ScoreOptions& options) {
    const Panel panel = read_counts(model.framework().framework(), given);
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
    write_caveats(plan, panel, *result);
    return ScoreResult(std::move(result));
}

}  // namespace maatstaf

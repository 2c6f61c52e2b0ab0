// SPDX-License-Identifier: Apache-2.0
#include "score/simulate.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "score/combine.hpp"
#include "score/draw_kernels.hpp"
#include "score/fast_math.hpp"
#include "score/quantile.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {
namespace {

/// Keeps the streams of this procedure apart from those of others with the same seed.
constexpr std::uint32_t purpose = 4001;

}  // namespace

Simulation::Simulation(const Plan& plan)
    : plan_(plan),
      count_(static_cast<std::size_t>(plan.options->draws)),
      marks_(plan.nodes.size()),
      sources_(plan.model->indicators.size()),
      columns_(plan.nodes.size()) {
    // Somewhat more than the tails, so that they are whole for nearly all shapes of draws.
    const double tail = (1.0 - plan.options->confidence) / 2.0;
    const double wider = 1.6 * tail + 4.0 * std::sqrt(tail / static_cast<double>(std::max<std::size_t>(count_, 1)));
    cut_ = -special::normal_quantile(std::min(wider, 0.5));
}

bool Simulation::mark(const UnitView& pass, std::size_t period, std::size_t unit) {
    bool any = false;
    for (const auto position : plan_.order) {
        const PlanNode& node = plan_.nodes[position];
        const NodeState state = pass.state(position);
        Mark& mark = marks_[position];
        mark = Mark{};
        if (!state.has_value) continue;
        if (node.indicator >= 0) {
            if (state.status != Status::observed) continue;
            Source& source = sources_[node.indicator];
            source = source_of(plan_.inputs[period][node.indicator], unit);
            mark.feasible = source.kind != Source::Kind::unknown;
            mark.curved = mark.feasible && source.sd > 0.0 && (!node.is_line || source.counted());
            mark.exact = mark.curved && node.is_line;
        } else {
            mark.feasible = true;
            std::size_t uncertain = 0, parts = 0;
            for (const auto child : node.children) {
                const NodeState part = pass.state(child);
                if (!part.has_value) continue;
                ++parts;
                mark.exact = marks_[child].exact;
                mark.feasible = mark.feasible && marks_[child].feasible;
                mark.curved = mark.curved || marks_[child].curved;
                if (!(part.variance == 0.0)) ++uncertain;
            }
            // One part alone is passed on as it is, but for a floor within its margin.
            const bool bends = parts > 1 || (state.caveats & bit(CellCaveat::needs_draws)) != 0;
            mark.curved = mark.curved || (node.aggregate != Aggregate::arithmetic && bends && uncertain > 0);
            mark.exact = mark.exact && !bends;
        }
        mark.wanted = mark.curved && mark.feasible && !mark.exact;
        any = any || (mark.wanted && node.reported >= 0);
    }
    return any;
}

void Simulation::mark_needed(const UnitView& pass) {
    for (auto at = plan_.order.rbegin(); at != plan_.order.rend(); ++at) {
        const PlanNode& node = plan_.nodes[*at];
        Mark& mark = marks_[*at];
        if (mark.wanted && node.reported >= 0) mark.drawn = true;
        mark.expand = mark.drawn && !mark.curved && !plan_.model->exclusive[*at];
        if (!mark.drawn || !(mark.curved || mark.expand)) continue;
        for (const auto child : node.children)
            if (pass.state(child).has_value) marks_[child].drawn = true;
    }
}

bool Simulation::run(const UnitView& pass, std::size_t period, std::size_t unit, const std::string& unit_id) {
    if (!mark(pass, period, unit)) return false;
    mark_needed(pass);
    const std::uint64_t unit_key = stable_hash(unit_id, plan_.period_hash[period]);
    for (const auto position : plan_.order) {
        const PlanNode& node = plan_.nodes[position];
        const Mark& mark = marks_[position];
        if (!mark.drawn) continue;
        columns_[position].resize(count_);
        const std::uint64_t key = unit_key ^ (node.hash * 0x9e3779b97f4a7c15u);
        if (node.indicator >= 0 && mark.curved) {
            draw_leaf(node, plan_.inputs[period][node.indicator], unit, key);
        } else if (mark.curved || mark.expand) {
            draw_inner(node, pass);
        } else {
            const NodeState state = pass.state(position);
            const double sd = std::sqrt(state.variance);
            double* out = draws(position);
            if (sd > 0.0) normals(plan_.options->seed, purpose, key, 0, std::span(out, count_));
            else std::fill_n(out, count_, 0.0);
            for (std::size_t r = 0; r < count_; ++r) out[r] = state.value + sd * out[r];
        }
    }
    return true;
}

void Simulation::draw_leaf(const PlanNode& node, const Input& input, std::size_t unit, std::uint64_t key) {
    const Source& source = sources_[node.indicator];
    const std::span<double> out(draws(node.item), count_);
    if (source.kind == Source::Kind::normal) {
        normals(plan_.options->seed, purpose, key, 0, out);
        for (double& each : out) each = input.value[unit] + source.sd * each;
    } else {
        for (std::size_t r = 0; r < count_; ++r) {
            RandomStream stream(plan_.options->seed, purpose, key, static_cast<std::uint32_t>(r));
            out[r] = source.scale *
                     (source.kind == Source::Kind::beta ? stream.beta(source.a, source.b) : stream.gamma(source.a));
        }
    }
    normalise(plan_.model->indicators[node.indicator].normaliser, out, out);
}

void Simulation::draw_inner(const PlanNode& node, const UnitView& pass) {
    const double part = pass.state(node.item).part;
    const double floor = plan_.model->options.floor;
    const double lowest = std::isnan(floor) ? smallest_normal : std::max(floor, smallest_normal);
    double* out = draws(node.item);
    if (node.aggregate == Aggregate::geometric && draw_product(node, pass, lowest)) return;
    std::fill_n(out, count_, 0.0);
    Mark& mark = marks_[node.item];
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const std::int32_t child = node.children[k];
        if (!pass.state(child).has_value) continue;
        const double share = node.weights[k] / part;
        const double* x = draws(child);
        mark.reaches_zero = mark.reaches_zero || marks_[child].reaches_zero;
        if (node.aggregate == Aggregate::arithmetic) {
            for (std::size_t r = 0; r < count_; ++r) out[r] += share * x[r];
            continue;
        }
        // Draws at or below zero count as (all but) zero, which is what these means tend to there.
        bool zero = false;
        if (node.aggregate == Aggregate::geometric) {
            zero = add_logs(x, out, count_, share, lowest);
        } else {
            for (std::size_t r = 0; r < count_; ++r) out[r] += share / (x[r] < lowest ? lowest : x[r]);
            zero = *std::min_element(x, x + count_) <= 0.0;
        }
        mark.reaches_zero = mark.reaches_zero || (zero && std::isnan(floor));
    }
    if (node.aggregate == Aggregate::geometric) exponentials(out, count_);
    if (node.aggregate == Aggregate::harmonic)
        for (std::size_t r = 0; r < count_; ++r) out[r] = 1.0 / out[r];
}

/// Geometric means of equal shares, the usual case, by way of products; false when that does not hold or a product
/// might leave the range of numbers.
bool Simulation::draw_product(const PlanNode& node, const UnitView& pass, double lowest) {
    double* out = draws(node.item);
    std::size_t parts = 0;
    double weight = 0.0;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        if (!pass.state(node.children[k]).has_value) continue;
        if (parts > 0 && node.weights[k] != weight) return false;
        weight = node.weights[k];
        ++parts;
    }
    if (parts > longest_product) return false;
    std::fill_n(out, count_, 1.0);
    bool reaches_zero = false;
    for (const std::int32_t child : node.children) {
        if (!pass.state(child).has_value) continue;
        const Ends ends = multiply(draws(child), out, count_);
        if (!(ends.low >= std::max(lowest, product_low)) || !(ends.high <= product_high)) return false;
        reaches_zero = reaches_zero || marks_[child].reaches_zero;
    }
    powers(out, count_, weight / pass.state(node.item).part);
    marks_[node.item].reaches_zero = reaches_zero;
    return true;
}

Simulation::Summary Simulation::summary(std::int32_t node) {
    const std::vector<double>& values = columns_[static_cast<std::size_t>(node)];
    Summary result{};
    const SampleSpread spread = sample_spread(values);
    result.se = spread.sd;
    const double tail = (1.0 - plan_.options->confidence) / 2.0;
    room_.resize(count_);
    const auto [low, high] = two_quantiles(values, tail, 1.0 - tail, spread.mean - cut_ * spread.sd,
                                           spread.mean + cut_ * spread.sd, room_);
    result.low = low;
    result.high = high;
    result.reaches_zero = marks_[static_cast<std::size_t>(node)].reaches_zero;
    return result;
}

}  // namespace maatstaf::detail

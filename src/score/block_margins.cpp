// SPDX-License-Identifier: Apache-2.0
// The margins of `BlockPass`. Besides its first-order variance every node has one on either side of its value, because
// the interval of a count, or of a share near its end, is longer on one side. For single inputs, and for standard
// errors cut where a value cannot be, these add up as variances do (method of variance estimates recovery: Zou & Donner
// 2008, Statistics in Medicine 27). Over several counts they would not: every count of 0 adds to one side only. There
// the variances and the third moments of what is known of each count add up, and the ends are those of a sum with that
// much skewness around the value (Cornish & Fisher 1938, first term).
#include <algorithm>
#include <cmath>

#include "score/block_pass.hpp"
#include "score/columns.hpp"
#include "score/count_kernels.hpp"
#include "score/combine.hpp"
#include "score/fast_math.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {
namespace {

double squared(double x) noexcept { return x * x; }

}  // namespace

void BlockPass::leaf_margins(const PlanNode& node, NodeBlock& own, const Input& input) {
    if (input.there && plain_margins(node, own, input)) return;
    own.lopsided = true;
    static_assert(units_per_run <= longest_column);
    double low[units_per_run], high[units_per_run];
    if (!input.there || !intervals_.of_shares(input, first_, count_, low, high)) {
        std::fill_n(low, count_, nan);
        std::fill_n(high, count_, nan);
    }
    for (std::size_t u = 0; u < count_; ++u) leaf_margin(node, own, input, u, {low[u], high[u]});
    // What it hands on may have changed; of a complete leaf it follows from the caveats later.
    if (own.complete) return;
    for (std::size_t u = 0; u < count_; ++u) own.handed[u] |= own.caveats[u] & margin_caveats;
}

/// The usual case, without a look at single units: standard errors everywhere, a straight line, and no interval that
/// reaches what cannot be. False when that does not hold.
bool BlockPass::plain_margins(const PlanNode& node, NodeBlock& own, const Input& input) const {
    if (!node.is_line || input.se.empty()) return false;
    const double slope = plan_.model->indicators[node.indicator].normaliser.slope, z = plan_.quantile;
    const double* x = input.value.data() + first_;
    const double* se = input.se.data() + first_;
    for (std::size_t u = 0; u < count_; ++u) own.variance[u] = slope * slope * (se[u] * se[u]);
    if (!own.complete) {
        for (std::size_t u = 0; u < count_; ++u) {
            const bool observed = own.status[u] == Status::observed;
            if (!observed && own.here[u] != 0.0) return false;   // filled
            if (!observed) own.variance[u] = 0.0;
        }
    }
    if (!all_inside(own.variance, count_, 0.0, infinity)) return false;
    const Limits possible = possible_values(input);
    if (std::isinf(possible.low) && std::isinf(possible.high)) return true;
    double low[units_per_run], high[units_per_run];
    for (std::size_t u = 0; u < count_; ++u) {
        const bool known = !std::isnan(x[u]);
        low[u] = known ? x[u] - z * se[u] : 0.0;
        high[u] = known ? x[u] + z * se[u] : 0.0;
    }
    return all_inside(low, count_, possible.low, infinity) && all_inside(high, count_, -infinity, possible.high);
}

void BlockPass::leaf_margin(const PlanNode& node, NodeBlock& own, const Input& input, std::size_t at,
                            const Limits& ready) {
    const auto set = [&](double variance, double below, double above) {
        own.variance[at] = own.largest[at] = variance;
        own.below[at] = below;
        own.above[at] = above;
    };
    own.third[at] = own.bias[at] = 0.0;
    if (!own.complete && own.status[at] != Status::observed) return set_none(own, at, own.here[at] == 0.0 ? 0.0 : nan);
    const Source source = input.there ? source_of(input, first_ + at) : Source{};
    if (source.kind == Source::Kind::unknown) {
        own.caveats[at] |= bit(CellCaveat::no_margin);
        return set_none(own, at, nan);
    }
    const Normaliser& rule = plan_.model->indicators[node.indicator].normaliser;
    const double value = input.value[first_ + at], z = plan_.quantile;
    const Limits ends = std::isnan(ready.low) ? intervals_.of(source, value, possible_values(input))
                                              : SourceIntervals::stretched(source, value, ready);
    double slope = rule.slope;
    if (!node.is_line) {
        slope = rule.derivative(value);
        const double kink = rule.nearest_kink(value);
        const bool within = source.counted() ? kink > ends.low && kink < ends.high
                                             : std::fabs(kink - value) < z * source.sd;
        if (within) slope = nan;
        if (source.sd == 0.0) slope = 0.0;
    }
    const double variance = slope * slope * (source.sd * source.sd);
    if (std::isnan(variance)) {
        own.caveats[at] |= bit(CellCaveat::needs_draws);
        return set_none(own, at, nan);
    }
    if (source.counted()) {
        own.caveats[at] |= exact_bit;
        const double turned = node.is_line && rule.direction == Direction::lower ? -slope : slope;
        own.third[at] = turned * turned * turned * source.third();
        own.bias[at] = turned * (source.mean() - value);
    }
    const double reach = z * source.sd;
    if (!source.counted() && ends.low == value - reach && ends.high == value + reach)
        return set(variance, variance, variance);
    const auto scored = [&](double end) {
        if (!node.is_line) return rule(end);
        return rule.offset + rule.slope * ((rule.direction == Direction::lower ? -end : end) - rule.origin);
    };
    const double one = scored(ends.low), other = scored(ends.high), score = own.value[at];
    set(variance, squared((score - std::min({one, other, score})) / z),
        squared((std::max({one, other, score}) - score) / z));
}

void BlockPass::node_margins(const PlanNode& node, NodeBlock& own) {
    const bool value_everywhere = own.complete && node.complete.has_value;
    if (!value_everywhere) spread(node, own);
    if (!margins_) {
        for (std::size_t u = 0; u < count_; ++u) {
            if (!value_everywhere && own.here[u] == 0.0) continue;
            const std::uint32_t filled = own.handed[u] & bit(CellCaveat::margin_of_filled);
            own.caveats[u] |= filled != 0 ? filled : bit(CellCaveat::no_margin);
        }
        return;
    }
    for (const auto child : node.children) own.lopsided = own.lopsided || blocks_[child].lopsided;
    const bool straight = node.aggregate == Aggregate::arithmetic && plan_.model->overlapping[node.item] == 0;
    if (!straight) own.lopsided = true;
    std::fill_n(own.variance, count_, 0.0);
    if (own.lopsided)
        for (double* column : {own.below, own.above, own.third, own.largest, own.bias})
            std::fill_n(column, count_, 0.0);
    if (straight) {
        double shares[units_per_run], squares[units_per_run];
        for (std::size_t k = 0; k < node.children.size(); ++k) {
            const NodeBlock& child = blocks_[node.children[k]];
            const double square = own.complete ? squared(node.complete_shares[k]) : 0.0;
            for (std::size_t u = 0; u < count_ && (own.lopsided || !own.complete); ++u) {
                shares[u] = own.complete ? node.complete_shares[k] : node.weights[k] / own.part[u];
                squares[u] = squared(shares[u]);
            }
            const auto add = [&](double* sum, const double* of_child) {
                if (own.complete) return add_line(of_child, sum, count_, square);
                for (std::size_t u = 0; u < count_; ++u) sum[u] += squares[u] * of_child[u];
            };
            add(own.variance, child.variance);
            if (!own.lopsided) continue;
            add(own.below, child.lopsided ? child.below : child.variance);
            add(own.above, child.lopsided ? child.above : child.variance);
            const double* largest = child.lopsided ? child.largest : child.variance;
            for (std::size_t u = 0; u < count_; ++u) own.largest[u] = std::max(own.largest[u], squares[u] * largest[u]);
            if (!child.lopsided) continue;
            for (std::size_t u = 0; u < count_; ++u) {
                own.third[u] += shares[u] * squares[u] * child.third[u];
                own.bias[u] += shares[u] * child.bias[u];
            }
        }
    }
    for (std::size_t u = 0; u < count_; ++u) {
        if (!value_everywhere && own.here[u] == 0.0) set_none(own, u, 0.0);
        else if (!straight || (own.handed[u] & margin_caveats) != 0) node_margin(node, own, u);
        else if (own.lopsided) skew(own, u);
    }
}

/// Where there is no value (0) or no margin (NaN).
void BlockPass::set_none(NodeBlock& own, std::size_t at, double none) const {
    own.variance[at] = own.below[at] = own.above[at] = own.largest[at] = none;
    own.third[at] = own.bias[at] = 0.0;
}

/// Adds what a part, of which the node moves by `slope`, makes uncertain.
void BlockPass::add_part(NodeBlock& own, const NodeBlock& part, std::size_t at, double slope) const {
    const double square = squared(slope);
    own.variance[at] += square * part.variance[at];
    own.below[at] += square * (part.lopsided ? part.below : part.variance)[at];
    own.above[at] += square * (part.lopsided ? part.above : part.variance)[at];
    own.largest[at] = std::max(own.largest[at], square * (part.lopsided ? part.largest : part.variance)[at]);
    if (!part.lopsided) return;
    own.third[at] += slope * square * part.third[at];
    own.bias[at] += slope * part.bias[at];
}

/// The ends over several inputs of which counts are part, from their variance and third moment.
void BlockPass::skew(NodeBlock& own, std::size_t at) const {
    constexpr double rounding = 1.0 - 1e-12;
    const double variance = own.variance[at], z = plan_.quantile;
    if (own.third[at] == 0.0 || !(own.largest[at] < rounding * variance)) return;
    const double lean = own.third[at] / (variance * std::sqrt(variance)) * (z * z - 1.0) / 6.0;
    own.below[at] = variance * squared(std::max(z - lean, 0.0) / z);
    own.above[at] = variance * squared(std::max(z + lean, 0.0) / z);
}

/// A floor is a kink too: on one side of it the child moves the node, on the other it does not.
bool BlockPass::near_floor(const PlanNode& node, const NodeBlock& child, std::size_t at) const {
    if (node.aggregate == Aggregate::arithmetic || !(child.variance[at] > 0.0)) return false;
    return std::fabs(child.value[at] - plan_.model->options.floor) < plan_.quantile * std::sqrt(child.variance[at]);
}

/// One node of one unit, with why it has no margin where it has none.
void BlockPass::node_margin(const PlanNode& node, NodeBlock& own, std::size_t at) {
    set_none(own, at, 0.0);
    std::uint32_t reasons = 0;
    bool any_known = false;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const NodeBlock& child = blocks_[node.children[k]];
        const bool here = child.complete ? plan_.nodes[node.children[k]].complete.has_value : child.here[at] != 0.0;
        if (!here) continue;
        if (std::isnan(child.variance[at])) {
            reasons |= child.caveats[at] & margin_caveats;
            any_known = any_known || (child.caveats[at] & bit(CellCaveat::needs_draws)) != 0;
            continue;
        }
        any_known = true;
        if (near_floor(node, child, at)) {
            reasons |= bit(CellCaveat::needs_draws);
            continue;
        }
        add_part(own, child, at, slope(node, k, at));
    }
    const auto said = [&](CellCaveat reason) { return (reasons & bit(reason)) != 0; };
    const auto say = [&](CellCaveat reason) {
        own.caveats[at] |= bit(reason);
        own.variance[at] = own.below[at] = own.above[at] = nan;
    };
    if (said(CellCaveat::margin_of_filled)) return say(CellCaveat::margin_of_filled);
    if (said(CellCaveat::part_without_margin) || (said(CellCaveat::no_margin) && any_known))
        return say(CellCaveat::part_without_margin);
    if (said(CellCaveat::no_margin)) return say(CellCaveat::no_margin);
    if (said(CellCaveat::needs_draws)) return say(CellCaveat::needs_draws);
    if (plan_.model->overlapping[node.item] != 0) overlapping(node, own, at);
    skew(own, at);
    if (node.aggregate != Aggregate::arithmetic) hold_within_parts(node, own, at);
}

/// Change of the value of a node per unit of its k-th child.
double BlockPass::slope(const PlanNode& node, std::size_t k, std::size_t at) const {
    const NodeBlock& own = blocks_[node.item];
    const NodeBlock& child = blocks_[node.children[k]];
    const bool here = child.complete ? plan_.nodes[node.children[k]].complete.has_value : child.here[at] != 0.0;
    if (!here) return 0.0;
    const double share = own.complete ? node.complete_shares[k] : node.weights[k] / own.part[at];
    if (node.aggregate == Aggregate::arithmetic) return share;
    if (child.value[at] < plan_.model->options.floor) return 0.0;
    const double ratio = own.value[at] / child.value[at];
    return node.aggregate == Aggregate::geometric ? share * ratio : share * ratio * ratio;
}

/// Reverse sweep from the node down to the inputs, because its children share some of them.
void BlockPass::overlapping(const PlanNode& top, NodeBlock& own, std::size_t at) {
    std::fill(slopes_.begin(), slopes_.end(), 0.0);
    slopes_[top.item] = 1.0;
    set_none(own, at, 0.0);
    for (std::int32_t position = top.item; position >= 0; --position) {
        const double slope_here = slopes_[position];
        if (slope_here == 0.0) continue;
        const PlanNode& node = plan_.nodes[position];
        const NodeBlock& block = blocks_[position];
        if (node.indicator >= 0) add_part(own, block, at, slope_here);
        for (std::size_t k = 0; k < node.children.size(); ++k)
            slopes_[node.children[k]] += slope_here * slope(node, k, at);
    }
}

/// With r the half intervals of the parts relative to their values and s their pull on the node (summing to 1), the
/// mean of the upper ends is at least value x (1 + sum s (r - r^2)), and that of the lower ends at most
/// value x (1 - sum s r). No logarithm is needed to see that most nodes stay within that.
bool BlockPass::stays_within_parts(const PlanNode& node, const NodeBlock& own, std::size_t at) const {
    const double z = plan_.quantile, value = own.value[at];
    double room = 0.0;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const NodeBlock& child = blocks_[node.children[k]];
        const double by = slope(node, k, at);
        if (by == 0.0) continue;
        const double up = z * std::sqrt((child.lopsided ? child.above : child.variance)[at]);
        if (z * std::sqrt((child.lopsided ? child.below : child.variance)[at]) > child.value[at]) return false;
        room += by * up * (1.0 - up / child.value[at]);
    }
    return std::sqrt(own.above[at]) * z <= room && std::sqrt(own.below[at]) * z <= value;
}

/// A geometric or harmonic mean bends, so its straight-line interval may pass the means of the lower and upper ends of
/// its parts, which are as far as it can be when all of them are off in the same direction. A score cannot be below
/// zero in such a mean.
void BlockPass::hold_within_parts(const PlanNode& node, NodeBlock& own, std::size_t at) {
    if (stays_within_parts(node, own, at)) return;
    const double floor = plan_.model->options.floor, z = plan_.quantile;
    const bool geometric = node.aggregate == Aggregate::geometric;
    double low = 0.0, high = 0.0;
    bool reaches_zero = false;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const NodeBlock& child = blocks_[node.children[k]];
        const bool here = child.complete ? plan_.nodes[node.children[k]].complete.has_value : child.here[at] != 0.0;
        if (!here) continue;
        const double share = own.complete ? node.complete_shares[k] : node.weights[k] / own.part[at];
        double lower = child.value[at] - z * std::sqrt((child.lopsided ? child.below : child.variance)[at]);
        double upper = child.value[at] + z * std::sqrt((child.lopsided ? child.above : child.variance)[at]);
        if (lower < floor) lower = floor;
        if (upper < floor) upper = floor;
        reaches_zero = reaches_zero || !(lower > 0.0);
        low += geometric ? share * fast_log(lower) : share / lower;
        high += geometric ? share * fast_log(upper) : share / upper;
    }
    low = reaches_zero ? 0.0 : geometric ? fast_exp(low) : 1.0 / low;
    high = geometric ? fast_exp(high) : 1.0 / high;
    // Rounding must not shorten an interval that ends just there.
    constexpr double rounding = 1.0 + 1e-12;
    const double below = squared((own.value[at] - low) / z), above = squared((high - own.value[at]) / z);
    if (own.below[at] > below * rounding) own.below[at] = below;
    if (own.above[at] > above * rounding) own.above[at] = above;
}

}  // namespace maatstaf::detail

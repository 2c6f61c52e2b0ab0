// SPDX-License-Identifier: Apache-2.0
#include "score/complete_block.hpp"

#include <algorithm>
#include <limits>

#include "score/columns.hpp"
#include "score/fast_math.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {
namespace {

void add_log(const double* x, double* sum, std::size_t count, double share) {
    for (std::size_t i = 0; i < count; ++i) sum[i] += share * fast_log(x[i]);
}
void add_inverse(const double* x, double* sum, std::size_t count, double share) {
    for (std::size_t i = 0; i < count; ++i) sum[i] += share / x[i];
}

}  // namespace

CompleteBlock::CompleteBlock(const Plan& plan, ScoreResult::Data& result)
    : plan_(plan), result_(result), columns_(plan.nodes.size()) {
    std::size_t hidden = 0;
    for (const auto position : plan.order)
        if (plan.nodes[position].reported < 0) ++hidden;
    scratch_.resize(hidden * units_per_block);
}

double* CompleteBlock::column(const PlanNode& node, std::size_t period, std::size_t first) {
    return result_.value.data() + result_.at(static_cast<std::size_t>(node.reported), period) + first;
}

bool CompleteBlock::run(std::size_t period, std::size_t first, std::size_t count) {
    double* hidden = scratch_.data();
    for (const auto position : plan_.order) {
        const PlanNode& node = plan_.nodes[position];
        double* scores = node.reported >= 0 ? column(node, period, first) : hidden;
        if (node.reported < 0) hidden += units_per_block;
        columns_[position] = scores;
        if (!node.complete.has_value) {
            std::fill_n(scores, count, nan);
        } else if (node.indicator >= 0) {
            if (!leaf(node, plan_.inputs[period][node.indicator], scores, first, count)) return false;
        } else if (!inner(node, scores, count)) {
            return false;
        }
    }
    return true;
}

bool CompleteBlock::leaf(const PlanNode& node, const Input& input, double* scores, std::size_t first,
                         std::size_t count) const {
    const double* x = input.value.data() + first;
    if (!all_inside(x, count, node.low_end, node.high_end)) return false;
    normalise(plan_.model->indicators[node.indicator].normaliser, std::span(x, count), std::span(scores, count));
    return true;
}

bool CompleteBlock::inner(const PlanNode& node, double* scores, std::size_t count) const {
    const double floor = plan_.model->options.floor;
    const double lowest = std::isnan(floor) ? smallest_normal : std::max(floor, smallest_normal);
    std::fill_n(scores, count, 0.0);
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const double* child = columns_[node.children[k]];
        const double share = node.complete_shares[k];
        if (!plan_.nodes[node.children[k]].complete.has_value) continue;
        if (node.aggregate == Aggregate::arithmetic) {
            add_line(child, scores, count, share);
            continue;
        }
        if (!all_inside(child, count, lowest, std::numeric_limits<double>::max())) return false;
        if (node.aggregate == Aggregate::geometric) add_log(child, scores, count, share);
        else add_inverse(child, scores, count, share);
    }
    if (node.aggregate == Aggregate::geometric)
        for (std::size_t i = 0; i < count; ++i) scores[i] = fast_exp(scores[i]);
    if (node.aggregate == Aggregate::harmonic)
        for (std::size_t i = 0; i < count; ++i) scores[i] = 1.0 / scores[i];
    return true;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "score/block_pass.hpp"

namespace maatstaf::detail {

/// One unit of the run that a `BlockPass` looked at last.
struct UnitView {
    const BlockPass& pass;
    std::size_t unit;
    NodeState state(std::int32_t node) const { return pass.state(node, unit); }
};

/// Simulates the nodes of one unit that are not linear in normal inputs, given the state that `BlockPass` left.
/// Whatever is linear beneath such a node enters as one normal number with its exact standard deviation; an input that
/// several nodes use is drawn once, so that what they share stays shared. Memory: one column of draws per node,
/// whatever the number of units. A single count needs no draws of its own: its interval is known.
class Simulation {
public:
    explicit Simulation(const Plan& plan);
    /// `unit_id` keys the draws. False when nothing needs simulating.
    bool run(const UnitView& pass, std::size_t period, std::size_t unit, const std::string& unit_id);

    bool simulated(std::int32_t node) const { return marks_[static_cast<std::size_t>(node)].wanted; }
    /// Spread and quantiles of the draws of a simulated node.
    struct Summary {
        double se, low, high;
        bool reaches_zero;
    };
    Summary summary(std::int32_t node);

private:
    struct Mark {
        bool feasible = false;   ///< every input has a margin
        bool curved = false;     ///< not linear in normal inputs
        bool wanted = false;     ///< curved and feasible: its draws are reported
        bool drawn = false;      ///< its draws are needed, as such or by a node above
        bool expand = false;     ///< linear, but drawn child by child because its inputs serve other nodes too
        bool reaches_zero = false;
        bool exact = false;      ///< a count, or a node with no other part: its interval needs no draws
    };
    bool mark(const UnitView& pass, std::size_t period, std::size_t unit);
    void mark_needed(const UnitView& pass);
    void draw_leaf(const PlanNode& node, const Input& input, std::size_t unit, std::uint64_t key);
    void draw_inner(const PlanNode& node, const UnitView& pass);
    bool draw_product(const PlanNode& node, const UnitView& pass, double lowest);
    double* draws(std::int32_t node) { return columns_[static_cast<std::size_t>(node)].data(); }

    const Plan& plan_;
    std::size_t count_;
    std::vector<Mark> marks_;
    std::vector<Source> sources_;
    std::vector<std::vector<double>> columns_;
    double cut_ = 0.0;   ///< standard deviations from the mean to a little inside the quantiles
    std::vector<double> room_;
};

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "score/plan.hpp"
#include "score/source_margin.hpp"

namespace maatstaf::detail {

/// One node of one unit.
struct NodeState {
    double value = 0.0;      ///< also when `status` hides it: filled nodes serve the nodes above
    double variance = 0.0;   ///< first order; NaN: unknown
    double part = 0.0;       ///< weight of the children that take part
    std::uint32_t caveats = 0;
    Status status = Status::absent;
    bool has_value = false;
};

/// One node of a run of units, one entry per unit in each column.
struct NodeBlock {
    /// The structure is that of `PlanNode::complete` for every unit: what follows from it stands in no column.
    bool complete = false;
    bool silent = false;       ///< no unit hands on anything
    bool lopsided = false;     ///< the intervals of some units are not value +- z se: `below` and `above` count
    double* value = nullptr;     ///< 0 without a value
    double* variance = nullptr;  ///< first order; 0 without a value, NaN where there is no margin
    double* below = nullptr;     ///< (value - low end)^2 / z^2, the variance on that side of the value
    double* above = nullptr;     ///< (high end - value)^2 / z^2
    double* third = nullptr;     ///< third central moment, of counts; like the next two of use where `lopsided`
    double* largest = nullptr;   ///< the most that a single input adds to the variance
    double* bias = nullptr;      ///< how far the mean of what is known of the counts lies above the value
    double* n = nullptr;         ///< infinity: unknown
    double* here = nullptr;        ///< 1 with a value, else 0; like the following four not written where `complete`
    double* applies = nullptr;     ///< 0 where nothing applies, else 1
    double* coverage = nullptr;
    double* covered = nullptr;     ///< coverage where it counts for the nodes above
    double* part = nullptr;
    Status* status = nullptr;
    std::uint32_t* caveats = nullptr;
    std::uint32_t* handed = nullptr;   ///< see `handed_on`
};

/// Scores runs of units node by node, whatever is missing, with first-order margins. This is the general path: columns
/// of a few units at a time, so that a unit's neighbours share the work of looking at a node. Runs of which everything
/// is observed and nothing has a margin take `CompleteBlock`, which gives the same bits.
class BlockPass {
public:
    explicit BlockPass(const Plan& plan);
    /// At most `units_per_run` units.
    void run(std::size_t period, std::size_t first, std::size_t count);
    const NodeBlock& block(std::int32_t node) const { return blocks_[static_cast<std::size_t>(node)]; }
    NodeState state(std::int32_t node, std::size_t unit) const;
    std::size_t count() const noexcept { return count_; }

private:
    void leaf(const PlanNode& node, NodeBlock& own);
    void leaf_structure(const PlanNode& node, NodeBlock& own, const Input& input);
    void leaf_margins(const PlanNode& node, NodeBlock& own, const Input& input);
    bool plain_margins(const PlanNode& node, NodeBlock& own, const Input& input) const;
    /// `ready` are the ends of its interval before they are scaled, NaN when they are still to be found.
    void leaf_margin(const PlanNode& node, NodeBlock& own, const Input& input, std::size_t at, const Limits& ready);
    void inner(const PlanNode& node, NodeBlock& own);
    void complete_values(const PlanNode& node, NodeBlock& own);
    void general_values(const PlanNode& node, NodeBlock& own);
    void add_child(const PlanNode& node, NodeBlock& own, std::size_t k, const double* shares, double share);
    void finish_values(const PlanNode& node, NodeBlock& own);
    void node_margins(const PlanNode& node, NodeBlock& own);
    void node_margin(const PlanNode& node, NodeBlock& own, std::size_t at);
    void add_part(NodeBlock& own, const NodeBlock& part, std::size_t at, double slope) const;
    void set_none(NodeBlock& own, std::size_t at, double none) const;
    void skew(NodeBlock& own, std::size_t at) const;
    bool stays_within_parts(const PlanNode& node, const NodeBlock& own, std::size_t at) const;
    void hold_within_parts(const PlanNode& node, NodeBlock& own, std::size_t at);
    bool near_floor(const PlanNode& node, const NodeBlock& child, std::size_t at) const;
    double slope(const PlanNode& node, std::size_t k, std::size_t at) const;
    void overlapping(const PlanNode& node, NodeBlock& own, std::size_t at);
    void hand_on(NodeBlock& own, bool has_children) const;
    /// Writes the columns that follow from the structure.
    void spread(const PlanNode& node, NodeBlock& own);

    const Plan& plan_;
    std::vector<double> numbers_;
    std::vector<std::uint32_t> words_;
    std::vector<Status> statuses_;
    std::vector<NodeBlock> blocks_;
    std::vector<std::uint8_t> spread_;   ///< per node: its structure stands in columns
    std::vector<double> slopes_;         ///< scratch of `overlapping`
    SourceIntervals intervals_;
    std::size_t period_ = 0, first_ = 0, count_ = 0;
    bool margins_ = false, people_ = false;   ///< of the period
};

}  // namespace maatstaf::detail

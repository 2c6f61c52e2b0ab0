// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "score/plan.hpp"

namespace maatstaf::detail {

/// Where the uncertainty of one input comes from.
struct Source {
    enum class Kind : std::uint8_t { unknown, normal, beta, gamma };
    Kind kind = Kind::unknown;
    double sd = 0.0;      ///< in the unit of the indicator
    double a = 0.0;       ///< shape
    double b = 0.0;       ///< second shape (beta)
    double scale = 1.0;   ///< what the beta or gamma number is multiplied by
};
/// A standard error goes before counts. Counts: Jeffreys' posterior, Beta(x + 1/2, n - x + 1/2) for a proportion and
/// Gamma(x + 1/2) for a rate or count. Neither: unknown.
Source source_of(const Input& input, std::size_t unit);

/// One node of one unit in one period.
struct NodeState {
    double value = 0.0;      ///< also when `status` hides it: filled nodes serve the nodes above
    double coverage = 0.0;
    double n = 0.0;          ///< NaN: unknown
    double variance = 0.0;   ///< first order; NaN: unknown
    double part = 0.0;       ///< weight of the children that take part
    std::uint32_t caveats = 0;
    Status status = Status::absent;
    bool has_value = false;
};

/// Scores one unit node by node, whatever is missing, with first-order margins. This is the general path; blocks where
/// everything is observed and nothing has a margin take a shorter one that gives the same bits.
class UnitPass {
public:
    explicit UnitPass(const Plan& plan);
    void run(std::size_t period, std::size_t unit);
    const NodeState& state(std::int32_t node) const { return states_[static_cast<std::size_t>(node)]; }
    /// Change of the value of `node` per unit of its k-th child; 0 for children that do not take part.
    double slope(std::int32_t node, std::size_t k) const;

private:
    void leaf(const PlanNode& node, NodeState& state, std::size_t period, std::size_t unit) const;
    void leaf_margin(const PlanNode& node, NodeState& state, const Input& input, double value, std::size_t unit) const;
    void inner(const PlanNode& node, NodeState& state);
    bool near_floor(const PlanNode& node, const NodeState& child) const;
    void node_margin(const PlanNode& node, NodeState& state);
    double overlapping_variance(const PlanNode& node);

    const Plan& plan_;
    std::vector<NodeState> states_;
    std::vector<double> slopes_;   ///< scratch of `overlapping_variance`
};

}  // namespace maatstaf::detail

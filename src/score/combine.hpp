// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "score/plan.hpp"

namespace maatstaf::detail {

constexpr std::uint32_t bit(CellCaveat caveat) noexcept { return static_cast<std::uint32_t>(caveat); }

/// What a node finds when it looks at its children, before any value is computed.
struct Combination {
    double part = 0.0;       ///< weight of the children that take part
    double coverage = 0.0;   ///< share of the weight that is observed
    std::uint32_t caveats = 0;
    Status status = Status::observed;
    bool has_value = false;
};

/// Whether the missing rule lets a node of this coverage have a value.
inline bool enough_coverage(const ScoreModelOptions& options, double coverage) noexcept {
    // Shares such as 1/3 do not add up to exactly 1.
    constexpr double rounding = 1e-12;
    switch (options.missing) {
        case MissingRule::require_all: return coverage >= 1.0 - rounding;
        case MissingRule::threshold: return coverage >= options.minimum_coverage - rounding;
        default: return true;
    }
}

/// What a node with a value hands on to those above it.
inline constexpr std::uint32_t inherited_caveats = bit(CellCaveat::inputs_missing) |
                                                   bit(CellCaveat::inputs_suppressed) |
                                                   bit(CellCaveat::filled_with_reference) |
                                                   bit(CellCaveat::floored) | bit(CellCaveat::outside_reference);
/// Why a node with a value has no margin; those above it must know, in order to say it in their own words.
inline constexpr std::uint32_t margin_caveats = bit(CellCaveat::no_margin) | bit(CellCaveat::part_without_margin) |
                                                bit(CellCaveat::needs_draws) | bit(CellCaveat::margin_of_filled);
/// Among what is handed on: a node without a value for want of a positive score. Never stands in a result.
inline constexpr std::uint32_t broken_bit = 1u << 29;

// How gaps travel upwards, said once for single states and for columns of them.
//  - Not applicable: no gap; the child counts nowhere, and a node with nothing else is not applicable itself.
//  - Withheld by the missing rule: a gap, because its parent cannot use what the child observed.
//  - No value for want of a positive score: the parent has none either; leaving the child out would raise the score.

/// What a parent learns of a child.
inline std::uint32_t handed_on(Status status, bool has_value, std::uint32_t caveats) noexcept {
    if (status == Status::not_applicable) return 0;
    if (has_value) return caveats & (inherited_caveats | margin_caveats);
    if ((caveats & bit(CellCaveat::score_not_positive)) != 0) return (caveats & inherited_caveats) | broken_bit;
    return bit(CellCaveat::inputs_missing) | (caveats & bit(CellCaveat::inputs_suppressed));
}

/// Whether the observed part of a child counts as covered, although it may have no value.
inline bool is_covered(bool has_value, std::uint32_t handed) noexcept {
    return has_value || (handed & broken_bit) != 0;
}

/// Sums over the children of a node, of their weights.
struct Tally {
    double total = 0.0;    ///< of those that apply
    double part = 0.0;     ///< of those with a value
    double covered = 0.0;  ///< times their coverage
    std::uint32_t handed = 0;   ///< what they hand on, together
};

inline Combination settle(const ScoreModelOptions& options, const Tally& tally, bool has_children) {
    Combination found;
    found.part = tally.part;
    if (tally.total == 0.0 && has_children) {
        found.status = Status::not_applicable;
        return found;
    }
    found.caveats = tally.handed & ~(margin_caveats | broken_bit);
    const auto no_value = [&](CellCaveat why) {
        found.has_value = false;
        found.caveats |= bit(why);
        found.status = (found.caveats & bit(CellCaveat::inputs_suppressed)) != 0 ? Status::suppressed : Status::absent;
    };
    found.has_value = true;
    found.coverage = tally.total > 0.0 ? tally.covered / tally.total : 0.0;
    if ((tally.handed & broken_bit) != 0) {
        no_value(CellCaveat::score_not_positive);
        found.status = Status::absent;
    } else if (found.part == 0.0) {
        found.caveats &= bit(CellCaveat::inputs_suppressed);
        no_value(CellCaveat::nothing_measured);
    } else if (!enough_coverage(options, found.coverage)) {
        no_value(CellCaveat::coverage_too_low);
    } else if (found.coverage == 0.0) {
        // Everything beneath was filled in: the value serves the nodes above, but nobody measured it.
        no_value(CellCaveat::nothing_measured);
        found.has_value = true;
    }
    return found;
}

/// `state_of(child)` has members status, has_value, coverage and caveats.
template <class StateOf>
Combination combine(const PlanNode& node, const ScoreModelOptions& options, StateOf state_of) {
    Tally tally;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const auto& child = state_of(node.children[k]);
        if (child.status == Status::not_applicable) continue;
        const std::uint32_t handed = handed_on(child.status, child.has_value, child.caveats);
        tally.handed |= handed;
        tally.total += node.weights[k];
        if (child.has_value) tally.part += node.weights[k];
        if (is_covered(child.has_value, handed)) tally.covered += node.weights[k] * child.coverage;
    }
    return settle(options, tally, !node.children.empty());
}

}  // namespace maatstaf::detail

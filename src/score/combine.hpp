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

/// The one place that says how gaps travel upwards. `state_of(child)` has members status, has_value, coverage and
/// caveats.
///  - Not applicable: no gap; the child counts nowhere, and a node with nothing else is not applicable itself.
///  - Withheld by the missing rule: a gap, because its parent cannot use what the child observed.
///  - No value for want of a positive score: the parent has none either; leaving the child out would raise the score.
template <class StateOf>
Combination combine(const PlanNode& node, const ScoreModelOptions& options, StateOf state_of) {
    constexpr std::uint32_t inherited = bit(CellCaveat::inputs_missing) | bit(CellCaveat::inputs_suppressed) |
                                        bit(CellCaveat::filled_with_reference) | bit(CellCaveat::floored) |
                                        bit(CellCaveat::outside_reference);
    Combination found;
    double total = 0.0, covered = 0.0;
    bool broken = false;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const auto& child = state_of(node.children[k]);
        if (child.status == Status::not_applicable) continue;
        const double weight = node.weights[k];
        total += weight;
        if (child.has_value) {
            found.part += weight;
            covered += weight * child.coverage;
            found.caveats |= child.caveats & inherited;
        } else if ((child.caveats & bit(CellCaveat::score_not_positive)) != 0) {
            broken = true;
            covered += weight * child.coverage;
            found.caveats |= child.caveats & inherited;
        } else {
            found.caveats |= bit(CellCaveat::inputs_missing) | (child.caveats & bit(CellCaveat::inputs_suppressed));
        }
    }
    const auto no_value = [&](CellCaveat why) {
        found.has_value = false;
        found.caveats |= bit(why);
        found.status = (found.caveats & bit(CellCaveat::inputs_suppressed)) != 0 ? Status::suppressed : Status::absent;
    };
    if (total == 0.0 && !node.children.empty()) {
        found.status = Status::not_applicable;
        return found;
    }
    found.has_value = true;
    found.coverage = total > 0.0 ? covered / total : 0.0;
    if (broken) {
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

}  // namespace maatstaf::detail

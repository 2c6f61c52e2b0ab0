// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "score/block_pass.hpp"
#include "score/simulate.hpp"

namespace maatstaf::detail {

/// The general path: scores a few neighbouring units and writes their cells. What a scorer did before leaves no trace
/// in what it does next.
class Scorer {
public:
    Scorer(const Plan& plan, ScoreResult::Data& result);
    /// At most `units_per_run` units.
    void run(std::size_t period, std::size_t first, std::size_t count);

private:
    void write(const PlanNode& node, std::size_t period, std::size_t first);
    void write_margins(const PlanNode& node, const NodeBlock& block, std::size_t cell, const std::uint8_t* shown);
    void simulate(std::size_t period, std::size_t first, std::size_t at);
    void mark_wide(const PlanNode& node, std::size_t cell);

    const Plan& plan_;
    ScoreResult::Data& result_;
    BlockPass pass_;
    Simulation simulation_;
    SourceIntervals intervals_;
};

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "score/count_interval.hpp"
#include "score/inputs.hpp"
#include "score/model_data.hpp"
#include "score/result_data.hpp"

namespace maatstaf::detail {

/// One node, ready for kernels: children that can count, and what holds when everything beneath is observed.
struct PlanNode {
    std::int32_t item = 0;        ///< position in the model; the same as the position in the plan's nodes
    std::int32_t reported = -1;   ///< position among the items of the result, or -1
    std::int32_t indicator = -1;
    bool wanted = false;          ///< part of the view, or beneath a part of it
    Aggregate aggregate = Aggregate::arithmetic;
    std::vector<std::int32_t> children;   ///< those of weight above 0
    std::vector<double> weights;
    std::vector<double> complete_shares;  ///< of `children`, when everything is observed; 0 for what never is
    double complete_part = 0.0;           ///< weight of the children that have a value then
    CompleteCell complete;
    bool is_line = false;                  ///< of an indicator: its score is a straight line in the value
    bool usable = false;                   ///< of an indicator: it can be scored
    double low_end = 0.0, high_end = 0.0;  ///< of an indicator: values outside get a caveat
    double fill = 0.0;                     ///< of an indicator: score of the mean of the reference
    Limits possible{};                     ///< ends beyond which no score can lie
    std::uint64_t hash = 0;                ///< of view and id: keys the draws
};

/// A model bound to a panel. Kernels see positions and spans only.
struct Plan {
    const ScoreModel::Data* model = nullptr;
    const ScoreOptions* options = nullptr;
    std::vector<PlanNode> nodes;               ///< one per item of the model, children first
    std::vector<std::int32_t> order;           ///< the wanted ones among them, children first
    std::vector<std::vector<Input>> inputs;    ///< [period][indicator]
    std::vector<std::uint8_t> margins, people;  ///< per period: some input has margins, or counts
    /// No margins and no counts anywhere in the period, and every indicator is there.
    std::vector<std::uint8_t> plain;
    std::vector<std::uint64_t> period_hash;
    double quantile = 0.0;                     ///< of the normal distribution, for the confidence asked for
};

/// Throws what `score_panel` throws.
Plan make_plan(const ScoreModel& model, const Panel& panel, const ScoreOptions& options);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "maatstaf/framework/framework.hpp"
#include "maatstaf/score/result.hpp"

namespace maatstaf::detail {

/// Nodes of both views with their weights; `ScoreItem::indicator` counts through `indicators`.
struct CompiledItems {
    std::vector<ScoreItem> items;
    std::vector<const Indicator*> indicators;
    std::vector<const Indicator*> left_out;   ///< indicators of means under results
    std::vector<ContributionShare> shares;
};

/// Lays out what is scored. Throws DataError where hierarchy, splits or weights cannot be used, and ArgumentError for
/// an unknown weight set or node in the options.
CompiledItems compile_items(const Framework& framework, const ScoreModelOptions& options);

}  // namespace maatstaf::detail

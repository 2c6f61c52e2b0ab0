// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"

namespace maatstaf {

/// Storage of a model. `items` of the view `results` stand first, then those of the view `contributions`.
struct ScoreModel::Data {
    explicit Data(FrameworkVersion version) : framework(std::move(version)) {}
    FrameworkVersion framework;
    ScoreModelOptions options;
    std::vector<ScoreItem> items;
    std::vector<ScoreIndicator> indicators;
    std::vector<ContributionShare> shares;
    std::vector<Caveat> caveats;
    std::vector<ScoreModel> areas;   ///< one per entry of `options.area_weights`; these hold no areas themselves

    // What follows from the above, not archived.
    std::array<std::unordered_map<std::string, std::int32_t>, 2> item_positions;   ///< per view
    std::unordered_map<std::string, std::int32_t> indicator_positions;
    /// Children of a node share an input, so their errors are not independent.
    std::vector<std::uint8_t> overlapping;
    /// Everything beneath a node feeds no other node, so that its whole error may be sampled at once.
    std::vector<std::uint8_t> exclusive;
};

namespace detail {

/// Fills in positions, overlap, and each item's coverage, reference and spread.
void finish(ScoreModel::Data& data);

/// A model of an area: `data` with other weights everywhere. Fills in what follows from them.
ScoreModel model_of_area(const ScoreModel::Data& data, const std::string& weight_set, std::vector<ScoreItem> items);

/// The name of an item or party as people say it; its id when it has none.
const std::string& name_of_item(const Framework& framework, const ScoreItem& item);

}  // namespace detail
}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/score/result.hpp"

namespace maatstaf::detail {

/// `score_panel` for a model in which some areas have weights of their own: the units of each area are scored with the
/// model of that area, the others with that of the options, and all stand in one result.
ScoreResult score_by_area(const ScoreModel& model, const Panel& panel, const ScoreOptions& options);

}  // namespace maatstaf::detail

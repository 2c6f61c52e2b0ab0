// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// Whether a family is for counts; `automatic` is, unless the outcome is a share.
bool is_for_counts(RiskFamily family);

/// Whether an outcome is a share of as many people as its weight says: between 0 and 1, not only 0 and 1, and weights
/// are given.
bool are_shares(const RiskFit& fit);

/// Whether an outcome looks like a percentage of the people that its weights name: from 0 to 100 and not whole.
bool is_percentage(const RiskFit& fit);

/// Whether an outcome with people at risk is a share all the same: all between 0 and 1, and not whole.
bool is_share_by_mistake(const RiskFit& fit);

/// The model of the family that was asked for; of `automatic` the one that the residuals ask for. Says in the caveats
/// of `made` what was done and why. Throws DataError (risk_not_converged) when the search does not settle.
GlmResult fit_chosen(RiskFit& made);

}  // namespace maatstaf::detail

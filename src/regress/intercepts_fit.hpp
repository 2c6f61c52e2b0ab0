// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "maatstaf/regress/random_intercepts.hpp"
#include "regress/intercepts_rows.hpp"
#include "regress/intercepts_search.hpp"

// What random intercepts have in common, with all rows at hand and with rows in batches.
namespace maatstaf::detail {

/// Throws ArgumentError on options outside their range, and on families and links without random intercepts.
void check(const RandomInterceptsOptions& options);
/// Of the regression without groups, from which the search starts.
GlmOptions options_of_start(const RandomInterceptsOptions& options);
/// True when theta, or the residual variance, is estimated.
bool has_free_own(const RandomInterceptsOptions& options);

MarginalSearch begin_search(const GlmResult& start, const ScaledColumns& scaled, const GroupCounts& counts,
                            const RandomInterceptsOptions& options);

/// The groups in their order, with what the fit says of each.
struct FittedGroups {
    std::vector<std::string> names;
    std::vector<std::int64_t> rows;
    GroupEffects effects;
};
RandomInterceptsResult intercepts_result(const MarginalSearch& search, const GlmResult& start,
                                         const ScaledColumns& scaled, const GroupCounts& counts,
                                         const RandomInterceptsOptions& options, FittedGroups groups);

}  // namespace maatstaf::detail

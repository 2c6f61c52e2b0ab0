// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "maatstaf/regress/absorb.hpp"
#include "regress/absorb_fit.hpp"

namespace maatstaf::detail {

/// The groupings that scores are summed over.
struct AbsorbClusters {
    std::vector<Codes> groupings;   ///< none, one, or two and their crossing; by position
};

/// Counts what the effects cost and marks those nested in clusters; fills effects, components, effect_parameters,
/// residual_df and clusters.
AbsorbClusters count_parameters(const AbsorbRows& rows, const Within& within, const AbsorbFit& fit,
                                std::span<const AbsorbedEffect> effects, const AbsorbOptions& options,
                                AbsorbResult& result);

/// Covariance and degrees of freedom, with the corrections for small samples. Needs dispersion and counts. Gives what
/// the inverse information was multiplied by; 0 where the covariance is more than that.
double infer(AbsorbRows& rows, const Within& within, const AbsorbFit& fit, const AbsorbClusters& clusters,
           AbsorbResult& result);

/// Takes away the variance of columns that one row or cluster decides, and says so of them and of those with few behind
/// them. Seen are columns with all of what the effects leave of them in one place, and columns that do not vary outside
/// it; not combinations of columns.
void forget_decided(AbsorbRows& rows, const Within& within, const AbsorbFit& fit, const AbsorbClusters& clusters,
                    const DesignView& x, AbsorbResult& result);

}  // namespace maatstaf::detail

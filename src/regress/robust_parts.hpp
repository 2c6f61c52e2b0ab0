// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "maatstaf/regress/robust.hpp"
#include "regress/scores.hpp"
#include "regress/support.hpp"

namespace maatstaf::detail {

/// hc0 .. hc4: sum over rows of the squared score, enlarged for its leverage, in the basis of `FitRows`. `n`: the
/// observations of the whole fit, of which these may be some of the rows.
Eigen::MatrixXd meat_of_rows(const DesignView& x, const FitRows& fit, RobustKind kind, double n);

/// Notes in a result the columns that one row or cluster decides and on how few others rest, and says so.
void note_support(const Support& support, const FitRows& rows, bool of_clusters, RobustResult& out);
/// Takes away what a sandwich cannot know.
void forget_undetermined(RobustResult& out);

/// cr1: what the meat of so many clusters is multiplied by, for n observations and p coefficients.
inline double cluster_factor(double clusters, double n, double p) noexcept {
    return clusters / (clusters - 1.0) * (n - 1.0) / (n - p);
}

}  // namespace maatstaf::detail

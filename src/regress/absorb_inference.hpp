// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/absorb.hpp"
#include "regress/absorb_fit.hpp"

namespace maatstaf::detail {

/// The groupings that scores are summed over: none, one, or two and their crossing; by position.
using AbsorbClusters = std::vector<Codes>;

/// Groups rows as the covariance asks, names the effects and marks those nested in clusters; fills effects and
/// clusters. Throws DataError when there is one cluster only.
AbsorbClusters group_rows(const AbsorbRows& rows, std::span<const AbsorbedEffect> effects,
                          const AbsorbOptions& options, AbsorbResult& result);
/// Of one of the groupings; the crossing comes third.
void note_clusters(std::int32_t count, std::size_t grouping, AbsorbResult& result);

/// Counts what the effects cost; fills components, effect_parameters and residual_df. Needs aliased and observations.
void count_parameters(const EffectLayout& layout, const Within& within, EffectCount count, AbsorbResult& result);

/// Sums of products of scores: of rows for hc1, of clusters for each grouping; nothing for iid.
std::vector<Eigen::MatrixXd> meats_of(AbsorbRows& rows, const Within& within, const AbsorbFit& fit,
                                      const AbsorbClusters& clusters, const AbsorbResult& result);

/// Covariance and degrees of freedom, with the corrections for small samples. Needs dispersion and counts. Gives what
/// the inverse information was multiplied by; 0 where the covariance is more than that.
double infer(const AbsorbFit& fit, const std::vector<Eigen::MatrixXd>& meats, AbsorbResult& result);

/// What a column rests on, in one grouping (or the rows themselves).
struct ColumnSupport {
    bool alone = false;         ///< one group decides it
    std::string place{};        ///< a row of that group, or its label
    double effective = 0.0;     ///< groups that count, 1 / sum of squared shares
};
struct GroupingSupport {
    std::vector<ColumnSupport> columns{};
    double groups = 0.0;
    bool labelled = false;      ///< places are labels of clusters rather than rows of the data
};
/// Whether one group may decide a column: it has more than half of the information...
inline bool may_decide(double most) { return most > 0.5; }
/// ... and all of it, or else the column is constant elsewhere.
inline bool has_all(double most) { return most > 1.0 - 1e-9; }
std::vector<GroupingSupport> supports_of(AbsorbRows& rows, const Within& within, const AbsorbFit& fit,
                                         const AbsorbClusters& clusters, const DesignView& x,
                                         const AbsorbResult& result);

/// Takes away the variance of columns that one row or cluster decides, and says so of them and of those with few behind
/// them. Seen are columns with all of what the effects leave of them in one place, and columns that do not vary outside
/// it; not combinations of columns.
void forget_decided(const std::vector<GroupingSupport>& supports, const AbsorbFit& fit, bool clustered,
                    AbsorbResult& result);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/two_part.hpp"
#include "regress/clusters.hpp"
#include "regress/parts.hpp"
#include "regress/scores.hpp"

namespace maatstaf::detail {

/// The rows of every cluster in each part.
struct PartsMembers {
    std::vector<std::vector<std::ptrdiff_t>> any, above;
    std::size_t size() const noexcept { return any.size(); }
};
/// Throws DataError when there is one cluster only.
PartsMembers members_of(const PartsRows& rows, std::span<const std::int32_t> clusters);

/// What every cluster says about one set of coefficients, in the basis where all information is the identity.
struct PartsBlock {
    PartsShares shares;
    std::vector<Eigen::VectorXd> scores;   ///< one per cluster
};
/// Of a fit whose coefficients are parameters `first` and on, of `parameters` in all.
PartsBlock cluster_block(const FitRows& fit, const DesignView& x,
                         const std::vector<std::vector<std::ptrdiff_t>>& members, double dispersion, Eigen::Index first,
                         Eigen::Index parameters);

/// Squared influence of clusters on all parameters, with residuals enlarged as cr2 does for each block on its own:
/// unbiased when the information of a block is the variance of its scores, times its dispersion. With Satterthwaite's
/// degrees of freedom per parameter, for blocks that are then independent.
struct PartsSandwich {
    Eigen::MatrixXd covariance;
    Eigen::VectorXd degrees_of_freedom;
};
PartsSandwich cluster_sandwich(const std::vector<PartsBlock>& blocks);

/// Below so many clusters their shares are kept, for the degrees of freedom of combinations; from there on these are
/// clusters - 1.
inline constexpr std::int32_t few_clusters = 50;

/// Hands the covariance of clusters, its degrees of freedom and, when they are few, their shares to a result.
template <class Result>
void take_sandwich(std::vector<PartsBlock> blocks, Result& out) {
    PartsSandwich made = cluster_sandwich(blocks);
    out.clusters = static_cast<std::int32_t>(blocks.front().scores.size());
    out.covariance = std::move(made.covariance);
    out.degrees_of_freedom = std::move(made.degrees_of_freedom);
    for (PartsBlock& each : blocks)
        if (out.clusters < few_clusters) out.shares.push_back(std::move(each.shares));
}

/// Degrees of freedom of combinations of all parameters, one per column; `otherwise` without shares.
Eigen::VectorXd shares_freedom(const std::vector<PartsShares>& parts, const Eigen::MatrixXd& combinations,
                               double otherwise);

}  // namespace maatstaf::detail

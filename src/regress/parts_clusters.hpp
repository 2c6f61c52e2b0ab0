// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/two_part.hpp"
#include "regress/clusters.hpp"
#include "regress/scores.hpp"

namespace maatstaf::detail {

/// What one cluster says about one set of coefficients, in the basis where all information is the identity. Without
/// rows there it has no numbers.
struct BlockSums {
    ClusterSums sums{};
    std::int64_t first_row = 0;

    bool is_empty() const { return sums.score.size() == 0; }
    void add(const BlockSums& other);
};
/// Of any use, of the second part as its fit takes it, and of what that fit does not know: smearing, or counts with
/// theta.
using PartsCluster = std::array<BlockSums, 3>;
using PartsClusters = std::map<std::string, PartsCluster>;   ///< by label

/// Which of these says something about the parameters of both parts, and how; `place.shares` is empty.
struct PartsBlock {
    std::size_t block = 0;
    PartsShares place{};
};
/// Of a fit whose coefficients are parameters `first` and on, of `parameters` in all.
PartsBlock fit_block(std::size_t block, const FitRows& fit, double dispersion, Eigen::Index first,
                     Eigen::Index parameters);

/// Squared influence of clusters on all parameters, with residuals enlarged as cr2 does for each block on its own:
/// unbiased when the information of a block is the variance of its scores, times its dispersion. With Satterthwaite's
/// degrees of freedom per parameter, for blocks that are then independent.
struct PartsSandwich {
    Eigen::MatrixXd covariance;
    Eigen::VectorXd degrees_of_freedom;
};
/// Throws DataError when there is one cluster only.
PartsSandwich cluster_sandwich(const std::vector<PartsBlock>& blocks, const PartsClusters& clusters);

/// The blocks with what every cluster has in them, when clusters are few; from there on degrees of freedom of
/// combinations are clusters - 1.
std::vector<PartsShares> shares_of(const std::vector<PartsBlock>& blocks, const PartsClusters& clusters);

/// Degrees of freedom of combinations of all parameters, one per column; `otherwise` without shares.
Eigen::VectorXd shares_freedom(const std::vector<PartsShares>& parts, const Eigen::MatrixXd& combinations,
                               double otherwise);

}  // namespace maatstaf::detail

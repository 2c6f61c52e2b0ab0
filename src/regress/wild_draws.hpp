// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/bootstrap.hpp"

namespace maatstaf::detail {

/// All that a draw needs, in the basis of `FitRows` at the restricted estimate. With v the weights of the clusters, k
/// the contrast, s_g the scores and I_g the information of cluster g: the draw moves the contrast by k' sum v_g s_g,
/// and after that step the scores are v_g s_g - I_g sum v_h s_h, of which the sum of squares along k gives the standard
/// error.
struct WildPieces {
    Eigen::VectorXd moves;    ///< k's_g, one per cluster
    Eigen::MatrixXd scores;   ///< s_g, one column per cluster
    Eigen::MatrixXd pulls;    ///< I_g k, one column per cluster
};

/// Which weights: all signs with the first cluster's fixed (the opposite draw has the opposite t), or random ones.
struct WildPlan {
    std::vector<std::int32_t> labels;   ///< of the clusters
    WildWeights weights = WildWeights::rademacher;
    bool enumerated = false;
    std::int64_t draws = 0;   ///< to be evaluated; the first one of an enumeration is the data
    std::uint64_t seed = 1;
};

/// t of the data, up to the same constant as those of the draws.
double wild_statistic(const WildPieces& pieces);

/// t of every draw; NaN when a draw leaves neither a move nor a spread.
Eigen::VectorXd wild_statistics(const WildPieces& pieces, const WildPlan& plan, const Progress& progress);

/// The two-sided p-value from the statistics of the draws.
double wild_probability(double statistic, const Eigen::VectorXd& statistics, bool enumerated);

}  // namespace maatstaf::detail

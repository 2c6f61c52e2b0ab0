// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "regress/scores.hpp"

namespace maatstaf::detail {

/// Rows in the order of their clusters, in order of first appearance.
struct Grouping {
    std::vector<std::ptrdiff_t> rows;
    std::vector<std::size_t> starts;   ///< clusters + 1 positions in `rows`
    std::size_t size() const noexcept { return starts.size() - 1; }
    std::span<const std::ptrdiff_t> cluster(std::size_t g) const noexcept {
        return {rows.data() + starts[g], starts[g + 1] - starts[g]};
    }
};
Grouping group_rows(std::span<const std::int32_t> first, std::span<const std::int32_t> second = {});

/// Score and information of one cluster in the basis of `FitRows`.
struct ClusterSums {
    Eigen::VectorXd score;
    Eigen::MatrixXd gram;
};
ClusterSums cluster_sums(const DesignView& x, const FitRows& fit, std::span<const std::ptrdiff_t> rows, bool with_gram);

/// How the residuals of a cluster are enlarged for what the fit took out of them.
enum class ClusterAdjustment : std::uint8_t { none, square_root, residual_root, whole };   // cr0 and cr1, cr2, ..., cr3

struct ClusterMeat {
    Eigen::MatrixXd meat;                 ///< sum over clusters of adjusted scores, outer product
    Eigen::MatrixXd scores;               ///< the adjusted scores, one column per cluster
    Eigen::VectorXd degrees_of_freedom;   ///< Satterthwaite, one per contrast
};
/// `contrasts` has one column per linear combination, in the basis of `FitRows`; none: no degrees of freedom.
ClusterMeat cluster_meat(const DesignView& x, const FitRows& fit, const Grouping& grouping,
                         ClusterAdjustment adjustment, const Eigen::MatrixXd& contrasts);

}  // namespace maatstaf::detail

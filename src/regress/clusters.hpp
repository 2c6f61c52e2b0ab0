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

/// With U = sqrt(W) Z the rows of a cluster and H = U U' its part of the hat matrix: the score with enlarged residuals,
/// and for each contrast k the weights q of the rows in the estimate, as U'q and q'q.
struct Adjusted {
    Eigen::VectorXd score;
    Eigen::MatrixXd pulled;   ///< U'q, one column per contrast
    Eigen::VectorXd own;      ///< q'q
};
/// Enlarges along each direction with share l of the information by (1 - l)^-power; 0.5 for cr2, 1 for cr3.
Adjusted adjust(const ClusterSums& sums, double power, const Eigen::MatrixXd& contrasts);

/// Satterthwaite's degrees of freedom of contrasts, from what each cluster has in them: those of the matrix with
/// entries [g = h] q_g'q_g - (U'q_g)'(U'q_h), the square of its trace over the sum of its squares (Bell & McCaffrey
/// 2002, section 4).
class FreedomSums {
public:
    FreedomSums(Eigen::Index rank, Eigen::Index contrasts);
    void add(const Eigen::Ref<const Eigen::VectorXd>& own, const Eigen::Ref<const Eigen::MatrixXd>& pulled);
    Eigen::VectorXd degrees_of_freedom() const;

private:
    Eigen::VectorXd trace_, squares_;
    std::vector<Eigen::MatrixXd> cross_;
};

struct ClusterMeat {
    Eigen::MatrixXd meat;                 ///< sum over clusters of adjusted scores, outer product
    Eigen::MatrixXd scores;               ///< the adjusted scores, one column per cluster
    Eigen::VectorXd degrees_of_freedom;   ///< Satterthwaite, one per contrast
};
/// `contrasts` has one column per linear combination, in the basis of `FitRows`; none: no degrees of freedom.
ClusterMeat cluster_meat(const DesignView& x, const FitRows& fit, const Grouping& grouping,
                         ClusterAdjustment adjustment, const Eigen::MatrixXd& contrasts);

/// Degrees of freedom of the covariance of several contrasts as a whole: those of the Wishart law whose entries vary as
/// much in all as those of the covariance do under the working model (Tipton & Pustejovsky 2015, the HTZ test).
double joint_freedom(const DesignView& x, const FitRows& fit, const Grouping& grouping, ClusterAdjustment adjustment,
                     const Eigen::MatrixXd& contrasts);

}  // namespace maatstaf::detail

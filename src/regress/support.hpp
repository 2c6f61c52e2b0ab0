// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/message.hpp"
#include "regress/clusters.hpp"
#include "regress/scores.hpp"

namespace maatstaf::detail {

/// Below so many rows or clusters behind a coefficient, it is said, unless there are hardly more in all.
inline constexpr double few_behind = 4.5;

/// What a sandwich has to go by, per column with an estimate. A direction of which one row or cluster holds all the
/// information has residuals that add up to 0 whatever the truth is: a sandwich sees no variance there.
struct Support {
    Eigen::VectorXd unseen;             ///< share of the variance under the working model along such directions
    Eigen::VectorXd effective;          ///< 1 / sum of squared shares of the rows or clusters in the information
    double groups = 0.0;                ///< rows or clusters in all
    std::vector<std::ptrdiff_t> row;    ///< the first row of the group that decides most of what is unseen

    bool decided(Eigen::Index a) const { return unseen[a] > 1e-9; }
};
Support support_of_rows(const DesignView& x, const FitRows& fit);
Support support_of_clusters(const DesignView& x, const FitRows& fit, const Grouping& grouping);

/// Adds up, per column, what stands along directions that one group decides.
struct Unseen {
    Eigen::VectorXd share{}, most{};
    std::vector<std::ptrdiff_t> row{};   ///< of the group with the most

    void add(const FitRows& fit, const Eigen::Ref<const Eigen::VectorXd>& direction, std::ptrdiff_t group);
    void add(const Unseen& other);   ///< of other rows; it has not their numbers
};

/// What rows leave behind for `support_of_rows`, batch after batch. The basis of the fit must be that of all rows.
struct RowShares {
    Eigen::VectorXd squares{};
    Unseen unseen{};
    double rows = 0.0;

    void add(const DesignView& x, const FitRows& fit);
    void add(const RowShares& other);
    Support support() const;
};

/// What a cluster leaves behind for `support_of_clusters`: a number per column and its leverage; its information only
/// where it may decide something, which at most as many clusters as columns can.
struct ClusterShares {
    Eigen::VectorXd parts{};
    double leverage = 0.0;
    Eigen::MatrixXd gram{};

    bool may_decide() const;
    void add(const ClusterShares& other);
};
/// One per cluster, without its information.
std::vector<ClusterShares> cluster_shares(const DesignView& x, const FitRows& fit, const Grouping& grouping);
/// `row` of the support is the position of a cluster.
Support support_of(const std::vector<ClusterShares>& clusters, const FitRows& fit);

/// Gathers what has to be said of coefficients, and says it.
class FoundSupport {
public:
    void add(const std::string& name, bool decided, std::ptrdiff_t row, double effective, double groups);
    /// `place`: what the group is called.
    void add(const std::string& name, bool decided, const std::string& place, double effective, double groups);
    std::vector<Caveat> caveats(bool of_clusters) const;
    /// Of batches, in which a cluster has a name and a row nothing.
    std::vector<Caveat> caveats_of_batches(bool of_clusters) const;

private:
    std::vector<Caveat> caveats(Message decided, Message few) const;

    std::vector<std::string> decided_, places_, few_;
};

/// Columns without a variance and the rows that decide them, with what has to be said of them and of those that rest
/// on few rows or clusters. `rows_of_data` are the rows of x in the data that the reader knows; empty: the same.
struct Verdict {
    std::vector<std::int32_t> columns;
    std::vector<std::int64_t> rows;
    std::vector<Caveat> caveats;
};
Verdict judge(const Support& support, const FitRows& fit, const std::vector<std::string>& names, bool of_clusters,
              std::span<const std::ptrdiff_t> rows_of_data = {});
/// Of batches: `labels` of the clusters, empty for rows, which have no number there.
Verdict judge_batches(const Support& support, const FitRows& fit, const std::vector<std::string>& names,
                      std::span<const std::string> labels);

}  // namespace maatstaf::detail

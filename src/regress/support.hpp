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

/// The same when rows come in parts. Adds per coefficient the squared shares of rows, and the rows that may have a
/// leverage of 1, in the basis of `fit`; rows are numbered from `first`.
void add_row_support(const DesignView& x, const FitRows& fit, std::int64_t first, Eigen::VectorXd& squares,
                     Eigen::MatrixXd& leaning, std::vector<std::int64_t>& leaning_rows);
/// Adds the leaning rows of a worker, whose rows are numbered on from `first`; copies, as it may be one's own.
void join_leaning(Eigen::MatrixXd leaning, std::vector<std::int64_t> leaning_rows, std::int64_t first,
                  Eigen::MatrixXd& all, std::vector<std::int64_t>& all_rows);
/// From such sums, with the leaning rows in the basis of `fit`.
Support support_of_sums(const FitRows& fit, const Eigen::VectorXd& squares, const Eigen::MatrixXd& leaning,
                        std::span<const std::int64_t> leaning_rows, double rows);
/// From the information of each cluster in the basis of `fit`, and its first row.
Support support_of_sums(const FitRows& fit, const std::vector<Eigen::MatrixXd>& information,
                        std::span<const std::int64_t> first_rows);

/// Gathers what has to be said of coefficients, and says it.
class FoundSupport {
public:
    void add(const std::string& name, bool decided, std::ptrdiff_t row, double effective, double groups);
    /// `place`: the number of a row, or what a cluster is called.
    void add(const std::string& name, bool decided, const std::string& place, double effective, double groups);
    /// In batches rows have no number: places are the labels of clusters, or nothing.
    std::vector<Caveat> caveats(bool of_clusters, bool in_batches = false) const;

private:
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

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <Eigen/Core>

namespace maatstaf::detail {

/// Two groups of rows valued by one set of coefficients. Columns of a factor are exchanged together.
struct ExchangeRows {
    Eigen::MatrixXd x{};                                ///< n x p
    Eigen::VectorXd share_a{}, share_b{};               ///< n: share of a row in its group, 0 in the other
    Eigen::VectorXd coefficients{};                     ///< p
    std::vector<std::vector<Eigen::Index>> factors{};   ///< columns by factor; other columns are the same in all rows
};

/// Parts of a difference with their influences: n x m.
struct ExchangeParts {
    Eigen::VectorXd values{};
    Eigen::MatrixXd sample{};     ///< n x m: by the rows as a sample
    Eigen::MatrixXd gradient{};   ///< p x m: by the coefficients
};

/// Shapley values of the mean of exp(x b) in A less that in B, rows of A and B paired at random.
ExchangeParts exchange_by_shapley(const ExchangeRows& rows);
/// Shares of `gap` by the differences of means of x b; `sample` (n) and `gradient` (p) are those of the gap.
ExchangeParts exchange_by_means(const ExchangeRows& rows, double gap, const Eigen::VectorXd& sample,
                                const Eigen::VectorXd& gradient);
/// Multiplications that `exchange_by_shapley` needs, about.
double exchange_work(Eigen::Index rows, std::size_t factors);

}  // namespace maatstaf::detail

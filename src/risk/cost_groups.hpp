// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <Eigen/Core>

#include "maatstaf/risk/cost.hpp"
#include "risk/cost_parts.hpp"

namespace maatstaf::detail {

/// What a row does to the difference between expected and observed: by its own cost, and by the coefficients.
struct CostMoves {
    Eigen::MatrixXd coefficients{};   ///< n x k: how much every row moves them
    /// The same of rows that could not be matched to one of these, m x k.
    Eigen::MatrixXd apart{};
    Eigen::VectorXd residual{};       ///< n: observed - expected, stretched as the coefficients are
    Eigen::MatrixXd slope{};          ///< n x k: of the expected cost of every row on the coefficients, rebased
    std::vector<std::int32_t> clusters{};         ///< n or empty
    std::vector<std::int32_t> clusters_apart{};   ///< m or empty
    bool known = true;                ///< whether there are margins at all
};

/// Of a fit of the cost itself, and of two parts: `expected_users` of every row; `slope` as above, `result` has rows.
CostMoves moves_of(const RiskFit& cost, const Eigen::MatrixXd& slope, const CostResult& result);
CostMoves moves_of(const RiskFit& users, const RiskFit& amount, const CostParts& parts,
                   const Eigen::VectorXd& expected_users, const Eigen::MatrixXd& slope, const CostResult& result);

/// Fills the groups of a result that has its rows. The margin of a group is that of its sum of expected - observed: the
/// residual of a row of the group, and what any row does to the expectation of the group through the coefficients. The
/// fit makes residuals add up to nothing over all rows, so both have opposite signs.
void compare_groups(CostResult& result, const CostMoves& moves, std::span<const std::int32_t> groups,
                    std::span<const std::string> names);

}  // namespace maatstaf::detail

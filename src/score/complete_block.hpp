// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "score/plan.hpp"

namespace maatstaf::detail {

/// Scores units first .. first + count - 1 on the assumption that everything is observed, inside the reference and
/// above
/// zero where that matters. Column by column and without branches: the whole block stays in cache and loops become
/// vector
/// instructions. False when the assumption fails; what it wrote must then be written over.
class CompleteBlock {
public:
    CompleteBlock(const Plan& plan, ScoreResult::Data& result);
    bool run(std::size_t period, std::size_t first, std::size_t count);

private:
    double* column(const PlanNode& node, std::size_t period, std::size_t first);
    bool leaf(const PlanNode& node, const Input& input, double* scores, std::size_t first, std::size_t count) const;
    bool inner(const PlanNode& node, double* scores, std::size_t count) const;

    const Plan& plan_;
    ScoreResult::Data& result_;
    std::vector<double*> columns_;   ///< one per node
    std::vector<double> scratch_;    ///< columns of nodes that are not reported
};

}  // namespace maatstaf::detail

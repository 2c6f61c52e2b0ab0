// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/absorb.hpp"
#include "regress/absorb_rows.hpp"

namespace maatstaf::detail {

/// Products of the demeaned columns: x among themselves and, last, with the response.
Eigen::MatrixXd demeaned_gram(AbsorbRows& rows, const Within& within, const double* weight);

/// A fit before inference. The blocks of the rows are demeaned with the working weights of the estimate.
struct AbsorbFit {
    Eigen::VectorXd coefficients;   ///< p; 0 where aliased
    Eigen::MatrixXd bread;          ///< p x p inverse of X'WX; 0 where aliased
    std::vector<std::int32_t> aliased, within_effects;
    std::vector<double> working;    ///< weight of each position
    std::vector<double> score;      ///< score of each position is this times its demeaned x
    std::vector<double> mean;       ///< per position
    FitStatus status = FitStatus::converged;
    std::int32_t iterations = 1;
    DemeanOutcome demeaned;
    std::int64_t separated = 0;
    bool looked = false;            ///< for columns within the effects
    double within_total = 0.0;      ///< gaussian: sum of squares of the demeaned outcome

    /// Bread, aliased columns and the step that the normal equations ask for.
    Eigen::VectorXd solve(const Eigen::MatrixXd& gram, const AbsorbRows& rows);
    void note(const DemeanOutcome& once);
};

AbsorbFit fit_linear(AbsorbRows& rows, Within& within, const AbsorbOptions& options, const Progress& progress);
AbsorbFit fit_poisson(AbsorbRows& rows, Within& within, const AbsorbOptions& options, const Progress& progress);

}  // namespace maatstaf::detail

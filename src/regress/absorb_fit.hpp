// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
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

/// Where each column stands in the rows that a sweep hands out; the response comes last.
std::vector<std::ptrdiff_t> places(const AbsorbRows& rows);
/// Demeans the columns until `column`, and the response until `response`.
void demean_all(AbsorbRows& rows, Within& within, AbsorbFit& fit, const DemeanStop& column, const DemeanStop& response,
                std::int32_t max_iterations, bool verify);
/// For least squares on an outcome with that sum of squares; for a Newton step; for inference at the estimate.
void demean_linear(AbsorbRows& rows, Within& within, AbsorbFit& fit, const AbsorbOptions& options, double size);
void demean_step(AbsorbRows& rows, Within& within, AbsorbFit& fit, const AbsorbOptions& options);
void demean_at_estimate(AbsorbRows& rows, Within& within, AbsorbFit& fit, const AbsorbOptions& options);

/// Newton's method for Poisson, whatever holds the rows.
namespace newton {

/// Rows that run off to 0 keep a weight.
inline double mean_at(double eta) { return std::max(std::exp(eta), 1e-290); }
inline double start_at(double y, double mean_outcome) { return 0.5 * (y + mean_outcome); }
/// A row whose linear predictor still moves so far while the fit as a whole stands still is running off to infinity.
inline bool runs_off(double step) { return std::abs(step) > 0.1; }
/// Minus the log-likelihood of a row, up to a constant, and how large its terms are.
inline void add_objective(double weight, double y, double mean, double eta, double& sum, double& size) {
    const double own = y == 0.0 ? 0.0 : y * eta;
    sum += weight * (mean - own);
    size += weight * (mean + std::abs(own));
}
/// A step is halved until the fit does not get worse, and given up below this share.
constexpr double least_share = 1e-9;
inline bool improves(double next, double before, double size) {
    return std::isfinite(next) && next <= before + 1e-11 * size;
}
/// After a step from within the model: of that length over the columns, and over columns and effects.
inline bool arrives(double columns, double all, const EffectLayout& layout, double tolerance, std::ptrdiff_t width) {
    double parameters = static_cast<double>(width);
    for (const Codes& each : layout.effects) parameters += each.size();
    return columns <= tolerance * tolerance && all <= tolerance * tolerance * parameters;
}

}  // namespace newton

AbsorbFit fit_linear(AbsorbRows& rows, Within& within, const AbsorbOptions& options, const Progress& progress);
AbsorbFit fit_poisson(AbsorbRows& rows, Within& within, const AbsorbOptions& options, const Progress& progress);

}  // namespace maatstaf::detail

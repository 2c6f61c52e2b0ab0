// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "regress/law.hpp"

namespace maatstaf::detail {

/// Columns moved and scaled: coefficients here are those of (x_j - shift_j) / spread_j. All that is kept of all rows.
struct PenalisedColumns {
    Law law = Law();
    double total = 0.0;          ///< sum of weights
    double observations = 0.0;   ///< rows with weight, by frequency
    double rows = 0.0;
    double mean_outcome = 0.0, mean_offset = 0.0;   ///< under the weights
    std::ptrdiff_t intercept = -1;
    Eigen::VectorXd shift, spread;
    std::vector<bool> constant;  ///< columns without variation among the rows with weight, the intercept not among them

    std::ptrdiff_t columns() const noexcept { return shift.size(); }
    Eigen::VectorXd unscaled(const Eigen::VectorXd& coefficients) const;  ///< for the columns as given
};
/// The same with rows, of which the weights are fixed.
struct PenalisedRows : PenalisedColumns {
    const RegressionData* data = nullptr;
    std::vector<double> weight;  ///< precision x frequency; 0 for rows that are left out
    std::vector<double> offset;
};

/// Weights and offsets of rows that were checked.
PenalisedRows penalised_rows(const RegressionData& data, const Law& law);

/// What a first and a second look at rows leave behind, before columns can be moved and scaled.
struct ColumnMoments {
    double total = 0.0, observations = 0.0, rows = 0.0, outcome = 0.0, offset = 0.0;
    Eigen::VectorXd sum, low, high;   ///< per column: weighted sum, and the range of rows with weight
    Eigen::VectorXd squares;          ///< weighted, about the mean

    void look(const PenalisedRows& rows);
    void look_again(const PenalisedRows& rows);   ///< once the sums are those of all rows
    void add(const ColumnMoments& other);         ///< what another has seen in the first look
    void add_squares(const ColumnMoments& other);   ///< and in the second
    PenalisedColumns settle(const Law& law, bool by_spread) const;
};
/// Finds the intercept, the means and the standard deviations of columns under the weights.
void standardise(PenalisedRows& rows, bool by_spread);

/// Columns for a search by Newton's method: moved to mean 0 (when there is an intercept) and spread 1, without aliased
/// ones.
struct ScaledColumns {
    std::vector<std::ptrdiff_t> columns;  ///< of x, those that are used
    Eigen::VectorXd shift, spread;        ///< of those
    Eigen::MatrixXd back;                 ///< from coefficients of scaled columns to those of the columns as given

    /// Writes row i of x, scaled, to `out`.
    void row(const DesignView& x, std::ptrdiff_t i, double* out) const;
    /// Coefficients of all `count` columns as given, NaN for aliased ones; and the way there for a covariance.
    Eigen::VectorXd coefficients(const Eigen::VectorXd& scaled, Eigen::Index count) const;
    Eigen::MatrixXd covariance(const Eigen::MatrixXd& scaled, Eigen::Index count) const;
    /// The scaled coefficients behind those of the columns as given.
    Eigen::VectorXd inward(const Eigen::VectorXd& coefficients) const;
};
ScaledColumns scaled_columns(const PenalisedColumns& rows, const std::vector<std::int32_t>& aliased);

/// Minus the log-likelihood per unit of weight and its derivatives, at one set of coefficients.
struct PenalisedPoint {
    double objective = 0.0;
    Eigen::VectorXd gradient;   ///< of the log-likelihood: uphill
    Eigen::MatrixXd curvature;  ///< Fisher information; empty unless asked for
};
/// Of these rows, per unit of weight of all: parts of rows add up.
PenalisedPoint evaluate(const PenalisedRows& rows, const Eigen::VectorXd& coefficients, bool with_curvature);

/// Sum over rows of weight x deviance, for rows with `weight` > 0 and coefficients of the columns as given.
double weighted_deviance(const PenalisedRows& rows, const std::vector<double>& weight,
                         const Eigen::VectorXd& coefficients);

/// Minimises 1/2 b'Hb - c'b + sum l1 |b| + 1/2 l2 b^2 from `start`. Entries of l1 may be infinite (kept at 0); column
/// `intercept` (if >= 0) has no penalty and is solved for exactly.
Eigen::VectorXd solve_penalised(const Eigen::MatrixXd& curvature, const Eigen::VectorXd& linear,
                                const Eigen::VectorXd& l1, const Eigen::VectorXd& l2, const Eigen::VectorXd& start,
                                std::ptrdiff_t intercept);

}  // namespace maatstaf::detail

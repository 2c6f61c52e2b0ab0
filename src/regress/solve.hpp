// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

namespace maatstaf::detail {

/// Inverse of a Fisher information matrix, with the columns left out that earlier ones determine.
struct Information {
    Eigen::MatrixXd inverse;            ///< p x p; zero in the rows and columns of aliased ones
    std::vector<std::int32_t> aliased;  ///< ascending
    Eigen::VectorXd pivots;             ///< p: share of each column that the kept ones before it do not explain
    double smallest_pivot = 1.0;        ///< the smallest of them among kept columns
    bool usable = true;                 ///< false: not finite, or nothing left
};

/// A column is aliased when the earlier ones explain all but this share of its sum of squares. Rounding in X'WX hides
/// smaller shares; `orthogonal_columns` brings them to light.
constexpr double aliasing_limit = 1e-12;
/// Below this share a column is so close to the earlier ones that X'WX alone would lose half of the digits.
constexpr double doubtful_share = 1e-6;

/// Cholesky in the order of the columns after scaling to a unit diagonal. `limits`: per column, the sum of squares
/// beyond the earlier columns at or below which it is aliased; empty: `aliasing_limit` times its own.
Information invert_information(const Eigen::MatrixXd& information, const Eigen::VectorXd& limits = {});

/// Differences of covariances can have a negative variance in some direction; there it is set to zero, as sandwich does
/// in R. Rows and columns without an estimate (NaN on the diagonal) are left alone. True when something was set to
/// zero.
bool lift_negative(Eigen::MatrixXd& covariance);

/// Combinations of columns that are nearly orthogonal: X times `columns`, with a fresh X'WX, has twice the digits (a
/// second round of Gram-Schmidt by way of Cholesky; Yamamoto et al. 2015). `columns` is upper triangular, so what a
/// column adds to the earlier ones stays what it is; `limits` keeps a column as R does, from a share of 1e-22 of its
/// sum of squares.
struct OrthogonalColumns {
    Eigen::MatrixXd columns;   ///< p x p
    Eigen::VectorXd limits;    ///< p, for `invert_information` of the new X'WX
    Eigen::VectorXd shares;    ///< p: what a unit of sum of squares in the new columns is as a share in the old
};
OrthogonalColumns orthogonal_columns(const Eigen::MatrixXd& information);

}  // namespace maatstaf::detail

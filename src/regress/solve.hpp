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
    double smallest_pivot = 1.0;        ///< smallest share of a column that the earlier ones do not explain
    bool usable = true;                 ///< false: not finite, or nothing left
};

/// Cholesky in the order of the columns after scaling to a unit diagonal. A column of which the earlier ones explain
/// all but `aliasing_limit` of its sum of squares is aliased.
constexpr double aliasing_limit = 1e-12;
Information invert_information(const Eigen::MatrixXd& information);

}  // namespace maatstaf::detail

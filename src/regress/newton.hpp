// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

namespace maatstaf::detail {

/// A Newton step towards a maximum, from minus the second derivative and the score; where the function is not concave,
/// a step along which it rises all the same.
Eigen::VectorXd uphill_step(const Eigen::MatrixXd& information, const Eigen::VectorXd& score);

/// Inverse of an information matrix, NaN throughout when it is not positive definite.
Eigen::MatrixXd inverse_information(const Eigen::MatrixXd& information);

}  // namespace maatstaf::detail

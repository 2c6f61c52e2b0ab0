// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/message.hpp"

namespace maatstaf::detail {

/// Adds a caveat when rows of one name are equal in every column of `x`, in `people` and in `outcome`, as after a
/// join that doubled them. Rows with an outcome of 0 are passed over: a small area may well have two such years.
void say_of_repeated(std::span<const std::string> names, const Eigen::MatrixXd& x,
                     const Eigen::Ref<const Eigen::VectorXd>& people, const Eigen::Ref<const Eigen::VectorXd>& outcome,
                     std::vector<Caveat>& caveats);

}  // namespace maatstaf::detail

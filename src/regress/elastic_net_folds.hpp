// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/regress/elastic_net.hpp"

namespace maatstaf::detail {

/// Means over the folds with their standard errors (the folds count as independent, which is a little bold), from
/// `deviance_by_fold` and the weight of every fold.
void summarise_folds(const Eigen::VectorXd& weights, ElasticNetCvResult& out);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "maatstaf/regress/random_intercepts.hpp"
#include "regress/clusters.hpp"
#include "regress/intercepts_likelihood.hpp"
#include "regress/penalised.hpp"
#include "regress/report.hpp"

namespace maatstaf::detail {

/// Rows of a regression by group, and the way back from coefficients of shifted and scaled columns to those given.
struct MarginalData {
    GroupedRows rows;
    Grouping grouping;
    ScaledColumns scaled;
    double observations = 0.0;
};
MarginalData marginal_data(const RegressionData& data, std::span<const std::int32_t> groups, const Law& law,
                           const std::vector<std::int32_t>& aliased);

struct MarginalFit {
    MarginalPoint point;
    Marginal at;
    GroupModes modes;
    bool own_free = false;              ///< the own parameter was estimated and stayed finite
    Eigen::MatrixXd information;        ///< minus the second derivative: columns, sd (if free), log own (if free)
    FitStatus status = FitStatus::converged;
    std::int32_t iterations = 0;
};

/// Climbs from `start`. With `sd_free` false the standard deviation between groups stays as it is.
MarginalFit climb(const GroupedRows& rows, const MarginalPoint& start, const GaussHermite& rule,
                  const RandomInterceptsOptions& options, bool sd_free, bool own_free, StepReport& report);

}  // namespace maatstaf::detail

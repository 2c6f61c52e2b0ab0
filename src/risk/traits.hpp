// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// A column of the design, weighted by the people at risk.
struct TraitSummary {
    bool indicator = false;  ///< 0 and 1 only
    double mean = 0.0;
    double sd = 0.0;
    double share_rows = 0.0;    ///< above 0 for an indicator, above the mean otherwise
    double share_people = 0.0;
};
TraitSummary summarise_trait(const RiskFit& fit, Eigen::Index column);

/// Whether all are 0 or 1.
bool is_indicator(const Eigen::Ref<const Eigen::VectorXd>& values);

/// Whether columns are those of the levels of one category, which never stand together in a row.
bool is_one_category(const RiskFit& fit, const std::vector<std::int32_t>& columns);

/// The least of the values (one per row) at or below which `share` of the people live.
double quantile_by_people(const RiskFit& fit, const Eigen::VectorXd& values, double share);

/// Benjamini & Hochberg's (1995) adjusted probabilities; NaN takes no part.
std::vector<double> false_discovery(const std::vector<double>& p);

}  // namespace maatstaf::detail

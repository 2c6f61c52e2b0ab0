// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// Says so when counts hardly grow with the people at risk, as a figure per 1,000 or a percentage would.
void say_of_rates(RiskFit& fit);

/// Says so when rows hold one another: a municipality, its districts and their neighbourhoods in one table.
void say_of_levels(const std::vector<std::string>& units, std::vector<Caveat>& caveats);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "maatstaf/panel/availability.hpp"

namespace maatstaf::detail {

/// Adds one column per status with its counts.
void add_counts(Table& table, const std::vector<StatusCounts>& counts);

}  // namespace maatstaf::detail

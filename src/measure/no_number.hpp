// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace maatstaf::detail {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();  ///< not known

}  // namespace maatstaf::detail

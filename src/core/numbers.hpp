// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace maatstaf::detail {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace maatstaf::test {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace maatstaf::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/portable_math.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {

/// ln x for finite x; everything below the smallest normal number, zero and negative numbers too, counts as that
/// number.
MAATSTAF_ALWAYS_INLINE double fast_log(double x) noexcept {
    return portable_log(x < smallest_normal ? smallest_normal : x);
}

}  // namespace maatstaf::detail

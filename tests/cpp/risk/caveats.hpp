// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "maatstaf/core/error.hpp"

namespace maatstaf::test {

inline bool has(const std::vector<Caveat>& caveats, Message message) {
    for (const Caveat& each : caveats)
        if (each.message == message) return true;
    return false;
}

}  // namespace maatstaf::test

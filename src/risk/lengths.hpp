// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include <Eigen/Core>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"

namespace maatstaf::detail {

/// Refuses what is given but not for every row.
inline void need_length(const char* argument, std::size_t got, Eigen::Index rows) {
    if (got != 0 && got != static_cast<std::size_t>(rows))
        throw ArgumentError(messages::risk_length, {{"argument", argument},
                                                   {"expected", std::to_string(rows)},
                                                   {"got", std::to_string(got)}});
}

}  // namespace maatstaf::detail

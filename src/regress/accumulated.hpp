// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"

namespace maatstaf::detail {

/// What rows in batches must say beforehand. Throws ArgumentError unless there are 1 to 100000 columns, and a name for
/// each or no names.
inline void need_columns(std::int32_t columns, const std::vector<std::string>& names) {
    if (columns < 1 || columns > 100'000) throw out_of_range("columns", "1 .. 100000", columns);
    if (!names.empty() && static_cast<std::int32_t>(names.size()) != columns)
        throw ArgumentError(messages::wrong_length, {{"argument", "names"},
                                                    {"got", std::to_string(names.size())},
                                                    {"expected", std::to_string(columns)},
                                                    {"per", "column"}});
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/id.hpp"

namespace maatstaf::detail {

/// In which set of ids a list claims its own: those of items and parties are unique together.
inline std::string_view id_space(std::string_view kind) noexcept {
    return kind == "weight_set" || kind == "evidence" || kind == "agreement" ? kind : std::string_view("item");
}

}  // namespace maatstaf::detail

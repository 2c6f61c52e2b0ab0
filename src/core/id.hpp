// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "maatstaf/core/message.hpp"

namespace maatstaf::detail {

/// Longest id in bytes. Ids are typed, shown in columns and joined on; longer texts belong in names.
inline constexpr std::size_t longest_id = 200;

/// What is wrong with `id` as the id of a `kind` (for messages) called `name`; nothing when it is fine.
std::optional<Note> id_problem(std::string_view kind, std::string_view id, std::string_view name = {});

}  // namespace maatstaf::detail

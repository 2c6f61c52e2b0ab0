// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace maatstaf::detail {

/// Number of this process. It tells a process made by fork from the one that its memory was copied from.
std::uint64_t process_id() noexcept;

}  // namespace maatstaf::detail

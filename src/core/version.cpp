// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/version.hpp"

namespace maatstaf {

std::string_view version() noexcept { return MAATSTAF_VERSION; }

}  // namespace maatstaf

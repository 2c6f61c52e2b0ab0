// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "maatstaf/core/message.hpp"

namespace maatstaf::detail {

/// Euros as people write them, 1.234.567 or 1,234,567; with cents below a hundred.
std::string euros(double value, Language language);

}  // namespace maatstaf::detail

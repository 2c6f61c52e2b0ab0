// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/message.hpp"

namespace maatstaf::messages {

#define MAATSTAF_MESSAGE(name, code, english, dutch) inline constexpr Message name{code};
#include "maatstaf/core/messages/measure.def"
#undef MAATSTAF_MESSAGE

}  // namespace maatstaf::messages

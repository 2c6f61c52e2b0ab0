// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "maatstaf/core/message.hpp"

namespace maatstaf::detail {

/// The word of words.def for `value` in a language; `value` itself when it has none.
std::string_view word_for(std::string_view value, Language language) noexcept;

/// A range as people say it. Parts are divided by ", ": "> 0, < 1" becomes "above 0 and below 1", "0, 2 .. 9" becomes
/// "0 or 2 to 9". What was got decides whether "finite" is said too: an infinite number is above 0 as well.
std::string range_in_words(std::string_view range, std::string_view got, Language language);

}  // namespace maatstaf::detail

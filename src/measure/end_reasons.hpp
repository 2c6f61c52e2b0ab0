// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace maatstaf::detail {

/// Codes of iJw and iWmo for why help ended: 02 death, 20 temporary, 31 as planned, 32 early by the client, 33 by the
/// provider, 34 by agreement, 35 outside cause, 36 by the municipality, 37 change request, 38 other provider, 39 other
/// domain.
inline constexpr std::array<std::string_view, 11> end_reasons{"02", "20", "31", "32", "33", "34",
                                                              "35", "36", "37", "38", "39"};
inline constexpr std::string_view temporary_end = "20";

inline bool is_end_reason(std::string_view code) noexcept {
    return std::find(end_reasons.begin(), end_reasons.end(), code) != end_reasons.end();
}
/// A code that lost the nought in front when it was read.
inline std::string two_digits(std::string code) { return code.size() == 1 ? "0" + code : code; }

}  // namespace maatstaf::detail

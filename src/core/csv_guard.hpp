// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace maatstaf::detail {

/// Whether a spreadsheet would take this text for a formula, and run it.
inline bool looks_like_formula(std::string_view text) noexcept {
    return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

/// A cell without the apostrophe that keeps a spreadsheet from running it.
inline std::string_view without_guard(std::string_view cell) noexcept {
    return cell.starts_with('\'') && looks_like_formula(cell.substr(1)) ? cell.substr(1) : cell;
}

}  // namespace maatstaf::detail

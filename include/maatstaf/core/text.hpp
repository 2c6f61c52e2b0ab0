// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maatstaf {

/// The candidate nearest to `name` by Damerau-Levenshtein distance without regard to case, or an empty string when none
/// is near enough (more than a third of the longer length, at least 1) to be a likely typing error. Inputs longer than
/// 100 bytes are never matched.
std::string nearest(std::string_view name, std::span<const std::string_view> candidates);
std::string nearest(std::string_view name, std::span<const std::string> candidates);

/// `parts` joined by `separator`; after `limit` parts the rest is counted, in no language: "... (+12)".
std::string join(std::span<const std::string_view> parts, std::string_view separator, std::size_t limit = 20);
std::string join(std::span<const std::string> parts, std::string_view separator, std::size_t limit = 20);

/// Shortest decimal text that reads back as the same double ("nan", "inf", "-inf" for the others).
std::string to_text(double value);

/// A number with a fixed count of decimals and the given decimal mark; rounds half away from zero on the exact binary
/// value; "-0.0" is written "0.0"; NaN gives an empty string.
std::string to_fixed(double value, int decimals, char decimal_mark = '.');

/// Reads one finite decimal number with `decimal_mark` and surrounding blanks; nothing when the text is anything else.
std::optional<double> parse_number(std::string_view text, char decimal_mark = '.');

/// Position of the first byte that is not valid UTF-8 (no overlong forms, no surrogates), if any.
std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept;

/// A 64-bit hash of a text that is the same on every platform and in every version (FNV-1a with a final mix). It keys
/// random streams by unit id and identifies framework versions; it is not cryptographic.
std::uint64_t stable_hash(std::string_view text, std::uint64_t seed = 0) noexcept;

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "maatstaf/core/archive.hpp"

namespace maatstaf::detail {

/// The format that this version writes; it reads this one and all before. Raise it when the content of any type
/// changes, keep the reader of the old content (it finds the number in `Unsealed::format`; a new field of a described
/// struct only says `since`) and keep a fixture of it. 2: weight sets per area in score models and results.
inline constexpr std::uint32_t archive_format = 2;

/// CRC-32C (Castagnoli) of `bytes`; `crc` continues an earlier part.
std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t crc = 0) noexcept;

/// Puts `content` in an envelope. Layout, little-endian, the same in every format: magic (8 bytes), format (4), type
/// (length in 1 byte, then text), writer (the same), length of the content (8), CRC-32C of the content (4), CRC-32C of
/// everything before it (4), content. `format` and `writer` are given only by tests.
Bytes seal(std::string_view type, std::span<const std::byte> content, std::uint32_t format = archive_format,
           std::string_view writer = {});

/// What an envelope held; `content` points into the bytes that were given.
struct Unsealed {
    ArchiveInfo info;
    std::span<const std::byte> content;
};

/// Checks the envelope from front to back and throws one ArchiveError at the first thing that is wrong. The heading has
/// a checksum of its own, so damage to it is told apart from an archive of a newer format.
Unsealed unseal(std::span<const std::byte> bytes);

/// The same, and throws ArchiveError (archive_type) unless the content is of `expected_type`.
Unsealed unseal(std::string_view expected_type, std::span<const std::byte> bytes);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maatstaf {

/// The bytes of one archived object: a checked envelope (magic, format version, type, writer, length, checksum) around
/// little-endian values without pointers. For caches, pickles and state shipped between workers; parties exchange JSON.
/// Loading checks everything and throws ArchiveError; it never allocates more than a small multiple of the bytes given.
/// Archives are safe to load from a disk you trust; they are not signed.
using Bytes = std::vector<std::byte>;

/// What an envelope says about itself. `archive_info` checks the envelope but does not read the content.
struct ArchiveInfo {
    std::string type{};        ///< for example "Framework"
    std::uint32_t format = 0;  ///< version of the archive format
    std::string writer{};      ///< version of maatstaf that wrote it
    std::uint64_t length = 0;  ///< bytes of content
};
ArchiveInfo archive_info(std::span<const std::byte> bytes);

/// Archives an object of maatstaf, or restores one. Each archivable type (Table, Framework, FrameworkVersion,
/// WeightSet, Coverage, Panel, Deliveries, Design, ScoreModel and the results of every procedure) specialises both in
/// its own room.
template <class T>
Bytes to_archive(const T& object);
template <class T>
T from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

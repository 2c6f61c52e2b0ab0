// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/arrow_abi.h"
#include "maatstaf/core/column.hpp"
#include "maatstaf/core/error.hpp"

namespace maatstaf::detail {

/// An imported array that is released, once, when the last column that reads from it is gone.
using SharedArray = std::shared_ptr<const ArrowArray>;

/// The rows of one column in one batch. What the producer says about itself has been checked as far as the interface
/// allows: it carries no sizes of buffers, so offsets can be checked against each other but not against their memory.
struct ArrowChunk {
    const ArrowArray* array = nullptr;
    std::int64_t start = 0;   ///< first row, counted from the start of the buffers
    std::int64_t length = 0;
    const std::uint8_t* validity = nullptr;         ///< bit per row from `start`, or null: all valid
    const std::uint8_t* parent_validity = nullptr;  ///< the same of the struct around it, from `parent_start`
    std::int64_t parent_start = 0;
    SharedArray keep_alive;

    bool is_valid(std::int64_t row) const noexcept {
        return bit(validity, start + row) && bit(parent_validity, parent_start + row);
    }
    /// Buffer `index`; null only when the chunk has no rows.
    const void* buffer(std::int64_t index) const noexcept { return array->buffers[index]; }

    static bool bit(const std::uint8_t* bits, std::int64_t at) noexcept {
        return bits == nullptr || ((bits[at >> 3] >> (at & 7)) & 1) != 0;
    }
};

/// Value `at` of an array that need not be aligned.
template <class Value>
Value load(const void* values, std::int64_t at) noexcept {
    Value value;
    std::memcpy(&value, static_cast<const char*>(values) + at * static_cast<std::int64_t>(sizeof(Value)),
                sizeof(Value));
    return value;
}

FormatError broken_arrow(std::string_view column, std::string field, std::string got, std::string expected = {});

/// The rows `first` .. `first + length - 1` of `array`, a column called `column`, after checks: lengths, offsets,
/// counts and presence of buffers (`buffers` of them, or at least that many when `more` is allowed).
ArrowChunk make_chunk(std::string_view column, const ArrowArray* array, std::int64_t first, std::int64_t length,
                      std::int64_t buffers, bool more = false);

/// How many buffers an array of this format has at least, the validity bitmap included; -1 when it is not supported.
int buffer_count(std::string_view format) noexcept;

/// How many steps of a moment (`tss:`, `tsm:`, `tsu:` or `tsn:` and a time zone) make a second; 0 for other formats.
std::int64_t steps_per_second(std::string_view format) noexcept;

/// Whether the day of a moment is the same for everybody: it has no time zone, or that of Greenwich.
bool is_zone_free(std::string_view format) noexcept;

/// Whether a format holds UTF-8 text: `u`, `U` or `vu`.
bool is_text_format(std::string_view format) noexcept;

/// Reads one text from any of the three text layouts; throws FormatError when its offsets cannot be right.
std::string_view text_at(std::string_view column, std::string_view format, const ArrowChunk& chunk, std::int64_t row);

/// Status of each row over all chunks; empty when none is null.
std::vector<Status> read_statuses(std::span<const ArrowChunk> chunks);

/// One column from its chunks.
Column read_column(std::string name, const ArrowSchema& schema, std::span<const ArrowChunk> chunks);
Column read_text_column(std::string name, std::string_view format, std::span<const ArrowChunk> chunks);
Column read_dictionary_column(std::string name, const ArrowSchema& schema, std::span<const ArrowChunk> chunks);
/// The numbers, dates or booleans that the indices of a dictionary point at: decoded, for they need no categories.
Column read_indexed_column(std::string name, const ArrowSchema& schema, std::span<const ArrowChunk> chunks);
/// Index `row` of a dictionary column, of whatever width.
std::int64_t index_at(char format, const ArrowChunk& chunk, std::int64_t row) noexcept;
/// The dictionary of a chunk; throws FormatError when there is none or it is too long.
ArrowChunk dictionary_chunk(const std::string& name, std::string_view format, const ArrowChunk& chunk);
FormatError wrong_index(const std::string& name, std::size_t row, std::int64_t index, std::size_t entries);

}  // namespace maatstaf::detail

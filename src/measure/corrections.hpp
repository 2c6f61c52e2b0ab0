// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf::detail {

inline constexpr std::uint8_t row_kept = 0xFF;  ///< no reason to leave the row out

/// What the row of a message is about: rows with one number are messages about the same thing. -1: not known.
struct MessageKeys {
    std::vector<std::int32_t> of_row{};
    std::int32_t count = 0;

    MessageKeys() = default;
    explicit MessageKeys(const Column* column);  ///< null: nothing is known of any row
    /// What has one number but differs in this is not the same thing. Nothing happens where there is no such column.
    void told_apart_by(std::span<const std::int32_t> other);
};

/// Keys of assignments: numbers are given out per municipality, so a number is told apart by municipality and person,
/// as far as the table has them. Refuses citizen service numbers.
MessageKeys assignment_keys(const RecordTable& records);

/// Applies corrections in the order of the rows: for every row the reason to leave it out, or `row_kept`. Of a row
/// whose key is not known only the status is read.
std::vector<std::uint8_t> apply_corrections(const RecordTable& records, const MessageKeys& keys);

/// Says how many rows count in all but in no item of a level, where there are such.
void say_unnamed(std::vector<Caveat>& caveats, const RowAccount& account);

}  // namespace maatstaf::detail

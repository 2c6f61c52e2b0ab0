// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "measure/record_columns.hpp"

namespace maatstaf::detail {

inline constexpr std::uint8_t row_kept = 0xFF;  ///< no reason to leave the row out

/// Applies corrections in the order of the rows: for every row the reason to leave it out, or `row_kept`. Messages are
/// known by the column `key`; without it only the statuses are read.
std::vector<std::uint8_t> apply_corrections(const RecordTable& records, std::span<const std::int32_t> provider,
                                            std::string_view key = "reference");

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "panel/panel_data.hpp"

namespace maatstaf::detail {

/// Throws DataError unless `id` can be the id of a unit or an indicator (`kind`, for messages): not empty, at most 200
/// bytes, UTF-8, no control characters.
void check_id(std::string_view kind, std::string_view id);

/// Throws ArgumentError unless the factor is positive and finite.
void check_factor(const PanelIndicator& indicator);

/// Where cells stand, for messages.
struct CellsPlace {
    std::span<const Unit> units;
    const PanelIndicator& indicator;
    const Period& period;
    std::span<const std::int64_t> rows;  ///< of the table they came from, counted from 1; empty: unknown
};

/// Gives every empty cell its reason and every value that follows from a numerator and a denominator its number, then
/// checks each cell. Throws DataError that names the first one that cannot be right.
void complete_cells(CellBlock& cells, const CellsPlace& place, double count_rounding);

}  // namespace maatstaf::detail

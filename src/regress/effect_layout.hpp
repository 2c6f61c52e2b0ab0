// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "maatstaf/regress/absorb.hpp"
#include "regress/effect_codes.hpp"

namespace maatstaf::detail {

/// Rows sorted so that those of one level of the largest effect (the main one) stand together, and within it those that
/// share all other levels too: such a set of rows is a cell. Positions below are in that order.
struct EffectLayout {
    std::vector<std::int32_t> rows;    ///< row of the input at each position
    std::vector<Codes> effects;        ///< in the order given, by position
    std::size_t main = 0;              ///< which of them is the main one
    std::vector<std::size_t> others;   ///< which are the others

    std::vector<std::int32_t> level_cells;   ///< first cell of each main level, and the end
    std::vector<std::int32_t> level_rows;    ///< first position of each main level, and the end
    std::vector<std::int32_t> cell_rows;     ///< first position of each cell, and the end
    std::vector<std::int32_t> cell_rest;     ///< cells x others (and some 0): levels, numbered on from one another
    std::vector<std::int32_t> rest_start;    ///< first number of each other effect, and the end

    std::int64_t without_weight = 0, singleton = 0, all_zero = 0;   ///< rows left out, and why

    std::ptrdiff_t size() const noexcept { return static_cast<std::ptrdiff_t>(rows.size()); }
    std::ptrdiff_t cells() const noexcept { return static_cast<std::ptrdiff_t>(cell_rows.size()) - 1; }
    std::int32_t main_levels() const noexcept { return effects[main].size(); }
    std::ptrdiff_t rest_levels() const noexcept { return rest_start.back(); }

    /// Main levels cut into `parts` ranges of about as many rows each; depends on the rows alone.
    std::vector<std::int32_t> cut(std::size_t parts) const;
};

/// What decides which rows take part. Spans by row of the input; empty ones are 1 everywhere.
struct RowChoice {
    std::ptrdiff_t rows = 0;
    std::span<const double> prior, frequency, analytic;
    std::span<const double> counts;   ///< outcomes that may not be 0 throughout a level; empty: they may
    bool remove_singletons = true;
};

EffectLayout lay_out(std::span<const AbsorbedEffect> effects, const RowChoice& choice);

}  // namespace maatstaf::detail

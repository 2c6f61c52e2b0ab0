// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

// The loops where demeaning spends its time. Columns lie side by side, `width` of them (4, 8, 12 or 16) per row or
// level. They run in the widest vectors the processor has; each column is summed in the same order whatever the width
// of the vectors, and nothing is contracted, so the bits do not depend on it.
namespace maatstaf::detail::kernels {

/// What the loops read of a layout and its weights. `cell_rest` is readable `ahead` cells beyond its end.
struct Levels {
    const std::int32_t* level_cells;
    const std::int32_t* cell_rows;
    const std::int32_t* cell_rest;
    std::ptrdiff_t others;
    const double* weight;        ///< per position
    const double* cell_weight;
    const double* inverse;       ///< per main level
};
constexpr std::ptrdiff_t ahead = 12;

/// out += S in, for main levels first .. last-1.
void multiply(const Levels& at, std::int32_t first, std::int32_t last, std::ptrdiff_t width, const double* in,
              double* out);

/// The weighted mean per main level of values less the coefficients of the other effects.
void main_means(const Levels& at, std::int32_t first, std::int32_t last, std::ptrdiff_t width, const double* values,
                const double* rest, double* main);

/// out += R'W (demeaned), squares += their weighted sums of squares.
void rest_sums(const Levels& at, std::int32_t first, std::int32_t last, std::ptrdiff_t width, const double* values,
               const double* rest, double* out, double* squares);

/// Where a walk over positions stands.
struct Place {
    std::int32_t level = 0, cell = 0;
};

/// Writes demeaned positions first .. first+count-1 with `stride` numbers between rows; gives the place where it ended.
Place write_rows(const Levels& at, Place place, std::ptrdiff_t first, std::ptrdiff_t count, std::ptrdiff_t width,
                 const double* values, const double* rest, const double* main, double* out, std::ptrdiff_t stride);

}  // namespace maatstaf::detail::kernels

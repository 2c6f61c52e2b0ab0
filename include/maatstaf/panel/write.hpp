// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// All cells of a panel, empty ones included: one row per indicator, period and unit, the units of one period together.
/// Columns `unit`, `name`, `kind`, `parent`, `period`, `indicator`, `value`, `status`, and `se`, `n`, `numerator`,
/// `denominator` when at least one cell has them. `panel_from_long` with `name`, `parent` and `kind` reads it back.
Table to_long_table(const Panel& panel);

/// One row per period and unit: columns `unit`, `name`, `kind`, `parent`, `period`, then each indicator under its id,
/// with its parts as `<id>_se`, `<id>_n`, `<id>_numerator` and `<id>_denominator` when at least one cell has them. Why
/// a cell is empty is the status of that cell in its column. Throws ArgumentError (duplicate_column) when an indicator
/// is called like one of the other columns. `panel_from_table` with `period`, `name`, `parent` and `kind` reads it
/// back.
Table to_wide_table(const Panel& panel);

}  // namespace maatstaf

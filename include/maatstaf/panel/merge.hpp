// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <utility>

#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// Both panels in one: units, indicators and periods of either, those of `a` first. Cells that both hold must say the
/// same (bit by bit, or one of the two is absent without more); parts that only one of the two supplies are taken over.
/// Of a unit that both know, one may leave name and parent empty. Restricted when either is; the coarser
/// `count_rounding` holds.
///
/// Throws DataError (merge_values, merge_description) that names the first contradiction.
Panel merge_panels(const Panel& a, const Panel& b);

/// The panel with indicators under other names: pairs of old and new id. Names may be swapped. Throws ArgumentError for
/// an indicator that does not exist or is renamed twice, DataError for two of the same name.
Panel rename_indicators(const Panel& panel, std::span<const std::pair<std::string, std::string>> names);

/// The panel with better descriptions of some indicators (scale, factor, unit); all cells are checked against them.
/// Throws ArgumentError for an indicator that does not exist, DataError for a cell that cannot be right.
Panel describe_indicators(const Panel& panel, std::span<const PanelIndicator> indicators);

/// The panel with indicators in another unit: as `describe_indicators`, but values and standard errors are multiplied
/// where the factor differs, so that counts still say the same. A value that follows from its counts does so to the
/// bit. Throws ArgumentError for an unknown indicator; DataError for a proportion with a numerator above its
/// denominator, and when the factor differs for a value without counts (value_without_counts): nobody said its unit.
Panel rescale_indicators(const Panel& panel, std::span<const PanelIndicator> indicators);

}  // namespace maatstaf

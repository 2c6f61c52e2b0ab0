// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/framework/framework.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// The panel as the framework reads its counts. An indicator with numerators and denominators of which the panel says
/// no scale (`mean`, its default) takes that of the framework if that is a proportion or a rate; if the panel says
/// no factor either, it takes the factor of the framework, or 100 when the unit is "%". All else stays as it is, also
/// indicators that the framework divides by another one. Scores, targets, links and drift read every panel so.
/// Throws DataError as `rescale_indicators` does.
Panel read_counts(const Framework& framework, const Panel& panel);

}  // namespace maatstaf

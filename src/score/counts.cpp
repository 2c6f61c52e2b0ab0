// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/counts.hpp"

#include <algorithm>
#include <vector>

#include "maatstaf/panel/merge.hpp"
#include "score/inputs.hpp"

namespace maatstaf {
namespace {

bool has_counts(const Panel& panel, std::int32_t indicator) {
    for (std::size_t period = 0; period < panel.periods().size(); ++period)
        if (!panel.cells(indicator, static_cast<std::int32_t>(period)).numerator.empty()) return true;
    return false;
}

}  // namespace

Panel read_counts(const Framework& framework, const Panel& panel) {
    std::vector<PanelIndicator> better;
    for (const Indicator& known : framework.data().indicators) {
        const bool from_counts = known.scale == Scale::proportion || known.scale == Scale::rate;
        if (!from_counts || !known.denominator.empty() || !panel.has_indicator(known.id)) continue;
        const std::int32_t position = panel.indicator(known.id);
        PanelIndicator own = panel.indicators()[static_cast<std::size_t>(position)];
        if (own.scale != Scale::mean || !has_counts(panel, position)) continue;
        own.scale = known.scale;
        if (own.factor == 1.0) own.factor = known.factor == 1.0 && known.unit == "%" ? 100.0 : known.factor;
        if (own.unit.empty()) own.unit = known.unit;
        better.push_back(std::move(own));
    }
    return better.empty() ? panel : rescale_indicators(panel, better);
}

namespace detail {

bool look_like_shares(const Panel& panel, const Indicator& indicator) {
    if (indicator.unit != "%" || !indicator.denominator.empty() || !panel.has_indicator(indicator.id)) return false;
    const std::int32_t position = panel.indicator(indicator.id);
    bool above_zero = false;
    for (std::size_t period = 0; period < panel.periods().size(); ++period)
        for (const double value : panel.cells(position, static_cast<std::int32_t>(period)).value) {
            if (value > 1.0 || value < 0.0) return false;
            above_zero = above_zero || value > 0.0;
        }
    return above_zero;
}

}  // namespace detail
}  // namespace maatstaf

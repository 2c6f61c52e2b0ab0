// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/panel/merge.hpp"
#include "panel/check_cells.hpp"
#include "panel/panel_data.hpp"

namespace maatstaf {
namespace {

using detail::CellBlock;
using detail::PanelAccess;

/// The counts of a cell; NaN where they are not both known.
std::pair<double, double> counts_of(const CellBlock& cells, std::size_t unit) {
    if (cells.numerator.empty() || cells.denominator.empty()) {
        const double unknown = std::numeric_limits<double>::quiet_NaN();
        return {unknown, unknown};
    }
    return {cells.numerator[unit], cells.denominator[unit]};
}

void rescale_cells(CellBlock& cells, const PanelIndicator& from, const PanelIndicator& to, const Panel::Data& panel,
                   const Period& period) {
    const auto place = [&](std::size_t unit) {
        return Parameters{{"indicator", to.id}, {"unit", panel.units[unit].id}, {"period", period.text()}};
    };
    const double times = to.factor / from.factor;
    for (std::size_t unit = 0; unit < cells.value.size(); ++unit) {
        const auto [numerator, denominator] = counts_of(cells, unit);
        if (to.scale == Scale::proportion && numerator > denominator) {
            Parameters parameters = place(unit);
            parameters.emplace_back("numerator", to_text(numerator));
            parameters.emplace_back("denominator", to_text(denominator));
            throw DataError(messages::numerator_above_denominator, std::move(parameters));
        }
        if (times == 1.0 || cells.status[unit] != Status::observed) continue;
        if (std::isnan(numerator) || std::isnan(denominator))
            throw DataError(messages::value_without_counts, place(unit));
        double& value = cells.value[unit];
        const bool follows = value == from.factor * numerator / denominator;
        value = follows ? to.factor * numerator / denominator : times * value;
        if (!cells.se.empty()) cells.se[unit] *= times;
    }
}

}  // namespace

Panel rescale_indicators(const Panel& panel, std::span<const PanelIndicator> indicators) {
    const Panel::Data& from = PanelAccess::data(panel);
    Panel::Data out;
    out.units = from.units;
    out.indicators = from.indicators;
    out.periods = from.periods;
    out.count_rounding = from.count_rounding;
    out.restricted = from.restricted;
    for (const auto& each : from.blocks) out.blocks.push_back(each == from.absent ? nullptr : each);
    for (const PanelIndicator& each : indicators) {
        const auto position = static_cast<std::size_t>(panel.indicator(each.id));
        detail::check_factor(each);
        for (std::size_t period = 0; period < out.periods.size(); ++period) {
            auto& block = out.blocks[out.at(position, period)];
            if (!block) continue;
            CellBlock cells = *block;
            rescale_cells(cells, out.indicators[position], each, from, out.periods[period]);
            block = std::make_shared<const CellBlock>(std::move(cells));
        }
        out.indicators[position] = each;
    }
    return PanelAccess::finish(std::move(out));
}

}  // namespace maatstaf

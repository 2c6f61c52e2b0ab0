// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/write.hpp"

#include <array>
#include <limits>
#include <utility>

#include "panel/panel_columns.hpp"
#include "panel/panel_data.hpp"

namespace maatstaf {
namespace {

using detail::CellBlock;

/// A part of all these blocks, one after the other; empty when none has it.
std::vector<double> concatenate(std::span<const std::shared_ptr<const CellBlock>> blocks,
                                std::vector<double> CellBlock::*part, std::size_t units) {
    std::vector<double> out;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const std::vector<double>& from = (*blocks[b]).*part;
        if (from.empty()) continue;
        if (out.empty()) out.assign(blocks.size() * units, std::numeric_limits<double>::quiet_NaN());
        std::copy(from.begin(), from.end(), out.begin() + static_cast<std::ptrdiff_t>(b * units));
    }
    return out;
}

std::vector<double> values_of(std::span<const std::shared_ptr<const CellBlock>> blocks) {
    std::vector<double> out;
    for (const auto& each : blocks) out.insert(out.end(), each->value.begin(), each->value.end());
    return out;
}

std::vector<Status> statuses_of(std::span<const std::shared_ptr<const CellBlock>> blocks) {
    std::vector<Status> out;
    for (const auto& each : blocks) out.insert(out.end(), each->status.begin(), each->status.end());
    return out;
}

}  // namespace

Table to_long_table(const Panel& panel) {
    const Panel::Data& data = detail::PanelAccess::data(panel);
    const std::size_t units = data.units.size();
    const std::size_t periods = data.periods.size();
    const std::size_t indicators = data.indicators.size();
    const detail::Repeat each_unit{units, 1, periods * indicators};
    Table table({}, data.restricted);
    for (Column& column : detail::unit_columns(data.units, each_unit)) table.add(std::move(column));
    table.add(detail::period_column(data.periods, {periods, units, indicators}));
    std::vector<std::string> ids;
    for (const PanelIndicator& each : data.indicators) ids.push_back(each.id);
    table.add(detail::label_column("indicator", std::move(ids), {indicators, units * periods, 1}));
    table.add(Column::float64("value", values_of(data.blocks)));
    table.add(detail::status_column("status", statuses_of(data.blocks)));
    for (const auto& [name, part] : detail::cell_parts)
        if (auto numbers = concatenate(data.blocks, part, units); !numbers.empty())
            table.add(Column::float64(name, std::move(numbers)));
    return table;
}

Table to_wide_table(const Panel& panel) {
    const Panel::Data& data = detail::PanelAccess::data(panel);
    const std::size_t units = data.units.size();
    const std::size_t periods = data.periods.size();
    Table table({}, data.restricted);
    for (Column& column : detail::unit_columns(data.units, {units, 1, periods})) table.add(std::move(column));
    table.add(detail::period_column(data.periods, {periods, units, 1}));
    for (std::size_t i = 0; i < data.indicators.size(); ++i) {
        const std::string& id = data.indicators[i].id;
        const auto blocks = std::span(data.blocks).subspan(i * periods, periods);
        table.add(Column::float64(id, values_of(blocks), statuses_of(blocks)));
        for (const auto& [name, part] : detail::cell_parts)
            if (auto numbers = concatenate(blocks, part, units); !numbers.empty())
                table.add(Column::float64(id + "_" + name, std::move(numbers)));
    }
    return table;
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/panel.hpp"

#include <algorithm>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "core/check.hpp"
#include "panel/panel_data.hpp"

namespace maatstaf {
namespace {

using detail::CellBlock;

std::shared_ptr<const CellBlock> absent_block(std::size_t units) {
    auto block = std::make_shared<CellBlock>();
    block->value.assign(units, std::numeric_limits<double>::quiet_NaN());
    block->status.assign(units, Status::absent);
    return block;
}

/// Cells of which nobody supplied anything are stored once, however they came about.
bool says_nothing(const CellBlock& block) {
    return block.se.empty() && block.n.empty() && block.numerator.empty() && block.denominator.empty() &&
           std::ranges::all_of(block.status, [](Status each) { return each == Status::absent; });
}

template <class T>
std::vector<T> gather(const std::vector<T>& from, std::span<const std::int32_t> positions) {
    std::vector<T> out;
    if (from.empty()) return out;
    out.reserve(positions.size());
    for (const std::int32_t each : positions) out.push_back(from[static_cast<std::size_t>(each)]);
    return out;
}

std::shared_ptr<const CellBlock> gather(const CellBlock& from, std::span<const std::int32_t> positions) {
    return std::make_shared<const CellBlock>(
        CellBlock{gather(from.value, positions), gather(from.status, positions), gather(from.se, positions),
                  gather(from.n, positions), gather(from.numerator, positions), gather(from.denominator, positions)});
}

Panel with_units(const Panel::Data& data, std::span<const std::int32_t> positions) {
    Panel::Data out;
    out.units = gather(data.units, positions);
    out.indicators = data.indicators;
    out.periods = data.periods;
    out.count_rounding = data.count_rounding;
    out.restricted = data.restricted;
    for (const auto& block : data.blocks)
        out.blocks.push_back(block == data.absent ? nullptr : gather(*block, positions));
    return detail::PanelAccess::finish(std::move(out));
}

template <class Item>
Parameters asked_for(std::string_view got, const std::vector<Item>& items) {
    std::vector<std::string_view> ids;
    for (const Item& each : items) ids.push_back(each.id);
    return {{"got", std::string(got)}, {"nearest", nearest(got, ids)}, {"allowed", join(ids, ", ")}};
}

}  // namespace

Panel detail::PanelAccess::finish(Panel::Data data) {
    auto stored = std::make_shared<Panel::Data>(std::move(data));
    for (std::size_t i = 0; i < stored->units.size(); ++i)
        if (!stored->unit_positions.try_emplace(stored->units[i].id, static_cast<std::int32_t>(i)).second)
            throw DataError(messages::duplicate_unit, {{"unit", stored->units[i].id}});
    for (std::size_t i = 0; i < stored->indicators.size(); ++i)
        if (!stored->indicator_positions.try_emplace(stored->indicators[i].id, static_cast<std::int32_t>(i)).second)
            throw DataError(messages::duplicate_indicator, {{"indicator", stored->indicators[i].id}});
    stored->hierarchy = unit_hierarchy(stored->units, stored->unit_positions);
    stored->absent = absent_block(stored->units.size());
    for (auto& block : stored->blocks)
        if (!block || says_nothing(*block)) block = stored->absent;
    stored->restricted |= std::ranges::any_of(stored->units, [](const Unit& unit) {
        return unit.kind == UnitKind::person || unit.kind == UnitKind::household;
    });
    return Panel(std::move(stored));
}

Panel::Panel() : Panel(detail::PanelAccess::finish({})) {}
Panel::Panel(std::shared_ptr<const Data> data) : data_{std::move(data)} {}

std::span<const Unit> Panel::units() const noexcept { return data_->units; }
std::span<const PanelIndicator> Panel::indicators() const noexcept { return data_->indicators; }
std::span<const Period> Panel::periods() const noexcept { return data_->periods; }
bool Panel::restricted() const noexcept { return data_->restricted; }
const Graph& Panel::hierarchy() const noexcept { return data_->hierarchy; }

std::int32_t Panel::unit(std::string_view id) const {
    if (const auto found = data_->unit_positions.find(id); found != data_->unit_positions.end()) return found->second;
    throw ArgumentError(messages::unknown_unit, asked_for(id, data_->units));
}

std::int32_t Panel::indicator(std::string_view id) const {
    const auto found = data_->indicator_positions.find(id);
    if (found != data_->indicator_positions.end()) return found->second;
    throw ArgumentError(messages::unknown_indicator, asked_for(id, data_->indicators));
}

std::int32_t Panel::period(const Period& period) const {
    const auto& periods = data_->periods;
    const auto found = std::lower_bound(periods.begin(), periods.end(), period);
    if (found != periods.end() && *found == period) return static_cast<std::int32_t>(found - periods.begin());
    std::vector<std::string> texts;
    for (const Period& each : periods) texts.push_back(each.text());
    throw ArgumentError(messages::unknown_period, {{"got", period.text()}, {"allowed", join(texts, ", ")}});
}

bool Panel::has_indicator(std::string_view id) const noexcept { return data_->indicator_positions.contains(id); }

Cells Panel::cells(std::int32_t indicator, std::int32_t period) const {
    detail::need_position("indicator", indicator, data_->indicators.size());
    detail::need_position("period", period, data_->periods.size());
    const CellBlock& block =
        *data_->blocks[data_->at(static_cast<std::size_t>(indicator), static_cast<std::size_t>(period))];
    return {block.value, block.status, block.se, block.n, block.numerator, block.denominator};
}

Panel Panel::at(const Period& period) const { return select_periods(std::span(&period, 1)); }

Panel Panel::select_periods(std::span<const Period> periods) const {
    std::vector<Period> wanted(periods.begin(), periods.end());
    std::ranges::sort(wanted);
    if (const auto twice = std::ranges::adjacent_find(wanted); twice != wanted.end())
        throw ArgumentError(messages::asked_twice, {{"got", twice->text()}});
    Data out;
    out.units = data_->units;
    out.indicators = data_->indicators;
    out.periods = wanted;
    out.count_rounding = data_->count_rounding;
    out.restricted = data_->restricted;
    for (std::size_t indicator = 0; indicator < data_->indicators.size(); ++indicator)
        for (const Period& each : wanted) {
            const auto& block = data_->blocks[data_->at(indicator, static_cast<std::size_t>(period(each)))];
            out.blocks.push_back(block == data_->absent ? nullptr : block);
        }
    return detail::PanelAccess::finish(std::move(out));
}

Panel Panel::select_units(std::span<const std::string> ids) const {
    std::vector<std::int32_t> positions;
    std::vector<char> taken(data_->units.size(), 0);
    for (const std::string& id : ids) {
        positions.push_back(unit(id));
        if (taken[static_cast<std::size_t>(positions.back())]++)
            throw ArgumentError(messages::asked_twice, {{"got", id}});
    }
    return with_units(*data_, positions);
}

Panel Panel::select_indicators(std::span<const std::string> ids) const {
    Data out;
    out.units = data_->units;
    out.periods = data_->periods;
    out.count_rounding = data_->count_rounding;
    out.restricted = data_->restricted;
    std::vector<char> taken(data_->indicators.size(), 0);
    for (const std::string& id : ids) {
        const auto position = static_cast<std::size_t>(indicator(id));
        if (taken[position]++) throw ArgumentError(messages::asked_twice, {{"got", id}});
        out.indicators.push_back(data_->indicators[position]);
        for (std::size_t period = 0; period < data_->periods.size(); ++period) {
            const auto& block = data_->blocks[data_->at(position, period)];
            out.blocks.push_back(block == data_->absent ? nullptr : block);
        }
    }
    return detail::PanelAccess::finish(std::move(out));
}

Panel Panel::of_kind(UnitKind kind) const {
    std::vector<std::int32_t> positions;
    for (std::size_t i = 0; i < data_->units.size(); ++i)
        if (data_->units[i].kind == kind) positions.push_back(static_cast<std::int32_t>(i));
    return with_units(*data_, positions);
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/merge.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "panel/check_cells.hpp"
#include "panel/panel_data.hpp"

namespace maatstaf {
namespace {

using detail::CellBlock;
using detail::PanelAccess;

/// Two texts of which one may be empty.
std::string one_of(const std::string& a, const std::string& b, const std::string& id, std::string_view what) {
    if (a.empty() || a == b) return b;
    if (b.empty()) return a;
    throw DataError(messages::merge_description,
                    {{"what", std::string(what)}, {"id", id}, {"first", a}, {"second", b}});
}

void demand_same(const std::string& a, const std::string& b, const std::string& id, std::string_view what) {
    if (a != b)
        throw DataError(messages::merge_description,
                        {{"what", std::string(what)}, {"id", id}, {"first", a}, {"second", b}});
}

std::vector<Unit> merge_units(const Panel::Data& a, const Panel::Data& b) {
    std::vector<Unit> out = a.units;
    for (const Unit& other : b.units) {
        const auto found = a.unit_positions.find(other.id);
        if (found == a.unit_positions.end()) {
            out.push_back(other);
            continue;
        }
        Unit& unit = out[static_cast<std::size_t>(found->second)];
        demand_same(std::string(to_name(unit.kind)), std::string(to_name(other.kind)), unit.id, "kind");
        unit.name = one_of(unit.name, other.name, unit.id, "name");
        unit.parent = one_of(unit.parent, other.parent, unit.id, "parent");
    }
    return out;
}

std::vector<PanelIndicator> merge_indicators(const Panel::Data& a, const Panel::Data& b) {
    std::vector<PanelIndicator> out = a.indicators;
    for (const PanelIndicator& other : b.indicators) {
        const auto found = a.indicator_positions.find(other.id);
        if (found == a.indicator_positions.end()) {
            out.push_back(other);
            continue;
        }
        PanelIndicator& indicator = out[static_cast<std::size_t>(found->second)];
        const auto name = [](const std::optional<Scale>& scale) {
            return std::string(to_name(scale.value_or(Scale::mean)));
        };
        demand_same(name(indicator.scale), name(other.scale), indicator.id, "scale");
        if (!indicator.scale) indicator.scale = other.scale;
        demand_same(to_text(indicator.factor), to_text(other.factor), indicator.id, "factor");
        indicator.unit = one_of(indicator.unit, other.unit, indicator.id, "unit");
    }
    return out;
}

/// Where the cells of one of the two panels go, and where they stand for messages.
class Merger {
public:
    Merger(const std::vector<Unit>& units, const std::string& indicator, const Period& period)
        : units_{units}, indicator_{indicator}, period_{period} {
        out_.value.assign(units.size(), std::numeric_limits<double>::quiet_NaN());
        out_.status.assign(units.size(), Status::absent);
    }

    /// `places` says for each unit of the block where it stands among all units.
    void take(const CellBlock& block, std::span<const std::int32_t> places) {
        for (std::size_t from = 0; from < places.size(); ++from) {
            const auto to = static_cast<std::size_t>(places[from]);
            const Status status = block.status[from];
            if (status == Status::absent) continue;
            if (out_.status[to] == Status::absent) {
                out_.status[to] = status;
                out_.value[to] = block.value[from];
            } else if (out_.status[to] != status) {
                throw conflict(to, "status", std::string(to_name(out_.status[to])), std::string(to_name(status)));
            } else if (status == Status::observed && out_.value[to] != block.value[from]) {
                throw conflict(to, "value", to_text(out_.value[to]), to_text(block.value[from]));
            }
        }
        for (const auto& [name, part] : detail::cell_parts) take_part(name, out_.*part, block.*part, places);
    }

    std::shared_ptr<const CellBlock> finish(const PanelIndicator& indicator, double count_rounding) {
        detail::complete_cells(out_, {units_, indicator, period_, {}}, count_rounding);
        return std::make_shared<const CellBlock>(std::move(out_));
    }

private:
    void take_part(const char* name, std::vector<double>& into, const std::vector<double>& from,
                   std::span<const std::int32_t> places) const {
        if (from.empty()) return;
        if (into.empty()) into.assign(units_.size(), std::numeric_limits<double>::quiet_NaN());
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (std::isnan(from[i])) continue;
            double& place = into[static_cast<std::size_t>(places[i])];
            if (!std::isnan(place) && place != from[i])
                throw conflict(static_cast<std::size_t>(places[i]), name, to_text(place), to_text(from[i]));
            place = from[i];
        }
    }

    DataError conflict(std::size_t unit, const char* part, std::string first, std::string second) const {
        return {messages::merge_values, {{"indicator", indicator_},
                                        {"unit", units_[unit].id},
                                        {"period", period_.text()},
                                        {"part", part},
                                        {"first", std::move(first)},
                                        {"second", std::move(second)}}};
    }

    const std::vector<Unit>& units_;
    const std::string& indicator_;
    const Period& period_;
    CellBlock out_;
};

/// Takes over what one of the panels knows of an indicator in a period. True when it knows anything.
bool take_from(Merger& merger, const Panel::Data& panel, const PanelIndicator& indicator, const Period& period,
               std::span<const std::int32_t> places) {
    const auto found = panel.indicator_positions.find(indicator.id);
    const auto at = std::ranges::lower_bound(panel.periods, period);
    if (found == panel.indicator_positions.end() || at == panel.periods.end() || *at != period) return false;
    const auto& block = panel.blocks[panel.at(static_cast<std::size_t>(found->second),
                                              static_cast<std::size_t>(at - panel.periods.begin()))];
    if (block == panel.absent) return false;
    merger.take(*block, places);
    return true;
}

Panel::Data copy_of(const Panel::Data& from) {
    Panel::Data out;
    out.units = from.units;
    out.indicators = from.indicators;
    out.periods = from.periods;
    for (const auto& each : from.blocks) out.blocks.push_back(each == from.absent ? nullptr : each);
    out.count_rounding = from.count_rounding;
    out.restricted = from.restricted;
    return out;
}

}  // namespace

Panel merge_panels(const Panel& first, const Panel& second) {
    const Panel::Data& a = PanelAccess::data(first);
    const Panel::Data& b = PanelAccess::data(second);
    Panel::Data out;
    out.units = merge_units(a, b);
    out.indicators = merge_indicators(a, b);
    std::ranges::set_union(a.periods, b.periods, std::back_inserter(out.periods));
    out.restricted = a.restricted || b.restricted;
    out.count_rounding = std::max(a.count_rounding, b.count_rounding);

    std::unordered_map<std::string_view, std::int32_t> positions;
    for (std::size_t i = 0; i < out.units.size(); ++i) positions.emplace(out.units[i].id, static_cast<std::int32_t>(i));
    const auto places_of = [&](const Panel::Data& panel) {
        std::vector<std::int32_t> places;
        for (const Unit& each : panel.units) places.push_back(positions.at(each.id));
        return places;
    };
    const auto from_a = places_of(a);
    const auto from_b = places_of(b);
    for (const PanelIndicator& indicator : out.indicators)
        for (const Period& period : out.periods) {
            Merger merger(out.units, indicator.id, period);
            const bool in_a = take_from(merger, a, indicator, period, from_a);
            const bool in_b = take_from(merger, b, indicator, period, from_b);
            out.blocks.push_back(in_a || in_b ? merger.finish(indicator, out.count_rounding) : nullptr);
        }
    return PanelAccess::finish(std::move(out));
}

Panel rename_indicators(const Panel& panel, std::span<const std::pair<std::string, std::string>> names) {
    Panel::Data out = copy_of(PanelAccess::data(panel));
    std::vector<char> renamed(out.indicators.size(), 0);
    for (const auto& [from, to] : names) {
        const auto position = static_cast<std::size_t>(panel.indicator(from));
        if (renamed[position]++) throw ArgumentError(messages::asked_twice, {{"got", from}});
        detail::check_id("indicator", to);
        out.indicators[position].id = to;
    }
    return PanelAccess::finish(std::move(out));
}

Panel describe_indicators(const Panel& panel, std::span<const PanelIndicator> indicators) {
    Panel::Data out = copy_of(PanelAccess::data(panel));
    for (const PanelIndicator& each : indicators) {
        const auto position = static_cast<std::size_t>(panel.indicator(each.id));
        detail::check_factor(each);
        out.indicators[position] = each;
        for (std::size_t period = 0; period < out.periods.size(); ++period) {
            auto& block = out.blocks[out.at(position, period)];
            if (!block) continue;
            CellBlock checked = *block;
            detail::complete_cells(checked, {out.units, each, out.periods[period], {}}, out.count_rounding);
            block = std::make_shared<const CellBlock>(std::move(checked));
        }
    }
    return PanelAccess::finish(std::move(out));
}

}  // namespace maatstaf

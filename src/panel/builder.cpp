// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/builder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "core/check.hpp"
#include "panel/check_cells.hpp"
#include "panel/panel_data.hpp"

namespace maatstaf {
namespace {

std::vector<Unit> units_of(std::span<const std::string> ids, UnitKind kind) {
    std::vector<Unit> units(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        units[i].id = ids[i];
        units[i].kind = kind;
    }
    return units;
}

}  // namespace

PanelBuilder::PanelBuilder(std::vector<Unit> units) : units_{std::move(units)} {
    if (units_.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw detail::out_of_range("units", "<= 2147483647", units_.size());
    std::unordered_set<std::string_view> seen;
    seen.reserve(units_.size());
    for (const Unit& unit : units_) {
        detail::check_id("unit", unit.id);
        if (!unit.parent.empty()) detail::check_id("unit", unit.parent);
        if (!seen.insert(unit.id).second) throw DataError(messages::duplicate_unit, {{"unit", unit.id}});
    }
}

PanelBuilder::PanelBuilder(std::span<const std::string> ids, UnitKind kind) : PanelBuilder(units_of(ids, kind)) {}

std::int32_t PanelBuilder::position_of(std::string_view indicator) {
    const auto next = static_cast<std::int32_t>(indicators_.size());
    const auto [entry, is_new] = indicator_positions_.try_emplace(std::string(indicator), next);
    if (!is_new) return entry->second;
    detail::check_id("indicator", indicator);
    indicators_.push_back({.id = std::string(indicator)});
    return next;
}

void PanelBuilder::check_length(const std::vector<double>& part, std::string_view name) const {
    if (part.empty() || part.size() == units_.size()) return;
    throw ArgumentError(messages::wrong_length, {{"argument", std::string(name)},
                                                {"got", std::to_string(part.size())},
                                                {"expected", std::to_string(units_.size())},
                                                {"per", "unit"}});
}

PanelBuilder& PanelBuilder::describe(PanelIndicator indicator) {
    detail::check_factor(indicator);
    const auto position = static_cast<std::size_t>(position_of(indicator.id));
    indicators_[position] = std::move(indicator);
    return *this;
}

PanelBuilder& PanelBuilder::period(const Period& period) {
    const auto place = std::lower_bound(periods_.begin(), periods_.end(), period);
    if (place == periods_.end() || *place != period) periods_.insert(place, period);
    return *this;
}

PanelBuilder& PanelBuilder::add(std::string_view indicator, const Period& at, std::vector<double> values,
                                CellParts parts) {
    if (!(values.empty() && !parts.numerator.empty()) && values.size() != units_.size())
        throw ArgumentError(messages::wrong_length, {{"argument", std::string(indicator)},
                                                    {"got", std::to_string(values.size())},
                                                    {"expected", std::to_string(units_.size())},
                                                    {"per", "unit"}});
    check_length(parts.se, "se");
    check_length(parts.n, "n");
    check_length(parts.numerator, "numerator");
    check_length(parts.denominator, "denominator");
    for (const auto& [size, name] : {std::pair{parts.status.size(), "status"}, std::pair{parts.rows.size(), "rows"}})
        if (size != 0 && size != units_.size())
            throw ArgumentError(messages::wrong_length, {{"argument", name},
                                                        {"got", std::to_string(size)},
                                                        {"expected", std::to_string(units_.size())},
                                                        {"per", "unit"}});
    period(at);
    entries_.push_back({position_of(indicator), at, std::move(values), std::move(parts)});
    return *this;
}

PanelBuilder& PanelBuilder::restricted(bool restricted) {
    restricted_ = restricted;
    return *this;
}

PanelBuilder& PanelBuilder::count_rounding(double unit) {
    if (!(unit >= 0) || std::isinf(unit)) throw detail::out_of_range("count_rounding", ">= 0", unit);
    count_rounding_ = unit;
    return *this;
}

Panel PanelBuilder::assemble(PanelBuilder builder) {
    Panel::Data data;
    data.units = std::move(builder.units_);
    data.indicators = std::move(builder.indicators_);
    data.periods = std::move(builder.periods_);
    data.count_rounding = builder.count_rounding_;
    data.restricted = builder.restricted_;
    data.blocks.resize(data.indicators.size() * data.periods.size());
    for (Entry& entry : builder.entries_) {
        const PanelIndicator& indicator = data.indicators[static_cast<std::size_t>(entry.indicator)];
        const auto period = static_cast<std::size_t>(
            std::lower_bound(data.periods.begin(), data.periods.end(), entry.period) - data.periods.begin());
        auto& place = data.blocks[data.at(static_cast<std::size_t>(entry.indicator), period)];
        if (place)
            throw DataError(messages::duplicate_cells,
                            {{"indicator", indicator.id}, {"period", entry.period.text()}});
        CellParts& parts = entry.parts;
        detail::CellBlock block{std::move(entry.values), std::move(parts.status),    std::move(parts.se),
                                std::move(parts.n),      std::move(parts.numerator), std::move(parts.denominator)};
        detail::complete_cells(block, {data.units, indicator, entry.period, parts.rows}, data.count_rounding);
        place = std::make_shared<const detail::CellBlock>(std::move(block));
    }
    return detail::PanelAccess::finish(std::move(data));
}

Panel PanelBuilder::build() const& { return assemble(*this); }
Panel PanelBuilder::build() && { return assemble(std::move(*this)); }

}  // namespace maatstaf

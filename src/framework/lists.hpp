// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <type_traits>

#include "maatstaf/framework/framework.hpp"

namespace maatstaf::detail {

/// Calls `visit(list)` for the seven lists of items, from domains to indicators. `data` may be const or not.
template <class Data, class Visit>
void for_each_item_list(Data& data, Visit&& visit) {
    visit(data.domains);
    visit(data.life_areas);
    visit(data.ambitions);
    visit(data.results);
    visit(data.contributions);
    visit(data.activities);
    visit(data.indicators);
}

/// Calls `visit(kind, item)` for every item, list by list; `item` has its own type.
template <class Data, class Visit>
void for_each_item(Data& data, Visit&& visit) {
    for_each_item_list(data, [&](auto& list) {
        for (auto& item : list) visit(std::remove_cvref_t<decltype(item)>::kind, item);
    });
}

/// The list of items of one type.
template <class ItemType, class Data>
auto& list_of(Data& data) {
    if constexpr (std::is_same_v<ItemType, Domain>) return data.domains;
    else if constexpr (std::is_same_v<ItemType, LifeArea>) return data.life_areas;
    else if constexpr (std::is_same_v<ItemType, Ambition>) return data.ambitions;
    else if constexpr (std::is_same_v<ItemType, SocietalResult>) return data.results;
    else if constexpr (std::is_same_v<ItemType, Contribution>) return data.contributions;
    else if constexpr (std::is_same_v<ItemType, Activity>) return data.activities;
    else return data.indicators;
}

/// True for indicators that may enter a score of their parent: not those of context, and under a result only those that
/// measure outcome or impact.
inline bool is_scored(const Indicator& indicator, bool under_result) noexcept {
    if (indicator.direction == Direction::context || indicator.measures == IndicatorKind::context) return false;
    return !under_result || indicator.measures == IndicatorKind::outcome || indicator.measures == IndicatorKind::impact;
}

}  // namespace maatstaf::detail

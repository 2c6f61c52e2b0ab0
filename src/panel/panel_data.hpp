// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "maatstaf/panel/panel.hpp"

namespace maatstaf {
namespace detail {

/// The cells of one indicator in one period. Parts that were not supplied are empty.
struct CellBlock {
    std::vector<double> value;
    std::vector<Status> status;
    std::vector<double> se, n, numerator, denominator;
};

/// The parts that stand beside value and status, by the names of their columns.
inline constexpr std::array cell_parts{std::pair{"se", &CellBlock::se}, std::pair{"n", &CellBlock::n},
                                       std::pair{"numerator", &CellBlock::numerator},
                                       std::pair{"denominator", &CellBlock::denominator}};

}  // namespace detail

/// Storage of a panel. Blocks are shared between a panel and what was selected from it.
struct Panel::Data {
    std::vector<Unit> units;
    std::vector<PanelIndicator> indicators;
    std::vector<Period> periods;
    std::vector<std::shared_ptr<const detail::CellBlock>> blocks;  ///< [indicator * periods + period]
    std::shared_ptr<const detail::CellBlock> absent;               ///< stands where nothing was supplied
    Graph hierarchy;
    std::unordered_map<std::string_view, std::int32_t> unit_positions, indicator_positions;
    double count_rounding = 0.0;
    bool restricted = false;

    std::size_t at(std::size_t indicator, std::size_t period) const { return indicator * periods.size() + period; }
};

namespace detail {

/// The door for the other files of the room.
struct PanelAccess {
    static const Panel::Data& data(const Panel& panel) noexcept { return *panel.data_; }
    /// Fills in what follows from units, indicators and periods: positions, hierarchy, absent blocks and restriction.
    static Panel finish(Panel::Data data);
};

/// Edges from each unit to its parent. Throws DataError on a cycle and on a parent that is not of a higher level.
Graph unit_hierarchy(std::span<const Unit> units, const std::unordered_map<std::string_view, std::int32_t>& positions);

}  // namespace detail
}  // namespace maatstaf

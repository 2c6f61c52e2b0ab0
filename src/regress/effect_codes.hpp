// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace maatstaf::detail {

/// A grouping of rows with levels 0 .. size-1, in ascending order of the codes that they were given.
struct Codes {
    std::vector<std::int32_t> level;   ///< per row
    std::vector<std::int32_t> code;    ///< per level, as given
    std::int32_t size() const noexcept { return static_cast<std::int32_t>(code.size()); }
};

/// Levels of `values` at the rows `rows` (all of them when empty), in that order.
Codes compact(std::span<const std::int32_t> values, std::span<const std::int32_t> rows = {});

/// The grouping by both: rows share a level when they share one of each. `code` numbers the levels.
Codes cross(const Codes& first, const Codes& second);

/// Whether rows of one level of `inner` always share one level of `outer`.
bool is_nested(const Codes& inner, const Codes& outer);

/// Positions of the rows ordered by level, rows of one level in the order of `order` (0, 1, ... when empty).
std::vector<std::int32_t> sort_by_level(const Codes& codes, std::vector<std::int32_t> order = {});

/// Connected parts of the graph with the levels of all groupings as nodes and rows as edges: the part of each level of
/// each grouping, numbered from 0 in the order of the levels of the first.
struct Components {
    std::vector<std::vector<std::int32_t>> part;
    std::int32_t size = 0;
};
Components connected_components(std::span<const Codes* const> groupings);

}  // namespace maatstaf::detail

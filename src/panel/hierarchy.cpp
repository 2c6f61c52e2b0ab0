// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/text.hpp"
#include "panel/panel_data.hpp"

namespace maatstaf::detail {
namespace {

/// Organisations hold organisations only (a provider and its locations); all others lie in something larger.
bool may_lie_in(UnitKind child, UnitKind parent) noexcept {
    const bool organisation = child == UnitKind::organisation;
    if (organisation || parent == UnitKind::organisation) return organisation && parent == UnitKind::organisation;
    return child < parent;
}

}  // namespace

Graph unit_hierarchy(std::span<const Unit> units, const std::unordered_map<std::string_view, std::int32_t>& positions) {
    std::vector<Graph::Edge> edges;
    for (std::size_t child = 0; child < units.size(); ++child) {
        const auto parent = units[child].parent.empty() ? positions.end() : positions.find(units[child].parent);
        if (parent != positions.end()) edges.push_back({static_cast<std::int32_t>(child), parent->second, 1.0});
    }
    Graph graph(static_cast<std::int32_t>(units.size()), edges);
    if (const auto cycle = graph.find_cycle(); !cycle.empty()) {
        std::vector<std::string_view> ids;
        for (const std::int32_t each : cycle) ids.push_back(units[static_cast<std::size_t>(each)].id);
        ids.push_back(ids.front());
        throw DataError(messages::unit_cycle, {{"cycle", join(ids, " > ")}});
    }
    for (const Graph::Edge& edge : edges) {
        const Unit& child = units[static_cast<std::size_t>(edge.from)];
        const Unit& parent = units[static_cast<std::size_t>(edge.to)];
        if (may_lie_in(child.kind, parent.kind)) continue;
        throw DataError(messages::parent_not_higher, {{"unit", child.id},
                                                     {"kind", std::string(to_name(child.kind))},
                                                     {"parent", parent.id},
                                                     {"parent_kind", std::string(to_name(parent.kind))}});
    }
    return graph;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/graph.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <string>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "core/check.hpp"

namespace maatstaf {

Graph::Graph(std::int32_t nodes, std::span<const Edge> edges) {
    if (nodes < 0) throw detail::out_of_range("nodes", ">= 0", nodes);
    offsets_.assign(static_cast<std::size_t>(nodes) + 1, 0);
    for (const Edge& edge : edges) {
        detail::need_position("from", edge.from, nodes);
        detail::need_position("to", edge.to, nodes);
        if (!std::isfinite(edge.weight))
            throw ArgumentError(messages::not_finite, {{"argument", "weight"},
                                                      {"where", std::to_string(edge.from) + " -> " +
                                                                    std::to_string(edge.to)}});
        ++offsets_[static_cast<std::size_t>(edge.from) + 1];
    }
    for (std::size_t node = 1; node < offsets_.size(); ++node) offsets_[node] += offsets_[node - 1];
    targets_.resize(edges.size());
    weights_.resize(edges.size());
    auto next = offsets_;
    for (const Edge& edge : edges) {
        const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(edge.from)]++);
        targets_[at] = edge.to;
        weights_[at] = edge.weight;
    }
}

std::span<const std::int32_t> Graph::targets(std::int32_t node) const {
    detail::need_position("node", node, nodes());
    const auto first = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(node)]);
    const auto last = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(node) + 1]);
    return std::span(targets_).subspan(first, last - first);
}

std::span<const double> Graph::weights(std::int32_t node) const {
    detail::need_position("node", node, nodes());
    const auto first = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(node)]);
    const auto last = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(node) + 1]);
    return std::span(weights_).subspan(first, last - first);
}

std::vector<std::int32_t> Graph::topological_order() const {
    // Kahn (1962), taking the lowest position that is free, so that the order of edges does not matter.
    std::vector<std::int32_t> waiting(static_cast<std::size_t>(nodes()), 0);
    for (const std::int32_t target : targets_) ++waiting[static_cast<std::size_t>(target)];
    std::priority_queue<std::int32_t, std::vector<std::int32_t>, std::greater<>> free;
    for (std::int32_t node = 0; node < nodes(); ++node)
        if (waiting[static_cast<std::size_t>(node)] == 0) free.push(node);
    std::vector<std::int32_t> order;
    while (!free.empty()) {
        const std::int32_t node = free.top();
        free.pop();
        order.push_back(node);
        for (const std::int32_t target : targets(node))
            if (--waiting[static_cast<std::size_t>(target)] == 0) free.push(target);
    }
    if (order.size() < waiting.size()) order.clear();
    return order;
}

std::vector<std::int32_t> Graph::find_cycle() const {
    // Depth first without recursion: a hierarchy from a hostile file may be as deep as it has nodes.
    enum class Mark : std::uint8_t { unseen, open, done };
    std::vector<Mark> marks(static_cast<std::size_t>(nodes()), Mark::unseen);
    std::vector<std::int32_t> path;
    std::vector<std::size_t> next_edge;
    for (std::int32_t start = 0; start < nodes(); ++start) {
        if (marks[static_cast<std::size_t>(start)] != Mark::unseen) continue;
        path.assign(1, start);
        next_edge.assign(1, 0);
        marks[static_cast<std::size_t>(start)] = Mark::open;
        while (!path.empty()) {
            const auto edges = targets(path.back());
            if (next_edge.back() == edges.size()) {
                marks[static_cast<std::size_t>(path.back())] = Mark::done;
                path.pop_back();
                next_edge.pop_back();
                continue;
            }
            const std::int32_t target = edges[next_edge.back()++];
            Mark& mark = marks[static_cast<std::size_t>(target)];
            if (mark == Mark::open) return {std::find(path.begin(), path.end(), target), path.end()};
            if (mark == Mark::done) continue;
            mark = Mark::open;
            path.push_back(target);
            next_edge.push_back(0);
        }
    }
    return {};
}

}  // namespace maatstaf

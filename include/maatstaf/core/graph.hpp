// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace maatstaf {

/// A directed graph on positions 0 .. nodes-1 in compressed form: the hierarchy of units (an edge from child to
/// parent), of framework items, or an adjacency of areas (both directions stored). Edges of one node keep the order in
/// which they were given.
class Graph {
public:
    struct Edge {
        std::int32_t from = 0;
        std::int32_t to = 0;
        double weight = 1.0;
    };

    Graph() = default;
    /// Throws ArgumentError when an end point is outside 0 .. nodes-1 or a weight is not finite.
    Graph(std::int32_t nodes, std::span<const Edge> edges);

    std::int32_t nodes() const noexcept { return static_cast<std::int32_t>(offsets_.size()) - 1; }
    std::span<const std::int32_t> targets(std::int32_t node) const;
    std::span<const double> weights(std::int32_t node) const;

    /// Positions such that every edge goes from earlier to later; nothing when there is a cycle. Ties keep the order of
    /// positions, so the answer does not depend on the order of edges.
    std::vector<std::int32_t> topological_order() const;
    /// The nodes of one cycle in order, or nothing when the graph has none.
    std::vector<std::int32_t> find_cycle() const;

private:
    std::vector<std::int64_t> offsets_ = {0};
    std::vector<std::int32_t> targets_;
    std::vector<double> weights_;
};

}  // namespace maatstaf

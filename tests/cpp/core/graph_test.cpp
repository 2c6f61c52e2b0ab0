// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/graph.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <vector>

#include "maatstaf/core/messages/core.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Edges = std::vector<Graph::Edge>;
using Nodes = std::vector<std::int32_t>;

namespace {

Nodes targets(const Graph& graph, std::int32_t node) {
    const auto found = graph.targets(node);
    return {found.begin(), found.end()};
}

bool is_topological(const Graph& graph, const Nodes& order) {
    std::vector<std::size_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[static_cast<std::size_t>(order[i])] = i;
    for (std::int32_t node = 0; node < graph.nodes(); ++node)
        for (const auto target : graph.targets(node))
            if (place[static_cast<std::size_t>(node)] >= place[static_cast<std::size_t>(target)]) return false;
    return true;
}

}  // namespace

TEST_CASE("edges of a node keep the order in which they came", "[graph]") {
    const Graph graph(4, Edges{{2, 3, 0.25}, {0, 2, 1}, {2, 0, 0.75}, {2, 3, 0.5}});
    CHECK(graph.nodes() == 4);
    CHECK(targets(graph, 2) == Nodes{3, 0, 3});
    CHECK(graph.weights(2)[0] == 0.25);
    CHECK(graph.weights(2)[1] == 0.75);
    CHECK(graph.weights(2)[2] == 0.5);
    CHECK(targets(graph, 1).empty());
}

TEST_CASE("an empty graph is a graph", "[graph]") {
    CHECK(Graph().nodes() == 0);
    CHECK(Graph().topological_order().empty());
    CHECK(Graph(0, {}).find_cycle().empty());
    CHECK(Graph(3, {}).topological_order() == Nodes{0, 1, 2});
}

TEST_CASE("end points outside the graph and infinite weights are refused", "[graph]") {
    const auto range = [](std::int32_t nodes, Edges edges) {
        const auto error = test::caught<ArgumentError>([&] { Graph(nodes, edges); });
        return test::parameter(error, "argument") + " " + test::parameter(error, "got");
    };
    CHECK(range(2, {{0, 2}}) == "to 2");
    CHECK(range(2, {{-1, 0}}) == "from -1");
    CHECK(range(-1, {}) == "nodes -1");
    for (const double bad : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        CHECK(test::caught<ArgumentError>([&] { Graph(2, Edges{{0, 1, bad}}); }).note().message ==
              messages::not_finite);
    const Graph graph(2, {});
    CHECK(test::parameter(test::caught<ArgumentError>([&] { graph.targets(2); }), "got") == "2");
    CHECK(test::parameter(test::caught<ArgumentError>([&] { graph.weights(-1); }), "got") == "-1");
}

TEST_CASE("a diamond is ordered by position, whatever the order of its edges", "[graph]") {
    Edges edges{{3, 1}, {3, 2}, {1, 0}, {2, 0}};
    std::sort(edges.begin(), edges.end(), [](const auto& a, const auto& b) { return a.to < b.to; });
    const Graph first(4, edges);
    std::reverse(edges.begin(), edges.end());
    CHECK(first.topological_order() == Nodes{3, 1, 2, 0});
    CHECK(Graph(4, edges).topological_order() == Nodes{3, 1, 2, 0});
    CHECK(first.find_cycle().empty());
}

TEST_CASE("a cycle is shown in order and leaves no order", "[graph]") {
    const Graph graph(5, Edges{{0, 1}, {1, 2}, {2, 3}, {3, 1}, {0, 4}});
    CHECK(graph.topological_order().empty());
    CHECK(graph.find_cycle() == Nodes{1, 2, 3});
    CHECK(Graph(1, Edges{{0, 0}}).find_cycle() == Nodes{0});
    CHECK(Graph(2, Edges{{0, 1}, {1, 0}}).find_cycle() == Nodes{0, 1});
}

TEST_CASE("random graphs have an order or a cycle, never both", "[graph][property]") {
    std::uint64_t state = 3;
    const auto next = [&](int below) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::int32_t>((state >> 33) % static_cast<unsigned>(below));
    };
    int cyclic = 0;
    for (int trial = 0; trial < 2'000; ++trial) {
        const std::int32_t nodes = 1 + next(8);
        Edges edges;
        for (int i = next(10); i > 0; --i) edges.push_back({next(nodes), next(nodes)});
        const Graph graph(nodes, edges);
        const auto order = graph.topological_order(), cycle = graph.find_cycle();
        REQUIRE(order.empty() != cycle.empty());
        if (!order.empty()) REQUIRE((order.size() == static_cast<std::size_t>(nodes) && is_topological(graph, order)));
        for (std::size_t i = 0; i < cycle.size(); ++i) {
            const auto out = graph.targets(cycle[i]);
            REQUIRE(std::find(out.begin(), out.end(), cycle[(i + 1) % cycle.size()]) != out.end());
        }
        cyclic += !cycle.empty();
    }
    CHECK((cyclic > 500 && cyclic < 1'900));
}

TEST_CASE("a chain of a million nodes does not exhaust the stack", "[graph]") {
    constexpr std::int32_t nodes = 1'000'000;
    Edges edges;
    for (std::int32_t node = 0; node + 1 < nodes; ++node) edges.push_back({node, node + 1});
    CHECK(Graph(nodes, edges).topological_order().back() == nodes - 1);
    edges.push_back({nodes - 1, 0});
    CHECK(Graph(nodes, edges).find_cycle().size() == nodes);
}

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/structure.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "framework/checks.hpp"
#include "framework/lists.hpp"

namespace maatstaf {
namespace detail {
namespace {

NodeKind node_kind(ItemKind kind) noexcept { return static_cast<NodeKind>(kind); }
static_assert(static_cast<int>(NodeKind::indicator) == static_cast<int>(ItemKind::indicator));

class Builder {
public:
    explicit Builder(View view) { structure_.view = view; }

    void add(const std::string& id, NodeKind kind, const std::string& parent, bool scored) {
        if (structure_.positions.contains(id)) return;
        const auto above = parent.empty() ? -1 : structure_.find(parent);
        structure_.positions.emplace(id, structure_.size());
        structure_.ids.push_back(id);
        structure_.kinds.push_back(kind);
        structure_.parents.push_back(above);
        structure_.scored.push_back(scored ? 1 : 0);
    }

    /// Adds `item` under its parent when that is of an allowed kind and part of the view, else as a root.
    void add(const Item& item, ItemKind kind, bool scored = true) {
        const auto above = structure_.find(item.parent);
        const bool fits = above >= 0 && structure_.kinds[above] != NodeKind::organisation &&
                          may_hang_on(kind, static_cast<ItemKind>(structure_.kinds[above]));
        add(item.id, node_kind(kind), fits ? item.parent : std::string(), scored);
    }

    template <class Items>
    void add_all(const Items& items, bool scored = true) {
        for (const auto& item : items) add(item, std::remove_cvref_t<decltype(item)>::kind, scored);
    }

    /// Adds the indicators whose parent is part of the view. An activity counts once it has a scored indicator.
    void add_indicators(const std::vector<Indicator>& indicators) {
        for (const auto& indicator : indicators) {
            const auto above = structure_.find(indicator.parent);
            if (above < 0) continue;
            const auto kind = structure_.kinds[above];
            if (kind == NodeKind::organisation || !may_hang_on(ItemKind::indicator, static_cast<ItemKind>(kind)))
                continue;
            const bool scored = is_scored(indicator, kind == NodeKind::result);
            add(indicator, ItemKind::indicator, scored);
            if (scored && kind == NodeKind::activity) structure_.scored[above] = 1;
        }
    }

    Structure finish() {
        std::vector<Graph::Edge> edges;
        for (std::int32_t node = 0; node < structure_.size(); ++node)
            if (structure_.parents[node] >= 0) edges.push_back({structure_.parents[node], node, 1.0});
        structure_.edges = Graph(structure_.size(), edges);
        return std::move(structure_);
    }

private:
    Structure structure_;
};

}  // namespace

Structure build_structure(const FrameworkData& data, View view) {
    Builder builder(view);
    if (view == View::results) {
        builder.add_all(data.domains);
        builder.add_all(data.life_areas);
        builder.add_all(data.ambitions);
        builder.add_all(data.results);
    } else {
        std::unordered_set<std::string> contributors;
        for (const auto& contribution : data.contributions) contributors.insert(contribution.organisation);
        for (const auto& party : data.parties)
            if (contributors.contains(party.id)) builder.add(party.id, NodeKind::organisation, {}, true);
        for (const auto& contribution : data.contributions)
            builder.add(contribution.id, NodeKind::contribution, contribution.organisation, true);
        builder.add_all(data.activities, false);
    }
    builder.add_indicators(data.indicators);
    return builder.finish();
}

std::vector<std::vector<std::int32_t>> sibling_groups(const Structure& structure) {
    // Parents come before children, so groups keyed by parent stand in the order of the structure; roots come first.
    std::map<std::pair<std::int32_t, NodeKind>, std::vector<std::int32_t>> groups;
    for (std::int32_t node = 0; node < structure.size(); ++node) {
        if (!structure.scored[node]) continue;
        const auto parent = structure.parents[node];
        groups[{parent, parent < 0 ? structure.kinds[node] : NodeKind{}}].push_back(node);
    }
    std::vector<std::vector<std::int32_t>> members;
    for (auto& [key, nodes] : groups) members.push_back(std::move(nodes));
    return members;
}

}  // namespace detail

std::int32_t Structure::find(std::string_view id) const {
    const auto found = positions.find(std::string(id));
    return found == positions.end() ? -1 : found->second;
}

Structure structure(const Framework& framework, View view) {
    const auto& data = framework.data();
    const detail::Lookup lookup(data);
    const auto report = detail::throwing_report();
    detail::check_cycles(data, report);
    detail::check_parents(data, lookup, report);
    detail::check_organisations(data, lookup, report);
    return detail::build_structure(data, view);
}

std::vector<double> sibling_weights(const Framework& framework, View view, const WeightSet* weights) {
    return sibling_weights(structure(framework, view), framework, weights);
}

std::vector<double> sibling_weights(const Structure& structure, const Framework& framework, const WeightSet* weights) {
    std::unordered_map<std::string, double> given;
    if (weights) {
        const auto other = structure.view == View::results ? View::contributions : View::results;
        const auto other_structure = detail::build_structure(framework.data(), other);
        const bool is_results = structure.view == View::results;
        detail::check_weight_set(*weights, is_results ? structure : other_structure,
                                 is_results ? other_structure : structure, detail::Lookup(framework.data()),
                                 detail::throwing_report());
        for (const auto& each : weights->weights) given.emplace(each.item, each.weight);
    }
    std::vector<double> result(structure.ids.size(), 0.0);
    for (const auto& group : detail::sibling_groups(structure)) {
        // The check has seen to it that either all of a group are named or none.
        const bool named = given.contains(structure.ids[group.front()]);
        double largest = 0.0, total = 0.0;
        for (const auto node : group) {
            result[node] = named ? given.at(structure.ids[node]) : 1.0;
            largest = std::max(largest, result[node]);
            total += result[node];
        }
        if (std::isinf(total)) {   // a sum of huge weights: divided by the largest first
            total = 0.0;
            for (const auto node : group) total += result[node] /= largest;
        }
        for (const auto node : group) result[node] /= total;
    }
    return result;
}

SplitTable splits(const Framework& framework) {
    const auto& data = framework.data();
    detail::check_splits(data, detail::Lookup(data), detail::throwing_report());
    SplitTable table;
    std::unordered_map<std::string, std::int32_t> position;
    for (const auto& each : data.results) {
        position.emplace(each.id, static_cast<std::int32_t>(table.results.size()));
        table.results.push_back(each.id);
    }
    for (const auto& contribution : data.contributions) {
        const auto row = static_cast<std::int32_t>(table.contributions.size());
        table.contributions.push_back(contribution.id);
        double agreed = 0.0;
        for (const auto& split : contribution.to) {
            table.links.push_back({row, position.at(split.result), split.share});
            if (!std::isnan(split.share)) agreed += split.share;
        }
        table.remainder.push_back(std::max(0.0, 1.0 - agreed));
    }
    return table;
}

}  // namespace maatstaf

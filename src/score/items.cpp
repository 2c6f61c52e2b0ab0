// SPDX-License-Identifier: Apache-2.0
#include "score/items.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/framework/structure.hpp"

namespace maatstaf::detail {
namespace {

using Positions = std::unordered_map<std::string, std::int32_t>;

const WeightSet* weights_of(const Framework& framework, const std::string& id) {
    return id.empty() || id == "equal" ? nullptr : &framework.weight_set(id);
}

class Compiler {
public:
    Compiler(const Framework& framework, const ScoreModelOptions& options)
        : framework_(framework), options_(options), weights_(weights_of(framework, options.weight_set)) {
        for (const auto& indicator : framework.data().indicators) by_id_.emplace(indicator.id, &indicator);
    }

    CompiledItems run() {
        Structure results = structure(framework_, View::results);
        choose_indicators(results);
        const std::vector<double> result_weights = sibling_weights(results, framework_, weights_);
        add_structure(results, result_weights);
        const Structure contributions = structure(framework_, View::contributions);
        add_structure(contributions, sibling_weights(contributions, framework_, weights_));
        add_splits(results, result_weights);
        choose_aggregates();
        return std::move(out_);
    }

private:
    Positions& positions(View view) { return positions_[static_cast<std::size_t>(view)]; }

    /// An indicator of means under a result is left out, unless the options give a reason to let it in.
    void choose_indicators(Structure& results) {
        for (std::int32_t node = 0; node < results.size(); ++node) {
            if (results.kinds[node] != NodeKind::indicator || results.scored[node]) continue;
            const Indicator& indicator = *by_id_.at(results.ids[node]);
            if (indicator.direction == Direction::context || indicator.measures == IndicatorKind::context) continue;
            if (options_.include_output_because.empty()) out_.left_out.push_back(&indicator);
            else results.scored[node] = 1;
        }
    }

    std::int32_t add(ScoreItem item) {
        const auto position = static_cast<std::int32_t>(out_.items.size());
        positions(item.view).emplace(item.id, position);
        for (const auto child : item.children) {
            ScoreItem& below = out_.items[child];
            below.parent = parents_seen_[child]++ == 0 ? position : -1;
        }
        parents_seen_.push_back(0);
        out_.items.push_back(std::move(item));
        return position;
    }

    /// Structures list parents first; kernels want children first, hence backwards. Siblings keep their order inside
    /// `children`.
    void add_structure(const Structure& from, std::span<const double> weights) {
        for (std::int32_t node = from.size() - 1; node >= 0; --node) {
            if (!from.scored[node]) continue;
            ScoreItem item;
            item.id = from.ids[node];
            item.kind = from.kinds[node];
            item.view = from.view;
            if (item.kind == NodeKind::indicator) item.indicator = indicator_position(item.id);
            for (const auto child : from.edges.targets(node)) {
                if (!from.scored[child]) continue;
                item.children.push_back(positions(from.view).at(from.ids[child]));
                item.weights.push_back(weights[child]);
            }
            add(std::move(item));
        }
    }

    std::int32_t indicator_position(const std::string& id) {
        const auto [at, fresh] = indicator_positions_.emplace(id, static_cast<std::int32_t>(out_.indicators.size()));
        if (fresh) out_.indicators.push_back(by_id_.at(id));
        return at->second;
    }

    /// Results as seen from the contributions to them, weighed by the split shares, and what stands above those
    /// results.
    void add_splits(const Structure& results, std::span<const double> weights) {
        const SplitTable table = splits(framework_);
        collect_shares(table);
        if (table.links.empty()) return;
        std::unordered_map<std::string, ScoreItem> seen;
        for (const auto& link : table.links) {
            if (!(link.share > 0.0)) continue;
            ScoreItem& item = seen[table.results[link.result]];
            item.children.push_back(positions(View::contributions).at(table.contributions[link.contribution]));
            item.weights.push_back(link.share);
        }
        for (std::int32_t node = results.size() - 1; node >= 0; --node) {
            if (results.kinds[node] == NodeKind::indicator) continue;
            ScoreItem item;
            if (results.kinds[node] == NodeKind::result) {
                item = std::move(seen[results.ids[node]]);
            } else {
                for (const auto child : results.edges.targets(node)) {
                    if (results.kinds[child] == NodeKind::indicator) continue;
                    item.children.push_back(positions(View::contributions).at(results.ids[child]));
                    item.weights.push_back(weights[child]);
                }
            }
            item.id = results.ids[node];
            item.kind = results.kinds[node];
            item.view = View::contributions;
            double sum = 0.0;
            for (const double weight : item.weights) sum += weight;
            for (double& weight : item.weights) weight /= sum;
            add(std::move(item));
        }
    }

    void collect_shares(const SplitTable& table) {
        for (std::size_t c = 0; c < table.contributions.size(); ++c) {
            const std::string& organisation = framework_.contribution(table.contributions[c]).organisation;
            bool all_agreed = true;
            for (const auto& link : table.links) {
                if (static_cast<std::size_t>(link.contribution) != c) continue;
                const bool agreed = !std::isnan(link.share);
                all_agreed = all_agreed && agreed;
                out_.shares.push_back({organisation, table.contributions[c], table.results[link.result],
                                       agreed ? link.share : 0.0, agreed});
            }
            out_.shares.push_back({organisation, table.contributions[c], {}, table.remainder[c], all_agreed});
        }
    }

    void choose_aggregates() {
        for (auto& item : out_.items) item.aggregate = options_.aggregate;
        std::vector<std::string> done;
        for (const auto& exception : options_.nodes) {
            if (std::ranges::find(done, exception.item) != done.end())
                throw ArgumentError(messages::option_twice, {{"item", exception.item}, {"argument", "nodes"}});
            done.push_back(exception.item);
            bool found = false;
            for (auto& item : out_.items) {
                if (item.id != exception.item || item.kind == NodeKind::indicator) continue;
                item.aggregate = exception.aggregate;
                found = true;
            }
            if (!found) refuse_node(exception.item);
        }
    }

    [[noreturn]] void refuse_node(const std::string& id) const {
        std::vector<std::string> known;
        for (const auto& item : out_.items)
            if (item.kind != NodeKind::indicator) known.push_back(item.id);
        throw ArgumentError(messages::item_not_scored,
                            {{"item", id}, {"view", "results, contributions"}, {"nearest", nearest(id, known)}});
    }

    const Framework& framework_;
    const ScoreModelOptions& options_;
    const WeightSet* weights_;
    CompiledItems out_;
    std::array<Positions, 2> positions_;
    Positions indicator_positions_;
    std::unordered_map<std::string, const Indicator*> by_id_;
    std::vector<int> parents_seen_;
};

}  // namespace

CompiledItems compile_items(const Framework& framework, const ScoreModelOptions& options) {
    return Compiler(framework, options).run();
}

}  // namespace maatstaf::detail

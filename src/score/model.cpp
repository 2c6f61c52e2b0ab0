// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/model.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/aggregate.hpp"
#include "score/model_data.hpp"
#include "score/normalise_fit.hpp"
#include "score/numbers.hpp"

namespace maatstaf {
namespace {

[[noreturn]] void refuse_item(const ScoreModel::Data& data, std::string_view id, View view) {
    std::vector<std::string> known;
    for (const auto& item : data.items)
        if (item.view == view) known.push_back(item.id);
    throw ArgumentError(messages::item_not_scored, {{"item", std::string(id)},
                                                   {"view", std::string(to_name(view))},
                                                   {"nearest", nearest(id, known)}});
}

void set_reference(const ScoreModel::Data& data, ScoreItem& item) {
    item.coverage = item.reference = item.spread = 0.0;
    if (item.indicator >= 0) {
        const ScoreIndicator& indicator = data.indicators[item.indicator];
        const detail::ReferenceScores known = detail::reference_scores(indicator.normaliser);
        item.coverage = indicator.usable ? 1.0 : 0.0;
        item.reference = indicator.usable ? known.mean : detail::nan;
        item.spread = indicator.usable ? known.sd : detail::nan;
        return;
    }
    double weight = 0.0, covered = 0.0;
    std::vector<double> values;
    for (std::size_t k = 0; k < item.children.size(); ++k) {
        const ScoreItem& child = data.items[item.children[k]];
        if (item.weights[k] == 0.0) continue;
        weight += item.weights[k];
        covered += item.weights[k] * child.coverage;
    }
    item.coverage = weight > 0.0 ? covered / weight : 0.0;
    item.reference = item.spread = detail::nan;
    if (item.coverage == 0.0) return;
    bool unknown = false;
    for (std::size_t k = 0; k < item.children.size(); ++k) {
        const ScoreItem& child = data.items[item.children[k]];
        values.push_back(child.coverage > 0.0 ? child.reference : detail::nan);
        unknown = unknown || (item.weights[k] > 0.0 && child.coverage > 0.0 && std::isnan(child.reference));
    }
    if (unknown) return;
    const score::MeanGradient gradient = score::mean_gradient(item.aggregate, values, item.weights);
    item.reference = gradient.value;
    item.spread = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k)
        if (!std::isnan(values[k]) && item.weights[k] > 0.0)
            item.spread += std::fabs(gradient.by_value[k]) * data.items[item.children[k]].spread;
}

/// One bit per indicator item beneath each node.
std::vector<std::vector<bool>> leaves_beneath(const std::vector<ScoreItem>& items) {
    std::vector<std::vector<bool>> beneath(items.size(), std::vector<bool>(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].indicator >= 0) beneath[i][i] = true;
        for (const auto child : items[i].children)
            for (std::size_t j = 0; j < items.size(); ++j)
                if (beneath[child][j]) beneath[i][j] = true;
    }
    return beneath;
}

void find_overlap(ScoreModel::Data& data) {
    const auto& items = data.items;
    data.overlapping.assign(items.size(), 0);
    data.exclusive.assign(items.size(), 1);
    std::vector<int> parents(items.size(), 0);
    for (const auto& item : items)
        for (const auto child : item.children) ++parents[child];
    const bool forest = std::ranges::all_of(parents, [](int count) { return count <= 1; });
    if (forest) return;   // the usual case; the sets below grow with the square of the items
    const auto beneath = leaves_beneath(items);
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::vector<bool> seen(items.size());
        for (const auto child : items[i].children) {
            // A child that others use as well, or that holds such a one, cannot be sampled apart from them.
            if (parents[child] > 1 || !data.exclusive[child]) data.exclusive[i] = 0;
            for (std::size_t j = 0; j < items.size(); ++j) {
                if (!beneath[child][j]) continue;
                if (seen[j]) data.overlapping[i] = 1;
                seen[j] = true;
            }
        }
    }
}

}  // namespace

namespace detail {

void finish(ScoreModel::Data& data) {
    for (auto& positions : data.item_positions) positions.clear();
    data.indicator_positions.clear();
    for (std::size_t i = 0; i < data.items.size(); ++i)
        data.item_positions[static_cast<std::size_t>(data.items[i].view)].emplace(data.items[i].id,
                                                                                  static_cast<std::int32_t>(i));
    for (std::size_t j = 0; j < data.indicators.size(); ++j)
        data.indicator_positions.emplace(data.indicators[j].id, static_cast<std::int32_t>(j));
    for (auto& item : data.items) set_reference(data, item);
    find_overlap(data);
}

ScoreModel model_of_area(const ScoreModel::Data& data, const std::string& weight_set, std::vector<ScoreItem> items) {
    auto own = std::make_shared<ScoreModel::Data>(data);
    own->options.weight_set = weight_set;
    own->options.area_weights.clear();
    own->areas.clear();
    own->items = std::move(items);
    if (weight_set != data.options.weight_set)
        std::erase_if(own->caveats, [](const Caveat& each) {
            return each.message == messages::weights_are_equal_elsewhere ||
                   each.message == messages::weights_not_used_elsewhere || each.message == messages::weights_for_area;
        });
    finish(*own);
    return ScoreModel(std::move(own));
}

const std::string& name_of_item(const Framework& framework, const ScoreItem& item) {
    if (item.kind == NodeKind::organisation) {
        for (const auto& party : framework.data().parties)
            if (party.id == item.id) return party.name.empty() ? item.id : party.name;
        return item.id;
    }
    const Item& named = framework.item(item.id);
    return named.name.empty() ? item.id : named.name;
}

}  // namespace detail

ScoreModel::ScoreModel(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

const FrameworkVersion& ScoreModel::framework() const noexcept { return data_->framework; }
const ScoreModelOptions& ScoreModel::options() const noexcept { return data_->options; }
std::span<const ScoreItem> ScoreModel::items() const noexcept { return data_->items; }
std::span<const ScoreIndicator> ScoreModel::indicators() const noexcept { return data_->indicators; }
std::span<const Caveat> ScoreModel::caveats() const noexcept { return data_->caveats; }
std::span<const ScoreModel> ScoreModel::area_models() const noexcept { return data_->areas; }

std::int32_t ScoreModel::item(std::string_view id, View view) const {
    const auto& positions = data_->item_positions[static_cast<std::size_t>(view)];
    const auto found = positions.find(std::string(id));
    if (found == positions.end()) refuse_item(*data_, id, view);
    return found->second;
}

std::int32_t ScoreModel::indicator(std::string_view id) const {
    const auto found = data_->indicator_positions.find(std::string(id));
    if (found == data_->indicator_positions.end()) {
        std::vector<std::string> known;
        for (const auto& indicator : data_->indicators) known.push_back(indicator.id);
        throw ArgumentError(messages::item_not_scored,
                            {{"item", std::string(id)}, {"view", "indicators"}, {"nearest", nearest(id, known)}});
    }
    return found->second;
}

const Normaliser& ScoreModel::normaliser(std::string_view id) const {
    return data_->indicators[indicator(id)].normaliser;
}

double ScoreModel::effective_weight(std::int32_t item, std::int32_t of) const {
    std::vector<double> share(data_->items.size(), 0.0);
    share.at(static_cast<std::size_t>(of)) = 1.0;
    for (std::int32_t node = of; node >= 0; --node) {
        const ScoreItem& here = data_->items[node];
        for (std::size_t k = 0; k < here.children.size(); ++k) share[here.children[k]] += share[node] * here.weights[k];
    }
    return share.at(static_cast<std::size_t>(item));
}

Table ScoreModel::parameters() const {
    std::vector<std::string> ids, methods, directions;
    std::vector<double> n, mean, sd, min, max, origin, slope, offset;
    std::vector<std::uint8_t> usable;
    for (const auto& each : data_->indicators) {
        const Normaliser& rule = each.normaliser;
        ids.push_back(each.id);
        methods.emplace_back(to_name(rule.method));
        directions.emplace_back(to_name(rule.direction));
        n.push_back(rule.reference.n);
        mean.push_back(rule.reference.mean);
        sd.push_back(rule.reference.sd);
        min.push_back(rule.reference.min);
        max.push_back(rule.reference.max);
        origin.push_back(rule.origin);
        slope.push_back(rule.slope);
        offset.push_back(rule.offset);
        usable.push_back(each.usable ? 1 : 0);
    }
    const bool restricted = std::ranges::any_of(
        data_->caveats, [](const Caveat& each) { return each.message == messages::fitted_on_restricted; });
    return Table({Column::string("indicator", ids), Column::string("method", methods),
                  Column::string("direction", directions), Column::float64("n", n), Column::float64("mean", mean),
                  Column::float64("sd", sd), Column::float64("min", min), Column::float64("max", max),
                  Column::float64("origin", origin), Column::float64("slope", slope),
                  Column::float64("offset", offset), Column::boolean("usable", usable)},
                 restricted);
}

}  // namespace maatstaf

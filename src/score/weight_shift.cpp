// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/weight_shift.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/text.hpp"
#include "core/fields_equal.hpp"
#include "score/interval.hpp"
#include "score/met.hpp"
#include "score/numbers.hpp"

namespace maatstaf {
namespace {

/// One score of a result, by position.
struct Place {
    const ScoreResult& result;
    std::int32_t item, unit, period;   // `item` is a position in the model

    Place(const ScoreResult& of, std::string_view item_id, std::string_view unit_id, std::string_view period_text,
          View view)
        : result(of), item(of.items()[static_cast<std::size_t>(of.find_item(item_id, view))]),
          unit(of.find_unit(unit_id)), period(of.find_period(Period::parse(period_text))) {}

    const ScoreModel& model() const { return result.model_of(unit); }
    ScoreCell cell(std::int32_t position) const {
        const ScoreItem& of = model().items()[static_cast<std::size_t>(position)];
        return result.cell(result.find_item(of.id, of.view), unit, period);
    }
};

void need_linear(const ScoreModel& model, std::int32_t top) {
    const auto refuse = [](std::string got) {
        throw ArgumentError(messages::weights_need_linear, {{"got", std::move(got)}});
    };
    if (model.options().missing == MissingRule::reference)
        refuse("missing=" + std::string(to_name(MissingRule::reference)));
    std::vector<std::uint8_t> beneath(static_cast<std::size_t>(top) + 1, 0);
    beneath.back() = 1;
    for (std::int32_t node = top; node >= 0; --node) {
        if (beneath[static_cast<std::size_t>(node)] == 0) continue;
        const ScoreItem& here = model.items()[static_cast<std::size_t>(node)];
        if (here.aggregate != Aggregate::arithmetic && here.indicator < 0)
            refuse("aggregate=" + std::string(to_name(here.aggregate)) + " (" + here.id + ")");
        for (const auto child : here.children) beneath[static_cast<std::size_t>(child)] = 1;
    }
}

/// Effective weight per position of the model, from the item down; 0 for what has no part in it.
std::vector<double> weights_beneath(const Place& place) {
    const auto items = place.model().items();
    need_linear(place.model(), place.item);
    std::vector<double> share(items.size(), 0.0);
    if (std::isnan(place.cell(place.item).estimate.value)) return share;
    share[static_cast<std::size_t>(place.item)] = 1.0;
    for (std::int32_t node = place.item; node >= 0; --node) {
        const ScoreItem& here = items[static_cast<std::size_t>(node)];
        const double own = share[static_cast<std::size_t>(node)];
        if (own == 0.0 || here.children.empty()) continue;
        std::vector<std::uint8_t> there;
        double whole = 0.0;
        for (std::size_t k = 0; k < here.children.size(); ++k) {
            there.push_back(std::isnan(place.cell(here.children[k]).estimate.value) ? 0 : 1);
            if (there.back() != 0) whole += here.weights[k];
        }
        if (!(whole > 0.0)) continue;
        for (std::size_t k = 0; k < here.children.size(); ++k)
            if (there[k] != 0) share[static_cast<std::size_t>(here.children[k])] += own * (here.weights[k] / whole);
    }
    return share;
}

/// Names of the options in which two models differ, apart from their weights.
std::string other_options(const ScoreModelOptions& one, const ScoreModelOptions& other) {
    std::vector<std::string> names;
    for_each_field<ScoreModelOptions>([&](const auto& each) {
        if (each.name == "weight_set" || each.name == "area_weights") return;
        if (!detail::fields_equal(one.*each.member, other.*each.member)) names.emplace_back(each.name);
    });
    return join(names, ", ");
}

void need_comparable(const Place& before, const Place& after) {
    const auto refuse = [](std::string got) {
        throw ArgumentError(messages::weights_not_comparable, {{"got", std::move(got)}});
    };
    if (const auto names = other_options(before.model().options(), after.model().options()); !names.empty())
        refuse(names);
    const auto items = before.model().items(), others = after.model().items();
    const bool same_items = std::ranges::equal(items, others, [](const ScoreItem& a, const ScoreItem& b) {
        return a.id == b.id && a.view == b.view && a.children == b.children;
    });
    if (!same_items || before.item != after.item) refuse("framework");
}

}  // namespace

std::vector<IndicatorWeight> effective_weights(const ScoreResult& result, std::string_view item, std::string_view unit,
                                               std::string_view period, View view) {
    const Place place(result, item, unit, period, view);
    const std::vector<double> share = weights_beneath(place);
    const auto items = place.model().items();
    std::vector<IndicatorWeight> weights;
    for (std::size_t node = 0; node < items.size(); ++node)
        if (items[node].indicator >= 0 && share[node] > 0.0) weights.push_back({items[node].id, share[node]});
    return weights;
}

WeightShift weight_shift(const ScoreResult& before, const ScoreResult& after, std::string_view item,
                         std::string_view unit, std::string_view period, View view) {
    const Place first(before, item, unit, period, view), second(after, item, unit, period, view);
    need_comparable(first, second);
    const std::vector<double> old_share = weights_beneath(first), new_share = weights_beneath(second);
    const auto items = first.model().items();
    double variance = 0.0;
    for (std::size_t node = 0; node < items.size(); ++node) {
        if (items[node].indicator < 0 || (old_share[node] == 0.0 && new_share[node] == 0.0)) continue;
        const Estimate was = first.cell(static_cast<std::int32_t>(node)).estimate;
        const Estimate is = second.cell(static_cast<std::int32_t>(node)).estimate;
        if (!detail::fields_equal(was.value, is.value))
            throw ArgumentError(messages::weights_not_comparable, {{"got", items[node].id}});
        const double by = new_share[node] - old_share[node];
        if (by != 0.0) variance += by * by * (was.se * was.se);
    }
    WeightShift shift;
    shift.item = item;
    shift.unit = unit;
    shift.period = before.periods()[static_cast<std::size_t>(first.period)];
    shift.view = view;
    shift.before = first.cell(first.item).estimate.value;
    shift.after = second.cell(second.item).estimate.value;
    const double change = shift.after - shift.before;
    const double se = std::isnan(change) ? change : std::sqrt(variance);
    shift.change = detail::normal_estimate(change, se, before.options().confidence);
    // A change that is exactly zero is as much above zero as below it.
    const bool nothing = change == 0.0 && variance == 0.0;
    shift.probability = nothing ? 0.5 : detail::normal_beyond(change, se, 0.0, 1.0);
    return shift;
}

}  // namespace maatstaf

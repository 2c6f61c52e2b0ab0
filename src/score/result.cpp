// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "score/combine.hpp"
#include "score/numbers.hpp"
#include "score/result_data.hpp"

namespace maatstaf {
namespace {

constexpr std::array caveat_messages = {
    messages::inputs_missing, messages::inputs_suppressed, messages::filled_with_reference,
    messages::coverage_too_low, messages::nothing_measured, messages::score_not_positive,
    messages::floored, messages::indicator_constant, messages::outside_reference,
    messages::small_n, messages::wide_margin, messages::no_margin,
    messages::part_without_margin, messages::needs_draws, messages::margin_of_filled,
    messages::reaches_zero, messages::not_measured, messages::weights_of_area};

[[noreturn]] void refuse_item(const ScoreResult::Data& data, std::string_view id, View view) {
    std::vector<std::string> known;
    for (const auto item : data.items)
        if (data.model.items()[item].view == view) known.push_back(data.model.items()[item].id);
    throw ArgumentError(messages::item_not_scored, {{"item", std::string(id)},
                                                   {"view", std::string(to_name(view))},
                                                   {"nearest", nearest(id, known)}});
}

template <class Block>
auto column(const ScoreResult::Data& data, const Block& block, std::int32_t item, std::int32_t period) {
    return block.part(data.at(static_cast<std::size_t>(item), static_cast<std::size_t>(period)), data.units().size());
}

}  // namespace

std::vector<Caveat> notes(CellCaveat set) {
    std::vector<Caveat> found;
    for (std::size_t b = 0; b < caveat_messages.size(); ++b)
        if (has(set, static_cast<CellCaveat>(1u << b))) found.push_back({caveat_messages[b], {}});
    return found;
}

std::vector<Caveat> notes(const ScoreCell& cell) {
    std::vector<Caveat> found = notes(cell.caveats);
    for (Caveat& each : found)
        if (each.message == messages::weights_of_area) each.parameters = {{"weights", cell.area_weights}};
    return found;
}

ScoreResult::ScoreResult(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

const ScoreModel& ScoreResult::model() const noexcept { return data_->model; }
const ScoreModel& ScoreResult::model_of(std::int32_t unit) const {
    if (data_->area_of_unit.empty()) return data_->model;
    const std::int32_t area = data_->area_of_unit.at(static_cast<std::size_t>(unit));
    return area < 0 ? data_->model : data_->model.area_models()[static_cast<std::size_t>(area)];
}
const ScoreOptions& ScoreResult::options() const noexcept { return data_->options; }
std::span<const Unit> ScoreResult::units() const noexcept { return data_->units(); }
std::span<const Period> ScoreResult::periods() const noexcept { return data_->periods; }
std::span<const std::int32_t> ScoreResult::items() const noexcept { return data_->items; }
std::span<const Caveat> ScoreResult::caveats() const noexcept { return data_->caveats; }
bool ScoreResult::restricted() const noexcept { return data_->restricted; }

std::span<const ContributionShare> ScoreResult::shares() const noexcept {
    if (data_->options.view == ScoreView::results) return {};
    return data_->model.data().shares;
}

const ScoreItem& ScoreResult::item(std::int32_t item) const {
    return data_->model.items()[static_cast<std::size_t>(data_->items.at(static_cast<std::size_t>(item)))];
}

std::int32_t ScoreResult::find_item(std::string_view id, View view) const {
    for (std::size_t i = 0; i < data_->items.size(); ++i) {
        const ScoreItem& each = item(static_cast<std::int32_t>(i));
        if (each.view == view && each.id == id) return static_cast<std::int32_t>(i);
    }
    refuse_item(*data_, id, view);
}

std::int32_t ScoreResult::find_unit(std::string_view id) const { return data_->panel.unit(id); }

std::int32_t ScoreResult::find_period(const Period& period) const {
    for (std::size_t p = 0; p < data_->periods.size(); ++p)
        if (data_->periods[p] == period) return static_cast<std::int32_t>(p);
    std::vector<std::string> known;
    for (const auto& each : data_->periods) known.push_back(each.text());
    throw ArgumentError(messages::unknown_period,
                        {{"got", period.text()}, {"allowed", join(known, ", ", 12)}});
}

ScoreCell ScoreResult::cell(std::int32_t item, std::int32_t unit, std::int32_t period) const {
    const Data& data = *data_;
    const auto i = static_cast<std::size_t>(item), u = static_cast<std::size_t>(unit);
    const auto p = static_cast<std::size_t>(period);
    if (i >= data.items.size() || u >= data.units().size() || p >= data.periods.size())
        throw ArgumentError(messages::argument_out_of_range,
                            {{"argument", "item, unit, period"},
                             {"range", "< " + join(std::vector<std::string>{std::to_string(data.items.size()),
                                                                            std::to_string(data.units().size()),
                                                                            std::to_string(data.periods.size())},
                                                   ", ")},
                             {"got", join(std::vector<std::string>{std::to_string(item), std::to_string(unit),
                                                                   std::to_string(period)},
                                          ", ")}});
    const std::size_t at = data.at(i, p) + u;
    const auto number = [&](const detail::Block<double>& block) {
        return block.empty() ? detail::nan : block.data()[at];
    };
    ScoreCell cell;
    cell.restricted = data.restricted;
    cell.estimate = {number(data.value), number(data.se), number(data.low), number(data.high), number(data.n)};
    const ScoreModel& model = model_of(unit);
    cell.reference = model.items()[static_cast<std::size_t>(data.items[i])].reference;
    std::uint32_t bits = 0;
    if (data.is_complete(p, u)) {
        const detail::CompleteCell& complete = data.when_complete[i];
        bits = complete.caveats;
        cell.status = complete.status;
        cell.coverage = complete.coverage;
    } else {
        bits = data.caveat_bits.data()[at];
        cell.status = data.status.data()[at];
        cell.coverage = data.coverage.data()[at];
    }
    if ((bits & detail::simulated_bit) != 0) cell.method = MarginMethod::simulated;
    else if ((bits & detail::exact_bit) != 0) cell.method = MarginMethod::exact;
    else if (!std::isnan(cell.estimate.low)) cell.method = MarginMethod::first_order;
    cell.caveats = static_cast<CellCaveat>(bits & ~(detail::simulated_bit | detail::exact_bit));
    if (has(cell.caveats, CellCaveat::weights_of_area)) cell.area_weights = model.options().weight_set;
    return cell;
}

ScoreCell ScoreResult::cell(std::string_view item, std::string_view unit, std::string_view period, View view) const {
    return cell(find_item(item, view), find_unit(unit), find_period(Period::parse(period)));
}

std::span<const double> ScoreResult::value(std::int32_t item, std::int32_t period) const {
    return column(*data_, data_->value, item, period);
}
std::span<const double> ScoreResult::se(std::int32_t item, std::int32_t period) const {
    return column(*data_, data_->se, item, period);
}
std::span<const double> ScoreResult::low(std::int32_t item, std::int32_t period) const {
    return column(*data_, data_->low, item, period);
}
std::span<const double> ScoreResult::high(std::int32_t item, std::int32_t period) const {
    return column(*data_, data_->high, item, period);
}
std::span<const double> ScoreResult::n(std::int32_t item, std::int32_t period) const {
    return column(*data_, data_->n, item, period);
}

}  // namespace maatstaf

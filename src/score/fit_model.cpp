// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/counts.hpp"
#include "core/check.hpp"
#include "score/inputs.hpp"
#include "score/items.hpp"
#include "score/model_data.hpp"
#include "score/normalise_fit.hpp"
#include "score/numbers.hpp"

namespace maatstaf {

void check_options(const ScoreModelOptions& options) {
    detail::check(options.normalise, "normalise");
    for (const auto& each : options.indicators)
        detail::check(each.normalise, "indicators['" + each.indicator + "'].normalise");
    detail::need_share("minimum_coverage", options.minimum_coverage);
    if (!std::isnan(options.floor) && !(options.floor > 0.0 && std::isfinite(options.floor)))
        throw detail::out_of_range("floor", "> 0", options.floor);
    if (!(options.minimum_n >= 0.0)) throw detail::out_of_range("minimum_n", ">= 0", options.minimum_n);
    if (!(options.maximum_margin > 0.0)) throw detail::out_of_range("maximum_margin", "> 0", options.maximum_margin);
}

namespace {

class Fitter {
public:
    Fitter(const FrameworkVersion& version, const Panel& reference, const ScoreModelOptions& options,
           std::span<const ReferenceParameters> given)
        : framework_(version.framework()), reference_(reference), given_(given),
          data_(std::make_shared<ScoreModel::Data>(version)) {
        data_->options = options;
    }

    ScoreModel run() {
        detail::CompiledItems compiled = detail::compile_items(framework_, data_->options);
        data_->items = std::move(compiled.items);
        data_->shares = std::move(compiled.shares);
        for (const Indicator* indicator : compiled.indicators)
            data_->indicators.push_back(detail::scored_as(*indicator));
        check_ids();
        detail::check_spelling(reference_, framework_, data_->indicators);
        for (std::size_t j = 0; j < data_->indicators.size(); ++j) fit(*compiled.indicators[j], data_->indicators[j]);
        if (given_.empty() && reference_.units().empty() && !absent_.empty())
            throw ArgumentError(messages::nothing_to_fit_on);
        detail::finish(*data_);
        write_caveats(compiled.left_out);
        fit_areas();
        return ScoreModel(std::move(data_));
    }

private:
    /// Every id in the options and in the given figures must be one of an indicator that is scored, once.
    void check_ids() const {
        std::vector<std::string> known, seen;
        for (const auto& each : data_->indicators) known.push_back(each.id);
        const auto check_id = [&](const std::string& id, Message twice, std::string_view argument) {
            if (std::ranges::find(known, id) == known.end() && !(argument == "given" && framework_.has(id)))
                throw ArgumentError(messages::item_not_scored,
                                    {{"item", id}, {"view", "indicators"}, {"nearest", nearest(id, known)}});
            if (std::ranges::find(seen, id) != seen.end())
                throw ArgumentError(twice, {{"item", id}, {"indicator", id}, {"argument", std::string(argument)}});
            seen.push_back(id);
        };
        for (const auto& each : data_->options.indicators)
            check_id(each.indicator, messages::option_twice, "indicators");
        seen.clear();
        for (const auto& each : given_) check_id(each.indicator, messages::reference_twice, "given");
    }

    const NormaliseOptions& options_of(const std::string& indicator) const {
        for (const auto& exception : data_->options.indicators)
            if (exception.indicator == indicator) return exception.normalise;
        return data_->options.normalise;
    }

    double value_of_reference_unit(const std::string& unit, const ScoreIndicator& indicator) const {
        const std::int32_t position = reference_.unit(unit);
        double value = detail::nan;
        for (std::size_t p = 0; p < reference_.periods().size(); ++p) {
            const auto input = detail::bind_input(reference_, indicator, static_cast<std::int32_t>(p));
            if (input.there && !std::isnan(input.value[position])) value = input.value[position];
        }
        if (std::isnan(value))
            throw ArgumentError(messages::reference_unit_empty, {{"unit", unit}, {"indicator", indicator.id}});
        return value;
    }

    void fit(const Indicator& indicator, ScoreIndicator& scored) {
        const NormaliseOptions& options = options_of(indicator.id);
        NormaliseContext context;
        context.direction = indicator.direction;
        context.target = detail::standing_target(indicator, {});
        context.goalpost_low = indicator.goalpost_low;
        context.goalpost_high = indicator.goalpost_high;
        if (options.method == NormaliseMethod::distance_to_reference && !options.reference_unit.empty())
            context.reference_value = value_of_reference_unit(options.reference_unit, scored);
        try {
            scored.normaliser = rule_of(scored, context, options);
        } catch (const ArgumentError& error) {
            Parameters parameters = error.note().parameters;
            parameters.emplace_back("indicator", indicator.id);
            throw ArgumentError(error.note().message, std::move(parameters));
        }
        scored.usable = !scored.normaliser.is_constant();
    }

    Normaliser rule_of(const ScoreIndicator& scored, const NormaliseContext& context, const NormaliseOptions& options) {
        for (const auto& each : given_)
            if (each.indicator == scored.id) return fit_normaliser(each.statistics, context, options);
        std::vector<double> pooled;
        std::span<const double> values;
        detail::Input input;
        for (std::size_t p = 0; p < reference_.periods().size(); ++p) {
            input = detail::bind_input(reference_, scored, static_cast<std::int32_t>(p));
            if (!input.there) break;
            if (reference_.periods().size() > 1) pooled.insert(pooled.end(), input.value.begin(), input.value.end());
            values = pooled.empty() ? input.value : std::span<const double>(pooled);
        }
        Normaliser rule = fit_normaliser(values, context, options);
        // Goalposts and identity need no reference at all.
        if (rule.reference.n == 0.0 && rule.is_constant()) absent_.push_back(scored.id);
        const bool needs_none = rule.method == NormaliseMethod::goalposts || rule.method == NormaliseMethod::identity;
        uses_reference_ = uses_reference_ || (rule.reference.n > 0.0 && !needs_none);
        return rule;
    }

    /// Weights have no part in structure and rules, so a model of an area differs from this one in its weights only.
    void fit_areas() {
        std::vector<const WeightSet*> seen;
        for (const std::string& id : data_->options.area_weights) {
            const WeightSet& set = framework_.weight_set(id);
            if (set.area.empty()) throw ArgumentError(messages::weights_without_area, {{"weights", id}});
            for (const WeightSet* other : seen)
                if (other->area == set.area)
                    throw ArgumentError(messages::weights_for_same_area,
                                        {{"first", other->id}, {"second", id}, {"area", set.area}});
            seen.push_back(&set);
            ScoreModelOptions own = data_->options;
            own.weight_set = id;
            data_->areas.push_back(
                detail::model_of_area(*data_, id, detail::compile_items(framework_, own).items));
        }
    }

    std::vector<std::string> kinds_of_reference() const {
        std::vector<std::string> kinds;
        for (const auto& unit : reference_.units()) {
            const std::string kind(to_name(unit.kind));
            if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
        }
        return kinds;
    }

    /// Weight sets that somebody did set, but that were not asked for: of the whole, and with no areas of their own at
    /// all also those of one area.
    std::string unused_weights() const {
        std::vector<std::string> ids;
        for (const WeightSet& set : framework_.data().weight_sets)
            if (set.area.empty() || data_->options.area_weights.empty()) ids.push_back(set.id);
        return join(ids, ", ", 12);
    }

    void write_caveats(const std::vector<const Indicator*>& left_out) {
        auto& caveats = data_->caveats;
        if (reference_.restricted() && uses_reference_) caveats.push_back({messages::fitted_on_restricted, {}});
        const auto add_list = [&](Message message, std::string name, const std::vector<std::string>& ids) {
            if (!ids.empty()) caveats.push_back({message, {{std::move(name), join(ids, ", ", 12)}}});
        };
        const std::string& set = data_->options.weight_set;
        if (set.empty() || set == "equal") {
            const bool everywhere = data_->options.area_weights.empty();
            if (const std::string unused = unused_weights(); !unused.empty())
                caveats.push_back({everywhere ? messages::weights_not_used : messages::weights_not_used_elsewhere,
                                   {{"weights", unused}}});
            else
                caveats.push_back(
                    {everywhere ? messages::weights_are_equal : messages::weights_are_equal_elsewhere, {}});
        } else if (const std::string& area = framework_.weight_set(set).area; !area.empty()) {
            caveats.push_back({messages::weights_for_area, {{"weights", set}, {"area", area}}});
        }
        std::vector<std::string> ids;
        for (const Indicator* indicator : left_out) ids.push_back(indicator->id);
        add_list(messages::indicators_left_out, "indicators", ids);
        if (!data_->options.include_output_because.empty())
            caveats.push_back({messages::output_included, {{"reason", data_->options.include_output_because}}});
        if (uses_reference_)
            if (const auto kinds = kinds_of_reference(); kinds.size() > 1)
                add_list(messages::reference_mixes_kinds, "kinds", kinds);
        add_list(messages::indicators_not_in_reference, "indicators", absent_);
        ids.clear();
        for (const auto& each : data_->indicators)
            if (!each.usable && std::ranges::find(absent_, each.id) == absent_.end()) ids.push_back(each.id);
        add_list(messages::indicators_without_spread, "indicators", ids);
        ids.clear();
        for (const auto& item : data_->items)
            if (item.kind == NodeKind::result && item.view == View::results && item.coverage == 0.0)
                ids.push_back(item.id);
        std::ranges::reverse(ids);
        add_list(messages::results_not_covered, "items", ids);
    }

    const Framework& framework_;
    const Panel& reference_;
    std::span<const ReferenceParameters> given_;
    std::shared_ptr<ScoreModel::Data> data_;
    std::vector<std::string> absent_;
    bool uses_reference_ = false;   ///< some rule takes its figures from the values of the panel
};

}  // namespace

ScoreModel fit_score_model(const FrameworkVersion& framework, const Panel& reference, const ScoreModelOptions& options,
                           std::span<const ReferenceParameters> given) {
    check_options(options);
    detail::need_valid(framework.framework());
    const Panel counted = read_counts(framework.framework(), reference);
    return Fitter(framework, counted, options, given).run();
}

ScoreModel fit_score_model(const Framework& framework, const Panel& reference, const ScoreModelOptions& options,
                           std::span<const ReferenceParameters> given) {
    return fit_score_model(freeze(framework), reference, options, given);
}

std::vector<ReferenceParameters> reference_parameters(const Table& table) {
    const Column& ids = table.column("indicator");
    std::vector<ReferenceParameters> all(table.rows());
    for (std::size_t row = 0; row < all.size(); ++row) all[row].indicator = ids.text(row);
    for_each_field<ReferenceStatistics>([&](const auto& field) {
        if (!table.has(field.name)) return;
        const Column& column = table.column(field.name);
        for (std::size_t row = 0; row < all.size(); ++row) all[row].statistics.*field.member = column.number(row);
    });
    return all;
}

}  // namespace maatstaf

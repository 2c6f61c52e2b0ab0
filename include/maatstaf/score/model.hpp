// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/structure.hpp"
#include "maatstaf/framework/version.hpp"
#include "maatstaf/panel/panel.hpp"
#include "maatstaf/score/options.hpp"

namespace maatstaf {

/// Throws ArgumentError for an option outside its range; `fit_score_model` does so too.
void check_options(const ScoreModelOptions& options);

/// Published figures of a reference for one indicator, in its own unit, for whoever cannot have the values themselves:
/// a national mean and standard deviation, for example. NaN where not published and not needed by the method.
struct ReferenceParameters {
    std::string indicator{};
    ReferenceStatistics statistics{};
    static constexpr auto fields() {
        return std::tuple{field("indicator", &ReferenceParameters::indicator, "id of an indicator"),
                          field("statistics", &ReferenceParameters::statistics, "n, mean, sd, min and max")};
    }
};
/// From a table with the column `indicator` and any of n, mean, sd, min and max.
std::vector<ReferenceParameters> reference_parameters(const Table& table);

/// One node of the scored picture: an indicator, or an item whose children are aggregated.
struct ScoreItem {
    std::string id{};
    NodeKind kind = NodeKind::indicator;
    View view = View::results;
    std::int32_t parent = -1;              ///< position in `ScoreModel::items()`; -1 at the top or with several parents
    std::vector<std::int32_t> children{};  ///< positions, in order; children stand before their parents
    std::vector<double> weights{};         ///< of the children: sum to 1
    Aggregate aggregate = Aggregate::arithmetic;
    std::int32_t indicator = -1;         ///< position in `ScoreModel::indicators()`, for an indicator
    double coverage = 0.0;      ///< share of the effective weight that has an indicator at all
    double reference = 0.0;     ///< score of a unit that is average on every indicator; NaN if unknown
    double spread = 0.0;        ///< change of the score when every indicator moves one reference sd; NaN if unknown
    static constexpr auto fields() {
        using S = ScoreItem;
        return std::tuple{field("id", &S::id, "id of the item"), field("kind", &S::kind, "kind of the item"),
                          field("view", &S::view, "results or contributions"),
                          field("parent", &S::parent, "position of its parent, or -1"),
                          field("children", &S::children, "positions of its children"),
                          field("weights", &S::weights, "weights of its children, summing to 1"),
                          field("aggregate", &S::aggregate, "arithmetic, geometric or harmonic mean"),
                          field("indicator", &S::indicator, "position in the list of indicators, or -1"),
                          field("coverage", &S::coverage, "share of the weight that has an indicator"),
                          field("reference", &S::reference, "score of a unit that is average on every indicator"),
                          field("spread", &S::spread, "change when every indicator moves one reference sd")};
    }
};

/// One indicator of a model with its frozen rule.
struct ScoreIndicator {
    std::string id{};
    std::string denominator{}; ///< id of the panel indicator it is divided by before scoring; empty: none
    double factor = 1.0;       ///< what that ratio is multiplied by
    Normaliser normaliser{};
    bool usable = true;  ///< false: not in the reference, or without spread there; never scored, and a caveat says so
    static constexpr auto fields() {
        using S = ScoreIndicator;
        return std::tuple{field("id", &S::id, "id of the indicator"),
                          field("denominator", &S::denominator, "panel indicator it is divided by"),
                          field("factor", &S::factor, "what that ratio is multiplied by"),
                          field("normaliser", &S::normaliser, "frozen rule from value to score"),
                          field("usable", &S::usable, "false: cannot be scored")};
    }
};

/// A framework with everything frozen that scoring needs: weights, normalising rules, aggregation. The same model gives
/// comparable scores for other years, areas and vendors. Immutable and cheap to copy; archives hold it whole.
class ScoreModel {
public:
    const FrameworkVersion& framework() const noexcept;
    const ScoreModelOptions& options() const noexcept;
    /// Nodes of both views, children before parents. A contribution serves every result that it is split over, so here
    /// a node of the view `contributions` may have several parents.
    std::span<const ScoreItem> items() const noexcept;
    std::span<const ScoreIndicator> indicators() const noexcept;
    /// Throw ArgumentError (unknown_item, unknown_indicator) with the nearest id.
    std::int32_t item(std::string_view id, View view = View::results) const;
    std::int32_t indicator(std::string_view id) const;
    const Normaliser& normaliser(std::string_view indicator) const;
    /// Share of one item in the score of another by weight alone: product of weights along every path, summed.
    double effective_weight(std::int32_t item, std::int32_t of) const;
    /// This model with the weights of one area for every unit, one per entry of `options().area_weights` and in that
    /// order; its `options().weight_set` names them. All else is shared: structure, indicators, rules, reference.
    std::span<const ScoreModel> area_models() const noexcept;
    /// What whoever uses the model must know: indicators without spread, left out or not measured, equal weights.
    std::span<const Caveat> caveats() const noexcept;
    /// Reference statistics and rule of every indicator: indicator, method, direction, n, mean, sd, min, max, origin,
    /// slope, offset, usable.
    Table parameters() const;

    struct Data;  ///< storage; its layout is private to the room
    explicit ScoreModel(std::shared_ptr<const Data> data);
    const Data& data() const noexcept { return *data_; }

private:
    std::shared_ptr<const Data> data_;
};

/// Freezes a model on a reference: every unit and period of `reference` counts (select the units of one kind first, so
/// that a national row does not count beside its districts). Figures in `given` go before those of the panel; with a
/// figure for every indicator the panel may be empty (`Panel{}`).
///
/// Throws DataError when the framework has findings of severity error (framework_not_valid, with the first of them),
/// when its weights cannot be used, and when an indicator is not in the panel but something nearly so spelt is
/// (indicator_misspelt); ArgumentError for options outside their range and for unknown ids in them.
ScoreModel fit_score_model(const FrameworkVersion& framework, const Panel& reference,
                           const ScoreModelOptions& options = {}, std::span<const ReferenceParameters> given = {});
ScoreModel fit_score_model(const Framework& framework, const Panel& reference, const ScoreModelOptions& options = {},
                           std::span<const ReferenceParameters> given = {});

}  // namespace maatstaf

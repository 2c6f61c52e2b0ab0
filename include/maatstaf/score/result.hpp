// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/status.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/structure.hpp"
#include "maatstaf/panel/unit.hpp"
#include "maatstaf/score/model.hpp"

namespace maatstaf {

/// What a reader must know of one cell, as a set of bits. Each bit has a message of the same name in the catalogue.
enum class CellCaveat : std::uint32_t {
    none = 0,
    inputs_missing = 1u << 0,         ///< the weight of what is missing was shared among the rest: an imputation
    inputs_suppressed = 1u << 1,      ///< part of what is missing is withheld by the source
    filled_with_reference = 1u << 2,  ///< missing indicators were given the mean of the reference: an imputation
    coverage_too_low = 1u << 3,       ///< no value: less is observed than the missing rule asks
    nothing_measured = 1u << 4,       ///< no value: nothing beneath this node is observed
    score_not_positive = 1u << 5,     ///< no value: a geometric or harmonic mean of scores at or below zero
    floored = 1u << 6,                ///< a score below the floor was counted as the floor
    indicator_constant = 1u << 7,     ///< no value: the indicator has no spread in the reference
    outside_reference = 1u << 8,      ///< an input lies outside the goalposts or the range of the reference
    small_n = 1u << 9,                ///< fewer people or cases than `minimum_n`
    wide_margin = 1u << 10,           ///< unreliable: the margin is wide against the spread of the reference
    no_margin = 1u << 11,             ///< no interval: the source gives no margin
    part_without_margin = 1u << 12,   ///< no interval: part of the inputs has no margin
    needs_draws = 1u << 13,           ///< no interval: the score has a kink or step here; simulate (`draws`)
    margin_of_filled = 1u << 14,      ///< no interval: a filled value has no margin
    reaches_zero = 1u << 15,          ///< some draws were at or below zero and counted as zero
    not_measured = 1u << 16,          ///< no value: the indicator is not in this panel
    weights_of_area = 1u << 17,       ///< the weights of the unit's own area count: see `ScoreCell::area_weights`
};
constexpr CellCaveat operator|(CellCaveat a, CellCaveat b) noexcept {
    return static_cast<CellCaveat>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
constexpr bool has(CellCaveat set, CellCaveat one) noexcept {
    return (static_cast<std::uint32_t>(set) & static_cast<std::uint32_t>(one)) != 0;
}
/// The caveats of a set, in the order of the bits.
std::vector<Caveat> notes(CellCaveat set);

/// How the margin of a cell was found.
enum class MarginMethod : std::uint8_t {
    none,
    first_order,  ///< straight lines through the score of the inputs
    simulated,    ///< draws
    exact,        ///< quantiles of what is known of a single count, brought to the scale of the score
};
constexpr auto enum_names(MarginMethod) {
    using enum MarginMethod;
    return std::array{EnumName<MarginMethod>{none, "none"}, EnumName<MarginMethod>{first_order, "first_order"},
                      EnumName<MarginMethod>{simulated, "simulated"}, EnumName<MarginMethod>{exact, "exact"}};
}

/// One number of a result with all that belongs to it.
struct ScoreCell {
    Estimate estimate{};
    double coverage = 0.0;
    double reference = 0.0;
    Status status = Status::absent;   ///< `observed` when there is a value; else why not
    MarginMethod method = MarginMethod::none;
    CellCaveat caveats = CellCaveat::none;
    std::string area_weights{};   ///< id of the weight set of the unit's area; empty: that of the model
    bool restricted = false;      ///< as the result it comes from
};
/// The caveats of a cell, which name the weight set of its area.
std::vector<Caveat> notes(const ScoreCell& cell);

/// Part of a contribution that serves one result, or (with an empty `result`) other and unknown ends.
struct ContributionShare {
    std::string organisation{}, contribution{}, result{};
    double share = 0.0;   ///< 0 to 1; the shares of one contribution sum to 1, the remainder included
    bool agreed = true;   ///< false: part of the remainder because the share was never agreed on
    static constexpr auto fields() {
        using C = ContributionShare;
        return std::tuple{field("organisation", &C::organisation, "id of the party"),
                          field("contribution", &C::contribution, "id of the contribution"),
                          field("result", &C::result, "id of the result; empty: other or unknown"),
                          field("share", &C::share, "part of the contribution"),
                          field("agreed", &C::agreed, "false: never agreed on")};
    }
};

/// Scores of items x periods x units: dense arrays with the units of one (item, period) side by side.
class ScoreResult {
public:
    const ScoreModel& model() const noexcept;
    /// The model that scored a unit: that of its area where the model holds one, else `model()`. By position.
    const ScoreModel& model_of(std::int32_t unit) const;
    const ScoreOptions& options() const noexcept;
    std::span<const Unit> units() const noexcept;
    std::span<const Period> periods() const noexcept;
    /// Positions in `model().items()` of the items of this result, children before their parents.
    std::span<const std::int32_t> items() const noexcept;
    const ScoreItem& item(std::int32_t item) const;
    /// Positions; throw ArgumentError with the nearest id.
    std::int32_t find_item(std::string_view id, View view = View::results) const;
    std::int32_t find_unit(std::string_view id) const;
    std::int32_t find_period(const Period& period) const;

    ScoreCell cell(std::int32_t item, std::int32_t unit, std::int32_t period) const;
    ScoreCell cell(std::string_view item, std::string_view unit, std::string_view period,
                   View view = View::results) const;

    /// One entry per unit. NaN where there is none; empty spans where no cell of the whole result has one.
    std::span<const double> value(std::int32_t item, std::int32_t period) const;
    std::span<const double> se(std::int32_t item, std::int32_t period) const;
    std::span<const double> low(std::int32_t item, std::int32_t period) const;
    std::span<const double> high(std::int32_t item, std::int32_t period) const;
    std::span<const double> n(std::int32_t item, std::int32_t period) const;

    /// Which parts of which contributions the view `contributions` was made with; empty in the view `results`.
    std::span<const ContributionShare> shares() const noexcept;
    /// What holds for the whole result, each once, with the number of cells where it counts.
    std::span<const Caveat> caveats() const noexcept;
    bool restricted() const noexcept;

    struct Data;  ///< storage; its layout is private to the room
    explicit ScoreResult(std::shared_ptr<const Data> data);
    const Data& data() const noexcept { return *data_; }

private:
    std::shared_ptr<const Data> data_;
};

/// Scores a panel with a frozen model. Deterministic: units keep their scores, margins and draws to the last bit when
/// other units, indicators, periods or threads are added or taken away.
///
/// Margins. Every observed input has a standard error, or a numerator and denominator (proportion: Beta(x + 1/2,
/// n - x + 1/2); rate or count: Gamma(x + 1/2)), or none; a standard error goes before counts. With draws = 0 a node
/// has
///     se^2 = sum_j (d score / d input_j)^2 se_j^2,
/// exact for a linear model with normal inputs. Intervals of single counts are those of their posterior; where they are
/// longer on one side, the sides of a node add up apart from each other (variance estimates recovery), and no interval
/// leaves what a score can be. With draws > 0 every part that is linear in normal inputs is still exact, is sampled as
/// one source where something curved uses it, and only what is curved is simulated; the interval then runs between
/// quantiles (type 7). Inputs are taken as independent. All margins are conditional on the reference: its parameters
/// are frozen. An input without a margin gives the node none (and a caveat), never an invented one.
///
/// n of a node is the smallest n known among its observed inputs.
///
/// Units in an area with weights of its own (`ScoreModelOptions::area_weights`) get exactly the scores that a model
/// with those weights everywhere gives them; their cells say so in a caveat.
///
/// Throws ArgumentError for options outside their range, DataError when a panel indicator is nearly but not quite spelt
/// as one of the model, CancelledError when `progress` says so.
ScoreResult score_panel(const ScoreModel& model, const Panel& panel, const ScoreOptions& options = {});

/// One row per unit, period and item: unit, unit_name, period, item, name, kind, view, value, se, low, high, n,
/// coverage, reference, method, caveat (sentences in `language`). Texts are dictionary-coded.
Table to_table(const ScoreResult& result, Language language = Language::english);
/// Per organisation, contribution, result, unit and period: share, value (score of the contribution), part (share x
/// value), and one row with an empty result for what serves other or unknown ends.
Table contribution_table(const ScoreResult& result, Language language = Language::english);

}  // namespace maatstaf

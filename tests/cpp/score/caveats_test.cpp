// SPDX-License-Identifier: Apache-2.0
// What a model and a result say of themselves, and the options that make them say it.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "score/small_framework.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

/// The value of the first parameter of a caveat; "(not said)" when nobody says it, "" when it has no parameters.
std::string said(std::span<const Caveat> caveats, Message message) {
    const auto found = std::ranges::find(caveats, message, &Caveat::message);
    if (found == caveats.end()) return "(not said)";
    return found->parameters.empty() ? "" : found->parameters.front().second;
}

const std::string silence = "(not said)";

ScoreModel small_model(const ScoreModelOptions& options = test::minmax_options()) {
    return fit_score_model(test::small_framework(), test::small_panel().build(), options);
}

}  // namespace

TEST_CASE("a model says which weights it uses", "[score][caveats]") {
    Framework framework = test::small_framework();
    WeightSet set;
    set.id = "council";
    set.body = "town";
    set.date = "2021-01-01";
    set.weights = {{"x", 3.0}, {"y", 1.0}};
    framework.add(set);
    set.id = "borough";
    set.area = "u2";
    framework.add(set);
    auto options = test::minmax_options();
    const auto caveats = [&](const std::string& weights) {
        options.weight_set = weights;
        const auto model = fit_score_model(framework, test::small_panel().build(), options);
        return std::vector<Caveat>(model.caveats().begin(), model.caveats().end());
    };
    // Somebody did set weights: then it is not said that nobody has, but that they were not asked for.
    CHECK(said(caveats(""), messages::weights_are_equal) == silence);
    CHECK(said(caveats(""), messages::weights_not_used) == "council, borough");
    CHECK(said(caveats("equal"), messages::weights_not_used) == "council, borough");
    options.area_weights = {"borough"};
    CHECK(said(caveats(""), messages::weights_not_used_elsewhere) == "council");
    options.area_weights.clear();
    CHECK(said(caveats("council"), messages::weights_not_used) == silence);
    CHECK(said(caveats("council"), messages::weights_are_equal) == silence);
    CHECK(said(caveats("council"), messages::weights_for_area) == silence);
    const auto borrowed = caveats("borough");
    CHECK(said(borrowed, messages::weights_are_equal) == silence);
    CHECK(said(borrowed, messages::weights_for_area) == "borough");
    const auto at = std::ranges::find(borrowed, messages::weights_for_area, &Caveat::message);
    CHECK(at->parameters.back().second == "u2");
}

TEST_CASE("means count in results only for a reason, which stays with the scores", "[score][caveats]") {
    Framework framework = test::small_framework();
    Indicator hours = test::indicator("hours", "R2");
    hours.measures = IndicatorKind::output;
    framework.add(hours);
    const auto panel = test::small_panel().add("hours", "2016", {10.0, 30.0, 20.0, 50.0}).build();
    auto options = test::minmax_options();
    const auto without = fit_score_model(framework, panel, options);
    CHECK(said(without.caveats(), messages::indicators_left_out) == "hours");
    CHECK(said(without.caveats(), messages::output_included) == silence);
    CHECK(score_panel(without, panel).cell("R2", "u2", "2016").estimate.value == Approx(0.5));
    options.include_output_because = "agreed in the council";
    const auto with = fit_score_model(framework, panel, options);
    CHECK(said(with.caveats(), messages::indicators_left_out) == silence);
    CHECK(said(with.caveats(), messages::output_included) == "agreed in the council");
    const auto result = score_panel(with, panel);
    CHECK(result.cell("R2", "u2", "2016").estimate.value == Approx((0.5 + 0.5) / 2.0));
    CHECK(result.cell("R2", "u4", "2016").estimate.value == Approx((0.0 + 1.0) / 2.0));
    CHECK(said(result.caveats(), messages::output_included) == "agreed in the council");
}

TEST_CASE("a model names what its reference cannot serve", "[score][caveats]") {
    std::vector<std::string> ids = {"u1", "u2"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {3.0, 3.0}).add("y", "2016", {1.0, 2.0});
    const auto model = fit_score_model(test::small_framework(), builder.build(), test::minmax_options());
    CHECK(said(model.caveats(), messages::indicators_without_spread) == "x");
    CHECK(said(model.caveats(), messages::indicators_not_in_reference) == "z");
    CHECK(said(model.caveats(), messages::results_not_covered) == "R2, R3");
    const auto whole = small_model();
    CHECK(said(whole.caveats(), messages::indicators_without_spread) == silence);
    CHECK(said(whole.caveats(), messages::indicators_not_in_reference) == silence);
    CHECK(said(whole.caveats(), messages::results_not_covered) == "R3");
}

TEST_CASE("a reference of several kinds of units is pointed out", "[score][caveats]") {
    const auto caveats = [](UnitKind second, NormaliseMethod method) {
        std::vector<Unit> units = {{.id = "u1", .kind = UnitKind::neighbourhood}, {.id = "u2", .kind = second}};
        PanelBuilder builder(units);
        for (const auto* id : {"x", "y", "z"}) builder.add(id, "2016", {1.0, 2.0});
        ScoreModelOptions options;
        options.normalise.method = method;
        const auto model = fit_score_model(test::small_framework(), builder.build(), options);
        return said(model.caveats(), messages::reference_mixes_kinds);
    };
    CHECK(caveats(UnitKind::country, NormaliseMethod::zscore) == "neighbourhood, country");
    CHECK(caveats(UnitKind::neighbourhood, NormaliseMethod::zscore) == silence);
    CHECK(caveats(UnitKind::country, NormaliseMethod::identity) == silence);   // takes nothing from the reference
}

TEST_CASE("a result says what holds for all of it", "[score][caveats]") {
    std::vector<std::string> ids = {"u1"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {2.0}, {.se = {0.1}}).add("y", "2016", {20.0}, {.se = {1.0}});
    const auto result = score_panel(small_model(), builder.build());
    CHECK(said(result.caveats(), messages::indicators_not_in_panel) == "z");
    CHECK(said(result.caveats(), messages::inputs_independent).empty());
    CHECK(said(result.caveats(), messages::weights_are_equal).empty());
    const auto bare = score_panel(small_model(), test::small_panel().build());
    CHECK(said(bare.caveats(), messages::indicators_not_in_panel) == silence);
    CHECK(said(bare.caveats(), messages::inputs_independent) == silence);   // no margins, so nothing to assume
}

TEST_CASE("draws at or below zero are reported, unless a floor catches them", "[score][caveats]") {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    options.aggregate = Aggregate::geometric;
    std::vector<std::string> ids = {"u1"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {1.0}, {.se = {1.0}}).add("y", "2016", {-2.0}, {.se = {0.1}});
    const auto cell = [&] {
        return score_panel(small_model(options), builder.build(), {.draws = 500}).cell("R1", "u1", "2016");
    };
    CHECK(has(cell().caveats, CellCaveat::reaches_zero));
    CHECK(said(notes(cell().caveats), messages::reaches_zero).empty());
    options.floor = 0.01;
    CHECK(!has(cell().caveats, CellCaveat::reaches_zero));
}

TEST_CASE("a reference given twice, empty, or dividing by nothing is refused", "[score][caveats]") {
    const auto framework = test::small_framework();
    const auto panel = test::small_panel().build();
    const std::vector<ReferenceParameters> twice = {{"x", {.mean = 2.0, .sd = 2.0}}, {"x", {.mean = 3.0, .sd = 2.0}}};
    const auto doubled = test::caught<ArgumentError>([&] { fit_score_model(framework, panel, {}, twice); });
    CHECK(doubled.note().message == messages::reference_twice);
    CHECK(test::parameter(doubled, "indicator") == "x");

    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::distance_to_reference;
    options.normalise.reference_unit = "u2";
    std::vector<std::string> ids = {"u1", "u2"};
    PanelBuilder gap(ids);
    gap.add("x", "2016", {1.0, unknown}).add("y", "2016", {1.0, 2.0}).add("z", "2016", {1.0, 2.0});
    const auto empty = test::caught<ArgumentError>([&] { fit_score_model(framework, gap.build(), options); });
    CHECK(empty.note().message == messages::reference_unit_empty);
    CHECK(test::parameter(empty, "indicator") == "x");

    Framework divided = test::small_framework();
    Indicator debt = test::indicator("debt", "R3");
    debt.denominator = "people";
    divided.add(debt);
    const auto nobody = test::small_panel().add("debt", "2016", {1.0, 2.0, 3.0, 4.0})
                            .add("people", "2016", {5.0, 5.0, 0.0, 5.0}).build();
    const auto zero = test::caught<DataError>([&] { fit_score_model(divided, nobody); });
    CHECK(zero.note().message == messages::denominator_not_positive);
    CHECK(test::parameter(zero, "unit") == "u3");
    CHECK(test::parameter(zero, "got") == "0");
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "score/small_framework.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

ScoreResult scored(const ScoreModelOptions& options, const Panel& panel, const ScoreOptions& how = {}) {
    return score_panel(fit_score_model(test::small_framework(), test::small_panel().build(), options), panel, how);
}

double value(const ScoreResult& result, std::string_view item, std::string_view unit = "u1") {
    return result.cell(item, unit, "2016").estimate.value;
}

// Min-max of the small panel: x 0, .2, .4, 1; y (lower is better) 1, 1/3, 2/3, 0; z 1/3, 1/2, 1, 0.

}  // namespace

TEST_CASE("scores of a small framework by hand", "[score]") {
    const auto result = scored(test::minmax_options(), test::small_panel().build());
    CHECK(value(result, "x", "u2") == Approx(0.2));
    CHECK(value(result, "y", "u2") == Approx(1.0 / 3.0));
    CHECK(value(result, "R1") == Approx(0.5));
    CHECK(value(result, "R2") == Approx(1.0 / 3.0));
    CHECK(value(result, "A") == Approx((0.5 + 1.0 / 3.0) / 2.0));
    CHECK(value(result, "D") == value(result, "A"));
    const auto ambition = result.cell("A", "u1", "2016");
    CHECK(ambition.coverage == Approx(2.0 / 3.0));
    CHECK(has(ambition.caveats, CellCaveat::inputs_missing));
    CHECK(has(ambition.caveats, CellCaveat::no_margin));
    CHECK(std::isnan(ambition.estimate.low));
    CHECK(ambition.method == MarginMethod::none);
    // A unit that is average on everything: x 3 -> .4, y 25 -> .5, z 5.375 -> .4583
    CHECK(ambition.reference == Approx((0.45 + (5.375 - 4.0) / 3.0) / 2.0));
    const auto nothing = result.cell("R3", "u1", "2016");
    CHECK(std::isnan(nothing.estimate.value));
    CHECK(nothing.coverage == 0.0);
    CHECK(nothing.status == Status::absent);
    CHECK(has(nothing.caveats, CellCaveat::nothing_measured));
    CHECK(result.items().size() == 9);
    CHECK(scored(test::minmax_options(), test::small_panel().build(), {.indicators = false}).items().size() == 6);
}

TEST_CASE("each way of normalising, aggregating and weighing changes the ambition", "[score]") {
    std::vector<double> seen;
    const auto record = [&](const ScoreModelOptions& options) {
        const double found = value(scored(options, test::small_panel().build()), "A", "u3");
        for (const double other : seen) CHECK(std::fabs(other - found) > 1e-6);
        seen.push_back(found);
        return found;
    };
    CHECK(record(test::minmax_options()) == Approx(((0.4 + 2.0 / 3.0) / 2.0 + 1.0) / 2.0));
    ScoreModelOptions options;
    record(options);
    options.normalise.method = NormaliseMethod::rank;
    CHECK(record(options) == Approx(((3.0 + 3.0) / 2.0 + 4.0) / 2.0));
    options.normalise.method = NormaliseMethod::percentile_rank;
    CHECK(record(options) == Approx(((2.0 + 2.0) / 6.0 + 1.0) / 2.0));
    options.normalise.method = NormaliseMethod::identity;
    CHECK(record(options) == Approx(((3.0 - 20.0) / 2.0 + 7.0) / 2.0));
    options.normalise.method = NormaliseMethod::distance_to_reference;
    CHECK(record(options) == Approx(((1.0 + 20.0 / 15.0) / 2.0 + 3.0 / 1.375) / 2.0));
    options.normalise.reference_unit = "u2";
    CHECK(record(options) == Approx(((2.0 + 2.0) / 2.0 + 2.0) / 2.0));
    options = test::minmax_options();
    options.aggregate = Aggregate::geometric;
    CHECK(record(options) == Approx(std::sqrt(std::sqrt(0.4 * 2.0 / 3.0))));
    options.aggregate = Aggregate::harmonic;
    const double r1 = 2.0 / (2.5 + 1.5);
    CHECK(record(options) == Approx(2.0 / (1.0 / r1 + 1.0)));
    options.aggregate = Aggregate::arithmetic;
    options.nodes = {{"R1", Aggregate::geometric}};
    CHECK(record(options) == Approx((std::sqrt(0.4 * 2.0 / 3.0) + 1.0) / 2.0));
    options = test::minmax_options();
    options.indicators = {{"z", {.method = NormaliseMethod::identity}}};
    CHECK(record(options) == Approx(((0.4 + 2.0 / 3.0) / 2.0 + 7.0) / 2.0));
    options.indicators = {};
    options.normalise.high = 100.0;
    record(options);
}

TEST_CASE("weights of a set replace equal ones", "[score]") {
    Framework framework = test::small_framework();
    WeightSet set;
    set.id = "council";
    set.body = "town";
    set.date = "2021-01-01";
    set.weights = {{"x", 3.0}, {"y", 1.0}};
    framework.add(set);
    auto options = test::minmax_options();
    options.weight_set = "council";
    const auto model = fit_score_model(framework, test::small_panel().build(), options);
    CHECK(value(score_panel(model, test::small_panel().build()), "R1", "u3") == Approx(0.75 * 0.4 + 0.25 * 2.0 / 3.0));
    CHECK(model.effective_weight(model.item("x"), model.item("A")) == Approx(0.75 / 3.0));
    options.weight_set = "counsil";
    const auto error =
        test::caught<ArgumentError>([&] { fit_score_model(framework, test::small_panel().build(), options); });
    CHECK(test::parameter(error, "nearest") == "council");
}

TEST_CASE("every status of a cell under every missing rule", "[score][missing]") {
    const auto with = [&](MissingRule rule, Status status) {
        auto options = test::minmax_options();
        options.missing = rule;
        options.minimum_coverage = 0.4;
        std::vector<std::string> ids = {"u1"};
        PanelBuilder builder(ids);
        builder.add("x", "2016", {status == Status::observed ? 1.0 : unknown}, {.status = {status}});
        builder.add("y", "2016", {10.0});
        builder.add("z", "2016", {5.0});
        return scored(options, builder.build());
    };
    struct Wanted {
        MissingRule rule;
        Status status;
        double r1, ambition, coverage;
        Status shown;
    };
    const double z = 1.0 / 3.0, third = 1.0 / 3.0;
    using enum MissingRule;
    for (const Wanted& w : {
             Wanted{renormalise, Status::observed, 0.5, (0.5 + z) / 2, 2 * third, Status::observed},
             Wanted{renormalise, Status::absent, 1.0, (1.0 + z) / 2, third / 2 + third, Status::observed},
             Wanted{renormalise, Status::suppressed, 1.0, (1.0 + z) / 2, third / 2 + third, Status::observed},
             Wanted{renormalise, Status::not_applicable, 1.0, (1.0 + z) / 2, 2 * third, Status::observed},
             Wanted{require_all, Status::observed, 0.5, unknown, 2 * third, Status::absent},
             Wanted{require_all, Status::absent, unknown, unknown, third, Status::absent},
             Wanted{require_all, Status::suppressed, unknown, unknown, third, Status::suppressed},
             Wanted{require_all, Status::not_applicable, 1.0, unknown, 2 * third, Status::absent},
             Wanted{threshold, Status::observed, 0.5, (0.5 + z) / 2, 2 * third, Status::observed},
             Wanted{threshold, Status::absent, 1.0, (1.0 + z) / 2, third / 2 + third, Status::observed},
             Wanted{threshold, Status::suppressed, 1.0, (1.0 + z) / 2, third / 2 + third, Status::observed},
             Wanted{threshold, Status::not_applicable, 1.0, (1.0 + z) / 2, 2 * third, Status::observed},
             Wanted{reference, Status::observed, 0.5, (0.5 + z) / 2, 2 * third, Status::observed},
             Wanted{reference, Status::absent, 0.7, (0.7 + z) / 2, third / 2 + third, Status::observed},
             Wanted{reference, Status::suppressed, 0.7, (0.7 + z) / 2, third / 2 + third, Status::observed},
             Wanted{reference, Status::not_applicable, 1.0, (1.0 + z) / 2, 2 * third, Status::observed},
         }) {
        INFO(to_name(w.rule) << ", " << to_name(w.status));
        const auto result = with(w.rule, w.status);
        const auto r1 = result.cell("R1", "u1", "2016"), ambition = result.cell("A", "u1", "2016");
        if (std::isnan(w.r1)) CHECK(std::isnan(r1.estimate.value));
        else CHECK(r1.estimate.value == Approx(w.r1));
        if (std::isnan(w.ambition)) CHECK(std::isnan(ambition.estimate.value));
        else CHECK(ambition.estimate.value == Approx(w.ambition));
        CHECK(ambition.coverage == Approx(w.coverage));
        CHECK(ambition.status == w.shown);
        const auto x = result.cell("x", "u1", "2016");
        CHECK(x.status == w.status);
        CHECK(std::isnan(x.estimate.value) == (w.status != Status::observed));
        CHECK(has(r1.caveats, CellCaveat::filled_with_reference) ==
              (w.rule == reference && (w.status == Status::absent || w.status == Status::suppressed)));
        CHECK(has(r1.caveats, CellCaveat::inputs_suppressed) == (w.status == Status::suppressed));
    }
}

TEST_CASE("the threshold counts weight, not indicators", "[score][missing]") {
    auto options = test::minmax_options();
    options.missing = MissingRule::threshold;
    const auto panel = test::small_panel().build();
    options.minimum_coverage = 0.66;
    CHECK(value(scored(options, panel), "A") == Approx((0.5 + 1.0 / 3.0) / 2.0));
    options.minimum_coverage = 0.67;
    const auto result = scored(options, panel);
    CHECK(std::isnan(value(result, "A")));
    CHECK(has(result.cell("A", "u1", "2016").caveats, CellCaveat::coverage_too_low));
    CHECK(value(result, "R1") == Approx(0.5));

    // Half of R1 is withheld: enough for 0.5, too little for 0.6. What does not apply is no gap.
    const auto half = [&](Status status, double minimum) {
        options.minimum_coverage = minimum;
        std::vector<std::string> ids = {"u1"};
        PanelBuilder builder(ids);
        builder.add("x", "2016", {unknown}, {.status = {status}}).add("y", "2016", {10.0}).add("z", "2016", {5.0});
        return scored(options, builder.build()).cell("R1", "u1", "2016");
    };
    CHECK(half(Status::suppressed, 0.5).estimate.value == 1.0);
    CHECK(half(Status::suppressed, 0.6).status == Status::suppressed);
    CHECK(half(Status::absent, 0.6).status == Status::absent);
    CHECK(half(Status::not_applicable, 0.6).estimate.value == 1.0);
    CHECK(half(Status::not_applicable, 0.6).coverage == 1.0);
}

TEST_CASE("a node with nothing measured, and a unit where nothing applies", "[score][missing]") {
    std::vector<std::string> ids = {"empty", "nobody"};
    PanelBuilder builder(ids);
    for (const auto* id : {"x", "y", "z"})
        builder.add(id, "2016", {unknown, unknown}, {.status = {Status::absent, Status::not_applicable}});
    using enum MissingRule;
    for (const auto rule : {renormalise, reference, require_all, threshold}) {
        auto options = test::minmax_options();
        options.missing = rule;
        const auto result = scored(options, builder.build());
        for (const auto* item : {"x", "R1", "R2"}) {
            CHECK(std::isnan(value(result, item, "empty")));
            CHECK(result.cell(item, "empty", "2016").status == Status::absent);
            CHECK(result.cell(item, "empty", "2016").coverage == 0.0);
            CHECK(result.cell(item, "nobody", "2016").status == Status::not_applicable);
        }
        CHECK(has(result.cell("R1", "empty", "2016").caveats, CellCaveat::nothing_measured));
        CHECK(!has(result.cell("R1", "nobody", "2016").caveats, CellCaveat::nothing_measured));
    }
}

TEST_CASE("geometric means need positive scores, or a floor", "[score]") {
    auto options = test::minmax_options();
    options.aggregate = Aggregate::geometric;
    const auto panel = test::small_panel().build();
    const auto result = scored(options, panel);
    CHECK(std::isnan(value(result, "R1", "u1")));
    CHECK(has(result.cell("R1", "u1", "2016").caveats, CellCaveat::score_not_positive));
    CHECK(std::isnan(value(result, "A", "u1")));   // leaving the child out would raise the score
    CHECK(value(result, "R1", "u2") == Approx(std::sqrt(0.2 / 3.0)));
    options.floor = 0.01;
    const auto floored = scored(options, panel);
    CHECK(value(floored, "R1", "u1") == Approx(0.1));
    CHECK(has(floored.cell("A", "u1", "2016").caveats, CellCaveat::floored));
    CHECK(!has(floored.cell("A", "u2", "2016").caveats, CellCaveat::floored));
}

TEST_CASE("a constant indicator gives empty cells with a reason, and the rest goes on", "[score]") {
    std::vector<std::string> ids = {"u1", "u2"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {3.0, 3.0}).add("y", "2016", {1.0, 2.0}).add("z", "2016", {unknown, unknown});
    const auto panel = builder.build();
    for (const auto method : {NormaliseMethod::minmax, NormaliseMethod::zscore, NormaliseMethod::rank}) {
        ScoreModelOptions options;
        options.normalise.method = method;
        const auto model = fit_score_model(test::small_framework(), panel, options);
        CHECK(!model.indicators()[static_cast<std::size_t>(model.indicator("x"))].usable);
        const auto result = score_panel(model, panel);
        CHECK(std::isnan(value(result, "x")));
        CHECK(has(result.cell("x", "u1", "2016").caveats, CellCaveat::indicator_constant));
        CHECK(value(result, "R1") == value(result, "y"));
        CHECK(result.cell("R1", "u1", "2016").coverage == 0.5);
        CHECK(has(result.cell("z", "u1", "2016").caveats, CellCaveat::not_measured));
    }
    const auto lone = panel.select_units(std::vector<std::string>{"u1"});
    const auto model = fit_score_model(test::small_framework(), lone, test::minmax_options());
    CHECK(std::isnan(value(score_panel(model, lone), "A")));
}

TEST_CASE("values beyond the reference are scored, marked, and clipped only when asked", "[score]") {
    std::vector<std::string> ids = {"new"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {11.0}).add("y", "2016", {25.0}).add("z", "2016", {5.0});
    auto options = test::minmax_options();
    auto result = scored(options, builder.build());
    CHECK(value(result, "x", "new") == Approx(2.0));
    CHECK(has(result.cell("A", "new", "2016").caveats, CellCaveat::outside_reference));
    CHECK(!has(result.cell("R2", "new", "2016").caveats, CellCaveat::outside_reference));
    options.normalise.clip = true;
    CHECK(value(scored(options, builder.build()), "x", "new") == 1.0);
}

TEST_CASE("published mean and spread serve where values cannot be had", "[score]") {
    const std::vector<ReferenceParameters> given = {{"x", {.mean = 2.0, .sd = 2.0}}, {"y", {.mean = 20.0, .sd = 5.0}},
                                                    {"z", {.mean = 5.0, .sd = 1.0}}};
    const auto model = fit_score_model(test::small_framework(), Panel{}, {}, given);
    const auto result = score_panel(model, test::small_panel().build());
    CHECK(value(result, "x", "u4") == Approx(2.0));
    CHECK(value(result, "y", "u4") == Approx(-4.0));
    CHECK(!has(result.cell("x", "u4", "2016").caveats, CellCaveat::outside_reference));
    const Table table({Column::string("indicator", std::vector<std::string>{"x"}), Column::float64("mean", {2.0}),
                       Column::float64("sd", {2.0})});
    CHECK(reference_parameters(table)[0].statistics.sd == 2.0);
}

TEST_CASE("a denominator of the panel divides before scoring", "[score]") {
    Framework framework = test::small_framework();
    Indicator debt = test::indicator("debt", "R3");
    debt.denominator = "people";
    debt.factor = 100.0;
    framework.add(debt);
    const auto panel = test::small_panel()
                           .add("debt", "2016", {1.0, 2.0, 3.0, 4.0}, {.se = {1.0, 1.0, 1.0, 1.0}})
                           .add("people", "2016", {100.0, 100.0, 100.0, 200.0}).build();
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto result = score_panel(fit_score_model(framework, panel, options), panel);
    CHECK(value(result, "debt", "u4") == Approx(2.0));
    CHECK(result.cell("debt", "u4", "2016").estimate.se == Approx(0.5));
}

TEST_CASE("results and contributions are scored apart; a diamond keeps what it shares", "[score][diamond]") {
    const auto framework = test::diamond_framework();
    std::vector<std::string> ids = {"u1", "u2", "u3"};
    PanelBuilder builder(ids);
    const std::vector<double> se = {0.1, 0.2, 0.3};
    builder.add("x", "2016", {1.0, 2.0, 3.0}).add("c1", "2016", {2.0, 4.0, 9.0}, {.se = se});
    builder.add("c2", "2016", {5.0, 1.0, 2.0}, {.se = {0.4, 0.4, 0.4}});
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto model = fit_score_model(framework, builder.build(), options);
    const auto both = score_panel(model, builder.build(), {.view = ScoreView::both});
    const auto at = [&](std::string_view item, View view = View::contributions) {
        return both.cell(item, "u1", "2016", view).estimate;
    };
    CHECK(at("x", View::results).value == 1.0);
    CHECK(at("C1").value == 2.0);
    CHECK(at("club").value == Approx(3.5));
    CHECK(at("R1").value == 2.0);
    const double split = 0.5 / 1.1;
    CHECK(at("R2").value == Approx(split * 2.0 + (1 - split) * 5.0));
    CHECK(at("A").value == Approx((at("R1").value + at("R2").value) / 2.0));
    // c1 reaches the ambition along both ways, so its slopes add up before they are squared.
    const double slope1 = (1.0 + split) / 2.0, slope2 = (1.0 - split) / 2.0;
    CHECK(at("A").se == Approx(std::hypot(slope1 * 0.1, slope2 * 0.4)));
    CHECK(both.cell("A", "u1", "2016", View::contributions).coverage == Approx(2.0 / 3.0));
    CHECK(score_panel(model, builder.build()).items().size() == 9);
    CHECK(std::ranges::count(both.caveats(), messages::contributions_without_share, &Caveat::message) == 0);
    CHECK(score_panel(model, builder.build(), {.view = ScoreView::contributions}).items().size() ==
          both.items().size() - 9);

    double sum = 0.0, other = 0.0;
    for (const auto& share : both.shares()) {
        if (share.contribution == "C2") sum += share.share;
        if (share.contribution == "C2" && share.result.empty()) other = share.share;
    }
    CHECK(sum == Approx(1.0));
    CHECK(other == Approx(0.4));
    CHECK(contribution_table(both).rows() == both.shares().size() * 3);
}

TEST_CASE("the table joins back on ids and carries what readers need", "[score]") {
    const auto result = scored(test::minmax_options(), test::small_panel().build());
    const Table table = to_table(result, Language::dutch);
    CHECK(table.rows() == 4 * 9);
    for (const auto* name : {"unit", "period", "item", "kind", "view", "value", "se", "low", "high", "n", "coverage",
                             "reference", "method", "caveat"})
        CHECK(table.has(name));
    CHECK(table["item"].text(0) == "D");
    CHECK(table["kind"].text(0) == "domain");
    CHECK(std::string(table["caveat"].text(0)).find("Geen interval") != std::string::npos);
    CHECK(table["value"].status(5) == result.cell(5, 0, 0).status);
}

TEST_CASE("misuse of a model is named", "[score]") {
    const auto framework = test::small_framework();
    const auto panel = test::small_panel().build();
    const auto refused = [&](const ScoreModelOptions& options) {
        return test::caught<ArgumentError>([&] { fit_score_model(framework, panel, options); });
    };
    ScoreModelOptions options;
    options.minimum_coverage = 1.5;
    CHECK(refused(options).note().message == messages::argument_out_of_range);
    options = {};
    options.floor = 0.0;
    CHECK(refused(options).note().message == messages::argument_out_of_range);
    options = {};
    options.nodes = {{"r1", Aggregate::geometric}};
    CHECK(test::parameter(refused(options), "nearest") == "R1");
    options.nodes = {{"R1", Aggregate::geometric}, {"R1", Aggregate::harmonic}};
    CHECK(refused(options).note().message == messages::option_twice);
    options = {};
    options.indicators = {{"q", {}}};
    CHECK(refused(options).note().message == messages::item_not_scored);
    options = {};
    options.normalise.method = NormaliseMethod::goalposts;
    CHECK(test::parameter(refused(options), "indicator") != "(none)");

    const auto model = fit_score_model(framework, panel);
    for (const double confidence : {0.0, 1.0, -1.0, unknown})
        CHECK(test::caught<ArgumentError>([&] { score_panel(model, panel, {.confidence = confidence}); })
                  .note().message == messages::argument_out_of_range);
    for (const int draws : {-1, 1})
        CHECK(test::caught<ArgumentError>([&] { score_panel(model, panel, {.draws = draws}); }).note().message ==
              messages::argument_out_of_range);
    const auto result = score_panel(model, panel);
    CHECK(test::caught<ArgumentError>([&] { result.cell("A", "u9", "2016"); }).note().message ==
          messages::unknown_unit);
    CHECK(test::caught<ArgumentError>([&] { result.cell("A", "u1", "2017"); }).note().message ==
          messages::unknown_period);
    CHECK(test::caught<ArgumentError>([&] { result.cell("B", "u1", "2016"); }).note().message ==
          messages::item_not_scored);

    std::vector<std::string> ids = {"u1", "u2"};
    Framework long_ids = test::small_framework();
    long_ids.add(test::indicator("lonely", "R3"));
    PanelBuilder misspelt(ids);
    misspelt.add("x", "2016", {1.0, 2.0}).add("lonly", "2016", {1.0, 2.0});
    const auto error = test::caught<DataError>([&] { fit_score_model(long_ids, misspelt.build()); });
    CHECK(error.note().message == messages::indicator_misspelt);
    CHECK(test::parameter(error, "nearest") == "lonly");

    Framework broken = test::small_framework();
    broken.add(test::item<SocietalResult>("R9", "nowhere"));
    CHECK(test::caught<DataError>([&] { fit_score_model(broken, panel); }).note().message ==
          messages::framework_not_valid);
}

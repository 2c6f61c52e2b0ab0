// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

const std::vector<double> x_se = {0.1, 0.2, 0.1, 0.3}, y_se = {1.0, 2.0, 1.0, 1.5}, z_se = {0.2, 0.1, 0.1, 0.2};

Panel with_margins() { return test::small_panel({.se = x_se}, {.se = y_se}, {.se = z_se}).build(); }

/// Scores around 50, far from zero, so that geometric means are nearly linear.
ScoreModelOptions positive(Aggregate aggregate) {
    ScoreModelOptions options;
    options.normalise.centre = 50.0;
    options.normalise.spread = 10.0;
    options.aggregate = aggregate;
    return options;
}

ScoreResult run(const ScoreModelOptions& options, const Panel& panel, const ScoreOptions& how = {}) {
    return score_panel(fit_score_model(test::small_framework(), test::small_panel().build(), options), panel, how);
}

}  // namespace

TEST_CASE("the first-order margin is the gradient times the margins of the inputs", "[score][margin]") {
    for (const auto aggregate : {Aggregate::arithmetic, Aggregate::geometric, Aggregate::harmonic}) {
        const auto options = positive(aggregate);
        const auto model = fit_score_model(test::small_framework(), test::small_panel().build(), options);
        const auto result = score_panel(model, with_margins());
        const auto cell = result.cell("A", "u2", "2016");
        // Finite differences through the whole score, one input at a time.
        double variance = 0.0;
        for (int which = 0; which < 3; ++which) {
            const double h = 1e-4;
            const auto at = [&](double step) {
                std::vector<std::string> ids = {"u2"};
                PanelBuilder builder(ids);
                builder.add("x", "2016", {2.0 + (which == 0) * step}).add("y", "2016", {30.0 + (which == 1) * step});
                builder.add("z", "2016", {5.5 + (which == 2) * step});
                return score_panel(model, builder.build()).cell("A", "u2", "2016").estimate.value;
            };
            const double slope = (at(h) - at(-h)) / (2 * h);
            const double se = which == 0 ? x_se[1] : which == 1 ? y_se[1] : z_se[1];
            variance += slope * slope * se * se;
        }
        CHECK(cell.estimate.se == Approx(std::sqrt(variance)).epsilon(1e-6));
        CHECK(cell.method == MarginMethod::first_order);
        CHECK(cell.estimate.high - cell.estimate.value == Approx(1.959963984540054 * cell.estimate.se));
        CHECK(result.cell("A", "u2", "2016").estimate.low == Approx(2 * cell.estimate.value - cell.estimate.high));
    }
}

TEST_CASE("confidence widens the interval and nothing else", "[score][margin]") {
    const auto usual = run({}, with_margins()).cell("A", "u1", "2016");
    const auto wide = run({}, with_margins(), {.confidence = 0.99}).cell("A", "u1", "2016");
    CHECK(wide.estimate.se == usual.estimate.se);
    CHECK(wide.estimate.high - wide.estimate.value == Approx(2.5758293035489004 * usual.estimate.se));
}

TEST_CASE("a linear model needs no draws: the same bits with and without", "[score][margin]") {
    const auto without = run({}, with_margins()), with = run({}, with_margins(), {.draws = 500});
    for (std::int32_t item = 0; item < 9; ++item)
        for (std::int32_t unit = 0; unit < 4; ++unit) {
            const auto a = without.cell(item, unit, 0), b = with.cell(item, unit, 0);
            CHECK((a.estimate.se == b.estimate.se || (std::isnan(a.estimate.se) && std::isnan(b.estimate.se))));
            CHECK(b.method != MarginMethod::simulated);
        }
}

TEST_CASE("simulation agrees with the formula where the model is nearly linear", "[score][margin]") {
    for (const auto aggregate : {Aggregate::geometric, Aggregate::harmonic}) {
        const auto exact = run(positive(aggregate), with_margins());
        const auto drawn = run(positive(aggregate), with_margins(), {.draws = 40'000});
        for (const auto* unit : {"u1", "u2", "u3", "u4"}) {
            const auto a = exact.cell("A", unit, "2016"), b = drawn.cell("A", unit, "2016");
            CHECK(b.method == MarginMethod::simulated);
            CHECK(a.estimate.value == b.estimate.value);
            CHECK(b.estimate.se == Approx(a.estimate.se).epsilon(0.03));
            CHECK(b.estimate.low == Approx(a.estimate.low).epsilon(0.01));
            CHECK(b.estimate.high == Approx(a.estimate.high).epsilon(0.01));
        }
        // Nodes with one child, and single indicators, stay linear.
        CHECK(drawn.cell("R2", "u1", "2016").method == MarginMethod::first_order);
        CHECK(drawn.cell("x", "u1", "2016").method == MarginMethod::first_order);
        const auto other_seed = run(positive(aggregate), with_margins(), {.draws = 200, .seed = 2});
        CHECK(other_seed.cell("A", "u1", "2016").estimate.se !=
              run(positive(aggregate), with_margins(), {.draws = 200}).cell("A", "u1", "2016").estimate.se);
    }
}

TEST_CASE("a geometric node over linear ones gives the draws of the nodes, not of the indicators", "[score][margin]") {
    ScoreModelOptions options = positive(Aggregate::arithmetic);
    options.nodes = {{"A", Aggregate::geometric}};
    const auto linear = run(positive(Aggregate::arithmetic), with_margins());
    const auto drawn = run(options, with_margins(), {.draws = 2000});
    CHECK(drawn.cell("R1", "u1", "2016").estimate.se == linear.cell("R1", "u1", "2016").estimate.se);
    CHECK(drawn.cell("R1", "u1", "2016").method == MarginMethod::first_order);
    CHECK(drawn.cell("A", "u1", "2016").method == MarginMethod::simulated);
    CHECK(drawn.cell("L", "u1", "2016").estimate.low == drawn.cell("A", "u1", "2016").estimate.low);
}

TEST_CASE("what a diamond shares stays shared in the draws", "[score][margin][diamond]") {
    const auto framework = test::diamond_framework();
    std::vector<std::string> ids = {"u1"};
    PanelBuilder builder(ids);
    builder.add("c1", "2016", {60.0}, {.se = {2.0}}).add("c2", "2016", {50.0}, {.se = {1.0}});
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    options.nodes = {{"A", Aggregate::geometric}};
    const auto model = fit_score_model(framework, Panel{}, options);
    const ScoreOptions how{.view = ScoreView::contributions};
    const auto exact = score_panel(model, builder.build(), how).cell("A", "u1", "2016", View::contributions);
    ScoreOptions draws = how;
    draws.draws = 40'000;
    const auto drawn = score_panel(model, builder.build(), draws).cell("A", "u1", "2016", View::contributions);
    CHECK(drawn.method == MarginMethod::simulated);
    CHECK(drawn.estimate.se == Approx(exact.estimate.se).epsilon(0.02));
    // R1 is C1 alone, R2 mostly C2: drawn apart, the margin would be a quarter too small.
    const double apart = 0.5 * std::hypot(2.0, std::hypot(0.5 / 1.1 * 2.0, 0.6 / 1.1));
    CHECK(exact.estimate.se > 1.1 * apart);
}

TEST_CASE("no margin is ever invented", "[score][margin]") {
    const auto none = run({}, test::small_panel().build());
    CHECK(none.se(0, 0).empty());
    const auto part = run({}, test::small_panel({.se = x_se}).build(), {.draws = 100});
    const auto check = [&](std::string_view item, CellCaveat reason) {
        const auto cell = part.cell(item, "u1", "2016");
        CHECK(std::isnan(cell.estimate.se));
        CHECK(std::isnan(cell.estimate.low));
        CHECK(std::isnan(cell.estimate.high));
        CHECK(has(cell.caveats, reason));
    };
    check("y", CellCaveat::no_margin);
    check("R1", CellCaveat::part_without_margin);
    check("A", CellCaveat::part_without_margin);
    CHECK(part.cell("x", "u1", "2016").estimate.se > 0.0);
    std::vector<std::string> ids = {"u1"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {unknown}).add("y", "2016", {20.0}, {.se = {1.0}}).add("z", "2016", {5.0}, {.se = {1.0}});
    ScoreModelOptions fill;
    fill.missing = MissingRule::reference;
    const auto filled = run(fill, builder.build());
    CHECK(has(filled.cell("A", "u1", "2016").caveats, CellCaveat::margin_of_filled));
    CHECK(std::isnan(filled.cell("A", "u1", "2016").estimate.se));
}

TEST_CASE("steps and kinks need draws, and get them", "[score][margin]") {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::percentile_rank;
    const auto without = run(options, with_margins());
    CHECK(has(without.cell("x", "u2", "2016").caveats, CellCaveat::needs_draws));
    CHECK(has(without.cell("A", "u2", "2016").caveats, CellCaveat::needs_draws));
    const auto with = run(options, with_margins(), {.draws = 400}).cell("A", "u2", "2016");
    CHECK(with.method == MarginMethod::simulated);
    CHECK(!has(with.caveats, CellCaveat::needs_draws));
    options = test::minmax_options();
    options.normalise.clip = true;
    const auto clipped = run(options, with_margins());
    CHECK(has(clipped.cell("x", "u1", "2016").caveats, CellCaveat::needs_draws));   // at the very end
    CHECK(clipped.cell("x", "u2", "2016").estimate.se == Approx(0.2 / 5.0));        // far from both
    CHECK(run(options, with_margins(), {.draws = 400}).cell("x", "u1", "2016").estimate.low == 0.0);
}

TEST_CASE("counts speak through their posterior", "[score][margin]") {
    std::vector<std::string> ids = {"u1", "u2"};
    PanelBuilder builder(ids);
    builder.describe({.id = "x", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    builder.describe({.id = "y", .scale = Scale::rate, .factor = 1000.0, .unit = ""});
    builder.add("x", "2016", {10.0, 50.0}, {.numerator = {10.0, 50.0}, .denominator = {100.0, 100.0}});
    builder.add("y", "2016", {4.0, 9.0}, {.numerator = {4.0, 9.0}, .denominator = {1000.0, 1000.0}});
    builder.add("z", "2016", {1.0, 2.0}, {.se = {0.1, 0.1}});
    const auto panel = builder.build();
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto exact = run(options, panel);
    const double a = 10.5, b = 90.5;
    CHECK(exact.cell("x", "u1", "2016").estimate.se ==
          Approx(100.0 * std::sqrt(a * b / ((a + b) * (a + b) * (a + b + 1.0)))));
    CHECK(exact.cell("x", "u1", "2016").estimate.n == 100.0);
    CHECK(exact.cell("y", "u1", "2016").estimate.se == Approx(std::sqrt(4.5)));
    const auto drawn = run(options, panel, {.draws = 20'000});
    const auto x = drawn.cell("x", "u1", "2016");
    CHECK(x.method == MarginMethod::exact);
    CHECK(x.estimate.low == Approx(100.0 * special::beta_quantile(0.025, a, b)));
    CHECK(x.estimate.high == Approx(100.0 * special::beta_quantile(0.975, a, b)));
    const auto y = drawn.cell("y", "u1", "2016");   // lower is better: minus the rate
    CHECK(y.estimate.high == Approx(-special::gamma_quantile(0.025, 4.5)));
    CHECK(y.estimate.low == Approx(-special::gamma_quantile(0.975, 4.5)));
    CHECK(drawn.cell("R1", "u1", "2016").method == MarginMethod::simulated);
    CHECK(drawn.cell("z", "u1", "2016").method == MarginMethod::first_order);
}

TEST_CASE("95% intervals cover the truth 95 times in 100", "[score][margin]") {
    // Truth: every unit has the same true values; each measures them with its own error.
    constexpr std::size_t units = 3000;
    std::vector<std::string> ids;
    std::vector<double> x, y, z, se(units, 0.6), y_errors(units, 6.0);
    for (std::size_t u = 0; u < units; ++u) {
        ids.push_back("unit " + std::to_string(u));
        RandomStream noise(7, 1, u, 0);
        x.push_back(4.0 + 0.6 * noise.normal());
        y.push_back(20.0 + 6.0 * noise.normal());
        z.push_back(6.0 + 0.6 * noise.normal());
    }
    PanelBuilder builder(ids);
    builder.add("x", "2016", x, {.se = se}).add("y", "2016", y, {.se = y_errors}).add("z", "2016", z, {.se = se});
    for (const auto aggregate : {Aggregate::arithmetic, Aggregate::geometric}) {
        const auto model = fit_score_model(test::small_framework(), test::small_panel().build(), positive(aggregate));
        std::vector<std::string> truth_id = {"truth"};
        PanelBuilder truth_builder(truth_id);
        truth_builder.add("x", "2016", {4.0}).add("y", "2016", {20.0}).add("z", "2016", {6.0});
        const double truth = score_panel(model, truth_builder.build()).cell("A", "truth", "2016").estimate.value;
        const auto result = score_panel(model, builder.build(), {.draws = 400});
        const std::int32_t item = result.find_item("A");
        int covered = 0;
        for (std::size_t u = 0; u < units; ++u)
            covered += result.low(item, 0)[u] <= truth && truth <= result.high(item, 0)[u];
        INFO(to_name(aggregate));
        CHECK(covered > 0.935 * units);
        CHECK(covered < 0.965 * units);
    }
}

TEST_CASE("95% intervals of means over sparse counts cover too, on either side", "[score][margin]") {
    struct Kind {
        int parts;
        double share, people;
    };
    constexpr std::size_t units = 1500;
    for (const auto& [parts, share, people] : {Kind{12, 0.01, 40.0}, Kind{6, 0.02, 50.0}, Kind{5, 0.97, 30.0}}) {
        Framework framework = test::small_framework();
        std::vector<std::string> ids;
        for (std::size_t u = 0; u < units; ++u) ids.push_back("unit " + std::to_string(u));
        PanelBuilder builder(ids);
        for (int k = 0; k < parts; ++k) {
            const std::string id = "k" + std::to_string(k);
            Indicator indicator = test::indicator(id, "R3");
            indicator.scale = Scale::proportion;
            framework.add(indicator);
            std::vector<double> counts, all(units, people);
            for (std::size_t u = 0; u < units; ++u) {
                RandomStream cases(11, static_cast<std::uint32_t>(k), u, 0);
                double count = 0.0;
                for (int i = 0; i < static_cast<int>(people); ++i) count += cases.uniform() < share ? 1.0 : 0.0;
                counts.push_back(count);
            }
            builder.describe({.id = id, .scale = Scale::proportion});
            builder.add(id, "2016", {}, {.numerator = std::move(counts), .denominator = std::move(all)});
        }
        const Panel panel = builder.build();
        ScoreModelOptions options;
        options.normalise.method = NormaliseMethod::identity;
        const auto model = fit_score_model(framework, panel, options);
        for (const std::int32_t draws : {0, 300}) {
            const auto result = score_panel(model, panel, {.draws = draws});
            const std::int32_t item = result.find_item("R3");
            std::size_t below = 0, above = 0;
            for (std::size_t u = 0; u < units; ++u) {
                below += share < result.low(item, 0)[u];
                above += share > result.high(item, 0)[u];
            }
            INFO(parts << " of " << share << ", draws " << draws << ": " << below << ", " << above);
            CHECK(below + above < 6 * units / 100);
            CHECK(std::max(below, above) < 35 * units / 1000);
        }
    }
}

TEST_CASE("the reference of a score that bends is the mean of the scores", "[score][margin]") {
    Framework framework = test::small_framework();
    Indicator x = framework.indicator("x");
    x.direction = Direction::target;
    x.targets = {{.value = 50.0}};
    x.goalpost_low = 0.0, x.goalpost_high = 100.0;
    framework.replace(x);
    std::vector<std::string> ids = {"a", "b", "c", "d", "e"};
    const auto panel = [&](double first) {
        PanelBuilder builder(ids);
        builder.add("x", "2016", {first, 44.0, 51.0, 55.0, 60.0}, {.se = {0.1, 0.1, 0.1, 0.1, 0.1}});
        builder.add("y", "2016", {1.0, 2.0, 4.0, 8.0, 9.0}, {.se = {0.1, 0.1, 0.1, 0.1, 0.1}});
        return builder.build();
    };
    for (const auto method : {NormaliseMethod::zscore, NormaliseMethod::minmax, NormaliseMethod::goalposts,
                              NormaliseMethod::percentile_rank}) {
        ScoreModelOptions options;
        options.missing = MissingRule::reference;
        options.indicators = {{.indicator = "x", .normalise = {.method = method}}};
        const auto model = fit_score_model(framework, panel(40.0), options);
        const auto whole = score_panel(model, panel(40.0)), gap = score_panel(model, panel(test::unknown));
        double mean = 0.0;
        for (const auto& id : ids) mean += whole.cell("x", id, "2016").estimate.value / 5.0;
        INFO(to_name(method));
        CHECK(whole.cell("x", "b", "2016").reference == Approx(mean).margin(1e-12));
        // Filled with the mean of the scores, and y as it was.
        CHECK(gap.cell("R1", "a", "2016").estimate.value ==
              Approx((mean + whole.cell("y", "a", "2016").estimate.value) / 2.0));
        CHECK(!has(whole.cell("x", "b", "2016").caveats, CellCaveat::wide_margin));
    }
}

TEST_CASE("few people and wide margins are marked", "[score][margin]") {
    const auto panel = test::small_panel({.se = x_se, .n = {10.0, 100.0, 100.0, 100.0}}, {.se = {9.0, 90.0, 1.0, 1.0},
                                         .n = {50.0, 50.0, 50.0, 50.0}}, {.se = z_se}).build();
    const auto result = run({}, panel);
    CHECK(result.cell("R1", "u1", "2016").estimate.n == 10.0);
    CHECK(result.cell("R1", "u2", "2016").estimate.n == 50.0);
    CHECK(has(result.cell("R1", "u1", "2016").caveats, CellCaveat::small_n));
    CHECK(!has(result.cell("R1", "u2", "2016").caveats, CellCaveat::small_n));
    CHECK(has(result.cell("R1", "u2", "2016").caveats, CellCaveat::wide_margin));
    CHECK(!has(result.cell("R1", "u3", "2016").caveats, CellCaveat::wide_margin));
    ScoreModelOptions options;
    options.minimum_n = 5.0;
    options.maximum_margin = 100.0;
    CHECK(!has(run(options, panel).cell("R1", "u1", "2016").caveats, CellCaveat::small_n));
    CHECK(!has(run(options, panel).cell("R1", "u2", "2016").caveats, CellCaveat::wide_margin));
}

TEST_CASE("a floor within the margin is a kink", "[score][margin]") {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    options.floor = 0.01;
    std::vector<std::string> ids = {"below", "at", "above", "far"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {0.005, 0.01, 0.02, 4.0}, {.se = {0.01, 0.01, 0.01, 0.01}});
    builder.add("y", "2016", {-1.0, -1.0, -1.0, -1.0}, {.se = {0.0, 0.0, 0.0, 0.0}});   // lower is better: scores 1
    builder.add("z", "2016", {0.005, 0.01, 0.02, 4.0}, {.se = {0.01, 0.01, 0.01, 0.01}});
    for (const auto aggregate : {Aggregate::geometric, Aggregate::harmonic}) {
        options.aggregate = aggregate;
        const auto exact = run(options, builder.build()), drawn = run(options, builder.build(), {.draws = 20'000});
        // R2 has one part only, and yet a floor beneath it bends.
        for (const auto* item : {"R1", "R2", "A"}) {
            for (const auto* unit : {"below", "at", "above"}) {
                INFO(item << ", " << unit);
                const auto a = exact.cell(item, unit, "2016"), b = drawn.cell(item, unit, "2016");
                CHECK(std::isnan(a.estimate.se));
                CHECK(has(a.caveats, CellCaveat::needs_draws));
                CHECK(b.estimate.se > 0.003);
                CHECK(b.method == MarginMethod::simulated);
                CHECK(!has(b.caveats, CellCaveat::needs_draws));
            }
            CHECK(exact.cell(item, "far", "2016").estimate.se ==
                  Approx(drawn.cell(item, "far", "2016").estimate.se).epsilon(0.03));
        }
    }
    options.aggregate = Aggregate::geometric;
    const auto below = run(options, builder.build(), {.draws = 20'000}).cell("R1", "below", "2016").estimate;
    CHECK(below.value == Approx(0.1));
    CHECK(below.low == Approx(0.1));
    CHECK(below.high == Approx(std::sqrt(0.005 + 1.959963984540054 * 0.01)).epsilon(0.02));
}

TEST_CASE("a simulated interval never leaves out the score itself", "[score][margin]") {
    std::vector<std::string> ids = {"none", "all", "half"};
    PanelBuilder builder(ids);
    builder.describe({.id = "x", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    builder.describe({.id = "y", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    for (const auto* id : {"x", "y"})
        builder.add(id, "2016", {}, {.numerator = {0.0, 20.0, 10.0}, .denominator = {20.0, 20.0, 20.0}});
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto result = run(options, builder.build(), {.draws = 2000});
    const auto of = [&](std::string_view item, std::string_view unit) {
        return result.cell(item, unit, "2016").estimate;
    };
    CHECK(of("x", "none").low == 0.0);
    CHECK(of("x", "none").high == Approx(100.0 * special::beta_quantile(0.975, 0.5, 20.5)).epsilon(0.1));
    CHECK(of("x", "all").high == 100.0);
    CHECK(of("y", "none").high == 0.0);     // lower is better
    CHECK(of("y", "all").low == -100.0);
    CHECK(of("x", "half").low > 25.0);
    for (const auto* item : {"x", "y", "R1", "A"})
        for (const auto* unit : {"none", "all", "half"}) {
            CHECK(of(item, unit).low <= of(item, unit).value);
            CHECK(of(item, unit).high >= of(item, unit).value);
        }
}

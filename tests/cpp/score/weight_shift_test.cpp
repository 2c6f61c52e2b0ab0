// SPDX-License-Identifier: Apache-2.0
// What moves when weights change, and how sure that is: by hand, over repeated measurements, and when it cannot be
// said.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/score/weight_shift.hpp"
#include "score/small_framework.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

Framework reweighted_framework() {
    Framework made = test::small_framework();
    const auto add = [&](const std::string& id, double x, double r2) {
        WeightSet set;
        set.id = id;
        set.body = "town";
        set.date = "2026-01-01";
        set.weights = {{"x", x}, {"y", 1.0}, {"R1", 1.0}, {"R2", r2}, {"R3", 1.0}};
        made.add(set);
    };
    add("before", 3.0, 1.0);
    add("after", 1.0, 3.0);
    return made;
}

ScoreModelOptions identity(const std::string& set) {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    options.weight_set = set;
    return options;
}

ScoreResult scored(const Panel& panel, const ScoreModelOptions& options) {
    return score_panel(fit_score_model(reweighted_framework(), panel, options), panel);
}

Panel measured(double x, double y, double z, bool margins = true) {
    std::vector<std::string> ids = {"u"};
    PanelBuilder builder(ids);
    const auto se = [&](double size) { return margins ? CellParts{.se = {size}} : CellParts{}; };
    builder.add("x", "2025", {x}, se(1.0));
    builder.add("y", "2025", {y}, se(2.0));
    builder.add("z", "2025", {z}, se(0.5));
    return builder.build();
}

}  // namespace

TEST_CASE("the change of a score and its margin by hand", "[score][weights]") {
    const Panel panel = measured(10.0, 20.0, 40.0);
    const auto moved =
        weight_shift(scored(panel, identity("before")), scored(panel, identity("after")), "A", "u", "2025");
    // y is better when lower. Before: x 3/8, y 1/8, z 1/2; after: x 1/8, y 1/8, z 3/4 (R3 has nothing).
    CHECK(moved.before == Approx(10.0 * 3 / 8 - 20.0 / 8 + 40.0 / 2));
    CHECK(moved.after == Approx(10.0 / 8 - 20.0 / 8 + 40.0 * 3 / 4));
    CHECK(moved.change.value == Approx(7.5));
    CHECK(moved.change.se == Approx(std::hypot(1.0 / 4, 0.5 / 4)));
    CHECK(moved.change.low == Approx(7.5 - 1.959963984540054 * moved.change.se));
    CHECK(moved.change.high == Approx(7.5 + 1.959963984540054 * moved.change.se));
    CHECK(moved.probability == Approx(1.0));
    CHECK(moved.period == Period(2025));
}

TEST_CASE("the margin is the spread over repeated measurements", "[score][weights]") {
    constexpr int repeats = 4000;
    std::vector<std::string> ids;
    std::vector<double> x, y, z;
    RandomStream stream(1, 1, 1, 1);
    for (int i = 0; i < repeats; ++i) {
        ids.push_back("u" + std::to_string(i));
        x.push_back(10.0 + stream.normal());
        y.push_back(20.0 + 2.0 * stream.normal());
        z.push_back(40.0 + 0.5 * stream.normal());
    }
    PanelBuilder builder(ids);
    builder.add("x", "2025", x, {.se = std::vector<double>(repeats, 1.0)});
    builder.add("y", "2025", y, {.se = std::vector<double>(repeats, 2.0)});
    builder.add("z", "2025", z, {.se = std::vector<double>(repeats, 0.5)});
    const Panel panel = builder.build();
    const auto before = scored(panel, identity("before")), after = scored(panel, identity("after"));
    const auto old_scores = before.value(before.find_item("A"), 0), new_scores = after.value(after.find_item("A"), 0);
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < repeats; ++i) {
        const double d = new_scores[static_cast<std::size_t>(i)] - old_scores[static_cast<std::size_t>(i)];
        sum += d;
        squares += d * d;
    }
    const double sd = std::sqrt((squares - sum * sum / repeats) / (repeats - 1));
    const auto moved = weight_shift(before, after, "A", "u0", "2025");
    CHECK(moved.change.se == Approx(sd).epsilon(0.05));
    // Taken as independent, the two margins would say far less.
    const double apart =
        std::hypot(before.cell("A", "u0", "2025").estimate.se, after.cell("A", "u0", "2025").estimate.se);
    CHECK(moved.change.se < 0.5 * apart);
}

TEST_CASE("weights are shared among what is observed", "[score][weights]") {
    const Panel panel = measured(10.0, unknown, 40.0);
    const auto weights = effective_weights(scored(panel, identity("before")), "A", "u", "2025");
    REQUIRE(weights.size() == 2);
    for (const auto& each : weights) CHECK(each.weight == Approx(0.5));   // x takes the place of all of R1
    const auto itself = effective_weights(scored(panel, identity("before")), "x", "u", "2025");
    REQUIRE(itself.size() == 1);
    CHECK(itself[0].weight == 1.0);
    CHECK(effective_weights(scored(measured(unknown, unknown, 1.0), identity("before")), "R1", "u", "2025").empty());
}

TEST_CASE("a score without a value has no weights, and no certain change", "[score][weights]") {
    for (const Status status : {Status::absent, Status::suppressed, Status::not_applicable}) {
        std::vector<std::string> ids = {"u"};
        PanelBuilder builder(ids);
        builder.add("x", "2025", {10.0}, {.se = {1.0}});
        builder.add("y", "2025", {unknown}, {.status = {status}});
        builder.add("z", "2025", {40.0}, {.se = {1.0}});
        const Panel panel = builder.build();
        ScoreModelOptions strict = identity("before"), other = identity("after");
        // What is observed shares the weights, whatever the reason why the rest is not there.
        CHECK(effective_weights(scored(panel, strict), "R1", "u", "2025").size() == 1);
        strict.missing = other.missing = MissingRule::require_all;
        const ScoreResult before = scored(panel, strict), after = scored(panel, other);
        // What does not apply is not asked for, so there the score has a value.
        const bool has_value = status == Status::not_applicable;
        CHECK(effective_weights(before, "R1", "u", "2025").empty() != has_value);
        const WeightShift shift = weight_shift(before, after, "R1", "u", "2025");
        for (const double each : {shift.change.value, shift.change.se, shift.probability})
            CHECK(std::isnan(each) != has_value);
    }
}

TEST_CASE("an input that serves two results counts along both paths", "[score][weights]") {
    Framework made = test::diamond_framework();
    std::vector<std::string> ids = {"u"};
    PanelBuilder builder(ids);
    builder.add("c1", "2025", {2.0}, {.se = {0.3}});
    builder.add("c2", "2025", {5.0}, {.se = {0.4}});
    const Panel panel = builder.build();
    const auto result =
        score_panel(fit_score_model(made, panel, identity("")), panel, {.view = ScoreView::contributions});
    // R1: c1 alone; R2: c1 0.5 and c2 0.6; A: their mean, as nothing contributes to R3.
    const auto weights = effective_weights(result, "A", "u", "2025", View::contributions);
    REQUIRE(weights.size() == 2);
    double variance = 0.0, value = 0.0;
    for (const auto& each : weights) {
        const bool first = each.indicator == "c1";
        CHECK(each.weight == Approx(first ? 0.5 + 0.5 * 0.5 / 1.1 : 0.5 * 0.6 / 1.1));
        value += each.weight * (first ? 2.0 : 5.0);
        variance += std::pow(each.weight * (first ? 0.3 : 0.4), 2);
    }
    const auto cell = result.cell("A", "u", "2025", View::contributions);
    CHECK(cell.estimate.value == Approx(value));
    CHECK(cell.estimate.se == Approx(std::sqrt(variance)));
}

TEST_CASE("without a margin the change has none, and no change is as much up as down", "[score][weights]") {
    const Panel bare = measured(10.0, 20.0, 40.0, false);
    const auto moved =
        weight_shift(scored(bare, identity("before")), scored(bare, identity("after")), "A", "u", "2025");
    CHECK(moved.change.value == Approx(7.5));
    CHECK(std::isnan(moved.change.se));
    CHECK(std::isnan(moved.change.low));
    CHECK(std::isnan(moved.probability));
    const auto still =
        weight_shift(scored(bare, identity("before")), scored(bare, identity("before")), "A", "u", "2025");
    CHECK(still.change.value == 0.0);
    CHECK(still.change.se == 0.0);
    CHECK(still.probability == 0.5);
}

TEST_CASE("what cannot be compared is refused", "[score][weights]") {
    const Panel panel = measured(10.0, 20.0, 40.0);
    const auto before = scored(panel, identity("before"));
    const auto refused = [&](const ScoreResult& other) {
        return test::caught<ArgumentError>([&] { weight_shift(before, other, "A", "u", "2025"); }).note();
    };
    auto options = identity("after");
    options.minimum_n = 5.0;
    CHECK(refused(scored(panel, options)).message == messages::weights_not_comparable);
    CHECK(refused(scored(panel, options)).parameters[0].second == "minimum_n");
    CHECK(refused(scored(measured(11.0, 20.0, 40.0), identity("after"))).parameters[0].second == "x");

    const auto curved = [&](ScoreModelOptions changed, const char* item) {
        const auto result = scored(panel, changed);
        return test::caught<ArgumentError>([&] { effective_weights(result, item, "u", "2025"); }).note();
    };
    options = identity("before");
    options.missing = MissingRule::reference;
    CHECK(curved(options, "A").message == messages::weights_need_linear);
    options = identity("before");
    options.nodes = {{"R2", Aggregate::harmonic}};
    CHECK(curved(options, "A").parameters[0].second == "aggregate=harmonic (R2)");
    // Only what lies beneath the item matters.
    CHECK(effective_weights(scored(panel, options), "R1", "u", "2025").size() == 2);
}

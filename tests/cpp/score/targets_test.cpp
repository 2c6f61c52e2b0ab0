// SPDX-License-Identifier: Apache-2.0
// Values held against targets: margins of baselines, counts at their ends, and why there is no number.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/score/targets.hpp"
#include "score/small_framework.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

/// Rows of indicator x alone, after `change` had its say about it.
template <class Change>
TargetResult held(const Panel& panel, Change change) {
    Framework framework = test::small_framework();
    Indicator x = framework.indicator("x");
    change(x);
    framework.replace(x);
    return hold_against_targets(framework, panel);
}

/// A percentage of one unit: `counts` of `n` in 2016, 2017 and so on; without counts the margins of the source.
Panel percentages(const std::vector<double>& counts, double n) {
    std::vector<std::string> ids = {"u1"};
    PanelBuilder builder(ids);
    builder.describe({.id = "x", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    for (std::size_t k = 0; k < counts.size(); ++k)
        builder.add("x", Period(2016 + static_cast<int>(k)), {}, {.numerator = {counts[k]}, .denominator = {n}});
    return builder.build();
}

Panel measured(const std::vector<double>& each, double se = unknown) {
    std::vector<std::string> ids = {"u1"};
    PanelBuilder builder(ids);
    for (std::size_t k = 0; k < each.size(); ++k)
        builder.add("x", Period(2016 + static_cast<int>(k)), {each[k]},
                    std::isnan(se) ? CellParts{} : CellParts{.se = {se}});
    return builder.build();
}

std::vector<Message> said(const TargetRow& row) {
    std::vector<Message> all;
    for (const auto& caveat : row.caveats) all.push_back(caveat.message);
    return all;
}

using Messages = std::vector<Message>;

}  // namespace

TEST_CASE("a baseline that was measured has a margin of its own", "[score][targets]") {
    const auto panel = percentages({10.0, 5.0}, 20.0);
    const auto maintain = [](Indicator& x) {
        x.goal = Goal::maintain;
        x.baseline_period = "2016";
    };
    const auto rows = held(panel, maintain).rows;
    const auto sd = [](double a, double b) { return 100.0 * std::sqrt(a * b / (a + b + 1.0)) / (a + b); };
    const double now = sd(5.5, 15.5), then = sd(10.5, 10.5);
    CHECK(rows[1].probability == Approx(special::normal_cdf(-25.0 / std::hypot(now, then))));
    CHECK(rows[1].probability == Approx(0.039).margin(0.001));   // counting the baseline as exact gives 0.004
    CHECK(rows[1].attainment == Approx(0.5));
    // The same baseline as an agreed number has no margin: the exact posterior of the counts of now.
    const auto agreed = held(panel, [&](Indicator& x) {
        maintain(x);
        x.baseline = 50.0;
    }).rows;
    CHECK(agreed[1].probability == Approx(1.0 - special::beta_cdf(0.5, 5.5, 15.5)));
    CHECK(agreed[0].attainment == 1.0);   // a number agreed beforehand can be held against its own period

    const auto decline = held(panel, [&](Indicator& x) {
        maintain(x);
        x.goal = Goal::slow_decline;
        x.tolerated_decline = 10.0;
    }).rows;
    CHECK(decline[1].probability == Approx(special::normal_cdf(-15.0 / std::hypot(now, then))));
    CHECK(decline[1].attainment == Approx(2.0 - 25.0 / 10.0));

    const auto bare = held(measured({10.0, 5.0}), maintain).rows;
    CHECK(std::isnan(bare[1].probability));
    CHECK(said(bare[1]) == Messages{messages::target_without_margin});
}

TEST_CASE("a measurement is not held against itself, nor against a later baseline", "[score][targets]") {
    const auto panel = measured({4.0, 5.0, 6.0}, 0.5);
    for (const auto goal : {Goal::maintain, Goal::slow_decline}) {
        const auto rows = held(panel, [&](Indicator& x) {
            x.goal = goal;
            x.baseline_period = "2017";
            x.tolerated_decline = 1.0;
        }).rows;
        for (const std::size_t at : {0u, 1u}) {
            CHECK(std::isnan(rows[at].attainment));
            CHECK(std::isnan(rows[at].probability));
            CHECK(said(rows[at]) == Messages{messages::not_after_baseline});
            CHECK(rows[at].estimate.se == 0.5);
        }
        CHECK(rows[2].caveats.empty());
        CHECK(rows[2].probability > 0.9);
    }
}

TEST_CASE("intervals of counts hold what was counted and stay within what can be", "[score][targets]") {
    const auto improve = [](Indicator& x) {
        x.baseline = 50.0;
        x.targets = {{"", "", 1.0}};
        x.direction = Direction::lower;
    };
    const auto rows = held(percentages({0.0, 20.0, 10.0}, 20.0), improve).rows;
    CHECK(rows[0].estimate.low == 0.0);
    CHECK(rows[0].estimate.high == Approx(100.0 * special::beta_quantile(0.975, 0.5, 20.5)));
    CHECK(rows[1].estimate.high == 100.0);
    CHECK(rows[1].estimate.low == Approx(100.0 * special::beta_quantile(0.025, 20.5, 0.5)));
    CHECK(rows[2].estimate.low == Approx(100.0 * special::beta_quantile(0.025, 10.5, 10.5)));
    CHECK(rows[0].probability == Approx(special::beta_cdf(0.01, 0.5, 20.5)));

    std::vector<std::string> ids = {"u1"};
    PanelBuilder builder(ids);
    builder.describe({.id = "x", .scale = Scale::rate, .factor = 1000.0, .unit = ""});
    builder.add("x", "2016", {}, {.numerator = {0.0}, .denominator = {500.0}});
    builder.add("x", "2017", {}, {.numerator = {4.0}, .denominator = {500.0}});
    const auto rates = held(builder.build(), improve).rows;
    CHECK(rates[0].estimate.low == 0.0);
    CHECK(rates[0].estimate.high == Approx(2.0 * special::gamma_quantile(0.975, 0.5)));
    CHECK(rates[1].estimate.low == Approx(2.0 * special::gamma_quantile(0.025, 4.5)));
    CHECK(rates[1].probability == Approx(special::gamma_cdf(0.5, 4.5)));
    const auto band = held(builder.build(), [](Indicator& x) {
        x.goal = Goal::stay_in_band;
        x.band_low = 4.0;
        x.band_high = 10.0;
    }).rows;
    CHECK(band[1].probability == Approx(special::gamma_cdf(5.0, 4.5) - special::gamma_cdf(2.0, 4.5)));
}

TEST_CASE("the pace still needed is zero once the target is met", "[score][targets]") {
    const auto pace = [](Direction direction, double target) {
        std::vector<double> all;
        for (const auto& row : held(measured({4.0, 5.0, 7.0}), [&](Indicator& x) {
                 x.direction = direction;
                 x.baseline = 4.0;
                 x.targets = {{"", "2018", target}};
             }).rows)
            all.push_back(row.pace_needed);
        return all;
    };
    CHECK(pace(Direction::higher, 6.0)[0] == Approx(1.0));
    CHECK(pace(Direction::higher, 5.0)[0] == Approx(0.5));
    CHECK(pace(Direction::higher, 4.5)[1] == 0.0);   // passed already: nobody needs to go back
    CHECK(pace(Direction::lower, 4.5)[1] == Approx(-0.5));
    CHECK(pace(Direction::lower, 4.5)[0] == 0.0);
    CHECK(pace(Direction::target, 4.5)[1] == Approx(-0.5));
    CHECK(pace(Direction::higher, 6.0)[2] == 0.0);   // in the year of the target itself
    CHECK(std::isnan(pace(Direction::higher, 8.0)[2]));
}

TEST_CASE("why a target cannot be judged is said as it is", "[score][targets]") {
    const auto panel = measured({4.0, 3.0}, 0.5);
    const auto last = [&](auto change) { return said(held(panel, change).rows.at(1)); };
    CHECK(last([](Indicator& x) { x.targets = {{"", "", 5.0}}; }) == Messages{messages::target_without_baseline});
    CHECK(last([](Indicator& x) { x.targets = {{"", "", 5.0}}, x.baseline = 5.0; }) ==
          Messages{messages::baseline_at_target});
    CHECK(last([](Indicator& x) { x.targets = {{"", "2016", 5.0}}, x.baseline = 2.0; }) ==
          Messages{messages::no_target_here});
    CHECK(last([](Indicator& x) {
              x.goal = Goal::slow_decline;
              x.baseline = 5.0;
              x.tolerated_decline = 1.0;
          }) == Messages{messages::periods_since_baseline_unknown});
    CHECK(last([](Indicator& x) { x.goal = Goal::maintain, x.baseline = 0.0, x.direction = Direction::lower; }) ==
          Messages{messages::baseline_is_zero});
    CHECK(last([](Indicator& x) {
              x.targets = {{"", "", 5.0}};
              x.baseline = 2.0;
              x.direction = Direction::target;
          }) == Messages{messages::target_needs_band});
    CHECK(last([](Indicator& x) {
              x.targets = {{"", "", 5.0}};
              x.goal = Goal::maintain, x.baseline = 2.0, x.direction = Direction::target;
          }) == Messages{messages::goal_needs_better_side});
    CHECK(last([](Indicator& x) { x.targets = {{"", "", 5.0}}, x.baseline = 2.0; }).empty());
}

TEST_CASE("cells that are no observation have no judgement", "[score][targets]") {
    std::vector<std::string> ids = {"observed", "absent", "suppressed", "not_applicable"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {1.0, unknown, unknown, unknown},
                {.se = {0.1, unknown, unknown, unknown},
                 .status = {Status::observed, Status::absent, Status::suppressed, Status::not_applicable}});
    const auto result = held(builder.build(), [](Indicator& x) {
        x.baseline = 0.0;
        x.targets = {{"", "", 2.0}};
    });
    const Table table = to_table(result);
    for (std::size_t at = 0; at < 4; ++at) {
        const auto& row = result.rows[at];
        CHECK(to_name(row.status) == row.unit);
        CHECK(table["value"].status(at) == row.status);
        CHECK(std::isnan(row.attainment) == (at > 0));
        CHECK(std::isnan(row.probability) == (at > 0));
        CHECK(row.target == 2.0);
        CHECK(row.caveats.empty());
    }
}

TEST_CASE("a target on the wrong side of its baseline says so in every row", "[score][targets]") {
    const auto rows = [](double baseline, double target, Direction direction = Direction::higher) {
        return held(measured({4.0, 5.0}, 0.5), [&](Indicator& x) {
                   x.direction = direction;
                   x.baseline = baseline;
                   x.targets = {{"", "", target}};
               }).rows;
    };
    for (const auto& row : rows(6.0, 5.0)) {
        REQUIRE(said(row) == Messages{messages::target_behind_baseline});
        CHECK(row.caveats[0].parameters == Parameters{{"target", "5"}, {"baseline", "6"}, {"direction", "higher"}});
    }
    CHECK(said(rows(5.0, 6.0)[0]).empty());
    CHECK(said(rows(5.0, 6.0, Direction::lower)[0]) == Messages{messages::target_behind_baseline});
    CHECK(said(rows(6.0, 5.0, Direction::lower)[0]).empty());
    // A baseline that the panel measured counts as well.
    const auto gone = held(measured({6.0, 5.5}, 0.5), [](Indicator& x) {
        x.baseline_period = "2016";
        x.targets = {{"", "", 5.0}};
    }).rows;
    CHECK(said(gone[1]) == Messages{messages::target_behind_baseline});
}

TEST_CASE("a goal that cannot be is refused, in a framework and on its own", "[score][targets]") {
    const auto refused = [](auto change, std::initializer_list<std::string_view> words) {
        test::expect_error<DataError>(messages::framework_not_valid, words,
                                      [&] { held(measured({6.0}, 0.5), change); });
    };
    refused([](Indicator& x) { x.goal = Goal::stay_in_band, x.band_low = 8.0, x.band_high = 4.0; }, {"'x'", "8", "4"});
    refused([](Indicator& x) { x.goal = Goal::slow_decline, x.baseline = 6.0, x.tolerated_decline = -1.0; },
            {"'x'", "tolerated_decline"});
    refused([](Indicator& x) { x.targets = {{"", "eind 2026", 5.0}}; }, {"'x'", "'eind 2026'"});
    const TargetQuestion band{.goal = Goal::stay_in_band, .band_low = 8.0, .band_high = 4.0};
    const TargetQuestion decline{.goal = Goal::slow_decline, .baseline = 6.0, .tolerated_decline = -1.0, .periods = 1};
    for (const TargetQuestion& each : {band, decline}) {
        CHECK_THROWS_AS(score::probability_met(6.0, 1.0, each), ArgumentError);
        CHECK_THROWS_AS(score::attainment(6.0, each), ArgumentError);
    }
}

TEST_CASE("a target for an area that is no unit is named", "[score][targets]") {
    const auto own = [](const char* area) {
        return held(measured({6.0}, 0.5), [&](Indicator& x) { x.targets = {{"", "", 5.0}, {area, "", 4.0}}; }).caveats;
    };
    CHECK(own("u1").empty());
    REQUIRE(own("u9").size() == 1);
    CHECK(own("u9")[0] == Caveat{messages::targets_of_no_unit, {{"areas", "u9"}}});
}

TEST_CASE("counts as they are, held against a percentage, are doubted whatever their unit", "[score][targets]") {
    std::vector<std::string> ids = {"u1"};
    const auto doubted = [&](double factor, double target, Scale scale = Scale::proportion) {
        PanelBuilder builder(ids);
        builder.describe({.id = "x", .scale = scale, .factor = factor});
        builder.add("x", Period(2020), {}, {.numerator = {40.0}, .denominator = {100.0}});
        const auto rows = held(builder.build(), [&](Indicator& x) { x.targets = {{"", "", target}}; }).rows;
        return std::ranges::count(said(rows[0]), messages::target_in_other_unit);
    };
    CHECK(doubted(1.0, 35.0) == 1);
    CHECK(doubted(1.0, 0.35) == 0);
    CHECK(doubted(100.0, 35.0) == 0);
    CHECK(doubted(1.0, 1.5, Scale::rate) == 0);   // a rate may pass 1
}

TEST_CASE("what is held against nothing is named", "[score][targets]") {
    Framework framework = test::small_framework();
    const auto change = [&](const char* id, auto&& how) {
        Indicator indicator = framework.indicator(id);
        how(indicator);
        framework.replace(indicator);
    };
    change("x", [](Indicator& x) { x.targets = {{.value = 5.0}}; });
    change("y", [](Indicator& y) { y.goal = Goal::maintain; });
    change("z", [](Indicator& z) { z.baseline = 3.0; });
    std::vector<std::string> ids = {"a"};
    const auto asked = [&](const char* id) {
        PanelBuilder builder(ids);
        builder.add(id, "2020", {4.0});
        return hold_against_targets(framework, builder.build());
    };
    const auto absent = asked("y").caveats;
    REQUIRE(absent.size() == 2);
    CHECK(absent[0].text().find("held against nothing: x.") != std::string::npos);
    CHECK(absent[1].message == messages::goals_without_figure);
    CHECK(absent[1].text().find("y, z") != std::string::npos);
    CHECK(asked("x").rows.size() == 1);
    CHECK(asked("x").caveats.size() == 1);
    Indicator lonely = test::indicator("lonely", "R1");
    lonely.targets = {{.value = 5.0}};
    framework.add(lonely);
    test::expect_error<DataError>(messages::indicator_misspelt, {"'lonely'", "'lonly'"}, [&] { asked("lonly"); });
}

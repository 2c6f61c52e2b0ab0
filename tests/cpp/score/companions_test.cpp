// SPDX-License-Identifier: Apache-2.0
// What stands beside a score: targets, change, drift, side links and the trace of spending.
#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/change.hpp"
#include "maatstaf/score/drift.hpp"
#include "maatstaf/score/side_links.hpp"
#include "maatstaf/score/targets.hpp"
#include "maatstaf/score/trace.hpp"
#include "score/small_framework.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

Panel two_periods(bool margins) {
    std::vector<std::string> ids = {"u1", "u2", "nl"};
    CellParts parts;
    if (margins) parts.se = {0.3, 0.4, 0.0};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {1.0, 2.0, 3.0}, parts).add("x", "2020", {1.5, unknown, 5.0}, margins
        ? CellParts{.se = {0.4, unknown, 0.0}, .status = {Status::observed, Status::suppressed, Status::observed}}
        : CellParts{.status = {Status::observed, Status::suppressed, Status::observed}});
    builder.add("z", "2016", {1.0, 2.0, 3.0}, parts).add("z", "2020", {1.0, 4.0, 9.0}, parts);
    return builder.build();
}

}  // namespace

TEST_CASE("change between periods, against a background unit", "[score][change]") {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto panel = two_periods(true);
    const auto model = fit_score_model(test::small_framework(), panel.at("2016"), options);
    const auto result = score_panel(model, panel);
    const auto change = score_change(result, Period(2016), Period(2020), {.reference_unit = "nl"});
    const auto row = [&](std::string_view unit, std::string_view item) {
        for (const auto& each : change.rows)
            if (each.unit == unit && each.item == item) return each;
        FAIL("no such row");
        return ChangeRow{};
    };
    CHECK(row("u1", "x").change.value == 0.5);
    CHECK(row("u1", "x").change.se == Approx(0.5));
    CHECK(row("u1", "x").against_reference == Approx(-1.5));
    CHECK(row("u1", "x").against_se == Approx(0.5));          // the country is known exactly
    CHECK(row("u1", "x").against_high == Approx(-1.5 + 1.959963984540054 * 0.5));
    CHECK(row("nl", "x").against_reference == 0.0);           // against itself nothing can be unsure
    CHECK(std::isnan(row("nl", "x").against_se));
    const auto rival = score_change(result, Period(2016), Period(2020), {.reference_unit = "u1"});
    for (const auto& each : rival.rows)
        if (each.unit == "nl" && each.item == "x") CHECK(each.against_se == Approx(0.5));   // 0 and hypot(0.3, 0.4)
    CHECK(std::isnan(row("u2", "x").change.value));
    // The ambition of u2 lost x, so part of its change is a change of what was measured.
    CHECK(row("u2", "A").caveats.at(0).message == messages::coverage_changed);
    CHECK(change.caveats.at(0).message == messages::periods_independent);
    CHECK(score_change(result, Period(2016), Period(2020), {.confidence = 0.5}).rows[0].change.high <
          score_change(result, Period(2016), Period(2020)).rows[0].change.high);
    const auto bare = score_change(score_panel(model, two_periods(false)), Period(2016), Period(2020));
    CHECK(std::isnan(bare.rows[0].change.se));
    CHECK(bare.rows[0].caveats.at(0).message == messages::no_change_margin);
    CHECK(to_table(change).rows() == change.rows.size());
    CHECK(test::caught<ArgumentError>([&] { score_change(result, Period(2016), Period(2019)); }).note().message ==
          messages::unknown_period);
    CHECK_THROWS_AS(score_change(result, Period(2016), Period(2020), {.confidence = 2.0}), ArgumentError);
}

TEST_CASE("a change says why it is empty", "[score][change]") {
    constexpr std::array all = {Status::observed, Status::absent, Status::suppressed, Status::not_applicable};
    for (const auto before : all)
        for (const auto after : all) {
            INFO(to_name(before) << " and then " << to_name(after));
            std::vector<std::string> ids = {"u1"};
            PanelBuilder builder(ids);
            const auto add = [&](const Period& period, Status status) {
                builder.add("x", period, {status == Status::observed ? 2.0 : unknown}, {.status = {status}});
            };
            add(Period(2016), before);
            add(Period(2020), after);
            ScoreModelOptions options;
            options.normalise.method = NormaliseMethod::identity;
            const auto model = fit_score_model(test::small_framework(), Panel{}, options);
            const auto change = score_change(score_panel(model, builder.build()), Period(2016), Period(2020));
            const auto at = std::ranges::find(change.rows, "x", &ChangeRow::item);
            REQUIRE(at != change.rows.end());
            CHECK(at->from_status == before);
            CHECK(at->to_status == after);
            CHECK(at->status == std::max(before, after));
            CHECK(std::isnan(at->change.value) == (at->status != Status::observed));
            const Table table = to_table(change);
            const auto line = static_cast<std::size_t>(at - change.rows.begin());
            CHECK(table["change"].status(line) == at->status);
            CHECK(table["from"].status(line) == before);
            CHECK(table["to"].status(line) == after);
        }
}

TEST_CASE("targets per area and period, with the probability of meeting them", "[score][targets]") {
    Framework framework = test::small_framework();
    Indicator x = framework.indicator("x");
    x.baseline = 1.0;
    x.targets = {{"", "", 3.0}, {"u2", "", 4.0}, {"", "2024", 5.0}};
    framework.replace(x);
    const auto result = hold_against_targets(framework, two_periods(true));
    REQUIRE(result.rows.size() == 6);
    const auto& first = result.rows[0];
    CHECK(first.target == 5.0);                    // the next later period goes before every period
    CHECK(first.attainment == Approx(0.0));
    CHECK(first.pace_needed == Approx(0.5));
    CHECK(first.probability < 1e-9);
    CHECK(result.rows[1].target == 4.0);           // own area first
    CHECK(result.rows[1].attainment == Approx(1.0 / 3.0));
    CHECK(result.rows[4].status == Status::suppressed);
    CHECK(std::isnan(result.rows[4].attainment));
    CHECK(result.rows[5].probability == 1.0);      // exactly known, exactly on target
    CHECK(result.rows[5].pace_needed == 0.0);
    const auto bare = hold_against_targets(framework, two_periods(false));
    CHECK(std::isnan(bare.rows[0].probability));
    CHECK(bare.rows[0].caveats.at(0).message == messages::target_without_margin);
    CHECK(hold_against_targets(framework, two_periods(true), {.confidence = 0.5}).rows[0].estimate.high <
          first.estimate.high);
    CHECK(to_table(result).rows() == 6);

    x.targets = {};
    x.goal = Goal::maintain;
    x.baseline = unknown;
    x.baseline_period = "2016";
    framework.replace(x);
    const auto kept = hold_against_targets(framework, two_periods(true));
    CHECK(kept.rows[3].baseline == 1.0);           // what the unit itself measured then
    CHECK(kept.rows[3].attainment == 1.0);
}

TEST_CASE("drift tells how far values moved from the reference", "[score][drift]") {
    const auto panel = two_periods(false);
    const auto model = fit_score_model(test::small_framework(), panel.at("2016"), test::minmax_options());
    const auto result = drift(model, panel);
    for (const auto& row : result.rows) {
        if (row.indicator != "z") continue;
        if (row.period == "2016") {
            CHECK(row.above == 0.0);
            CHECK(row.shift == 0.0);
            CHECK(row.spread_ratio == 1.0);
        } else {
            CHECK(row.above == Approx(2.0 / 3.0));
            CHECK(row.below == 0.0);
            CHECK(row.mean == Approx(14.0 / 3.0));
            CHECK(row.shift == Approx(14.0 / 3.0 - 2.0));
        }
    }
    CHECK(to_table(result).rows() == result.rows.size());
}

TEST_CASE("drift looks at observations only", "[score][drift]") {
    std::vector<std::string> ids = {"u1", "u2", "u3", "u4", "u5"};
    PanelBuilder builder(ids);
    const std::vector<Status> status = {Status::observed, Status::absent, Status::suppressed, Status::not_applicable,
                                        Status::observed};
    builder.add("z", "2016", {8.0, unknown, unknown, unknown, 6.0}, {.status = status});
    const auto model = fit_score_model(test::small_framework(), test::small_panel().build(), test::minmax_options());
    const auto result = drift(model, builder.build());
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0].n == 2.0);
    CHECK(result.rows[0].above == 0.5);   // of those observed; 7 was the highest
    CHECK(result.rows[0].mean == 7.0);
}

TEST_CASE("a side link that moves while the core link does not raises a question", "[score][side_links]") {
    Framework framework = test::diamond_framework();
    framework.add(test::indicator("language", "C1"));
    framework.add(test::indicator("meeting", "C1"));
    Activity course;
    course.id = "course";
    course.organisation = "club";
    course.parent = "C1";
    course.links = {{LinkKind::core, "R1", "language", "language"}, {LinkKind::side, "C1", "", "meeting"}};
    framework.add(course);
    std::vector<std::string> ids = {"off track", "on track", "unsure"};
    const auto panel = [&](bool margins) {
        const auto parts = margins ? CellParts{.se = {1.0, 1.0, 9.0}} : CellParts{};
        PanelBuilder builder(ids);
        builder.add("language", "2020", {50.0, 50.0, 50.0}, parts).add("language", "2021", {49.0, 60.0, 49.0}, parts);
        builder.add("meeting", "2020", {40.0, 40.0, 40.0}, parts).add("meeting", "2021", {45.0, 45.0, 45.0}, parts);
        return builder.build();
    };
    const auto result = check_side_links(framework, panel(true), Period(2020), Period(2021));
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[0].ask);
    CHECK_FALSE(result.rows[1].ask);
    CHECK_FALSE(result.rows[2].ask);
    CHECK(result.rows[0].core_change == -1.0);
    CHECK(result.rows[0].side_probability == Approx(0.9997965239912775));   // 5 / sqrt(2)
    REQUIRE(result.questions.size() == 1);
    CHECK(result.questions[0].message == messages::side_moved_core_did_not);
    const auto asks = [&](const SideLinkOptions& options) {
        return check_side_links(framework, panel(true), Period(2020), Period(2021), options).rows[0].ask;
    };
    CHECK_FALSE(asks({.smallest_change = 6.0}));
    CHECK_FALSE(asks({.side_above = 0.9999}));
    CHECK_FALSE(asks({.core_below = 0.1}));
    const auto bare = check_side_links(framework, panel(false), Period(2020), Period(2021));
    CHECK(bare.questions.at(0).message == messages::links_without_margin);
    CHECK(std::isnan(bare.rows[0].side_probability));
    CHECK_THROWS_AS(check_side_links(framework, panel(true), Period(2020), Period(2021), {.side_above = 1.0}),
                    ArgumentError);
    course.links[0].target = "";
    framework.replace(course);
    CHECK(check_side_links(framework, panel(true), Period(2020), Period(2021)).questions.at(0).message ==
          messages::core_link_not_measured);
    CHECK(to_table(result).rows() == 3);
}

TEST_CASE("spending follows the core link of an activity", "[score][trace]") {
    Framework framework = test::diamond_framework();
    const auto add = [&](std::string id, std::string parent, std::vector<std::string> products,
                         std::vector<ActivityLink> links) {
        Activity activity;
        activity.id = std::move(id);
        activity.parent = std::move(parent);
        activity.products = std::move(products);
        activity.links = std::move(links);
        framework.add(activity);
    };
    add("direct", "", {"P1", "P2"}, {{LinkKind::core, "R1", "", ""}, {LinkKind::side, "R2", "", ""}});
    add("split", "C2", {"P3"}, {});
    add("area", "", {"P4"}, {{LinkKind::core, "L", "", ""}});
    add("plain", "C1", {}, {});
    const auto links = product_links(framework);
    REQUIRE(links.size() == 6);
    CHECK((links[0].product == "P1" && links[0].result == "R1" && links[0].share == 1.0));
    CHECK(links[1].product == "P2");
    CHECK((links[2].product == "P3" && links[2].result == "R2" && links[2].share == 0.6));
    CHECK((links[3].product == "P4" && links[3].result.empty() && std::isnan(links[3].share)));
    CHECK((links[4].product.empty() && links[4].activity == "plain" && links[4].share == 0.5));
}

// SPDX-License-Identifier: Apache-2.0
// Side links of which little or nothing can be said, and why.
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/score/side_links.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

Framework course(const Indicator& core, const Indicator& side) {
    Framework framework = test::diamond_framework();
    framework.add(core);
    framework.add(side);
    Activity made;
    made.id = "course";
    made.organisation = "club";
    made.parent = "C1";
    made.links = {{LinkKind::core, "R1", "", core.id}, {LinkKind::side, "C1", "", side.id}};
    framework.add(made);
    return framework;
}

Indicator language() { return test::indicator("language", "C1"); }
Indicator meeting() { return test::indicator("meeting", "C1"); }

using Numbers = std::vector<double>;

Panel both(const Numbers& core_before, const Numbers& core_after, const Numbers& side_before,
           const Numbers& side_after) {
    std::vector<std::string> ids;
    for (std::size_t u = 0; u < core_before.size(); ++u) ids.push_back("u" + std::to_string(u + 1));
    const CellParts parts{.se = Numbers(ids.size(), 1.0)};
    PanelBuilder builder(ids);
    builder.add("language", "2020", core_before, parts).add("language", "2021", core_after, parts);
    builder.add("meeting", "2020", side_before, parts).add("meeting", "2021", side_after, parts);
    return builder.build();
}

SideLinkResult checked(const Framework& framework, const Panel& panel) {
    return check_side_links(framework, panel, Period(2020), Period(2021));
}

}  // namespace

TEST_CASE("links of direction context have no better end", "[score][side_links]") {
    const auto panel = both({50.0}, {49.0}, {40.0}, {45.0});
    for (const bool core : {true, false}) {
        Indicator first = language(), second = meeting();
        (core ? first : second).direction = Direction::context;
        const auto result = checked(course(first, second), panel);
        CHECK(result.rows.empty());
        REQUIRE(result.questions.size() == 1);
        CHECK(result.questions[0].message == messages::link_of_context);
        CHECK(result.questions[0].parameters[1].second == (core ? "language" : "meeting"));
    }
}

TEST_CASE("distance to a target counts per area, and bends at the target", "[score][side_links]") {
    Indicator side = meeting();
    side.direction = Direction::target;
    side.targets = {{"", "2021", 0.0}, {"", "", 50.0}, {"u2", "", 20.0}};
    const auto panel = both({50.0, 50.0, 50.0}, {49.0, 49.0, 49.0}, {40.0, 40.0, 40.0}, {45.0, 45.0, 49.0});
    const auto result = checked(course(language(), side), panel);
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[0].side_change == 5.0);    // nearer to 50
    CHECK(result.rows[0].side_probability == Approx(special::normal_cdf(5.0 / std::sqrt(2.0))));
    CHECK(result.rows[0].ask);
    CHECK(result.rows[1].side_change == -5.0);   // farther from its own 20
    CHECK_FALSE(result.rows[1].ask);
    CHECK(result.rows[2].side_change == 9.0);
    CHECK(std::isnan(result.rows[2].side_probability));   // 49 +- 1.96 reaches across 50
    CHECK_FALSE(result.rows[2].ask);
    REQUIRE(result.questions.size() == 2);
    CHECK(result.questions[0].message == messages::link_near_target);
    CHECK(result.questions[0].parameters[2].second == "1");
    CHECK(result.questions[1].message == messages::side_moved_core_did_not);

    side.targets = {{"u2", "", 20.0}};
    const auto own = checked(course(language(), side), panel);
    CHECK(std::isnan(own.rows[0].side_change));
    CHECK(own.rows[1].side_change == -5.0);
    REQUIRE(own.questions.size() == 1);
    CHECK(own.questions[0].message == messages::link_without_target);
    CHECK(own.questions[0].parameters[2].second == "2");
}

TEST_CASE("a link that was not observed twice says so, whatever the reason", "[score][side_links]") {
    for (const auto status : {Status::absent, Status::suppressed, Status::not_applicable}) {
        INFO(to_name(status));
        std::vector<std::string> ids = {"u1"};
        PanelBuilder builder(ids);
        const CellParts parts{.se = {1.0}};
        builder.add("language", "2020", {50.0}, parts).add("language", "2021", {49.0}, parts);
        builder.add("meeting", "2020", {40.0}, parts).add("meeting", "2021", {unknown}, {.status = {status}});
        const auto result = checked(course(language(), meeting()), builder.build());
        REQUIRE(result.rows.size() == 1);
        CHECK(result.rows[0].core_status == Status::observed);
        CHECK(result.rows[0].side_status == status);
        CHECK(std::isnan(result.rows[0].side_change));
        CHECK_FALSE(result.rows[0].ask);
        CHECK(to_table(result)["side_change"].status(0) == status);
        CHECK(to_table(result)["core_change"].status(0) == Status::observed);
        REQUIRE(result.questions.size() == 1);
        CHECK(result.questions[0].message == messages::link_not_observed);
    }
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/framework/version.hpp"
#include "framework/samples.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using test::caught;
using test::item;

TEST_CASE("a version does not change when its framework does") {
    auto framework = test::two_results();
    const auto version = freeze(framework, {.date = "2025-11-06", .author = "raad", .reason = "eerste"});
    framework.remove("R2");
    CHECK(version.framework().has("R2"));
    CHECK(version.hash().size() == 16);
    CHECK(version.hash() == framework_hash(test::two_results()));
    CHECK(version.hash() != framework_hash(framework));
    // Who froze it when is no part of the content.
    CHECK(freeze(test::two_results(), {.number = 2}).hash() == version.hash());
    CHECK(caught<ArgumentError>([&] { freeze(framework, {.number = 0}); }).note().message ==
          messages::argument_out_of_range);
    CHECK(caught<ArgumentError>([&] { freeze(framework, {.date = "6 november"}); }).note().message ==
          messages::argument_out_of_range);
}

TEST_CASE("what changed, list by list") {
    const auto before = test::two_results();
    auto after = before;
    auto result = after.result("R1");
    result.name = "nieuw";
    result.focus_covered = false;
    after.replace(result);
    after.remove("I2");
    after.add(test::indicator("I3", "R2"));
    after.set_name("Proef 2");
    after.add(Responsibility{"C", "gemeente", Role::accountable});
    const auto changes = diff(before, after);
    REQUIRE(changes.size() == 6);
    CHECK(changes[0] == Change{ChangeKind::changed, "framework", "proef", "name", "Proef", "Proef 2"});
    CHECK(changes[1] == Change{ChangeKind::changed, "results", "R1", "name", "", "nieuw"});
    CHECK(changes[2] == Change{ChangeKind::changed, "results", "R1", "focus_covered", "true", "false"});
    CHECK(changes[3] == Change{ChangeKind::removed, "indicators", "I2", "",
                               R"({"id":"I2","parent":"R2","unit":"%","source":"CBS"})", ""});
    CHECK(changes[4].kind == ChangeKind::added);
    CHECK(changes[4].item == "I3");
    CHECK(changes[5] == Change{ChangeKind::added, "responsibilities", "C gemeente accountable", "", "",
                               R"({"item":"C","party":"gemeente","role":"accountable"})"});
    CHECK(diff(before, before).empty());
    CHECK(changes_table(changes).column("before").text(0) == "Proef");
    CHECK(changes_table({}).rows() == 0);
}

TEST_CASE("another order is a change too") {
    const auto before = test::two_results();
    auto after = before;
    const auto first = after.result("R1");
    after.remove("R1");
    after.add(first);
    const auto changes = diff(before, after);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0] == Change{ChangeKind::reordered, "results", "", "", "", ""});
    CHECK(framework_hash(before) != framework_hash(after));
}

TEST_CASE("entries without an id are told apart by what they say, doubles included") {
    auto before = test::two_results();
    before.add(Elicitation{"act", "C", "", "", "", Answer::yes});
    auto after = before;
    after.add(Elicitation{"act", "C", "", "", "", Answer::yes});
    after.add(CompassStep{.result = "R1", .step = 2});
    const auto changes = diff(before, after);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].kind == ChangeKind::added);
    CHECK(changes[0].item.ends_with(" #2"));
    CHECK(changes[1].item == "R1 2");
}

TEST_CASE("a history numbers its versions and keeps no copies of the same content") {
    FrameworkHistory history;
    CHECK(history.add(test::two_results(), {.number = 9, .reason = "begin"}).number() == 1);
    CHECK(history.add(test::two_results(), {.reason = "niets veranderd"}).reason() == "begin");
    auto changed = test::two_results();
    changed.remove("R2");
    CHECK(history.add(changed).number() == 2);
    CHECK(history.versions().size() == 2);
    CHECK(history.at(1).framework().has("R2"));
    CHECK(caught<ArgumentError>([&] { history.at(3); }).note().message == messages::argument_out_of_range);
    CHECK(caught<ArgumentError>([&] { history.at(0); }).note().message == messages::argument_out_of_range);
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/framework.hpp"
#include "framework/samples.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using test::caught;
using test::item;
using test::parameter;

TEST_CASE("items keep the order in which they were added, and are found by id") {
    const auto framework = test::two_results();
    CHECK(framework.kind("R1") == ItemKind::result);
    CHECK(framework.item("I2").parent == "R2");
    CHECK(framework.indicator("I1").unit == "%");
    CHECK(framework.children("A") == std::vector<std::string>{"R1", "R2"});
    CHECK(framework.contributions_to("R2") == std::vector<std::string>{"C"});
    CHECK(framework.party("gemeente").kind == PartyKind::municipality);
    CHECK_FALSE(framework.has("gemeente"));
}

TEST_CASE("an unknown id is answered with the nearest, of the right kind") {
    const auto framework = test::two_results();
    const auto error = caught<ArgumentError>([&] { framework.item("r1"); });
    CHECK(error.note().message == messages::unknown_item);
    CHECK(parameter(error, "nearest") == "R1");
    CHECK(caught<ArgumentError>([&] { framework.indicator("R1"); }).note().message == messages::item_of_other_kind);
    CHECK(caught<ArgumentError>([&] { framework.party("gemeent"); }).text(Language::dutch) ==
          "Het raamwerk kent geen partij 'gemeent'. Bedoelt u 'gemeente'?");
}

TEST_CASE("bad ids are refused at once and leave the framework as it was") {
    auto framework = test::two_results();
    const auto refused = [&](const std::string& id) {
        try {
            framework.add(item<Domain>(id));
        } catch (const Error& error) {
            return error.note().message;
        }
        return Message{};
    };
    CHECK(refused("") == messages::empty_id);
    CHECK(refused("a\nb") == messages::id_control_character);
    CHECK(refused("a\xff") == messages::not_utf8);
    CHECK(refused(std::string(201, 'x')) == messages::id_too_long);
    CHECK(refused("R1") == messages::duplicate_id);
    CHECK(refused("gemeente") == messages::duplicate_id);  // parties and items share one set of ids
    CHECK(framework.data().domains.size() == 1);
    CHECK(refused(std::string(200, 'x')) == Message{});
    const auto error = caught<ArgumentError>([&] { framework.add(item<Domain>(std::string(10'000, 'x'))); });
    CHECK(std::string(error.what()).size() < 450);
    CHECK(parameter(error, "length") == "10000");
}

TEST_CASE("weight sets, evidence and agreements have ids of their own") {
    auto framework = test::two_results();
    framework.add(WeightSet{.id = "R1"});
    framework.add(Evidence{.id = "R1", .item = "R1"});
    framework.add(Agreement{.id = "R1"});
    CHECK(caught<DataError>([&] { framework.add(WeightSet{.id = "R1"}); }).note().message == messages::duplicate_id);
    CHECK(framework.weight_set("R1").weights.empty());
}

TEST_CASE("an item can be replaced in its place and taken out") {
    auto framework = test::two_results();
    auto changed = framework.result("R1");
    changed.name = "anders";
    framework.replace(changed);
    CHECK(framework.children("A") == std::vector<std::string>{"R1", "R2"});
    CHECK(framework.result("R1").name == "anders");
    CHECK(caught<ArgumentError>([&] { framework.replace(item<SocietalResult>("R9")); }).note().message ==
          messages::unknown_item);

    framework.remove("R1");
    CHECK_FALSE(framework.has("R1"));
    CHECK(framework.result("R2").id == "R2");
    CHECK(framework.indicator("I1").parent == "R1");  // shows up in validate
    framework.add(item<SocietalResult>("R1", "A"));
    CHECK(framework.children("A") == std::vector<std::string>{"R2", "R1"});
    CHECK(caught<ArgumentError>([&] { framework.remove("niets"); }).note().message == messages::unknown_item);
}

TEST_CASE("evidence to learn from, or without consent, is not shown to others") {
    Evidence evidence{.id = "E", .item = "R1", .consent = Consent::given, .purpose = EvidencePurpose::account};
    CHECK(may_be_shown(evidence));
    evidence.purpose = EvidencePurpose::both;
    CHECK(may_be_shown(evidence));
    evidence.consent = Consent::not_needed;
    CHECK(may_be_shown(evidence));
    evidence.consent = Consent::unknown;
    CHECK_FALSE(may_be_shown(evidence));
    evidence.consent = Consent::refused;
    CHECK_FALSE(may_be_shown(evidence));
    evidence = {.id = "E", .item = "R1", .consent = Consent::given, .purpose = EvidencePurpose::learn};
    CHECK_FALSE(may_be_shown(evidence));
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/framework/coverage.hpp"
#include "maatstaf/framework/dot.hpp"
#include "maatstaf/framework/flat_table.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/framework/templates.hpp"
#include "maatstaf/framework/version.hpp"
#include "archive_fixture.hpp"
#include "core/fields_equal.hpp"
#include "framework/samples.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using test::caught;
using test::item;
using test::parameter;

TEST_CASE("every template reads back from its JSON as itself, in both languages") {
    CHECK(template_names() == std::vector<std::string>{"hoorn", "quality_compass", "youth_outcomes"});
    for (const auto& name : template_names())
        for (const auto* language : {"nl", "en"}) {
            const auto framework = framework_template(name, language);
            CHECK(framework.data().language == language);
            const auto text = framework_to_json(framework);
            CHECK(framework_to_json(framework_from_json(text)) == text);
            CHECK(diff(framework, framework_from_json(text)).empty());
            for (const auto& finding : validate(framework)) CHECK(finding.severity != Severity::error);
        }
    CHECK(framework_template("hoorn").result("MR3").name == "vooroordelen en stigma");
    CHECK(framework_template("hoorn", "en").result("MR3").name == "prejudice and stigma");
    CHECK(parameter(caught<ArgumentError>([] { framework_template("horn"); }), "nearest") == "hoorn");
    CHECK(caught<ArgumentError>([] { framework_template("hoorn", "fr"); }).note().message == messages::unknown_option);
}

TEST_CASE("JSON that is no framework is refused with the place") {
    const auto refused = [](const std::string& text) {
        try {
            framework_from_json(text);
        } catch (const Error& error) {
            return error;
        }
        FAIL("nothing was thrown");
        return Error(messages::internal);
    };
    CHECK(refused("").note().message == messages::empty_file);
    CHECK(refused("{}").note().message == messages::framework_format_missing);
    CHECK(refused(R"({"maatstaf_framework": "een"})").note().message == messages::framework_format_missing);
    CHECK(refused(R"({"maatstaf_framework": 2})").text(Language::dutch) ==
          "Het raamwerk is geschreven in formaat 2; deze versie van maatstaf leest tot en met formaat 1. Werk maatstaf "
          "bij.");
    CHECK(refused("[1]").note().message == messages::json_shape);
    CHECK(refused("{\"maatstaf_framework\": 1, \"name\": \"\xff\"}").note().message == messages::not_utf8);
    CHECK(refused(R"({"maatstaf_framework": 1, "domain": []})").note().message == messages::unknown_field);
    CHECK(refused(R"({"maatstaf_framework": 1, "domains": [{}]})").note().message == messages::empty_id);
    CHECK(refused(R"({"maatstaf_framework": 1, "domains": [{"id": "a"}, {"id": "a"}]})").note().message ==
          messages::duplicate_id);
    CHECK(parameter(refused(R"({"maatstaf_framework": 1, "indicators": [{"id": "a", "direction": "up"}]})"), "argument")
              .find("indicators[0].direction") != std::string::npos);
    CHECK(refused(std::string(100, '[') + std::string(100, ']')).note().message == messages::json_too_deep);
    CHECK(refused(R"({"maatstaf_framework": 1, "domains": [{"id": ")" + std::string(10'000, 'x') + "\"}]}")
              .note().message == messages::id_too_long);
    CHECK(framework_from_json(R"({"$schema": "x", "maatstaf_framework": 1, "name": "n"})").name() == "n");
}

TEST_CASE("an infinite number cannot be exchanged") {
    auto framework = test::two_results();
    auto changed = framework.indicator("I1");
    changed.targets = {{"", "", INFINITY}};
    framework.replace(changed);
    const auto error = caught<DataError>([&] { framework_to_json(framework); });
    CHECK(error.note().message == messages::value_not_finite);
    CHECK(parameter(error, "item") == "I1");
}

TEST_CASE("the published schema is the one that follows from the field lists") {
    const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path();
    std::ifstream file(root / "docs" / "schema" / "framework-1.schema.json", std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == framework_schema());
}

TEST_CASE("the spreadsheet form holds the items and parties, also by way of CSV") {
    auto framework = framework_template("hoorn");
    auto changed = framework.indicator("lonely");
    changed.targets = {{"", "2026", 40.0}, {"a;b:c\\", "2026-H1", 45.5}, {" blank ", "", 1.0}};
    changed.name = "Eenzaam; \"echt\": ja\n";
    framework.replace(changed);
    const auto table = framework_to_table(framework);
    CHECK(table.rows() == 1 + 3 + 3 + 8 + 1 + 3 + 3 + 3 + 15);
    CHECK(table.column("item_kind").text(4) == "domain");
    CHECK(table.column("to").text(19) == "MR1:0.5; MR2:0.5");
    CHECK(table.column("to").text(20) == "MR3:?; MR1:?");
    CHECK(table.column("links").text(23) == "core:ontwikkelen:taal:course.language; side:B-A::course.meeting");

    const auto keeps_items = [&](const Framework& back) {
        for (const auto& change : diff(framework, back)) {
            CAPTURE(change.list, change.item, change.field, change.before, change.after);
            CHECK((change.list == "responsibilities" || change.list == "elicitations" || change.list == "evidence" ||
                   change.list == "agreements" || change.list == "compass"));
        }
    };
    keeps_items(framework_from_table(table));
    changed.name = "Eenzaam";
    framework.replace(changed);
    keeps_items(framework_from_table(read_csv(write_csv(framework_to_table(framework)))));
}

TEST_CASE("a spreadsheet that people typed") {
    const auto framework = framework_from_table(read_csv(
        "item_kind;id;parent;direction;factor;focus_covered;to;burden\n"
        "domain;D;;;;;;\n"
        "result;R1;A;;;nee;;\n"
        ";;;;;;;\n"
        "contribution;C;;;;;\"R1 : 0,5 ; R2\";\n"
        "indicator;I1;R1;lower;2,5;;;0,5:1:300\n"));
    CHECK_FALSE(framework.result("R1").focus_covered);
    CHECK(framework.contribution("C").to.at(0).share == 0.5);
    CHECK(framework.contribution("C").to.at(1).share == 1.0);
    CHECK(framework.indicator("I1").factor == 2.5);
    CHECK(framework.indicator("I1").burden.hours_per_year() == 2.5);

    const auto refused = [](std::string_view text) {
        return caught<ArgumentError>([&] { framework_from_table(read_csv(text)); });
    };
    CHECK(refused("id\nD\n").note().message == messages::unknown_column);
    CHECK(parameter(refused("item_kind,id,directoin\nindicator,I,lower\n"), "nearest") == "direction");
    CHECK(parameter(refused("item_kind,id\ndomein,D\n"), "nearest") == "domain");
    CHECK(parameter(refused("item_kind,id,direction\nindicator,I,lager\n"), "argument") == "direction (1)");
    CHECK(refused("item_kind,id,unit\ndomain,D,%\n").note().message == messages::table_cell_not_used);
    CHECK(refused("item_kind,id,burden\nindicator,I,veel\n").note().message == messages::table_cell);
    CHECK(refused("item_kind,id,burden\nindicator,I,1:2:3:4\n").note().message == messages::table_cell);
    CHECK(refused("item_kind,id\ndomain,\n").note().message == messages::empty_id);
}

TEST_CASE("the graph tells core from side, shows open questions, and survives quotes") {
    auto framework = framework_template("hoorn");
    framework.add([] {
        auto odd = item<Domain>("odd\"id\\");
        odd.name = "two\nlines";
        return odd;
    }());
    const auto dot = framework_to_dot(framework);
    const auto holds = [&](std::string_view text) { return dot.find(text) != std::string::npos; };
    CHECK(holds(R"("taalcursus" -> "ontwikkelen" [class=core, style=bold, label="taal"];)"));
    CHECK(holds(R"("taalcursus" -> "B-A" [class=side, style=dashed];)"));
    CHECK(holds(R"("ouder-kind-weekend" -> "ouder-kind-weekend\n?" [class=core, style=bold];)"));
    CHECK(holds(R"("B-A" -> "MR1" [class=split, label="0.5"];)"));
    CHECK(holds(R"("B-B" -> "MR3" [class=split, label="?"];)"));
    CHECK(holds(R"("odd\"id\\" [class=domain, shape=folder, label="odd\"id\\\ntwo\nlines"];)"));
    CHECK_FALSE(holds("color"));
    const auto bare = framework_to_dot(framework, {.indicators = false, .names = false});
    CHECK(bare.find("lonely") == std::string::npos);
    CHECK(bare.find("Samenleven") == std::string::npos);
}

TEST_CASE("archives restore frameworks, versions and weight sets, and ids are checked again") {
    const auto framework = framework_template("hoorn");
    const auto bytes = to_archive(framework);
    CHECK(diff(framework, from_archive<Framework>(bytes)).empty());
    CHECK(to_archive(from_archive<Framework>(bytes)) == bytes);

    const auto version = freeze(framework, {.number = 3, .date = "2025-11-06", .author = "raad", .reason = "gesprek"});
    const auto restored = from_archive<FrameworkVersion>(to_archive(version));
    CHECK(restored.hash() == version.hash());
    CHECK(restored.number() == 3);
    CHECK(restored.reason() == "gesprek");
    CHECK(to_archive(restored) == to_archive(version));

    const WeightSet set{.id = "W", .body = "raad", .weights = {{"MR1", 2.0}, {"MR2", 1.0}}};
    CHECK(from_archive<WeightSet>(to_archive(set)).weights.at(0).weight == 2.0);
    CHECK(caught<ArchiveError>([] { from_archive<WeightSet>(to_archive(WeightSet{})); }).note().message ==
          messages::empty_id);
    CHECK(caught<ArchiveError>([&] { from_archive<Framework>(to_archive(set)); }).note().message ==
          messages::archive_type);
}

namespace {

template <class T>
void refuses_damage(const Bytes& bytes) {
    CHECK_NOTHROW(from_archive<T>(bytes));
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_THROWS_AS(from_archive<T>(std::span(bytes).first(length)), ArchiveError);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        auto damaged = bytes;
        damaged[bit / 8] ^= static_cast<std::byte>(1u << (bit % 8));
        CHECK_THROWS_AS(from_archive<T>(damaged), ArchiveError);
    }
}

}  // namespace

TEST_CASE("an archive of this room cut anywhere or with any bit of it flipped gives one clear error") {
    const Framework framework = test::two_results();
    refuses_damage<Framework>(to_archive(framework));
    refuses_damage<FrameworkVersion>(to_archive(freeze(framework, {.date = "2025-11-06", .reason = "gesprek"})));
    refuses_damage<WeightSet>(to_archive(WeightSet{.id = "W", .weights = {{"R1", 2.0}, {"R2", 1.0}}}));
}

TEST_CASE("yesterday's archives of this room still load") {
    maatstaf::test::check_archive_fixtures(
        "Framework", to_archive(test::two_results()),
        [](const Bytes& bytes, auto) { CHECK(diff(from_archive<Framework>(bytes), test::two_results()).empty()); });
    const auto version =
        freeze(test::two_results(), {.number = 2, .date = "2025-11-06", .author = "raad", .reason = "r"});
    maatstaf::test::check_archive_fixtures("FrameworkVersion", to_archive(version), [&](const Bytes& bytes, auto) {
        CHECK(from_archive<FrameworkVersion>(bytes).hash() == version.hash());
    });
    const WeightSet set{.id = "W", .body = "raad", .date = "2025-11-06", .weights = {{"R1", 2.0}, {"R2", 1.0}}};
    maatstaf::test::check_archive_fixtures("WeightSet", to_archive(set), [](const Bytes& bytes, auto) {
        CHECK(from_archive<WeightSet>(bytes).weights.at(0).weight == 2.0);
    });
    const Coverage covered = coverage(test::two_results());
    maatstaf::test::check_archive_fixtures("Coverage", to_archive(covered), [&](const Bytes& bytes, auto) {
        CHECK(detail::fields_equal(from_archive<Coverage>(bytes), covered));
    });
}

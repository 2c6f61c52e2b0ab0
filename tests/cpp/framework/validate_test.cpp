// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/framework/templates.hpp"
#include "framework/samples.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using test::indicator;
using test::item;
using test::summary;
using Lines = std::vector<std::string>;

namespace {

/// The findings on `two_results` after `edit`, without the one that is always there.
template <class Edit>
Lines after(Edit&& edit, const ValidateOptions& options = {}) {
    auto data = test::two_results().data();
    edit(data);
    auto lines = summary(validate(data, options));
    std::erase(lines, "question proef weights_not_set");
    return lines;
}

Activity activity(std::vector<ActivityLink> links, std::string parent = "C") {
    auto made = item<Activity>("act", std::move(parent));
    made.organisation = "gemeente";
    made.links = std::move(links);
    return made;
}

const ActivityLink core{LinkKind::core, "C", "", ""};

}  // namespace

TEST_CASE("Hoorn: the result that nobody measures first, then what is missing, then what is open") {
    CHECK(summary(validate(framework_template("hoorn"))) ==
          Lines{"warning MR3 result_without_indicator", "warning MR2 focus_not_covered",
                "question vrije_tijd life_area_without_ambition", "question werk life_area_without_ambition",
                "question ontwikkelen life_area_without_ambition", "question veiligheid life_area_without_ambition",
                "question gezondheid life_area_without_ambition", "question wonen life_area_without_ambition",
                "question inkomen_en_financien life_area_without_ambition",
                "question hoorn-sociaal-domein weights_not_set", "question B-B split_open", "question B-B split_open",
                "question ouder-kind-weekend core_link_open", "question MR1 compass_open_question",
                "question MR2 compass_open_question", "question MR3 compass_open_question"});
    const auto findings = validate(framework_template("hoorn"));
    CHECK(findings[0].text(Language::dutch) ==
          "Maatschappelijk resultaat 'MR3' (vooroordelen en stigma) heeft geen indicator: niemand kan zien of er iets "
          "verandert. Zoek een indicator, of verzamel verhalen en waarnemingen en benoem wat ontbreekt.");
    CHECK(findings_table(findings).column("code").int32()[0] == 2101);
    CHECK(findings_table(findings).rows() == 16);
}

TEST_CASE("a sound framework: nothing but the question who sets the weights") {
    CHECK(summary(validate(test::two_results())) == Lines{"question proef weights_not_set"});
    CHECK(summary(validate(Framework())) == Lines{"warning  framework_without_items"});
    CHECK(after([](auto& d) { d.language = "fr"; }) == Lines{"error proef framework_language"});
}

TEST_CASE("what is missing in the chain from domain to indicator") {
    CHECK(after([](auto& d) { d.indicators.clear(); }) ==
          Lines{"warning R1 result_without_indicator", "warning R2 result_without_indicator"});
    // A result without an indicator stands before an error.
    CHECK(after([](auto& d) { d.indicators.pop_back(); d.language = ""; }) ==
          Lines{"warning R2 result_without_indicator", "error proef framework_language"});
    CHECK(after([](auto& d) { d.indicators[0].direction = Direction::context; }) ==
          Lines{"warning R1 result_without_scored_indicator"});
    CHECK(after([](auto& d) { d.contributions[0].to = {{"R1", 1.0}}; }) ==
          Lines{"warning R2 result_without_contribution"});
    CHECK(after([](auto& d) { d.contributions[0].to.clear(); }) ==
          Lines{"warning R1 result_without_contribution", "warning R2 result_without_contribution",
                "warning C contribution_without_result"});
    CHECK(after([](auto& d) { d.contributions[0].organisation.clear(); }) ==
          Lines{"warning C contribution_without_organisation"});
    CHECK(after([](auto& d) { d.results[0].accountable.clear(); }) == Lines{"question R1 result_without_accountable"});
    CHECK(after([](auto& d) { d.domains.push_back(item<Domain>("D2")); }) ==
          Lines{"question D2 domain_without_life_area"});
    CHECK(after([](auto& d) { d.life_areas.push_back(item<LifeArea>("L2", "D")); }) ==
          Lines{"question L2 life_area_without_ambition"});
    CHECK(after([](auto& d) { d.ambitions.push_back(item<Ambition>("A2", "L")); }) ==
          Lines{"warning A2 ambition_without_result"});
    CHECK(after([](auto& d) { d.results[0].focus_group = "jongeren"; }).empty());
    CHECK(after([](auto& d) { d.results[0].focus_group = "jongeren"; d.results[0].focus_covered = false; }) ==
          Lines{"warning R1 focus_not_covered"});
    CHECK(after([](auto& d) { d.results[0].legal_basis = {"Jeugdwet", "Jeugdwet"}; }) ==
          Lines{"remark R1 legal_basis_twice"});
}

TEST_CASE("ids and parents that contradict one another") {
    CHECK(after([](auto& d) { d.domains.push_back(item<Domain>("D")); }) == Lines{"error D duplicate_id"});
    CHECK(after([](auto& d) { d.domains.push_back(item<Domain>("")); }) ==
          Lines{"error  empty_id", "question  domain_without_life_area"});
    CHECK(after([](auto& d) { d.ambitions.push_back(item<Ambition>("A2", "A2")); }) ==
          Lines{"error A2 cycle", "error A2 parent_kind", "warning A2 ambition_without_result"});
    CHECK(after([](auto& d) { d.life_areas[0].parent = "A"; }) ==
          Lines{"error L cycle", "error L parent_kind", "question D domain_without_life_area"});
    CHECK(after([](auto& d) { d.domains[0].parent = "L"; }) == Lines{"error D cycle", "error D parent_not_used"});
    CHECK(after([](auto& d) { d.life_areas[0].parent = "d"; }) ==
          Lines{"error L parent_unknown", "question D domain_without_life_area"});
    CHECK(after([](auto& d) { d.life_areas[0].parent.clear(); }) ==
          Lines{"warning L parent_missing", "question D domain_without_life_area"});
    const auto data = [] {
        auto d = test::two_results().data();
        d.life_areas[0].parent = "A";
        return d;
    }();
    CHECK(validate(data).front().text() ==
          "Items hang on one another in a circle: L > A > L. Change the parent of one of them.");
}

TEST_CASE("links of activities: core, side, open, several, doubted") {
    const auto with = [](std::vector<ActivityLink> links, std::vector<Elicitation> answers = {}) {
        return after([&](auto& d) {
            d.activities.push_back(activity(std::move(links)));
            d.elicitations = std::move(answers);
        });
    };
    const ActivityLink side{LinkKind::side, "L", "taal", "I1"};
    CHECK(with({core, side}).empty());
    CHECK(with({side}) == Lines{"warning act core_link_missing"});
    CHECK(with({{LinkKind::core, "", "", ""}, side}) == Lines{"question act core_link_open"});
    CHECK(with({core, {LinkKind::core, "R1", "", ""}}) == Lines{"error act core_links_several"});
    CHECK(with({core, {LinkKind::side, "Rx", "", ""}}) == Lines{"error act link_target_unknown"});
    CHECK(with({core, {LinkKind::side, "I1", "", ""}}) == Lines{"error act link_target_kind"});
    CHECK(with({core, {LinkKind::side, "", "", ""}}) == Lines{"warning act link_target_empty"});
    CHECK(with({core, side, side}) == Lines{"warning act link_twice"});
    CHECK(with({core, {LinkKind::side, "L", "", "R1"}}) == Lines{"error act link_indicator_unknown"});
    CHECK(after([&](auto& d) {
              d.contributions.push_back(d.contributions[0]);
              d.contributions[1].id = "C2";
              d.activities.push_back(activity({core}, "C2"));
          }) == Lines{"warning act core_link_not_parent"});
    CHECK(after([&](auto& d) {
              d.activities.push_back(activity({core}));
              d.activities[0].organisation.clear();
          }) == Lines{"question act activity_without_organisation"});

    const auto yes = Answer::yes;
    const auto no = Answer::no;
    const Elicitation about_core{"act", "C", "", "", "", no};
    CHECK(with({core, side}, {about_core, {"act", "C", "", "", "", yes}, {"act", "L", "taal", "", "", yes}}) ==
          Lines{"question act core_link_doubted"});
    CHECK(with({core, side}, {{"act", "C", "", "", "", yes}, {"act", "L", "taal", "", "", yes}}).empty());
    CHECK(with({core, side}, {{"act", "L", "rekenen", "", "", yes}}) == Lines{"warning act elicitation_link_unknown"});
    CHECK(with({core, side}, {{"akt", "C", "", "", "", yes}}) == Lines{"warning akt elicitation_activity_unknown"});
    CHECK(with({core, side}, {{"act", "C", "", "", "morgen", yes}}) == Lines{"warning act date_not_valid"});
    // While the core is open, people are asked about anything it might be.
    CHECK(with({{LinkKind::core, "", "", ""}}, {{"act", "R2", "", "", "", yes}}) ==
          Lines{"question act core_link_open"});
}

TEST_CASE("parties, responsibilities, splits and weights") {
    CHECK(after([](auto& d) { d.owner = "gemeent"; }) == Lines{"error proef party_unknown"});
    CHECK(after([](auto& d) { d.results[0].accountable = "x"; }) == Lines{"error R1 party_unknown"});
    CHECK(after([](auto& d) { d.contributions[0].organisation = "x"; }) == Lines{"error C party_unknown"});
    CHECK(after([](auto& d) { d.responsibilities = {{"R9", "gemeente", Role::informed}}; }) ==
          Lines{"error R9 responsibility_item_unknown"});
    CHECK(after([](auto& d) { d.responsibilities = {{"C", "gemeente", Role::supports}}; }) ==
          Lines{"warning C accountable_missing"});
    CHECK(after([](auto& d) { d.responsibilities = {{"R1", "gemeente", Role::supports}}; }).empty());
    CHECK(after([](auto& d) {
              d.parties.push_back({.id = "ander"});
              d.responsibilities = {{"R1", "ander", Role::accountable}};
          }) == Lines{"warning R1 accountable_several"});
    CHECK(after([](auto& d) {
              d.responsibilities = {{"C", "gemeente", Role::accountable}, {"C", "gemeente", Role::accountable}};
          }) == Lines{"remark C responsibility_twice"});

    const auto shared = [](std::vector<Split> to) { return after([&](auto& d) { d.contributions[0].to = to; }); };
    CHECK(shared({{"R1", 0.6}, {"R2", 0.5}}) == Lines{"error C splits_above_one"});
    CHECK(shared({{"R1", -0.1}, {"R2", 0.5}}) == Lines{"error C split_not_valid"});
    CHECK(shared({{"R1", std::nan("")}, {"R2", 0.5}}) == Lines{"question C split_open"});
    CHECK(shared({{"R1", 0.1}, {"R2", 0.1}, {"R2", 0.1}}) == Lines{"error C split_twice"});
    CHECK(shared({{"R1", 0.1}, {"R2", 0.1}, {"A", 0.1}}) == Lines{"error C split_result_unknown"});

    const auto weighed = [](std::vector<Weight> weights) {
        return after([&](auto& d) {
            d.weight_sets = {{.id = "W", .body = "raad", .date = "2025-11-06", .weights = std::move(weights)}};
        });
    };
    CHECK(weighed({{"R1", 2.0}, {"R2", 1.0}}).empty());
    CHECK(weighed({{"R1", 2.0}}) == Lines{"error W weights_incomplete"});
    CHECK(weighed({{"R1", -2.0}, {"R2", 1.0}}) == Lines{"error W weight_not_valid"});
    CHECK(weighed({{"R1", 0.0}, {"R2", 0.0}}) == Lines{"error W weights_all_zero"});
    CHECK(weighed({{"R1", 0.0}, {"R2", 1.0}}).empty());
    CHECK(weighed({{"R1", 2.0}, {"R2", 1.0}, {"R1", 2.0}}) == Lines{"error W weight_twice"});
    CHECK(weighed({{"R9", 2.0}}) == Lines{"error W weight_item_unknown"});
    CHECK(after([](auto& d) {
              d.indicators.push_back(indicator("I3", "R1"));
              d.indicators[2].direction = Direction::context;
              d.weight_sets = {{.id = "W", .weights = {{"I3", 1.0}}}};
          }) == Lines{"question W weights_without_owner", "remark W weight_without_effect"});
}

TEST_CASE("indicators: what they measure, their ends, goals and targets") {
    const auto with = [](auto&& edit) { return after([&](auto& d) { edit(d.indicators[0]); }); };
    CHECK(with([](auto& i) {
              i.unit.clear();
              i.source.clear();
          }) == Lines{"remark I1 unit_missing", "remark I1 source_missing"});
    CHECK(with([](auto& i) { i.measures = IndicatorKind::output; }) ==
          Lines{"warning R1 result_without_scored_indicator", "warning I1 output_under_result"});
    CHECK(with([](auto& i) { i.measures = IndicatorKind::context; }) ==
          Lines{"warning R1 result_without_scored_indicator", "warning I1 context_with_direction"});
    CHECK(with([](auto& i) { i.denominator = "I1"; }) == Lines{"error I1 denominator_is_itself"});
    CHECK(with([](auto& i) { i.factor = 0.0; }) == Lines{"error I1 factor_not_valid"});
    CHECK(with([](auto& i) { i.burden.minutes = -1.0; }) == Lines{"error I1 burden_not_valid"});
    CHECK(with([](auto& i) { i.baseline = INFINITY; }) == Lines{"error I1 value_not_finite"});
    CHECK(with([](auto& i) { i.goalpost_low = 9.0; i.goalpost_high = 1.0; }) == Lines{"error I1 goalposts_reversed"});
    CHECK(with([](auto& i) { i.goalpost_low = 9.0; }) == Lines{"warning I1 goalpost_missing"});
    CHECK(with([](auto& i) { i.goal = Goal::maintain; }) == Lines{"warning I1 baseline_missing"});
    CHECK(with([](auto& i) { i.goal = Goal::slow_decline; i.baseline = 1.0; }) ==
          Lines{"warning I1 tolerated_decline_missing"});
    CHECK(with([](auto& i) { i.goal = Goal::slow_decline; i.baseline = 1.0; i.tolerated_decline = -1.0; }) ==
          Lines{"error I1 tolerated_decline_missing"});
    CHECK(with([](auto& i) { i.goal = Goal::stay_in_band; i.band_low = 1.0; }) == Lines{"error I1 band_missing"});
    CHECK(with([](auto& i) { i.goal = Goal::stay_in_band; i.band_low = 2.0; i.band_high = 1.0; }) ==
          Lines{"error I1 band_reversed"});
    CHECK(with([](auto& i) { i.baseline_period = "vroeger"; }) == Lines{"error I1 period_not_valid"});
    CHECK(with([](auto& i) { i.direction = Direction::target; }) == Lines{"error I1 target_missing"});
    CHECK(with([](auto& i) { i.targets = {{"", "2026", std::nan("")}}; }) == Lines{"warning I1 target_without_value"});
    CHECK(with([](auto& i) { i.targets = {{"", "2026", 1.0}, {"", "2026", 2.0}}; }) == Lines{"error I1 target_twice"});
    CHECK(with([](auto& i) { i.targets = {{"", "2026", 1.0}, {"W1", "2026", 2.0}, {"", "", 2.0}}; }).empty());
    CHECK(with([](auto& i) { i.baseline = 40.0; i.targets = {{"", "2026", 35.0}}; }) ==
          Lines{"warning I1 target_against_direction"});
    CHECK(with([](auto& i) {
              i.baseline = 40.0;
              i.targets = {{"", "2026", 35.0}};
              i.direction = Direction::lower;
          }).empty());

    const auto twins = [](Direction first, Direction second) {
        return after([&](auto& d) {
            for (auto& each : d.indicators) each.name = "Eenzaam";
            d.indicators[0].direction = first;
            d.indicators[1].direction = second;
        });
    };
    CHECK(twins(Direction::lower, Direction::lower) == Lines{"warning I2 indicator_for_two_results"});
    CHECK(twins(Direction::lower, Direction::higher) ==
          Lines{"error I2 directions_contradict", "warning I2 indicator_for_two_results"});
    CHECK(twins(Direction::lower, Direction::context) == Lines{"warning R2 result_without_scored_indicator"});
}

TEST_CASE("agreements, evidence and the compass") {
    const Agreement sound{.id = "O", .parties = {"gemeente", "ander"}, .items = {"C"}, .start = "2025-01-01",
                          .end = "2026-12-31", .review = "2026-06-30"};
    const auto with = [&](auto&& edit, std::string today = {}) {
        return after([&](auto& d) {
            d.parties.push_back({.id = "ander"});
            d.agreements = {sound};
            edit(d.agreements[0]);
        }, {.today = std::move(today)});
    };
    CHECK(with([](auto&) {}).empty());
    CHECK(with([](auto&) {}, "2026-06-30").empty());
    CHECK(with([](auto&) {}, "2026-07-01") == Lines{"warning O agreement_review_past"});
    CHECK(with([](auto&) {}, "2027-01-01") == Lines{"warning O agreement_ended"});
    CHECK(with([](auto& a) { a.end = "2024-01-01"; }) == Lines{"error O agreement_dates_reversed"});
    CHECK(with([](auto& a) { a.end = "2024-02-30"; }) == Lines{"warning O date_not_valid"});
    CHECK(with([](auto& a) { a.parties.pop_back(); }) == Lines{"question O agreement_parties_few"});
    CHECK(with([](auto& a) { a.parties.push_back("x"); }) == Lines{"error O party_unknown"});
    CHECK(with([](auto& a) { a.items.push_back("x"); }) == Lines{"error O agreement_item_unknown"});
    CHECK(test::caught<ArgumentError>([] { validate(Framework(), {.today = "vandaag"}); }).note().message ==
          messages::argument_out_of_range);

    CHECK(after([](auto& d) { d.evidence = {{.id = "E", .item = "R9"}}; }) == Lines{"error E evidence_item_unknown"});
    CHECK(after([](auto& d) { d.evidence = {{.id = "E", .item = "R1", .purpose = EvidencePurpose::account}}; }) ==
          Lines{"warning E consent_missing"});
    CHECK(after([](auto& d) { d.compass = {{.result = "R1", .step = 6}}; }).empty());
    CHECK(after([](auto& d) { d.compass = {{.result = "A", .step = 1}}; }) == Lines{"error A compass_result_unknown"});
    CHECK(after([](auto& d) { d.compass = {{.result = "R1", .step = 7}}; }) == Lines{"error R1 compass_step_number"});
    CHECK(after([](auto& d) { d.compass = {{.result = "R1"}, {.result = "R1"}}; }) ==
          Lines{"warning R1 compass_step_twice"});
    CHECK(after([](auto& d) { d.compass = {{.result = "R1", .evidence = {"E"}}}; }) ==
          Lines{"error R1 compass_evidence_unknown"});
    CHECK(after([](auto& d) { d.compass = {{.result = "R1", .open_questions = {"Hoe?"}}}; }) ==
          Lines{"question R1 compass_open_question"});
}

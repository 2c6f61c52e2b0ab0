// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/framework/coverage.hpp"
#include "maatstaf/framework/structure.hpp"
#include "maatstaf/framework/templates.hpp"
#include "framework/samples.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using test::caught;
using test::indicator;
using test::item;
using Catch::Approx;

namespace {

double weight_of(const Framework& framework, View view, const std::string& id, const WeightSet* set = nullptr) {
    return sibling_weights(framework, view, set).at(static_cast<std::size_t>(structure(framework, view).find(id)));
}

}  // namespace

TEST_CASE("the two views of Hoorn") {
    const auto framework = framework_template("hoorn");
    const auto results = structure(framework, View::results);
    CHECK(results.ids == std::vector<std::string>{"meekomen", "vooruitkomen", "rondkomen", "samenleven", "vrije_tijd",
                                                  "werk", "ontwikkelen", "veiligheid", "gezondheid", "wonen",
                                                  "inkomen_en_financien", "A1", "MR1", "MR2", "MR3", "volunteer",
                                                  "informal_carer", "lonely", "severely_lonely"});
    CHECK(results.parents ==
          std::vector<std::int32_t>{-1, -1, -1, 0, 0, 0, 1, 1, 1, 1, 2, 3, 11, 11, 11, 12, 12, 13, 13});
    CHECK(results.scored[results.find("lonely")] == 1);
    CHECK(results.scored[results.find("severely_lonely")] == 0);
    CHECK(results.find("B-A") == -1);
    const auto below = results.edges.targets(results.find("A1"));
    CHECK(std::vector<std::int32_t>(below.begin(), below.end()) == std::vector<std::int32_t>{12, 13, 14});

    const auto contributions = structure(framework, View::contributions);
    CHECK(contributions.ids == std::vector<std::string>{"netwerk", "B-A", "B-B", "B-C", "ouder-kind-weekend",
                                                        "taalcursus", "hulp-bij-financien", "B-A.reach", "B-A.useful",
                                                        "B-A.goal", "B-B.reach", "B-B.useful", "B-B.goal", "B-C.reach",
                                                        "B-C.useful", "B-C.goal", "course.language", "course.meeting"});
    CHECK(contributions.kinds[0] == NodeKind::organisation);
    CHECK(contributions.parents ==
          std::vector<std::int32_t>{-1, 0, 0, 0, -1, -1, -1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 5, 5});
    // Output counts for a contribution, and an activity only once something of it is measured.
    CHECK(contributions.scored[contributions.find("B-A.reach")] == 1);
    CHECK(contributions.scored[contributions.find("taalcursus")] == 1);
    CHECK(contributions.scored[contributions.find("hulp-bij-financien")] == 0);
}

TEST_CASE("weights are equal within a parent by default, whether measured or not, and 0 for what is not scored") {
    const auto framework = framework_template("hoorn");
    CHECK(weight_of(framework, View::results, "meekomen") == Approx(1.0 / 3.0));
    CHECK(weight_of(framework, View::results, "wonen") == 0.25);
    CHECK(weight_of(framework, View::results, "MR3") == Approx(1.0 / 3.0));
    CHECK(weight_of(framework, View::results, "volunteer") == 1.0);
    CHECK(weight_of(framework, View::results, "informal_carer") == 0.0);
    CHECK(weight_of(framework, View::contributions, "B-B.goal") == Approx(1.0 / 3.0));
    CHECK(weight_of(framework, View::contributions, "hulp-bij-financien") == 0.0);
}

TEST_CASE("a weight set counts where it names the children, in proportion") {
    const auto framework = test::two_results();
    const WeightSet set{.id = "W", .weights = {{"R1", 3.0}, {"R2", 1.0}}};
    CHECK(weight_of(framework, View::results, "R1", &set) == 0.75);
    CHECK(weight_of(framework, View::results, "R2", &set) == 0.25);
    CHECK(weight_of(framework, View::results, "I1", &set) == 1.0);
    const WeightSet huge{.id = "W", .weights = {{"R1", 1e308}, {"R2", 1e308}}};
    CHECK(weight_of(framework, View::results, "R1", &huge) == 0.5);
}

TEST_CASE("weights that cannot be used are refused with the place") {
    const auto framework = test::two_results();
    const auto refused = [&](std::vector<Weight> weights) {
        const WeightSet set{.id = "W", .weights = std::move(weights)};
        return caught<DataError>([&] { sibling_weights(framework, View::results, &set); }).note().message;
    };
    CHECK(refused({{"R1", 1.0}}) == messages::weights_incomplete);
    CHECK(refused({{"R1", -1.0}, {"R2", 1.0}}) == messages::weight_not_valid);
    CHECK(refused({{"R1", std::nan("")}, {"R2", 1.0}}) == messages::weight_not_valid);
    CHECK(refused({{"R1", INFINITY}, {"R2", 1.0}}) == messages::weight_not_valid);
    CHECK(refused({{"R1", 0.0}, {"R2", 0.0}}) == messages::weights_all_zero);
    CHECK(refused({{"R1", 1.0}, {"R1", 1.0}, {"R2", 1.0}}) == messages::weight_twice);
    CHECK(refused({{"R3", 1.0}}) == messages::weight_item_unknown);
}

TEST_CASE("splitting a weight over two siblings leaves the others as they were") {
    auto framework = test::two_results();
    const WeightSet whole{.id = "W", .weights = {{"R1", 2.0}, {"R2", 1.0}}};
    const double before = weight_of(framework, View::results, "R2", &whole);
    framework.add(item<SocietalResult>("R1b", "A"));
    const WeightSet split{.id = "W", .weights = {{"R1", 1.0}, {"R1b", 1.0}, {"R2", 1.0}}};
    CHECK(weight_of(framework, View::results, "R2", &split) == Approx(before));
}

TEST_CASE("counts of activities never score a result") {
    auto framework = test::two_results();
    for (const auto kind :
         {IndicatorKind::input, IndicatorKind::process, IndicatorKind::output, IndicatorKind::context}) {
        auto changed = framework.indicator("I1");
        changed.measures = kind;
        framework.replace(changed);
        CHECK(weight_of(framework, View::results, "I1") == 0.0);
    }
    auto changed = framework.indicator("I1");
    changed.measures = IndicatorKind::impact;
    framework.replace(changed);
    CHECK(weight_of(framework, View::results, "I1") == 1.0);
}

TEST_CASE("a hierarchy that contradicts itself has no structure") {
    auto framework = test::two_results();
    framework.add(item<Ambition>("A2", "D"));
    CHECK(caught<DataError>([&] { structure(framework, View::results); }).note().message == messages::parent_kind);
    framework.remove("A2");
    framework.add(item<Ambition>("A2", "nergens"));
    CHECK(caught<DataError>([&] { structure(framework, View::results); }).note().message == messages::parent_unknown);
    framework.remove("A2");
    framework.add(item<Ambition>("A2", "A2"));
    CHECK(caught<DataError>([&] { structure(framework, View::results); }).note().message == messages::cycle);
    framework.remove("A2");
    framework.add(item<SocietalResult>("los"));  // hangs on nothing: a root
    CHECK(structure(framework, View::results).parents.at(5) == -1);
    auto contribution = framework.contribution("C");
    contribution.organisation = "onbekend";
    framework.replace(contribution);
    CHECK(caught<DataError>([&] { structure(framework, View::contributions); }).note().message ==
          messages::party_unknown);
}

TEST_CASE("what a contribution does not share out is other or unknown") {
    const auto table = splits(framework_template("hoorn"));
    CHECK(table.contributions == std::vector<std::string>{"B-A", "B-B", "B-C"});
    CHECK(table.results == std::vector<std::string>{"MR1", "MR2", "MR3"});
    CHECK(table.remainder == std::vector<double>{0.0, 1.0, 0.0});
    REQUIRE(table.links.size() == 5);
    CHECK(table.links[1].result == 1);
    CHECK(table.links[1].share == 0.5);
    CHECK(std::isnan(table.links[2].share));

    auto framework = test::two_results();
    const auto refused = [&](std::vector<Split> to) {
        auto contribution = framework.contribution("C");
        contribution.to = std::move(to);
        framework.replace(contribution);
        return caught<DataError>([&] { splits(framework); }).note().message;
    };
    CHECK(refused({{"R1", 0.7}, {"R2", 0.4}}) == messages::splits_above_one);
    CHECK(refused({{"R1", -0.1}}) == messages::split_not_valid);
    CHECK(refused({{"R9", 0.1}}) == messages::split_result_unknown);
    CHECK(refused({{"R1", 0.1}, {"R1", 0.1}}) == messages::split_twice);
    auto contribution = framework.contribution("C");
    contribution.to = {{"R1", 0.7}, {"R2", 0.3}};
    framework.replace(contribution);
    CHECK(splits(framework).remainder.at(0) == 0.0);
}

TEST_CASE("coverage shows what is not measured first, the burden, and the duties") {
    auto framework = framework_template("hoorn");
    const auto answer = coverage(framework);
    REQUIRE(answer.results.size() == 3);
    CHECK(answer.results[0].result == "MR3");
    CHECK(answer.results[1].result == "MR1");
    CHECK(answer.results[1].indicators == 2);
    CHECK(answer.results[1].scored == 1);
    CHECK(answer.results[1].contributions == 3);
    CHECK(answer.results[1].focus_covered);
    CHECK_FALSE(answer.results[2].focus_covered);
    CHECK(answer.results_with_indicator == 2);
    REQUIRE(answer.contributions.size() == 3);
    CHECK(answer.contributions[0].reach_and_spread == 1);
    CHECK(answer.contributions[0].perceived_usefulness == 1);
    CHECK(answer.contributions[0].goal_realisation == 1);
    CHECK(answer.contributions[1].remainder == 1.0);
    // 3 x 30 min x 4 x 2; 2 and 0.5 min x 500 people; 20 and 0.5 min x 90 people
    CHECK(answer.burden_hours == Approx(12.0 + 2.5 * 500.0 / 60.0 + 20.5 * 90.0 / 60.0));
    CHECK(answer.burden.front().indicator == "course.language");
    CHECK(answer.burden.front().hours_per_year == 30.0);
    REQUIRE(answer.duties.size() == 2);
    CHECK(answer.duties[0].duty == "Jeugdwet 2.2(2)(c)");
    CHECK(answer.duties[0].items == 1);
    CHECK(answer.duties[0].indicators == 11);  // volunteer, lonely and nine criteria
    CHECK(answer.duties_covered == 1.0);
    CHECK(to_table(answer.results).column("result").text(0) == "MR3");
    CHECK(to_table(answer.burden).rows() == 11);

    auto ambition = static_cast<const Ambition&>(framework.item("A1"));
    ambition.legal_basis.clear();
    framework.replace(ambition);
    CHECK(std::isnan(coverage(framework).duties_covered));
    framework.add(item<LifeArea>("leeg", "rondkomen"));
    auto area = item<LifeArea>("leeg", "rondkomen");
    area.legal_basis = {"Wmo 2015 2.1.2(6)"};
    framework.replace(area);
    CHECK(coverage(framework).duties_covered == 0.0);
}

TEST_CASE("the share that would miss a link, with the interval of a uniform prior") {
    const auto answers = [](int yes, int no, int unsure) {
        std::vector<Elicitation> list;
        const auto add = [&](int count, Answer answer) {
            for (int i = 0; i < count; ++i) list.push_back({"act", "B-A", "", "", "", answer});
        };
        add(yes, Answer::yes);
        add(no, Answer::no);
        add(unsure, Answer::unsure);
        list.push_back({"act", "B-A", "taal", "", "", Answer::no});
        list.push_back({"ander", "B-A", "", "", "", Answer::no});
        return list;
    };
    // Beta(8, 4): quantiles by bisection of the binomial sum in Python; sd = sqrt(8 * 4 / (12^2 * 13))
    const auto some = core_share(answers(7, 3, 5), "act", "B-A");
    CHECK(some.value == 0.7);
    CHECK(some.n == 10.0);
    CHECK(some.low == Approx(0.3902574).epsilon(1e-6));
    CHECK(some.high == Approx(0.8907366).epsilon(1e-6));
    CHECK(some.se == Approx(std::sqrt(32.0 / (144.0 * 13.0))));
    // Beta(4, 1) has the distribution function x^4.
    const auto all = core_share(answers(3, 0, 0), "act", "B-A");
    CHECK(all.value == 1.0);
    CHECK(all.low == Approx(std::pow(0.025, 0.25)));
    CHECK(all.high == 1.0);
    const auto none = core_share(answers(0, 3, 0), "act", "B-A", "", {.confidence = 0.8});
    CHECK(none.low == 0.0);
    CHECK(none.high == Approx(1.0 - std::pow(0.1, 0.25)));
    const auto nobody = core_share(answers(0, 0, 4), "act", "B-A");
    CHECK(std::isnan(nobody.value));
    CHECK(std::isnan(nobody.low));
    CHECK(nobody.n == 0.0);
    CHECK(core_share(answers(3, 0, 0), "act", "B-A", "taal").value == 0.0);
    CHECK(caught<ArgumentError>([&] { core_share({}, "act", "B-A", "", {.confidence = 1.0}); }).note().message ==
          messages::argument_out_of_range);
}

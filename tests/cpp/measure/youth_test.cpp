// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/youth.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/measure/limits.hpp"
#include "maatstaf/measure/measure_panel.hpp"
#include "maatstaf/measure/rate.hpp"
#include "maatstaf/measure/spells.hpp"
#include "near.hpp"

using namespace maatstaf;
using test::like;

namespace {

/// The one row of a measure in a period.
std::size_t row_of(const YouthResult& made, const std::string& measure, const std::string& period = "2023") {
    const Table& keys = made.measures.keys;
    for (std::size_t row = 0; row < keys.rows(); ++row)
        if (keys["measure"].display(row) == measure && keys["period"].display(row) == period) return row;
    FAIL("no row " << measure << " " << period);
    return 0;
}
double value_of(const YouthResult& made, const std::string& measure, const std::string& period = "2023") {
    return made.measures.value[row_of(made, measure, period)];
}
double column_of(const YouthResult& made, const char* column, const std::string& measure,
                 const std::string& period = "2023") {
    return made.measures.column(column)[row_of(made, measure, period)];
}

YouthOptions until_2024() {
    YouthOptions made{};
    made.as_of = "2024-12-31";
    return made;
}

const char* const spell_rows =
    "client,huishouden,wijk,start,stop,reden_beeindiging,zonder_hulp\n"
    "a,h1,W1,2023-01-01,2023-03-01,31,ja\n"      // comes back after 92 days
    "a,h1,W1,2023-06-01,2023-08-01,32,nee\n"     // drops out
    "b,h1,W1,2023-01-01,2023-04-01,31,ja\n"      // never back, followed for more than a year
    "c,h2,W1,2023-01-01,2023-05-01,31,\n"        // goes on: the next begins within a month
    "c,h2,W1,2023-05-20,2023-09-01,34,\n"
    "d,h3,W1,2023-02-01,2023-12-01,31,nee\n"     // followed for 395 days
    "e,h4,W1,2023-02-01,2023-06-01,37,\n"        // a change request is no ending
    "f,h5,W1,2023-02-01,2023-07-01,,\n"          // why is not known
    "g,h6,W1,2023-02-01,,,\n"                    // still going on
    "h,h7,W1,2023-05-01,2023-04-01,31,\n"        // stops before it starts
    "i,h8,W1,2025-01-02,,,\n"                    // in the future
    "j,h9,W1,2023-01-01,2023-02-01,77,\n"        // no such reason
    ",h9,W1,2023-01-01,2023-02-01,31,\n";        // nobody

}  // namespace

TEST_CASE("drop-out, repeat use and going on without help follow from starts and stops") {
    const Table spells = read_csv(spell_rows);
    YouthOptions options = until_2024();
    options.by = {"wijk"};
    const auto made = measure::youth_outcomes({.spells = &spells}, options);
    // Endings: a, a, b, c, c, d, f and j; for f and j it is not known why.
    CHECK(value_of(made, "drop_out") == like(1.0 / 6.0));
    CHECK(column_of(made, "left_out", "drop_out") == 2.0);
    CHECK(column_of(made, "most", "drop_out") == like(3.0 / 8.0));
    CHECK(column_of(made, "clusters", "drop_out") == 4.0);
    // Planned endings of help: a (92 days), b and d.
    CHECK(value_of(made, "repeat_use") == like(1.0 / 3.0));
    CHECK(made.measures.n[row_of(made, "repeat_use")] == 3.0);
    CHECK(value_of(made, "repeat_use_complete") == like(1.0 / 3.0));
    // After seven of eight endings no help goes on.
    CHECK(value_of(made, "without_help") == like(7.0 / 8.0));
    CHECK(value_of(made, "independent_afterwards") == like(0.5));
    CHECK(column_of(made, "response", "independent_afterwards") == like(0.5));
    for (const auto reason : {RowReason::stop_before_start, RowReason::starts_in_future, RowReason::unknown_reason,
                              RowReason::no_person})
        CHECK(made.spells.count(reason) == 1);
    CHECK(made.measures.keys.restricted());
    CHECK(made.options.drop_out == std::vector<std::string>{"32", "33", "35"});
    CHECK(made.caveats.size() == 4);
    CHECK(made.measures.keys["wijk"].display(0) == "W1");
}

TEST_CASE("a row that stands there twice is one spell, and two endings on one day are two") {
    const std::string rows = "client,aanbieder,start,stop,reden_beeindiging\n"
                             "a,A,2023-01-01,2023-03-01,32\nb,A,2023-01-01,2023-03-01,31\n";
    const std::string again = "a,A,2023-01-01,2023-03-01,32\n", other = "a,B,2023-01-01,2023-03-01,32\n";
    const Table once = read_csv(rows), twice = read_csv(rows + other + again + again + "a,A,2023-01-01,2025-03-01,\n");
    const auto plain = measure::youth_outcomes({.spells = &once}, until_2024());
    CHECK(plain.measures.n[row_of(plain, "drop_out")] == 2.0);
    CHECK(plain.spells.count(RowReason::repeated) == 0);
    const auto made = measure::youth_outcomes({.spells = &twice}, until_2024());
    CHECK(made.measures.n[row_of(made, "drop_out")] == 3.0);
    CHECK(made.spells.count(RowReason::repeated) == 2);
    CHECK(made.spells.count(RowReason::stops_in_future) == 1);
    CHECK(made.spells.dropped == 2);
}

TEST_CASE("goals without a name are not one goal") {
    const Table goals = read_csv("client,doel,behaald,jaar\na,,ja,2023\na,,nee,2023\na,school,ja,2023\n");
    const auto made = measure::youth_outcomes({.goals = &goals}, until_2024());
    CHECK(made.measures.n[row_of(made, "goals_reached")] == 3.0);
    CHECK(value_of(made, "goals_reached") == like(2.0 / 3.0));
    CHECK(made.goals.count(RowReason::no_goal) == 2);
    CHECK(made.goals.count(RowReason::sent_again) == 0);
}

TEST_CASE("what counts as drop-out is a choice, and so is the window") {
    const Table spells = read_csv(spell_rows);
    YouthOptions options = until_2024();
    options.drop_out = {"32", "33", "34", "35"};
    CHECK(value_of(measure::youth_outcomes({.spells = &spells}, options), "drop_out") == like(2.0 / 6.0));
    options = until_2024();
    options.window_days = 60;
    CHECK(value_of(measure::youth_outcomes({.spells = &spells}, options), "repeat_use") == 0.0);
    options.window_days = 365;
    options.gap_days = 0;  // then c's second spell is a new start after 19 days
    CHECK(value_of(measure::youth_outcomes({.spells = &spells}, options), "repeat_use") == like(0.5));
    // Records that end a year earlier have not seen b, c and d for a year.
    options = until_2024();
    options.as_of = "2023-12-31";
    const auto early = measure::youth_outcomes({.spells = &spells}, options);
    CHECK(early.measures.reason[row_of(early, "repeat_use")] == EmptyReason::not_followed);
    CHECK(column_of(early, "most", "repeat_use") == 1.0);
    CHECK(early.measures.reason[row_of(early, "repeat_use_complete")] == EmptyReason::no_population);
    options.drop_out = {"31"};
    CHECK_THROWS_AS(measure::youth_outcomes({.spells = &spells}, options), ArgumentError);
    options.drop_out = {"99"};
    CHECK_THROWS_AS(measure::youth_outcomes({.spells = &spells}, options), ArgumentError);
    options = until_2024();
    options.as_of = "soon";
    CHECK_THROWS_AS(measure::youth_outcomes({.spells = &spells}, options), ArgumentError);
    CHECK_THROWS_AS(measure::youth_outcomes({}, until_2024()), ArgumentError);
}

TEST_CASE("a household counts when any or when all of it does") {
    const Table spells = read_csv(spell_rows);
    YouthOptions options = until_2024();
    options.unit = OutcomeUnit::household;
    const auto any = measure::youth_outcomes({.spells = &spells}, options);
    CHECK(any.measures.n[row_of(any, "drop_out")] == 3.0);  // h1, h2 and h3; of h5 it is not known
    CHECK(value_of(any, "drop_out") == like(1.0 / 3.0));
    CHECK(value_of(any, "repeat_use") == like(0.5));          // h1 because of a; h3 not
    options.rule = HouseholdRule::all;
    const auto all = measure::youth_outcomes({.spells = &spells}, options);
    CHECK(value_of(all, "drop_out") == 0.0);
    CHECK(value_of(all, "repeat_use") == 0.0);
    CHECK(value_of(all, "independent_afterwards") == 0.0);
}

TEST_CASE("the spells that messages make go straight in") {
    const Table assignments = read_csv("client,huishouden,toewijzing,toewijzingsdatum,wijk\n"
                                       "a,h,1,2023-01-01,W1\nb,h,2,2023-01-01,W1\n");
    const Table starts = read_csv("toewijzing,begindatum\n1,2023-01-10\n2,2023-02-01\n");
    const Table stops = read_csv("toewijzing,einddatum,reden_beeindiging,zonder_hulp\n"
                                 "1,2023-05-01,31,ja\n2,2023-06-01,33,nee\n");
    SpellOptions joined{};
    joined.as_of = "2024-12-31";
    const auto spells = care_spells(assignments, starts, stops, joined);
    YouthOptions options = until_2024();
    options.by = {"area"};
    options.unit = OutcomeUnit::household;
    const auto made = measure::youth_outcomes({.spells = &spells.spells}, options);
    CHECK(value_of(made, "drop_out") == 1.0);
    CHECK(made.measures.n[0] == 1.0);
    options.unit = OutcomeUnit::person;
    CHECK(value_of(measure::youth_outcomes({.spells = &spells.spells}, options), "independent_afterwards") == 0.5);
}

TEST_CASE("sub-goals add up to goals and goals to clients, and open ones are no failure") {
    const Table goals = read_csv(
        "client,doel,deeldoel,behaald,gewicht,periode\n"
        "a,school,op tijd,ja,2,2023\n"
        "a,school,huiswerk,nee,1,2023\n"
        "a,thuis,rust,ja,1,2023\n"
        "b,school,op tijd,,1,2023\n"      // open
        "b,school,huiswerk,ja,3,2023\n"
        "b,vrienden,club,0.5,1,2023\n"
        "c,thuis,rust,,1,2023\n");        // all of it open
    const auto made = measure::youth_outcomes({.goals = &goals}, until_2024());
    // a: (2/3 + 1) / 2; b: (1 + 1/2) / 2; c is not known.
    const double a = 5.0 / 6.0, b = 0.75;
    CHECK(value_of(made, "goal_realisation") == like((a + b) / 2.0));
    CHECK(made.measures.n[row_of(made, "goal_realisation")] == 2.0);
    CHECK(column_of(made, "least", "goal_realisation") == like((a + (0.75 + 0.5) / 2.0) / 3.0));
    CHECK(column_of(made, "most", "goal_realisation") == like((a + (1.0 + 0.5) / 2.0 + 1.0) / 3.0));
    // Closed goals: a's two and b's second; one is wholly attained.
    CHECK(value_of(made, "goals_reached") == like(1.0 / 3.0));
    CHECK(column_of(made, "left_out", "goals_reached") == 2.0);
    const Table bad = read_csv("client,doel,behaald,periode\na,school,7,2023\n");
    CHECK_THROWS_AS(measure::youth_outcomes({.goals = &bad}, until_2024()), DataError);
    const Table no_period = read_csv("client,doel,behaald\na,school,ja\n");
    CHECK_THROWS_AS(measure::youth_outcomes({.goals = &no_period}, until_2024()), ArgumentError);
    YouthOptions all = until_2024();
    all.period = OutcomePeriod::all;
    CHECK(value_of(measure::youth_outcomes({.goals = &no_period}, all), "goal_realisation", "all") == 1.0);
}

TEST_CASE("scores of goal attainment of a group are a mean of the scores of clients") {
    const Table goals = read_csv(
        "client,doel,behaald,gas,gewicht,periode\n"
        "a,school,ja,1,1,2023\na,thuis,ja,1,1,2023\na,vrij,ja,1,1,2023\n"  // 63.69
        "b,school,ja,0,1,2023\n"                                            // 50
        "c,school,ja,1,2,2023\nc,thuis,nee,-1,1,2023\n");                   // 50 + 10 / sqrt(6.2)
    const auto made = measure::youth_outcomes({.goals = &goals}, until_2024());
    const double first = 50.0 + 30.0 / std::sqrt(4.8), last = 50.0 + 10.0 / std::sqrt(6.2);
    CHECK(value_of(made, "gas_t") == like((first + 50.0 + last) / 3.0));
    const double mean = (first + 50.0 + last) / 3.0;
    const double sd = std::sqrt((std::pow(first - mean, 2) + std::pow(50 - mean, 2) + std::pow(last - mean, 2)) / 2.0);
    CHECK(made.measures.limits(row_of(made, "gas_t")).low == like(measure::mean_limits(mean, sd, 3).low));
}

TEST_CASE("change in four classes keeps those who were not measured in sight") {
    const Table changes = read_csv("client,voormeting,nameting,periode\n"
                                   "a,40,27,2023\nb,40,33,2023\nc,40,39,2023\nd,40,55,2023\ne,40,,2023\n");
    YouthOptions options = until_2024();
    CHECK_THROWS_AS(measure::youth_outcomes({.changes = &changes}, options), ArgumentError);
    options.sd = 7.0;
    options.reliability = 0.88;   // error of a difference 3.43: 6.72 counts
    options.cutoff = 30.0;
    const auto made = measure::youth_outcomes({.changes = &changes}, options);
    for (const char* each : {"problems_recovered", "problems_improved", "problems_unchanged", "problems_deteriorated"})
        CHECK(value_of(made, each) == like(0.25));
    CHECK(value_of(made, "problems_decreased") == like(0.5));
    CHECK(column_of(made, "least", "problems_decreased") == like(0.4));
    CHECK(column_of(made, "most", "problems_decreased") == like(0.6));
}

TEST_CASE("what is attained together, what is missing, and what is lost again") {
    const Table attained = read_csv(
        "client,uitkomst,start,stop\n"
        "a,diploma,2023-06-01,\na,work,2023-07-01,\na,home,2023-08-01,\n"
        "b,diploma,2022-06-01,\nb,work,2023-01-01,2023-04-01\nb,home,2023-02-01,\n"   // lost work
        "c,diploma,,\nc,work,2023-03-01,\n"                                            // home is not known
        "d,diploma,2023-01-01,\nd,work,2023-01-01,\n");                                // home is not known
    const auto made = measure::youth_outcomes({.attained = &attained}, until_2024());
    CHECK(value_of(made, "attained:diploma", "2024") == like(0.75));
    CHECK(value_of(made, "attained:home", "2024") == 1.0);
    CHECK(column_of(made, "left_out", "attained:home", "2024") == 2.0);
    CHECK(value_of(made, "attained_all", "2024") == like(1.0 / 3.0));   // c lacks a diploma whatever the home
    CHECK(column_of(made, "most", "attained_all", "2024") == like(0.5));
    CHECK(value_of(made, "lacks_only:work", "2024") == like(1.0 / 4.0));
    CHECK(value_of(made, "relapse:work", "2023") == like(0.25));        // b, of a, b, c and d
    const Table wrong = read_csv("client,uitkomst,start,stop\na,work,2023-04-01,2023-01-01\nb,work,2026-01-01,\n");
    const auto none = measure::youth_outcomes({.attained = &wrong}, until_2024());
    CHECK(none.attained.dropped == 2);
    CHECK(none.measures.rows() == 0);
}

TEST_CASE("answers stay apart by item, and rows may come in any order") {
    const Table answers = read_csv("client,item,answer,periode,wijk\n"
                                   "a,usefulness,5,2023,W1\nb,usefulness,4,2023,W1\nc,usefulness,2,2023,W1\n"
                                   "d,usefulness,,2023,W1\na,satisfaction,5,2023,W1\nb,satisfaction,9,2023,W1\n");
    const auto made = measure::youth_outcomes({.answers = &answers}, until_2024());
    CHECK(value_of(made, "usefulness") == like(2.0 / 3.0));
    CHECK(column_of(made, "most", "usefulness") == like(0.75));
    CHECK(value_of(made, "satisfaction") == 1.0);
    CHECK(made.answers.count(RowReason::off_scale) == 1);
    const Table turned = read_csv("client,item,answer,periode,wijk\n"
                                  "b,satisfaction,9,2023,W1\nc,usefulness,2,2023,W1\nd,usefulness,,2023,W1\n"
                                  "a,satisfaction,5,2023,W1\nb,usefulness,4,2023,W1\na,usefulness,5,2023,W1\n");
    const auto same = measure::youth_outcomes({.answers = &turned}, until_2024());
    CHECK(same.measures.value == made.measures.value);
    CHECK(same.measures.low == made.measures.low);
}

TEST_CASE("a result becomes a panel with its margins, and says what belongs to which criterion") {
    const Table answers = read_csv("client,item,answer,periode,wijk\n"
                                   "a,usefulness,5,2023,W1\nb,usefulness,4,2023,W1\nc,usefulness,2,2023,W1\n"
                                   "a,usefulness,5,2023,W2\na,usefulness,3,2024,W2\n");
    YouthOptions options = until_2024();
    options.by = {"wijk"};
    const auto made = measure::youth_outcomes({.answers = &answers}, options);
    MeasurePanelOptions place{};
    place.unit = "wijk";
    place.period = "period";
    const Panel panel = measure_panel(made.measures, place);
    CHECK(panel.restricted());
    CHECK(panel.units().size() == 2);
    place.period = "";
    CHECK_THROWS_AS(measure_panel(made.measures, place), ArgumentError);
    place.in_period = "2023";
    CHECK_THROWS_AS(measure_panel(made.measures, place), DataError);  // W2 has two years
    const std::vector<double> events{3, 4}, people{10, 20};
    const Table keys = read_csv("area\nx\ny\n");
    ProportionOptions percent{};
    const auto shares = measure::proportion(events, people, {{0, 1}, 2, keys}, percent);
    MeasurePanelOptions named{};
    named.name = "reached";
    named.in_period = "2023";
    named.per = 100.0;
    const Panel plain = measure_panel(shares, named);
    CHECK(plain.indicators()[0].factor == 100.0);
    CHECK_FALSE(plain.restricted());
    const Table crosswalk = measure::outcome_crosswalk(Language::dutch);
    CHECK(crosswalk["label"].display(3) == "uitval");
    CHECK(crosswalk["criterion"].display(5) == "none");
    CHECK(measure::outcome_crosswalk()["label"].display(3) == "drop-out");
}

TEST_CASE("the interval of joint attainment holds as often as it says") {
    // A diploma, work and a home depend on one another: somebody strong has each with chance 0.9, others 0.5.
    const double truth = 0.5 * std::pow(0.9, 3) + 0.5 * std::pow(0.5, 3);
    const char* const names[] = {"diploma", "work", "home"};
    double held = 0.0;
    constexpr std::uint32_t draws = 600;
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
        RandomStream random(5, 9205, 0, draw);
        std::vector<std::int32_t> person{}, outcome{}, start{};
        std::vector<Status> known{};
        for (std::int32_t who = 0; who < 70; ++who) {
            const double chance = random.uniform() < 0.5 ? 0.9 : 0.5;
            for (std::int32_t at = 0; at < 3; ++at) {
                person.push_back(who);
                outcome.push_back(at);
                start.push_back(19000);
                known.push_back(random.uniform() < chance ? Status::observed : Status::absent);
            }
        }
        const std::vector<std::int32_t> none(person.size(), 0);
        const std::vector<Status> never(person.size(), Status::absent);
        const Table attained({Column::int32("person", person),
                              Column::dictionary("outcome", outcome, {names[0], names[1], names[2]}),
                              Column::date("start", start, known), Column::date("stop", none, never)});
        YouthOptions options = until_2024();
        options.period = OutcomePeriod::all;
        const auto made = measure::youth_outcomes({.attained = &attained}, options);
        const auto limits = made.measures.limits(row_of(made, "attained_all", "all"));
        held += limits.low <= truth && truth <= limits.high ? 1.0 / draws : 0.0;
    }
    CHECK(held > 0.93);
    CHECK(held < 0.97);
}

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/spells.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"

using namespace maatstaf;

namespace {

CsvOptions as_texts() {
    CsvOptions options;
    options.text = {"ToewijzingNummer"};
    return options;
}

const Table assignments = read_csv(
    "ToewijzingNummer,Pseudoniem,AGB,Toewijzingsdatum\n"
    "1,p1,A,2024-01-01\n"
    "2,p2,A,2024-02-01\n"   // not started yet
    "3,p3,B,2024-03-01\n"
    "3,p3,B,2024-03-05\n"   // sent again
    "4,,B,2024-03-01\n"     // nobody
    "5,p5,B,2024-05-01\n", as_texts());

const Table starts = read_csv(
    "ToewijzingNummer,Begindatum,StatusAanlevering\n"
    "1,2024-01-29,1\n"
    "1,2024-02-10,1\n"      // second start while it runs
    "1,2024-06-01,1\n"      // again after the stop
    "3,2024-04-01,1\n"
    "3,2024-04-01,3\n"      // taken back
    "3,2024-04-03,1\n"
    "5,2025-06-01,1\n"      // future
    "9,2024-04-01,1\n", as_texts());    // no such assignment

const Table stops = read_csv(
    "ToewijzingNummer,Einddatum,RedenBeeindiging,StatusAanlevering\n"
    "1,2024-02-20,20,1\n"   // for the time being
    "1,2024-03-28,31,1\n"
    "2,2024-03-01,31,1\n"   // never started
    "3,2024-05-01,77,1\n"   // unknown reason
    "3,2024-05-02,32,1\n", as_texts());

}  // namespace

TEST_CASE("assignments, starts and stops join into spells of help") {
    SpellOptions options;
    options.as_of = "2024-12-31";
    const auto made = care_spells(assignments, starts, stops, options);
    const Table& spells = made.spells;
    REQUIRE(spells.rows() == 5);
    CHECK(spells.restricted());
    const auto day = [&](const char* column, std::size_t row) { return spells[column].display(row); };
    CHECK(day("start", 0) == "2024-01-29");
    CHECK(day("stop", 0) == "2024-03-28");
    CHECK(day("reason", 0) == "31");
    CHECK(spells["waiting_days"].number(0) == 28.0);
    CHECK(spells["waited"].number(0) == 1.0);
    CHECK(spells["length_days"].number(0) == 60.0);
    CHECK(spells["ended"].number(0) == 1.0);
    CHECK(day("start", 1) == "2024-06-01");
    CHECK(std::isnan(spells["waiting_days"].number(1)));  // it has not waited from the decision
    CHECK(spells["ended"].number(1) == 0.0);
    CHECK(spells["length_days"].number(1) == 214.0);
    CHECK(spells["waited"].number(2) == 0.0);  // still waiting
    CHECK(spells["waiting_days"].number(2) == 334.0);
    CHECK(day("start", 3) == "2024-04-03");
    CHECK(spells["waiting_days"].number(3) == 29.0);  // from the assignment that was sent again
    CHECK(day("stop", 3) == "2024-05-01");  // help has stopped, though nobody knows the code
    CHECK(day("reason", 3).empty());
    CHECK(day("start", 4).empty());

    CHECK(made.assignments.count(RowReason::sent_again) == 1);
    CHECK(made.assignments.count(RowReason::no_person) == 1);
    CHECK(made.starts.count(RowReason::second_start) == 1);
    CHECK(made.starts.count(RowReason::removed) == 1);
    CHECK(made.starts.count(RowReason::removal) == 1);
    CHECK(made.starts.count(RowReason::starts_in_future) == 1);
    CHECK(made.starts.count(RowReason::no_assignment) == 1);
    CHECK(made.starts.dropped == 5);
    CHECK(made.stops.count(RowReason::stop_without_start) == 2);
    CHECK(made.stops.count(RowReason::stop_before_start) == 0);
    CHECK(made.stops.count(RowReason::unknown_reason) == 1);
    CHECK(made.stops.dropped == 2);
    CHECK(made.stops.changed == 1);
    CHECK(made.caveats.front().message == messages::records_rows_changed);
}

TEST_CASE("spells refuse citizen service numbers") {
    const Table own = read_csv("ToewijzingNummer,BSN,Toewijzingsdatum\n1,111222333,2024-01-01\n", as_texts());
    SpellOptions options;
    options.as_of = "2024-12-31";
    CHECK_THROWS_AS(care_spells(own, starts, stops, options), DataError);
    CHECK_THROWS_AS(care_spells(assignments, starts, stops, {}), ArgumentError);
}

namespace {

SpellResult joined(const std::string& assigned, const std::string& started, const std::string& stopped) {
    SpellOptions options;
    options.as_of = "2024-12-31";
    return care_spells(read_csv(assigned, as_texts()), read_csv("ToewijzingNummer,Begindatum" + started, as_texts()),
                       read_csv("ToewijzingNummer,Einddatum" + stopped, as_texts()), options);
}

std::string spans(const SpellResult& made) {
    std::string text{};
    for (std::size_t row = 0; row < made.spells.rows(); ++row)
        text += made.spells["start"].display(row) + ".." + made.spells["stop"].display(row) + " ";
    return text;
}

}  // namespace

TEST_CASE("an assignment that was taken back waits for nothing") {
    const auto made = joined(
        "ToewijzingNummer,Pseudoniem,Toewijzingsdatum,StatusAanlevering\n1,a,2024-01-01,1\n2,b,2024-02-01,1\n"
        "2,b,2024-02-01,3\n3,c,2024-02-01,3\n4,d,2024-02-01,8\n",
        "\n1,2024-02-01\n2,2024-03-01\n", "\n");
    CHECK(made.spells.rows() == 1);
    for (const auto reason : {RowReason::removal, RowReason::removed, RowReason::removal_of_nothing,
                              RowReason::unknown_status})
        CHECK(made.assignments.count(reason) == 1);
    CHECK(made.starts.count(RowReason::no_assignment) == 1);
}

TEST_CASE("a number of two municipalities or persons is two assignments") {
    const std::string two = "ToewijzingNummer,Pseudoniem,Gemeente,Toewijzingsdatum\n"
                            "1,a,GM0001,2024-01-01\n1,b,GM0002,2024-01-01\n";
    const auto by_municipality = joined(two, ",Gemeente\n1,2024-02-01,GM0001\n1,2024-03-01,GM0002\n",
                                        ",Gemeente\n1,2024-06-01,GM0002\n");
    CHECK(spans(by_municipality) == "2024-02-01.. 2024-03-01..2024-06-01 ");
    CHECK(by_municipality.assignments.dropped + by_municipality.starts.dropped + by_municipality.stops.dropped == 0);
    const auto by_person = joined(two, ",Pseudoniem\n1,2024-02-01,a\n1,2024-02-01,b\n1,2024-02-03,c\n",
                                  ",Pseudoniem\n1,2024-06-01,b\n");
    CHECK(spans(by_person) == "2024-02-01.. 2024-02-01..2024-06-01 ");
    CHECK(by_person.starts.count(RowReason::no_assignment) == 1);  // of somebody else
    const auto by_number = joined(two, "\n1,2024-02-01\n", "\n");
    CHECK(spans(by_number) == ".. .. ");
    CHECK(by_number.starts.count(RowReason::several_assignments) == 1);
}

TEST_CASE("an empty assignment number belongs to nobody") {
    const auto made = joined("ToewijzingNummer,Pseudoniem,Toewijzingsdatum\n,a,2024-01-01\n,b,2024-01-01\n"
                             "2,c,2024-01-01\n",
                             "\n,2024-02-01\n2,2024-03-01\n", "\n,2024-05-01\n");
    CHECK(spans(made) == "2024-03-01.. ");
    CHECK(made.assignments.count(RowReason::no_number) == 2);
    CHECK(made.starts.count(RowReason::no_number) == 1);
    CHECK(made.stops.count(RowReason::no_number) == 1);
    CHECK(made.assignments.dropped == 2);
}

TEST_CASE("a stop before the first start, after the end, and on the day of a new start") {
    const std::string one = "ToewijzingNummer,Pseudoniem,Toewijzingsdatum\n1,a,2024-01-01\n";
    const auto early = joined(one, "\n1,2024-02-01\n", "\n1,2024-01-20\n");
    CHECK(early.stops.count(RowReason::stop_before_start) == 1);
    CHECK(early.stops.dropped == 1);
    const auto late = joined(one, "\n1,2024-02-01\n", "\n1,2024-03-01\n1,2024-03-05\n");
    CHECK(late.stops.count(RowReason::stop_without_start) == 1);
    const auto again = joined(one, "\n1,2024-02-01\n1,2024-06-01\n", "\n1,2024-06-01\n1,2024-09-01\n");
    CHECK(spans(again) == "2024-02-01..2024-06-01 2024-06-01..2024-09-01 ");
    CHECK(again.starts.dropped + again.stops.dropped == 0);
    const auto one_day = joined(one, "\n1,2024-02-01\n", "\n1,2024-02-01\n");
    CHECK(spans(one_day) == "2024-02-01..2024-02-01 ");
}

TEST_CASE("messages without a reference of their own are known by their day") {
    const auto made = joined("ToewijzingNummer,Pseudoniem,Toewijzingsdatum\n1,a,2024-01-01\n",
                             ",Referentie\n1,2024-02-01,\n1,2024-05-01,\n1,2024-05-01,r1\n", "\n1,2024-03-01\n");
    CHECK(spans(made) == "2024-02-01..2024-03-01 2024-05-01.. ");
    CHECK(made.starts.count(RowReason::sent_again) == 0);
    CHECK(made.starts.count(RowReason::second_start) == 1);
}

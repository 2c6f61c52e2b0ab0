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

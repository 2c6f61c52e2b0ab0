// SPDX-License-Identifier: Apache-2.0
// From messages to times and volumes, against counts by hand.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/measure/assigned.hpp"
#include "maatstaf/measure/lead_times.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

CsvOptions as_texts(std::vector<std::string> columns) {
    CsvOptions options;
    options.text = std::move(columns);
    return options;
}

SpellResult some_spells() {
    SpellOptions options;
    options.as_of = "2024-12-31";
    return care_spells(read_csv("ToewijzingNummer,Pseudoniem,AGB,Melding,Toewijzingsdatum\n"
                                "1,p1,A,2024-01-01,2024-01-11\n"
                                "2,p2,A,2024-01-01,2024-01-21\n"
                                "3,p3,A,2024-12-01,2024-12-11\n"   // has waited 20 days, not started
                                "4,p4,B,2024-03-10,2024-03-01\n"   // decided before it was asked
                                "5,p5,B,2023-03-01,2023-03-31\n",
                                as_texts({"ToewijzingNummer"})),
                       read_csv("ToewijzingNummer,Begindatum\n1,2024-02-10\n2,2024-01-31\n4,2024-03-02\n"
                                "5,2023-04-30\n5,2023-09-01\n",
                                as_texts({"ToewijzingNummer"})),
                       read_csv("ToewijzingNummer,Einddatum,RedenBeeindiging\n1,2024-02-19,31\n5,2023-06-01,31\n",
                                as_texts({"ToewijzingNummer"})),
                       options);
}

const LeadTime& time_of(const LeadTimeResult& result, LeadStep step, const std::string& item, int year) {
    for (const LeadTime& each : result.times)
        if (each.step == step && each.item == item && each.year == year) return each;
    FAIL("no such time");
    return result.times.front();
}

Cells cells_of(const Panel& panel, const std::string& indicator, int year) {
    return panel.cells(panel.indicator(indicator), panel.period(Period(year)));
}

}  // namespace

TEST_CASE("every step of the chain has its time, and who still waits counts") {
    LeadTimeOptions options;
    options.by = LeadGroup::provider;
    options.terms = {{"waiting", 15.0}, {"deciding", 14.0}};
    const auto made = lead_times(some_spells(), options);

    const LeadTime& waiting = time_of(made, LeadStep::waiting, "A", 2024);
    CHECK(waiting.n == 3.0);
    CHECK(waiting.completed == 2.0);
    CHECK(waiting.median.value == 30.0);        // 10 and 30 days, one still waiting after 20: 2/3, then 0
    CHECK(waiting.within.value == Approx(1.0 / 3.0));
    CHECK(waiting.within_count == 1.0);         // all were followed for 15 days
    const LeadTime& deciding = time_of(made, LeadStep::deciding, "A", 2024);
    CHECK(deciding.median.value == 10.0);
    CHECK(deciding.within_count == 2.0);
    CHECK(time_of(made, LeadStep::reaching, "A", 2024).median.value == 40.0);  // 30 and 40, 30 so far
    CHECK(time_of(made, LeadStep::helping, "A", 2024).completed == 1.0);
    const LeadTime& earlier = time_of(made, LeadStep::helping, "B", 2023);
    CHECK(earlier.n == 2.0);                    // help was taken up again under one assignment
    CHECK(earlier.median.value == 33.0);
    CHECK(time_of(made, LeadStep::waiting, "B", 2023).n == 1.0);  // and did not wait again
    // deciding and reaching of 4 (not in order), the second spell of 5 three times, helping of 3 (not started)
    CHECK(made.left_out == 6.0);
    CHECK(made.caveats.front().message == messages::lead_times_left_out);
    CHECK(made.table().restricted());

    const Panel panel = made.panel();
    CHECK(panel.restricted());
    const auto cells = cells_of(panel, "waiting_within", 2024);
    CHECK(cells.numerator[0] == 1.0);
    CHECK(cells.denominator[0] == 3.0);
    CHECK(cells_of(panel, "waiting_median", 2024).value[0] == 30.0);

    options.terms = {{"waiting", 25.0}};        // one was not followed for that long
    const auto longer = lead_times(some_spells(), options);
    CHECK(std::isnan(time_of(longer, LeadStep::waiting, "A", 2024).within_count));
    CHECK(cells_of(longer.panel(), "waiting_within", 2024).se[0] ==
          Approx(time_of(longer, LeadStep::waiting, "A", 2024).within.se));

    options.by = LeadGroup::all;
    CHECK_THROWS_AS(lead_times(some_spells(), options).panel(), ArgumentError);
    options.by = LeadGroup::area;
    CHECK_THROWS_AS(lead_times(some_spells(), options), ArgumentError);
    options.terms = {{"wait", 25.0}};
    CHECK_THROWS_AS(lead_times(some_spells(), options), ArgumentError);
    options.terms = {{"waiting", -1.0}};
    CHECK_THROWS_AS(lead_times(some_spells(), options), ArgumentError);
}

TEST_CASE("assigned volumes come to hours and days per year, or are declared not comparable") {
    const Table assignments = read_csv(
        "ToewijzingNummer,Pseudoniem,AGB,ProductCode,Ingangsdatum,Einddatum,Volume,Eenheid,Frequentie,"
        "StatusAanlevering\n"
        "1,p1,A,45A,2023-12-18,2024-01-14,90,01,2,1\n"   // 1.5 hours a week for 4 weeks, 2 in each year
        "2,p2,A,45A,2024-01-01,2024-01-31,2,04,1,1\n"    // 2 hours a day for 31 days
        "3,p2,B,43A,2024-03-01,2024-03-10,5,14,6,1\n"    // 5 days and nights in all
        "4,p3,B,45A,2024-01-01,,4,04,6,1\n"              // a total, and no term
        "5,p3,B,45A,2024-01-01,2024-12-31,3,82,6,1\n"    // pieces
        "6,p4,B,45A,2024-01-01,2024-12-31,1,16,4,1\n"    // a half-day a month
        "6,p4,B,45A,2024-01-01,2024-12-31,2,16,4,1\n"    // sent again
        "7,p5,B,45A,2024-01-01,2024-12-31,2,16,4,1\n"
        "7,p5,B,45A,2024-01-01,2024-12-31,2,16,4,3\n"    // taken back
        "8,p6,B,45A,2024-05-01,2024-04-01,2,16,4,1\n"
        "9,p6,B,45A,2025-05-01,2025-06-01,2,16,4,1\n",
        as_texts({"ToewijzingNummer", "Eenheid"}));
    AssignedOptions options;
    options.as_of = "2024-12-31";
    const auto made = assigned_volume(assignments, options);
    const auto of = [&](UseLevel level, const std::string& item, int year) {
        for (const AssignedVolume& each : made.volumes)
            if (each.level == level && each.year == year &&
                made.items[static_cast<std::size_t>(level)][static_cast<std::size_t>(each.item)] == item)
                return each;
        FAIL("no such volume");
        return AssignedVolume{};
    };
    CHECK(of(UseLevel::provider, "A", 2023).hours == Approx(3.0));
    CHECK(of(UseLevel::provider, "A", 2024).hours == Approx(3.0 + 62.0));
    CHECK(of(UseLevel::provider, "A", 2024).persons == 2);
    CHECK(of(UseLevel::product, "43A", 2024).volume_days == Approx(5.0));
    const AssignedVolume b = of(UseLevel::provider, "B", 2024);
    CHECK(b.assignments == 4);
    CHECK(b.persons == 3);
    CHECK(b.not_comparable == 2);
    CHECK(b.hours == Approx(8.0 * 366.0 / (365.2425 / 12.0)));
    CHECK(of(UseLevel::all, "all", 2024).hours == Approx(65.0 + b.hours));
    CHECK(made.account.count(RowReason::sent_again) == 1);
    CHECK(made.account.count(RowReason::removed) == 1);
    CHECK(made.account.count(RowReason::stop_before_start) == 1);
    CHECK(made.account.count(RowReason::starts_in_future) == 1);
    CHECK(made.account.count(RowReason::still_going_on) == 1);
    CHECK(made.caveats.back().message == messages::assigned_not_comparable);

    ClaimOptions claims;
    claims.as_of = "2024-12-31";
    claims.act = "jeugdwet";
    const auto delivered = count_claims(
        read_csv("Pseudoniem,AGB,Begindatum,Einddatum,Bedrag,GeleverdVolume,Eenheid\n"
                 "p1,A,2024-01-01,2024-01-31,9,13,04\n",
                 as_texts({"Eenheid"})),
        claims);
    const Table against = made.against(delivered);
    for (std::size_t row = 0; row < against.rows(); ++row) {
        if (against["item"].text(row) != "A" || against["year"].number(row) != 2024.0) continue;
        CHECK(against["delivered_hours"].number(row) == 13.0);
        CHECK(against["used_hours"].number(row) == Approx(13.0 / 65.0));
    }
    options.as_of = "soon";
    CHECK_THROWS_AS(assigned_volume(assignments, options), ArgumentError);
    CHECK(volume_frequency("02") == VolumeFrequency::week);
    CHECK(volume_frequency("9") == VolumeFrequency::unknown);
}

TEST_CASE("spells without an area and assignments without a provider are told apart from bad dates") {
    SpellOptions options;
    options.as_of = "2024-12-31";
    const auto spells = [&](const std::string& second) {
        return care_spells(read_csv("ToewijzingNummer,Pseudoniem,Toewijzingsdatum,Buurt\n1,a,2024-01-01,N\n"
                                    "2,b,2024-01-01," + second + "\n"),
                           read_csv("ToewijzingNummer,Begindatum\n1,2024-02-01\n2,2024-03-01\n"),
                           read_csv("ToewijzingNummer,Einddatum\n1,2024-06-01\n"), options);
    };
    LeadTimeOptions by_area;
    by_area.by = LeadGroup::area;
    const auto known = lead_times(spells("Z"), by_area), unknown = lead_times(spells(""), by_area);
    CHECK(known.left_out == 4.0);     // nobody's request is known
    CHECK(unknown.left_out == 2.0);
    CHECK(known.caveats.front().message == messages::lead_times_left_out);
    CHECK(unknown.caveats.front().message == messages::lead_times_unnamed);
    CHECK(unknown.caveats.front().parameters[1].second == "1");

    AssignedOptions how;
    how.as_of = "2024-12-31";
    const std::string heading =
        "ToewijzingNummer,Pseudoniem,AGB,Ingangsdatum,Einddatum,Volume,Eenheid,Frequentie\n";
    const auto made = assigned_volume(read_csv(heading + "1,a,A,2024-01-01,2024-12-31,7,04,2\n"
                                                         "2,b,,2024-01-01,2024-12-31,7,04,2\n"
                                                         "1,c,B,2024-01-01,2024-12-31,7,04,2\n"
                                                         ",d,B,2024-01-01,2024-12-31,7,04,2\n"
                                                         ",e,B,2024-01-01,2024-12-31,7,04,2\n",
                                               as_texts({"ToewijzingNummer", "Eenheid"})),
                                      how);
    CHECK(made.account.count(RowReason::no_provider) == 1);
    CHECK(made.account.dropped == 0);  // one number of two persons is two assignments
    CHECK(made.volumes.front().assignments == 5);
    CHECK(made.caveats.back().message == messages::records_unnamed);
}

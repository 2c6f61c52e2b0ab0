// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/claims.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

// Under iJw names. p1 has two providers for one product, p2 lives with p1 under another act, the rest is wrong in ways.
constexpr const char* lines =
    "Pseudoniem,Huishouden,AGB,ProductCode,Wet,Buurt,Begindatum,Einddatum,IngediendBedrag,GeleverdVolume,Eenheid,"
    "ReferentieNummer,StatusAanlevering,Geboortedatum\n"
    "p1,h1,A,45A,JW,N1,2023-01-01,2023-01-31,100,600,01,r1,1,2005-07-01\n"
    "p1,h1,A,45A,JW,N1,2023-01-21,2023-02-10,50,2,04,r2,1,2005-07-01\n"
    "p1,h1,B,45A,JW,N1,2023-02-01,2023-02-20,80,3,82,r3,1,2005-07-01\n"
    "p2,h1,C,W01,Wmo,N1,2023-02-15,2024-01-15,335,335,14,r4,1,\n"
    "p1,h1,A,45A,JW,N1,2023-08-01,2023-08-10,99,1,04,r5,1,2005-07-01\n"   // sent again below
    "p1,h1,A,45A,JW,N1,2023-08-01,2023-08-10,10,,,r5,1,2005-07-01\n"
    "p3,h2,A,45A,JW,N2,2023-03-01,2023-03-31,70,1,04,r6,1,\n"            // taken back below
    "p3,h2,A,45A,JW,N2,2023-03-01,2023-03-31,70,1,04,r6,3,\n"
    "p3,h2,A,45A,JW,N2,2023-03-01,2023-03-31,70,1,04,r6,3,\n"            // and once more
    "p4,h2,A,45A,JW,N2,2023-03-31,2023-03-01,70,1,04,r8,1,\n"            // stop before start
    ",h2,A,45A,JW,N2,2023-03-01,2023-03-31,70,1,04,r9,1,\n"              // nobody
    "p4,h2,A,45A,JW,N2,2025-02-01,2025-02-28,70,1,04,r10,1,\n"           // future
    "p4,h2,A,45A,Zvw,N2,2023-03-01,2023-03-31,70,1,04,r11,1,\n"          // another act
    "p4,h2,A,45A,JW,N2,2023-03-01,2023-03-31,70,1,04,r12,7,\n"           // unknown delivery status
    "p5,h2,A,P01,Participatiewet,N2,2024-12-22,,20,1,04,r13,1,\n"        // still going on
    "p5,h2,A,P01,Participatiewet,N2,2024-12-24,2024-12-24,-5,1,04,r14,1,\n"  // credit
    "p5,h2,A,P01,Participatiewet,N2,2024-12-24,2024-12-24,9,1,04,r1,3,\n";   // takes back r1: of the same provider

Table table_of(const std::string& text) { return read_csv(text); }

/// The lines without the last, which takes back the first.
std::string without_last() {
    const std::string all = lines;
    return all.substr(0, all.rfind("p5,"));
}

const CareUse& row(const ClaimResult& made, UseLevel level, const std::string& item, int year) {
    for (const CareUse& each : made.use)
        if (each.level == level && each.year == year &&
            made.items[static_cast<std::size_t>(level)][static_cast<std::size_t>(each.item)] == item)
            return each;
    throw std::runtime_error("no such row: " + item);
}

ClaimOptions as_of_2024() {
    ClaimOptions options;
    options.as_of = "2024-12-31";
    return options;
}

}  // namespace

TEST_CASE("claim lines are counted per year, act, area, provider and product") {
    const auto made = count_claims(table_of(without_last()), as_of_2024());
    const CareUse& first = row(made, UseLevel::all, "all", 2023);
    CHECK(first.persons == 2);
    CHECK(first.lines == 5);
    CHECK(first.days == 61 + 320);
    CHECK(first.cost == Approx(100 + 50 + 80 + 320 + 10));
    CHECK(first.hours == Approx(12));
    CHECK(first.volume_days == Approx(320));
    CHECK(first.cost_not_comparable == Approx(90));
    CHECK(first.providers == 3);
    CHECK(first.endings == 2);
    CHECK(first.repeats == 1);
    CHECK(first.not_followed == 0);
    const CareUse& second = row(made, UseLevel::all, "all", 2024);
    CHECK(second.persons == 2);
    CHECK(second.lines == 1);
    CHECK(second.days == 25);
    CHECK(second.cost == Approx(15 + 20 - 5));
    CHECK(second.providers == 2);
    CHECK(second.endings == 0);
    CHECK(second.not_followed == 1);
    const CareUse& area = row(made, UseLevel::area, "N2", 2024);
    CHECK(area.persons == 1);
    CHECK(area.cost == Approx(15));
    CHECK(area.providers == 1);
    const CareUse& product = row(made, UseLevel::product, "45A", 2023);
    CHECK(product.persons == 1);
    CHECK(product.days == 61);
    CHECK(product.providers == 2);
    CHECK(row(made, UseLevel::provider, "B", 2023).days == 20);
    CHECK(row(made, UseLevel::provider, "B", 2023).providers == 1);
    CHECK(row(made, UseLevel::act, "wmo", 2024).days == 15);
}

TEST_CASE("nothing is left out or changed without a count of why") {
    const auto made = count_claims(table_of(without_last()), as_of_2024());
    const RowAccount& account = made.account;
    CHECK(account.rows == 16);
    CHECK(account.dropped == 9);
    for (const auto reason : {RowReason::sent_again, RowReason::removed, RowReason::removal,
                              RowReason::removal_of_nothing, RowReason::stop_before_start, RowReason::no_person,
                              RowReason::starts_in_future, RowReason::unknown_act, RowReason::unknown_status,
                              RowReason::still_going_on, RowReason::credit})
        CHECK(account.count(reason) == 1);
    CHECK(account.count(RowReason::not_comparable) == 2);
    CHECK(account.changed == 2);
    CHECK(account.table().rows() == 12);
    CHECK(made.caveats.front().message == messages::records_rows_changed);
    // The rows that stay are those that are counted: 5 lines of 2023, 1 of 2024 and a credit.
    CHECK(account.rows - account.dropped == 7);
}

TEST_CASE("cost without a comparable volume is told in euros, as credits can make all cost less than that") {
    const auto made = count_claims(table_of("person,act,start,stop,amount,volume,unit\n"
                                            "p1,wmo,2024-01-01,2024-01-31,100,1,82\n"
                                            "p1,wmo,2024-02-01,2024-02-01,-60,1,04\n"), as_of_2024());
    bool told = false;
    for (const Caveat& each : made.caveats)
        told = told || (each.message == messages::records_not_comparable &&
                        each.text().find(": 40 euros") != std::string::npos);
    CHECK(told);
}

TEST_CASE("a correction finds its line among those of the same provider only") {
    const auto made = count_claims(table_of(lines), as_of_2024());
    CHECK(made.account.count(RowReason::removed) == 2);
    CHECK(row(made, UseLevel::all, "all", 2023).cost == Approx(460));
    std::string other = lines;
    other.replace(other.rfind("h2,A"), 4, "h2,B");
    const auto kept = count_claims(table_of(other), as_of_2024());
    CHECK(kept.account.count(RowReason::removal_of_nothing) == 2);
    CHECK(row(kept, UseLevel::all, "all", 2023).cost == Approx(560));
}

TEST_CASE("acts stack on households and cost is spread over them") {
    auto options = as_of_2024();
    auto made = count_claims(table_of(without_last()), options);
    REQUIRE(made.stacking.size() == 2);
    CHECK(made.stacking[0].sets[3] == 1.0);
    CHECK(made.stacking[0].by_number[2] == 1.0);
    CHECK(made.stacking[1].sets[2] == 1.0);
    CHECK(made.stacking[1].sets[4] == 1.0);
    CHECK(made.stacking[1].gini == Approx(0.0).margin(1e-15));
    CHECK(made.stacking[1].lorenz[10] == Approx(0.5));
    options.households = 10;
    made = count_claims(table_of(without_last()), options);
    CHECK(made.stacking[0].by_number[0] == 9.0);
    CHECK(made.stacking[0].gini == Approx(0.9));
    CHECK(made.stacking[0].top_share == Approx(0.5));
    CHECK(made.stacking[0].lorenz[18] == Approx(0.0).margin(1e-15));
    CHECK(made.stacking[0].lorenz[19] == Approx(0.5));
    CHECK(made.stacking_table().rows() == 5);
    CHECK(made.stacking_table()["acts"].display(1) == "jeugdwet+wmo");
    options.households = 1;
    CHECK_THROWS_AS(count_claims(table_of(without_last()), options), ArgumentError);
}

TEST_CASE("help at the same time and double work are seen per household") {
    auto options = as_of_2024();
    const auto made = count_claims(table_of(without_last()), options).household;
    CHECK(made.households == 2);
    CHECK(made.care_days == 380 + 10);
    CHECK(made.concurrent_days == 16);
    CHECK(made.double_days == 10);
    CHECK(made.double_pairs == 1);
    CHECK(made.double_households == 1);
    options.double_days = 10;
    CHECK(count_claims(table_of(without_last()), options).household.double_pairs == 0);
}

TEST_CASE("what happens at eighteen") {
    auto options = as_of_2024();
    CHECK(count_claims(table_of(without_last()), options).eighteen.not_followed == 1);  // 2022 is not covered
    options.first_year = 2022;
    const auto made = count_claims(table_of(without_last()), options).eighteen;
    CHECK(made.persons == 1);
    CHECK(made.after[0] == 1);
    CHECK(made.none_after == 0);
    CHECK(made.cost_before == Approx(230));
    CHECK(made.cost_after == Approx(10));
}

TEST_CASE("earlier years are cut off with their part of the cost") {
    auto options = as_of_2024();
    options.first_year = 2024;
    const auto made = count_claims(table_of(without_last()), options);
    CHECK(made.account.count(RowReason::before_first_year) == 4);
    CHECK(made.account.count(RowReason::cut_at_first_year) == 1);
    CHECK(row(made, UseLevel::all, "all", 2024).cost == Approx(30));
}

TEST_CASE("claims become a panel per area") {
    const auto made = count_claims(table_of(without_last()), as_of_2024());
    const Panel panel = made.panel(UseLevel::area);
    CHECK(panel.restricted());
    REQUIRE(panel.units().size() == 2);
    const auto cells = panel.cells(panel.indicator("repeat_use"), panel.period(Period(2023)));
    CHECK(cells.value[static_cast<std::size_t>(panel.unit("N1"))] == Approx(0.5));
    CHECK(cells.status[static_cast<std::size_t>(panel.unit("N2"))] == Status::not_applicable);
    const auto persons = panel.cells(panel.indicator("persons"), panel.period(Period(2023)));
    CHECK(persons.value[static_cast<std::size_t>(panel.unit("N2"))] == 0.0);
}

TEST_CASE("citizen service numbers are refused with a count and never repeated") {
    CHECK(looks_like_citizen_number("111222333"));
    CHECK(looks_like_citizen_number("1234.56.782"));
    CHECK_FALSE(looks_like_citizen_number("123456789"));
    CHECK_FALSE(looks_like_citizen_number("000000000"));
    CHECK_FALSE(looks_like_citizen_number("11122233"));
    CHECK_FALSE(looks_like_citizen_number("p11222333"));
    const auto with_person = [](const std::string& id) {
        return "person,provider,act,start,stop,amount\n" + id + ",A,wmo,2024-01-01,2024-01-02,5\n" + id +
               ",A,wmo,2024-02-01,2024-02-02,5\n";
    };
    for (const std::string id : {"111222333", "12345672"}) {  // the second lost the nought in front
        try {
            count_claims(table_of(with_person(id)), as_of_2024());
            FAIL("not refused");
        } catch (const DataError& error) {
            CHECK(error.note().message == messages::records_citizen_numbers);
            CHECK(error.note().parameters[1].second == "1");
            CHECK(std::string(error.what()).find(id.substr(0, 6)) == std::string::npos);
            CHECK(error.text(Language::dutch).find(id.substr(0, 6)) == std::string::npos);
        }
    }
    CHECK(count_claims(table_of(with_person("123456789")), as_of_2024()).use.size() == 3);
}

TEST_CASE("claims that cannot be read name what is wrong") {
    const auto refused = [](const std::string& text, const ClaimOptions& options) {
        try {
            count_claims(table_of(text), options);
        } catch (const Error& error) {
            return std::string(name_of(error.note().message));
        }
        return std::string("nothing");
    };
    const std::string heading = "person,act,start,stop,amount\n";
    CHECK(refused("person,start,stop,amount\np,2024-01-01,2024-01-01,1\n", as_of_2024()) == "records_no_column");
    CHECK(refused("person,client,act,start,stop,amount\np,q,wmo,2024-01-01,2024-01-01,1\n", as_of_2024()) ==
          "records_two_columns");
    CHECK(refused(heading + "p,wmo,1 May,2024-01-01,1\n", as_of_2024()) == "records_not_a_date");
    CHECK(refused(heading + "p,wmo,2024-01-01,2024-01-01,much\n", as_of_2024()) == "records_column_type");
    CHECK(refused(heading + "p,wmo,2024-01-01,2024-01-01,1\n", {}) == "records_as_of");
    auto options = as_of_2024();
    options.act = "zvw";
    CHECK(refused(heading + "p,wmo,2024-01-01,2024-01-01,1\n", options) == "records_unknown_act");
    options = as_of_2024();
    options.columns = {{"amuont", "amount"}};
    CHECK(refused(heading + "p,wmo,2024-01-01,2024-01-01,1\n", options) == "records_unknown_field");
    options.columns = {};
    options.gap_days = -1;
    CHECK(refused(heading + "p,wmo,2024-01-01,2024-01-01,1\n", options) == "argument_out_of_range");
    const auto nothing = count_claims(table_of(heading + "p,zvw,2024-01-01,2024-01-01,1\n"), as_of_2024());
    CHECK(nothing.use.empty());
    CHECK(nothing.account.dropped == 1);
    CHECK_THROWS_AS(nothing.panel(UseLevel::area), ArgumentError);
}

TEST_CASE("lines without an area, provider, product or household are counted") {
    const auto made = count_claims(
        table_of("person,household,provider,product,category,area,act,start,stop,amount\n"
                 "p1,h1,A,45A,45,N1,wmo,2024-01-01,2024-01-31,100\n"
                 "p2,,A,45A,45,,wmo,2024-01-01,2024-01-31,200\n"
                 "p3,h1,,,,N1,wmo,2024-01-01,2024-01-31,50\n"
                 "p1,,A,45A,45,N1,wmo,2024-02-01,2024-02-10,10\n"),  // p1 has a household by another line
        as_of_2024());
    for (const auto reason : {RowReason::no_area, RowReason::no_provider, RowReason::no_product,
                              RowReason::no_category, RowReason::no_household})
        CHECK(made.account.count(reason) == 1);
    CHECK(made.account.dropped == 0);
    CHECK(made.account.changed == 1);
    CHECK(row(made, UseLevel::all, "all", 2024).cost == Approx(360));
    CHECK(row(made, UseLevel::area, "N1", 2024).cost == Approx(160));
    CHECK(made.household.households == 2);
    const Caveat& said = made.caveats.back();
    CHECK(said.message == messages::records_unnamed);
    CHECK(said.parameters.front().second == "area 1, provider 1, product 1, category 1");
}

TEST_CASE("a year with nothing but a credit counts in the cost of households") {
    const auto made = count_claims(table_of("person,household,act,start,stop,amount\n"
                                            "p1,h1,wmo,2024-01-01,2024-01-31,200\n"
                                            "p2,h2,wmo,2024-01-01,2024-01-31,-5\n"),
                                   as_of_2024());
    REQUIRE(made.stacking.size() == 1);
    CHECK(made.stacking[0].cost == row(made, UseLevel::all, "all", 2024).cost);
    CHECK(made.stacking[0].households == 1.0);
    const Table table = made.stacking_table();
    REQUIRE(table.rows() == 2);
    CHECK(table["households"].number(0) == 0.0);
    CHECK(table["cost"].number(0) == -5.0);
}

TEST_CASE("citizen service numbers are seen in other clothes") {
    for (const char* each : {"111222333.0", "12345672", "BSN111222333", "bsn: 1112.22.333", " 111222333"})
        CHECK(looks_like_citizen_number(each));
    for (const char* each : {"12345673", "12.34.56.72", "111222333.1", "BSN", "bsnx111222333", "p111222333", ""})
        CHECK_FALSE(looks_like_citizen_number(each));
    std::string text = "mijn BSN is 111222333, bel 0612345678 of 111.222.333.";
    CHECK(blot_citizen_numbers(text) == 2);
    CHECK(text == "mijn BSN is #########, bel 0612345678 of ###.###.###.");
    text = "in 2024 kreeg ik 12345 euro; 123456789";
    CHECK(blot_citizen_numbers(text) == 0);
}

TEST_CASE("a municipality beside a smaller area is not the area") {
    const std::string rest = ",start,stop,amount\np1,wmo,GM0405,N1,2024-01-01,2024-01-31,100\n";
    for (const std::string heading : {"person,act,Gemeente,Buurt", "person,act,gemeentecode,wijkcode"}) {
        const auto made = count_claims(table_of(heading + rest), as_of_2024());
        CHECK(row(made, UseLevel::area, "N1", 2024).persons == 1);
    }
    CHECK_THROWS_AS(count_claims(table_of("person,act,Wijk,Buurt" + rest), as_of_2024()), ArgumentError);
}

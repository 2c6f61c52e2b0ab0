// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/deliveries.hpp"

#include <cmath>
#include <limits>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::expect_error;

namespace {

const std::string text = "activity,area,organisation,product,start,end,dose,dose_unit,participants,act,cost\n"
                         "taal,WK1,net,P1,2024-01-10,2024-03-01,10,hour,8,Wmo,100.25\n"
                         "taal,WK2,net,P1,2024-07-01,,20,hour,,wmo,200.50\n"
                         "maat,WK1,net,,2023-05-01T08:30:00,2023-05-01,3,piece,2,Jeugdwet,\n"
                         ",WK1,zorg,P9,,,5,hour,1,,50\n";

Deliveries read(const std::string& csv, const DeliveriesOptions& options = {}) {
    return deliveries_from_table(read_csv(csv), options);
}

}  // namespace

TEST_CASE("Deliveries are read column by column") {
    const Deliveries deliveries = read(text);
    REQUIRE(deliveries.size() == 4);
    CHECK(deliveries.activity[0] == "taal");
    CHECK(deliveries.activity[3].empty());
    CHECK(deliveries.activity.positions[3] == -1);
    CHECK(deliveries.product[2].empty());
    CHECK(deliveries.start[0] == 19732);
    CHECK(deliveries.end[0] == 19783);
    CHECK(deliveries.end[1] == Deliveries::no_day);
    CHECK(deliveries.start[2] == deliveries.end[2]);
    CHECK(deliveries.dose[1] == 20);
    CHECK(std::isnan(deliveries.participants[1]));
    CHECK(std::isnan(deliveries.cost[2]));
    CHECK(deliveries.act == std::vector{Act::wmo, Act::wmo, Act::jeugdwet, Act::unknown});
    CHECK_FALSE(deliveries.restricted);
}

TEST_CASE("Columns of deliveries may have other names and types") {
    Table table;
    table.add(Column::string("wat", std::vector<std::string>{"taal"}));
    table.add(Column::date("van", {19732}));
    table.add(Column::date("tot", {0}, {Status::absent}));
    table.add(Column::int64("uren", {4}));
    table.add(Column::string("waarin", std::vector<std::string>{"dagdeel"}));
    table.add(Column::int64("mensen", {12}));
    // Columns with the usual names stand aside for those that were named.
    table.add(Column::string("dose_unit", std::vector<std::string>{"hour"}));
    table.add(Column::int64("participants", {3}));
    table.add(Column::int64("wie", {77}));
    table.add(Column::string("wet", std::vector<std::string>{"Wmo 2015"}));
    const Deliveries deliveries = deliveries_from_table(
        table, {.activity = "wat", .household = "wie", .dose_unit = "waarin", .start = "van", .end = "tot",
                .dose = "uren", .participants = "mensen", .act = "wet"});
    CHECK(deliveries.start[0] == 19732);
    CHECK(deliveries.end[0] == Deliveries::no_day);
    CHECK(deliveries.dose[0] == 4);
    CHECK(deliveries.dose_unit[0] == "dagdeel");
    CHECK(deliveries.participants[0] == 12);
    CHECK(deliveries.act[0] == Act::wmo);
    CHECK(deliveries.household[0] == "77");
    CHECK(deliveries.restricted);
    for (const auto& [word, act] : {std::pair{"jeugdwet", Act::jeugdwet}, std::pair{"WMO", Act::wmo},
                                    std::pair{"Participatiewet", Act::participatiewet},
                                        std::pair{"Pw", Act::participatiewet},
                                    std::pair{"other", Act::other}, std::pair{"unknown", Act::unknown}})
        CHECK(read(std::string("activity,act\na,") + word + "\n").act[0] == act);
}

TEST_CASE("Households, the table or an option restrict deliveries") {
    CHECK(read("activity,household\na,h1\n").restricted);
    CHECK_FALSE(read("activity,household\na,\nb,\n").restricted);
    CHECK(read("activity\na\n", {.restricted = true}).restricted);
    Table marked = read_csv("activity\na\n");
    marked.set_restricted(true);
    CHECK(deliveries_from_table(marked).restricted);
    CHECK(summarise(read("activity,household\na,h1\n")).restricted());
}

TEST_CASE("Bad deliveries are refused with their row") {
    expect_error<DataError>(messages::empty_table, {}, [] { deliveries_from_table(Table()); });
    expect_error<DataError>(messages::bad_date, {"Row 2", "'start'", "12921"}, [] {
        Table table;
        table.add(Column::string("activity", std::vector<std::string>{"a", "b"}));
        table.add(Column::date("start", {19732, 4'000'000}));
        deliveries_from_table(table);
    });
    expect_error<DataError>(messages::deliveries_without_code, {"act, cost"}, [] { read("act,cost\nwmo,1\n"); });
    expect_error<ArgumentError>(messages::unknown_column, {"'kosten'", "'koste'"},
                                [] { read("activity,koste\na,1\n", {.cost = "kosten"}); });
    expect_error<DataError>(messages::end_before_start, {"Row 2", "2024-02-01", "2024-01-31"},
                            [] { read("activity,start,end\na,2024-01-01,2024-01-01\na,2024-02-01,2024-01-31\n"); });
    for (const std::string column : {"dose", "participants", "cost"}) {
        expect_error<DataError>(messages::negative_delivery, {"Row 2", column, "-1"},
                                [&] { read("activity," + column + "\na,1\nb,-1\n"); });
        Table infinite;
        infinite.add(Column::string("activity", std::vector<std::string>{"a"}));
        infinite.add(Column::float64(column, {std::numeric_limits<double>::infinity()}));
        expect_error<DataError>(messages::infinite_delivery, {"Row 1", column},
            [&] { deliveries_from_table(infinite); });
    }
    expect_error<DataError>(messages::part_of_a_participant, {"Row 2", "'participants'", "1.5"},
                            [] { read("activity,participants\na,1\nb,1.5\n"); });
    expect_error<DataError>(messages::unknown_act, {"Row 2", "'act'", "'wno'", "'wmo'"},
                            [] { read("activity,act\na,wmo\nb,wno\n"); });
    for (const std::string bad : {"2023-02-29", "31-01-2024", "soon", "2024-01-31x", "2024-1-1"})
        expect_error<DataError>(messages::bad_date, {"Row 2", "'start'", bad},
                                [&] { read("activity,start\na,2024-01-01\nb," + bad + "\n"); });
    expect_error<ArgumentError>(messages::column_type, {"'start'", "int64"},
        [] { read("activity,start\na,20240101\n"); });
    expect_error<DataError>(messages::column_not_numeric, {"'cost'", "row 1", "'veel'"},
                            [] { read("activity,cost\na,veel\n"); });
}

TEST_CASE("Deliveries are summed by every axis") {
    const Deliveries deliveries = read(text);
    const Table by_activity = summarise(deliveries);
    REQUIRE(by_activity.rows() == 3);
    CHECK(by_activity["activity"].text(0) == "taal");
    CHECK(by_activity["activity"].text(1) == "maat");
    CHECK(by_activity["activity"].status(2) == Status::absent);
    CHECK(by_activity["deliveries"].number(0) == 2);
    CHECK(by_activity["dose"].number(0) == 30);
    CHECK(by_activity["participants"].number(0) == 8);
    CHECK(by_activity["participants_unknown"].number(0) == 1);
    CHECK(by_activity["cost"].number(0) == 300.75);
    CHECK(by_activity["cost"].status(1) == Status::absent);
    CHECK(by_activity["cost_unknown"].number(1) == 1);
    CHECK(by_activity["cost"].number(2) == 50);

    const Table by_area = summarise(deliveries, {.by = {DeliveryAxis::area}});
    CHECK(by_area["area"].text(0) == "WK1");
    CHECK(by_area["deliveries"].number(0) == 3);
    // Hours and pieces are not added up.
    CHECK(by_area["dose"].status(0) == Status::not_applicable);
    CHECK(by_area["dose"].number(1) == 20);
    CHECK(summarise(deliveries, {.by = {DeliveryAxis::organisation}})["cost"].number(1) == 50);
    CHECK(summarise(deliveries, {.by = {DeliveryAxis::product}})["product"].text(1) == "P9");
    const Table by_act = summarise(deliveries, {.by = {DeliveryAxis::act}});
    CHECK(by_act["act"].text(0) == "jeugdwet");
    CHECK(by_act["act"].text(1) == "wmo");
    CHECK(by_act["act"].text(2) == "unknown");
    const Table by_year = summarise(deliveries, {.by = {DeliveryAxis::period}});
    CHECK(by_year["period"].text(0) == "2023");
    CHECK(by_year["period"].text(1) == "2024");
    CHECK(by_year["period"].status(2) == Status::absent);
    const Table by_half = summarise(deliveries, {.by = {DeliveryAxis::period}, .frequency = Frequency::half_year});
    CHECK(by_half["period"].text(1) == "2024-H1");
    CHECK(by_half["period"].text(2) == "2024-H2");
    CHECK(summarise(deliveries,
        {.by = {DeliveryAxis::period}, .frequency = Frequency::quarter})["period"].text(2) == "2024-Q3");
    CHECK(summarise(deliveries,
        {.by = {DeliveryAxis::period}, .frequency = Frequency::month})["period"].text(2) == "2024-07");

    const Table both = summarise(deliveries, {.by = {DeliveryAxis::area, DeliveryAxis::activity}});
    REQUIRE(both.rows() == 4);
    CHECK(both["area"].text(3) == "WK2");
    CHECK(both["activity"].status(2) == Status::absent);
    const Table all = summarise(deliveries, {.by = {}});
    REQUIRE(all.rows() == 1);
    CHECK(all["deliveries"].number(0) == 4);
    CHECK(all["participants"].number(0) == 11);
    expect_error<ArgumentError>(messages::asked_twice, {"'area'"},
                                [&] { summarise(deliveries, {.by = {DeliveryAxis::area, DeliveryAxis::area}}); });
}

TEST_CASE("Sums over many deliveries lose no cent") {
    Table table;
    constexpr std::size_t count = 100'000;
    std::vector<double> cost(count, 0.01);
    cost[0] = 1e12;
    table.add(Column::string("activity", std::vector<std::string>(count, "a")));
    table.add(Column::float64("cost", cost));
    const Table sum = summarise(deliveries_from_table(table));
    CHECK(sum["cost"].number(0) == 1e12 + 999.99);
}

// SPDX-License-Identifier: Apache-2.0
// The C++ of docs/from_records_to_panel.md, line by line: tests/python/docs holds the page against this file.
#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/measure/measure_panel.hpp"
#include "maatstaf/measure/spells.hpp"
#include "maatstaf/measure/youth.hpp"

TEST_CASE("records become a panel without Python") {
    const auto assignments = maatstaf::read_csv("assignment,person,area,decided\n1,p1,north,2023-01-02\n"
                                                "2,p2,north,2023-01-02\n");
    const auto starts = maatstaf::read_csv("assignment,start\n1,2023-01-09\n2,2023-01-09\n");
    const auto stops = maatstaf::read_csv("assignment,stop,reason\n1,2023-06-30,31\n2,2023-06-30,32\n");
    const auto goals = maatstaf::read_csv("person,area,goal,attained,period\np1,north,school,yes,2023\n");

    const auto spells = maatstaf::care_spells(assignments, starts, stops, {.as_of = "2024-12-31"});
    maatstaf::YouthOptions options;
    options.as_of = "2024-12-31";
    options.by = {"area"};
    const auto youth = maatstaf::measure::youth_outcomes({.spells = &spells.spells, .goals = &goals}, options);
    const auto panel = maatstaf::measure_panel(youth.measures, {.unit = "area", .period = "period"});

    const auto cells = panel.cells(panel.indicator("drop_out"), panel.period(maatstaf::Period(2023)));
    CHECK(cells.numerator[0] == 1.0);
    CHECK(cells.denominator[0] == 2.0);
    CHECK(panel.restricted());
}

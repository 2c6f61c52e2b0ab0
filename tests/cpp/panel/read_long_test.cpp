// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/read.hpp"
#include "panel/same_panel.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::cells;
using test::expect_error;
using Texts = std::vector<std::string>;

namespace {

const std::string small = "unit,period,indicator,value,se,n,status\n"
                          "b,2020,lonely,51.3,1.5,200,observed\n"
                          "a,2016,lonely,43.6,1.2,300,\n"
                          "a,2016,volunteer,,,,suppressed\n"
                          "b,2016,lonely,48.8,,250,observed\n";

}  // namespace

TEST_CASE("A long table") {
    const Panel panel = panel_from_long(read_csv(small));
    CHECK(test::ids_of(panel) == Texts{"b", "a"});
    CHECK(test::indicators_of(panel) == Texts{"lonely", "volunteer"});
    CHECK(test::periods_of(panel) == Texts{"2016", "2020"});
    CHECK(cells(panel, "lonely", "2016").value[1] == 43.6);
    CHECK(cells(panel, "lonely", "2016").se[1] == 1.2);
    CHECK(std::isnan(cells(panel, "lonely", "2016").se[0]));
    CHECK(cells(panel, "lonely", "2020").n[0] == 200);
    CHECK(cells(panel, "lonely", "2020").status[1] == Status::absent);
    CHECK(cells(panel, "volunteer", "2016").status[1] == Status::suppressed);
    CHECK(cells(panel, "volunteer", "2016").status[0] == Status::absent);
    CHECK(cells(panel, "volunteer", "2020").status[0] == Status::absent);
}

TEST_CASE("Columns of a long table under other names") {
    const Table table = read_csv("gebied;jaar;maat;w;fout;teller;noemer;aantal;reden;naam;in;niveau\n"
                                 "WK1;2016;m;25;1;1;4;9;;Een;GM1;Wijk\n"
                                 "GM1;2016;m;;;;;;not_applicable;Stad;;Gemeente\n"
                                 "WK1;2016;y;7;;;;;;Een;GM1;Wijk\n");
    const Panel panel = panel_from_long(
        table, {.unit = "gebied", .period = "jaar", .indicator = "maat", .value = "w", .se = "fout", .n = "aantal",
                .numerator = "teller", .denominator = "noemer", .status = "reden",
                .indicators = {{.id = "m", .scale = Scale::proportion, .factor = 100, .unit = "%"}},
                .name = "naam", .parent = "in", .kind = "niveau"});
    CHECK(test::indicators_of(panel) == Texts{"m"});
    CHECK(panel.indicators()[0].unit == "%");
    const Cells m = cells(panel, "m", "2016");
    CHECK(m.value[0] == 25);
    CHECK(m.se[0] == 1);
    CHECK(m.n[0] == 9);
    CHECK(m.numerator[0] == 1);
    CHECK(m.denominator[0] == 4);
    CHECK(m.status[1] == Status::not_applicable);
    CHECK(panel.units()[0].name == "Een");
    CHECK(panel.units()[0].kind == UnitKind::district);
    CHECK(panel.hierarchy().targets(0)[0] == 1);

    CHECK(test::periods_of(panel_from_long(table, {.unit = "gebied", .fixed_period = "2018", .indicator = "maat",
                                                   .value = "w", .unit_kind = "region"})) == Texts{"2018"});
    const Panel region = panel_from_long(table, {.unit = "gebied", .period = "jaar", .indicator = "maat", .value = "w",
                                                 .unit_kind = "region", .restricted = true});
    CHECK(region.units()[0].kind == UnitKind::region);
    CHECK(region.restricted());
}

TEST_CASE("A long table of counts alone") {
    const Table table = read_csv("unit,period,indicator,numerator,denominator\na,2016,m,20,290\n");
    const Panel panel = panel_from_long(table);
    CHECK(cells(panel, "m", "2016").value[0] == 20.0 / 290);
    const Table rounded = read_csv("unit,period,indicator,value,numerator,denominator\na,2016,m,0.074,20,290\n");
    CHECK_THROWS_AS(panel_from_long(rounded), DataError);
    CHECK_NOTHROW(panel_from_long(rounded, {.count_rounding = 5}));
}

TEST_CASE("Bad long tables are refused with the place") {
    expect_error<DataError>(messages::empty_table, {}, [] { panel_from_long(Table()); });
    expect_error<DataError>(messages::duplicate_unit_period, {"'a'", "2016", "'m'", "rows 1 and 3"}, [] {
        panel_from_long(read_csv("unit,period,indicator,value\na,2016,m,1\na,2016,y,1\na,2016JJ00,m,2\n"));
    });
    expect_error<DataError>(messages::missing_id, {"Row 2", "'indicator'"}, [] {
        panel_from_long(read_csv("unit,period,indicator,value\na,2016,m,1\na,2017,,1\n"));
    });
    expect_error<DataError>(messages::missing_id, {"Row 1", "'period'"}, [] {
        panel_from_long(read_csv("unit,period,indicator,value\na,,x,1\na,2017,x,1\n"));
    });
    expect_error<ArgumentError>(messages::unknown_column, {"'value'"},
                                [] { panel_from_long(read_csv("unit,period,indicator,numerator\na,2016,m,1\n")); });
    expect_error<ArgumentError>(messages::unknown_column, {"'sd'"},
                                [] { panel_from_long(read_csv(small), {.se = "sd"}); });
    expect_error<ArgumentError>(messages::unknown_indicator, {"'lonly'", "'lonely'"},
                                [] { panel_from_long(read_csv(small), {.indicators = {{.id = "lonly"}}}); });
    expect_error<DataError>(messages::duplicate_indicator, {"'lonely'"}, [] {
        panel_from_long(read_csv(small), {.indicators = {{.id = "lonely"}, {.id = "lonely"}}});
    });
    expect_error<DataError>(messages::value_with_reason, {"'m'", "'b'", "row 2", "absent"}, [] {
        panel_from_long(read_csv("unit,period,indicator,value,status\na,2016,m,1,\nb,2016,m,1,absent\n"));
    });
    expect_error<DataError>(messages::numerator_above_denominator, {"'m'", "'a'", "row 1", "5", "4"}, [] {
        panel_from_long(read_csv("unit,period,indicator,numerator,denominator\na,2016,m,5,4\n"),
                        {.indicators = {{.id = "m", .scale = Scale::proportion}}});
    });
    expect_error<DataError>(messages::column_not_numeric, {"'value'", "row 1", "'veel'"},
                            [] { panel_from_long(read_csv("unit,period,indicator,value\na,2016,m,veel\n")); });
}

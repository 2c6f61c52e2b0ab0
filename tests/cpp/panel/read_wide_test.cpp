// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/read.hpp"
#include "panel/same_panel.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using test::cells;
using test::expect_error;
using Texts = std::vector<std::string>;

namespace {

using test::unknown;

/// One column of numbers `x` beside units and years.
Table plain(Texts units, std::vector<std::int64_t> years, std::vector<double> x) {
    Table table;
    table.add(Column::string("unit", units));
    table.add(Column::int64("year", std::move(years)));
    table.add(Column::float64("x", std::move(x)));
    return table;
}

}  // namespace

TEST_CASE("A wide table with periods in rows") {
    const Table table = read_csv("code;jaar;lonely;lonely_se;lonely_n;volunteer\n"
                                 "WK040532;2020;51,3;1,5;200;20,6\n"
                                 "WK040510;2016;43,6;1,2;300;25,6\n"
                                 "WK040532;2016;48,8;;250;.\n");
    const Panel panel = panel_from_table(table, {.unit = "code", .period = "jaar"});
    CHECK(test::ids_of(panel) == Texts{"WK040532", "WK040510"});
    CHECK(test::indicators_of(panel) == Texts{"lonely", "volunteer"});
    CHECK(test::periods_of(panel) == Texts{"2016", "2020"});
    CHECK(panel.units()[0].kind == UnitKind::district);
    CHECK(cells(panel, "lonely", "2016").value[0] == 48.8);
    CHECK(cells(panel, "lonely", "2016").value[1] == 43.6);
    CHECK(std::isnan(cells(panel, "lonely", "2016").se[0]));
    CHECK(cells(panel, "lonely", "2016").se[1] == 1.2);
    CHECK(cells(panel, "lonely", "2016").n[0] == 250);
    CHECK(cells(panel, "lonely", "2020").status[1] == Status::absent);
    CHECK(cells(panel, "volunteer", "2016").status[0] == Status::suppressed);
    CHECK(cells(panel, "volunteer", "2016").value[1] == 25.6);
    CHECK_FALSE(panel.restricted());
}

TEST_CASE("Dates that are all 1 January are years; other dates are refused with the way to mend them") {
    const auto read = [](std::vector<std::int32_t> days, std::vector<Status> status = {}) {
        Table table;
        table.add(Column::string("unit", Texts{"a", "b"}));
        table.add(Column::date("date", std::move(days), std::move(status)));
        table.add(Column::float64("x", {1.0, 2.0}));
        return panel_from_table(table, {.period = "date"});
    };
    const Panel years = read({18262, -25567});   // 2020-01-01 and 1900-01-01
    CHECK(test::periods_of(years) == Texts{"1900", "2020"});
    CHECK(cells(years, "x", "2020").value[0] == 1.0);
    CHECK(cells(years, "x", "1900").value[1] == 2.0);
    expect_error<DataError>(messages::date_is_no_period, {"'date'", "row 2", "2020-02-01", "df['date'].dt.year"},
                            [&] { read({18262, 18293}); });
    expect_error<DataError>(messages::date_is_no_period, {"row 1", "2020-01-02"}, [&] { read({18263, 18262}); });
    expect_error<DataError>(messages::missing_id, {"Row 2", "'date'"},
                            [&] { read({18262, 0}, {Status::observed, Status::absent}); });
}

TEST_CASE("Figures that were read as text are refused, codes and names are left out") {
    const auto read = [](const Texts& text, std::vector<PanelIndicator> wanted = {}) {
        Table table;
        table.add(Column::string("unit", Texts{"a", "b"}));
        table.add(Column::float64("x", {1.0, 2.0}));
        table.add(Column::string("lonely", text));
        return panel_from_table(table, {.fixed_period = "2020", .indicators = std::move(wanted)});
    };
    expect_error<DataError>(messages::text_of_numbers, {"'lonely'", "row 2", "'41,2'"}, [&] { read({"40", "41,2"}); });
    expect_error<DataError>(messages::text_of_numbers, {"row 1", "'.'"}, [&] { read({".", "41"}); });
    for (const char* mark : {"x", "-", "n.b.", "<5", "40,1%", "1.234.567", "*"})
        expect_error<DataError>(messages::text_of_numbers, {"row 2", mark}, [&] { read({"40", mark}); });
    for (const Texts& text : {Texts{"0405", "0363"}, Texts{"0405", "NA"}, Texts{"40,1", "high"}, Texts{"West", "Oost"},
                              Texts{"x", "."}, Texts{"40", "WK01"}, Texts{"1", "één"}})
        CHECK(test::indicators_of(read(text)) == Texts{"x"});
    CHECK(test::indicators_of(read({"40,1", "41,2"}, {{.id = "x"}})) == Texts{"x"});
}

TEST_CASE("A wide table of one period") {
    const Panel panel = panel_from_table(read_csv("unit,x\na,1\nb,2\n"), {.fixed_period = "2016-Q3"});
    CHECK(test::periods_of(panel) == Texts{"2016-Q3"});
    CHECK(cells(panel, "x", "2016-Q3").value[1] == 2);
    CHECK(panel.units()[0].kind == UnitKind::neighbourhood);
}

TEST_CASE("Periods at the end of column names") {
    const Table table = read_csv("code,name,population,lonely_2012,lonely_2016,lonely_se_2016,volunteer_2016,per_1000\n"
                                 "WK040510,Binnenstad,5725,39.6,43.6,1.2,25.6,3\n"
                                 "WK040532,Kersenboogerd,8000,46.5,50.6,,20.9,4\n");
    const Panel panel = panel_from_table(table, {.unit = "code", .name = "name"});
    CHECK(test::indicators_of(panel) == Texts{"lonely", "volunteer"});
    CHECK(test::periods_of(panel) == Texts{"2012", "2016"});
    CHECK(panel.units()[1].name == "Kersenboogerd");
    CHECK(cells(panel, "lonely", "2012").value[1] == 46.5);
    CHECK(cells(panel, "lonely", "2012").se.empty());
    CHECK(cells(panel, "lonely", "2016").se[0] == 1.2);
    CHECK(cells(panel, "volunteer", "2012").status[0] == Status::absent);
    CHECK(cells(panel, "volunteer", "2016").value[0] == 25.6);

    const Panel half = panel_from_table(read_csv("unit,x_2016H1,x_2016H2\na,1,2\n"));
    CHECK(test::periods_of(half) == Texts{"2016-H1", "2016-H2"});
    expect_error<ArgumentError>(messages::no_period, {"fixed_period", "lonely_2016"},
                                [] { panel_from_table(read_csv("unit,lonely\na,1\n")); });
    expect_error<ArgumentError>(messages::no_period, {}, [] { panel_from_table(read_csv("unit,per_1000\na,1\n")); });
}

TEST_CASE("A part of a cell may stand before or behind the period in a name") {
    for (const char* heading : {"code;lonely_2016;lonely_se_2016\n", "code;lonely_2016;lonely_2016_se\n"}) {
        const Table table = read_csv(std::string(heading) + "a;48,5;1,5\nb;40,5;2,5\n");
        const Panel panel = panel_from_table(table, {.unit = "code"});
        CHECK(test::indicators_of(panel) == Texts{"lonely"});
        CHECK(cells(panel, "lonely", "2016").se[1] == 2.5);
    }
}

TEST_CASE("Running numbers of StatLine are matched on the stem when asked") {
    const std::string text = "Code;Inwoners_5;JongerenMetJeugdzorg_84;Totaal_1;Totaal_2\nGM0405;100;7;1;2\n";
    const WideOptions options{.unit = "Code", .fixed_period = "2018", .strip_running_number = true};
    WideOptions two = options;
    two.indicators = {{.id = "JongerenMetJeugdzorg"}, {.id = "Inwoners"}};
    const Panel panel = panel_from_table(read_csv(text), two);
    CHECK(test::indicators_of(panel) == Texts{"JongerenMetJeugdzorg", "Inwoners"});
    CHECK(cells(panel, "Inwoners", "2018").value[0] == 100);
    CHECK(panel.units()[0].kind == UnitKind::municipality);

    WideOptions off = options;
    off.strip_running_number = false;
    CHECK(panel_from_table(read_csv(text), off).has_indicator("JongerenMetJeugdzorg_84"));
    expect_error<ArgumentError>(messages::same_stem, {"Totaal_1", "Totaal_2", "'Totaal'"},
                                [&] { panel_from_table(read_csv(text), options); });
    WideOptions chosen = options;
    chosen.columns = {{.indicator = "all", .value = "Totaal_2"}};
    CHECK(cells(panel_from_table(read_csv(text), chosen), "all", "2018").value[0] == 2);
}

TEST_CASE("Columns of parts are found by name or named") {
    const std::string text = "unit,care,care_numerator,care_denominator,base,hits,why,margin,people\n"
                             "a,25,30,120,120,30,,2,99\nb,,,40,40,,suppressed,,\nc,,5,50,50,5,,,\n";
    const Panel by_name = panel_from_table(
        read_csv(text),
            {.fixed_period = "2020", .indicators = {{.id = "care", .scale = Scale::proportion, .factor = 100}}});
    CHECK(test::indicators_of(by_name) == Texts{"care"});
    CHECK(cells(by_name, "care", "2020").value[2] == 10);
    CHECK(cells(by_name, "care", "2020").denominator[1] == 40);
    CHECK(cells(by_name, "care", "2020").status[1] == Status::absent);

    const Panel named = panel_from_table(
        read_csv(text), {.fixed_period = "2020",
                         .indicators = {{.id = "x", .scale = Scale::rate, .factor = 1000}},
                         .columns = {{.indicator = "x", .se = "margin", .n = "people", .numerator = "hits",
                                      .denominator = "base", .status = "why"}}});
    CHECK(cells(named, "x", "2020").value[0] == 250);
    CHECK(cells(named, "x", "2020").se[0] == 2);
    CHECK(cells(named, "x", "2020").n[0] == 99);
    CHECK(cells(named, "x", "2020").status[1] == Status::suppressed);
    CHECK(named.indicators()[0].scale == Scale::rate);

    const Panel from_counts = panel_from_table(read_csv("unit,c_numerator,c_denominator\na,1,4\n"),
        {.fixed_period = "2020"});
    CHECK(test::indicators_of(from_counts) == Texts{"c"});
    CHECK(cells(from_counts, "c", "2020").value[0] == 0.25);

    const Panel lone = panel_from_table(read_csv("unit,a_se,b_n\na,1,4\n"), {.fixed_period = "2020"});
    CHECK(test::indicators_of(lone) == Texts{"a_se", "b_n"});
    const std::string reasons = "unit,x,x_status\na,1,observed\nb,,not_applicable\nc,,suppressed\nd,,absent\n";
    const Panel status = panel_from_table(read_csv(reasons),
                                          {.fixed_period = "2020"});
    CHECK(test::indicators_of(status) == Texts{"x"});
    CHECK(cells(status, "x", "2020").status[1] == Status::not_applicable);
    CHECK(cells(status, "x", "2020").status[2] == Status::suppressed);
    CHECK(cells(status, "x", "2020").status[3] == Status::absent);
}

TEST_CASE("Kinds come from a column, an option or the code") {
    const std::string text = "unit,level,parent,x\nNL01,Land,,1\nLD01,Landsdeel,NL01,1\nGM0405,Gemeente,LD01,1\n"
                             "WK0405AA,Wijk,GM0405,1\nBU0405AA01,Buurt,WK0405AA,1\nBUurt,neighbourhood,WK0405AA,1\n";
    const auto kinds = [](const Panel& panel) {
        Texts out;
        for (const Unit& each : panel.units()) out.emplace_back(to_name(each.kind));
        return out;
    };
    const Texts levels{"country", "region", "municipality", "district", "neighbourhood", "neighbourhood"};
    const Panel by_code = panel_from_table(read_csv(text), {.fixed_period = "2020"});
    CHECK(kinds(by_code) == levels);
    const Panel by_column = panel_from_table(read_csv(text),
        {.fixed_period = "2020", .parent = "parent", .kind = "level"});
    CHECK(kinds(by_column) == levels);
    CHECK(by_column.hierarchy().targets(4)[0] == 3);
    const Panel by_option = panel_from_table(read_csv(text), {.fixed_period = "2020", .unit_kind = "organisation"});
    CHECK(kinds(by_option) == Texts(6, "organisation"));
    expect_error<ArgumentError>(messages::unknown_option, {"'distrct'", "'district'"}, [&] {
        panel_from_table(read_csv(text), {.fixed_period = "2020", .unit_kind = "distrct"});
    });
    expect_error<DataError>(messages::unknown_unit_kind, {"'a'", "'wijkje'", "district"}, [] {
        panel_from_table(read_csv("unit,k,x\na,wijkje,1\n"), {.fixed_period = "2020", .kind = "k"});
    });
    expect_error<DataError>(messages::unit_changes, {"'a'", "'p'", "'q'", "row 1", "row 2"}, [] {
        panel_from_table(read_csv("unit,year,up,x\na,2016,p,1\na,2017,q,1\n"), {.period = "year", .parent = "up"});
    });
}

TEST_CASE("A unit that names itself as its parent, as districts do in a column of districts, has none") {
    const std::string text = "code,wk_code,x\nGM0034,,1\nWK003401,WK003401,2\nBU00340101,WK003401,3\n";
    const Panel panel = panel_from_table(read_csv(text), {.unit = "code", .fixed_period = "2018", .parent = "wk_code"});
    CHECK(panel.units()[1].parent.empty());
    CHECK(panel.hierarchy().targets(1).empty());
    CHECK(panel.hierarchy().targets(2)[0] == 1);
}

TEST_CASE("Codes are texts, whatever type they come in") {
    Table table;
    table.add(Column::dictionary("unit", {1, 0, 1}, {" 0405 ", "0012"}));
    table.add(Column::float64("year", {2016, 2016, 2017}));
    table.add(Column::int32("x", {1, 2, 3}));
    table.add(Column::boolean("yes", {1, 0, 1}));
    const Panel panel = panel_from_table(table, {.period = "year"});
    CHECK(test::ids_of(panel) == Texts{"0012", "0405"});
    CHECK(cells(panel, "x", "2016").value[1] == 2);
    CHECK(cells(panel, "yes", "2017").value[0] == 1);

    Table numbers;
    numbers.add(Column::int64("unit", {9007199254740993, 2}));
    numbers.add(Column::float64("x", {1, 2}));
    CHECK(test::ids_of(panel_from_table(numbers, {.fixed_period = "2016"})) == Texts{"9007199254740993", "2"});
    Table wrong;
    wrong.add(Column::float64("unit", {1.5}));
    wrong.add(Column::float64("x", {1}));
    expect_error<ArgumentError>(messages::column_type, {"'unit'", "float64"},
                                [&] { panel_from_table(wrong, {.fixed_period = "2016"}); });
    Table dated;
    dated.add(Column::date("unit", {1}));
    dated.add(Column::float64("x", {1}));
    expect_error<ArgumentError>(messages::column_type, {"'unit'", "date"},
                                [&] { panel_from_table(dated, {.fixed_period = "2016"}); });
}

TEST_CASE("Bad wide tables are refused with the place") {
    expect_error<DataError>(messages::empty_table, {}, [] { panel_from_table(Table(), {.fixed_period = "2016"}); });
    expect_error<DataError>(messages::empty_table, {},
                            [] { panel_from_table(plain({}, {}, {}), {.period = "year"}); });
    expect_error<DataError>(messages::duplicate_unit_period, {"'a'", "2016", "rows 1 and 3"},
                            [] { panel_from_table(plain({"a", "b", "a"}, {2016, 2016, 2016}, {1, 2, 3}),
                                {.period = "year"}); });
    expect_error<DataError>(messages::missing_id, {"Row 2", "'unit'"},
                            [] { panel_from_table(plain({"a", " "}, {2016, 2016}, {1, 2}), {.period = "year"}); });
    expect_error<DataError>(messages::bad_cell_period, {"Row 2", "'year'", "'16'"},
                            [] { panel_from_table(plain({"a", "b"}, {2016, 16}, {1, 2}), {.period = "year"}); });
    expect_error<ArgumentError>(messages::unknown_column, {"'yaer'", "'year'"},
                                [] { panel_from_table(plain({"a"}, {2016}, {1}), {.period = "yaer"}); });
    expect_error<ArgumentError>(messages::unknown_column, {"'code'"},
                                [] { panel_from_table(plain({"a"}, {2016}, {1}),
                                    {.unit = "code", .period = "year"}); });
    expect_error<ArgumentError>(messages::period_given_twice, {"year", "2016"}, [] {
        panel_from_table(plain({"a"}, {2016}, {1}), {.period = "year", .fixed_period = "2016"});
    });
    expect_error<ArgumentError>(messages::unknown_indicator, {"'lonly'", "'lonely'"}, [] {
        panel_from_table(read_csv("unit,lonely\na,1\n"), {.fixed_period = "2016", .indicators = {{.id = "lonly"}}});
    });
    expect_error<ArgumentError>(messages::unknown_column, {"'lonly'", "'lonely'"}, [] {
        panel_from_table(read_csv("unit,lonely\na,1\n"),
                         {.fixed_period = "2016", .columns = {{.indicator = "x", .value = "lonly"}}});
    });
    expect_error<ArgumentError>(messages::columns_without_value, {"'x'"}, [] {
        panel_from_table(read_csv("unit,lonely\na,1\n"),
                         {.fixed_period = "2016", .columns = {{.indicator = "x", .numerator = "lonely"}}});
    });
    expect_error<DataError>(messages::column_not_numeric, {"'lonely'", "row 2", "'many'"}, [] {
        panel_from_table(read_csv("unit,lonely\na,1\nb,many\n"),
            {.fixed_period = "2016", .indicators = {{.id = "lonely"}}});
    });
    expect_error<ArgumentError>(messages::no_indicators, {"unit"},
                                [] { panel_from_table(read_csv("unit,word\na,many\n"), {.fixed_period = "2016"}); });
    expect_error<DataError>(messages::infinite_cell, {"'x'", "'b'", "2016", "row 2"}, [] {
        panel_from_table(plain({"a", "b"}, {2016, 2016}, {1, std::numeric_limits<double>::infinity()}),
            {.period = "year"});
    });
    expect_error<DataError>(messages::negative_cell, {"'x'", "'b'", "2017", "row 2", "count"}, [] {
        panel_from_table(plain({"a", "b"}, {2016, 2017}, {1, -1}),
                         {.period = "year", .indicators = {{.id = "x", .scale = Scale::count}}});
    });
    expect_error<DataError>(messages::unknown_status, {"Row 2", "'x_status'", "'observd'", "'observed'"}, [] {
        panel_from_table(read_csv("unit,x,x_status\na,1,observed\nb,1,observd\n"), {.fixed_period = "2016"});
    });
    expect_error<DataError>(messages::id_too_long, {"10000"}, [] {
        panel_from_table(plain({std::string(10'000, 'x')}, {2016}, {1}), {.period = "year"});
    });
    expect_error<DataError>(messages::value_disagrees, {"'c'", "row 1", "26", "25"}, [] {
        panel_from_table(read_csv("unit,c,c_numerator,c_denominator\na,26,1,4\n"),
                         {.fixed_period = "2020",
                             .indicators = {{.id = "c", .scale = Scale::proportion, .factor = 100}}});
    });
}

TEST_CASE("Rounded counts, restriction, one unit and nothing observed") {
    const std::string text = "unit,c,c_numerator,c_denominator\na,7.4,20,290\n";
    const std::vector<PanelIndicator> care{{.id = "c", .scale = Scale::proportion, .factor = 100}};
    CHECK_THROWS_AS(panel_from_table(read_csv(text), {.fixed_period = "2020", .indicators = care}), DataError);
    CHECK_NOTHROW(panel_from_table(read_csv(text), {.fixed_period = "2020", .indicators = care, .count_rounding = 5}));
    CHECK(panel_from_table(read_csv("unit,x\na,1\n"), {.fixed_period = "2020", .restricted = true}).restricted());
    CHECK_FALSE(panel_from_table(read_csv("unit,x\na,1\n"), {.fixed_period = "2020"}).restricted());
    Table marked = read_csv("unit,x\na,1\n");
    marked.set_restricted(true);
    CHECK(panel_from_table(marked, {.fixed_period = "2020"}).restricted());
    CHECK(panel_from_table(read_csv("unit,x\na,1\n"), {.fixed_period = "2020", .unit_kind = "person"}).restricted());

    const Panel nothing = panel_from_table(plain({"a"}, {2016}, {unknown}), {.period = "year"});
    CHECK(cells(nothing, "x", "2016").status[0] == Status::absent);
    const Panel blank = panel_from_table(read_csv("unit,x\na,\nb,\n"),
                                         {.fixed_period = "2016", .indicators = {{.id = "x"}}});
    CHECK(cells(blank, "x", "2016").status[1] == Status::absent);
}

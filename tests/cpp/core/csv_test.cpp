// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/csv.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/messages/core.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Texts = std::vector<std::string>;

namespace {

/// A column as its type and its cells, missing ones as `-` (absent) or `#` (suppressed).
std::string type_and_cells(const Column& column) {
    std::string out = std::string(to_name(column.type())) + ":";
    for (std::size_t row = 0; row < column.size(); ++row) {
        const Status status = column.status(row);
        out += " " + (status == Status::observed ? column.display(row) : status == Status::absent ? "-" : "#");
    }
    return out;
}

/// The only column of a text of one column, with `rows` below the heading.
std::string column_of(const Texts& rows, const CsvOptions& options = {}) {
    std::string text = "x;y\n";
    for (const std::string& row : rows) text += row + ";0\n";
    return type_and_cells(read_csv(text, options)["x"]);
}

}  // namespace

TEST_CASE("a plain export with commas is read", "[csv]") {
    const Table table = read_csv("id,name,share\nA1,Blokker,41.5\nA2,\"Zwaag, oost\",47\n");
    CHECK(table.rows() == 2);
    CHECK(type_and_cells(table["id"]) == "string: A1 A2");
    CHECK(type_and_cells(table["name"]) == "string: Blokker Zwaag, oost");
    CHECK(type_and_cells(table["share"]) == "float64: 41.5 47");
}

TEST_CASE("a file of Statistics Netherlands is read as it is published", "[csv]") {
    const Table table = read_csv(
        "\xEF\xBB\xBFgwb_code;gwb_naam  ;recs;a_inw;p_geb;g_woz\r\n"
        "GM0405    ;Hoorn     ;Gemeente;73045;12,5;   .\r\n"
        "WK040501  ;Binnenstad;Wijk    ;4010 ;x;310,5\r\n"
        "0405      ;.         ;Buurt   ;     ;9,0;\r\n");
    CHECK(type_and_cells(table["gwb_code"]) == "string: GM0405 WK040501 0405");
    CHECK(type_and_cells(table["gwb_naam"]) == "string: Hoorn Binnenstad .");
    CHECK(type_and_cells(table["a_inw"]) == "int64: 73045 4010 -");
    CHECK(type_and_cells(table["p_geb"]) == "float64: 12.5 # 9");
    CHECK(type_and_cells(table["g_woz"]) == "float64: # 310.5 -");
}

TEST_CASE("numbers become whole or decimal, codes stay text", "[csv]") {
    CHECK(column_of({"1", "-2", "0"}) == "int64: 1 -2 0");
    CHECK(column_of({"1", "2,5", "3"}) == "float64: 1 2.5 3");
    CHECK(column_of({"2,0"}) == "float64: 2");
    CHECK(column_of({"2.5"}) == "float64: 2.5");       // no comma in any number: a point
    CHECK(column_of({"2.5", "1,5", "3.5"}) == "string: 2.5 1,5 3.5");  // more points: one comma makes it text
    CHECK(column_of({"2,5", "1.5"}) == "string: 2,5 1.5");
    CHECK(type_and_cells(read_csv("a;b\n1,5;2.5\n")["a"]) == "float64: 1.5");  // as many of each: comma
    CHECK(type_and_cells(read_csv("a;b;c\n1,5;2.5;3.5\n")["b"]) == "float64: 2.5");
    CHECK(column_of({",5", "-,5"}) == "float64: 0.5 -0.5");
    CHECK(column_of({"0363", "1680"}) == "string: 0363 1680");
    CHECK(column_of({"00", "1"}) == "string: 00 1");
    CHECK(column_of({"-01"}) == "string: -01");
    CHECK(column_of({"+31612345678"}) == "string: +31612345678");
    CHECK(column_of({"45E10", "45A48"}) == "string: 45E10 45A48");
    CHECK(column_of({"45E10"}) == "string: 45E10");
    CHECK(column_of({"1e-05", "1.5e3"}) == "float64: 0.00001 1500");
    CHECK(column_of({"3."}) == "string: 3.");
    CHECK(column_of({"1.234.567"}) == "string: 1.234.567");
    CHECK(column_of({"inf"}) == "string: inf");
    CHECK(column_of({"0x10"}) == "string: 0x10");
    CHECK(column_of({"12%"}) == "string: 12%");
    CHECK(column_of({"-"}) == "string: -");
    CHECK(column_of({"9223372036854775807", "-9223372036854775808"}) ==
          "int64: 9223372036854775807 -9223372036854775808");
    CHECK(column_of({"9223372036854775808"}) == "string: 9223372036854775808");
    CHECK(column_of({"-9223372036854775809"}) == "string: -9223372036854775809");
    CHECK(column_of({"99999999999999999999999999"}) == "string: 99999999999999999999999999");
    CHECK(column_of({"1", "a"}) == "string: 1 a");
    CHECK(column_of({"true"}) == "string: true");
}

TEST_CASE("dates are read when all are dates that exist", "[csv]") {
    CHECK(column_of({"2024-02-29", "", "."}) == "date: 2024-02-29 - #");
    CHECK(column_of({"2024-02-30"}) == "string: 2024-02-30");
    CHECK(column_of({"2024-01-01", "2024"}) == "string: 2024-01-01 2024");
    CHECK(column_of({"2016JJ00"}) == "string: 2016JJ00");
}

TEST_CASE("markers of missing figures count among numbers, those of absence everywhere", "[csv]") {
    CHECK(column_of({"1", "", "NA", "NaN", "nan", "null", ".", "x", "X"}) == "int64: 1 - - - - - # # #");
    CHECK(column_of({"a", "", "NA", "x", "."}) == "string: a - - x .");
    CHECK(column_of({"x", "x", ""}) == "float64: # # -");
    CHECK(column_of({""}) == "float64: -");
    CHECK(column_of({"1", "geheim", "?"}, {.absent = {"?"}, .suppressed = {"geheim"}}) == "int64: 1 # -");
    CHECK(column_of({"1", "x"}, {.suppressed = {}}) == "string: 1 x");
    CHECK(column_of({"", "1"}, {.absent = {"NA"}}) == "string:  1");
}

TEST_CASE("a point that may divide thousands is not taken for a decimal mark by guess", "[csv]") {
    const auto type_of = [](const char* text, const CsvOptions& options = {}) {
        return read_csv(text, options).column("b").type();
    };
    CHECK(type_of("a;b\nA;1.234\nB;500\n") == ColumnType::string);
    CHECK(type_of("a;b\nA;-12.000\nB;.\n") == ColumnType::string);
    CHECK(type_of("a;b\nA;1.234\nB;0.123\n") == ColumnType::float64);
    CHECK(type_of("a;b\nA;1.234\nB;12.5\n") == ColumnType::float64);
    CHECK(type_of("a;b\nA;1234.567\nB;1\n") == ColumnType::float64);
    CHECK(type_of("a;b\nA;1.234\nB;500\n", {.decimal_mark = "."}) == ColumnType::float64);
    CHECK(type_of("a,b\nA,1.234\nB,500\n") == ColumnType::float64);
}

TEST_CASE("a column can be asked for as text", "[csv]") {
    CHECK(column_of({"1", " 2 ", ""}, {.text = {"x"}}) == "string: 1 2 -");
    const auto error = test::caught<ArgumentError>([] { read_csv("code,b\n1,2\n", {.text = {"cde"}}); });
    CHECK(error.note().message == messages::unknown_column);
    CHECK(test::parameter(error, "nearest") == "code");
}

TEST_CASE("delimiter and mark are found, or taken as told", "[csv]") {
    CHECK(read_csv("a;b\n1;2\n").columns().size() == 2);
    CHECK(read_csv("a\tb\n1\t2\n").columns().size() == 2);
    CHECK(read_csv("a|b\n1|2\n").columns().size() == 2);
    CHECK(read_csv("a\n1\n").columns().size() == 1);
    CHECK(read_csv("id;name (one, two, three)\n1;x\n").columns().size() == 2);
    CHECK(read_csv("\"a;b\",c\n1,2\n").columns().size() == 2);
    CHECK(type_and_cells(read_csv("a,b\n\"1,5\",2\n", {.decimal_mark = ","})["a"]) == "float64: 1.5");
    CHECK(type_and_cells(read_csv("a;b\n1,5;2\n", {.decimal_mark = "."})["a"]) == "string: 1,5");
    CHECK(read_csv("a;b,c\n1;2,3\n", {.delimiter = ","}).columns()[0].name() == "a;b");
    CHECK(type_and_cells(read_csv("a\tb\n1,5\t2\n")["a"]) == "string: 1,5");
    const auto bad = test::caught<ArgumentError>([] { read_csv("a\n1\n", {.delimiter = "::"}); });
    CHECK(bad.note().message == messages::unknown_option);
    CHECK(test::parameter(bad, "argument") == "delimiter");
    CHECK(test::parameter(test::caught<ArgumentError>([] { read_csv("a\n1\n", {.decimal_mark = "'"}); }), "argument") ==
          "decimal_mark");
}

TEST_CASE("quoting follows RFC 4180", "[csv]") {
    const Table table =
        read_csv("a,b\r\n\"line 1\r\nline 2\",\"say \"\"hoi\"\"\"\r\n\"\",5\" pipe\r\n\" padded \" ,\"\"\"\"\r\n");
    CHECK(table["a"].text(0) == "line 1\r\nline 2");
    CHECK(table["b"].text(0) == "say \"hoi\"");
    CHECK(table["a"].status(1) == Status::absent);
    CHECK(table["b"].text(1) == "5\" pipe");
    CHECK(table["a"].text(2) == "padded");
    CHECK(table["b"].text(2) == "\"");
}

TEST_CASE("lines end in LF, CR LF or CR, and empty lines are no rows", "[csv]") {
    for (const char* text :
         {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r", "\n\na,b\n\n1,2\r\n\r\n3,4\n\n\n"}) {
        const Table table = read_csv(text);
        CHECK(type_and_cells(table["a"]) == "int64: 1 3");
        CHECK(type_and_cells(table["b"]) == "int64: 2 4");
    }
    CHECK(read_csv("a\n\"\"\n1\n").rows() == 2);
    CHECK(read_csv("a,b\n").rows() == 0);
    CHECK(type_and_cells(read_csv("a,b")["b"]) == "float64:");
}

TEST_CASE("reasons in a companion column are folded in", "[csv]") {
    const Table table = read_csv("x,x__reason\n1,\n,suppressed\n,not_applicable\n,\n");
    CHECK(table.columns().size() == 1);
    CHECK(table["x"].status(1) == Status::suppressed);
    CHECK(table["x"].status(2) == Status::not_applicable);
    CHECK(table["x"].status(3) == Status::absent);
}

TEST_CASE("a table is written so that it reads back", "[csv]") {
    const Table table({Column::string("name", Texts{"a,b", "say \"hoi\"", "line\nend", ""},
                                      {Status::observed, Status::observed, Status::observed, Status::absent}),
                       Column::float64("share", {0.1, 0, 100000, 2.5},
                                       {Status::observed, Status::suppressed, Status::observed, Status::observed}),
                       Column::int64("n", {1, -2, 3, 4}), Column::boolean("flag", {1, 0, 1, 0}),
                       Column::date("day", {0, 1, 2, 3}), Column::dictionary("kind", {1, 0, 1, 0}, {"x y", "z"})});
    const std::string text = write_csv(table);
    CHECK(text == "name,share,share__reason,n,flag,day,kind\n"
                  "\"a,b\",0.1,,1,true,1970-01-01,z\n"
                  "\"say \"\"hoi\"\"\",,suppressed,-2,false,1970-01-02,x y\n"
                  "\"line\nend\",100000,,3,true,1970-01-03,z\n"
                  ",2.5,,4,false,1970-01-04,x y\n");
    const Table back = read_csv(text);
    REQUIRE(back.columns().size() == table.columns().size());
    for (const Column& column : table.columns())
        for (std::size_t row = 0; row < table.rows(); ++row) {
            CHECK(back[column.name()].display(row) == column.display(row));
            CHECK(back[column.name()].status(row) == column.status(row));
        }
}

TEST_CASE("text that a spreadsheet would run is written harmless and read back whole", "[csv]") {
    const Texts texts{"=1+1", "+31", "-x", "@sum", "'plain", "2", "a=b"};
    const std::string text = write_csv(Table({Column::string("=name", texts)}));
    CHECK(text == "'=name\n'=1+1\n'+31\n'-x\n'@sum\n'plain\n2\na=b\n");
    const Table back = read_csv(text);
    for (std::size_t row = 0; row < texts.size(); ++row) CHECK(back["=name"].text(row) == texts[row]);
    CHECK(write_csv(Table({Column::int64("n", {-5})})) == "n\n-5\n");
}

TEST_CASE("a single column with an empty cell keeps its row", "[csv]") {
    const Table table({Column::float64("x", {1, std::numeric_limits<double>::quiet_NaN(), 3})});
    CHECK(write_csv(table) == "x\n1\n\"\"\n3\n");
    CHECK(read_csv(write_csv(table)).rows() == 3);
    CHECK(write_csv(Table()) == "\n");
}

TEST_CASE("doubles survive the way through text bit by bit", "[csv][property]") {
    std::vector<double> values;
    double value = 1e-300;
    while (value < 1e300) values.push_back(value *= 1.7320508);
    const Table back = read_csv(write_csv(Table({Column::float64("x", values)})));
    const auto got = back["x"].float64();
    for (std::size_t i = 0; i < values.size(); ++i) REQUIRE(got[i] == values[i]);
}

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "maatstaf/core/messages/core.hpp"
#include "support/caught.hpp"

using namespace maatstaf;

namespace {

Table example() {
    return Table({Column::string("district", std::vector<std::string>{"Blokker", "Zwaag"}),
                  Column::float64("loneliness", {41.5, 47.0}), Column::int64("inhabitants", {4000, 5000})});
}

}  // namespace

TEST_CASE("a table gives its columns by name and position", "[table]") {
    const Table table = example();
    CHECK(table.rows() == 2);
    CHECK(table.columns().size() == 3);
    CHECK(table["loneliness"].number(1) == 47.0);
    CHECK(table.columns()[0].text(0) == "Blokker");
    CHECK(table.has("inhabitants"));
    CHECK_FALSE(table.has("Inhabitants"));
}

TEST_CASE("an unknown column is answered with the nearest and all others", "[table]") {
    const auto error = test::caught<ArgumentError>([] { example().column("lonelines"); });
    CHECK(
        error.text(Language::english) ==
        "The table has no column 'lonelines'. Did you mean 'loneliness'? Columns: district, loneliness, inhabitants.");
}

TEST_CASE("columns must have one length and their own names", "[table]") {
    Table table = example();
    const auto length = test::caught<ArgumentError>([&] { table.add(Column::float64("x", {1})); });
    CHECK(length.note().message == messages::wrong_length);
    CHECK(test::parameter(length, "argument") == "x");
    CHECK(test::caught<ArgumentError>([&] { table.add(Column::float64("district", {1, 2})); }).code() == 1008);
    CHECK(test::caught<ArgumentError>([] { Table({Column::float64("a", {}), Column::int64("a", {})}); }).code() ==
          1008);
    CHECK(test::caught<ArgumentError>([] { Table({Column::float64("a", {}), Column::int64("b", {1})}); }).code() ==
          1004);
    CHECK(table.columns().size() == 3);
    table.add(Column::boolean("new", {0, 1}));
    CHECK(table["new"].number(1) == 1);
}

TEST_CASE("the first column decides the number of rows of an empty table", "[table]") {
    Table table;
    CHECK(table.rows() == 0);
    CHECK(table.columns().empty());
    table.add(Column::float64("a", {1, 2, 3}));
    CHECK(table.rows() == 3);
}

TEST_CASE("a selection keeps the asked order and the mark", "[table]") {
    Table table = example();
    table.set_restricted(true);
    const Table part = table.select(std::vector<std::string>{"inhabitants", "district"});
    CHECK(part.columns()[0].name() == "inhabitants");
    CHECK(part.columns()[1].name() == "district");
    CHECK(part.restricted());
    CHECK_FALSE(example().restricted());
    CHECK(test::caught<ArgumentError>([&] { table.select(std::vector<std::string>{"nothing"}); }).code() == 1007);
    CHECK(test::caught<ArgumentError>([&] { table.select(std::vector<std::string>{"district", "district"}); }).code() ==
          1008);
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "maatstaf/core/arrow.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Texts = std::vector<std::string>;

namespace {

const std::vector<Status> every_status{Status::observed, Status::absent, Status::suppressed, Status::not_applicable,
                                       Status::observed};

/// Each type, once with every status and once without any missing row.
Table every_type() {
    return Table({Column::float64("f", {1.5, 0, 0, 0, -0.0}, every_status), Column::float64("f_all", {1, 2, 3, 4, 5}),
                  Column::int64("l", {1, 0, 0, 0, -9'000'000'000}, every_status),
                  Column::int64("l_all", {1, 2, 3, 4, 5}), Column::int32("i", {1, 0, 0, 0, -5}, every_status),
                  Column::int32("i_all", {1, 2, 3, 4, 5}), Column::boolean("b", {1, 0, 0, 0, 0}, every_status),
                  Column::boolean("b_all", {1, 0, 1, 1, 0}),
                  Column::string("s", Texts{"a", "", "", "", "caf\xC3\xA9"}, every_status),
                  Column::string("s_all", Texts{"", "b", "", "d", "e"}),
                  Column::dictionary("c", {1, 0, 0, 0, 0}, {"no", "yes"}, every_status),
                  Column::dictionary("c_all", {1, 0, 1, 0, 2}, {"no", "yes", "unknown"}),
                  Column::date("d", {16'000, 0, 0, 0, -1}, every_status), Column::date("d_all", {1, 2, 3, 4, 5})});
}

Table round_trip(const Table& table) {
    ArrowArrayStream stream;
    export_table(table, &stream);
    return import_table(&stream);
}

void check_imported(const Table& got, const Table& expected) {
    REQUIRE(got.columns().size() == expected.columns().size());
    REQUIRE(got.restricted() == expected.restricted());
    for (std::size_t i = 0; i < got.columns().size(); ++i) {
        const Column &a = got.columns()[i], &b = expected.columns()[i];
        INFO(b.name());
        CHECK(a.name() == b.name());
        CHECK(a.type() == b.type());
        REQUIRE(a.size() == b.size());
        for (std::size_t row = 0; row < a.size(); ++row) {
            CHECK(a.status(row) == b.status(row));
            CHECK(a.display(row) == b.display(row));
        }
    }
}

}  // namespace

TEST_CASE("every type with every status comes back as it went", "[arrow]") {
    check_imported(round_trip(every_type()), every_type());
    Table restricted = every_type();
    restricted.set_restricted(true);
    check_imported(round_trip(round_trip(restricted)), restricted);
}

TEST_CASE("bitmaps of more than one byte come back bit by bit", "[arrow]") {
    std::vector<std::uint8_t> flags;
    std::vector<Status> status;
    for (int row = 0; row < 37; ++row) {
        flags.push_back(row % 3 == 0);
        status.push_back(row % 5 == 2 ? Status::absent : Status::observed);
    }
    const Table table({Column::boolean("all", flags), Column::boolean("some", flags, status)});
    check_imported(round_trip(table), table);
}

TEST_CASE("empty tables come back too", "[arrow]") {
    check_imported(round_trip(Table()), Table());
    const Table no_rows({Column::float64("f", {}), Column::string("s", Texts{}), Column::dictionary("c", {}, {}),
                         Column::boolean("b", {}), Column::date("d", {})});
    check_imported(round_trip(no_rows), no_rows);
    const Table nothing_observed({Column::dictionary("c", {0}, {}, {Status::suppressed}),
                                  Column::string("s", Texts{""}, {Status::not_applicable})});
    check_imported(round_trip(nothing_observed), nothing_observed);
}

TEST_CASE("memory is shared on the way out, and lives until the last release", "[arrow]") {
    auto owner = std::make_shared<std::vector<double>>(std::vector{1.0, 2.0});
    const std::weak_ptr<void> watch = owner;
    const double* memory = owner->data();
    ArrowArrayStream stream;
    {
        const Table table({Column::float64_view("x", *owner, owner), Column::string("t", Texts{"a", "b"}),
                           Column::date("d", {1, 2})});
        owner.reset();
        export_table(table, &stream);
    }
    ArrowSchema schema;
    ArrowArray array;
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(std::string(schema.format) == "+s");
    CHECK(schema.n_children == 3);
    CHECK(std::string(schema.children[0]->format) == "g");
    CHECK(std::string(schema.children[0]->name) == "x");
    CHECK(std::string(schema.children[1]->format) == "U");
    CHECK(std::string(schema.children[2]->format) == "tdD");
    CHECK(schema.metadata == nullptr);
    CHECK(array.length == 2);
    CHECK(array.children[0]->buffers[0] == nullptr);
    CHECK(array.children[0]->buffers[1] == memory);
    stream.release(&stream);
    CHECK(stream.release == nullptr);
    CHECK_FALSE(watch.expired());
    ArrowArray moved = *array.children[0];  // a consumer may take a child and release the rest
    array.children[0]->release = nullptr;
    array.release(&array);
    CHECK(array.release == nullptr);
    CHECK(static_cast<const double*>(moved.buffers[1])[1] == 2.0);
    moved.release(&moved);
    CHECK(watch.expired());
    schema.release(&schema);
    CHECK(schema.release == nullptr);
}

TEST_CASE("the stream gives one batch, its schema as often as asked, then its end", "[arrow]") {
    ArrowArrayStream stream;
    export_table(every_type(), &stream);
    for (int i = 0; i < 2; ++i) {
        ArrowSchema schema;
        REQUIRE(stream.get_schema(&stream, &schema) == 0);
        CHECK(schema.n_children == 14 + 7);
        schema.release(&schema);
    }
    ArrowArray array;
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(array.null_count == 0);
    CHECK(array.children[0]->null_count == 3);
    CHECK((static_cast<const std::uint8_t*>(array.children[0]->buffers[0])[0] & 31) == 0b10001);
    array.release(&array);
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(array.release == nullptr);
    CHECK(stream.get_last_error(&stream) == nullptr);
    stream.release(&stream);
}

TEST_CASE("reasons travel beside their column, and only where there is more to say than absent", "[arrow]") {
    const Table table({Column::float64("x", {1, 0, 0}, {Status::observed, Status::absent, Status::suppressed}),
                       Column::float64("y", {1, std::numeric_limits<double>::quiet_NaN(), 2})});
    ArrowArrayStream stream;
    export_table(table, &stream);
    ArrowSchema schema;
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    REQUIRE(schema.n_children == 3);
    CHECK(std::string(schema.children[1]->name) == "x__reason");
    CHECK(std::string(schema.children[1]->format) == "i");
    CHECK(std::string(schema.children[1]->dictionary->format) == "U");
    schema.release(&schema);
    stream.release(&stream);
    Table taken = table;
    taken.add(Column::float64("x__reason", {1, 2, 3}));
    CHECK(test::caught<ArgumentError>([&] { export_table(taken, &stream); }).note().message ==
          messages::duplicate_column);
}

TEST_CASE("a table that came in place goes out in place", "[arrow]") {
    const Table table({Column::float64("x", {1, 2}), Column::string("t", Texts{"a", "b"}), Column::int64("l", {3, 4}),
                       Column::int32("i", {3, 4}), Column::dictionary("c", {1, 0}, {"a", "b"})});
    const Table back = round_trip(round_trip(table));
    CHECK(back["x"].float64().data() == table["x"].float64().data());
    CHECK(back["t"].text(1).data() == table["t"].text(1).data());
    CHECK(back["l"].int64().data() == table["l"].int64().data());
    CHECK(back["i"].int32().data() == table["i"].int32().data());
    CHECK(back["c"].int32().data() == table["c"].int32().data());
}

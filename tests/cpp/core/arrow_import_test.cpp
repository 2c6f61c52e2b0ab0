// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/arrow_source.hpp"
#include "maatstaf/core/arrow.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using test::ArrowSource;
using test::batch;
using test::bits_of;
using test::buffer_of;
using test::numbers;
using test::texts;
using test::views;
using Texts = std::vector<std::string>;

namespace {

Table import(ArrowSource& source) {
    auto stream = source.stream();
    const Table table = import_table(&stream);
    CHECK(stream.release == nullptr);
    CHECK(source.streams_released() == 1);
    return table;
}

/// All rows of a column as text, a missing cell as `-`.
std::string shown(const Column& column) {
    std::string out;
    for (std::size_t row = 0; row < column.size(); ++row)
        out += (row > 0 ? " " : "") + (column.status(row) == Status::observed ? column.display(row) : std::string("-"));
    return out;
}

/// Imports one column in one batch and shows its type and values.
std::string imported(const std::string& format, test::FakeArray array) {
    const std::int64_t rows = array.length;
    ArrowSource source({{.format = format, .name = "x"}}, {batch(rows, {std::move(array)})});
    std::string out;
    {
        const Table table = import(source);
        out = std::string(to_name(table["x"].type())) + ": " + shown(table["x"]);
    }
    CHECK(source.all_released_once());
    return out;
}

std::string metadata(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string out;
    const auto append = [&](std::size_t length) {
        const auto number = static_cast<std::int32_t>(length);
        out.append(reinterpret_cast<const char*>(&number), 4);
    };
    append(pairs.size());
    for (const auto& [key, value] : pairs) {
        append(key.size());
        out += key;
        append(value.size());
        out += value;
    }
    return out;
}

}  // namespace

TEST_CASE("every number format comes in, with and without nulls", "[arrow]") {
    CHECK(imported("c", numbers<std::int8_t>({-128, 127}, bits_of({1, 1}))) == "int32: -128 127");
    CHECK(imported("C", numbers<std::uint8_t>({0, 255}, bits_of({0, 1}))) == "int32: - 255");
    CHECK(imported("s", numbers<std::int16_t>({-32768, 5})) == "int32: -32768 5");
    CHECK(imported("S", numbers<std::uint16_t>({65535, 5})) == "int32: 65535 5");
    CHECK(imported("i", numbers<std::int32_t>({-5, 7, 9}, bits_of({1, 0, 1}))) == "int32: -5 - 9");
    CHECK(imported("I", numbers<std::uint32_t>({4294967295U})) == "int64: 4294967295");
    CHECK(imported("l", numbers<std::int64_t>({std::numeric_limits<std::int64_t>::min(), 1}, bits_of({1, 0}))) ==
          "int64: -9223372036854775808 -");
    CHECK(imported("L", numbers<std::uint64_t>({9223372036854775807U})) == "int64: 9223372036854775807");
    CHECK(imported("f", numbers<float>({0.5F, 1.5F}, bits_of({1, 0}))) == "float64: 0.5 -");
    CHECK(imported("g", numbers<double>({0.1, 2, std::numeric_limits<double>::quiet_NaN()}, bits_of({1, 0, 1}))) ==
          "float64: 0.1 - -");
    CHECK(imported("b", {.length = 3, .buffers = {bits_of({1, 1, 0}), bits_of({1, 0, 1})}}) == "boolean: true false -");
    CHECK(imported("n", {.length = 2}) == "float64: - -");
}

TEST_CASE("half precision is read bit by bit", "[arrow]") {
    CHECK(imported("e", numbers<std::uint16_t>({0x3C00, 0xC000, 0x7BFF, 0x0001, 0x0400, 0x7C00, 0x7E00, 0x8000})) ==
          "float64: 1 -2 65504 5.960464477539063e-08 0.00006103515625 inf - -0");
}

TEST_CASE("dates come in as days, moments as the day that holds them", "[arrow]") {
    CHECK(imported("tdD", numbers<std::int32_t>({0, -1}, bits_of({1, 1}))) == "date: 1970-01-01 1969-12-31");
    CHECK(imported("tdD", numbers<std::int32_t>({0, 1}, bits_of({0, 1}))) == "date: - 1970-01-02");
    CHECK(imported("tdm", numbers<std::int64_t>({86'400'000, -1, 86'399'999})) ==
          "date: 1970-01-02 1969-12-31 1970-01-01");
}

TEST_CASE("text comes in from all three layouts", "[arrow]") {
    const Texts words{
        "a", "", "caf\xC3\xA9", "exactly12byt", "a text of more than twelve bytes", "and another one of them"};
    const std::string all =
        "string: a  caf\xC3\xA9 exactly12byt a text of more than twelve bytes and another one of them";
    CHECK(imported("u", texts<std::int32_t>(words)) == all);
    CHECK(imported("U", texts<std::int64_t>(words)) == all);
    CHECK(imported("vu", views(words)) == all);
    const auto holes = bits_of({0, 1, 1, 0, 0, 1});
    const std::string some = "string: -  caf\xC3\xA9 - - and another one of them";
    CHECK(imported("u", texts<std::int32_t>(words, holes)) == some);
    CHECK(imported("U", texts<std::int64_t>(words, holes)) == some);
    CHECK(imported("vu", views(words, holes)) == some);
    CHECK(imported("U", texts<std::int64_t>({"", ""})) == "string:  ");
    CHECK(imported("U", {.length = 2, .buffers = {nullptr, buffer_of<std::int64_t>({5, 5, 5}), nullptr}}) ==
          "string:  ");
}

TEMPLATE_TEST_CASE("dictionaries come in with any integer index", "[arrow]", std::int8_t, std::uint8_t, std::int16_t,
                   std::uint16_t, std::int32_t, std::uint32_t, std::int64_t, std::uint64_t) {
    const char format = std::is_signed_v<TestType> ? "csil"[sizeof(TestType) == 8 ? 3 : sizeof(TestType) / 2]
                                                   : "CSIL"[sizeof(TestType) == 8 ? 3 : sizeof(TestType) / 2];
    for (const char* text_format : {"u", "U", "vu"}) {
        auto array = numbers<TestType>({1, 0, 2, 1}, bits_of({1, 1, 1, 0}));
        const Texts words{"no", "yes", "unused until now but long"};
        array.dictionary = std::make_shared<test::FakeArray>(text_format[0] == 'u'   ? texts<std::int32_t>(words)
                                                             : text_format[0] == 'U' ? texts<std::int64_t>(words)
                                                                                     : views(words));
        ArrowSource source(
            {{.format = std::string(1, format),
              .name = "x",
              .dictionary = std::make_shared<test::FakeSchema>(test::FakeSchema{.format = text_format})}},
            {batch(4, {array})});
        const Table table = import(source);
        CHECK(table["x"].type() == ColumnType::dictionary);
        CHECK(shown(table["x"]) == "yes no unused until now but long -");
        CHECK(table["x"].categories() == words);
    }
}

TEST_CASE("a null in the dictionary is absent, and dictionaries of several batches become one", "[arrow]") {
    const auto coded = [](std::vector<std::int32_t> codes, Texts words, test::Buffer validity) {
        auto array = numbers(codes);
        array.dictionary = std::make_shared<test::FakeArray>(texts<std::int32_t>(words, std::move(validity)));
        return array;
    };
    ArrowSource source({{.format = "i", .name = "x",
                         .dictionary = std::make_shared<test::FakeSchema>(test::FakeSchema{.format = "u"})}},
                       {batch(3, {coded({0, 1, 2}, {"a", "gone", "b"}, bits_of({1, 0, 1}))}),
                        batch(2, {coded({1, 0}, {"b", "c"}, nullptr)})});
    const Table table = import(source);
    CHECK(shown(table["x"]) == "a - b c b");
    CHECK(table["x"].categories() == Texts{"a", "b", "c"});
}

TEST_CASE("a dictionary that says a word twice gives one category", "[arrow]") {
    auto codes = numbers<std::int32_t>({2, 1, 0});
    codes.dictionary = std::make_shared<test::FakeArray>(texts<std::int32_t>({"a", "a", "b"}));
    ArrowSource source({{.format = "i", .name = "x",
                         .dictionary = std::make_shared<test::FakeSchema>(test::FakeSchema{.format = "u"})}},
                       {batch(3, {codes})});
    const Table table = import(source);
    CHECK(shown(table["x"]) == "b a a");
    CHECK(table["x"].categories() == Texts{"a", "b"});
}

TEST_CASE("offsets of arrays and of the struct around them add up", "[arrow]") {
    auto number = numbers<std::int32_t>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, bits_of({1, 1, 1, 1, 0, 1, 1, 1, 1, 1}));
    number.offset = 2;
    number.length = 8;
    auto text = texts<std::int32_t>({"t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"});
    text.offset = 2;
    text.length = 8;
    auto flag =
        test::FakeArray{.length = 8, .buffers = {nullptr, bits_of({0, 0, 0, 1, 0, 1, 0, 1, 0, 1})}, .offset = 2};
    auto parent = batch(3, {number, text, flag});
    parent.offset = 1;
    parent.buffers = {bits_of({1, 1, 1, 0})};  // the struct's own row 3 is null
    ArrowSource source({{.format = "i", .name = "n"}, {.format = "u", .name = "t"}, {.format = "b", .name = "f"}},
                       {parent});
    const Table table = import(source);
    CHECK(shown(table["n"]) == "3 - -");
    CHECK(shown(table["t"]) == "t3 t4 -");
    CHECK(shown(table["f"]) == "true false -");
}

TEST_CASE("a struct without nulls keeps its numbers in place behind both offsets", "[arrow]") {
    auto number = numbers<double>({0, 1, 2, 3, 4});
    number.offset = 1;
    number.length = 4;
    const void* memory = number.buffers[1]->data();
    auto parent = batch(2, {number});
    parent.offset = 1;
    parent.null_count = 0;
    ArrowSource source({{.format = "g", .name = "x"}}, {parent});
    const Table table = import(source);
    CHECK(shown(table["x"]) == "2 3");
    CHECK(static_cast<const void*>(table["x"].float64().data()) == static_cast<const double*>(memory) + 2);
}

TEST_CASE("numbers, dates, codes and large text without nulls are read in place and kept alive", "[arrow]") {
    auto codes = numbers<std::int32_t>({1, 0});
    codes.dictionary = std::make_shared<test::FakeArray>(texts<std::int32_t>({"a", "b"}));
    std::vector<test::FakeArray> arrays{
        numbers<double>({1, 2}),       numbers<std::int64_t>({1, 2}),       numbers<std::int32_t>({1, 2}),
        numbers<std::int32_t>({1, 2}), texts<std::int64_t>({"one", "two"}), codes};
    arrays[0].buffers[0] = bits_of({1, 1});  // a bitmap without a null is no reason to copy
    ArrowSource source({{.format = "g", .name = "d"}, {.format = "l", .name = "l"}, {.format = "i", .name = "i"},
                        {.format = "tdD", .name = "date"}, {.format = "U", .name = "text"},
                        {.format = "i", .name = "code",
                         .dictionary = std::make_shared<test::FakeSchema>(test::FakeSchema{.format = "u"})}},
                       {batch(2, arrays)});
    {
        std::optional<Column> kept;
        {
            const Table table = import(source);
            const auto memory = [&](std::size_t i, std::size_t buffer) {
                return static_cast<const void*>(arrays[i].buffers[buffer]->data());
            };
            CHECK(static_cast<const void*>(table["d"].float64().data()) == memory(0, 1));
            CHECK(static_cast<const void*>(table["l"].int64().data()) == memory(1, 1));
            CHECK(static_cast<const void*>(table["i"].int32().data()) == memory(2, 1));
            CHECK(static_cast<const void*>(table["date"].int32().data()) == memory(3, 1));
            CHECK(static_cast<const void*>(table["text"].text(0).data()) == memory(4, 2));
            CHECK(static_cast<const void*>(table["code"].int32().data()) == memory(5, 1));
            kept = table["l"];
        }
        CHECK(source.alive() == 8);  // the batch with its six columns and one dictionary; the schema is gone
        CHECK(kept->int64()[1] == 2);
    }
    CHECK(source.all_released_once());
}

TEST_CASE("memory that is not aligned is copied", "[arrow]") {
    auto array = numbers<double>({1.5, 2.5});
    array.buffers[1]->insert(array.buffers[1]->begin(), 0);
    array.spoil = [](ArrowArray& out) { out.buffers[1] = static_cast<const char*>(out.buffers[1]) + 1; };
    CHECK(imported("g", array) == "float64: 1.5 2.5");
    auto text = texts<std::int64_t>({"a", "bc"});
    text.buffers[1]->insert(text.buffers[1]->begin(), 0);
    text.spoil = array.spoil;
    CHECK(imported("U", text) == "string: a bc");
}

TEST_CASE("a stream of several batches is put together, empty ones included", "[arrow]") {
    ArrowSource source({{.format = "g", .name = "x"}, {.format = "vu", .name = "t"}},
                       {batch(0, {numbers<double>({}), views({})}),
                        batch(2, {numbers<double>({1, 2}, bits_of({1, 0})), views({"a", "b"})}),
                        batch(0, {numbers<double>({}), views({})}), batch(1, {numbers<double>({3}), views({"c"})})});
    {
        const Table table = import(source);
        CHECK(table.rows() == 3);
        CHECK(shown(table["x"]) == "1 - 3");
        CHECK(shown(table["t"]) == "a b c");
    }
    CHECK(source.all_released_once());
}

TEST_CASE("one batch among empty ones is still read in place", "[arrow]") {
    const auto array = numbers<double>({1, 2});
    ArrowSource source({{.format = "g", .name = "x"}},
                       {batch(0, {numbers<double>({})}), batch(2, {array}), batch(0, {numbers<double>({})})});
    const Table table = import(source);
    CHECK(static_cast<const void*>(table["x"].float64().data()) == array.buffers[1]->data());
}

TEST_CASE("streams without batches, rows or columns give empty tables of the right types", "[arrow]") {
    const std::vector<test::FakeSchema> columns{
        {.format = "g", .name = "a"},
        {.format = "U", .name = "b"},
        {.format = "tdD", .name = "c"},
        {.format = "b", .name = "d"},
        {.format = "i",
         .name = "e",
         .dictionary = std::make_shared<test::FakeSchema>(test::FakeSchema{.format = "u"})}};
    ArrowSource none(columns, {});
    const Table table = import(none);
    CHECK(table.rows() == 0);
    CHECK(table["a"].type() == ColumnType::float64);
    CHECK(table["b"].type() == ColumnType::string);
    CHECK(table["c"].type() == ColumnType::date);
    CHECK(table["d"].type() == ColumnType::boolean);
    CHECK(table["e"].type() == ColumnType::dictionary);
    ArrowSource no_columns({}, {batch(5, {})});
    CHECK(import(no_columns).columns().empty());
    CHECK(no_columns.all_released_once());
}

TEST_CASE("reasons beside a column explain its empty cells", "[arrow]") {
    const auto reasons =
        texts<std::int32_t>({"suppressed", "not_applicable", "", "suppressed", "observed"}, bits_of({1, 1, 0, 1, 1}));
    ArrowSource source(
        {{.format = "g", .name = "x"}, {.format = "u", .name = "x__reason"}, {.format = "u", .name = "y__reason"}},
        {batch(5, {numbers<double>({0, 0, 0, 7, 0}, bits_of({0, 0, 0, 1, 0})), reasons, reasons})});
    const Table table = import(source);
    CHECK(table.columns().size() == 2);  // y__reason stands beside nothing and stays a column
    CHECK(table.has("y__reason"));
    CHECK(table["x"].status(0) == Status::suppressed);
    CHECK(table["x"].status(1) == Status::not_applicable);
    CHECK(table["x"].status(2) == Status::absent);
    CHECK(table["x"].status(3) == Status::observed);  // a value that was filled in later stays
    CHECK(table["x"].number(3) == 7);
    CHECK(table["x"].status(4) == Status::absent);
    ArrowSource misspelt({{.format = "g", .name = "x"}, {.format = "u", .name = "x__reason"}},
                         {batch(1, {numbers<double>({0}, bits_of({0})), texts<std::int32_t>({"supressed"})})});
    auto stream = misspelt.stream();
    const auto error = test::caught<ArgumentError>([&] { import_table(&stream); });
    CHECK(test::parameter(error, "nearest") == "suppressed");
    CHECK(test::parameter(error, "argument") == "x__reason");
    CHECK(misspelt.all_released_once());
}

TEST_CASE("the mark of a restricted table is read from the metadata of the schema", "[arrow]") {
    for (const auto& [value, expected] : {std::pair{"true", true}, {"false", false}}) {
        ArrowSource source({{.format = "g", .name = "x"}}, {});
        source.schema.metadata = metadata({{"pandas", "{}"}, {"maatstaf:restricted", value}, {"", ""}});
        CHECK(import(source).restricted() == expected);
    }
    ArrowSource plain({}, {});
    CHECK_FALSE(import(plain).restricted());
}

TEST_CASE("periods of pandas, numbers that would pass for years, are refused by name", "[arrow]") {
    ArrowSource source({{.format = "l", .name = "week"}}, {});
    source.schema.children[0].metadata = metadata({{"ARROW:extension:name", "pandas.period"}});
    auto stream = source.stream();
    CHECK(test::parameter(test::caught<FormatError>([&] { import_table(&stream); }), "column") == "week");
}

TEST_CASE("moments at midnight are days, in every unit", "[arrow]") {
    const std::int64_t day = 86'400;
    CHECK(imported("tss:", numbers<std::int64_t>({0, -day, 59 * day}, bits_of({1, 1, 1}))) ==
          "date: 1970-01-01 1969-12-31 1970-03-01");
    CHECK(imported("tsm:UTC", numbers<std::int64_t>({day * 1'000})) == "date: 1970-01-02");
    CHECK(imported("tsu:", numbers<std::int64_t>({day * 1'000'000})) == "date: 1970-01-02");
    CHECK(imported("tsn:Etc/UTC", numbers<std::int64_t>({day * 1'000'000'000})) == "date: 1970-01-02");
    // What is null may hold any time of day.
    CHECK(imported("tss:", numbers<std::int64_t>({1, day}, bits_of({0, 1}))) == "date: - 1970-01-02");
}

TEST_CASE("dictionaries of numbers, days and truth values are decoded", "[arrow]") {
    const auto decoded = [](const std::string& format, test::FakeArray entries) {
        auto codes = numbers<std::int8_t>({2, 0, 1, 2}, bits_of({1, 1, 0, 1}));
        codes.dictionary = std::make_shared<test::FakeArray>(std::move(entries));
        ArrowSource source({{.format = "c",
                             .name = "x",
                             .dictionary = std::make_shared<test::FakeSchema>(test::FakeSchema{.format = format})}},
                           {batch(4, {codes}), batch(4, {codes})});
        std::string out;
        {
            const Table table = import(source);
            out = std::string(to_name(table["x"].type())) + ": " + shown(table["x"]);
        }
        CHECK(source.all_released_once());
        return out;
    };
    CHECK(decoded("g", numbers<double>({1.5, 9.0, -2.5})) == "float64: -2.5 1.5 - -2.5 -2.5 1.5 - -2.5");
    CHECK(decoded("l", numbers<std::int64_t>({7, 8, 9})) == "int64: 9 7 - 9 9 7 - 9");
    CHECK(decoded("S", numbers<std::uint16_t>({7, 8, 65535})) == "int32: 65535 7 - 65535 65535 7 - 65535");
    CHECK(decoded("tdD", numbers<std::int32_t>({0, 1, 31})) ==
          "date: 1970-02-01 1970-01-01 - 1970-02-01 1970-02-01 1970-01-01 - 1970-02-01");
    CHECK(decoded("tss:", numbers<std::int64_t>({0, 1 * 86'400, 86'400})) ==
          "date: 1970-01-02 1970-01-01 - 1970-01-02 1970-01-02 1970-01-01 - 1970-01-02");
    // A null in the dictionary is absent wherever it is meant.
    CHECK(decoded("i", numbers<std::int32_t>({7, 8, 9}, bits_of({1, 1, 0}))) == "int32: - 7 - - - 7 - -");
    ArrowSource none({{.format = "i",
                       .name = "x",
                       .dictionary = std::make_shared<test::FakeSchema>(test::FakeSchema{.format = "g"})}}, {});
    CHECK(import(none)["x"].type() == ColumnType::float64);
}

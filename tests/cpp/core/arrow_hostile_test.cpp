// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/arrow.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "core/arrow_source.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using test::ArrowSource;
using test::batch;
using test::bits_of;
using test::buffer_of;
using test::FakeArray;
using test::FakeSchema;
using test::numbers;
using test::texts;
using test::views;

namespace {

/// The error of an import; checks that all that was handed out has been released exactly once, and the stream marked.
FormatError refused(ArrowSource& source) {
    auto stream = source.stream();
    const auto error = test::caught<FormatError>([&] { import_table(&stream); });
    CHECK(stream.release == nullptr);
    CHECK(source.all_released_once());
    return error;
}

/// The field that a broken column is blamed for, with what it was.
std::string blamed(const std::string& format, FakeArray array) {
    ArrowSource source({{.format = format, .name = "x"}}, {batch(array.length, {array})});
    const auto error = refused(source);
    CHECK(error.note().message == messages::broken_arrow);
    CHECK(test::parameter(error, "column") == "x");
    return test::parameter(error, "field") + " " + test::parameter(error, "got");
}

FakeArray spoiled(FakeArray array, std::function<void(ArrowArray&)> spoil) {
    array.spoil = std::move(spoil);
    return array;
}

std::shared_ptr<FakeSchema> dictionary_of(const std::string& format) {
    return std::make_shared<FakeSchema>(FakeSchema{.format = format});
}

FakeArray coded(FakeArray codes, FakeArray words) {
    codes.dictionary = std::make_shared<FakeArray>(std::move(words));
    return codes;
}

}  // namespace

TEST_CASE("formats that cannot become a column are refused by the name of the column", "[arrow][hostile]") {
    for (const char* format :
         {"d:19,10", "d:10,2,256", "+l",  "+L",  "+s", "+w:3", "+m", "+r",   "+ud:0,1", "tsx:",
          "tsn",     "tts",        "tDs", "tiM", "z",  "Z",    "vz", "w:16", "",        "?",
          "gg",      "tdX"}) {
        ArrowSource source({{.format = "g", .name = "fine"}, {.format = format, .name = "spend"}}, {});
        const auto error = refused(source);
        CHECK(error.note().message == messages::unsupported_arrow);
        CHECK(test::parameter(error, "column") == "spend");
        CHECK(test::parameter(error, "got") == format);
    }
    for (const auto& [format, words] : {std::pair{"+L", "holds lists (Arrow format '+L')"},
                                        {"d:10,2,256", "holds decimal numbers of a fixed precision ("},
                                        {"vz", "holds raw bytes ("}, {"gg", "holds values of an unknown kind ("}}) {
        ArrowSource source({{.format = format, .name = "spend"}}, {});
        CHECK(refused(source).text(Language::english).find(words) != std::string::npos);
    }
    for (const auto& [index, values] : {std::pair{"g", "n"}, {"g", "u"}, {"i", "z"}, {"b", "u"}, {"i", "tts"}}) {
        ArrowSource source({{.format = index, .name = "kind", .dictionary = dictionary_of(values)}}, {});
        CHECK(test::parameter(refused(source), "got") == std::string(index) + " -> " + values);
    }
}

TEST_CASE("a stream that was read or never was one is refused", "[arrow][hostile]") {
    CHECK(test::caught<FormatError>([] { import_table(nullptr); }).note().message == messages::arrow_released);
    ArrowSource source({{.format = "g", .name = "x"}}, {});
    auto stream = source.stream();
    import_table(&stream);
    CHECK(test::caught<FormatError>([&] { import_table(&stream); }).note().message == messages::arrow_released);
    CHECK(source.all_released_once());
}

TEST_CASE("errors of the producer are passed on with its words", "[arrow][hostile]") {
    ArrowSource schema({{.format = "g", .name = "x"}}, {});
    schema.schema_error = 5;
    schema.error = "disk on fire";
    const auto error = refused(schema);
    CHECK(error.text(Language::english) ==
          "The library that produces the Arrow stream stopped with error 5: disk on fire.");
    ArrowSource next({{.format = "g", .name = "x"}}, {batch(1, {numbers<double>({1})})});
    next.next_error = 12;
    CHECK(refused(next).text(Language::english) == "The library that produces the Arrow stream stopped with error 12.");
    ArrowSource silent({{.format = "g", .name = "x"}}, {});
    silent.next_error = 22;
    silent.spoil = [](ArrowArrayStream& stream) { stream.get_last_error = nullptr; };
    CHECK(test::parameter(refused(silent), "code") == "22");
}

TEST_CASE("a producer without callbacks is refused", "[arrow][hostile]") {
    ArrowSource first({}, {}), second({}, {});
    first.spoil = [](ArrowArrayStream& stream) { stream.get_schema = nullptr; };
    second.spoil = [](ArrowArrayStream& stream) { stream.get_next = nullptr; };
    CHECK(test::parameter(refused(first), "field") == "get_schema");
    CHECK(test::parameter(refused(second), "field") == "get_next");
}

TEST_CASE("a schema that breaks the rules is refused", "[arrow][hostile]") {
    const auto field = [](const FakeSchema& schema) {
        ArrowSource source;
        source.schema = schema;
        auto stream = source.stream();
        const auto error = test::caught<FormatError>([&] { import_table(&stream); });
        CHECK(source.streams_released() == 1);
        return test::parameter(error, "field") + " " + test::parameter(error, "got");
    };
    const FakeSchema column{.format = "g", .name = "x"};
    const auto root = [&](std::function<void(ArrowSchema&)> spoil) {
        return FakeSchema{.format = "+s", .children = {column}, .spoil = std::move(spoil)};
    };
    CHECK(field({.format = "+l", .children = {column}}) == "(none) +l");
    CHECK(field(root([](ArrowSchema& out) { out.release = nullptr; })) == "schema.release NULL");
    CHECK(field(root([](ArrowSchema& out) { out.format = nullptr; })) == "schema.format NULL");
    CHECK(field(root([](ArrowSchema& out) { out.n_children = -1; })) == "schema.n_children -1");
    CHECK(field(root([](ArrowSchema& out) { out.children = nullptr; })) == "schema.n_children 1");
    CHECK(field(root([](ArrowSchema& out) { out.children[0]->format = nullptr; })) == "schema.format NULL");
    CHECK(field(root([](ArrowSchema& out) { out.children[0]->release = nullptr; })) == "schema.release NULL");
    CHECK(field(root([](ArrowSchema& out) { out.children[0] = nullptr; })) == "schema.children[0] NULL");
    const std::int32_t bad[] = {-1, 1, -5};
    for (const auto& words : {std::string(reinterpret_cast<const char*>(&bad[0]), 4),
                              std::string(reinterpret_cast<const char*>(&bad[1]), 8)})
        CHECK(field({.format = "+s", .metadata = words}).starts_with("schema.metadata -"));
}

TEST_CASE("a single column is not a table, and the error says so", "[arrow][hostile]") {
    for (const char* format : {"g", "U", "+l", ""}) {
        ArrowSource source;
        source.schema.format = format;
        const auto error = refused(source);
        CHECK(error.note().message == messages::arrow_not_a_table);
        CHECK(test::parameter(error, "got") == format);
    }
}

TEST_CASE("names may be absent but not something else than text", "[arrow][hostile]") {
    ArrowSource nameless({{.format = "g", .spoil = [](ArrowSchema& out) { out.name = nullptr; }}}, {});
    auto stream = nameless.stream();
    CHECK(import_table(&stream).columns()[0].name().empty());
    ArrowSource latin({{.format = "g", .name = "caf\xE9"}}, {});
    CHECK(refused(latin).note().message == messages::not_utf8);
    ArrowSource twice({{.format = "g", .name = "x"}, {.format = "l", .name = "x"}}, {});
    auto second = twice.stream();
    CHECK(test::caught<ArgumentError>([&] { import_table(&second); }).note().message == messages::duplicate_column);
    CHECK(twice.all_released_once());
    const std::string id(10'000, 'k');
    ArrowSource longest({{.format = "g", .name = id}}, {});
    auto third = longest.stream();
    CHECK(import_table(&third).has(id));
}

TEST_CASE("counts and lengths that cannot be are blamed by name", "[arrow][hostile]") {
    const FakeArray good = numbers<double>({1, 2});
    const auto with = [&](std::function<void(ArrowArray&)> spoil) {
        return blamed("g", spoiled(good, std::move(spoil)));
    };
    CHECK(with([](ArrowArray& out) { out.length = -1; }) == "length -1");
    CHECK(with([](ArrowArray& out) { out.length = 1; }) == "length 1");  // the batch has 2 rows
    CHECK(with([](ArrowArray& out) { out.length = std::numeric_limits<std::int64_t>::max(); }) ==
          "length 9223372036854775807");
    CHECK(with([](ArrowArray& out) { out.offset = -1; }) == "offset -1");
    CHECK(with([](ArrowArray& out) { out.offset = std::numeric_limits<std::int64_t>::max(); }) ==
          "offset 9223372036854775807");
    CHECK(with([](ArrowArray& out) { out.null_count = -2; }) == "null_count -2");
    CHECK(with([](ArrowArray& out) { out.null_count = 3; }) == "null_count 3");
    CHECK(with([](ArrowArray& out) { out.null_count = 1; }) == "buffers[0] NULL");
    CHECK(with([](ArrowArray& out) { out.n_buffers = 1; }) == "n_buffers 1");
    CHECK(with([](ArrowArray& out) { out.n_buffers = 3; }) == "n_buffers 3");
    CHECK(with([](ArrowArray& out) { out.n_buffers = -1; }) == "n_buffers -1");
    CHECK(with([](ArrowArray& out) { out.buffers = nullptr; }) == "buffers NULL");
    CHECK(with([](ArrowArray& out) { out.buffers[1] = nullptr; }) == "buffers[1] NULL");
}

TEST_CASE("a batch that does not fit its schema is refused", "[arrow][hostile]") {
    const auto field = [](std::function<void(ArrowArray&)> spoil) {
        ArrowSource source({{.format = "g", .name = "x"}},
                           {spoiled(batch(2, {numbers<double>({1, 2})}), std::move(spoil))});
        auto stream = source.stream();
        const auto error = test::caught<FormatError>([&] { import_table(&stream); });
        CHECK(source.all_released_once());
        return test::parameter(error, "field") + " " + test::parameter(error, "got");
    };
    CHECK(field([](ArrowArray& out) { out.n_children = 0; }) == "n_children 0");
    CHECK(field([](ArrowArray& out) { out.n_children = 2; }) == "n_children 2");
    CHECK(field([](ArrowArray& out) { out.children = nullptr; }) == "children NULL");
    CHECK(field([](ArrowArray& out) { out.length = -5; }) == "length -5");
    CHECK(field([](ArrowArray& out) { out.length = 3; }) == "length 2");
    CHECK(field([](ArrowArray& out) { out.offset = 1; }) == "length 2");
    CHECK(field([](ArrowArray& out) { out.offset = -1; }) == "offset -1");
    CHECK(field([](ArrowArray& out) { out.n_buffers = 0; }) == "n_buffers 0");
    CHECK(field([](ArrowArray& out) { out.null_count = 1; }) == "buffers[0] NULL");
    ArrowSource missing({{.format = "g", .name = "x"}}, {spoiled(batch(1, {numbers<double>({1})}), [](ArrowArray& out) {
                            out.children[0]->release(out.children[0]);
                            out.children[0] = nullptr;
                        })});
    auto stream = missing.stream();
    CHECK(test::parameter(test::caught<FormatError>([&] { import_table(&stream); }), "field") == "ArrowArray");
}

TEST_CASE("a column of nulls with an impossible length asks for no memory", "[arrow][hostile]") {
    FakeArray nothing{.length = std::numeric_limits<std::int64_t>::max() / 2};
    ArrowSource source({{.format = "n", .name = "x"}}, {batch(nothing.length, {nothing})});
    CHECK(test::parameter(refused(source), "field") == "length");
}

TEST_CASE("text offsets must ascend and text must be UTF-8", "[arrow][hostile]") {
    const auto offsets = [](std::vector<std::int64_t> values) {
        return FakeArray{.length = 2, .buffers = {nullptr, buffer_of(values), buffer_of<char>({'a', 'b', 'c'})}};
    };
    CHECK(blamed("U", offsets({0, 2, 1})) == "offsets[2] 1");
    CHECK(blamed("U", offsets({-1, 1, 2})) == "offsets[1] 1");
    CHECK(blamed("U", offsets({0, std::numeric_limits<std::int64_t>::min(), 1})).starts_with("offsets[1] -"));
    CHECK(blamed("u",
                 {.length = 1, .buffers = {nullptr, buffer_of<std::int32_t>({2, 1}), buffer_of<char>({'a', 'b'})}}) ==
          "offsets[1] 1");
    CHECK(blamed("u", {.length = 1, .buffers = {nullptr, buffer_of<std::int32_t>({0, 1}), nullptr}}) ==
          "buffers[2] NULL");
    // In a row that is null the offsets of large text are kept, so they must be right there too.
    auto hidden = offsets({0, 2, 1});
    hidden.buffers[0] = bits_of({1, 0});
    CHECK(blamed("U", hidden) == "offsets[2] 1");
    for (const char* format : {"u", "U", "vu"}) {
        const std::vector<std::string> words{"fine", "caf\xE9", "\xE9 beyond twelve bytes"};
        const auto make = [&](test::Buffer validity) {
            return format[0] == 'u' ? texts<std::int32_t>(words, validity)
                   : format[0] == 'U' ? texts<std::int64_t>(words, validity) : views(words, validity);
        };
        ArrowSource source({{.format = format, .name = "name"}}, {batch(3, {make(nullptr)})});
        const auto error = refused(source);
        CHECK(error.note().message == messages::not_utf8);
        CHECK(test::parameter(error, "where") == "name[1]");
        CHECK(test::parameter(error, "position") == "3");
        ArrowSource unseen({{.format = format, .name = "name"}}, {batch(3, {make(bits_of({1, 0, 0}))})});
        auto stream = unseen.stream();
        CHECK(import_table(&stream)["name"].text(1).empty());
    }
}

TEST_CASE("text views must stay in their buffers", "[arrow][hostile]") {
    const std::string word = "a text of more than twelve bytes";
    const auto with = [&](std::size_t at, std::int32_t value) {
        auto array = views({word});
        std::memcpy(array.buffers[1]->data() + at, &value, 4);
        return blamed("vu", array);
    };
    CHECK(with(0, -1) == "view.length -1");
    CHECK(with(0, 33) == "view.offset 0");
    CHECK(with(0, std::numeric_limits<std::int32_t>::max()) == "view.offset 0");
    CHECK(with(8, -1) == "view.buffer_index -1");
    CHECK(with(8, 2) == "view.buffer_index 2");
    CHECK(with(12, 1) == "view.offset 1");
    CHECK(with(12, -1) == "view.offset -1");
    auto no_sizes = views({word});
    no_sizes.buffers.back() = nullptr;
    CHECK(blamed("vu", no_sizes).ends_with("NULL"));
    auto few = views({word});
    few.buffers.resize(2);
    CHECK(blamed("vu", few) == "n_buffers 2");
}

TEST_CASE("dictionary indices must be entries where they are valid", "[arrow][hostile]") {
    const auto index = [](const std::string& format, FakeArray codes) {
        const auto rows = codes.length;
        ArrowSource source({{.format = format, .name = "x", .dictionary = dictionary_of("u")}},
                           {batch(rows, {coded(std::move(codes), texts<std::int32_t>({"a", "b"}))})});
        const auto error = refused(source);
        return test::parameter(error, "field") + " " + test::parameter(error, "got");
    };
    CHECK(index("c", numbers<std::int8_t>({0, -1})) == "index[1] -1");
    CHECK(index("i", numbers<std::int32_t>({2, 1})) == "index[0] 2");
    CHECK(index("L", numbers<std::uint64_t>({0, 1, 0xFFFFFFFFFFFFFFFFU})) == "index[2] -1");
    ArrowSource hidden(
        {{.format = "i", .name = "x", .dictionary = dictionary_of("u")}},
        {batch(2, {coded(numbers<std::int32_t>({99, 1}, bits_of({0, 1})), texts<std::int32_t>({"a", "b"}))})});
    auto stream = hidden.stream();
    CHECK(import_table(&stream)["x"].text(1) == "b");
    ArrowSource without({{.format = "i", .name = "x", .dictionary = dictionary_of("u")}},
                        {batch(1, {numbers<std::int32_t>({0})})});
    CHECK(test::parameter(refused(without), "field") == "dictionary");
}

TEST_CASE("numbers that do not fit are refused with row and value", "[arrow][hostile]") {
    ArrowSource source({{.format = "L", .name = "big"}},
                       {batch(2, {numbers<std::uint64_t>({1, 9223372036854775808U})})});
    const auto error = refused(source);
    CHECK(error.note().message == messages::integer_too_large);
    CHECK(test::parameter(error, "got") == "9223372036854775808");
    CHECK(test::parameter(error, "row") == "2");
    ArrowSource hidden({{.format = "L", .name = "big"}},
                       {batch(1, {numbers<std::uint64_t>({9223372036854775808U}, bits_of({0}))})});
    auto stream = hidden.stream();
    CHECK(import_table(&stream)["big"].status(0) == Status::absent);
    ArrowSource moment({{.format = "tdm", .name = "day"}},
                       {batch(1, {numbers<std::int64_t>({std::numeric_limits<std::int64_t>::max()})})});
    CHECK(refused(moment).note().message == messages::integer_too_large);
}

TEST_CASE("a producer that forgets to mark what it released is released once all the same", "[arrow][hostile]") {
    ArrowSource source({{.format = "g", .name = "x"}},
                       {batch(1, {numbers<double>({1})}), batch(0, {numbers<double>({})})});
    source.forgetful = true;
    {
        auto stream = source.stream();
        const Table table = import_table(&stream);
        CHECK(stream.release == nullptr);
    }
    CHECK(source.all_released_once());
}

TEST_CASE("random damage gives a table or one clear error, and every release once", "[arrow][hostile][fuzz]") {
    std::uint64_t state = 20261122;
    const auto next = [&](std::uint64_t below) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return (state >> 33) % below;
    };
    const auto odd_number = [&]() -> std::int64_t {
        constexpr std::int64_t odd[] = {0, 1, -1, -2, 2, 3, 4, 5, std::numeric_limits<std::int64_t>::max(),
                                        std::numeric_limits<std::int64_t>::min(), std::int64_t{1} << 33};
        return odd[next(std::size(odd))];
    };
    int accepted = 0;
    for (int trial = 0; trial < 4'000; ++trial) {
        std::vector<FakeArray> arrays{numbers<double>({1, 2, 3, 4}, bits_of({1, 0, 1, 1})),
                                      numbers<std::uint64_t>({1, 2, 3, 4}),
                                      views({"a", "text of more than twelve bytes", "", "another of such texts"}),
                                      coded(numbers<std::int16_t>({0, 1, 1, 0}), texts<std::int32_t>({"no", "yes"})),
                                      {.length = 4, .buffers = {nullptr, bits_of({1, 0, 1, 0})}}};
        std::vector<FakeSchema> columns{{.format = "g", .name = "a"},
                                        {.format = "L", .name = "b"},
                                        {.format = "vu", .name = "c"},
                                        {.format = "s", .name = "d", .dictionary = dictionary_of("u")},
                                        {.format = "b", .name = "e"}};
        // Content whose bounds the interface lets us check: numbers, bitmaps, views, codes.
        for (std::uint64_t i = next(4); i > 0; --i) {
            auto& array = arrays[next(5)];
            auto& bytes = array.buffers[next(2)];
            if (bytes && !bytes->empty()) (*bytes)[next(bytes->size())] = static_cast<std::uint8_t>(next(256));
        }
        if (next(2) == 0) {
            const std::uint64_t field = next(8), which = next(5);
            const std::int64_t value = odd_number();
            arrays[which].spoil = [=](ArrowArray& out) {
                if (field == 0 && value < 4) out.length = value;  // longer than the truth cannot be known
                if (field == 1 && value < 0) out.offset = value;
                if (field == 2) out.null_count = value;
                if (field == 3 && value < out.n_buffers) out.n_buffers = value;
                if (field == 4) out.buffers[value & 1] = nullptr;
                if (field == 5) out.buffers = nullptr;
                if (field == 6) out.dictionary = nullptr;
            };
        }
        if (next(8) == 0) columns[next(5)].format = std::string(1, static_cast<char>(next(128)));
        if (next(8) == 0) columns[next(5)].name = std::string(1, static_cast<char>(next(256)));
        // A format that is changed may need wider buffers than there are: only narrower ones are tried.
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].format.size() == 1 && std::string("uU").find(columns[i].format[0]) != std::string::npos)
                columns[i].format = "z";
        if (columns[3].format == "i" || columns[3].format == "I" || columns[3].format == "l" ||
            columns[3].format == "L")
            columns[3].format = "c";
        if (columns[4].format != "b") columns[4].format = "n";
        ArrowSource source(columns, {batch(4, arrays)});
        {
            auto stream = source.stream();
            try {
                const Table table = import_table(&stream);
                ++accepted;
                for (const Column& column : table.columns())
                    for (std::size_t row = 0; row < table.rows(); ++row)
                        REQUIRE_FALSE(first_invalid_utf8(column.display(row)).has_value());
            } catch (const Error& error) {
                REQUIRE_FALSE(std::string(error.what()).empty());
            }
            REQUIRE(stream.release == nullptr);
        }
        REQUIRE(source.all_released_once());
    }
    CHECK((accepted > 500 && accepted < 3'900));
}

TEST_CASE("moments that are no days are refused by row, and zones by name", "[arrow][hostile]") {
    const auto error_of = [](const char* format, std::vector<std::int64_t> moments) {
        const auto rows = static_cast<std::int64_t>(moments.size());
        ArrowSource source({{.format = format, .name = "start"}}, {batch(rows, {numbers(moments)})});
        return refused(source);
    };
    const auto timed = error_of("tss:", {86'400, 86'400 + 3'600 * 9 + 60 * 5 + 7});
    CHECK(timed.note().message == messages::moment_with_time);
    CHECK(test::parameter(timed, "row") == "2");
    CHECK(test::parameter(timed, "got") == "1970-01-02 09:05:07");
    CHECK(test::parameter(error_of("tsm:UTC", {-1}), "got") == "1969-12-31 23:59:59.999");
    CHECK(test::parameter(error_of("tsn:", {1}), "got") == "1970-01-01 00:00:00.000000001");
    for (const char* format : {"tss:Europe/Amsterdam", "tsu:+02:00"}) {
        const auto zoned = error_of(format, {0});
        CHECK(zoned.note().message == messages::moment_with_zone);
        CHECK(test::parameter(zoned, "got") == std::string(format).substr(4));
    }
    CHECK(error_of("tss:", {std::numeric_limits<std::int64_t>::max() / 86'400 * 86'400}).note().message ==
          messages::integer_too_large);
}

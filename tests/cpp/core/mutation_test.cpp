// SPDX-License-Identifier: Apache-2.0
#include "support/mutate.hpp"

#include "maatstaf/core/arrow.hpp"
#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/core/text.hpp"
#include "core/arrow_source.hpp"

using namespace maatstaf;

namespace {

const std::string csv =
    "code;naam;jaar;aandeel;datum\n"
    "WK040510;\"Binnenstad; oud\";2016;43,6;2016-01-31\n"
    "WK040513;\"Grote \"\"Waal\"\"\";2020;;2020-02-29\n"
    "WK040536;Noord;2020;.;\n";

Table table() { return read_csv(csv, {}, "figures.csv"); }

void look_at(const Table& read) {
    for (const Column& column : read.columns())
        for (std::size_t row = 0; row < read.rows(); ++row) column.display(row);
    write_csv(read);
}

}  // namespace

TEST_CASE("mutants of a CSV text are read or refused", "[mutation][csv]") {
    const auto read = test::read_of_mutants(csv, 1, 6000, [](std::string_view text) {
        look_at(read_csv(text, {}, "figures.csv"));
    });
    CHECK(read > 100);
}

TEST_CASE("mutants of an archive of a table are read or refused", "[mutation][archive]") {
    const auto read = test::read_of_archives<Table>(to_archive(table()), 2, 6000, look_at);
    CHECK(read > 10);
}

TEST_CASE("mutants of an envelope are refused", "[mutation][archive]") {
    const Bytes good = to_archive(table());
    const std::string_view text(reinterpret_cast<const char*>(good.data()), good.size());
    const auto read = test::read_of_mutants(text, 3, 3000, [&](std::string_view mutant) {
        if (mutant == text) throw ArgumentError(messages::empty_table);   // an edit may undo another
        from_archive<Table>(std::span(reinterpret_cast<const std::byte*>(mutant.data()), mutant.size()));
    });
    CHECK(read == 0);
}

TEST_CASE("mutants of periods and numbers are read or refused", "[mutation]") {
    for (const char* good : {"2016-Q3", "2016MM07", "2016-H1"})
        CHECK(test::read_of_mutants(good, 4, 1500, [](std::string_view text) { Period::parse(text).text(); }) > 20);
}

TEST_CASE("mutants of an Arrow stream are read or refused, and released once", "[mutation][arrow]") {
    using test::FakeArray;
    using test::FakeSchema;
    test::Mutator pick(5);
    const auto one_of = [&](auto... each) {
        const std::int64_t options[] = {static_cast<std::int64_t>(each)...};
        return options[pick.pick(sizeof...(each))];
    };
    std::size_t read = 0, refused = 0;
    for (int i = 0; i < 6000; ++i) {
        // Room for the widest numbers: the interface carries no sizes, so a producer that lies about those is beyond
        // us.
        const auto numbers = [&] {
            std::vector<std::int64_t> values;
            for (int k = 0; k < 8; ++k) values.push_back(one_of(0, 1, -1, 2, 86'400, 86'400'000'000'000, INT64_MAX));
            FakeArray array =
                test::numbers(values, pick.pick(2) == 0 ? nullptr : test::bits_of({1, 0, 1, 1, 0, 1, 1, 1}));
            array.length = one_of(3, 3, 3, 0, -1, 2, 4);
            array.offset = one_of(0, 0, 0, 1, -1, 2);
            array.null_count = one_of(-1, 0, 3, -2, 9);
            const std::size_t spoiled = pick.pick(12);
            array.spoil = [spoiled](ArrowArray& out) {
                if (spoiled == 0) out.n_buffers = 1;
                if (spoiled == 1) out.buffers = nullptr;
                if (spoiled == 2) out.n_buffers = -1;
                if (spoiled == 3) out.buffers[1] = nullptr;
            };
            return array;
        };
        const char* formats[] = {"g",       "l",       "i", "c", "b",  "f", "e",  "tdD", "tdm", "tss:",
                                 "tsn:UTC", "tsu:CET", "n", "u", "+s", "",  "ts", "tsn", "L"};
        const auto format = [&] { return std::string(formats[pick.pick(std::size(formats))]); };
        FakeSchema schema{.format = format(), .name = pick.pick(20) == 0 ? "\xff" : "x"};
        FakeArray array = numbers();
        if (pick.pick(3) == 0) {
            schema.format = pick.pick(4) == 0 ? "g" : std::string(1, "cCsSiIlL"[pick.pick(8)]);
            schema.dictionary = std::make_shared<FakeSchema>(FakeSchema{.format = format()});
            if (pick.pick(10) != 0) array.dictionary = std::make_shared<FakeArray>(numbers());
        }
        if (schema.format == "u" || (schema.dictionary && schema.dictionary->format == "u")) continue;   // needs sizes
        CAPTURE(i, schema.format, schema.dictionary ? schema.dictionary->format : "none", array.length, array.offset);
        test::ArrowSource source({schema}, {test::batch(one_of(3, 3, 3, 2, 4, -1), {array})});
        {
            auto stream = source.stream();
            try {
                look_at(import_table(&stream));
                ++read;
            } catch (const FormatError& error) {
                ++refused;
                if (error.text(Language::english).empty()) FAIL("an error without words");
            }
        }
        if (!source.all_released_once()) FAIL("not released once");
    }
    CHECK(read > 100);
    CHECK(refused > 1000);
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "support/caught.hpp"

using namespace maatstaf;

namespace {

FormatError refused(const std::string& text) {
    return test::caught<FormatError>([&] { read_csv(text, {}, "figures.csv"); });
}

}  // namespace

TEST_CASE("an empty text is said to be empty", "[csv][hostile]") {
    for (const char* text : {"", "\xEF\xBB\xBF", "\n\r\n\n"}) {
        const auto error = refused(text);
        CHECK(error.note().message == messages::empty_file);
        CHECK(error.text(Language::english) == "figures.csv is empty.");
    }
}

TEST_CASE("a row of another length is named by its line", "[csv][hostile]") {
    const auto short_row = refused("a,b\n1,2\n\"x\ny\",2\n3\n");
    CHECK(short_row.text(Language::english) ==
          "figures.csv, line 5: 1 fields, where the heading has 2. Check the delimiter and the quotation marks.");
    const auto long_row = refused("a,b\r\n\r\n1,2,3\r\n");
    CHECK(test::parameter(long_row, "line") == "3");
    CHECK(test::parameter(long_row, "got") == "3");
}

TEST_CASE("quotation marks that do not match are named by their line", "[csv][hostile]") {
    const auto open = refused("a,b\n1,2\n3,\"never\nclosed\n5,6\n");
    CHECK(open.note().message == messages::csv_quote);
    CHECK(test::parameter(open, "line") == "3");
    CHECK(refused("\"").note().message == messages::csv_quote);
    const auto stray = refused("a,b\n1,\"x\" y\n");
    CHECK(stray.note().message == messages::csv_after_quote);
    CHECK(test::parameter(stray, "line") == "2");
    CHECK(refused("a,b\n1,\"x\"\"\n").note().message == messages::csv_quote);
}

TEST_CASE("what is not UTF-8 is named by its byte", "[csv][hostile]") {
    const auto latin = refused("naam\ncaf\xE9\n");
    CHECK(latin.note().message == messages::not_utf8);
    CHECK(test::parameter(latin, "position") == "8");
    CHECK(test::parameter(refused("\xFF\xFE" "a"), "position") == "0");
    const auto sixteen_bits = refused(std::string("a\0;\0b", 5));
    CHECK(sixteen_bits.note().message == messages::nul_byte);
    CHECK(test::parameter(sixteen_bits, "position") == "1");
}

TEST_CASE("two headings of one name are refused", "[csv][hostile]") {
    for (const char* text : {"a,b,a\n1,2,3\n", "a, a\n1,2\n", "a,,\n1,2,3\n"})
        CHECK(test::caught<ArgumentError>([&] { read_csv(text); }).note().message == messages::duplicate_column);
}

TEST_CASE("very long ids and thousands of columns are read", "[csv][hostile]") {
    const std::string id(10'000, 'i');
    const Table longest = read_csv(id + ",b\n" + id + ",\"" + id + "\"\n");
    CHECK(longest[id].text(0) == id);
    CHECK(longest["b"].text(0) == id);
    std::string heading, row;
    for (int i = 0; i < 5'000; ++i) {
        heading += (i > 0 ? ";c" : "c") + std::to_string(i);
        row += (i > 0 ? ";" : "") + std::to_string(i);
    }
    const Table wide = read_csv(heading + "\n" + row + "\n" + row + "\n");
    CHECK(wide.columns().size() == 5'000);
    CHECK(wide["c4999"].int64()[1] == 4999);
}

TEST_CASE("random damage gives a table or one clear error", "[csv][hostile][fuzz]") {
    const std::string seeds[] = {
        "id;name;share;day\n0363;\"Hoorn; west\";12,5;2024-02-29\nGM1;\"a \"\"b\"\"\";.;2023-01-01\n;x;-3,25;\n",
        "a,b,b__reason\r\n1,2.5,\r\n-7,,suppressed\r\n\"multi\nline\",1e-05,not_applicable\r\n",
        "\xEF\xBB\xBFk\tv\n'=1\t9223372036854775807\ncaf\xC3\xA9\t-9223372036854775808\n"};
    const std::string alphabet = "\",;\t|\r\n\n.xX0159-+eE'= \xC3\xA9\xEF\xBB\xBF_a";
    std::uint64_t state = 7;
    const auto next = [&](std::uint64_t below) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return (state >> 33) % below;
    };
    int accepted = 0, refusals = 0;
    for (int trial = 0; trial < 6'000; ++trial) {
        std::string text = seeds[next(3)];
        for (std::uint64_t i = 1 + next(4); i > 0 && !text.empty(); --i) {
            const std::size_t at = next(text.size());
            switch (next(5)) {
                case 0: text[at] = alphabet[next(alphabet.size())]; break;
                case 1: text.insert(at, 1, alphabet[next(alphabet.size())]); break;
                case 2: text.erase(at, 1 + next(6)); break;
                case 3: text.resize(at); break;
                default: text.insert(at, text.substr(next(text.size()), next(12)));
            }
        }
        text.shrink_to_fit();  // so that a sanitizer sees a read beyond the end
        try {
            const Table table = read_csv(text);
            for (const Column& column : table.columns())
                for (std::size_t row = 0; row < table.rows(); ++row)
                    REQUIRE_FALSE(first_invalid_utf8(column.display(row)).has_value());
            // What was written reads back with the same shape, whatever it was made of.
            const Table back = read_csv(write_csv(table), {.delimiter = ","});
            REQUIRE(back.rows() == table.rows());
            REQUIRE(back.columns().size() == table.columns().size());
            ++accepted;
        } catch (const Error& error) {
            REQUIRE_FALSE(std::string(error.what()).empty());
            ++refusals;
        }
    }
    CHECK(accepted > 500);
    CHECK(refusals > 500);
}

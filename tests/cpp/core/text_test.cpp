// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "support/numbers.hpp"

using namespace maatstaf;

namespace {

using test::infinity;
using test::unknown;

/// Doubles with every exponent and odd mantissas, from a small fixed generator.
std::vector<double> many_doubles(int count) {
    std::vector<double> out;
    std::uint64_t state = 42;
    for (int i = 0; i < count; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const auto exponent = static_cast<int>((state >> 33) % 2090) - 1070;
        out.push_back(std::ldexp(static_cast<double>((state >> 11) | 1), exponent - 53));
    }
    return out;
}

std::string nearest_to(std::string_view name, std::vector<std::string> candidates) { return nearest(name, candidates); }

}  // namespace

TEST_CASE("the nearest name is found across the usual typing errors", "[text]") {
    const std::vector<std::string> names{"minmax", "zscore", "goalposts", "identity"};
    CHECK(nearest_to("minmx", names) == "minmax");       // left out
    CHECK(nearest_to("minnmax", names) == "minmax");     // doubled
    CHECK(nearest_to("mimnax", names) == "minmax");      // swapped
    CHECK(nearest_to("MinMax", names) == "minmax");      // case
    CHECK(nearest_to("goalpoasts", names) == "goalposts");
    CHECK(nearest_to("rank", names).empty());
    CHECK(nearest_to("", names).empty());
    CHECK(nearest_to("abc", {}).empty());
}

TEST_CASE("a swap counts as one error and the limit is a third of the longer name", "[text]") {
    CHECK(nearest_to("ba", {"ab"}) == "ab");          // distance 1 of 2
    CHECK(nearest_to("abcdef", {"abcdxy"}) == "abcdxy");  // distance 2 of 6
    CHECK(nearest_to("abcdef", {"abcxyz"}).empty());  // distance 3 of 6
    CHECK(nearest_to("a", {"b"}).empty());            // nothing in common
    CHECK(nearest_to("ab", {"abc", "abd"}) == "abc");  // the first of equals
    CHECK(nearest_to("abcd", {"abc", "abcde", "abcd"}) == "abcd");
}

TEST_CASE("hostile names are not matched", "[text]") {
    CHECK(nearest_to(std::string(10'000, 'a'), {"a"}).empty());
    CHECK(nearest_to("a", {std::string(10'000, 'a')}).empty());
    CHECK(nearest_to(std::string(100, 'a'), {std::string(99, 'a') + "b"}) == std::string(99, 'a') + "b");
    CHECK(nearest_to(std::string(101, 'a'), {std::string(101, 'a')}).empty());
}

TEST_CASE("joined parts end with the count of the rest", "[text]") {
    const std::vector<std::string> parts{"a", "b", "c"};
    CHECK(join(parts, ", ") == "a, b, c");
    CHECK(join(parts, ", ", 2) == "a, b, ... (+1)");
    CHECK(join(parts, ", ", 0) == "... (+3)");
    CHECK(join(std::span<const std::string>(), ", ").empty());
}

TEST_CASE("numbers are written short and readable", "[text]") {
    CHECK(to_text(0.1) == "0.1");
    CHECK(to_text(100000) == "100000");
    CHECK(to_text(-12.5) == "-12.5");
    CHECK(to_text(0.0) == "0");
    CHECK(to_text(-0.0) == "-0");
    CHECK(to_text(1e15) == "1000000000000000");
    CHECK(to_text(1e16) == "1e+16");
    CHECK(to_text(0.00001) == "0.00001");
    CHECK(to_text(0.000001) == "1e-06");
    CHECK(to_text(1.0 / 3) == "0.3333333333333333");
    CHECK(to_text(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
    CHECK(to_text(std::numeric_limits<double>::denorm_min()) == "5e-324");
    CHECK(to_text(unknown) == "nan");
    CHECK(to_text(infinity) == "inf");
    CHECK(to_text(-infinity) == "-inf");
}

TEST_CASE("every written number reads back as the same double", "[text][property]") {
    for (const double value : many_doubles(20'000)) {
        if (!std::isfinite(value)) continue;
        const auto back = parse_number(to_text(value));
        REQUIRE(back.has_value());
        REQUIRE(*back == value);
        REQUIRE(parse_number(to_text(-value)).value() == -value);
    }
}

TEST_CASE("fixed decimals round half away from zero on the exact binary value", "[text]") {
    CHECK(to_fixed(0.5, 0) == "1");
    CHECK(to_fixed(2.5, 0) == "3");
    CHECK(to_fixed(-2.5, 0) == "-3");
    CHECK(to_fixed(0.125, 2) == "0.13");
    CHECK(to_fixed(0.375, 2) == "0.38");
    CHECK(to_fixed(99.5, 0) == "100");
    CHECK(to_fixed(9.995, 2) == "9.99");  // the double is just below
    CHECK(to_fixed(1.005, 2) == "1.00");  // just below too
    CHECK(to_fixed(2.675, 2) == "2.67");
    CHECK(to_fixed(999.9375, 3) == "999.938");
    CHECK(to_fixed(999.96875, 4) == "999.9688");
    CHECK(to_fixed(9.5, 0) == "10");
    CHECK(to_fixed(9.75, 1) == "9.8");
    CHECK(to_fixed(10.6, 1, ',') == "10,6");
    CHECK(to_fixed(-0.04, 1) == "0.0");
    CHECK(to_fixed(-0.0, 1) == "0.0");
    CHECK(to_fixed(-0.05, 1) == "-0.1");  // the double is just above a twentieth
    CHECK(to_fixed(1e22, 1) == "10000000000000000000000.0");
    CHECK(to_fixed(0.1, 25) == "0.1000000000000000055511151");
    CHECK(to_fixed(unknown, 2).empty());
    CHECK(to_fixed(infinity, 2) == "inf");
    CHECK(to_fixed(1e308, 2).size() == 312);
    CHECK(to_fixed(3.7, -5) == "4");
}

TEST_CASE("all ties of a grid round away from zero", "[text][property]") {
    // (2k + 1) / 2^(d + 1) is halfway at d decimals only when it is a multiple of 5^d: take k / 8 at two decimals.
    for (int eighths = -4001; eighths <= 4001; ++eighths) {
        const long long thousandths = 125LL * eighths;
        const long long size = std::llabs(thousandths);
        const long long hundredths = (size + 5) / 10;
        std::string expected = std::to_string(hundredths / 100) + "." + (hundredths % 100 < 10 ? "0" : "") +
                               std::to_string(hundredths % 100);
        if (thousandths < 0 && hundredths > 0) expected.insert(0, "-");
        REQUIRE(to_fixed(eighths / 8.0, 2) == expected);
    }
}

TEST_CASE("numbers are read with either mark and nothing else", "[text]") {
    CHECK(parse_number("12.5") == 12.5);
    CHECK(parse_number(" \t-12,5\r\n", ',') == -12.5);
    CHECK(parse_number("+7") == 7.0);
    CHECK(parse_number(",5", ',') == 0.5);
    CHECK(parse_number("5.") == 5.0);
    CHECK(parse_number("1,5e-3", ',') == 0.0015);
    CHECK(parse_number("1E+2") == 100.0);
    CHECK(parse_number("0.1000000000000000055511151231257827") == 0.1);
    CHECK(parse_number("123456789012345678901234567890") == 123456789012345678901234567890.0);
    CHECK(parse_number("9007199254740993") == 9007199254740992.0);  // halfway: to even
    CHECK(parse_number("1e-400") == 0.0);
    CHECK(parse_number("0,0000000000000000000000000000001e-300", ',') == 0.0);
    CHECK(parse_number("4.9e-324") == std::numeric_limits<double>::denorm_min());
    for (const char* bad : {"", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "1 000", "nan", "inf", "0x10",
                            "1e400", "--1", "+-1", "1f", "1e5.0", "1_000", "\xC2\xA0" "1", "-1e999"}) {
        INFO(bad);
        CHECK_FALSE(parse_number(bad).has_value());
    }
    CHECK_FALSE(parse_number("1.5", ',').has_value());
    CHECK_FALSE(parse_number(std::string(100'000, '9')).has_value());
    CHECK(parse_number("0." + std::string(100'000, '0') + "1") == 0.0);
}

TEST_CASE("reading agrees with the C library in the last bit", "[text][reference]") {
    for (const double value : many_doubles(5'000)) {
        for (const int digits : {3, 9, 16, 17, 25}) {
            char text[64];
            std::snprintf(text, sizeof text, "%.*e", digits, value);
            const double reference = std::strtod(text, nullptr);
            const auto got = parse_number(text);
            REQUIRE(got.has_value() == std::isfinite(reference));
            if (got) REQUIRE(*got == reference);
        }
    }
    for (int whole = -300; whole <= 300; ++whole)
        for (int cents = 0; cents < 100; ++cents) {
            const std::string text = std::to_string(whole) + (cents < 10 ? ".0" : ".") + std::to_string(cents);
            REQUIRE(*parse_number(text) == std::strtod(text.c_str(), nullptr));
        }
}

TEST_CASE("the locale of the program changes nothing", "[text]") {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* name : {"nl_NL.UTF-8", "de_DE.UTF-8", "C.UTF-8"}) {
        std::setlocale(LC_ALL, name);
        CHECK(to_text(0.5) == "0.5");
        CHECK(to_fixed(0.25, 1) == "0.3");
        CHECK(parse_number("0.5") == 0.5);
    }
    std::setlocale(LC_ALL, before.c_str());
}

TEST_CASE("the first byte that is not UTF-8 is found", "[text]") {
    CHECK_FALSE(first_invalid_utf8("").has_value());
    CHECK_FALSE(first_invalid_utf8("gemeente caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 end of it").has_value());
    CHECK(first_invalid_utf8("a\xFF") == 1);
    CHECK(first_invalid_utf8("12345678\xC3") == 8);
    CHECK(first_invalid_utf8("123456789012\xC3") == 12);
    CHECK(first_invalid_utf8("\xC0\x80") == 0);              // overlong
    CHECK(first_invalid_utf8("\xE0\x9F\xBF") == 0);          // overlong
    CHECK(first_invalid_utf8("\xED\xA0\x80") == 0);          // surrogate
    CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == 0);      // above U+10FFFF
    CHECK(first_invalid_utf8("\xF0\x8F\xBF\xBF") == 0);      // overlong
    CHECK(first_invalid_utf8("a\x80") == 1);                 // continuation alone
    CHECK(first_invalid_utf8("\xE2\x82") == 0);              // cut
    CHECK(first_invalid_utf8("\xE2\x82\x41") == 0);
    CHECK(first_invalid_utf8("\xF5\x80\x80\x80") == 0);
    CHECK_FALSE(first_invalid_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF").has_value());
}

TEST_CASE("UTF-8 is judged as Unicode defines it, over all pairs and triples of bytes", "[text][property]") {
    // Decode by the definition: shortest form, no surrogates.
    const auto valid_two = [](int a, int b) {
        if (a < 0x80 && b < 0x80) return true;
        return a >= 0xC2 && a <= 0xDF && (b & 0xC0) == 0x80;
    };
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            const std::string text{static_cast<char>(a), static_cast<char>(b)};
            REQUIRE(!first_invalid_utf8(text).has_value() == valid_two(a, b));
            if (a < 0xE0) continue;
            for (const int c : {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF}) {
                const int point = ((a & 15) << 12) | ((b & 63) << 6) | (c & 63);
                const bool shape = a <= 0xEF && (b & 0xC0) == 0x80 && (c & 0xC0) == 0x80;
                const bool valid = shape && point >= 0x800 && !(point >= 0xD800 && point <= 0xDFFF);
                REQUIRE(!first_invalid_utf8(text + static_cast<char>(c)).has_value() == valid);
            }
        }
}

TEST_CASE("the stable hash never changes", "[text][golden]") {
    CHECK(stable_hash("") == 0xEFD01F60BA992926U);
    CHECK(stable_hash("WK040501") == 0x712CA4BF3846ABDBU);
    CHECK(stable_hash("WK040501") != stable_hash("WK040502"));
    CHECK(stable_hash("a", 1) != stable_hash("a", 2));
    std::set<std::uint64_t> seen, low_bits;
    for (int i = 0; i < 20'000; ++i) seen.insert(stable_hash("BU" + std::to_string(i)));
    CHECK(seen.size() == 20'000);
    for (const auto hash : seen) low_bits.insert(hash & 0xFFFF);
    CHECK(low_bits.size() > 16'000);  // of 65,536 boxes 20,000 random hashes fill about 17,200
}

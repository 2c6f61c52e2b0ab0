// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <locale>
#include <sstream>
#include <string>
#include <system_error>

#include "core/decimal.hpp"

// The means for standard libraries without <charconv> for doubles are compiled here beside the usual ones, under
// another name, so that every machine tests them.
namespace maatstaf::without_charconv {
double parse_decimal(std::string_view text);
std::string shortest_scientific(double value);
std::string fixed_text(double value, int decimals);
}  // namespace maatstaf::without_charconv
#define MAATSTAF_WITHOUT_CHARCONV
#define detail without_charconv
#include "core/decimal.cpp"
#undef detail

namespace usual = maatstaf::detail;
namespace other = maatstaf::without_charconv;

TEST_CASE("both ways of converting doubles agree to the last bit", "[text][property]") {
    std::uint64_t state = 7;
    for (int i = 0; i < 5'000; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        double value = 0;
        const std::uint64_t bits = state & 0x7FFFFFFFFFFFFFFFU;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        const std::string text = usual::shortest_scientific(value);
        REQUIRE(other::shortest_scientific(value) == text);
        REQUIRE(other::parse_decimal(text) == value);
        REQUIRE(usual::parse_decimal(text) == value);
        REQUIRE(other::fixed_text(value, 3) == usual::fixed_text(value, 3));
    }
}

TEST_CASE("both ways agree beyond the range of doubles", "[text]") {
    for (const char* text :
         {"1e400", "1e309", "1e-400", "1e-324", "4e-324", "2.2250738585072011e-308", "0e5", "0.0",
          "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587"
          "2070963302864166928879109465555478519404026306574886715058206819089020007083836762738548458177115"
          "31764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093"
          "042880177904174497791.9",
          "123456789123456789e-5", "1e99999999999999999999", "1e-99999999999999999999", "5.", ".5"}) {
        INFO(text);
        CHECK(other::parse_decimal(text) == usual::parse_decimal(text));
    }
    CHECK(usual::parse_decimal("1e400") == std::numeric_limits<double>::infinity());
    CHECK(usual::parse_decimal("1e-400") == 0.0);
}

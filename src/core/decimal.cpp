// SPDX-License-Identifier: Apache-2.0
#include "core/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <locale>
#include <sstream>
#include <system_error>

// libc++ defines this macro only when doubles convert in both directions (LLVM 20); libstdc++ 11 and MSVC always do.
#if defined(__cpp_lib_to_chars) && !defined(MAATSTAF_WITHOUT_CHARCONV)
#define MAATSTAF_HAS_CHARCONV 1
#else
#define MAATSTAF_HAS_CHARCONV 0
#endif

namespace maatstaf::detail {

#if MAATSTAF_HAS_CHARCONV

namespace {

/// Whether a decimal number whose magnitude a double cannot hold is too small rather than too large: the power of ten
/// of its first significant digit is negative.
bool is_tiny(std::string_view text) {
    const auto exponent_mark = text.find_first_of("eE");
    const std::string_view mantissa = text.substr(0, exponent_mark);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    const auto first = mantissa.find_first_of("123456789");
    if (first == mantissa.npos) return true;
    double power = static_cast<double>(point) - static_cast<double>(first);
    if (exponent_mark != text.npos) {
        const std::string_view exponent = text.substr(exponent_mark + 1);
        const bool negative = exponent.front() == '-';
        double steps = 0;
        for (const char each : exponent)
            if (each >= '0' && each <= '9') steps = 10 * steps + (each - '0');
        power += negative ? -steps : steps;
    }
    return power < 0;
}

}  // namespace

double parse_decimal(std::string_view text) {
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    static_cast<void>(end);
    if (problem == std::errc::result_out_of_range) return is_tiny(text) ? 0.0 : std::numeric_limits<double>::infinity();
    return value;
}

std::string shortest_scientific(double value) {
    char buffer[40];
    const auto [end, problem] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
    static_cast<void>(problem);
    return {buffer, end};
}

std::string fixed_text(double value, int decimals) {
    std::string out(330 + static_cast<std::size_t>(decimals), '\0');
    const auto [end, problem] =
        std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed, decimals);
    static_cast<void>(problem);
    out.resize(static_cast<std::size_t>(end - out.data()));
    return out;
}

#else

namespace {

/// printf writes the decimal mark of the program's locale, which may take several bytes: put a point in its place.
std::string with_point(std::string_view printed) {
    std::string out;
    for (const char each : printed) {
        if ((each >= '0' && each <= '9') || each == '-' || each == '+' || each == 'e')
            out += each;
        else if (out.empty() || out.back() != '.')
            out += '.';
    }
    return out;
}

}  // namespace

double parse_decimal(std::string_view text) {
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    double value = 0;
    stream >> value;  // sets the fail bit on overflow, and on some systems for subnormals, but stores the value
    if (std::abs(value) == std::numeric_limits<double>::max() && stream.fail())
        return std::numeric_limits<double>::infinity();
    return value;
}

std::string shortest_scientific(double value) {
    char buffer[64];
    for (int decimals = 0;; ++decimals) {
        const int length = std::snprintf(buffer, sizeof buffer, "%.*e", decimals, value);
        const std::string text = with_point({buffer, static_cast<std::size_t>(length)});
        const double back =
            text.front() == '-' ? -parse_decimal(std::string_view(text).substr(1)) : parse_decimal(text);
        if (back == value || decimals == 17) return text;
    }
}

std::string fixed_text(double value, int decimals) {
    std::string out(330 + static_cast<std::size_t>(decimals), '\0');
    const int length = std::snprintf(out.data(), out.size(), "%.*f", decimals, value);
    return with_point(std::string_view(out).substr(0, static_cast<std::size_t>(length)));
}

#endif

}  // namespace maatstaf::detail

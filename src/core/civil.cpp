// SPDX-License-Identifier: Apache-2.0
#include "core/civil.hpp"

#include <cstdlib>

namespace maatstaf::detail {
namespace {

std::string padded(std::int64_t number, std::size_t width) {
    std::string digits = std::to_string(std::abs(number));
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return number < 0 ? "-" + digits : digits;
}

/// The number written by the digits at `first` .. `first + count - 1`, or -1.
int digits_at(std::string_view text, std::size_t first, std::size_t count) noexcept {
    int number = 0;
    for (const char each : text.substr(first, count)) {
        if (each < '0' || each > '9') return -1;
        number = number * 10 + (each - '0');
    }
    return number;
}

}  // namespace

std::string iso_date(std::int64_t days) {
    const CivilDate date = civil_from_days(days);
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::optional<std::int32_t> parse_iso_date(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const CivilDate date{digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2)};
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return std::nullopt;
    const std::int64_t days = days_from_civil(date);
    if (civil_from_days(days).day != date.day) return std::nullopt;  // 31 April, 29 February 2015
    return static_cast<std::int32_t>(days);
}

}  // namespace maatstaf::detail

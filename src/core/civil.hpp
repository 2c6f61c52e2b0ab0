// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maatstaf::detail {

/// A day in the Gregorian calendar, extended backwards.
struct CivilDate {
    std::int64_t year = 1970;
    int month = 1;  ///< 1 to 12
    int day = 1;    ///< 1 to 31
};

/// Days since 1970-01-01 (Hinnant 2013, "chrono-compatible low-level date algorithms", days_from_civil).
constexpr std::int64_t days_from_civil(CivilDate date) noexcept {
    const std::int64_t year = date.year - (date.month <= 2);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/// The day that lies `days` after 1970-01-01 (Hinnant 2013, civil_from_days).
constexpr CivilDate civil_from_days(std::int64_t days) noexcept {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    const auto month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    return {year_of_era + era * 400 + (month <= 2), month, day};
}

/// Whether a day lies in the years 1 to 9999, for which there are periods and texts.
constexpr bool is_dated(std::int64_t days) noexcept {
    return days >= days_from_civil({1, 1, 1}) && days <= days_from_civil({9999, 12, 31});
}

/// `2016-07-05`; years outside 0 .. 9999 keep their sign and all their digits.
std::string iso_date(std::int64_t days);

/// Days since 1970-01-01 of exactly `YYYY-MM-DD`, year 0001 to 9999; nothing when the text or the day does not exist.
std::optional<std::int32_t> parse_iso_date(std::string_view text) noexcept;

}  // namespace maatstaf::detail

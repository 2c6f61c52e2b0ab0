// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

enum class Frequency : std::uint8_t { year, half_year, quarter, month };

constexpr auto enum_names(Frequency) {
    using enum Frequency;
    return std::array{EnumName<Frequency>{year, "year"}, EnumName<Frequency>{half_year, "half_year"},
                      EnumName<Frequency>{quarter, "quarter"}, EnumName<Frequency>{month, "month"}};
}

/// A calendar period: a year, half-year, quarter or month. Written `2016`, `2016-H1`, `2016-Q3`, `2016-07` (also read:
/// `2016H1`, `2016Q3`, `2016-7`, and the Statistics Netherlands forms `2016JJ00`, `2016HJ01`, `2016KW03`, `2016MM07`).
/// Years run from 1 to 9999.
class Period {
public:
    Period() = default;
    /// `part` counts from 1 within the year (1 for a year). Throws ArgumentError outside the range.
    explicit Period(int year, Frequency frequency = Frequency::year, int part = 1);
    /// Throws ArgumentError (bad_period) when the text is not a period.
    static Period parse(std::string_view text);

    Frequency frequency() const noexcept { return frequency_; }
    int year() const noexcept;
    int part() const noexcept;  ///< 1-based within the year
    std::string text() const;

    /// The period `steps` later (earlier when negative) of the same frequency.
    Period plus(int steps) const;
    Period next() const { return plus(1); }
    Period previous() const { return plus(-1); }
    /// Steps from `earlier` to `*this`; throws ArgumentError when the frequencies differ.
    int since(const Period& earlier) const;
    /// The period of a coarser frequency that holds this one; throws ArgumentError when `frequency` is finer.
    Period within(Frequency frequency) const;
    /// The periods of a finer frequency that make up this one, in order.
    std::vector<Period> split(Frequency frequency) const;
    bool contains(const Period& other) const noexcept;
    std::int32_t first_day() const;  ///< days since 1970-01-01
    std::int32_t last_day() const;   ///< days since 1970-01-01, inclusive

    /// By first day, then the longer period first.
    friend std::strong_ordering operator<=>(const Period& a, const Period& b);
    friend bool operator==(const Period& a, const Period& b) = default;

private:
    Frequency frequency_ = Frequency::year;
    std::int32_t index_ = 1970;  ///< count of periods of this frequency since year 0
};

}  // namespace maatstaf

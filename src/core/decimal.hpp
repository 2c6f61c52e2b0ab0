// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace maatstaf::detail {

constexpr bool is_digit(char each) noexcept { return each >= '0' && each <= '9'; }

/// The one place that knows which standard libraries convert doubles with <charconv>. Elsewhere slower means give the
/// same answers, whatever the locale of the program.

/// The value of `digits[.digits][e[+-]digits]`, correctly rounded: infinity on overflow and zero on underflow.
double parse_decimal(std::string_view text);

/// The shortest `d[.ddd]e[+-]dd` that reads back as the finite `value`.
std::string shortest_scientific(double value);

/// `value` (finite) with `decimals` decimals, `.` as mark and ties to even on the exact binary value.
std::string fixed_text(double value, int decimals);

}  // namespace maatstaf::detail

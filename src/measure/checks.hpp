// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/measure/result.hpp"

namespace maatstaf::detail {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
/// A standard error of a share up to this is rounding: nothing was seen to differ.
constexpr double least_spread = 1e-12;

/// Throws ArgumentError unless there is at least one level and all are strictly between 0 and 1.
void need_levels(std::span<const double> level);
/// Throws ArgumentError (measure_length) unless `got` is `expected`.
void need_length(std::string_view argument, std::size_t got, std::size_t expected);
/// Throws ArgumentError unless every row has a group from 0 below the count.
void need_groups(const RowGroups& groups, std::size_t rows);
/// Throws DataError unless each is at least 0, finite and, where asked, whole. NaN passes.
void need_amounts(std::string_view argument, std::span<const double> values, bool whole);
/// Throws ArgumentError unless `per` is a finite number above 0.
void need_per(double per);

/// The sums of two columns over groups. A row takes part, is left out and counted, or empties its group.
struct GroupedSums {
    std::vector<double> first{}, second{}, left_out{};
    std::vector<EmptyReason> reason{};
};
/// `second` may be empty. Every row is its own group where `groups` is empty.
GroupedSums add_up(std::span<const double> first, std::span<const double> second, const RowGroups& groups,
                   MissingCounts missing);

/// A result of `rows` empty rows at these levels, with one method name.
MeasureResult empty_result(std::size_t rows, std::span<const double> level, const RowGroups& groups,
                           std::string_view method);
/// All rows of a result are of one kind.
void set_kind(MeasureResult& result, MeasureKind kind, double per);
/// And the counts behind each value, where it has one.
void set_counts(MeasureResult& result, MeasureKind kind, double per, std::span<const double> numerator,
                std::span<const double> denominator);
/// The number of the method called `name` in the result, which learns it when new.
std::int32_t method_number(MeasureResult& result, std::string_view name);
/// Limits of one row at one level.
inline void set_limits(MeasureResult& result, std::size_t row, std::size_t at_level, const Limits& limits) {
    result.low[row * result.level.size() + at_level] = limits.low;
    result.high[row * result.level.size() + at_level] = limits.high;
}
/// Calls `work` for each row, on several threads where there are many.
void for_rows(std::size_t rows, const std::function<void(std::size_t)>& work);
/// These rows of a table, in that order.
Table take_rows(const Table& table, const std::vector<std::size_t>& rows);
/// Each row of a table `times` times.
Table repeat_rows(const Table& table, std::size_t times);
/// The quantile of the standard normal for a two-sided level.
double two_sided(double level);

/// Degrees of freedom of a variance that is a sum of squares, each of one degree (Satterthwaite 1946), less one for the
/// mean: few where a few rows weigh most.
inline double freedom_of(double squares, double fourths) {
    return fourths > 0.0 ? std::fmax(1.0, squares * squares / fourths - 1.0) : 1.0;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "measure/checks.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {

void need_levels(std::span<const double> level) {
    if (level.empty()) throw ArgumentError(messages::measure_no_level);
    for (const double each : level)
        if (!(each > 0.0 && each < 1.0)) throw out_of_range("level", "> 0, < 1", each);
}

void need_length(std::string_view argument, std::size_t got, std::size_t expected) {
    if (got != expected)
        throw ArgumentError(messages::measure_length, {{"argument", std::string(argument)},
                                                       {"got", std::to_string(got)},
                                                       {"expected", std::to_string(expected)}});
}

void need_groups(const RowGroups& groups, std::size_t rows) {
    if (groups.of_row.empty() && groups.count == 0) return;
    need_length("group_by", groups.of_row.size(), rows);
    for (const std::int32_t each : groups.of_row) need_position("group_by", each, groups.count);
}

void need_amounts(std::string_view argument, std::span<const double> values, bool whole) {
    for (std::size_t row = 0; row < values.size(); ++row) {
        const double value = values[row];
        if (std::isnan(value)) continue;
        if (!(value >= 0.0) || std::isinf(value))
            throw DataError(messages::measure_negative, {{"argument", std::string(argument)},
                                                         {"row", std::to_string(row + 1)},
                                                         {"got", to_text(value)}});
        if (whole && value != std::floor(value))
            throw DataError(messages::measure_fractional, {{"argument", std::string(argument)},
                                                           {"row", std::to_string(row + 1)},
                                                           {"got", to_text(value)}});
    }
}

void need_per(double per) {
    if (!(per > 0.0) || std::isinf(per)) throw out_of_range("per", "> 0", per);
}

GroupedSums add_up(std::span<const double> first, std::span<const double> second, const RowGroups& groups,
                   MissingCounts missing) {
    const bool by_row = groups.of_row.empty() && groups.count == 0;
    const std::size_t count = by_row ? first.size() : static_cast<std::size_t>(groups.count);
    GroupedSums sums;
    sums.first.assign(count, 0.0);
    sums.second.assign(count, 0.0);
    sums.left_out.assign(count, 0.0);
    sums.reason.assign(count, EmptyReason::none);
    std::vector<bool> any(count, false);
    for (std::size_t row = 0; row < first.size(); ++row) {
        const std::size_t group = by_row ? row : static_cast<std::size_t>(groups.of_row[row]);
        const double one = first[row];
        const double other = second.empty() ? 0.0 : second[row];
        if (std::isnan(one) || std::isnan(other)) sums.left_out[group] += 1.0;
        if (std::isnan(other) || (std::isnan(one) && missing != MissingCounts::zero)) {
            if (missing != MissingCounts::skip) sums.reason[group] = EmptyReason::missing;
            continue;
        }
        any[group] = true;
        sums.first[group] += std::isnan(one) ? 0.0 : one;
        sums.second[group] += other;
    }
    for (std::size_t group = 0; group < count; ++group)
        if (!any[group] && sums.left_out[group] > 0.0) sums.reason[group] = EmptyReason::missing;
    return sums;
}

MeasureResult empty_result(std::size_t rows, std::span<const double> level, const RowGroups& groups,
                           std::string_view method) {
    need_levels(level);
    MeasureResult result;
    if (groups.keys.rows() == rows) result.keys = groups.keys;
    result.level.assign(level.begin(), level.end());
    result.value.assign(rows, not_known);
    result.low.assign(rows * level.size(), not_known);
    result.high.assign(rows * level.size(), not_known);
    result.n.assign(rows, not_known);
    result.numerator.assign(rows, not_known);
    result.denominator.assign(rows, not_known);
    result.kind.assign(rows, MeasureKind::mean);
    result.method.assign(rows, 0);
    result.methods.emplace_back(method);
    result.reason.assign(rows, EmptyReason::none);
    return result;
}

void set_kind(MeasureResult& result, MeasureKind kind, double per) {
    result.kind.assign(result.rows(), kind);
    result.per = per;
}

void set_counts(MeasureResult& result, MeasureKind kind, double per, std::span<const double> numerator,
                std::span<const double> denominator) {
    set_kind(result, kind, per);
    for (std::size_t row = 0; row < result.rows(); ++row) {
        if (std::isnan(result.value[row])) continue;
        result.numerator[row] = numerator[row];
        result.denominator[row] = denominator[row];
    }
}

std::int32_t method_number(MeasureResult& result, std::string_view name) {
    const auto found = std::find(result.methods.begin(), result.methods.end(), name);
    if (found != result.methods.end()) return static_cast<std::int32_t>(found - result.methods.begin());
    result.methods.emplace_back(name);
    return static_cast<std::int32_t>(result.methods.size()) - 1;
}

void for_rows(std::size_t rows, const std::function<void(std::size_t)>& work) {
    parallel_for(rows, 4096, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) work(row);
    });
}

double two_sided(double level) { return special::normal_quantile(0.5 + 0.5 * level); }

}  // namespace maatstaf::detail

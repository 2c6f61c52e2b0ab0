// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/rate.hpp"

#include <cmath>

#include "core/compensated_sum.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"

namespace maatstaf::measure {
namespace {

/// Limits of the counts of a result, each times `scale(row)`.
template <class Scale>
void count_intervals(MeasureResult& result, const std::vector<double>& counts, const RateOptions& options,
                     const Scale& scale) {
    const std::int32_t chosen = detail::method_number(result, to_name(options.method));
    const std::int32_t exact = detail::method_number(result, to_name(CountInterval::exact));
    detail::for_rows(result.rows(), [&](std::size_t row) {
        if (result.reason[row] != EmptyReason::none) return;
        const bool few = options.method == CountInterval::byar && counts[row] < options.exact_below;
        result.method[row] = few ? exact : chosen;
        for (std::size_t at = 0; at < result.level.size(); ++at) {
            const Limits limits =
                count_limits(counts[row], result.level[at], few ? CountInterval::exact : options.method);
            detail::set_limits(result, row, at, {limits.low * scale(row), limits.high * scale(row)});
        }
    });
}

void need_rate_options(const RateOptions& options) {
    detail::need_per(options.per);
    detail::need_amounts("exact_below", std::span(&options.exact_below, 1), false);
}

void no_count_without(double count, double among, std::size_t group) {
    if (count > 0.0 && !(among > 0.0))
        throw DataError(messages::measure_events_among_none,
                        {{"row", std::to_string(group + 1)}, {"got", to_text(count)}});
}

MeasureResult count_over(std::string_view above, std::span<const double> events, std::string_view below,
                         std::span<const double> population, const RowGroups& groups, const RateOptions& options,
                         EmptyReason none_below) {
    need_rate_options(options);
    detail::need_length(below, population.size(), events.size());
    detail::need_groups(groups, events.size());
    detail::need_amounts(above, events, !options.fractional);
    detail::need_amounts(below, population, false);
    auto sums = detail::add_up(events, population, groups, options.missing);
    MeasureResult result = detail::empty_result(sums.first.size(), options.level, groups, to_name(options.method));
    for (std::size_t row = 0; row < result.rows(); ++row) {
        result.reason[row] = sums.reason[row];
        if (sums.reason[row] != EmptyReason::none) continue;
        result.n[row] = sums.second[row];
        no_count_without(sums.first[row], sums.second[row], row);
        if (sums.second[row] > 0.0)
            result.value[row] = options.per * sums.first[row] / sums.second[row];
        else
            result.reason[row] = none_below;
    }
    count_intervals(result, sums.first, options, [&](std::size_t row) { return options.per / sums.second[row]; });
    detail::set_counts(result, below == "expected" ? MeasureKind::ratio : MeasureKind::rate, options.per, sums.first,
                       sums.second);
    for (std::size_t row = 0; row < result.rows(); ++row)
        if (sums.reason[row] == EmptyReason::missing) sums.first[row] = sums.second[row] = detail::not_known;
    result.more.push_back({std::string(above == "observed" ? "observed" : "count"), std::move(sums.first)});
    if (below == "expected") result.more.push_back({"expected", std::move(sums.second)});
    result.more.push_back({"left_out", std::move(sums.left_out)});
    return result;
}

}  // namespace

MeasureResult count(std::span<const double> events, const RowGroups& groups, const RateOptions& options) {
    need_rate_options(options);
    detail::need_groups(groups, events.size());
    detail::need_amounts("events", events, !options.fractional);
    auto sums = detail::add_up(events, {}, groups, options.missing);
    MeasureResult result = detail::empty_result(sums.first.size(), options.level, groups, to_name(options.method));
    result.reason = sums.reason;
    for (std::size_t row = 0; row < result.rows(); ++row)
        if (result.reason[row] == EmptyReason::none) result.value[row] = result.n[row] = sums.first[row];
    count_intervals(result, sums.first, options, [](std::size_t) { return 1.0; });
    // A weighted or estimated number is no count of a panel, which are whole.
    if (!options.fractional)
        detail::set_counts(result, MeasureKind::count, 1.0, sums.first, std::vector<double>(result.rows(), 1.0));
    result.more.push_back({"left_out", std::move(sums.left_out)});
    return result;
}

MeasureResult rate(std::span<const double> events, std::span<const double> population, const RowGroups& groups,
                   const RateOptions& options) {
    return count_over("events", events, "population", population, groups, options, EmptyReason::no_population);
}

MeasureResult ratio(std::span<const double> observed, std::span<const double> expected, const RowGroups& groups,
                    const RateOptions& options) {
    return count_over("observed", observed, "expected", expected, groups, options, EmptyReason::nothing_expected);
}

MeasureResult proportion(std::span<const double> numerator, std::span<const double> denominator,
                         const RowGroups& groups, const ProportionOptions& options) {
    detail::need_per(options.per);
    detail::need_length("denominator", denominator.size(), numerator.size());
    detail::need_groups(groups, numerator.size());
    detail::need_amounts("numerator", numerator, !options.fractional);
    detail::need_amounts("denominator", denominator, !options.fractional);
    for (std::size_t row = 0; row < numerator.size(); ++row)
        if (numerator[row] > denominator[row])
            throw DataError(messages::measure_above, {{"row", std::to_string(row + 1)},
                                                      {"numerator", to_text(numerator[row])},
                                                      {"denominator", to_text(denominator[row])}});
    auto sums = detail::add_up(numerator, denominator, groups, options.missing);
    MeasureResult result = detail::empty_result(sums.first.size(), options.level, groups, to_name(options.method));
    result.reason = sums.reason;
    detail::for_rows(result.rows(), [&](std::size_t row) {
        if (result.reason[row] != EmptyReason::none) return;
        const double size = result.n[row] = sums.second[row];
        if (!(size > 0.0)) {
            result.reason[row] = EmptyReason::no_population;
            return;
        }
        result.value[row] = options.per * sums.first[row] / size;
        for (std::size_t at = 0; at < result.level.size(); ++at) {
            const Limits limits = proportion_limits(sums.first[row], size, result.level[at], options.method);
            detail::set_limits(result, row, at, {options.per * limits.low, options.per * limits.high});
        }
    });
    detail::set_counts(result, MeasureKind::proportion, options.per, sums.first, sums.second);
    for (std::size_t row = 0; row < result.rows(); ++row)
        if (sums.reason[row] == EmptyReason::missing) sums.first[row] = detail::not_known;
    result.more.push_back({"count", std::move(sums.first)});
    result.more.push_back({"left_out", std::move(sums.left_out)});
    return result;
}

MeasureResult mean(std::span<const double> values, const RowGroups& groups, const MeanOptions& options) {
    detail::need_groups(groups, values.size());
    const bool together = groups.of_row.empty() && groups.count == 0;
    const std::size_t count = together ? 1 : static_cast<std::size_t>(groups.count);
    const auto group_of = [&](std::size_t row) { return together ? 0 : static_cast<std::size_t>(groups.of_row[row]); };
    MeasureResult result = detail::empty_result(count, options.level, groups, "student_t");
    std::vector<detail::CompensatedSum> sum(count), square(count);
    std::vector<double> sd(count, detail::not_known), se(count, detail::not_known), left_out(count, 0.0);
    result.n.assign(count, 0.0);
    for (std::size_t row = 0; row < values.size(); ++row) {
        const std::size_t group = group_of(row);
        const double value = values[row];
        if (std::isinf(value))
            throw DataError(messages::measure_not_finite, {{"argument", "values"}, {"row", std::to_string(row + 1)}});
        if (std::isnan(value)) {
            left_out[group] += 1.0;
            if (options.missing == MissingCounts::empty) result.reason[group] = EmptyReason::missing;
            if (options.missing != MissingCounts::zero) continue;
        }
        sum[group].add(std::isnan(value) ? 0.0 : value);
        result.n[group] += 1.0;
    }
    std::vector<double> middle(count);
    for (std::size_t group = 0; group < count; ++group) middle[group] = sum[group].value() / result.n[group];
    for (std::size_t row = 0; row < values.size(); ++row) {
        const std::size_t group = group_of(row);
        if (std::isnan(values[row]) && options.missing != MissingCounts::zero) continue;
        const double off = (std::isnan(values[row]) ? 0.0 : values[row]) - middle[group];
        square[group].add(off * off);
    }
    for (std::size_t group = 0; group < count; ++group) {
        const double n = result.n[group];
        if (result.reason[group] == EmptyReason::none && !(n > 0.0))
            result.reason[group] = left_out[group] > 0.0 ? EmptyReason::missing : EmptyReason::no_population;
        if (result.reason[group] != EmptyReason::none) continue;
        result.value[group] = middle[group];
        if (!(n > 1.0)) {
            result.reason[group] = EmptyReason::one_value;
            continue;
        }
        sd[group] = std::sqrt(square[group].value() / (n - 1.0));
        se[group] = sd[group] / std::sqrt(n);
        for (std::size_t at = 0; at < result.level.size(); ++at)
            detail::set_limits(result, group, at, mean_limits(middle[group], sd[group], n, result.level[at]));
    }
    result.more.push_back({"sd", std::move(sd)});
    result.more.push_back({"se", std::move(se)});
    result.more.push_back({"left_out", std::move(left_out)});
    return result;
}

}  // namespace maatstaf::measure

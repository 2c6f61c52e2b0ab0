// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/compare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/two_samples.hpp"

namespace maatstaf::measure {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Limits of x / (x + y) given the total, as odds times the ratio of populations.
Limits ratio_of_rates(const detail::TwoCounts& of, double level, ComparisonInterval method) {
    const double total = of.x1 + of.x2;
    if (!(total > 0.0)) return {};
    const auto as_ratio = [&](double p) { return p < 1.0 ? p / (1.0 - p) * of.n2 / of.n1 : infinite; };
    const auto interval = method == ComparisonInterval::score   ? ProportionInterval::wilson
                          : method == ComparisonInterval::exact ? ProportionInterval::exact
                                                                : ProportionInterval::mid_p;
    const Limits share = proportion_limits(of.x1, total, level, interval);
    return {as_ratio(share.low), as_ratio(share.high)};
}

/// Twice the smaller tail of the first count given the total.
double conditional_p_value(const detail::TwoCounts& of, bool half) {
    const double total = of.x1 + of.x2;
    if (!(total > 0.0)) return 1.0;
    const double p = of.n1 / (of.n1 + of.n2);
    const double at_least = of.x1 > 0.0 ? special::beta_cdf(p, of.x1, of.x2 + 1.0) : 1.0;
    const double more = of.x2 > 0.0 ? special::beta_cdf(p, of.x1 + 1.0, of.x2) : 0.0;
    const double above = half ? 0.5 * (at_least + more) : at_least;
    const double below = half ? 1.0 - above : 1.0 - more;
    return std::min(1.0, 2.0 * std::min(above, below));
}

struct TwoColumns {
    std::span<const double> x1, n1, x2, n2;
    detail::TwoCounts row(std::size_t at) const {
        const std::size_t other = x2.size() == 1 ? 0 : at;
        return {x1[at], n1[at], x2[other], n2[other]};
    }
};

TwoColumns checked(std::string_view above, std::span<const double> x1, std::string_view below,
                   std::span<const double> n1, std::span<const double> x2, std::span<const double> n2,
                   const CompareOptions& options) {
    detail::need_per(options.per);
    detail::need_length(below, n1.size(), x1.size());
    if (x2.size() != 1) detail::need_length("other_" + std::string(above), x2.size(), x1.size());
    detail::need_length("other_" + std::string(below), n2.size(), x2.size());
    detail::need_amounts(above, x1, !options.fractional);
    detail::need_amounts("other_" + std::string(above), x2, !options.fractional);
    detail::need_amounts(below, n1, false);
    detail::need_amounts("other_" + std::string(below), n2, false);
    return {x1, n1, x2, n2};
}

/// Runs `of_row(counts, level)` over the rows that can be compared.
template <class LimitsOf, class ProbabilityOf>
MeasureResult compare_rows(const TwoColumns& columns, const CompareOptions& options, const LimitsOf& limits_of,
                           const ProbabilityOf& probability_of) {
    const std::size_t rows = columns.x1.size();
    MeasureResult result = detail::empty_result(rows, options.level, {}, to_name(options.method));
    std::vector<double> first(rows, detail::not_known), second(rows, detail::not_known),
        p_value(rows, detail::not_known);
    const bool is_ratio = options.kind == Comparison::ratio;
    detail::for_rows(rows, [&](std::size_t row) {
        const detail::TwoCounts of = columns.row(row);
        if (std::isnan(of.x1) || std::isnan(of.n1) || std::isnan(of.x2) || std::isnan(of.n2)) {
            result.reason[row] = EmptyReason::missing;
            return;
        }
        if (!(of.n1 > 0.0) || !(of.n2 > 0.0)) {
            result.reason[row] = EmptyReason::no_population;
            return;
        }
        first[row] = options.per * of.x1 / of.n1;
        second[row] = options.per * of.x2 / of.n2;
        result.n[row] = of.n1 + of.n2;
        p_value[row] = probability_of(of);
        if (is_ratio && !(of.x2 > 0.0)) result.reason[row] = EmptyReason::nothing_expected;
        if (!is_ratio)
            result.value[row] = first[row] - second[row];
        else if (of.x2 > 0.0)
            result.value[row] = first[row] / second[row];
        for (std::size_t at = 0; at < result.level.size(); ++at) {
            const Limits limits = limits_of(of, result.level[at]);
            const double scale = is_ratio ? 1.0 : options.per;
            detail::set_limits(result, row, at, {scale * limits.low, scale * limits.high});
        }
    });
    detail::set_kind(result, is_ratio ? MeasureKind::ratio : MeasureKind::mean, is_ratio ? 1.0 : options.per);
    result.more.push_back({"first", std::move(first)});
    result.more.push_back({"second", std::move(second)});
    result.more.push_back({"p_value", std::move(p_value)});
    return result;
}

std::string key_of(const Table& keys, std::size_t row, const Table& named) {
    std::vector<std::string> parts;
    for (const Column& each : named.columns()) parts.push_back(each.name() + " " + keys[each.name()].display(row));
    return join(parts, ", ");
}

/// The row of `second` that each row of `first` is held beside: the only one, that with the same keys, or, where
/// neither has keys, the same one.
std::vector<std::size_t> partners(const MeasureResult& first, const MeasureResult& second) {
    std::vector<std::size_t> made(first.rows(), 0);
    if (second.rows() == 1) return made;
    std::vector<std::string> names, others;
    for (const Column& each : first.keys.columns()) names.push_back(each.name());
    for (const Column& each : second.keys.columns()) others.push_back(each.name());
    if (!std::is_permutation(names.begin(), names.end(), others.begin(), others.end()))
        throw ArgumentError(messages::measure_other_keys,
                            {{"first", join(names, ", ")}, {"second", join(others, ", ")}});
    if (names.empty()) {
        detail::need_length("second", second.rows(), first.rows());
        std::iota(made.begin(), made.end(), std::size_t{0});
        return made;
    }
    std::map<std::string, std::size_t> place;
    std::vector<bool> taken(second.rows(), false);
    for (std::size_t row = 0; row < second.rows(); ++row)
        if (const auto key = key_of(second.keys, row, first.keys); !place.try_emplace(key, row).second)
            throw DataError(messages::measure_key_twice, {{"key", key}, {"argument", "second"}});
    for (std::size_t row = 0; row < first.rows(); ++row) {
        const std::string key = key_of(first.keys, row, first.keys);
        const auto found = place.find(key);
        if (found == place.end()) throw DataError(messages::measure_key_alone, {{"key", key}, {"argument", "first"}});
        made[row] = found->second;
        if (taken[found->second]) throw DataError(messages::measure_key_twice, {{"key", key}, {"argument", "first"}});
        taken[found->second] = true;
    }
    for (std::size_t row = 0; row < taken.size(); ++row)
        if (!taken[row])
            throw DataError(messages::measure_key_alone,
                            {{"key", key_of(second.keys, row, first.keys)}, {"argument", "second"}});
    return made;
}

/// Numbers of another kind, or of another number of people, have no difference and no ratio.
void need_same_unit(const MeasureResult& first, std::size_t row, const MeasureResult& second, std::size_t other) {
    if (first.kind[row] == second.kind[other] && first.per == second.per) return;
    const auto unit = [](const MeasureResult& of, std::size_t at) {
        return std::string(to_name(of.kind[at])) + " (per=" + to_text(of.per) + ")";
    };
    throw ArgumentError(messages::measure_other_unit, {{"row", std::to_string(row + 1)},
                                                       {"first", unit(first, row)},
                                                       {"second", unit(second, other)}});
}

void no_events_among_none(std::span<const double> events, std::span<const double> people) {
    for (std::size_t row = 0; row < events.size(); ++row)
        if (events[row] > 0.0 && people[row] == 0.0)
            throw DataError(messages::measure_events_among_none,
                            {{"row", std::to_string(row + 1)}, {"got", to_text(events[row])}});
}

void none_above(std::span<const double> numerator, std::span<const double> denominator) {
    for (std::size_t row = 0; row < numerator.size(); ++row)
        if (numerator[row] > denominator[row])
            throw DataError(messages::measure_above, {{"row", std::to_string(row + 1)},
                                                      {"numerator", to_text(numerator[row])},
                                                      {"denominator", to_text(denominator[row])}});
}

}  // namespace

MeasureResult compare_rates(std::span<const double> events, std::span<const double> population,
                            std::span<const double> other_events, std::span<const double> other_population,
                            const CompareOptions& options) {
    const TwoColumns columns =
        checked("events", events, "population", population, other_events, other_population, options);
    no_events_among_none(events, population);
    no_events_among_none(other_events, other_population);
    const bool score = options.method == ComparisonInterval::score;
    if (options.kind == Comparison::difference && !score)
        throw ArgumentError(messages::measure_ratio_only, {{"got", std::string(to_name(options.method))}});
    return compare_rows(
        columns, options,
        [&](const detail::TwoCounts& of, double level) {
            return options.kind == Comparison::ratio ? ratio_of_rates(of, level, options.method)
                                                     : detail::rate_difference_limits(of, level);
        },
        [&](const detail::TwoCounts& of) {
            return score ? detail::equal_rates_p_value(of)
                         : conditional_p_value(of, options.method == ComparisonInterval::mid_p);
        });
}

MeasureResult compare_proportions(std::span<const double> numerator, std::span<const double> denominator,
                                  std::span<const double> other_numerator, std::span<const double> other_denominator,
                                  const CompareOptions& options) {
    const TwoColumns columns =
        checked("numerator", numerator, "denominator", denominator, other_numerator, other_denominator, options);
    none_above(numerator, denominator);
    none_above(other_numerator, other_denominator);
    if (options.method != ComparisonInterval::score)
        throw ArgumentError(messages::measure_score_only, {{"got", std::string(to_name(options.method))}});
    return compare_rows(
        columns, options,
        [&](const detail::TwoCounts& of, double level) {
            return options.kind == Comparison::ratio ? detail::proportion_ratio_limits(of, level)
                                                     : detail::proportion_difference_limits(of, level);
        },
        [](const detail::TwoCounts& of) { return detail::equal_proportions_p_value(of); });
}

MeasureResult compare(const MeasureResult& first, const MeasureResult& second, Comparison kind) {
    if (first.level != second.level) throw ArgumentError(messages::measure_other_levels);
    const std::vector<std::size_t> beside = partners(first, second);
    RowGroups same;
    same.keys = first.keys;
    MeasureResult result = detail::empty_result(first.rows(), first.level, same, "square_and_add");
    std::vector<double> others;
    const bool is_ratio = kind == Comparison::ratio;
    detail::set_kind(result, is_ratio ? MeasureKind::ratio : MeasureKind::mean, is_ratio ? 1.0 : first.per);
    for (std::size_t row = 0; row < first.rows(); ++row) {
        const std::size_t other = beside[row];
        need_same_unit(first, row, second, other);
        const double a = first.value[row], b = second.value[other];
        others.push_back(b);
        result.n[row] = first.n[row] + second.n[other];
        if (std::isnan(a) || std::isnan(b))
            result.reason[row] = std::isnan(a) ? first.reason[row] : second.reason[other];
        else if (is_ratio && (!(b > 0.0) || a < 0.0))
            result.reason[row] = EmptyReason::nothing_expected;
        if (result.reason[row] != EmptyReason::none) continue;
        result.value[row] = is_ratio ? a / b : a - b;
        for (std::size_t at = 0; at < result.level.size(); ++at) {
            const Limits one_limits = first.limits(row, at), other_limits = second.limits(other, at);
            const auto reach = [&](double end, double from, double other_end) {
                return is_ratio ? std::hypot(std::log(end / from), std::log(other_end / b))
                                : std::hypot(end - from, other_end - b);
            };
            const double down = reach(one_limits.low, a, other_limits.high);
            const double up = reach(one_limits.high, a, other_limits.low);
            if (is_ratio)
                detail::set_limits(result, row, at, {a > 0.0 ? a / b * std::exp(-down) : 0.0,
                                                     a > 0.0 ? a / b * std::exp(up) : detail::not_known});
            else
                detail::set_limits(result, row, at, {a - b - down, a - b + up});
        }
        if (std::isnan(result.low[row * result.level.size()])) result.reason[row] = EmptyReason::no_margin;
    }
    result.more.push_back({"first", first.value});
    result.more.push_back({"second", std::move(others)});
    return result;
}

}  // namespace maatstaf::measure

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/compensated_sum.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/strata.hpp"

namespace maatstaf::measure {
namespace {

/// A weighted sum of Poisson rates, per person.
struct WeightedRate {
    double value = 0.0, variance = 0.0, events = 0.0, population = 0.0, left_out = 0.0;
    double largest = 0.0;                          ///< weight of one event
    double mean_weight = 0.0, mean_square = 0.0;   ///< over the strata
    EmptyReason reason = EmptyReason::none;
};

WeightedRate weigh(const detail::StratumTable& table, std::size_t group, const std::vector<double>& standard,
                   EmptyStrata empty) {
    WeightedRate out;
    detail::CompensatedSum whole;
    const auto weight_of = [&](std::size_t k) { return standard[group * table.strata() + k]; };
    std::vector<std::size_t> used;
    for (std::size_t k = 0; k < table.strata(); ++k) {
        const detail::StratumCell& cell = table.cell(group, k);
        if (weight_of(k) == 0.0) continue;
        if (cell.missing) out.reason = EmptyReason::missing;
        if (!cell.present && !cell.missing && out.reason == EmptyReason::none)
            out.reason = EmptyReason::missing_stratum;
        if (!cell.present) continue;
        if (cell.population > 0.0) {
            used.push_back(k);
            whole.add(weight_of(k));
            continue;
        }
        out.left_out += 1.0;
        if (empty == EmptyStrata::empty && out.reason == EmptyReason::none) out.reason = EmptyReason::empty_stratum;
    }
    detail::CompensatedSum value, variance;
    for (const std::size_t k : used) {
        const detail::StratumCell& cell = table.cell(group, k);
        const double weight = weight_of(k) / whole.value() / cell.population;
        value.add(weight * cell.events);
        variance.add(weight * weight * cell.squares);
        out.events += cell.events;
        out.population += cell.population;
        out.largest = std::max(out.largest, weight);
        out.mean_weight += weight / static_cast<double>(used.size());
        out.mean_square += weight * weight / static_cast<double>(used.size());
    }
    out.value = value.value();
    out.variance = variance.value();
    if (used.empty() && out.reason == EmptyReason::none) out.reason = EmptyReason::no_population;
    return out;
}

/// The high end is that of the rate had there been one event more, of weight `extra` and square `extra_square`.
Limits gamma_limits(const WeightedRate& rate, double tail, double extra, double extra_square) {
    const double more = rate.value + extra;
    const double more_variance = rate.variance + extra_square;
    Limits limits{0.0, special::gamma_quantile(1.0 - tail, more * more / more_variance, more_variance / more)};
    if (rate.value > 0.0)
        limits.low = special::gamma_quantile(tail, rate.value * rate.value / rate.variance, rate.variance / rate.value);
    return limits;
}

Limits dobson_limits(const WeightedRate& rate, const Limits& count) {
    const double stretch = std::sqrt(rate.variance / rate.events);
    return {rate.value + stretch * (count.low - rate.events), rate.value + stretch * (count.high - rate.events)};
}

}  // namespace

MeasureResult directly_standardised_rate(const StratifiedCounts& counts, std::span<const double> standard,
                                         const DirectOptions& options) {
    detail::need_per(options.per);
    detail::need_amounts("exact_below", std::span(&options.exact_below, 1), false);
    detail::need_amounts("minimum", std::span(&options.minimum, 1), false);
    detail::need_amounts("standard", standard, false);
    const detail::StratumTable table(counts, options.missing, options.fractional);
    const std::vector<double> weights = table.spread("standard", standard);
    MeasureResult result = detail::empty_result(table.groups(), options.level, counts.groups, to_name(options.method));
    std::vector<double> total(table.groups()), left_out(table.groups()), strata(table.groups()), se(table.groups());
    for (std::size_t group = 0; group < table.groups(); ++group) {
        const WeightedRate rate = weigh(table, group, weights, options.empty_strata);
        total[group] = rate.events;
        strata[group] = rate.left_out;
        left_out[group] = table.left_out(group);
        se[group] = detail::not_known;
        result.reason[group] = rate.reason;
        if (rate.reason == EmptyReason::none && rate.events < options.minimum)
            result.reason[group] = EmptyReason::few_events;
        if (result.reason[group] != EmptyReason::none) continue;
        result.value[group] = options.per * rate.value;
        result.n[group] = rate.population;
        se[group] = options.per * std::sqrt(rate.variance);
        if (options.method == StandardisedInterval::dobson && !(rate.events > 0.0)) {
            result.reason[group] = EmptyReason::few_events;  // nothing to stretch
            continue;
        }
        const auto count_method = rate.events < options.exact_below ? CountInterval::exact : options.count_method;
        for (std::size_t at = 0; at < result.level.size(); ++at) {
            const double tail = 0.5 - 0.5 * result.level[at];
            Limits limits;
            if (options.method == StandardisedInterval::dobson)
                limits = dobson_limits(rate, count_limits(rate.events, result.level[at], count_method));
            else if (options.method == StandardisedInterval::gamma)
                limits = gamma_limits(rate, tail, rate.largest, rate.largest * rate.largest);
            else
                limits = gamma_limits(rate, tail, rate.mean_weight, rate.mean_square);
            detail::set_limits(result, group, at, {options.per * limits.low, options.per * limits.high});
        }
    }
    detail::set_kind(result, MeasureKind::rate, options.per);
    result.more.push_back({"count", std::move(total)});
    result.more.push_back({"se", std::move(se)});
    result.more.push_back({"strata_left_out", std::move(strata)});
    result.more.push_back({"left_out", std::move(left_out)});
    return result;
}

}  // namespace maatstaf::measure

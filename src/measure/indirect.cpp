// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/compensated_sum.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "measure/checks.hpp"
#include "measure/strata.hpp"

namespace maatstaf::measure {

MeasureResult indirectly_standardised(const StratifiedCounts& counts, std::span<const double> reference_events,
                                      std::span<const double> reference_population, const IndirectOptions& options) {
    detail::need_per(options.per);
    detail::need_amounts("exact_below", std::span(&options.exact_below, 1), false);
    detail::need_amounts("reference_events", reference_events, false);
    detail::need_amounts("reference_population", reference_population, false);
    const detail::StratumTable table(counts, options.missing, options.fractional);
    const auto events = table.spread("reference_events", reference_events);
    const auto people = table.spread("reference_population", reference_population);
    MeasureResult result = detail::empty_result(table.groups(), options.level, counts.groups, to_name(options.method));
    const std::int32_t exact = detail::method_number(result, to_name(CountInterval::exact));
    std::vector<double> observed(table.groups()), expected(table.groups()), rate(table.groups()),
        left_out(table.groups());
    for (std::size_t group = 0; group < table.groups(); ++group) {
        detail::CompensatedSum wanted, all_events, all_people, here;
        double seen = 0.0;
        bool missing = false;
        for (std::size_t k = 0; k < table.strata(); ++k) {
            const detail::StratumCell& cell = table.cell(group, k);
            const std::size_t at = group * table.strata() + k;
            missing = missing || cell.missing;
            if (!std::isnan(events[at]) && !std::isnan(people[at])) {
                all_events.add(events[at]);
                all_people.add(people[at]);
            }
            seen += cell.events;
            here.add(cell.population);
            if (!(cell.population > 0.0)) continue;
            if (std::isnan(events[at]) || !(people[at] > 0.0))
                throw DataError(messages::measure_reference_stratum,
                                {{"stratum", std::to_string(k + 1)}, {"group", std::to_string(group + 1)}});
            wanted.add(events[at] / people[at] * cell.population);
        }
        observed[group] = seen;
        expected[group] = wanted.value();
        rate[group] = all_events.value() / all_people.value();
        left_out[group] = table.left_out(group);
        result.n[group] = here.value();
        if (missing)
            result.reason[group] = EmptyReason::missing;
        else if (!(here.value() > 0.0))
            result.reason[group] = EmptyReason::no_population;
        else if (!(expected[group] > 0.0))
            result.reason[group] = EmptyReason::nothing_expected;
        if (result.reason[group] != EmptyReason::none) continue;
        const double scale = options.per / expected[group] * (options.rate ? rate[group] : 1.0);
        result.value[group] = seen * scale;
        const bool few = options.method == CountInterval::byar && seen < options.exact_below;
        result.method[group] = few ? exact : 0;
        for (std::size_t at = 0; at < result.level.size(); ++at) {
            const Limits limits = count_limits(seen, result.level[at], few ? CountInterval::exact : options.method);
            detail::set_limits(result, group, at, {limits.low * scale, limits.high * scale});
        }
    }
    std::vector<double> among = expected;
    if (options.rate)
        for (std::size_t group = 0; group < among.size(); ++group) among[group] /= rate[group];
    detail::set_counts(result, options.rate ? MeasureKind::rate : MeasureKind::ratio, options.per, observed, among);
    for (double& each : rate) each *= options.rate ? options.per : 1.0;
    result.more.push_back({"observed", std::move(observed)});
    result.more.push_back({"expected", std::move(expected)});
    result.more.push_back({"reference_rate", std::move(rate)});
    result.more.push_back({"left_out", std::move(left_out)});
    return result;
}

}  // namespace maatstaf::measure

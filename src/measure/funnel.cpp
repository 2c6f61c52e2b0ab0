// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/funnel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/funnel_law.hpp"

namespace maatstaf {
namespace {

/// Adjusted probabilities (Benjamini & Hochberg 1995); NaN takes no part.
std::vector<double> q_values(const std::vector<double>& p) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (!std::isnan(p[i])) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> q(p.size(), detail::not_known);
    double least = 1.0;
    for (std::size_t i = order.size(); i-- > 0;) {
        least = std::min(least, p[order[i]] * static_cast<double>(order.size()) / static_cast<double>(i + 1));
        q[order[i]] = least;
    }
    return q;
}

MeasureKind kind_of_points(FunnelKind kind) {
    switch (kind) {
        case FunnelKind::proportion: return MeasureKind::proportion;
        case FunnelKind::rate: return MeasureKind::rate;
        case FunnelKind::ratio: break;
    }
    return MeasureKind::ratio;
}

detail::FunnelLaw law_of(const FunnelResult& result) {
    const double dispersion = std::isnan(result.dispersion) ? 0.0 : result.dispersion;
    const double tau2 = std::isnan(result.tau2) ? 0.0 : result.tau2;
    return {result.options, result.target / result.options.per, result.phi, tau2, dispersion};
}

void set_funnel_limits(MeasureResult& result, std::size_t row, double size, const detail::FunnelLaw& law, double per) {
    for (std::size_t at = 0; at < result.level.size(); ++at) {
        const Limits events = law.limits(size, result.level[at]);
        detail::set_limits(result, row, at, {per * events.low / size, per * events.high / size});
    }
}

}  // namespace

MeasureResult FunnelResult::lines(std::span<const double> sizes) const {
    detail::need_amounts("sizes", sizes, false);
    MeasureResult made = detail::empty_result(sizes.size(), options.level, {}, to_name(options.overdispersion));
    detail::set_kind(made, kind_of_points(options.kind), options.per);
    const detail::FunnelLaw law = law_of(*this);
    for (std::size_t row = 0; row < sizes.size(); ++row) {
        made.n[row] = sizes[row];
        if (!(sizes[row] > 0.0) || std::isnan(target)) {
            made.reason[row] = std::isnan(target) ? EmptyReason::no_spread : EmptyReason::no_population;
            continue;
        }
        made.value[row] = target;
        set_funnel_limits(made, row, sizes[row], law, options.per);
    }
    return made;
}

namespace measure {

FunnelResult funnel(std::span<const double> events, std::span<const double> size, const RowGroups& groups,
                    const FunnelOptions& options) {
    detail::need_per(options.per);
    if (!(options.winsorise >= 0.0 && options.winsorise < 0.5))
        throw detail::out_of_range("winsorise", ">= 0, < 0.5", options.winsorise);
    const bool binomial = options.kind == FunnelKind::proportion;
    if (binomial && options.scale == FunnelScale::log)
        throw ArgumentError(messages::measure_no_log_scale);
    detail::need_length("size", size.size(), events.size());
    detail::need_groups(groups, events.size());
    detail::need_amounts("events", events, !options.fractional);
    detail::need_amounts("size", size, binomial && !options.fractional);
    const auto sums = detail::add_up(events, size, groups, MissingCounts::empty);
    const std::size_t count = sums.first.size();
    FunnelResult result;
    result.options = options;
    result.points = detail::empty_result(count, options.level, groups, to_name(options.overdispersion));
    std::vector<double> seen, among;
    std::vector<std::size_t> rows;
    detail::CompensatedSum all_seen, all_among;
    for (std::size_t row = 0; row < count; ++row) {
        result.points.reason[row] = sums.reason[row];
        if (sums.reason[row] != EmptyReason::none) continue;
        const double x = sums.first[row], n = sums.second[row];
        if (binomial && x > n)
            throw DataError(messages::measure_above, {{"row", std::to_string(row + 1)},
                                                      {"numerator", to_text(x)},
                                                      {"denominator", to_text(n)}});
        if (x > 0.0 && !(n > 0.0))
            throw DataError(messages::measure_events_among_none,
                            {{"row", std::to_string(row + 1)}, {"got", to_text(x)}});
        result.points.n[row] = n;
        if (!(n > 0.0)) {
            result.points.reason[row] =
                options.kind == FunnelKind::ratio ? EmptyReason::nothing_expected : EmptyReason::no_population;
            continue;
        }
        rows.push_back(row);
        seen.push_back(x);
        among.push_back(n);
        all_seen.add(x);
        all_among.add(n);
    }
    double target = options.target / options.per;
    const double everyone = all_among.value(), together = all_seen.value();
    if (std::isnan(target)) target = options.kind == FunnelKind::ratio ? 1.0 : together / everyone;
    // Where nobody or everybody has had it, all together are no target: every unit is what all are.
    const bool alike = std::isnan(options.target) && !rows.empty() &&
                       (target == 0.0 || (binomial && together == everyone));
    std::vector<double> targets(count, detail::not_known), distance(count, detail::not_known),
        probability(count, detail::not_known);
    const auto finished = [&] {
        detail::set_counts(result.points, kind_of_points(options.kind), options.per, sums.first, sums.second);
        result.points.more.push_back({"target", std::move(targets)});
        result.points.more.push_back({"z", std::move(distance)});
        result.points.more.push_back({"q_value", q_values(probability)});
        result.points.more.insert(result.points.more.end() - 1, {"probability", std::move(probability)});
        return std::move(result);
    };
    if (alike) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            result.points.value[rows[i]] = options.per * seen[i] / among[i];
            result.points.reason[rows[i]] = EmptyReason::no_spread;
        }
        result.target = detail::not_known;
        result.caveats.push_back({messages::measure_funnel_alike, {{"got", to_text(options.per * target)}}});
        return finished();
    }
    if (!rows.empty() && (!(target > 0.0) || std::isinf(target) || (binomial && target >= 1.0)))
        throw detail::out_of_range("target", binomial ? "> 0, < 1" : "> 0", target * options.per);
    result.target = options.per * target;
    const detail::FunnelLaw plain(options, target, 1.0, 0.0, 0.0);
    std::vector<double> z, variance, value;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        z.push_back(plain.distance(seen[i], among[i]));
        variance.push_back(plain.chance(among[i]) * plain.chance(among[i]));
    }
    const std::vector<double> drawn = detail::drawn_in(z, options.winsorise);
    for (std::size_t i = 0; i < rows.size(); ++i)
        value.push_back(plain.onto(target * among[i], among[i]) + drawn[i] * std::sqrt(variance[i]));
    if (!rows.empty())
        result.phi = std::inner_product(drawn.begin(), drawn.end(), drawn.begin(), 0.0) /
                     static_cast<double>(rows.size());
    if (options.overdispersion == Overdispersion::additive) result.tau2 = detail::tau2_by_moments(drawn, variance);
    if (options.overdispersion == Overdispersion::reml) result.tau2 = detail::tau2_by_reml(value, variance);
    if (options.overdispersion == Overdispersion::predictive)
        result.dispersion = detail::likely_dispersion(seen, among, target, binomial);
    const detail::FunnelLaw law = law_of(result);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t row = rows[i];
        result.points.value[row] = options.per * seen[i] / among[i];
        targets[row] = result.target;
        distance[row] = z[i];
        probability[row] = law.probability(seen[i], among[i]);
        set_funnel_limits(result.points, row, among[i], law, options.per);
    }
    const double level = *std::min_element(options.level.begin(), options.level.end());
    result.caveats.push_back({messages::measure_by_chance,
                              {{"count", std::to_string(rows.size())},
                               {"level", to_fixed(100.0 * level, 1)},
                               {"chance", to_fixed((1.0 - level) * static_cast<double>(rows.size()), 1)}}});
    return finished();
}

}  // namespace measure
}  // namespace maatstaf

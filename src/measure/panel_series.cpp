// SPDX-License-Identifier: Apache-2.0
#include "measure/panel_series.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "panel/count_margin.hpp"

namespace maatstaf::detail {

PanelSeries::PanelSeries(const Panel& from, const std::string& indicator, const ExpectedOptions& options)
    : panel(from), indicator_(from.indicator(indicator)) {
    const auto all = panel.periods();
    if (all.empty()) throw ArgumentError(messages::measure_no_base, {{"got", ""}});
    const Period held = options.period.value_or(all.back());
    const std::int32_t last_period = panel.period(held);
    const PanelIndicator& about = panel.indicators()[static_cast<std::size_t>(indicator_)];
    for (std::int32_t p = 0; p <= last_period; ++p)
        if (all[static_cast<std::size_t>(p)].frequency() == held.frequency()) periods.push_back(p);
    if (periods.size() < 2) throw ArgumentError(messages::measure_no_base, {{"got", held.text()}});
    base = static_cast<std::int32_t>(periods.size()) - 2;
    if (options.base) {
        const auto found = std::find(periods.begin(), periods.end() - 1, panel.period(*options.base));
        if (found == periods.end() - 1)
            throw ArgumentError(messages::measure_base_after, {{"got", options.base->text()}, {"period", held.text()}});
        base = static_cast<std::int32_t>(found - periods.begin());
    }
    const bool countable = about.scale == Scale::proportion || about.scale == Scale::rate;
    bool counted = countable, any_counted = false, any_margin = false;
    has_margins = true;
    for (const std::int32_t p : periods) {
        const Cells cells = panel.cells(indicator_, p);
        for (std::size_t u = 0; u < cells.value.size(); ++u) {
            if (cells.status[u] != Status::observed) continue;
            if (cells.numerator.empty() || std::isnan(cells.numerator[u]) || std::isnan(cells.denominator[u]))
                counted = false;
            else any_counted = true;
            if (!(margin_of(cells, u) > 0.0)) has_margins = false;
            else any_margin = true;
        }
    }
    if (about.scale == Scale::count) law = ObservationLaw::count;
    else if (counted) law = about.scale == Scale::rate ? ObservationLaw::count : ObservationLaw::share;
    if (law == ObservationLaw::value) {
        if (countable && any_counted && !has_margins) caveats.push_back({messages::measure_not_all_counted, {}});
        if (any_margin && !has_margins) caveats.push_back({messages::measure_not_all_margins, {}});
        if (!about.scale && any_counted && !has_margins)
            caveats.push_back({messages::measure_counts_without_scale, {{"indicator", about.id}}});
    } else {
        has_margins = true;
        factor_ = about.scale == Scale::count ? 1.0 : about.factor;
    }
}

double PanelSeries::margin_of(const Cells& cells, std::size_t unit) const {
    if (!cells.se.empty() && cells.se[unit] > 0.0) return cells.se[unit];
    if (cells.numerator.empty()) return not_known;
    const PanelIndicator& about = panel.indicators()[static_cast<std::size_t>(indicator_)];
    const Scale scale = about.scale.value_or(Scale::mean);
    return sd_of_counts(scale, about.factor, cells.numerator[unit], cells.denominator[unit]);
}

SeriesPoint PanelSeries::point(std::size_t unit, std::size_t at) const {
    const Cells cells = panel.cells(indicator_, periods[at]);
    SeriesPoint made;
    if (unit >= cells.value.size() || cells.status[unit] != Status::observed) return made;
    made.known = true;
    made.value = cells.value[unit];
    made.n = cells.n.empty() ? not_known : cells.n[unit];
    if (law == ObservationLaw::value) {
        made.events = made.value;
        made.se = has_margins ? margin_of(cells, unit) : 0.0;
        return made;
    }
    const bool plain = panel.indicators()[static_cast<std::size_t>(indicator_)].scale == Scale::count;
    made.events = plain ? made.value : cells.numerator[unit];
    made.size = plain ? 1.0 : cells.denominator[unit];
    if (!plain && std::isnan(made.n)) made.n = made.size;
    made.known = made.size > 0.0;
    return made;
}

double PanelSeries::time(std::size_t at) const {
    const auto all = panel.periods();
    return all[static_cast<std::size_t>(periods[at])].since(all[static_cast<std::size_t>(periods[last()])]);
}

SeriesLevel PanelSeries::level(const SeriesPoint& point) const {
    if (law == ObservationLaw::value) return {point.value, point.se * point.se};
    // Margins of the gamma and beta distributions that Jeffreys' priors give; so none and all have a margin too.
    const double y = point.events;
    if (law == ObservationLaw::count) {
        const double log_events = y > 0.0 ? std::log(y) : special::digamma(0.5);
        return {log_events - std::log(point.size), special::trigamma(y + 0.5)};
    }
    const double rest = point.size - y;
    const double odds = y > 0.0 && rest > 0.0 ? std::log(y / rest)
                                              : special::digamma(y + 0.5) - special::digamma(rest + 0.5);
    return {odds, special::trigamma(y + 0.5) + special::trigamma(rest + 0.5)};
}

double PanelSeries::shown(double number, double size) const {
    return law == ObservationLaw::value ? number : factor_ * number / size;
}

std::vector<StrayingOf> straying_of(ExpectedResult& result, const PanelSeries& series,
                                    const std::vector<double>& squares, const std::vector<double>& freedom) {
    const Straying from = result.options.straying;
    const auto units = series.panel.units();
    std::map<UnitKind, std::pair<double, double>> kinds;
    for (std::size_t u = 0; u < squares.size(); ++u) {
        auto& [sum, all] = kinds[units[u].kind];
        sum += squares[u];
        all += freedom[u];
    }
    std::vector<StrayingOf> made(squares.size());
    const StrayingOf* first = nullptr;
    bool same = true;
    for (std::size_t u = 0; u < squares.size(); ++u) {
        if (from == Straying::none && series.has_margins) continue;
        const auto& pooled = kinds[units[u].kind];
        const bool alone = from == Straying::own;
        const double sum = alone ? squares[u] : pooled.first, f = alone ? freedom[u] : pooled.second;
        if (!series.has_margins) made[u] = {f > 0.0 ? sum / f : not_known, f};
        else if (f > 0.0 && sum > f) made[u] = {sum / f, f};
        if (!(f > 0.0)) continue;
        if (first == nullptr) first = &made[u];
        same = same && made[u].dispersion == first->dispersion;
    }
    if (same && first != nullptr) {
        result.dispersion = first->dispersion;
        result.freedom = first->freedom;
    }
    return made;
}

double chance_of(const PanelSeries& series, const StrayingOf& straying, const SeriesPoint& seen, double confidence) {
    if (series.law == ObservationLaw::value)
        return std::sqrt(straying.dispersion) * (series.has_margins ? seen.se : 1.0);
    if (std::isinf(straying.freedom)) return straying.dispersion;
    const double tail = 0.5 + 0.5 * confidence;
    const double wider = special::student_t_quantile(tail, straying.freedom) / special::normal_quantile(tail);
    return straying.dispersion * wider * wider;
}

void fill_row(ExpectedRow& row, const PredictiveLaw& law, const PanelSeries& series, const SeriesPoint& seen,
              const SeriesPoint& before, const ExpectedOptions& options) {
    if (before.known) row.before = before.value;
    row.expected = series.shown(law.expected(), law.size);
    row.se = law.spread > 0.0 ? series.shown(law.expected_se(), law.size) : not_known;
    const Limits limits = law.limits(options.confidence);
    row.low = series.shown(limits.low, law.size);
    row.high = series.shown(limits.high, law.size);
    if (!seen.known) {
        row.reason = EmptyReason::missing;
        return;
    }
    row.observed = seen.value;
    row.n = seen.n;
    const double sign = options.direction == Direction::higher ? 1.0 : -1.0;
    row.benefit = sign * (row.observed - row.expected);
    const double one = sign * (row.observed - row.low), other = sign * (row.observed - row.high);
    row.benefit_low = std::min(one, other);
    row.benefit_high = std::max(one, other);
    const double below = law.below(seen.events);
    row.probability = sign > 0.0 ? below : 1.0 - below;
    if (std::isnan(below)) row.reason = EmptyReason::no_margin;
    if (before.known) {
        const double decline = std::max(0.0, -sign * (row.expected - row.before));
        row.prevented = std::clamp(row.benefit, 0.0, decline);
    }
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/measure.hpp"
#include "measure/checks.hpp"
#include "measure/funnel_law.hpp"
#include "measure/panel_series.hpp"

namespace maatstaf::detail {
namespace {

/// From one period to a later one, on the scale of expectations.
struct SeriesChange {
    bool known = false;
    double by = 0.0, variance = 0.0;
};

SeriesChange change_of(const PanelSeries& series, std::size_t unit, std::size_t from, std::size_t to) {
    const SeriesPoint first = series.point(unit, from), second = series.point(unit, to);
    if (!first.known || !second.known) return {};
    const SeriesLevel one = series.level(first), other = series.level(second);
    return {true, other.at - one.at, one.variance + other.variance};
}

/// What was seen of the unit, where that is all there is to say.
void leave_empty(ExpectedRow& row, const SeriesPoint& seen, const SeriesPoint& before, EmptyReason reason) {
    if (seen.known) row.observed = seen.value, row.n = seen.n;
    if (before.known) row.before = before.value;
    row.reason = reason;
}

/// The mean change of peers with the variance of a further one around it (its own chance left out), and the degrees of
/// freedom of that variance.
struct PeerChange {
    double mean = 0.0, variance = 0.0, freedom = 0.0;
};

PeerChange change_of_peers(const std::vector<double>& by, const std::vector<double>& variance, bool has_margins,
                           bool straying) {
    PeerChange made;
    const auto count = static_cast<double>(by.size());
    made.freedom = count - 1.0;
    double between = 0.0;
    if (has_margins) {
        if (straying) between = tau2_by_reml(by, variance);
    } else {
        double mean = 0.0, squares = 0.0;
        for (const double each : by) mean += each / count;
        for (const double each : by) squares += (each - mean) * (each - mean);
        between = squares / (count - 1.0);
    }
    double weight = 0.0;
    for (std::size_t i = 0; i < by.size(); ++i) {
        const double w = 1.0 / ((has_margins ? variance[i] : 0.0) + between);
        weight += w;
        made.mean += w * by[i];
    }
    if (std::isinf(weight) || !(weight > 0.0)) {  // all peers changed by the same
        made.mean = by.front();
        return made;
    }
    made.mean /= weight;
    made.variance = between + 1.0 / weight;
    return made;
}

}  // namespace

void expect_from_reference(ExpectedResult& result, const PanelSeries& series) {
    const ExpectedOptions& options = result.options;
    const auto reference = static_cast<std::size_t>(series.panel.unit(options.reference));
    const std::size_t units = series.units(), base = static_cast<std::size_t>(series.base), last = series.last();
    const std::size_t gap = last - base;
    const SeriesChange moved = change_of(series, reference, base, last);
    // How far units strayed from the reference over earlier steps of the same length.
    std::vector<double> squares(units, 0.0), freedom(units, 0.0);
    for (std::size_t to = gap; to < last; ++to) {
        const SeriesChange then = change_of(series, reference, to - gap, to);
        if (!then.known) continue;
        for (std::size_t u = 0; u < units; ++u) {
            const SeriesChange own = change_of(series, u, to - gap, to);
            if (!own.known || u == reference) continue;
            const double variance = series.has_margins ? own.variance + then.variance : 1.0;
            squares[u] += (own.by - then.by) * (own.by - then.by) / variance;
            freedom[u] += 1.0;
        }
    }
    const auto straying = straying_of(result, series, squares, freedom);
    const bool learned = std::any_of(freedom.begin(), freedom.end(), [](double each) { return each > 0.0; });
    if (series.has_margins && (!learned || options.straying == Straying::none))
        result.caveats.push_back({messages::measure_chance_alone, {}});
    for_rows(units, [&](std::size_t u) {
        if (u == reference) return;
        ExpectedRow& row = result.rows[u];
        const SeriesPoint seen = series.point(u, last), before = series.point(u, base);
        row.points = freedom[u];
        if (!moved.known || !before.known || (!seen.known && series.law != ObservationLaw::value))
            return leave_empty(row, seen, before, EmptyReason::missing);
        const SeriesLevel own = series.level(before);
        PredictiveLaw law;
        law.law = series.law;
        law.centre = own.at + moved.by;
        law.size = seen.size;
        law.freedom = law.chance_freedom = straying[u].freedom;
        if (series.has_margins) {
            law.spread = std::sqrt(straying[u].dispersion * own.variance + moved.variance);
            law.chance = seen.known ? chance_of(series, straying[u], seen, options.confidence) : not_known;
        } else {
            law.chance = std::sqrt(straying[u].dispersion);
        }
        fill_row(row, law, series, seen, before, options);
    });
    result.rows.erase(result.rows.begin() + static_cast<std::ptrdiff_t>(reference));
}

std::vector<std::vector<std::size_t>> peers_of(const PanelSeries& series, const ExpectedOptions& options) {
    const Panel& panel = series.panel;
    const std::size_t units = series.units();
    std::vector<std::vector<std::size_t>> peers(units);
    for (const UnitPeers& each : options.peers) {
        auto& list = peers[static_cast<std::size_t>(panel.unit(each.unit))];
        for (const std::string& id : each.peers) list.push_back(static_cast<std::size_t>(panel.unit(id)));
    }
    if (options.alike.empty()) return peers;
    const std::int32_t period = series.periods[static_cast<std::size_t>(series.base)];
    std::vector<std::vector<double>> traits;  // standardised; NaN where not observed
    for (const std::string& id : options.alike) {
        const Cells cells = panel.cells(panel.indicator(id), period);
        std::vector<double> values(units, not_known);
        double count = 0.0, mean = 0.0, squares = 0.0;
        for (std::size_t u = 0; u < units && u < cells.value.size(); ++u)
            if (cells.status[u] == Status::observed) {
                values[u] = cells.value[u];
                count += 1.0;
                const double step = values[u] - mean;
                mean += step / count;
                squares += step * (values[u] - mean);
            }
        const double sd = std::sqrt(squares / std::max(1.0, count - 1.0));
        for (double& each : values) each = sd > 0.0 ? (each - mean) / sd : (std::isnan(each) ? each : 0.0);
        traits.push_back(std::move(values));
    }
    for (std::size_t u = 0; u < units; ++u) {
        if (!peers[u].empty()) continue;  // by hand
        std::vector<std::pair<double, std::size_t>> near;
        for (std::size_t v = 0; v < units; ++v) {
            if (v == u || panel.units()[v].kind != panel.units()[u].kind || panel.units()[v].id == options.reference)
                continue;
            if (!change_of(series, v, static_cast<std::size_t>(series.base), series.last()).known) continue;
            double distance = 0.0;
            for (const auto& each : traits) distance += (each[u] - each[v]) * (each[u] - each[v]);
            if (!std::isnan(distance)) near.emplace_back(distance, v);
        }
        std::sort(near.begin(), near.end());
        for (std::size_t i = 0; i < near.size() && i < static_cast<std::size_t>(options.nearest); ++i)
            peers[u].push_back(near[i].second);
    }
    return peers;
}

void expect_from_peers(ExpectedResult& result, const PanelSeries& series) {
    const ExpectedOptions& options = result.options;
    const auto peers = peers_of(series, options);
    const std::size_t base = static_cast<std::size_t>(series.base), last = series.last();
    result.peers.assign(series.units(), {});
    for_rows(series.units(), [&](std::size_t u) {
        ExpectedRow& row = result.rows[u];
        std::vector<double> by, variance;
        result.peers[u].unit = row.unit;
        for (const std::size_t v : peers[u]) {
            const SeriesChange change = change_of(series, v, base, last);
            if (!change.known) continue;
            result.peers[u].peers.push_back(series.panel.units()[v].id);
            by.push_back(change.by);
            variance.push_back(change.variance);
        }
        const SeriesPoint seen = series.point(u, last), before = series.point(u, base);
        row.points = static_cast<double>(by.size());
        if (by.size() < std::max<std::size_t>(2, static_cast<std::size_t>(options.least_points)))
            return leave_empty(row, seen, before, EmptyReason::few_points);
        if (!before.known || (!seen.known && series.law != ObservationLaw::value))
            return leave_empty(row, seen, before, EmptyReason::missing);
        const PeerChange moved = change_of_peers(by, variance, series.has_margins, options.straying != Straying::none);
        const SeriesLevel own = series.level(before);
        PredictiveLaw law;
        law.law = series.law;
        law.centre = own.at + moved.mean;
        law.size = seen.size;
        const double total = own.variance + moved.variance;
        law.spread = std::sqrt(total);
        // Only what was learned from the peers rests on few degrees of freedom (Satterthwaite 1946).
        if (moved.variance > 0.0) law.freedom = total * total / (moved.variance * moved.variance) * moved.freedom;
        if (series.law == ObservationLaw::value)
            law.chance = !series.has_margins ? 0.0 : seen.known ? seen.se : not_known;
        fill_row(row, law, series, seen, before, options);
    });
}

}  // namespace maatstaf::detail

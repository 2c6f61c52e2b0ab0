// SPDX-License-Identifier: Apache-2.0
#include "measure/share_limits.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/compensated_sum.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/measure/limits.hpp"
#include "measure/checks.hpp"

namespace maatstaf::detail {
namespace {

/// Clusters with the squares of their sums added up. Rows are sorted first, so their order does not matter.
struct ClusterSquares {
    double clusters = 0.0, squares = 0.0;
};
ClusterSquares cluster_squares(std::vector<std::pair<std::int32_t, double>>& rows) {
    std::sort(rows.begin(), rows.end());
    ClusterSquares made{};
    CompensatedSum squares;
    for (std::size_t first = 0; first < rows.size();) {
        CompensatedSum sum;
        const std::int32_t cluster = rows[first].first;
        for (; first < rows.size() && rows[first].first == cluster; ++first) sum.add(rows[first].second);
        squares.add(sum.value() * sum.value());
        made.clusters += 1.0;
    }
    made.squares = squares.value();
    return made;
}

enum class Fill : std::uint8_t { known, least, most };

double value_of(const ShareRow& row, Fill fill) {
    return fill == Fill::known ? row.value : (fill == Fill::least ? row.least : row.most);
}

/// The same for rows of yes and no that weigh alike. Their sums are whole numbers, so only clusters need an order,
/// which rows often have already.
ShareEstimate estimate_yes_or_no(std::span<const ShareRow> rows, Fill fill) {
    ShareEstimate made{};
    std::vector<std::pair<std::int32_t, double>> taken{};
    taken.reserve(rows.size());
    double yes = 0.0;
    bool ordered = true;
    for (const ShareRow& each : rows) {
        const double value = value_of(each, fill);
        if (std::isnan(value)) continue;
        ordered = ordered && (taken.empty() || taken.back().first <= each.cluster);
        taken.emplace_back(each.cluster, value);
        yes += value;
    }
    if (!ordered) std::sort(taken.begin(), taken.end());
    const double size = static_cast<double>(taken.size());
    made.value = yes / size;
    made.yes = yes;
    CompensatedSum squares;
    for (std::size_t first = 0; first < taken.size();) {
        const std::size_t from = first;
        double sum = 0.0;
        for (; first < taken.size() && taken[first].first == taken[from].first; ++first) sum += taken[first].second;
        const double off = sum - made.value * static_cast<double>(first - from);
        squares.add(off * off);
        made.clusters += 1.0;
    }
    made.clustered = made.clusters < size;
    if (!made.clustered) {
        made.effective = size;
        made.se = std::sqrt(made.value * (1.0 - made.value) / size);
        return made;
    }
    const double correction = made.clusters > 1.0 ? made.clusters / (made.clusters - 1.0) : 0.0;
    const double between = squares.value() * correction / size / size;
    made.se = std::sqrt(between);
    made.effective = made.clusters;
    if (between > 0.0 && made.value > 0.0 && made.value < 1.0)
        made.effective = std::min(size, made.value * (1.0 - made.value) / between);
    return made;
}

bool is_yes_or_no(const ShareRow& row, Fill fill, double weight) {
    const double value = value_of(row, fill);
    return row.weight == weight && (std::isnan(value) || value == 0.0 || value == 1.0);
}

/// The share over the rows that have a value under this filling in.
ShareEstimate estimate_share(std::span<const ShareRow> rows, Fill fill) {
    const double weight = rows.front().weight;
    if (std::all_of(rows.begin(), rows.end(), [&](const ShareRow& row) { return is_yes_or_no(row, fill, weight); }))
        return estimate_yes_or_no(rows, fill);
    ShareEstimate made{};
    std::vector<ShareRow> taken{};
    for (const ShareRow& each : rows)
        if (!std::isnan(value_of(each, fill))) taken.push_back(each);
    std::sort(taken.begin(), taken.end(), [&](const ShareRow& a, const ShareRow& b) {
        return std::tuple(a.cluster, value_of(a, fill), a.weight) < std::tuple(b.cluster, value_of(b, fill), b.weight);
    });
    CompensatedSum yes, all;
    bool whole = true;
    for (std::size_t at = 0; at < taken.size(); ++at) {
        const double value = value_of(taken[at], fill);
        yes.add(taken[at].weight * value);
        all.add(taken[at].weight);
        whole = whole && (value == 0.0 || value == 1.0);
    }
    made.value = yes.value() / all.value();
    made.yes = not_known;
    made.clustered = true;
    std::vector<std::pair<std::int32_t, double>> off{};
    off.reserve(taken.size());
    for (const ShareRow& each : taken)
        off.emplace_back(each.cluster, each.weight * (value_of(each, fill) - made.value));
    const ClusterSquares sums = cluster_squares(off);
    made.effective = made.clusters = sums.clusters;
    const double between = made.clusters > 1.0
                               ? sums.squares * made.clusters / (made.clusters - 1.0) / all.value() / all.value()
                               : 0.0;
    made.se = std::sqrt(between);
    if (between > 0.0 && made.value > 0.0 && made.value < 1.0) {
        made.effective = made.value * (1.0 - made.value) / between;
        if (whole) made.effective = std::min(made.effective, static_cast<double>(taken.size()));
    }
    return made;
}

void fill_cells(ShareCells& cells, const ShareEstimate& made, std::span<const double> level) {
    cells.value = made.value;
    cells.se = made.se;
    cells.clusters = made.clusters;
    cells.clustered = made.clustered;
    if (!std::isnan(made.yes)) {
        // A standard error of nought says nothing of how sure a share is. Rows that belong together count as one each
        // where they all say the same.
        const bool together = made.clustered && !(made.se > least_spread);
        cells.denominator = together ? made.clusters : cells.n;
        cells.numerator = together ? made.value * made.clusters : made.yes;
    }
    cells.limits.clear();
    for (const double each : level) cells.limits.push_back(made.limits(each));
}

}  // namespace

namespace {

/// (z / t)^2: what few clusters take away. The last one is kept, since the bounds of a row ask for the same.
double few_clusters(double level, double clusters) {
    struct Last {
        double level = 0.0, clusters = 0.0, factor = 1.0;
    };
    thread_local Last last{};
    if (last.level != level || last.clusters != clusters) {
        const double z = two_sided(level);
        const double t = special::student_t_quantile(0.5 + 0.5 * level, clusters - 1.0);
        last = {level, clusters, z * z / (t * t)};
    }
    return last.factor;
}

}  // namespace

ShareCells::ShareCells()
    : value(not_known), se(not_known), clusters(0.0), response(not_known), least(not_known), most(not_known),
      least_low(not_known), most_high(not_known), numerator(not_known), denominator(not_known) {}

Limits ShareEstimate::limits(double level) const {
    double size = effective;
    if (clustered && clusters > 1.0 && value > 0.0 && value < 1.0) size *= few_clusters(level, clusters);
    return measure::proportion_limits(std::clamp(value, 0.0, 1.0) * size, size, level);
}

ShareCells share_of(std::span<const ShareRow> rows, std::span<const double> level) {
    ShareCells made{};
    made.limits.assign(level.size(), Limits{});
    bool all_known = true;
    for (const ShareRow& each : rows) {
        all_known = all_known && each.least == each.value && each.most == each.value;
        const bool known = !std::isnan(each.value);
        made.n += known ? 1.0 : 0.0;
        made.left_out += known ? 0.0 : 1.0;
        made.count += known ? each.weight * each.value : 0.0;
    }
    if (rows.empty()) {
        made.reason = EmptyReason::no_population;
        return made;
    }
    made.response = made.n / static_cast<double>(rows.size());
    ShareEstimate value{};
    if (made.n > 0.0) value = estimate_share(rows, Fill::known);
    const ShareEstimate least = all_known ? value : estimate_share(rows, Fill::least);
    const ShareEstimate most = all_known ? value : estimate_share(rows, Fill::most);
    made.least = least.value;
    made.most = most.value;
    made.least_low = least.limits(level[0]).low;
    made.most_high = most.limits(level[0]).high;
    if (made.n == 0.0) {
        made.reason = EmptyReason::missing;
        return made;
    }
    fill_cells(made, value, level);
    return made;
}

WindowCells window_share_of(std::span<const WindowRow> rows, double window, std::span<const double> level) {
    WindowCells made{};
    ShareCells& curve = made.kaplan_meier;
    curve.limits.assign(level.size(), Limits{});
    curve.n = static_cast<double>(rows.size());
    if (rows.empty()) {
        curve.reason = made.complete.reason = EmptyReason::no_population;
        made.complete.limits = curve.limits;
        return made;
    }
    std::vector<ShareRow> complete{}, bounds{};
    std::vector<WindowRow> sorted(rows.begin(), rows.end());
    std::sort(sorted.begin(), sorted.end(), [](const WindowRow& a, const WindowRow& b) {
        return std::tuple(a.time, !a.event, a.cluster) < std::tuple(b.time, !b.event, b.cluster);
    });
    for (const WindowRow& each : sorted) {
        const bool within = each.event && each.time <= window;
        const bool lost = !each.event && each.time < window;
        if (each.followed >= window) complete.push_back(share_row(within ? 1.0 : 0.0, each.cluster));
        bounds.push_back(share_row(lost ? not_known : (within ? 1.0 : 0.0), each.cluster));
        curve.count += within ? 1.0 : 0.0;
        curve.left_out += lost ? 1.0 : 0.0;
    }
    made.complete = share_of(complete, level);
    if (!std::isnan(rows.front().followed)) curve.response = static_cast<double>(complete.size()) / curve.n;
    const ShareCells outer = share_of(bounds, level);
    curve.least = outer.least;
    curve.most = outer.most;
    curve.least_low = outer.least_low;
    curve.most_high = outer.most_high;

    // The curve, and what one row does to its logarithm: -(dN - dA of the row) / (Y - d), dA = d / Y while at risk.
    double survival = 1.0, hazard_so_far = 0.0;
    std::vector<double> influence(sorted.size(), 0.0);
    const double n = curve.n;
    for (std::size_t first = 0; first < sorted.size() && sorted[first].time <= window;) {
        const double time = sorted[first].time;
        std::size_t last = first, events = 0;
        for (; last < sorted.size() && sorted[last].time == time; ++last) events += sorted[last].event ? 1 : 0;
        const double risk = n - static_cast<double>(first), dead = static_cast<double>(events);
        survival *= (risk - dead) / risk;
        if (risk > dead) {
            hazard_so_far += dead / (risk * (risk - dead));
            for (std::size_t at = first; at < last; ++at)
                influence[at] = hazard_so_far - (sorted[at].event ? 1.0 / (risk - dead) : 0.0);
        }
        first = last;
    }
    bool seen = false;
    std::vector<std::pair<std::int32_t, double>> of_cluster{};
    of_cluster.reserve(sorted.size());
    for (std::size_t at = 0; at < sorted.size(); ++at) {
        seen = seen || sorted[at].time >= window;
        of_cluster.emplace_back(sorted[at].cluster, sorted[at].time > window ? hazard_so_far : influence[at]);
    }
    const ClusterSquares sums = cluster_squares(of_cluster);
    const bool together = sums.clusters < n;
    curve.clusters = sums.clusters;
    if (!seen && survival > 0.0) {
        curve.reason = EmptyReason::not_followed;
        return made;
    }
    ShareEstimate estimate{};
    estimate.value = 1.0 - survival;
    estimate.yes = curve.left_out > 0.0 ? not_known : curve.count;
    estimate.clusters = curve.clusters;
    estimate.clustered = together;
    double correction = 1.0;
    if (together) correction = curve.clusters > 1.0 ? curve.clusters / (curve.clusters - 1.0) : 0.0;
    const double variance = survival * survival * sums.squares * correction;
    estimate.se = std::sqrt(variance);
    if (variance > 0.0 && survival > 0.0 && survival < 1.0) {
        estimate.effective = survival * (1.0 - survival) / variance;
        if (together) estimate.effective = std::min(estimate.effective, n);
    } else {  // all or none: who was seen that long counts once per cluster
        std::vector<std::pair<std::int32_t, double>> whole{};
        for (const WindowRow& each : sorted)
            if (each.event || each.time >= window) whole.emplace_back(each.cluster, 0.0);
        estimate.effective = cluster_squares(whole).clusters;
    }
    fill_cells(curve, estimate, level);
    return made;
}

}  // namespace maatstaf::detail

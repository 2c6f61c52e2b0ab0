// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/measure/survival.hpp"
#include "measure/no_number.hpp"

namespace maatstaf {
namespace {

/// A left end is open and a right end closed, except in an exact time, which is both at once.
struct Edge {
    double at = 0.0;
    int order = 0;  ///< among equal places: right ends of intervals, exact left, exact right, left ends
    bool left = false;
};

/// The first and last innermost interval within each row.
struct Reach {
    std::size_t first = 0, last = 0;
};

std::vector<Edge> edges_of(const std::vector<double>& low, const std::vector<double>& high) {
    std::vector<Edge> made{};
    for (std::size_t row = 0; row < low.size(); ++row) {
        const bool exact = low[row] == high[row];
        made.push_back({low[row], exact ? 1 : 3, true});
        made.push_back({high[row], exact ? 2 : 0, false});
    }
    std::sort(made.begin(), made.end(),
              [](const Edge& a, const Edge& b) { return a.at != b.at ? a.at < b.at : a.order < b.order; });
    return made;
}

}  // namespace

TurnbullResult interval_censored(std::span<const double> low, std::span<const double> high, double tolerance,
                                 int most_iterations) {
    if (low.size() != high.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "high"},
                                                     {"got", std::to_string(high.size())},
                                                     {"expected", std::to_string(low.size())}});
    if (!(tolerance > 0.0)) throw detail::out_of_range("tolerance", "> 0", tolerance);
    if (most_iterations < 1) throw detail::out_of_range("most_iterations", ">= 1", most_iterations);
    TurnbullResult made{};
    std::vector<double> from{}, to{};
    for (std::size_t row = 0; row < low.size(); ++row) {
        if (std::isnan(low[row]) || std::isnan(high[row])) {
            made.left_out += 1.0;
            continue;
        }
        if (!(low[row] >= 0.0) || high[row] < low[row] || std::isinf(low[row]))
            throw DataError(messages::survival_bad_interval, {{"row", std::to_string(row + 1)},
                                                              {"low", to_text(low[row])},
                                                              {"high", to_text(high[row])}});
        from.push_back(low[row]);
        to.push_back(high[row]);
    }
    made.n = static_cast<double>(from.size());
    if (made.left_out > 0.0) made.caveats.push_back({messages::survival_left_out, {{"count", to_text(made.left_out)}}});
    if (from.empty()) return made;

    // Innermost intervals: a left end with a right end straight after it.
    const auto edges = edges_of(from, to);
    for (std::size_t at = 0; at + 1 < edges.size(); ++at)
        if (edges[at].left && !edges[at + 1].left) {
            made.from.push_back(edges[at].at);
            made.to.push_back(edges[at + 1].at);
        }
    const std::size_t count = made.from.size();
    std::vector<Reach> reach{};
    for (std::size_t row = 0; row < from.size(); ++row) {
        // Those with from <= each from and each to <= to; an exact row holds only its own point.
        const bool point = from[row] == to[row];
        const auto first = std::lower_bound(made.from.begin(), made.from.end(), from[row]) - made.from.begin();
        auto last = std::upper_bound(made.to.begin(), made.to.end(), to[row]) - made.to.begin() - 1;
        auto begin = static_cast<std::size_t>(first);
        // An open left end does not hold a point mass that stands on it; a point does not hold an interval from it.
        if (!point && begin < count && made.from[begin] == from[row] && made.to[begin] == from[row]) ++begin;
        if (point) last = static_cast<std::ptrdiff_t>(begin);
        reach.push_back({begin, static_cast<std::size_t>(last)});
    }

    std::vector<double> mass(count, 1.0 / static_cast<double>(count));
    std::vector<double> gain(count + 1);  // sums of 1 / probability, as differences
    for (made.iterations = 0; made.iterations < most_iterations && !made.converged; ++made.iterations) {
        std::vector<double> sum(count + 1, 0.0);
        for (std::size_t at = 0; at < count; ++at) sum[at + 1] = sum[at] + mass[at];
        std::fill(gain.begin(), gain.end(), 0.0);
        made.log_likelihood = 0.0;
        for (const Reach& each : reach) {
            const double chance = each.first == each.last ? mass[each.first] : sum[each.last + 1] - sum[each.first];
            gain[each.first] += 1.0 / chance;
            gain[each.last + 1] -= 1.0 / chance;
            made.log_likelihood += std::log(chance);
        }
        double running = 0.0;
        double moved = 0.0;
        for (std::size_t at = 0; at < count; ++at) {
            running += gain[at];
            const double next = mass[at] * running / made.n;
            moved = std::max(moved, std::fabs(next - mass[at]));
            mass[at] = next;
        }
        made.converged = moved <= tolerance;
    }
    made.mass = std::move(mass);
    double left = 1.0;
    for (const double each : made.mass) {
        left -= each;
        made.survival.push_back(std::max(0.0, left));
    }
    if (!made.converged) made.caveats.push_back({messages::survival_not_settled, {}});
    made.caveats.push_back({messages::survival_no_interval, {}});
    return made;
}

Estimate TurnbullResult::quantile(double probability) const {
    if (!(probability > 0.0 && probability < 1.0))
        throw detail::out_of_range("probability", "> 0, < 1", probability);
    double sum = 0.0;
    for (std::size_t at = 0; at < mass.size(); ++at) {
        sum += mass[at];
        if (sum >= probability - 1e-9) return {detail::no_number, detail::no_number, from[at], to[at], n};
    }
    return {};
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/check.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/measure/survival.hpp"
#include "measure/no_number.hpp"
#include "measure/root.hpp"

namespace maatstaf {
namespace {

/// A left end is open and a right end closed, except in an exact time, which is both at once.
struct Edge {
    double at = 0.0;
    int order = 0;  ///< among equal places: right ends of intervals, exact left, exact right, left ends
    bool left = false;
};

/// The first and last innermost interval within a row, and how many rows are like it.
struct Reach {
    std::size_t first = 0, last = 0;
    double rows = 1.0;
};

/// Rows with an interval each.
struct Intervals {
    std::vector<double> low{}, high{};
    double n() const { return static_cast<double>(low.size()); }
};

/// Where mass can lie, and what of it lies within each row.
struct Innermost {
    std::vector<double> from{}, to{};
    std::vector<Reach> reach{};
};

std::vector<Edge> edges_of(const Intervals& rows, double cut) {
    std::vector<Edge> made{};
    for (std::size_t row = 0; row < rows.low.size(); ++row) {
        const bool exact = rows.low[row] == rows.high[row];
        made.push_back({rows.low[row], exact ? 1 : 3, true});
        made.push_back({rows.high[row], exact ? 2 : 0, false});
    }
    if (!std::isnan(cut)) {
        made.push_back({cut, 0, false});
        made.push_back({cut, 3, true});
    }
    std::sort(made.begin(), made.end(),
              [](const Edge& a, const Edge& b) { return a.at != b.at ? a.at < b.at : a.order < b.order; });
    return made;
}

/// Innermost intervals: a left end with a right end straight after it. With a `cut` none lies on both sides of it.
Innermost innermost_of(const Intervals& rows, double cut) {
    Innermost made{};
    const auto edges = edges_of(rows, cut);
    for (std::size_t at = 0; at + 1 < edges.size(); ++at)
        if (edges[at].left && !edges[at + 1].left) {
            made.from.push_back(edges[at].at);
            made.to.push_back(edges[at + 1].at);
        }
    std::vector<Reach> all{};
    for (std::size_t row = 0; row < rows.low.size(); ++row) {
        // Those with from <= each from and each to <= to; an exact row holds only its own point.
        const double low = rows.low[row], high = rows.high[row];
        const bool point = low == high;
        auto first = static_cast<std::size_t>(std::lower_bound(made.from.begin(), made.from.end(), low) -
                                              made.from.begin());
        auto last = static_cast<std::size_t>(std::upper_bound(made.to.begin(), made.to.end(), high) -
                                             made.to.begin());
        // An open left end does not hold a point mass that stands on it; a point does not hold an interval from it.
        if (!point && first < made.from.size() && made.from[first] == low && made.to[first] == low) ++first;
        if (point) last = first + 1;
        all.push_back({first, last - 1, 1.0});
    }
    std::sort(all.begin(), all.end(),
              [](const Reach& a, const Reach& b) { return a.first != b.first ? a.first < b.first : a.last < b.last; });
    for (const Reach& each : all)
        if (!made.reach.empty() && made.reach.back().first == each.first && made.reach.back().last == each.last)
            made.reach.back().rows += 1.0;
        else
            made.reach.push_back(each);
    return made;
}

double sum_of(const std::vector<double>& mass, std::size_t first, std::size_t last) {
    return std::accumulate(mass.begin() + static_cast<std::ptrdiff_t>(first),
                           mass.begin() + static_cast<std::ptrdiff_t>(last), 0.0);
}

/// One step of self-consistency: masses become their shares of the rows. Gives the log likelihood of what came in.
double step_of(const std::vector<Reach>& reach, double n, std::vector<double>& mass) {
    const std::size_t count = mass.size();
    std::vector<double> sum(count + 1, 0.0), gain(count + 1, 0.0);  // gain: sums of 1 / probability, as differences
    for (std::size_t at = 0; at < count; ++at) sum[at + 1] = sum[at] + mass[at];
    double log_likelihood = 0.0;
    for (const Reach& each : reach) {
        const double chance = each.first == each.last ? mass[each.first] : sum[each.last + 1] - sum[each.first];
        gain[each.first] += each.rows / chance;
        gain[each.last + 1] -= each.rows / chance;
        log_likelihood += each.rows * std::log(chance);
    }
    double running = 0.0;
    for (std::size_t at = 0; at < count; ++at) {
        running += gain[at];
        mass[at] *= std::max(0.0, running) / n;
    }
    return log_likelihood;
}

/// How likely it is at best that a part had the event by `term`: its profile likelihood.
class TermProfile {
public:
    TermProfile(const Intervals& rows, double term, double most, double allowed)
        : n_(rows.n()), most_(most), allowed_(allowed), cells_(innermost_of(rows, term)) {
        before_ = static_cast<std::size_t>(std::upper_bound(cells_.to.begin(), cells_.to.end(), term) -
                                           cells_.to.begin());
    }
    /// The part towards `end` (0 or 1) from `best` on at which the log likelihood has fallen by what is allowed.
    double limit(double best, double end) const {
        // Mass on a side where no row can have had the event: every row is less likely by as much.
        const double edge = std::exp(-allowed_ / n_);
        if (before_ == 0) return end == 0.0 ? 0.0 : 1.0 - edge;
        if (before_ == cells_.to.size()) return end == 1.0 ? 1.0 : edge;
        const auto beyond = [&](double part) {
            const double gap = most_ - likely(part) - allowed_;
            return std::fabs(gap) < 1e-3 * allowed_ ? 0.0 : gap;  // near enough
        };
        const double near = std::clamp(best, 1e-9, 1.0 - 1e-9), far = end == 0.0 ? 1e-9 : 1.0 - 1e-9;
        return beyond(far) < 0.0 ? end : detail::root_between(beyond, near, far);
    }

private:
    double likely(double part) const {
        const std::size_t count = cells_.to.size();
        std::vector<double> mass(count, 1.0);
        const auto hold = [&] {
            const double first = sum_of(mass, 0, before_), rest = sum_of(mass, before_, count);
            for (std::size_t at = 0; at < count; ++at)
                mass[at] *= at < before_ ? part / first : (1.0 - part) / rest;
        };
        hold();
        double reached = 0.0;
        for (int step = 0; step < 5000; ++step) {
            const double before = reached;
            reached = step_of(cells_.reach, n_, mass);
            hold();
            if (step > 0 && reached - before < 1e-6 * allowed_) break;
        }
        return reached;
    }
    double n_ = 0.0, most_ = 0.0, allowed_ = 0.0;
    Innermost cells_{};
    std::size_t before_ = 0;  ///< innermost intervals within the term
};

Estimate within_term(const TurnbullResult& fit, const Intervals& rows, double term, double quantile) {
    const auto surely = std::upper_bound(fit.to.begin(), fit.to.end(), term) - fit.to.begin();
    const auto perhaps = std::lower_bound(fit.from.begin(), fit.from.end(), term) - fit.from.begin();
    const auto sure = static_cast<std::size_t>(surely);
    const double least = sum_of(fit.mass, 0, sure);
    const double most = least + sum_of(fit.mass, sure, std::max(sure, static_cast<std::size_t>(perhaps)));
    const TermProfile profile(rows, term, fit.log_likelihood, 0.5 * quantile * quantile);
    return {most - least < 1e-9 ? least : detail::no_number, detail::no_number, profile.limit(least, 0.0),
            profile.limit(most, 1.0), fit.n};
}

void check_options(const TurnbullOptions& options) {
    if (!(options.tolerance > 0.0)) throw detail::out_of_range("tolerance", "> 0", options.tolerance);
    if (options.most_iterations < 1) throw detail::out_of_range("most_iterations", ">= 1", options.most_iterations);
    detail::need_confidence(options.confidence);
    for (const double each : options.terms)
        if (!(each >= 0.0) || std::isinf(each)) throw detail::out_of_range("terms", ">= 0", each);
}

}  // namespace

TurnbullResult interval_censored(std::span<const double> low, std::span<const double> high,
                                 const TurnbullOptions& options) {
    if (low.size() != high.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "high"},
                                                     {"got", std::to_string(high.size())},
                                                     {"expected", std::to_string(low.size())}});
    check_options(options);
    TurnbullResult made{};
    made.options = options;
    Intervals rows{};
    for (std::size_t row = 0; row < low.size(); ++row) {
        if (std::isnan(low[row]) || std::isnan(high[row])) {
            made.left_out += 1.0;
            continue;
        }
        if (!(low[row] >= 0.0) || high[row] < low[row] || std::isinf(low[row]))
            throw DataError(messages::survival_bad_interval, {{"row", std::to_string(row + 1)},
                                                              {"low", to_text(low[row])},
                                                              {"high", to_text(high[row])}});
        rows.low.push_back(low[row]);
        rows.high.push_back(high[row]);
    }
    made.n = rows.n();
    if (made.left_out > 0.0) made.caveats.push_back({messages::survival_left_out, {{"count", to_text(made.left_out)}}});
    if (rows.low.empty()) {
        made.within.resize(options.terms.size());
        return made;
    }
    Innermost cells = innermost_of(rows, detail::no_number);
    const std::size_t count = cells.to.size();
    made.mass.assign(count, 1.0 / static_cast<double>(count));
    for (; made.iterations < options.most_iterations && !made.converged; ++made.iterations) {
        const std::vector<double> before = made.mass;
        made.log_likelihood = step_of(cells.reach, made.n, made.mass);
        double moved = 0.0;
        for (std::size_t at = 0; at < count; ++at) moved = std::max(moved, std::fabs(made.mass[at] - before[at]));
        made.converged = moved <= options.tolerance;
    }
    made.from = std::move(cells.from);
    made.to = std::move(cells.to);
    double left = 1.0;
    for (const double each : made.mass) {
        left -= each;
        made.survival.push_back(std::max(0.0, left));
    }
    if (!made.converged) made.caveats.push_back({messages::survival_not_settled, {}});
    const double quantile = special::normal_quantile(0.5 + 0.5 * options.confidence);
    for (const double term : options.terms) made.within.push_back(within_term(made, rows, term, quantile));
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

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/reach.hpp"
#include "measure/checks.hpp"

namespace maatstaf::measure {
namespace {

constexpr std::uint32_t dissimilarity_purpose = 7101;

double half_distance(const std::vector<double>& first, const std::vector<double>& second) {
    double sum = 0.0;
    for (std::size_t at = 0; at < first.size(); ++at) sum += std::fabs(first[at] - second[at]);
    return 0.5 * sum;
}

/// Divisions from even (0) through what was seen (1) and beyond, and what chance makes of their index.
class UnevenFamily {
public:
    UnevenFamily(std::vector<double> even, std::vector<double> seen, double participants, int draws,
                 std::uint64_t seed)
        : even_(std::move(even)), away_(std::move(seen)), root_(std::sqrt(participants)),
          draws_(static_cast<std::size_t>(draws)), normal_(even_.size() * draws_) {
        for (std::size_t at = 0; at < even_.size(); ++at) {
            normals(seed, dissimilarity_purpose, at, 0, std::span(normal_).subspan(at * draws_, draws_));
            away_[at] -= even_[at];
        }
    }

    std::vector<double> at(double step) const {
        std::vector<double> made(even_.size());
        double sum = 0.0;
        for (std::size_t g = 0; g < made.size(); ++g) sum += made[g] = std::max(0.0, even_[g] + step * away_[g]);
        for (double& each : made) each /= sum;
        return made;
    }
    double index(double step) const { return half_distance(at(step), even_); }

    /// The part of the draws from this division with an index of at least `seen`.
    double at_least(double step, double seen) const {
        const auto chance = at(step);
        std::vector<double> root(chance.size());
        for (std::size_t g = 0; g < root.size(); ++g) root[g] = std::sqrt(chance[g]);
        double count = 0.0;
        for (std::size_t draw = 0; draw < draws_; ++draw) {
            double together = 0.0, sum = 0.0;
            for (std::size_t g = 0; g < root.size(); ++g) together += root[g] * normal_[g * draws_ + draw];
            for (std::size_t g = 0; g < root.size(); ++g) {
                const double off = (root[g] * normal_[g * draws_ + draw] - chance[g] * together) / root_;
                sum += std::fabs(chance[g] - even_[g] + off);
            }
            if (0.5 * sum >= seen) count += 1.0;
        }
        return count / static_cast<double>(draws_);
    }

    /// The index of the division at which the part of the draws that reach `seen` is `part`; 0 where even has more.
    double index_where(double part, double seen) const {
        if (at_least(0.0, seen) >= part) return 0.0;
        double low = 0.0, high = 1.0;
        while (at_least(high, seen) < part) {
            if (high > 1e6) return index(high);
            low = high;
            high *= 2.0;
        }
        for (int step = 0; step < 20; ++step) {
            const double middle = 0.5 * (low + high);
            (at_least(middle, seen) < part ? low : high) = middle;
        }
        return index(0.5 * (low + high));
    }

private:
    std::vector<double> even_, away_;
    double root_;
    std::size_t draws_;
    std::vector<double> normal_;
};

/// The high end. The index is the largest excess of a set of groups, so it is below the largest of their high ends;
/// the sets that matter take groups in the order of their own excess.
double highest_excess(const std::vector<double>& even, const std::vector<double>& seen, double participants,
                      double level) {
    std::vector<std::size_t> order(even.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return seen[a] - even[a] > seen[b] - even[b]; });
    double made = 0.0, share = 0.0, residents = 0.0;
    for (std::size_t at = 0; at + 1 < order.size(); ++at) {
        share += seen[order[at]];
        residents += even[order[at]];
        const double count = std::min(share, 1.0) * participants;
        made = std::max(made, proportion_limits(count, participants, level).high - residents);
    }
    return made;
}

}  // namespace

DissimilarityResult dissimilarity(std::span<const double> reached, std::span<const double> population,
                                  std::span<const double> level, int draws, std::uint64_t seed) {
    detail::need_levels(level);
    detail::need_length("population", population.size(), reached.size());
    detail::need_amounts("reached", reached, false);
    detail::need_amounts("population", population, false);
    if (draws < 100 || draws > 1'000'000) throw detail::out_of_range("draws", "100 .. 1000000", draws);
    DissimilarityResult made{};
    made.limits.assign(level.size(), Limits{});
    std::vector<std::pair<double, double>> groups{};  // residents and participants
    bool missing = false;
    for (std::size_t at = 0; at < reached.size(); ++at) {
        missing = missing || std::isnan(reached[at]) || std::isnan(population[at]);
        if (reached[at] > population[at])
            throw DataError(messages::measure_above, {{"row", std::to_string(at + 1)},
                                                      {"numerator", to_text(reached[at])},
                                                      {"denominator", to_text(population[at])}});
        if (!(population[at] > 0.0)) continue;
        groups.emplace_back(population[at], reached[at]);
    }
    std::sort(groups.begin(), groups.end());  // the order in which they were given does not matter
    std::vector<double> even{}, seen{};
    for (const auto& each : groups) {
        even.push_back(each.first);
        seen.push_back(each.second);
    }
    const double residents = std::accumulate(even.begin(), even.end(), 0.0);
    const double participants = std::accumulate(seen.begin(), seen.end(), 0.0);
    if (missing) made.reason = EmptyReason::missing;
    else if (even.size() < 2) made.reason = EmptyReason::few_units;
    else if (!(participants > 0.0)) made.reason = EmptyReason::few_events;
    if (made.reason != EmptyReason::none) return made;
    for (double& each : even) each /= residents;
    for (double& each : seen) each /= participants;
    made.value = half_distance(seen, even);
    // Nobody is reached twice: the more residents take part, the less is left to chance.
    const double effective = participants / std::max(1e-9, 1.0 - participants / residents);
    for (std::size_t at = 0; at < level.size(); ++at)
        made.limits[at] = {0.0, std::max(made.value, highest_excess(even, seen, effective, level[at]))};
    if (made.value < 1e-12) {  // exactly even
        made.value = made.corrected = 0.0;
        return made;
    }
    const UnevenFamily family(std::move(even), std::move(seen), effective, draws, seed);
    made.corrected = family.index_where(0.5, made.value);
    for (std::size_t at = 0; at < level.size(); ++at)
        made.limits[at].low = std::min(made.value, family.index_where(0.5 - 0.5 * level[at], made.value));
    return made;
}

}  // namespace maatstaf::measure

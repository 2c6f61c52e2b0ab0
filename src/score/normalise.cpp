// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/normalise.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"
#include "score/normalise_fit.hpp"
#include "score/numbers.hpp"

namespace maatstaf {
namespace {

using detail::is_rank;

/// Position of `y` among the sorted values, 1 for the lowest. A value between two of them lies half a rank above the
/// lower one when ties are averaged.
double position(const Normaliser& rule, double y) {
    const auto [first, last] = std::equal_range(rule.sorted.begin(), rule.sorted.end(), y);
    const auto below = static_cast<double>(first - rule.sorted.begin());
    const auto equal = static_cast<double>(last - first);
    switch (rule.ties) {
        case Ties::lowest: return below + 1.0;
        case Ties::highest: return below + equal;
        case Ties::average: break;
    }
    return below + 0.5 * (equal + 1.0);
}

double rank_score(const Normaliser& rule, double y) {
    if (std::isnan(y) || rule.is_constant()) return detail::nan;
    // Beyond the lowest or highest value of the reference a rank is that of the lowest or highest.
    const auto last = static_cast<double>(rule.sorted.size());
    const double rank = std::clamp(position(rule, y), 1.0, last);
    return rule.method == NormaliseMethod::rank ? rank : (rank - 1.0) / (last - 1.0);
}

template <class Directed>
void apply_line(const Normaliser& rule, std::span<const double> values, std::span<double> scores, Directed directed) {
    const double origin = rule.origin, slope = rule.slope, offset = rule.offset;
    const std::size_t count = values.size();
    const double* x = values.data();
    double* s = scores.data();
    if (std::isinf(rule.lowest) && std::isinf(rule.highest)) {
        for (std::size_t i = 0; i < count; ++i) s[i] = offset + slope * (directed(x[i]) - origin);
        return;
    }
    const double lowest = rule.lowest, highest = rule.highest;
    for (std::size_t i = 0; i < count; ++i) {
        // Written so that NaN falls through both comparisons.
        double score = offset + slope * (directed(x[i]) - origin);
        score = score < lowest ? lowest : score;
        s[i] = score > highest ? highest : score;
    }
}

}  // namespace

namespace detail {

double directed(Direction direction, double target, double value) {
    switch (direction) {
        case Direction::lower: return -value;
        case Direction::target: return -std::fabs(value - target);
        default: return value;
    }
}

}  // namespace detail

double Normaliser::operator()(double value) const {
    double score = detail::nan;
    normalise(*this, std::span(&value, 1), std::span(&score, 1));
    return score;
}

bool Normaliser::is_constant() const noexcept { return std::isnan(slope); }

bool Normaliser::is_linear() const noexcept {
    return !is_rank(method) && direction != Direction::target && std::isinf(lowest) && std::isinf(highest);
}

double Normaliser::derivative(double value) const {
    if (is_rank(method) || std::isnan(value) || is_constant()) return detail::nan;
    double turn = direction == Direction::lower ? -1.0 : 1.0;
    if (direction == Direction::target) {
        if (value == target) return detail::nan;
        turn = value > target ? -1.0 : 1.0;
    }
    const double score = offset + slope * (detail::directed(direction, target, value) - origin);
    if (score == lowest || score == highest) return detail::nan;
    if (score < lowest || score > highest) return 0.0;
    return slope * turn;
}

double Normaliser::nearest_kink(double value) const {
    double nearest = detail::nan;
    const auto consider = [&](double kink) {
        if (std::isfinite(kink) && !(std::fabs(nearest - value) <= std::fabs(kink - value))) nearest = kink;
    };
    if (is_rank(method) || is_constant()) return detail::nan;
    if (direction == Direction::target) consider(target);
    for (const double end : {lowest, highest}) {
        if (std::isinf(end)) continue;
        const double y = origin + (end - offset) / slope;
        if (direction == Direction::higher) consider(y);
        if (direction == Direction::lower) consider(-y);
        if (direction == Direction::target && y <= 0.0) {
            consider(target - y);
            consider(target + y);
        }
    }
    return nearest;
}

void normalise(const Normaliser& rule, std::span<const double> values, std::span<double> scores) {
    if (values.size() != scores.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "scores"},
                                                    {"got", std::to_string(scores.size())},
                                                    {"expected", std::to_string(values.size())},
                                                    {"per", "value"}});
    if (is_rank(rule.method)) {
        for (std::size_t i = 0; i < values.size(); ++i)
            scores[i] = rank_score(rule, detail::directed(rule.direction, rule.target, values[i]));
        return;
    }
    const double target = rule.target;
    switch (rule.direction) {
        case Direction::lower: return apply_line(rule, values, scores, [](double x) { return -x; });
        case Direction::target:
            return apply_line(rule, values, scores, [target](double x) { return -std::fabs(x - target); });
        default: return apply_line(rule, values, scores, [](double x) { return x; });
    }
}

namespace score {
namespace {

std::vector<double> fitted(std::span<const double> values, const NormaliseContext& context,
                           const NormaliseOptions& options) {
    std::vector<double> scores(values.size());
    normalise(fit_normaliser(values, context, options), values, scores);
    return scores;
}

}  // namespace

std::vector<double> minmax(std::span<const double> values, Direction direction, double low, double high) {
    return fitted(values, {.direction = direction}, {.method = NormaliseMethod::minmax, .low = low, .high = high});
}
std::vector<double> zscore(std::span<const double> values, Direction direction, double centre, double spread) {
    return fitted(values, {.direction = direction},
                  {.method = NormaliseMethod::zscore, .centre = centre, .spread = spread});
}
std::vector<double> goalposts(std::span<const double> values, double low_post, double high_post, Direction direction,
                              bool clip) {
    return fitted(values, {.direction = direction, .goalpost_low = low_post, .goalpost_high = high_post},
                  {.method = NormaliseMethod::goalposts, .clip = clip});
}
std::vector<double> distance_to_target(std::span<const double> values, double target, Direction direction, bool clip) {
    return fitted(values, {.direction = direction, .target = target},
                  {.method = NormaliseMethod::distance_to_target, .clip = clip});
}
std::vector<double> distance_to_reference(std::span<const double> values, double reference, Direction direction,
                                          bool clip) {
    return fitted(values, {.direction = direction, .reference_value = reference},
                  {.method = NormaliseMethod::distance_to_reference, .clip = clip});
}
std::vector<double> rank(std::span<const double> values, Direction direction, Ties ties) {
    return fitted(values, {.direction = direction}, {.method = NormaliseMethod::rank, .ties = ties});
}
std::vector<double> percentile_rank(std::span<const double> values, Direction direction, Ties ties) {
    return fitted(values, {.direction = direction}, {.method = NormaliseMethod::percentile_rank, .ties = ties});
}

}  // namespace score
}  // namespace maatstaf

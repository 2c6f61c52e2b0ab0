// SPDX-License-Identifier: Apache-2.0
#include "score/quantile.hpp"
#include "score/numbers.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maatstaf::detail {
namespace {

/// The order statistics at `position` and the next one, mixed; the values before `first` are all smaller.
double between(std::span<double> values, std::size_t first, double position) {
    const auto below = static_cast<std::size_t>(position);
    const double rest = position - static_cast<double>(below);
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
    std::nth_element(begin, at, values.end());
    if (rest == 0.0 || below + 1 >= values.size()) return *at;
    return *at + rest * (*std::min_element(at + 1, values.end()) - *at);
}

}  // namespace

SampleSpread sample_spread(std::span<const double> values) {
    const std::size_t count = values.size(), whole = count - count % lanes;
    Lanes sums{};
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += values[i + lane];
    for (std::size_t i = whole; i < count; ++i) sums[i - whole] += values[i];
    const double mean = total(sums) / static_cast<double>(count);
    sums.fill(0.0);
    const auto squared = [mean](double x) { return (x - mean) * (x - mean); };
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += squared(values[i + lane]);
    for (std::size_t i = whole; i < count; ++i) sums[i - whole] += squared(values[i]);
    return {mean, std::sqrt(total(sums) / (static_cast<double>(count) - 1.0))};
}

std::pair<double, double> two_quantiles(std::span<double> values, double low, double high) {
    const double last = static_cast<double>(values.size()) - 1.0;
    const double from = last * low, to = last * high;
    const double low_value = between(values, 0, from);
    return {low_value, between(values, static_cast<std::size_t>(from), to)};
}

std::pair<double, double> two_quantiles(std::span<const double> values, double low, double high, double low_cut,
                                        double high_cut, std::span<double> room) {
    // What lies beyond a cut gathers at the front or the back of the room, without branches.
    std::size_t front = 0, back = room.size();
    if (low_cut <= high_cut) {
        for (const double x : values) {
            room[front] = x;
            front += x < low_cut ? 1 : 0;
            room[back - 1] = x;
            back -= x > high_cut ? 1 : 0;
        }
    }
    const double last = static_cast<double>(values.size()) - 1.0;
    const double from = last * low, to = last * high;
    if (front < static_cast<std::size_t>(from) + 2 || static_cast<std::size_t>(to) < back) {
        std::copy(values.begin(), values.end(), room.begin());
        return two_quantiles(room, low, high);
    }
    return {between(room.first(front), 0, from), between(room.subspan(back), 0, to - static_cast<double>(back))};
}

}  // namespace maatstaf::detail

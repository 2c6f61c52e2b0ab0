// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "core/compensated_sum.hpp"
#include "maatstaf/score/normalise.hpp"
#include "score/numbers.hpp"

namespace maatstaf {
namespace {

using namespace detail;

// Blocks are added up with compensation, so long columns lose no digits.
constexpr std::size_t block = 1024;

/// Calls `step(lane, x)` for every value, lane by lane, and `end()` after each block. `x` may be NaN.
template <class Step, class End>
void in_lanes(std::span<const double> values, Step step, End end) {
    const double* x = values.data();
    for (std::size_t first = 0; first < values.size(); first += block) {
        const std::size_t last = std::min(first + block, values.size());
        std::size_t i = first;
        for (; i + lanes <= last; i += lanes)
            for (std::size_t lane = 0; lane < lanes; ++lane) step(lane, x[i + lane]);
        for (std::size_t lane = 0; i < last; ++i, ++lane) step(lane, x[i]);
        end();
    }
}

double take(Lanes& sums) {
    const double sum = total(sums);
    sums.fill(0.0);
    return sum;
}

}  // namespace

ReferenceStatistics reference_statistics(std::span<const double> values) {
    ReferenceStatistics result;
    Lanes sums{}, counts{}, lows, highs;
    lows.fill(infinity);
    highs.fill(-infinity);
    CompensatedSum sum;
    in_lanes(
        values,
        [&](std::size_t lane, double x) {
            const bool there = x == x;
            sums[lane] += there ? x : 0.0;
            counts[lane] += there ? 1.0 : 0.0;
            lows[lane] = x < lows[lane] ? x : lows[lane];
            highs[lane] = x > highs[lane] ? x : highs[lane];
        },
        [&] { sum.add(take(sums)); });
    result.n = total(counts);
    if (result.n == 0.0) return result;
    result.min = *std::min_element(lows.begin(), lows.end());
    result.max = *std::max_element(highs.begin(), highs.end());
    const double mean = sum.value() / result.n;
    // Rounding must not place the mean of equal values beside them.
    result.mean = std::clamp(mean, result.min, result.max);
    if (result.n < 2.0) return result;

    CompensatedSum squares;
    const double centre = result.mean;
    in_lanes(
        values,
        [&](std::size_t lane, double x) {
            const double deviation = x == x ? x - centre : 0.0;
            sums[lane] += deviation * deviation;
        },
        [&] { squares.add(take(sums)); });
    result.sd = std::sqrt(squares.value() / (result.n - 1.0));
    return result;
}

}  // namespace maatstaf

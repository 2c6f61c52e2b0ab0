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

struct BlockSums {
    double sum, count, low, high;
};

/// One block of values, with running values that the compiler can keep in registers. `gaps`: NaN may occur.
template <bool gaps>
BlockSums first_pass(const double* x, std::size_t size) {
    double sums[lanes] = {}, counts[lanes] = {}, lows[lanes], highs[lanes];
    std::fill_n(lows, lanes, infinity);
    std::fill_n(highs, lanes, -infinity);
    const auto step = [&](std::size_t lane, double value) {
        const bool there = !gaps || value == value;
        sums[lane] += there ? value : 0.0;
        if (gaps) counts[lane] += there ? 1.0 : 0.0;
        lows[lane] = value < lows[lane] ? value : lows[lane];
        highs[lane] = value > highs[lane] ? value : highs[lane];
    };
    std::size_t i = 0;
    for (; i + lanes <= size; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) step(lane, x[i + lane]);
    for (std::size_t lane = 0; i < size; ++i, ++lane) step(lane, x[i]);
    const double count = gaps ? total(std::to_array(counts)) : static_cast<double>(size);
    return {total(std::to_array(sums)), count, *std::min_element(lows, lows + lanes),
            *std::max_element(highs, highs + lanes)};
}

template <bool gaps>
double squared_deviations(const double* x, std::size_t size, double centre) {
    double sums[lanes] = {};
    const auto step = [&](std::size_t lane, double value) {
        const double deviation = !gaps || value == value ? value - centre : 0.0;
        sums[lane] += deviation * deviation;
    };
    std::size_t i = 0;
    for (; i + lanes <= size; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) step(lane, x[i + lane]);
    for (std::size_t lane = 0; i < size; ++i, ++lane) step(lane, x[i]);
    return total(std::to_array(sums));
}

}  // namespace

ReferenceStatistics reference_statistics(std::span<const double> values) {
    ReferenceStatistics result;
    CompensatedSum sum;
    double low = infinity, high = -infinity;
    for (std::size_t first = 0; first < values.size(); first += block) {
        const std::size_t size = std::min(block, values.size() - first);
        BlockSums part = first_pass<false>(values.data() + first, size);
        // A NaN anywhere makes the sum NaN. Only then the slower pass is needed; without NaN both give the same bits.
        if (std::isnan(part.sum)) part = first_pass<true>(values.data() + first, size);
        sum.add(part.sum);
        result.n += part.count;
        low = std::min(low, part.low);
        high = std::max(high, part.high);
    }
    if (result.n == 0.0) return result;
    result.min = low;
    result.max = high;
    // Rounding must not place the mean of equal values beside them.
    result.mean = std::clamp(sum.value() / result.n, low, high);
    if (result.n < 2.0) return result;
    CompensatedSum squares;
    for (std::size_t first = 0; first < values.size(); first += block) {
        const std::size_t size = std::min(block, values.size() - first);
        const double part = squared_deviations<false>(values.data() + first, size, result.mean);
        squares.add(std::isnan(part) ? squared_deviations<true>(values.data() + first, size, result.mean) : part);
    }
    result.sd = std::sqrt(squares.value() / (result.n - 1.0));
    return result;
}

}  // namespace maatstaf

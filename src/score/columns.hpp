// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "score/numbers.hpp"

namespace maatstaf::detail {

/// Whether every value lies within the ends and none is missing: one NaN makes the sum NaN, while lowest and highest
/// pass it by.
inline bool all_inside(const double* x, std::size_t count, double low, double high) {
    double sums[lanes] = {}, lows[lanes], highs[lanes];
    std::fill_n(lows, lanes, infinity);
    std::fill_n(highs, lanes, -infinity);
    const auto step = [&](std::size_t lane, double value) {
        sums[lane] += value;
        lows[lane] = value < lows[lane] ? value : lows[lane];
        highs[lane] = value > highs[lane] ? value : highs[lane];
    };
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) step(lane, x[i + lane]);
    for (; i < count; ++i) step(0, x[i]);
    return !std::isnan(total(std::to_array(sums))) && *std::min_element(lows, lows + lanes) >= low &&
           *std::max_element(highs, highs + lanes) <= high;
}

inline void add_line(const double* x, double* sum, std::size_t count, double share) {
    for (std::size_t i = 0; i < count; ++i) sum[i] += share * x[i];
}

}  // namespace maatstaf::detail

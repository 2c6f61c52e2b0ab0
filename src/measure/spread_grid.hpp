// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace maatstaf::detail {

/// Values of the root of a spread and their weights, which sum to 1.
struct SpreadGrid {
    std::vector<double> root{}, weight{};
};

/// The middles of equal steps, three times narrowed to where any weight is. With a `unit` over 0 .. infinity, in equal
/// steps of root / (root + unit); without (0) over 0 .. 1. `log_weight` is that of a root.
template <class LogWeight>
SpreadGrid spread_grid(double unit, const LogWeight& log_weight) {
    constexpr int steps = 32;
    constexpr double negligible = 11.0;  // of the logarithm
    const bool bounded = unit == 0.0;
    double from = 0.0, to = 1.0, sum = 0.0;
    SpreadGrid grid;
    for (int pass = 0; pass < 3; ++pass) {
        const double step = (to - from) / steps;
        grid = {};
        for (int i = 0; i < steps; ++i) {
            const double u = from + (i + 0.5) * step, root = bounded ? u : unit * u / (1.0 - u);
            grid.root.push_back(root);
            grid.weight.push_back(log_weight(root) - (bounded ? 0.0 : 2.0 * std::log1p(-u)));
        }
        const double most = *std::max_element(grid.weight.begin(), grid.weight.end());
        int first = steps, last = 0;
        for (int i = 0; i < steps; ++i)
            if (grid.weight[static_cast<std::size_t>(i)] > most - negligible) {
                first = std::min(first, i);
                last = i;
            }
        sum = 0.0;
        for (double& each : grid.weight) {
            each = std::exp(each - most);
            sum += each;
        }
        to = std::min(to, from + (last + 2) * step);
        from += std::max(0, first - 1) * step;
    }
    for (double& each : grid.weight) each /= sum;
    return grid;
}

}  // namespace maatstaf::detail

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

double sample_sd(std::span<const double> values) {
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
    return std::sqrt(total(sums) / (static_cast<double>(count) - 1.0));
}

std::pair<double, double> two_quantiles(std::span<double> values, double low, double high) {
    const double last = static_cast<double>(values.size()) - 1.0;
    const double from = last * low, to = last * high;
    const double low_value = between(values, 0, from);
    return {low_value, between(values, static_cast<std::size_t>(from), to)};
}

}  // namespace maatstaf::detail

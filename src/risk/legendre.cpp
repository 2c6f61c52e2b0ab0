// SPDX-License-Identifier: Apache-2.0
#include "risk/legendre.hpp"

#include <cmath>
#include <numbers>
#include <utility>

namespace maatstaf::detail {
namespace {

/// The Legendre polynomial of degree `count` at x, and its derivative.
std::pair<double, double> legendre(int count, double x) {
    double before = 1.0;
    double value = x;
    for (int k = 2; k <= count; ++k)
        before = std::exchange(value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    return {value, count * (x * value - before) / (x * x - 1.0)};
}

}  // namespace

Quadrature gauss_legendre(int count) {
    Quadrature made{std::vector<double>(static_cast<std::size_t>(count), 0.5),
                    std::vector<double>(static_cast<std::size_t>(count), 1.0)};
    if (count == 1) return made;
    for (int i = 0; i < count; ++i) {
        double x = std::cos(std::numbers::pi * (i + 0.75) / (count + 0.5));  // Tricomi's start; Newton does the rest
        double slope = 1.0;
        for (int step = 0; step < 50; ++step) {
            const auto at = legendre(count, x);
            slope = at.second;
            const double change = at.first / slope;
            x -= change;
            if (std::fabs(change) < 1e-16) break;
        }
        slope = legendre(count, x).second;
        made.nodes[static_cast<std::size_t>(i)] = 0.5 * (1.0 - x);
        made.weights[static_cast<std::size_t>(i)] = 1.0 / ((1.0 - x * x) * slope * slope);
    }
    return made;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "maatstaf/measure/organisations.hpp"

namespace maatstaf::detail {

/// About normal, on the scale of the figure (value), its logarithm (ratio) or log odds (proportion).
struct OnScale {
    double mean = 0.0, variance = 0.0;
};

/// One figure drawn towards the others, whatever the spread between them is; and on scale at each spread.
struct Shrunken {
    double value = 0.0, se = 0.0, low = 0.0, high = 0.0, own_part = 0.0;
    double above_middle = 0.0;  ///< probability that it is above that of all
    std::vector<OnScale> on_scale{};
};

struct ShrunkenAll {
    double middle = 0.0, spread = 0.0;  ///< the most likely
    std::vector<Shrunken> each{};
    std::vector<double> weight{};  ///< of each spread
};

ShrunkenAll shrink(std::span<const double> first, std::span<const double> second, ReadOutKind kind, double confidence);

/// The probability that one is above the other.
double chance_above(const ShrunkenAll& all, std::size_t one, std::size_t other);

}  // namespace maatstaf::detail

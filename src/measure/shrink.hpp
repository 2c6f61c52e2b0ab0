// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "maatstaf/measure/organisations.hpp"

namespace maatstaf::detail {

/// One figure drawn towards the others: its distribution, and on a scale where that is about normal.
struct Shrunken {
    double value = 0.0, se = 0.0, low = 0.0, high = 0.0, own_part = 0.0;
    double on_scale = 0.0, variance_on_scale = 0.0;
    double above_middle = 0.0;  ///< probability that it is above that of all
};

struct ShrunkenAll {
    double middle = 0.0, spread = 0.0;
    std::vector<Shrunken> each{};
};

ShrunkenAll shrink(std::span<const double> first, std::span<const double> second, ReadOutKind kind, double confidence);

}  // namespace maatstaf::detail

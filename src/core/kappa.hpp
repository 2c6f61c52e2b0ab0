// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace maatstaf::detail {

/// Fleiss' kappa (1971) of items with so many answers of each kind: items[i][kind], all of the same length. An item
/// counts once whatever its number of answers; fewer than two make no pair. NaN with fewer than two such items, or when
/// all answers are of one kind.
template <class Items>
double fleiss_kappa(const Items& items) {
    std::vector<double> of_kind;
    double agreement = 0.0, all = 0.0;
    int asked = 0;
    for (const auto& counts : items) {
        of_kind.resize(counts.size(), 0.0);
        double n = 0.0, squares = 0.0;
        for (const double each : counts) {
            n += each;
            squares += each * each;
        }
        if (n < 2.0) continue;
        for (std::size_t kind = 0; kind < counts.size(); ++kind) of_kind[kind] += counts[kind];
        agreement += (squares - n) / (n * (n - 1.0));
        all += n;
        ++asked;
    }
    double chance = 0.0;
    std::size_t kinds = 0;
    for (const double each : of_kind) {
        chance += (each / all) * (each / all);
        kinds += each > 0.0 ? 1 : 0;
    }
    // One kind of answer only: chance is 1 up to rounding.
    if (asked < 2 || kinds < 2) return std::numeric_limits<double>::quiet_NaN();
    return (agreement / asked - chance) / (1.0 - chance);
}

}  // namespace maatstaf::detail

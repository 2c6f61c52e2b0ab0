// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace maatstaf::detail {

/// Where a function with one low point between `low` and `high` is lowest, to 1e-9, by golden section.
template <class Function>
double lowest_between(const Function& f, double low, double high) {
    const double golden = 0.5 * (std::sqrt(5.0) - 1.0);
    double one = high - golden * (high - low), two = low + golden * (high - low), f1 = f(one), f2 = f(two);
    while (high - low > 1e-9) {
        if (f1 < f2) {
            high = two;
            two = one;
            f2 = f1;
            one = high - golden * (high - low);
            f1 = f(one);
        } else {
            low = one;
            one = two;
            f1 = f2;
            two = low + golden * (high - low);
            f2 = f(two);
        }
    }
    return 0.5 * (low + high);
}

}  // namespace maatstaf::detail

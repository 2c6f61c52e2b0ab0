// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_approx.hpp>
#include <vector>

namespace maatstaf::test {

using Numbers = std::vector<double>;

/// Equal to 12 digits, or what is asked; near nought to 1e-13, where sums of many terms cancel.
inline Catch::Approx like(double value, double relative = 1e-12) {
    return Catch::Approx(value).epsilon(relative).margin(1e-13);
}

/// As `like`, and near nought to the last digit.
inline Catch::Approx close(double value, double relative = 1e-12) {
    return Catch::Approx(value).epsilon(relative).margin(1e-15);
}

}  // namespace maatstaf::test

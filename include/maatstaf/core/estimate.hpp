// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <tuple>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// A number that never travels alone. Every member is NaN where it is not known: a source that publishes no margin
/// gives an estimate without `se`, `low` and `high`, never an invented one.
struct Estimate {
    double value = std::numeric_limits<double>::quiet_NaN();
    double se = std::numeric_limits<double>::quiet_NaN();    ///< standard error, in the unit of `value`
    double low = std::numeric_limits<double>::quiet_NaN();   ///< lower end of the interval
    double high = std::numeric_limits<double>::quiet_NaN();  ///< upper end of the interval
    double n = std::numeric_limits<double>::quiet_NaN();     ///< people or cases behind the value

    static constexpr auto fields() {
        return std::tuple{field("value", &Estimate::value, "the estimate"),
                          field("se", &Estimate::se, "standard error, in the unit of the value; NaN if unknown"),
                          field("low", &Estimate::low, "lower end of the interval; NaN if unknown"),
                          field("high", &Estimate::high, "upper end of the interval; NaN if unknown"),
                          field("n", &Estimate::n, "people or cases behind the value; NaN if unknown")};
    }
};

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// What kind of number an indicator is. It decides which inputs are errors (a numerator above its denominator is one
/// for a proportion only) and which distribution stands for its uncertainty.
enum class Scale : std::uint8_t {
    proportion,  ///< part of a whole, times a factor (100 for percent)
    rate,        ///< events per unit of exposure, times a factor (1000 for "per 1,000")
    mean,        ///< average of a measurement; any sign
    count,       ///< number of people or events; a whole number >= 0
    amount,      ///< euros, hours; any size
};

constexpr auto enum_names(Scale) {
    using enum Scale;
    return std::array{EnumName<Scale>{proportion, "proportion"}, EnumName<Scale>{rate, "rate"},
                      EnumName<Scale>{mean, "mean"}, EnumName<Scale>{count, "count"},
                      EnumName<Scale>{amount, "amount"}};
}

}  // namespace maatstaf

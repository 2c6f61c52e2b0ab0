// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf {

enum class CountInterval : std::uint8_t {
    exact,  ///< Garwood (1936): gamma quantiles; holds at least the level
    mid_p,  ///< the count itself counts for half: holds the level on average
    byar,   ///< Byar's approximation of exact (Rothman & Boice 1979)
};
constexpr auto enum_names(CountInterval) {
    return std::array{EnumName<CountInterval>{CountInterval::exact, "exact"},
                      EnumName<CountInterval>{CountInterval::mid_p, "mid_p"},
                      EnumName<CountInterval>{CountInterval::byar, "byar"}};
}

enum class ProportionInterval : std::uint8_t {
    wilson,    ///< inverts the score test (Wilson 1927)
    jeffreys,  ///< Beta(x + 1/2, n - x + 1/2), with the ends 0 at x = 0 and 1 at x = n (Brown, Cai & DasGupta 2001)
    exact,     ///< Clopper & Pearson (1934); holds at least the level
    mid_p,     ///< the count itself counts for half
};
constexpr auto enum_names(ProportionInterval) {
    using enum ProportionInterval;
    return std::array{EnumName<ProportionInterval>{wilson, "wilson"},
                      EnumName<ProportionInterval>{jeffreys, "jeffreys"},
                      EnumName<ProportionInterval>{exact, "exact"}, EnumName<ProportionInterval>{mid_p, "mid_p"}};
}

namespace measure {

/// Limits of the mean of a Poisson count. Equal tails; `level` is strictly between 0 and 1 (0.998 for a 3-sigma look).
/// The low end is never below 0. Throws ArgumentError (argument_out_of_range) on a negative count or another level.
Limits count_limits(double count, double level = 0.95, CountInterval method = CountInterval::exact);

/// Limits of the probability behind `count` out of `size`, 0 <= count <= size, size > 0; these need not be whole.
Limits proportion_limits(double count, double size, double level = 0.95,
                         ProportionInterval method = ProportionInterval::wilson);

/// mean -/+ t(n - 1) sd / sqrt(n); NaN unless n > 1.
Limits mean_limits(double mean, double standard_deviation, double n, double level = 0.95);

}  // namespace measure
}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "maatstaf/core/random.hpp"

namespace maatstaf::detail {

/// More trials would cost the acceptance test of BTRS its last digits; it is more than there are people in a country.
inline constexpr std::int64_t most_trials = 2147483647;

/// Successes in `n` trials (0 .. most_trials): sequential inversion when the rarer outcome is expected less than 10
/// times, else BTRS. Takes nothing from the stream when the answer is certain.
std::int64_t binomial_variable(RandomStream& stream, std::int64_t n, double probability);

}  // namespace maatstaf::detail

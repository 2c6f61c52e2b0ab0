// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace maatstaf::detail {

/// The most that `beta_ends` takes at once.
inline constexpr std::size_t longest_column = 64;

/// Ends of the central intervals of Beta(x + 1/2, n - x + 1/2), between the normal quantiles -z and z, by the series of
/// count_series.hpp; NaN where either shape is too small for it. Versions for wider vectors are chosen at run time; all
/// give the same bits as one count alone.
void beta_ends(const double* x, const double* n, std::size_t count, double z, double* low, double* high);

}  // namespace maatstaf::detail

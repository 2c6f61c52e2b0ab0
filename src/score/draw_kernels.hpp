// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace maatstaf::detail {

/// sum[i] += share * ln(max(x[i], lowest)), and whether some x[i] is at or below zero. Profiling singles this loop out
/// when
/// geometric means are simulated, so it has versions for wider vectors that are chosen at run time; all give the same
/// bits, because none fuses or reorders anything.
bool add_logs(const double* x, double* sum, std::size_t count, double share, double lowest);

}  // namespace maatstaf::detail

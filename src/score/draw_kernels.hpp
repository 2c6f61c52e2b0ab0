// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace maatstaf::detail {

// The loops over draws that profiling singles out when geometric means are simulated. Each has versions for wider
// vectors that are chosen at run time; all give the same bits, because none fuses or reorders anything.

/// sum[i] += share * ln(max(x[i], lowest)), and whether some x[i] is at or below zero.
bool add_logs(const double* x, double* sum, std::size_t count, double share, double lowest);

/// x[i] = e^x[i], held within the range of normal numbers.
void exponentials(double* x, std::size_t count);

/// Lowest and highest of a column.
struct Ends {
    double low, high;
};

/// product[i] *= x[i], and the ends of x.
Ends multiply(const double* x, double* product, std::size_t count);

/// x[i] = x[i]^power for normal positive numbers. With `multiply` it gives geometric means of equal shares for one
/// logarithm per draw instead of one per child.
void powers(double* x, std::size_t count, double power);

/// Up to `longest_product` numbers between these ends multiply to a normal number.
inline constexpr double product_low = 1e-30, product_high = 1e30;
inline constexpr std::size_t longest_product = 10;

}  // namespace maatstaf::detail

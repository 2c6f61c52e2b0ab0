// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace maatstaf::detail {

/// Sum and range of some numbers.
struct Extent {
    double sum, low, high;
};

/// Loops over the rows of a block, compiled for the widest vectors that the processor has. They multiply and add apart,
/// so their bits are the same everywhere.
struct RowKernels {
    /// out = e^x, within one unit in the last place; false when some x is not between -700 and 700, and then `out` is
    /// not to be used: see `exponentials_of`.
    bool (*exponentials)(const double* x, std::ptrdiff_t count, double* out);
    /// out = log(x); false when some x is not a positive normal number.
    bool (*logarithms)(const double* x, std::ptrdiff_t count, double* out);
    void (*subtract)(const double* x, double shift, std::ptrdiff_t count, double* out);   ///< out = x - shift
    /// out = (x - shift) by.
    void (*scale)(const double* x, double shift, const double* by, std::ptrdiff_t count, double* out);
    /// out += four columns, each minus its shift and times a number.
    void (*add_four)(const double* const* x, const double* shift, const double* by, std::ptrdiff_t count, double* out);
    /// root = the root of weight, residual = score / root; both 0 where weight is.
    void (*roots)(const double* weight, const double* score, std::ptrdiff_t count, double* root, double* residual);
    /// The sum of score^2 / weight.
    double (*pearson)(const double* weight, const double* score, std::ptrdiff_t count);
    /// Of Poisson counts with a log link: weight = w mean, score = w (y - mean), and the sum of w (mean - y eta); NaN
    /// when some mean is not a positive number, and then nothing is to be used.
    double (*log_counts)(const double* y, const double* w, const double* mean, const double* eta, std::ptrdiff_t count,
                         double* weight, double* score);
    Extent (*extent)(const double* x, std::ptrdiff_t count);
};
const RowKernels& row_kernels() noexcept;

/// out = e^x; 0 or infinity outside the range of numbers.
void exponentials_of(const double* x, std::ptrdiff_t count, double* out) noexcept;
/// out = log(x).
void logarithms_of(const double* x, std::ptrdiff_t count, double* out) noexcept;

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace maatstaf::detail {

/// Rows of a design matrix lie packed one after another, with their columns padded by zeros to a multiple of 8.
constexpr std::ptrdiff_t padded(std::ptrdiff_t columns) noexcept { return (columns + 7) / 8 * 8; }

/// Adds sum over r of left[r] right[r]' to the tiles of `gram` (`width` x `width`, row-major) on and above the
/// diagonal, for `count` packed rows of `width` numbers each. Entries below the diagonal are left unspecified.
///
/// This is where a regression spends its time: it uses the widest fused multiply-add that the processor has, chosen
/// when it first runs, so the last bits differ between kinds of processors but never between runs or numbers of threads
/// on one.
void add_gram(const double* left, const double* right, std::ptrdiff_t count, std::ptrdiff_t width,
              double* gram) noexcept;

/// Adds left' right to `out` (rows x width, row-major), by the same kernels: `left` has `count` rows of `rows` numbers,
/// `right` as many of `width`; both multiples of 8.
void add_product(const double* left, std::ptrdiff_t rows, const double* right, std::ptrdiff_t count,
                 std::ptrdiff_t width, double* out) noexcept;

/// Names of the kernels that this processor can run, the fastest first, and a way to run one by name for tests and
/// benchmarks. The last, "portable", is there everywhere.
struct GramKernel {
    const char* name;
    void (*add)(const double* left, const double* right, std::ptrdiff_t count, std::ptrdiff_t width,
                double* gram) noexcept;
    void (*multiply)(const double* left, std::ptrdiff_t rows, const double* right, std::ptrdiff_t count,
                     std::ptrdiff_t width, double* out) noexcept;
};
const GramKernel* gram_kernels(std::size_t& count) noexcept;

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace maatstaf::detail {

/// Rows of a design matrix lie packed one after another, with their columns padded by zeros to a multiple of 8.
constexpr std::ptrdiff_t padded(std::ptrdiff_t columns) noexcept { return (columns + 7) / 8 * 8; }

/// Adds sum over r of left[r] right[r]' to the tiles of `gram` (`width` x `width`, row-major) on and above the
/// diagonal, for `count` packed rows of `width` numbers each. Weighted rows on the left give X'WX. This is where a
/// regression spends its time: it uses the widest fused multiply-add that the processor has, so the last bits differ
/// between kinds of processors but never between runs on one. Entries below the diagonal are left unspecified.
void add_gram(const double* left, const double* right, std::ptrdiff_t count, std::ptrdiff_t width, double* gram) noexcept;

}  // namespace maatstaf::detail

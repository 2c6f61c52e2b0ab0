// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/philox.hpp"

namespace maatstaf::detail {

/// Numbers made at a time: small enough for the fastest cache. Each block of random bits gives two.
inline constexpr std::size_t normals_chunk = 512;
/// Paths make whole steps of this many numbers, and may write up to a step more than asked for.
inline constexpr std::size_t normals_step = 16;

/// One way to make normals: `make(counter, key, count, out)` writes the normals of the blocks with counters
/// `counter[0]`, `counter[0] + 1`, ...; `count` is a multiple of `normals_step` and at most `normals_chunk`.
struct NormalsPath {
    std::string_view name;
    void (*make)(PhiloxBlock counter, PhiloxKey key, std::size_t count, double* out);
};

/// The paths that this processor can take, the slowest and most portable first. All give the same bits.
std::span<const NormalsPath> normals_paths();

}  // namespace maatstaf::detail

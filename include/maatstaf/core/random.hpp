// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace maatstaf {

/// One block of Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) noexcept;

/// A random stream that is found, not carried: the same (seed, purpose, unit, draw) gives the same numbers whatever ran
/// before, on however many threads and in whatever shard. `unit` is usually `stable_hash` of the unit's id, so scoring
/// half of the units gives them the very same draws.
///
/// Algorithms are fixed and part of the contract (see docs/reference/core.md): uniforms with 53 bits strictly inside
/// (0, 1); normal by inversion (Wichura 1988, AS 241); gamma by Marsaglia & Tsang (2000), with the power boost for shapes
/// below one; beta from two gammas; binomial by inversion for small means and by Hormann's (1993) BTRS otherwise;
/// Dirichlet from gammas.
class RandomStream {
public:
    /// `purpose` below 2^16; a stream holds 2^16 blocks of four 32-bit words before it continues in a fresh sequence.
    RandomStream(std::uint64_t seed, std::uint32_t purpose, std::uint64_t unit, std::uint32_t draw) noexcept;

    std::uint32_t bits() noexcept;
    double uniform() noexcept;                   ///< strictly inside (0, 1)
    double normal() noexcept;                    ///< mean 0, variance 1
    double gamma(double shape);                  ///< scale 1; throws ArgumentError unless shape > 0 and finite
    double beta(double a, double b);             ///< throws ArgumentError unless both > 0 and finite
    std::int64_t binomial(std::int64_t n, double probability);
    void dirichlet(std::span<const double> concentration, std::span<double> shares);  ///< shares sum to 1

private:
    void refill() noexcept;
    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 4> block_{};
    std::uint32_t used_ = 4;
};

/// The first normal of each of the streams (seed, purpose, unit, first_draw + i) for i = 0 .. out.size()-1: exactly what
/// `RandomStream(seed, purpose, unit, first_draw + i).normal()` gives, but several times faster.
void normals(std::uint64_t seed, std::uint32_t purpose, std::uint64_t unit, std::uint32_t first_draw, std::span<double> out);

}  // namespace maatstaf

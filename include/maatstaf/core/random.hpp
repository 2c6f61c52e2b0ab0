// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace maatstaf {

/// One block of Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) noexcept;

/// A random stream that is found, not carried: the same (seed, purpose, unit, draw) gives the same numbers whatever ran
/// before, on however many threads and in whatever shard. `unit` is usually `stable_hash` of the unit's id, so scoring
/// half of the units gives them the very same draws.
///
/// Algorithms are fixed and part of the contract (see docs/reference/core.md), and use correctly rounded operations
/// only, so the numbers do not depend on the C library: uniforms are odd multiples of 2^-53 inside (0, 1), chosen by
/// the highest 52 of 64 bits (the first word of the stream is the low half); normal by inversion (Wichura 1988, AS
/// 241); gamma by Marsaglia & Tsang (2000), with the power boost for shapes below one; beta from two gammas; binomial
/// by inversion when the rarer outcome is expected less than 10 times and by Hormann's (1993) BTRS otherwise; Dirichlet
/// from gammas.
///
/// Words come from Philox with key = (low, high half of seed) and counter = (draw, low, high half of unit,
/// purpose * 2^16 + block). Block 0 is shared: its counter holds draw / 2, an even draw starts with its first two words
/// and an odd one with its last two. Blocks 1, 2, ... hold the draw itself and give four words each.
class RandomStream {
public:
    /// `purpose` below 2^16; after 2^16 blocks the stream continues under a key that follows from its own.
    RandomStream(std::uint64_t seed, std::uint32_t purpose, std::uint64_t unit, std::uint32_t draw) noexcept;

    std::uint32_t bits() noexcept;
    double uniform() noexcept;                   ///< strictly inside (0, 1)
    double normal() noexcept;                    ///< mean 0, variance 1
    double gamma(double shape);       ///< scale 1; throws ArgumentError unless shape is within 1e-300 .. 1e300
    double beta(double a, double b);  ///< throws ArgumentError unless both are within 1e-300 .. 1e300
    /// Successes in `n` trials; throws ArgumentError unless n is within 0 .. 2^31-1 and probability within 0 .. 1.
    std::int64_t binomial(std::int64_t n, double probability);
    void dirichlet(std::span<const double> concentration, std::span<double> shares);  ///< shares sum to 1

private:
    void refill() noexcept;
    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 4> block_{};
    std::uint32_t draw_;
    std::uint32_t used_ = 0;  ///< the next word of block_
    std::uint32_t end_ = 4;   ///< one past the last word of block_ that is ours
};

/// The first normal of each of the streams (seed, purpose, unit, first_draw + i) for i = 0 .. out.size()-1: exactly
/// what `RandomStream(seed, purpose, unit, first_draw + i).normal()` gives, but ten times faster (draws count modulo
/// 2^32). Longer spans are more efficient than many short ones.
void normals(std::uint64_t seed, std::uint32_t purpose, std::uint64_t unit, std::uint32_t first_draw,
             std::span<double> out);

}  // namespace maatstaf

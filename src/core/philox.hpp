// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace maatstaf::detail {

// Philox4x32-10 of Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", section 3.3.
inline constexpr std::uint32_t philox_multiplier_0 = 0xD2511F53u;
inline constexpr std::uint32_t philox_multiplier_1 = 0xCD9E8D57u;
inline constexpr std::uint32_t philox_weyl_0 = 0x9E3779B9u;  ///< golden ratio
inline constexpr std::uint32_t philox_weyl_1 = 0xBB67AE85u;  ///< sqrt(3) - 1
inline constexpr int philox_rounds = 10;

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

constexpr PhiloxBlock philox(PhiloxBlock x, PhiloxKey key) noexcept {
    for (int round = 0; round < philox_rounds; ++round) {
        const std::uint64_t product_0 = std::uint64_t{philox_multiplier_0} * x[0];
        const std::uint64_t product_1 = std::uint64_t{philox_multiplier_1} * x[2];
        x = {static_cast<std::uint32_t>(product_1 >> 32) ^ x[1] ^ key[0], static_cast<std::uint32_t>(product_1),
             static_cast<std::uint32_t>(product_0 >> 32) ^ x[3] ^ key[1], static_cast<std::uint32_t>(product_0)};
        key[0] += philox_weyl_0;
        key[1] += philox_weyl_1;
    }
    return x;
}

constexpr PhiloxKey philox_key(std::uint64_t seed) noexcept {
    return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
}

/// The counter of block `block` of a stream; block 0 is shared by the draws 2k and 2k + 1, which take half of it each.
constexpr PhiloxBlock stream_counter(std::uint32_t purpose, std::uint64_t unit, std::uint32_t draw,
                                     std::uint32_t block) noexcept {
    return {block == 0 ? draw >> 1 : draw, static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(unit >> 32),
            purpose << 16 | block};
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
// The kernel of simulation: many normals at once, as vector code chosen at run time. Every path gives the same bits,
// those of RandomStream::normal(), for all do the same correctly rounded operations on each number.

#include "core/random_normals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/normal_inverse.hpp"
#include "core/uniform.hpp"
#include "maatstaf/core/random.hpp"

#if defined(__GNUC__) && defined(__x86_64__)
#define MAATSTAF_X86_PATHS
#include <immintrin.h>
#define MAATSTAF_AVX2 __attribute__((target("avx2")))
#if defined(__clang__)
#define MAATSTAF_AVX512 __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl"), min_vector_width(512)))
#else
#define MAATSTAF_AVX512 __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,prefer-vector-width=512")))
#endif
#endif

namespace maatstaf::detail {
namespace {

constexpr std::size_t chunk = normals_chunk;
struct alignas(64) Bits {
    std::array<std::uint64_t, chunk> words;
};
template <class Number>
struct alignas(64) Row {
    std::array<Number, chunk> at;
    Number& operator[](std::size_t i) { return at[i]; }
};

/// Turns random bits into normals: the central formula for all, then the tails (one in seven) gathered into rows of
/// their own, so that no loop with arithmetic branches.
MAATSTAF_ALWAYS_INLINE void normals_from_bits(const Bits& bits, std::size_t count, double* out) {
    Row<double> centred;
    Row<double> tails;
    Row<double> quantiles;
    Row<std::uint32_t> place;
    for (std::size_t i = 0; i < count; ++i) {
        const double q = centred_uniform(bits.words[i]);
        centred[i] = q;
        out[i] = normal_central(q);
    }
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
        place[found] = static_cast<std::uint32_t>(i);
        tails[found] = 0.5 - std::fabs(centred[i]);
        found += tails[found] < 0.5 - normal_central_width ? 1 : 0;
    }
    for (std::size_t i = 0; i < found; ++i) tails[i] = -portable_log(tails[i]);
    for (std::size_t i = 0; i < found; ++i) tails[i] = std::sqrt(tails[i]);
    for (std::size_t i = 0; i < found; ++i) quantiles[i] = normal_tail(tails[i]);
    for (std::size_t i = 0; i < found; ++i) {
        const double quantile = tails[i] <= normal_far_root ? quantiles[i] : normal_far_tail(tails[i]);
        out[place[i]] = std::copysign(quantile, centred[place[i]]);
    }
}

void portable_normals(PhiloxBlock counter, PhiloxKey key, std::size_t count, double* out) {
    Bits bits;
    for (std::size_t i = 0; i < count; i += 2) {
        const PhiloxBlock x = philox(counter, key);
        bits.words[i] = x[0] | std::uint64_t{x[1]} << 32;
        bits.words[i + 1] = x[2] | std::uint64_t{x[3]} << 32;
        ++counter[0];
    }
    normals_from_bits(bits, count, out);
}

#if defined(MAATSTAF_X86_PATHS)
// Each 64-bit lane holds one 32-bit word of a block: the multiplication reads the low half of a lane only, so the upper
// half may hold anything until the words are put together.

MAATSTAF_AVX2 inline __m256i spread_4(std::uint32_t word) { return _mm256_set1_epi64x(static_cast<long long>(word)); }
MAATSTAF_AVX512 inline __m512i spread_8(std::uint32_t word) { return _mm512_set1_epi64(static_cast<long long>(word)); }

MAATSTAF_AVX2 void avx2_bits(PhiloxBlock counter, PhiloxKey key, std::size_t count, Bits& out) {
    const __m256i multiplier_0 = spread_4(philox_multiplier_0), multiplier_1 = spread_4(philox_multiplier_1);
    __m256i first = _mm256_add_epi64(spread_4(counter[0]), _mm256_set_epi64x(3, 2, 1, 0));
    for (std::size_t i = 0; i < count; i += 8) {
        __m256i x0 = first, x1 = spread_4(counter[1]), x2 = spread_4(counter[2]), x3 = spread_4(counter[3]);
        PhiloxKey round_key = key;
        for (int round = 0; round < philox_rounds; ++round) {
            const __m256i product_0 = _mm256_mul_epu32(x0, multiplier_0);
            const __m256i product_1 = _mm256_mul_epu32(x2, multiplier_1);
            x0 = _mm256_xor_si256(_mm256_srli_epi64(product_1, 32), _mm256_xor_si256(x1, spread_4(round_key[0])));
            x2 = _mm256_xor_si256(_mm256_srli_epi64(product_0, 32), _mm256_xor_si256(x3, spread_4(round_key[1])));
            x1 = product_1;
            x3 = product_0;
            round_key[0] += philox_weyl_0;
            round_key[1] += philox_weyl_1;
        }
        const __m256i even = _mm256_blend_epi32(x0, _mm256_slli_epi64(x1, 32), 0xAA);
        const __m256i odd = _mm256_blend_epi32(x2, _mm256_slli_epi64(x3, 32), 0xAA);
        const __m256i low = _mm256_unpacklo_epi64(even, odd), high = _mm256_unpackhi_epi64(even, odd);
        auto* words = reinterpret_cast<__m256i*>(out.words.data() + i);
        _mm256_store_si256(words, _mm256_permute2x128_si256(low, high, 0x20));
        _mm256_store_si256(words + 1, _mm256_permute2x128_si256(low, high, 0x31));
        first = _mm256_add_epi64(first, _mm256_set1_epi64x(4));
    }
}

MAATSTAF_AVX2 void avx2_normals(PhiloxBlock counter, PhiloxKey key, std::size_t count, double* out) {
    Bits bits;
    avx2_bits(counter, key, count, bits);
    normals_from_bits(bits, count, out);
}

#if !defined(__clang__)
// g++ 12 takes the "any value will do" operand within its own intrinsics for a mistake.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
MAATSTAF_AVX512 void avx512_bits(PhiloxBlock counter, PhiloxKey key, std::size_t count, Bits& out) {
    const __m512i multiplier_0 = spread_8(philox_multiplier_0), multiplier_1 = spread_8(philox_multiplier_1);
    const __m512i low_order = _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0);
    const __m512i high_order = _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4);
    __m512i first = _mm512_add_epi64(spread_8(counter[0]), _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
    for (std::size_t i = 0; i < count; i += 16) {
        __m512i x0 = first, x1 = spread_8(counter[1]), x2 = spread_8(counter[2]), x3 = spread_8(counter[3]);
        PhiloxKey round_key = key;
        for (int round = 0; round < philox_rounds; ++round) {
            const __m512i product_0 = _mm512_mul_epu32(x0, multiplier_0);
            const __m512i product_1 = _mm512_mul_epu32(x2, multiplier_1);
            x0 = _mm512_xor_si512(_mm512_srli_epi64(product_1, 32), _mm512_xor_si512(x1, spread_8(round_key[0])));
            x2 = _mm512_xor_si512(_mm512_srli_epi64(product_0, 32), _mm512_xor_si512(x3, spread_8(round_key[1])));
            x1 = product_1;
            x3 = product_0;
            round_key[0] += philox_weyl_0;
            round_key[1] += philox_weyl_1;
        }
        const __m512i even = _mm512_mask_blend_epi32(0xAAAA, x0, _mm512_slli_epi64(x1, 32));
        const __m512i odd = _mm512_mask_blend_epi32(0xAAAA, x2, _mm512_slli_epi64(x3, 32));
        _mm512_store_si512(out.words.data() + i, _mm512_permutex2var_epi64(even, low_order, odd));
        _mm512_store_si512(out.words.data() + i + 8, _mm512_permutex2var_epi64(even, high_order, odd));
        first = _mm512_add_epi64(first, _mm512_set1_epi64(8));
    }
}

MAATSTAF_AVX512 void avx512_normals(PhiloxBlock counter, PhiloxKey key, std::size_t count, double* out) {
    Bits bits;
    avx512_bits(counter, key, count, bits);
    normals_from_bits(bits, count, out);
}
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#endif

std::vector<NormalsPath> find_paths() {
    std::vector<NormalsPath> paths{{"portable", portable_normals}};
#if defined(MAATSTAF_X86_PATHS)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2")) paths.push_back({"avx2", avx2_normals});
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl"))
        paths.push_back({"avx512", avx512_normals});
#endif
    return paths;
}

}  // namespace

std::span<const NormalsPath> normals_paths() {
    static const std::vector<NormalsPath> paths = find_paths();
    return paths;
}

}  // namespace maatstaf::detail

namespace maatstaf {

void normals(std::uint64_t seed, std::uint32_t purpose, std::uint64_t unit, std::uint32_t first_draw,
             std::span<double> out) {
    using namespace detail;
    static const auto make = normals_paths().back().make;
    // Draws count modulo 2^32, but a counter holds half a draw: beyond the last draw it must start again.
    const std::uint64_t until_wrap = (std::uint64_t{1} << 32) - first_draw;
    if (out.size() > until_wrap) {
        const auto before = static_cast<std::size_t>(until_wrap);
        normals(seed, purpose, unit, first_draw, out.first(before));
        normals(seed, purpose, unit, 0, out.subspan(before));
        return;
    }
    PhiloxBlock counter = stream_counter(purpose, unit, first_draw, 0);
    const PhiloxKey key = philox_key(seed);
    std::array<double, normals_chunk> buffer;
    // An odd first draw is the second half of its block.
    std::size_t skip = first_draw & 1u;
    while (!out.empty()) {
        const std::size_t count = std::min(out.size() + skip, normals_chunk);
        const std::size_t whole = (count + normals_step - 1) / normals_step * normals_step;
        if (skip == 0 && whole <= out.size()) {
            make(counter, key, whole, out.data());
            out = out.subspan(whole);
        } else {
            make(counter, key, whole, buffer.data());
            std::copy_n(buffer.begin() + static_cast<std::ptrdiff_t>(skip), count - skip, out.begin());
            out = out.subspan(count - skip);
            skip = 0;
        }
        counter[0] += static_cast<std::uint32_t>(whole / 2);
    }
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "regress/gram.hpp"

#include <algorithm>

#if (defined(__x86_64__) || defined(__amd64__)) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#define MAATSTAF_X86 1
#endif

namespace maatstaf::detail {
namespace {

/// Rows are taken so many at a time that they stay in the first level of cache while all tiles pass over them.
std::ptrdiff_t rows_at_once(std::ptrdiff_t width) noexcept { return std::max<std::ptrdiff_t>(16, 2048 / width); }

// In every kernel a tile of the result stays in registers while the rows pass by: one load per vector on the right, one
// broadcast per column on the left, and a multiply-add for every pair of them.

// Left and right may have rows of different length; in a gram they are the same.

void add_tile_portable(const double* left, std::ptrdiff_t left_width, const double* right, std::ptrdiff_t count,
                       std::ptrdiff_t width, double* out) noexcept {
    double sum[4][4] = {};
    for (std::ptrdiff_t r = 0; r < count; ++r, left += left_width, right += width) {
        for (int k = 0; k < 4; ++k)
            for (int l = 0; l < 4; ++l) sum[k][l] += left[k] * right[l];
    }
    for (int k = 0; k < 4; ++k)
        for (int l = 0; l < 4; ++l) out[k * width + l] += sum[k][l];
}

void add_tiles_portable(const double* left, const double* right, std::ptrdiff_t count,
                        std::ptrdiff_t width, double* gram) noexcept {
    for (std::ptrdiff_t i = 0; i < width; i += 4)
        for (std::ptrdiff_t j = i / 8 * 8; j < width; j += 4)
            add_tile_portable(left + i, width, right + j, count, width, gram + i * width + j);
}

void multiply_portable(const double* left, std::ptrdiff_t rows, const double* right, std::ptrdiff_t count,
                       std::ptrdiff_t width, double* out) noexcept {
    for (std::ptrdiff_t i = 0; i < rows; i += 4)
        for (std::ptrdiff_t j = 0; j < width; j += 4)
            add_tile_portable(left + i, rows, right + j, count, width, out + i * width + j);
}

#ifdef MAATSTAF_X86
template <int vectors>
__attribute__((target("avx2,fma"))) void add_tile_avx2(const double* left, std::ptrdiff_t left_width,
                                                       const double* right, std::ptrdiff_t count, std::ptrdiff_t width,
                                                       double* gram) {
    constexpr int height = 4;
    __m256d sum[height][vectors];
    for (auto& row : sum)
        for (auto& each : row) each = _mm256_setzero_pd();
    for (std::ptrdiff_t r = 0; r < count; ++r, left += left_width, right += width) {
        __m256d b[vectors];
        for (int j = 0; j < vectors; ++j) b[j] = _mm256_loadu_pd(right + 4 * j);
        for (int i = 0; i < height; ++i) {
            const __m256d a = _mm256_set1_pd(left[i]);
            for (int j = 0; j < vectors; ++j) sum[i][j] = _mm256_fmadd_pd(a, b[j], sum[i][j]);
        }
    }
    for (int i = 0; i < height; ++i)
        for (int j = 0; j < vectors; ++j) {
            double* out = gram + i * width + 4 * j;
            _mm256_storeu_pd(out, _mm256_add_pd(_mm256_loadu_pd(out), sum[i][j]));
        }
}

void multiply_avx2(const double* left, std::ptrdiff_t rows, const double* right, std::ptrdiff_t count,
                   std::ptrdiff_t width, double* out) noexcept {
    for (std::ptrdiff_t i = 0; i < rows; i += 4)
        for (std::ptrdiff_t j = 0; j < width; j += 8)
            add_tile_avx2<2>(left + i, rows, right + j, count, width, out + i * width + j);
}

void add_tiles_avx2(const double* left, const double* right, std::ptrdiff_t count,
                    std::ptrdiff_t width, double* gram) noexcept {
    for (std::ptrdiff_t i = 0; i < width; i += 4)
        for (std::ptrdiff_t j = i / 8 * 8; j < width; j += 8)
            add_tile_avx2<2>(left + i, width, right + j, count, width, gram + i * width + j);
}

template <int vectors>
__attribute__((target("avx512f"))) void add_tile_avx512(const double* left, std::ptrdiff_t left_width,
                                                        const double* right, std::ptrdiff_t count, std::ptrdiff_t width,
                                                        double* gram) {
    constexpr int height = 8;
    __m512d sum[height][vectors];
    for (auto& row : sum)
        for (auto& each : row) each = _mm512_setzero_pd();
    for (std::ptrdiff_t r = 0; r < count; ++r, left += left_width, right += width) {
        __m512d b[vectors];
        for (int j = 0; j < vectors; ++j) b[j] = _mm512_loadu_pd(right + 8 * j);
        for (int i = 0; i < height; ++i) {
            const __m512d a = _mm512_set1_pd(left[i]);
            for (int j = 0; j < vectors; ++j) sum[i][j] = _mm512_fmadd_pd(a, b[j], sum[i][j]);
        }
    }
    for (int i = 0; i < height; ++i)
        for (int j = 0; j < vectors; ++j) {
            double* out = gram + i * width + 8 * j;
            _mm512_storeu_pd(out, _mm512_add_pd(_mm512_loadu_pd(out), sum[i][j]));
        }
}

/// One strip of eight rows of the result, from column `first` on.
void add_strip_avx512(const double* left, std::ptrdiff_t left_width, const double* right, std::ptrdiff_t count,
                      std::ptrdiff_t first, std::ptrdiff_t width, double* out) noexcept {
    std::ptrdiff_t j = first;
    for (; j + 24 <= width; j += 24) add_tile_avx512<3>(left, left_width, right + j, count, width, out + j);
    if (j + 16 <= width)
        add_tile_avx512<2>(left, left_width, right + j, count, width, out + j);
    else if (j < width)
        add_tile_avx512<1>(left, left_width, right + j, count, width, out + j);
}

void add_tiles_avx512(const double* left, const double* right, std::ptrdiff_t count,
                      std::ptrdiff_t width, double* gram) noexcept {
    for (std::ptrdiff_t i = 0; i < width; i += 8)
        add_strip_avx512(left + i, width, right, count, i, width, gram + i * width);
}

void multiply_avx512(const double* left, std::ptrdiff_t rows, const double* right, std::ptrdiff_t count,
                     std::ptrdiff_t width, double* out) noexcept {
    for (std::ptrdiff_t i = 0; i < rows; i += 8)
        add_strip_avx512(left + i, rows, right, count, 0, width, out + i * width);
}
#endif

using Tiles = void (*)(const double*, const double*, std::ptrdiff_t, std::ptrdiff_t, double*) noexcept;

template <Tiles tiles>
void add_in_cache(const double* left, const double* right, std::ptrdiff_t count,
                  std::ptrdiff_t width, double* gram) noexcept {
    const std::ptrdiff_t some = rows_at_once(width);
    for (std::ptrdiff_t at = 0; at < count; at += some) {
        const std::ptrdiff_t now = std::min(some, count - at);
        tiles(left + at * width, right + at * width, now, width, gram);
    }
}

struct Kernels {
    GramKernel known[3];
    std::size_t count = 0;
    Kernels() noexcept {
#ifdef MAATSTAF_X86
        if (__builtin_cpu_supports("avx512f"))
            known[count++] = {"avx512", add_in_cache<add_tiles_avx512>, multiply_avx512};
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            known[count++] = {"avx2", add_in_cache<add_tiles_avx2>, multiply_avx2};
#endif
        known[count++] = {"portable", add_in_cache<add_tiles_portable>, multiply_portable};
    }
};

const Kernels& known_kernels() noexcept {
    static const Kernels known;
    return known;
}

}  // namespace

const GramKernel* gram_kernels(std::size_t& count) noexcept {
    count = known_kernels().count;
    return known_kernels().known;
}

void add_gram(const double* left, const double* right, std::ptrdiff_t count, std::ptrdiff_t width,
              double* gram) noexcept {
    known_kernels().known[0].add(left, right, count, width, gram);
}

void add_product(const double* left, std::ptrdiff_t rows, const double* right, std::ptrdiff_t count,
                 std::ptrdiff_t width, double* out) noexcept {
    known_kernels().known[0].multiply(left, rows, right, count, width, out);
}

}  // namespace maatstaf::detail

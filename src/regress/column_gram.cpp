// SPDX-License-Identifier: Apache-2.0
#include "regress/column_gram.hpp"

#include <algorithm>
#include <array>
#include <utility>

#if (defined(__x86_64__) || defined(__amd64__)) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#define MAATSTAF_COLUMNS_X86 1
#endif

namespace maatstaf::detail {
namespace {

// In every kernel a tile of products stays in registers while the rows pass by: `high` columns on the left, `wide` on
// the right, and for a tile on the diagonal only the products on and above it.

template <int high, int wide, bool corner>
struct PortableTile {
    static void add(const double* left, const double* right, std::ptrdiff_t stride, std::ptrdiff_t rows, double* gram,
                    std::ptrdiff_t width) noexcept {
        constexpr int lanes = 4;
        double sum[high][wide][lanes] = {};
        for (std::ptrdiff_t r = 0; r < rows; r += lanes)
            for (int i = 0; i < high; ++i)
                for (int j = corner ? i : 0; j < wide; ++j)
                    for (int k = 0; k < lanes; ++k)
                        sum[i][j][k] += left[i * stride + r + k] * right[j * stride + r + k];
        for (int i = 0; i < high; ++i)
            for (int j = corner ? i : 0; j < wide; ++j)
                gram[i * width + j] += (sum[i][j][0] + sum[i][j][2]) + (sum[i][j][1] + sum[i][j][3]);
    }
};

template <int wide>
struct PortableProducts {
    static void add(const double* x, const double* shift, std::ptrdiff_t stride, const double* vector,
                    std::ptrdiff_t rows, double* out) noexcept {
        constexpr int lanes = 4;
        double sum[wide][lanes] = {};
        for (std::ptrdiff_t r = 0; r < rows; r += lanes)
            for (int j = 0; j < wide; ++j)
                for (int k = 0; k < lanes; ++k) sum[j][k] += (x[j * stride + r + k] - shift[j]) * vector[r + k];
        for (int j = 0; j < wide; ++j) out[j] += (sum[j][0] + sum[j][2]) + (sum[j][1] + sum[j][3]);
    }
};

#ifdef MAATSTAF_COLUMNS_X86
/// out[j] += the sum of the four lanes of each, from `first` on.
template <int wide>
__attribute__((target("avx2"), always_inline)) inline void add_lanes(const __m256d* lanes, int first, double* out) {
    alignas(32) double sums[(wide + 3) / 4 * 4];
    for (int j = 0; j < wide; j += 4) {
        __m256d four[4];
        for (int k = 0; k < 4; ++k) four[k] = j + k < wide ? lanes[j + k] : _mm256_setzero_pd();
        const __m256d some = _mm256_hadd_pd(four[0], four[1]), others = _mm256_hadd_pd(four[2], four[3]);
        _mm256_store_pd(sums + j, _mm256_add_pd(_mm256_permute2f128_pd(some, others, 0x21),
                                                _mm256_blend_pd(some, others, 0b1100)));
    }
    for (int j = first; j < wide; ++j) out[j] += sums[j];
}

template <int high, int wide, bool corner>
struct Avx2Tile {
    __attribute__((target("avx2,fma"))) static void add(const double* left, const double* right, std::ptrdiff_t stride,
                                                        std::ptrdiff_t rows, double* gram,
                                                        std::ptrdiff_t width) noexcept {
        __m256d sum[high][wide];
        for (auto& row : sum)
            for (auto& each : row) each = _mm256_setzero_pd();
        for (std::ptrdiff_t r = 0; r < rows; r += 4) {
            __m256d a[high];
            for (int i = 0; i < high; ++i) a[i] = _mm256_load_pd(left + i * stride + r);
            for (int j = 0; j < wide; ++j) {
                const __m256d b = _mm256_load_pd(right + j * stride + r);
                for (int i = 0; i < (corner ? j + 1 : high); ++i) sum[i][j] = _mm256_fmadd_pd(a[i], b, sum[i][j]);
            }
        }
        for (int i = 0; i < high; ++i) {
            __m256d lanes[wide];
            for (int j = 0; j < wide; ++j) lanes[j] = sum[i][j];
            add_lanes<wide>(lanes, corner ? i : 0, gram + i * width);
        }
    }
};

template <int wide>
struct Avx2Products {
    __attribute__((target("avx2,fma"))) static void add(const double* x, const double* shift, std::ptrdiff_t stride,
                                                        const double* vector, std::ptrdiff_t rows,
                                                        double* out) noexcept {
        __m256d sum[wide], from[wide];
        for (int j = 0; j < wide; ++j) sum[j] = _mm256_setzero_pd(), from[j] = _mm256_set1_pd(shift[j]);
        for (std::ptrdiff_t r = 0; r < rows; r += 4) {
            const __m256d by = _mm256_load_pd(vector + r);
            for (int j = 0; j < wide; ++j)
                sum[j] = _mm256_fmadd_pd(_mm256_sub_pd(_mm256_loadu_pd(x + j * stride + r), from[j]), by, sum[j]);
        }
        for (int j = 0; j < wide; ++j) {
            alignas(32) double lane[4];
            _mm256_store_pd(lane, sum[j]);
            out[j] += (lane[0] + lane[2]) + (lane[1] + lane[3]);
        }
    }
};

template <int high, int wide, bool corner>
struct Avx512Tile {
    __attribute__((target("avx512f"))) static void add(const double* left, const double* right, std::ptrdiff_t stride,
                                                       std::ptrdiff_t rows, double* gram,
                                                       std::ptrdiff_t width) noexcept {
        __m512d sum[high][wide];
        for (auto& row : sum)
            for (auto& each : row) each = _mm512_setzero_pd();
        for (std::ptrdiff_t r = 0; r < rows; r += 8) {
            __m512d a[high];
            for (int i = 0; i < high; ++i) a[i] = _mm512_load_pd(left + i * stride + r);
            for (int j = 0; j < wide; ++j) {
                const __m512d b = _mm512_load_pd(right + j * stride + r);
                for (int i = 0; i < (corner ? j + 1 : high); ++i) sum[i][j] = _mm512_fmadd_pd(a[i], b, sum[i][j]);
            }
        }
        for (int i = 0; i < high; ++i) {
            __m256d lanes[wide];
            for (int j = 0; j < wide; ++j) {
                alignas(64) double all[8];
                _mm512_store_pd(all, sum[i][j]);
                lanes[j] = _mm256_add_pd(_mm256_load_pd(all), _mm256_load_pd(all + 4));
            }
            add_lanes<wide>(lanes, corner ? i : 0, gram + i * width);
        }
    }
};

template <int wide>
struct Avx512Products {
    __attribute__((target("avx512f"))) static void add(const double* x, const double* shift, std::ptrdiff_t stride,
                                                       const double* vector, std::ptrdiff_t rows,
                                                       double* out) noexcept {
        __m512d sum[wide], from[wide];
        for (int j = 0; j < wide; ++j) sum[j] = _mm512_setzero_pd(), from[j] = _mm512_set1_pd(shift[j]);
        for (std::ptrdiff_t r = 0; r < rows; r += 8) {
            const __m512d by = _mm512_load_pd(vector + r);
            for (int j = 0; j < wide; ++j)
                sum[j] = _mm512_fmadd_pd(_mm512_sub_pd(_mm512_loadu_pd(x + j * stride + r), from[j]), by, sum[j]);
        }
        for (int j = 0; j < wide; ++j) {
            alignas(64) double lane[8];
            _mm512_store_pd(lane, sum[j]);
            out[j] += ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
        }
    }
};
#endif

using ColumnTile = void (*)(const double*, const double*, std::ptrdiff_t, std::ptrdiff_t, double*,
                            std::ptrdiff_t) noexcept;

using ColumnProducts = void (*)(const double*, const double*, std::ptrdiff_t, const double*, std::ptrdiff_t,
                                double*) noexcept;

/// All tiles of up to `most` columns on either side.
template <template <int, int, bool> class Kind, template <int> class ProductsKind, int most>
struct ColumnTiles {
    using Row = std::array<ColumnTile, static_cast<std::size_t>(most)>;
    template <int high, int... wide>
    static constexpr Row row(std::integer_sequence<int, wide...>) {
        return {Kind<high, wide + 1, false>::add...};
    }
    template <int... high>
    static constexpr std::array<Row, static_cast<std::size_t>(most)> all(std::integer_sequence<int, high...> every) {
        return {row<high + 1>(every)...};
    }
    template <int... high>
    static constexpr Row diagonal(std::integer_sequence<int, high...>) {
        return {Kind<high + 1, high + 1, true>::add...};
    }
    template <int... wide>
    static constexpr std::array<ColumnProducts, static_cast<std::size_t>(most)> vectors(
        std::integer_sequence<int, wide...>) {
        return {ProductsKind<wide + 1>::add...};
    }
    static constexpr auto sequence = std::make_integer_sequence<int, most>{};
    static constexpr auto beside = all(sequence);
    static constexpr auto corner = diagonal(sequence);
    static constexpr auto with_vector = vectors(sequence);

    /// Columns are divided evenly over as few groups as can be: a last group of one column would cost as much as five.
    struct Groups {
        std::ptrdiff_t count, least, larger;
        explicit Groups(std::ptrdiff_t columns)
            : count((columns + most - 1) / most), least(columns / count), larger(columns % count) {}
        std::ptrdiff_t begin(std::ptrdiff_t group) const { return group * least + std::min(group, larger); }
        std::size_t size(std::ptrdiff_t group) const { return static_cast<std::size_t>(least + (group < larger)); }
    };

    static void gram(const ColumnRun& block, double* gram, std::ptrdiff_t width, Ahead& ahead) noexcept {
        const Groups groups(block.columns);
        std::ptrdiff_t tiles = groups.count * (groups.count + 1) / 2;
        for (std::ptrdiff_t i = 0; i < groups.count; ++i) {
            const std::ptrdiff_t top = groups.begin(i);
            const double* const some = block.cells + top * block.stride;
            for (std::ptrdiff_t j = i; j < groups.count; ++j) {
                const std::ptrdiff_t from = groups.begin(j);
                ahead.call(tiles--);
                const ColumnTile tile =
                    i == j ? corner[groups.size(i) - 1] : beside[groups.size(i) - 1][groups.size(j) - 1];
                tile(some, block.cells + from * block.stride, block.stride, block.rows, gram + top * width + from,
                     width);
            }
        }
    }
    static void products(const ColumnRun& block, const double* shift, const double* vector, double* out,
                         Ahead& ahead) noexcept {
        const Groups groups(block.columns);
        for (std::ptrdiff_t j = 0; j < groups.count; ++j) {
            const std::ptrdiff_t from = groups.begin(j);
            ahead.call(groups.count - j);
            with_vector[groups.size(j) - 1](block.cells + from * block.stride, shift + from, block.stride, vector,
                                            block.rows, out + from);
        }
    }
};

struct ColumnKernels {
    ColumnKernel known[3];
    std::size_t count = 0;
    template <template <int, int, bool> class Kind, template <int> class ProductsKind, int most>
    void know(const char* name) noexcept {
        using Known = ColumnTiles<Kind, ProductsKind, most>;
        known[count++] = {name, Known::gram, Known::products};
    }
    ColumnKernels() noexcept {
#ifdef MAATSTAF_COLUMNS_X86
        if (__builtin_cpu_supports("avx512f")) know<Avx512Tile, Avx512Products, 5>("avx512");
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) know<Avx2Tile, Avx2Products, 3>("avx2");
#endif
        know<PortableTile, PortableProducts, 2>("portable");
    }
};

const ColumnKernels& known_kernels_of_columns() noexcept {
    static const ColumnKernels known;
    return known;
}

}  // namespace

const ColumnKernel* column_kernels(std::size_t& count) noexcept {
    count = known_kernels_of_columns().count;
    return known_kernels_of_columns().known;
}

void Ahead::call(std::ptrdiff_t calls) noexcept {
    for (std::ptrdiff_t share = (left_ + calls - 1) / calls; share > 0; --share) {
        --left_;
        call_into_cache(columns_.cells + left_ / runs_ * columns_.stride + left_ % runs_ * run, run);
    }
}

void add_column_gram(const ColumnRun& block, double* gram, std::ptrdiff_t width, Ahead& ahead) noexcept {
    known_kernels_of_columns().known[0].gram(block, gram, width, ahead);
}

void add_column_products(const ColumnRun& block, const double* shift, const double* vector, double* out,
                         Ahead& ahead) noexcept {
    known_kernels_of_columns().known[0].products(block, shift, vector, out, ahead);
}

}  // namespace maatstaf::detail

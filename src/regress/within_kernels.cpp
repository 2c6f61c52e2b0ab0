// SPDX-License-Identifier: Apache-2.0
#include "regress/within_kernels.hpp"

#include <cstring>

// One copy per instruction set, chosen when the program starts, where compiler and loader can do that.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
#define MAATSTAF_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define MAATSTAF_CLONES
#endif
#if defined(__GNUC__)
#define MAATSTAF_INLINE inline __attribute__((always_inline))
#else
#define MAATSTAF_INLINE inline
#endif

namespace maatstaf::detail::kernels {
namespace {

#if defined(__GNUC__)
using Quad = double __attribute__((vector_size(32)));
MAATSTAF_INLINE void prefetch(const double* what) { __builtin_prefetch(what); }
#else
struct Quad {
    double part[4] = {};
    friend Quad operator+(Quad a, const Quad& b) { for (int k = 0; k < 4; ++k) a.part[k] += b.part[k]; return a; }
    friend Quad operator-(Quad a, const Quad& b) { for (int k = 0; k < 4; ++k) a.part[k] -= b.part[k]; return a; }
    friend Quad operator*(double s, Quad a) { for (int k = 0; k < 4; ++k) a.part[k] *= s; return a; }
    friend Quad operator*(Quad a, const Quad& b) { for (int k = 0; k < 4; ++k) a.part[k] *= b.part[k]; return a; }
    Quad& operator+=(const Quad& b) { return *this = *this + b; }
    Quad& operator-=(const Quad& b) { return *this = *this - b; }
    Quad& operator*=(double s) { return *this = s * *this; }
};
MAATSTAF_INLINE void prefetch(const double*) {}
#endif

/// W quads: the columns of one row or level.
template <int W>
struct Row {
    Quad part[W] = {};
};

template <int W>
MAATSTAF_INLINE void read(const double* from, Row<W>& to) {
    std::memcpy(static_cast<void*>(&to), from, sizeof(to));
}
template <int W>
MAATSTAF_INLINE void write(const Row<W>& from, double* to) {
    std::memcpy(to, static_cast<const void*>(&from), sizeof(from));
}
template <int W>
MAATSTAF_INLINE void add_to(double* to, const Row<W>& what) {
    Row<W> sum;
    read(to, sum);
    for (int k = 0; k < W; ++k) sum.part[k] += what.part[k];
    write(sum, to);
}

/// Sum over the other effects of the coefficients of one cell. They lie anywhere, so those of a later cell are asked
/// for.
template <int W>
MAATSTAF_INLINE void cell_sum(const Levels& at, std::ptrdiff_t cell, const double* rest, Row<W>& sum) {
    if (at.others == 0) {
        for (int k = 0; k < W; ++k) sum.part[k] = Quad{};
        return;
    }
    const std::int32_t* level = at.cell_rest + cell * at.others;
    const double* later = rest + static_cast<std::ptrdiff_t>(level[ahead * at.others]) * (4 * W);
    prefetch(later);
    if (W > 2) prefetch(later + 8);
    read(rest + static_cast<std::ptrdiff_t>(level[0]) * (4 * W), sum);
    for (std::ptrdiff_t q = 1; q < at.others; ++q) {
        Row<W> next;
        read(rest + static_cast<std::ptrdiff_t>(level[q]) * (4 * W), next);
        for (int k = 0; k < W; ++k) sum.part[k] += next.part[k];
    }
}

template <int W>
MAATSTAF_INLINE void add_to_cell(const Levels& at, std::ptrdiff_t cell, const Row<W>& what, double* out) {
    const std::int32_t* level = at.cell_rest + cell * at.others;
    for (std::ptrdiff_t q = 0; q < at.others; ++q) add_to(out + static_cast<std::ptrdiff_t>(level[q]) * (4 * W), what);
}

template <int W>
MAATSTAF_INLINE void multiply_as(const Levels& at, std::int32_t first, std::int32_t last, const double* in,
                                 double* out) {
    for (std::int32_t g = first; g < last; ++g) {
        Row<W> mean, sum;
        for (std::int32_t c = at.level_cells[g]; c < at.level_cells[g + 1]; ++c) {
            cell_sum(at, c, in, sum);
            for (int k = 0; k < W; ++k) mean.part[k] += at.cell_weight[c] * sum.part[k];
        }
        for (int k = 0; k < W; ++k) mean.part[k] *= at.inverse[g];
        for (std::int32_t c = at.level_cells[g]; c < at.level_cells[g + 1]; ++c) {
            cell_sum(at, c, in, sum);
            for (int k = 0; k < W; ++k) sum.part[k] = at.cell_weight[c] * (sum.part[k] - mean.part[k]);
            add_to_cell(at, c, sum, out);
        }
    }
}

template <int W>
MAATSTAF_INLINE void mean_of(const Levels& at, std::int32_t g, const double* values, const double* rest, Row<W>& mean) {
    Row<W> sum, own;
    for (int k = 0; k < W; ++k) mean.part[k] = Quad{};
    for (std::int32_t c = at.level_cells[g]; c < at.level_cells[g + 1]; ++c) {
        cell_sum(at, c, rest, sum);
        for (std::ptrdiff_t i = at.cell_rows[c]; i < at.cell_rows[c + 1]; ++i) {
            read(values + i * (4 * W), own);
            for (int k = 0; k < W; ++k) mean.part[k] += at.weight[i] * (own.part[k] - sum.part[k]);
        }
    }
    for (int k = 0; k < W; ++k) mean.part[k] *= at.inverse[g];
}

template <int W>
MAATSTAF_INLINE void main_means_as(const Levels& at, std::int32_t first, std::int32_t last, const double* values,
                                   const double* rest, double* main) {
    for (std::int32_t g = first; g < last; ++g) {
        Row<W> mean;
        mean_of(at, g, values, rest, mean);
        write(mean, main + static_cast<std::ptrdiff_t>(g) * (4 * W));
    }
}

template <int W>
MAATSTAF_INLINE void rest_sums_as(const Levels& at, std::int32_t first, std::int32_t last, const double* values,
                                  const double* rest, double* out, double* squares) {
    Row<W> square, mean, sum, own;
    read(squares, square);
    for (std::int32_t g = first; g < last; ++g) {
        mean_of(at, g, values, rest, mean);
        for (std::int32_t c = at.level_cells[g]; c < at.level_cells[g + 1]; ++c) {
            Row<W> total;
            cell_sum(at, c, rest, sum);
            for (int k = 0; k < W; ++k) sum.part[k] += mean.part[k];
            for (std::ptrdiff_t i = at.cell_rows[c]; i < at.cell_rows[c + 1]; ++i) {
                read(values + i * (4 * W), own);
                for (int k = 0; k < W; ++k) {
                    own.part[k] -= sum.part[k];
                    const Quad weighted = at.weight[i] * own.part[k];
                    total.part[k] += weighted;
                    square.part[k] += weighted * own.part[k];
                }
            }
            add_to_cell(at, c, total, out);
        }
    }
    write(square, squares);
}

template <int W>
MAATSTAF_INLINE Place write_rows_as(const Levels& at, Place place, std::ptrdiff_t first, std::ptrdiff_t count,
                                    const double* values, const double* rest, const double* main, double* out,
                                    std::ptrdiff_t stride) {
    Row<W> sum, own;
    bool fresh = true;
    for (std::ptrdiff_t i = first; i < first + count; ++i) {
        while (i >= at.cell_rows[place.cell + 1]) ++place.cell, fresh = true;
        while (place.cell >= at.level_cells[place.level + 1]) ++place.level;
        if (fresh) {
            cell_sum(at, place.cell, rest, sum);
            read(main + static_cast<std::ptrdiff_t>(place.level) * (4 * W), own);
            for (int k = 0; k < W; ++k) sum.part[k] += own.part[k];
            fresh = false;
        }
        read(values + i * (4 * W), own);
        for (int k = 0; k < W; ++k) own.part[k] -= sum.part[k];
        write(own, out + (i - first) * stride);
    }
    return place;
}

}  // namespace

#define MAATSTAF_BY_WIDTH(call, ...)                \
    switch (width) {                                \
        case 4: return call<1>(__VA_ARGS__);        \
        case 8: return call<2>(__VA_ARGS__);        \
        case 12: return call<3>(__VA_ARGS__);       \
        default: return call<4>(__VA_ARGS__);       \
    }

MAATSTAF_CLONES void multiply(const Levels& at, std::int32_t first, std::int32_t last, std::ptrdiff_t width,
                              const double* in, double* out) {
    MAATSTAF_BY_WIDTH(multiply_as, at, first, last, in, out)
}

MAATSTAF_CLONES void main_means(const Levels& at, std::int32_t first, std::int32_t last, std::ptrdiff_t width,
                                const double* values, const double* rest, double* main) {
    MAATSTAF_BY_WIDTH(main_means_as, at, first, last, values, rest, main)
}

MAATSTAF_CLONES void rest_sums(const Levels& at, std::int32_t first, std::int32_t last, std::ptrdiff_t width,
                               const double* values, const double* rest, double* out, double* squares) {
    MAATSTAF_BY_WIDTH(rest_sums_as, at, first, last, values, rest, out, squares)
}

MAATSTAF_CLONES Place write_rows(const Levels& at, Place place, std::ptrdiff_t first, std::ptrdiff_t count,
                                 std::ptrdiff_t width, const double* values, const double* rest, const double* main,
                                 double* out, std::ptrdiff_t stride) {
    MAATSTAF_BY_WIDTH(write_rows_as, at, place, first, count, values, rest, main, out, stride)
}

}  // namespace maatstaf::detail::kernels

// SPDX-License-Identifier: Apache-2.0
#include "regress/row_kernels.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/numbers.hpp"
#include "core/portable_math.hpp"

namespace maatstaf::detail {
namespace {

MAATSTAF_ALWAYS_INLINE bool exponentials_here(const double* x, std::ptrdiff_t count, double* out) {
    std::ptrdiff_t outside = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        outside += !(std::abs(x[i]) < 700.0);
        out[i] = fast_exp(x[i]);
    }
    return outside == 0;
}

MAATSTAF_ALWAYS_INLINE bool logarithms_here(const double* x, std::ptrdiff_t count, double* out) {
    std::ptrdiff_t outside = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        outside += !(x[i] >= std::numeric_limits<double>::min() && x[i] < infinity);
        out[i] = portable_log(x[i]);
    }
    return outside == 0;
}

MAATSTAF_ALWAYS_INLINE void subtract_here(const double* x, double shift, std::ptrdiff_t count, double* out) {
    for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = x[i] - shift;
}

MAATSTAF_ALWAYS_INLINE void scale_here(const double* x, double shift, const double* by, std::ptrdiff_t count,
                                       double* out) {
    for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = (x[i] - shift) * by[i];
}

MAATSTAF_ALWAYS_INLINE void add_four_here(const double* const* x, const double* shift, const double* by,
                                          std::ptrdiff_t count, double* out) {
    const double *a = x[0], *b = x[1], *c = x[2], *d = x[3];
    const double from_a = shift[0], from_b = shift[1], from_c = shift[2], from_d = shift[3];
    const double by_a = by[0], by_b = by[1], by_c = by[2], by_d = by[3];
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] += ((a[i] - from_a) * by_a + (b[i] - from_b) * by_b) + ((c[i] - from_c) * by_c + (d[i] - from_d) * by_d);
}

/// 1 / the root of a normal positive number, within some units in the last place and exact at 1: Newton's method from
/// a guess of 4 %. (Loops with std::sqrt do not become vector code, because it sets errno.)
MAATSTAF_ALWAYS_INLINE double inverse_root(double x) {
    double y = std::bit_cast<double>(0x5FE6EB50C7B537A9u - (std::bit_cast<std::uint64_t>(x) >> 1));
    for (int k = 0; k < 5; ++k) y += y * (0.5 - 0.5 * x * y * y);
    return y;
}

MAATSTAF_ALWAYS_INLINE void roots_here(const double* weight, const double* score, std::ptrdiff_t count, double* root,
                                       double* residual) {
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const bool some = weight[i] >= std::numeric_limits<double>::min();
        const double inverse = inverse_root(some ? weight[i] : 1.0);
        root[i] = some ? weight[i] * inverse : 0.0;
        residual[i] = some ? score[i] * inverse : 0.0;
    }
}

/// In so many lanes that the loop over them becomes vector code.
template <class Term>
MAATSTAF_ALWAYS_INLINE double sum_of_rows(std::ptrdiff_t count, Term term) {
    constexpr std::ptrdiff_t lanes = 32;
    double lane[lanes] = {};
    std::ptrdiff_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::ptrdiff_t k = 0; k < lanes; ++k) lane[k] += term(i + k);
    for (; i < count; ++i) lane[0] += term(i);
    double sum = 0.0;
    for (const double each : lane) sum += each;
    return sum;
}

MAATSTAF_ALWAYS_INLINE double pearson_here(const double* weight, const double* score, std::ptrdiff_t count) {
    return sum_of_rows(count, [=](std::ptrdiff_t i) {
        const bool some = weight[i] >= std::numeric_limits<double>::min();
        return some ? score[i] * score[i] / (some ? weight[i] : 1.0) : 0.0;
    });
}

MAATSTAF_ALWAYS_INLINE double log_counts_here(const double* y, const double* w, const double* mean, const double* eta,
                                              std::ptrdiff_t count, double* weight, double* score) {
    std::ptrdiff_t wrong = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        weight[i] = w[i] * mean[i];
        score[i] = w[i] * (y[i] - mean[i]);
        wrong += !(mean[i] > 0.0 && weight[i] < infinity);
    }
    const double sum = sum_of_rows(count, [=](std::ptrdiff_t i) { return w[i] * (mean[i] - y[i] * eta[i]); });
    return wrong == 0 ? sum : nan;
}

MAATSTAF_ALWAYS_INLINE Extent extent_here(const double* x, std::ptrdiff_t count) {
    constexpr std::ptrdiff_t lanes = 32;
    double sum[lanes], low[lanes], high[lanes];
    for (std::ptrdiff_t k = 0; k < lanes; ++k) sum[k] = 0.0, low[k] = infinity, high[k] = -infinity;
    std::ptrdiff_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::ptrdiff_t k = 0; k < lanes; ++k) {
            const double each = x[i + k];
            sum[k] += each;
            low[k] = each < low[k] ? each : low[k];
            high[k] = each > high[k] ? each : high[k];
        }
    Extent out{0.0, infinity, -infinity};
    for (; i < count; ++i) {
        out.sum += x[i];
        out.low = std::min(out.low, x[i]);
        out.high = std::max(out.high, x[i]);
    }
    for (std::ptrdiff_t k = 0; k < lanes; ++k) {
        out.sum += sum[k];
        out.low = std::min(out.low, low[k]);
        out.high = std::max(out.high, high[k]);
    }
    return out;
}

// One set of versions: the same code, compiled for the vectors of `target`.
#define MAATSTAF_ROW_KERNELS(name, target)                                                                        \
    target bool exponentials_##name(const double* x, std::ptrdiff_t count, double* out) {                         \
        return exponentials_here(x, count, out);                                                                  \
    }                                                                                                             \
    target bool logarithms_##name(const double* x, std::ptrdiff_t count, double* out) {                           \
        return logarithms_here(x, count, out);                                                                    \
    }                                                                                                             \
    target void subtract_##name(const double* x, double shift, std::ptrdiff_t count, double* out) {               \
        subtract_here(x, shift, count, out);                                                                      \
    }                                                                                                             \
    target void scale_##name(const double* x, double shift, const double* by, std::ptrdiff_t count, double* out) {\
        scale_here(x, shift, by, count, out);                                                                     \
    }                                                                                                             \
    target void add_four_##name(const double* const* x, const double* shift, const double* by,                    \
                                std::ptrdiff_t count, double* out) {                                              \
        add_four_here(x, shift, by, count, out);                                                                  \
    }                                                                                                             \
    target void roots_##name(const double* weight, const double* score, std::ptrdiff_t count, double* root,       \
                             double* residual) {                                                                  \
        roots_here(weight, score, count, root, residual);                                                         \
    }                                                                                                             \
    target double pearson_##name(const double* weight, const double* score, std::ptrdiff_t count) {               \
        return pearson_here(weight, score, count);                                                                \
    }                                                                                                             \
    target double log_counts_##name(const double* y, const double* w, const double* mean, const double* eta,      \
                                    std::ptrdiff_t count, double* weight, double* score) {                        \
        return log_counts_here(y, w, mean, eta, count, weight, score);                                            \
    }                                                                                                             \
    target Extent extent_##name(const double* x, std::ptrdiff_t count) { return extent_here(x, count); }          \
    constexpr RowKernels row_kernels_##name = {exponentials_##name, logarithms_##name, subtract_##name,           \
                                               scale_##name,        add_four_##name,   roots_##name,              \
                                               pearson_##name,      log_counts_##name, extent_##name};

MAATSTAF_ROW_KERNELS(plain, )

#if defined(__GNUC__) && defined(__x86_64__)
MAATSTAF_ROW_KERNELS(avx2, __attribute__((target("avx2"))))
#if defined(__clang__)
MAATSTAF_ROW_KERNELS(avx512, __attribute__((target("avx512f,avx512dq,avx512vl"), min_vector_width(512))))
#else
MAATSTAF_ROW_KERNELS(avx512, __attribute__((target("avx512f,avx512dq,avx512vl,prefer-vector-width=512"))))
#endif

const RowKernels& choose_row_kernels() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return row_kernels_avx512;
    return __builtin_cpu_supports("avx2") ? row_kernels_avx2 : row_kernels_plain;
}
#else
const RowKernels& choose_row_kernels() { return row_kernels_plain; }
#endif

}  // namespace

const RowKernels& row_kernels() noexcept {
    static const RowKernels& chosen = choose_row_kernels();
    return chosen;
}

void exponentials_of(const double* x, std::ptrdiff_t count, double* out) noexcept {
    if (row_kernels().exponentials(x, count, out)) return;
    for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = portable_exp(x[i]);
}

void logarithms_of(const double* x, std::ptrdiff_t count, double* out) noexcept {
    if (row_kernels().logarithms(x, count, out)) return;
    for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = std::log(x[i]);
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "score/count_kernels.hpp"

#include <cmath>

#include "score/count_series.hpp"
#include "score/fast_math.hpp"

namespace maatstaf::detail {
namespace {

struct CumulantColumns {
    double k[6][longest_column], sd[longest_column];
};

MAATSTAF_ALWAYS_INLINE double share_of(double logit) { return 1.0 / (1.0 + fast_exp(-logit)); }

MAATSTAF_ALWAYS_INLINE void cumulants_here(const double* x, const double* n, std::size_t count,
                                           CumulantColumns& __restrict out) {
    for (std::size_t i = 0; i < count; ++i) {
        const Cumulants each = logit_cumulants(x[i] + 0.5, n[i] - x[i] + 0.5);
        out.k[0][i] = each.k1;
        out.k[1][i] = each.k2;
        out.k[2][i] = each.k3;
        out.k[3][i] = each.k4;
        out.k[4][i] = each.k5;
        out.k[5][i] = each.k6;
    }
}

MAATSTAF_ALWAYS_INLINE void ends_here(const double* x, const double* n, std::size_t count, double z,
                                      const CumulantColumns& of, double* low, double* high) {
    for (std::size_t i = 0; i < count; ++i) {
        const Limits logit =
            cornish_fisher({of.k[0][i], of.k[1][i], of.k[2][i], of.k[3][i], of.k[4][i], of.k[5][i]}, of.sd[i], z);
        const double a = x[i] + 0.5, b = n[i] - x[i] + 0.5;
        const double smallest = a < b ? a : b;
        low[i] = smallest >= enough_for_series ? share_of(logit.low) : nan;
        high[i] = smallest >= enough_for_series ? share_of(logit.high) : nan;
    }
}

struct CountKernels {
    void (*cumulants)(const double*, const double*, std::size_t, CumulantColumns&);
    void (*ends)(const double*, const double*, std::size_t, double, const CumulantColumns&, double*, double*);
};

// One set of versions: the same code, compiled for the vectors of `target`.
#define MAATSTAF_COUNT_KERNELS(name, target)                                                                          \
    target void cumulants_##name(const double* x, const double* n, std::size_t count, CumulantColumns& out) {         \
        cumulants_here(x, n, count, out);                                                                             \
    }                                                                                                                 \
    target void ends_##name(const double* x, const double* n, std::size_t count, double z, const CumulantColumns& of, \
                            double* low, double* high) {                                                              \
        ends_here(x, n, count, z, of, low, high);                                                                     \
    }                                                                                                                 \
    constexpr CountKernels count_kernels_##name = {cumulants_##name, ends_##name};

MAATSTAF_COUNT_KERNELS(plain, )

#if defined(__GNUC__) && defined(__x86_64__)
MAATSTAF_COUNT_KERNELS(avx2, __attribute__((target("avx2"))))

const CountKernels& choose_for_counts() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") ? count_kernels_avx2 : count_kernels_plain;
}
#else
const CountKernels& choose_for_counts() { return count_kernels_plain; }
#endif

}  // namespace

void beta_ends(const double* x, const double* n, std::size_t count, double z, double* low, double* high) {
    static const CountKernels& kernels = choose_for_counts();
    CumulantColumns columns;
    kernels.cumulants(x, n, count, columns);
    for (std::size_t i = 0; i < count; ++i) columns.sd[i] = std::sqrt(columns.k[1][i]);   // apart: it may set errno
    kernels.ends(x, n, count, z, columns, low, high);
}

}  // namespace maatstaf::detail

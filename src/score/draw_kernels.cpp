// SPDX-License-Identifier: Apache-2.0
#include "score/draw_kernels.hpp"

#include <algorithm>

#include "score/fast_math.hpp"

namespace maatstaf::detail {
namespace {

MAATSTAF_ALWAYS_INLINE double lowest_of(const double* x, std::size_t count) {
    double lows[lanes];
    std::fill_n(lows, lanes, infinity);
    const std::size_t whole = count - count % lanes;
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            lows[lane] = x[i + lane] < lows[lane] ? x[i + lane] : lows[lane];
    for (std::size_t i = whole; i < count; ++i) lows[0] = x[i] < lows[0] ? x[i] : lows[0];
    return *std::min_element(lows, lows + lanes);
}

MAATSTAF_ALWAYS_INLINE bool add_logs_here(const double* x, double* sum, std::size_t count, double share,
                                          double lowest) {
    for (std::size_t i = 0; i < count; ++i) sum[i] += share * fast_log(x[i] < lowest ? lowest : x[i]);
    return lowest_of(x, count) <= 0.0;
}

MAATSTAF_ALWAYS_INLINE void exponentials_here(double* x, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] = fast_exp(x[i]);
}

MAATSTAF_ALWAYS_INLINE Ends multiply_here(const double* x, double* product, std::size_t count) {
    double lows[lanes], highs[lanes];
    std::fill_n(lows, lanes, infinity);
    std::fill_n(highs, lanes, -infinity);
    const auto step = [&](std::size_t lane, std::size_t i) {
        product[i] *= x[i];
        lows[lane] = x[i] < lows[lane] ? x[i] : lows[lane];
        highs[lane] = x[i] > highs[lane] ? x[i] : highs[lane];
    };
    const std::size_t whole = count - count % lanes;
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) step(lane, i + lane);
    for (std::size_t i = whole; i < count; ++i) step(0, i);
    return {*std::min_element(lows, lows + lanes), *std::max_element(highs, highs + lanes)};
}

MAATSTAF_ALWAYS_INLINE void powers_here(double* x, std::size_t count, double power) {
    for (std::size_t i = 0; i < count; ++i) x[i] = fast_exp(power * portable_log(x[i]));
}

struct Kernels {
    bool (*add_logs)(const double*, double*, std::size_t, double, double);
    void (*exponentials)(double*, std::size_t);
    Ends (*multiply)(const double*, double*, std::size_t);
    void (*powers)(double*, std::size_t, double);
};

// One set of versions: the same code, compiled for the vectors of `target`.
#define MAATSTAF_DRAW_KERNELS(name, target)                                                                        \
    target bool add_logs_##name(const double* x, double* sum, std::size_t count, double share, double lowest) {    \
        return add_logs_here(x, sum, count, share, lowest);                                                        \
    }                                                                                                              \
    target void exponentials_##name(double* x, std::size_t count) { exponentials_here(x, count); }                 \
    target Ends multiply_##name(const double* x, double* product, std::size_t count) {                             \
        return multiply_here(x, product, count);                                                                   \
    }                                                                                                              \
    target void powers_##name(double* x, std::size_t count, double power) { powers_here(x, count, power); }        \
    constexpr Kernels kernels_##name = {add_logs_##name, exponentials_##name, multiply_##name, powers_##name};

MAATSTAF_DRAW_KERNELS(plain, )

#if defined(__GNUC__) && defined(__x86_64__)
MAATSTAF_DRAW_KERNELS(avx2, __attribute__((target("avx2"))))
#if defined(__clang__)
MAATSTAF_DRAW_KERNELS(avx512, __attribute__((target("avx512f,avx512dq,avx512vl"), min_vector_width(512))))
#else
MAATSTAF_DRAW_KERNELS(avx512, __attribute__((target("avx512f,avx512dq,avx512vl,prefer-vector-width=512"))))
#endif

const Kernels& choose() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return kernels_avx512;
    return __builtin_cpu_supports("avx2") ? kernels_avx2 : kernels_plain;
}
#else
const Kernels& choose() { return kernels_plain; }
#endif

const Kernels& kernels() {
    static const Kernels& chosen = choose();
    return chosen;
}

}  // namespace

bool add_logs(const double* x, double* sum, std::size_t count, double share, double lowest) {
    return kernels().add_logs(x, sum, count, share, lowest);
}
void exponentials(double* x, std::size_t count) { kernels().exponentials(x, count); }
Ends multiply(const double* x, double* product, std::size_t count) { return kernels().multiply(x, product, count); }
void powers(double* x, std::size_t count, double power) { kernels().powers(x, count, power); }

}  // namespace maatstaf::detail

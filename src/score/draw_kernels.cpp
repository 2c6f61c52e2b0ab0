// SPDX-License-Identifier: Apache-2.0
#include "score/draw_kernels.hpp"

#include <algorithm>

#include "score/fast_math.hpp"

namespace maatstaf::detail {
namespace {

MAATSTAF_ALWAYS_INLINE bool add_logs_here(const double* x, double* sum, std::size_t count, double share,
                                          double lowest) {
    double lows[lanes];
    std::fill_n(lows, lanes, infinity);
    const std::size_t whole = count - count % lanes;
    for (std::size_t i = 0; i < whole; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            lows[lane] = x[i + lane] < lows[lane] ? x[i + lane] : lows[lane];
    for (std::size_t i = whole; i < count; ++i) lows[0] = x[i] < lows[0] ? x[i] : lows[0];
    for (std::size_t i = 0; i < count; ++i) sum[i] += share * fast_log(x[i] < lowest ? lowest : x[i]);
    return *std::min_element(lows, lows + lanes) <= 0.0;
}

using AddLogs = bool (*)(const double*, double*, std::size_t, double, double);

bool add_logs_plain(const double* x, double* sum, std::size_t count, double share, double lowest) {
    return add_logs_here(x, sum, count, share, lowest);
}

#if defined(__GNUC__) && defined(__x86_64__)
__attribute__((target("avx2"))) bool add_logs_avx2(const double* x, double* sum, std::size_t count, double share,
                                                   double lowest) {
    return add_logs_here(x, sum, count, share, lowest);
}

AddLogs choose() { return __builtin_cpu_supports("avx2") ? add_logs_avx2 : add_logs_plain; }
#else
AddLogs choose() { return add_logs_plain; }
#endif

}  // namespace

bool add_logs(const double* x, double* sum, std::size_t count, double share, double lowest) {
    static const AddLogs chosen = choose();
    return chosen(x, sum, count, share, lowest);
}

}  // namespace maatstaf::detail

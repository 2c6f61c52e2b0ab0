// SPDX-License-Identifier: Apache-2.0
#include "score/count_interval.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/portable_math.hpp"
#include "maatstaf/core/special.hpp"
#include "score/count_kernels.hpp"
#include "score/count_series.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::size_t places = 4096;

double logistic(double x) { return 1.0 / (1.0 + portable_exp(-x)); }

}  // namespace

CountIntervals::CountIntervals(double confidence)
    : tail_((1.0 - confidence) / 2.0), quantile_(special::normal_quantile(0.5 + confidence / 2.0)) {}

template <class Exact>
Limits CountIntervals::remembered(double a, double b, Exact exact) {
    if (kept_.empty()) kept_.resize(places);
    const std::uint64_t hash =
        (std::bit_cast<std::uint64_t>(a) ^ (std::bit_cast<std::uint64_t>(b) * 0x9e3779b97f4a7c15u)) *
        0xff51afd7ed558ccdu;
    Kept& kept = kept_[hash >> 52];
    if (kept.a != a || kept.b != b) kept = {a, b, exact()};
    return kept.ends;
}

Limits CountIntervals::beta(double a, double b) {
    if (std::min(a, b) < enough_for_series || quantile_ > farthest_for_series)
        return remembered(a, b, [&] {
            return Limits{special::beta_quantile(tail_, a, b), special::beta_quantile(1.0 - tail_, a, b)};
        });
    const Cumulants cumulants = logit_cumulants(a, b);
    const Limits logit = cornish_fisher(cumulants, std::sqrt(cumulants.k2), quantile_);
    return {logistic(logit.low), logistic(logit.high)};
}

bool CountIntervals::betas(const double* x, const double* n, std::size_t count, double* low, double* high) const {
    if (quantile_ > farthest_for_series) return false;
    beta_ends(x, n, count, quantile_, low, high);
    return true;
}

Limits CountIntervals::gamma(double a) {
    if (a < enough_for_series || quantile_ > farthest_for_series)
        return remembered(a, 0.0, [&] {
            return Limits{special::gamma_quantile(tail_, a), special::gamma_quantile(1.0 - tail_, a)};
        });
    Cumulants log = log_gamma_cumulants(a);
    log.k1 += portable_log(a);
    const Limits ends = cornish_fisher(log, std::sqrt(log.k2), quantile_);
    return {portable_exp(ends.low), portable_exp(ends.high)};
}

}  // namespace maatstaf::detail

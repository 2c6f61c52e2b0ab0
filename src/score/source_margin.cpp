// SPDX-License-Identifier: Apache-2.0
#include "score/source_margin.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "panel/count_margin.hpp"
#include "score/met.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {

Source source_of(const Input& input, std::size_t unit) {
    if (!input.se.empty() && !std::isnan(input.se[unit])) return {Source::Kind::normal, input.se[unit]};
    if (input.numerator.empty() || input.denominator.empty()) return {};
    const double x = input.numerator[unit], n = input.denominator[unit];
    if (!(n > 0.0) || std::isnan(x)) return {};
    const double sd = sd_of_counts(input.scale, input.factor, x, n);
    if (input.scale == Scale::proportion) return {Source::Kind::beta, sd, x + 0.5, n - x + 0.5, input.factor};
    if (input.scale == Scale::rate || input.scale == Scale::count)
        return {Source::Kind::gamma, sd, x + 0.5, 0.0, input.factor / n};
    return {};
}

Limits possible_values(const Input& input) noexcept {
    switch (input.scale) {
        // Divided by a figure of its own, a proportion is no proportion any more.
        case Scale::proportion: return {0.0, input.own_value.empty() ? input.factor : infinity};
        case Scale::rate:
        case Scale::count: return {0.0, infinity};
        default: return {-infinity, infinity};
    }
}

SourceIntervals::SourceIntervals(double confidence)
    : counts_(confidence), quantile_(special::normal_quantile(0.5 + confidence / 2.0)) {}

Limits SourceIntervals::of(const Source& source, double value, const Limits& possible) {
    if (source.kind == Source::Kind::unknown || std::isnan(value)) return {nan, nan};
    Limits ends{};
    if (source.kind == Source::Kind::normal) {
        ends = {std::max(value - quantile_ * source.sd, possible.low),
                std::min(value + quantile_ * source.sd, possible.high)};
    } else {
        ends = source.kind == Source::Kind::beta ? counts_.beta(source.a, source.b) : counts_.gamma(source.a);
        return stretched(source, value, ends);
    }
    return {std::min(value, ends.low), std::max(value, ends.high)};
}

Limits SourceIntervals::stretched(const Source& source, double value, const Limits& ends) {
    return {std::min(value, source.scale * ends.low), std::max(value, source.scale * ends.high)};
}

bool SourceIntervals::of_shares(const Input& input, std::size_t first, std::size_t count, double* low,
                                double* high) const {
    if (input.scale != Scale::proportion || !input.se.empty() || input.numerator.empty() || input.denominator.empty())
        return false;
    return counts_.betas(input.numerator.data() + first, input.denominator.data() + first, count, low, high);
}

Estimate SourceIntervals::estimate(const Source& source, double value, const Limits& possible) {
    if (source.kind == Source::Kind::unknown) return {.value = value};
    const Limits ends = of(source, value, possible);
    return {.value = value, .se = source.sd, .low = ends.low, .high = ends.high};
}

double probability_beyond(const Source& source, double value, double bound, double side) {
    if (std::isnan(value) || std::isnan(bound) || std::isnan(side)) return nan;
    const double at = bound / source.scale;
    switch (source.kind) {
        case Source::Kind::unknown: break;
        case Source::Kind::normal: return normal_beyond(value, source.sd, bound, side);
        case Source::Kind::beta:
            return side < 0.0 ? special::beta_cdf(at, source.a, source.b)
                              : special::beta_cdf(1.0 - at, source.b, source.a);
        case Source::Kind::gamma: {
            const double below = special::gamma_cdf(at, source.a);
            return side < 0.0 ? below : 1.0 - below;
        }
    }
    return nan;
}

}  // namespace maatstaf::detail

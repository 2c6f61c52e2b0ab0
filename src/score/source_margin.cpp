// SPDX-License-Identifier: Apache-2.0
#include "score/source_margin.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "score/interval.hpp"
#include "score/met.hpp"
#include "score/numbers.hpp"

namespace maatstaf::detail {

Estimate estimate_of(const Source& source, double value, double confidence) {
    if (source.kind == Source::Kind::unknown) return {.value = value};
    if (source.kind == Source::Kind::normal || std::isnan(value)) return normal_estimate(value, source.sd, confidence);
    const double tail = (1.0 - confidence) / 2.0;
    const auto quantile = [&](double probability) {
        const bool beta = source.kind == Source::Kind::beta;
        return source.scale * (beta ? special::beta_quantile(probability, source.a, source.b)
                                    : special::gamma_quantile(probability, source.a));
    };
    return {.value = value,
            .se = source.sd,
            .low = std::min(value, quantile(tail)),
            .high = std::max(value, quantile(1.0 - tail))};
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

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/forecast.hpp"

namespace maatstaf::detail {

/// Refuses a trend that cannot be meant: one that multiplies by more than e a year, or that counts from a year that
/// nobody named (a century away at the least).
inline void need_trend(const ForecastOptions& options, std::span<const std::int32_t> years) {
    if (!(std::fabs(options.trend) <= 1.0)) throw out_of_range("trend", "-1 .. 1", options.trend);
    if (!(options.trend_se >= 0.0)) throw out_of_range("trend_se", ">= 0", options.trend_se);
    if (options.trend == 0.0 && options.trend_se == 0.0) return;
    for (const std::int32_t year : years) {
        const std::int64_t distance = std::abs(std::int64_t{year} - options.base_year);
        if (distance > 100)
            throw ArgumentError(messages::risk_base_year, {{"got", std::to_string(options.base_year)},
                                                           {"distance", std::to_string(distance)},
                                                           {"year", std::to_string(year)},
                                                           {"example", std::to_string(years.front() - 1)}});
    }
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "maatstaf/measure/survival.hpp"

namespace maatstaf::detail {

/// One distinct time of a group.
struct SurvivalStep {
    double time = 0.0;
    double at_risk = 0.0;
    double censored = 0.0;
    double events = 0.0;
    std::vector<double> by_cause{};  ///< events per cause, from cause 1
};

/// The rows of one group in steps.
struct SurvivalSteps {
    std::vector<SurvivalStep> steps{};
    double n = 0.0;
    double left_out = 0.0;
    double latest_entry = 0.0;
};

/// Steps of every group; `causes` becomes the highest cause. Checks the data.
std::vector<SurvivalSteps> survival_steps(const SurvivalData& data, std::int32_t& causes);

/// Limits for a probability on the wanted scale; NaN where the scale has none (0 and 1).
struct CurveLimits {
    double low = 0.0, high = 0.0;
};
CurveLimits curve_limits(double survival, double se, double quantile, SurvivalInterval interval);

/// Limits for an area between 0 and the horizon, on the scale of its log odds, as few events leave it lopsided. Its
/// variance counts D / (D - 1) times (Kaplan and Meier 1958), D the events up to the horizon; twice for one.
void set_area_limits(Estimate& area, double horizon, double events, double quantile);

/// The value of a step curve at a time: the last at or before it, or `start`.
std::size_t steps_until(std::span<const double> times, double at);

/// Part within a term as a proportion with Wilson's limits.
Estimate wilson_share(double count, double n, double quantile);

void check_survival_options(const SurvivalOptions& options);

}  // namespace maatstaf::detail

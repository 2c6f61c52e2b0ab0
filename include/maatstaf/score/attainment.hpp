// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/framework/indicator.hpp"

namespace maatstaf {

/// What a target asks of one value. All in the unit of the indicator; NaN where it does not apply.
struct TargetQuestion {
    Goal goal = Goal::improve;
    Direction direction = Direction::higher;
    double baseline = std::numeric_limits<double>::quiet_NaN();   ///< where we started
    double target = std::numeric_limits<double>::quiet_NaN();     ///< improve
    double band_low = std::numeric_limits<double>::quiet_NaN();   ///< stay_in_band
    double band_high = std::numeric_limits<double>::quiet_NaN();
    double tolerated_decline = std::numeric_limits<double>::quiet_NaN();  ///< slow_decline, per period, >= 0
    double periods = std::numeric_limits<double>::quiet_NaN();    ///< slow_decline: periods since the baseline
};

namespace score {

/// How far the way from baseline to target has been gone: 0 at the baseline, 1 at the target, above 1 beyond it, below
/// 0 on the way back. NaN when something needed is unknown.
///  - improve: (x - x0) / (x* - x0), whichever way the target lies. With x* = x0 there is no way to go: 1 when x is not
///    worse than the target, else NaN.
///  - maintain: 1 when x is not worse than x0, else 1 minus the loss as a share of |x0| (NaN when x0 is 0).
///  - slow_decline: the decline that was prevented as a share of the tolerated one: 1 when the decline since the
///    baseline equals tolerated_decline x periods, 2 when there was none, 0 when it was twice as large. With nothing
///    tolerated as `maintain`.
///  - stay_in_band: 1 inside the band, outside 1 minus the distance to it as a share of its width (Derringer & Suich
///    1980 run to 0; this measure goes on below it).
/// Direction target counts distance to the target: 1 - |x - x*| / |x0 - x*|.
/// Throws ArgumentError on a band whose ends are the wrong way round and on a negative tolerated decline.
double attainment(double value, const TargetQuestion& question);

/// The value that `attainment` calls 1 (for a band: its nearer end); NaN when unknown.
double attainment_threshold(double value, const TargetQuestion& question);

/// Probability that the true value meets the target, with a normal error of standard error `se` around `value`.
/// `maintain` is met while the true value is not worse than the baseline, `stay_in_band` inside the band. A single
/// number cannot be hit: direction target needs the band, and gives NaN without one. With se = 0 the answer is 0 or 1;
/// NaN when `se` or the target is unknown, because without a margin nothing can be said. A baseline that was measured
/// itself has an error too: then `se` is that of the difference. Throws as `attainment`, and on a negative `se`.
double probability_met(double value, double se, const TargetQuestion& question);

}  // namespace score
}  // namespace maatstaf

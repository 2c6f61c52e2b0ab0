// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf {

struct CalibrationOptions {
    double confidence = 0.95;
    std::int32_t bins = 10;  ///< of equal width, for judgements with more different values than this
    static constexpr auto fields() {
        using O = CalibrationOptions;
        return std::tuple{field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("bins", &O::bins, "for judgements with more different values than this")};
    }
};

/// How chances that people gave beforehand went with what came about.
struct CalibrationResult {
    CalibrationOptions options{};
    Estimate intercept{};  ///< log odds by which all judgements should move (slope 1); above 0: too low on the whole
    Estimate slope{};      ///< of the outcome's log odds on those of the judgement; below 1: judgements too extreme
    Estimate brier{};      ///< mean squared difference; 0 is perfect, 0.25 says "a half" to everything
    /// Brier = reliability - resolution + uncertainty + within (Murphy 1973; Stephenson et al. 2008 for `within`, which
    /// is 0 when all judgements in a bin are the same).
    double reliability = std::numeric_limits<double>::quiet_NaN();
    double resolution = std::numeric_limits<double>::quiet_NaN();
    double uncertainty = std::numeric_limits<double>::quiet_NaN();
    double within = std::numeric_limits<double>::quiet_NaN();
    double at_the_ends = 0.0;  ///< judgements of 0 or 1, which have no log odds and take no part in intercept and slope
    double left_out = 0.0;     ///< rows with a missing judgement or outcome
    EmptyReason reason = EmptyReason::none;         ///< why all is empty
    EmptyReason line_reason = EmptyReason::none;    ///< why intercept and slope are
    MeasureResult bins{};      ///< per bin: share that came about (Wilson), and the column judged (mean judgement)
};

namespace measure {

/// Calibration of judged chances (0 .. 1) against outcomes (0 or 1). Intercept and slope by logistic regression, with
/// Wald intervals; the Brier score with a normal interval from its own spread. Rows must be independent. Throws
/// DataError on a judgement outside 0 .. 1 and an outcome that is neither 0 nor 1.
CalibrationResult calibration(std::span<const double> judged, std::span<const double> outcome,
                              const CalibrationOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

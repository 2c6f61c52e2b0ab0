// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/absorb.hpp"

namespace maatstaf {

struct AbsorbPredictionOptions {
    /// Of the intervals, strictly between 0 and 1; NaN: that of the fit.
    double confidence = std::numeric_limits<double>::quiet_NaN();
    static constexpr auto fields() {
        using O = AbsorbPredictionOptions;
        return std::tuple{field("confidence", &O::confidence, "of the intervals, between 0 and 1")};
    }
};

/// One number per row; NaN where there is none, and `caveats` say why.
struct AbsorbPrediction {
    Eigen::VectorXd mean{};
    Eigen::VectorXd eta{};    ///< linear predictor, offset included
    Eigen::VectorXd se{};     ///< standard error of eta; NaN throughout when the fit knows none for its effects
    Eigen::VectorXd low{};    ///< interval of the mean, from eta -/+ quantile x se through the link
    Eigen::VectorXd high{};
    std::int64_t rows_new_level = 0;   ///< without a prediction: a level that the fit did not see, or left out
    std::int64_t rows_apart = 0;       ///< without one: levels that no chain of rows of the fit connects
    std::vector<Caveat> caveats{};

    /// mean, eta, se, low, high: one row per row.
    Table table() const;
};

/// The mean of new rows at levels that the fit knows; it needs `keep_effects`. Effects are found by their names, or
/// stand in the order of the fit where they have none; offset and exposure are those of `rows`, never those of the fit.
/// A level that the fit did not see, or left out (alone, or 0 throughout), has an effect that nobody knows, so no
/// prediction.
///
/// Margins hold both the coefficients and the effects, as those of a dummy for every level would. They exist for
/// covariance iid: hc1 and clusters say how sure the coefficients are, but an effect rests on the rows of its own
/// level, often one cluster. They say how sure the mean is, not where a new observation will fall. There are none
/// either where effects need too large a table (levels of the largest effect x all others above 5,000,000, or conjugate
/// gradients).
///
/// Throws ArgumentError without kept effects, on wrong lengths and on effects that are not those of the fit; DataError
/// as `predict` of a `GlmResult` does.
AbsorbPrediction predict(const AbsorbResult& fit, const RegressionData& rows, std::span<const AbsorbedEffect> effects,
                         const AbsorbPredictionOptions& options = {});

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <Eigen/Core>

#include "maatstaf/regress/tweedie.hpp"

namespace maatstaf::detail {

/// Sums over rows of what the likelihood of one power needs.
struct TweedieSums {
    double value = 0.0, slope = 0.0, curvature = 0.0;   ///< log-likelihood, and its derivatives in log(dispersion)
    double by_power = 0.0;                              ///< and in the power, where asked for
    void add(const TweedieSums& other) {
        value += other.value;
        slope += other.slope;
        curvature += other.curvature;
        by_power += other.by_power;
    }
};

/// How the search for a power gets to know the rows.
struct TweedieView {
    std::function<GlmResult(const GlmOptions&)> fit;
    /// At the means of a fit; the power is that of the fit.
    std::function<TweedieSums(const GlmResult& fit, double dispersion, bool with_power)> likelihood;
    std::function<bool()> with_zeros;   ///< whether any outcome is 0; asked last
};

void check(const TweediePowerOptions& options);
TweediePowerResult most_likely_power(const TweedieView& view, const TweediePowerOptions& options);

/// The sums of rows with these means. `scale` belongs to analytic weights.
TweedieSums tweedie_sums(const RegressionData& data, const Eigen::VectorXd& mean, double scale, double power,
                         double dispersion, bool with_power, const Progress& progress = {});
Eigen::VectorXd fitted_means(const RegressionData& data, const GlmResult& fit);

}  // namespace maatstaf::detail

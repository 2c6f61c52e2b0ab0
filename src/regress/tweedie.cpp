// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/tweedie.hpp"

#include <algorithm>

#include "regress/tweedie_profile.hpp"

namespace maatstaf {

TweediePowerResult tweedie_power(const RegressionData& data, const TweediePowerOptions& options,
                                 const Progress& progress) {
    detail::check(options);
    double analytic = 0.0;
    for (const double each : data.analytic_weights) analytic += each;
    const double scale = analytic > 0.0 ? static_cast<double>(data.x.rows) / analytic : 1.0;
    Eigen::VectorXd mean;
    detail::TweedieView view;
    view.fit = [&](const GlmOptions& asked) {
        GlmResult fit = glm(data, asked, progress);
        mean = detail::fitted_means(data, fit);
        return fit;
    };
    view.likelihood = [&](const GlmResult& fit, double dispersion, bool with_power) {
        return detail::tweedie_sums(data, mean, scale, fit.options.distribution.power, dispersion, with_power,
                                    progress);
    };
    view.with_zeros = [&] { return std::ranges::any_of(data.y, [](double y) { return y == 0.0; }); };
    return detail::most_likely_power(view, options);
}

}  // namespace maatstaf

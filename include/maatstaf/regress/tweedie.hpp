// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

/// Logarithm of the density of a Tweedie law with 1 < power < 2 (a Poisson number of gamma amounts): the mass when y is
/// 0. By the series of Dunn & Smyth (2005), all of it: no saddlepoint approximation. NaN when y < 0 or a parameter is
/// out of range.
double tweedie_log_density(double y, double mean, double dispersion, double power);

struct TweediePowerOptions {
    GlmOptions glm{};           ///< link and stopping rule; its family and power are not looked at
    double low = 1.02;          ///< powers that are tried lie between these, themselves strictly between 1 and 2
    double high = 1.98;
    double tolerance = 1e-6;    ///< of the power
    static constexpr auto fields() {
        using O = TweediePowerOptions;
        return std::tuple{field("glm", &O::glm, "link, confidence and stopping rule of each fit"),
                          field("low", &O::low, "lowest power tried, above 1"),
                          field("high", &O::high, "highest power tried, below 2"),
                          field("tolerance", &O::tolerance, "of the power")};
    }
};

/// The power that makes the data most likely, with its interval.
struct TweediePowerResult {
    double power = 0.0;
    /// By the likelihood ratio, at the confidence of the options; cut off at the range tried.
    double low = 0.0, high = 0.0;
    double dispersion = 0.0;        ///< by maximum likelihood, at `power`
    double log_likelihood = 0.0;
    std::vector<double> powers{}, profile{};   ///< what was tried, ascending, and its log-likelihood
    GlmResult fit{};                ///< at `power`; its dispersion is Pearson's, as in every fit
    std::vector<Caveat> caveats{};
};

/// Profile likelihood: for each power the mean model is fitted by `glm` and the dispersion by maximum likelihood. The
/// search goes from the middle of the range outwards, and turns round where a fit does not settle. Where that is in the
/// middle already, there is only that fit: log-likelihood and dispersion are NaN.
/// Source: Dunn & Smyth (2005, Statistics and Computing 15:267-280). About twenty fits. Throws as `glm` does, and
/// ArgumentError unless 1 < low < high < 2.
TweediePowerResult tweedie_power(const RegressionData& data, const TweediePowerOptions& options = {},
                                 const Progress& progress = {});

}  // namespace maatstaf

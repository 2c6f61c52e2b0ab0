// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "maatstaf/regress/hurdle.hpp"
#include "regress/parts.hpp"

namespace maatstaf::detail {

/// A Poisson (theta infinite) or negative binomial law with the zeros cut off, at mean exp(eta) before that.
struct CutOff {
    double mean = 0.0;              ///< of what is left
    double by_eta = 0.0;            ///< derivative of that mean
    double by_log_theta = 0.0;
    double variance = 0.0;          ///< of what is left
};
CutOff cut_off(double eta, double theta);

/// A fit to counts above zero, with what each row says about it.
struct TruncatedFit {
    GlmResult fit;                  ///< covariance of the p coefficients
    Eigen::MatrixXd bread;          ///< p + 1: with log theta; 0 for aliased columns and where theta has no error
    std::vector<double> score;      ///< per row, to its linear predictor, times the frequency
    std::vector<double> theta_score;   ///< per row, to log theta, times the frequency
    /// Per row minus the second derivatives, times the frequency: to the linear predictor, to it and log theta, to log
    /// theta; the last two 0 where theta has no error.
    std::vector<std::array<double, 3>> information;
};
TruncatedFit truncated_counts(const RegressionData& data, const HurdleOptions& options);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "regress/law.hpp"

namespace maatstaf::detail {

/// What one sweep over the rows is for.
enum class Sweep : std::uint8_t {
    look,        ///< check the values, find column means, whether the first column is constant, and sums of weights
    start,       ///< normal equations at starting means
    iterate,     ///< normal equations and score at the current coefficients
    summarise,   ///< deviance, likelihood and signs of separation at the final coefficients
    done,
};

/// Everything that a row contributes depends on the data and on this.
struct GlmPoint {
    Law law;
    bool estimate_theta = false;
    Eigen::VectorXd shift;          ///< subtracted from every column
    Eigen::VectorXd coefficients;   ///< of the shifted columns
    Eigen::VectorXd step;           ///< last step, for signs of separation
    double analytic_scale = 1.0;
    std::vector<double> log_gamma_rise, digamma_rise, trigamma_fall;   ///< by whole y, at the current theta
};

/// Sums of one sweep: those that it does not need stay zero. Adding two of them is merging.
struct GlmSums {
    double rows = 0, observations = 0, weight = 0, analytic = 0, analytic_rows = 0;
    Eigen::VectorXd column_sum, column_low, column_high;
    double y_low = std::numeric_limits<double>::infinity(), y_high = -std::numeric_limits<double>::infinity();
    Eigen::MatrixXd gram;     ///< padded, row-major content: only its upper triangle is used
    Eigen::VectorXd score;
    double objective = 0, moment = 0, theta_score = 0, theta_information = 0;
    double deviance = 0, pearson = 0, log_likelihood = 0, log_weight = 0, log_y = 0, ratio = 0;
    double largest_move = 0;

    void add(const GlmSums& other);
};

/// The sums of rows first .. last-1.
GlmSums sum_rows(Sweep sweep, const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, const GlmPoint& point,
                 const std::vector<std::string>& names);

/// Fills the tables of a point for whole outcomes up to `largest` (at most 65,536 entries).
void tabulate_theta(GlmPoint& point, double largest);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/regress/data.hpp"
#include "regress/law.hpp"

namespace maatstaf::detail {

/// What one sweep over the rows is for.
enum class Sweep : std::uint8_t {
    look,      ///< check the values, find column means, whether the first column is constant, and sums of weights
    start,     ///< normal equations at starting means
    iterate,   ///< normal equations and score at the current coefficients
    settle,    ///< the same, with deviance, likelihood and signs of separation: perhaps the last
    done,
    approach,  ///< score only: steps by an information matrix that is nearly right
};
constexpr auto enum_names(Sweep) {
    using enum Sweep;
    return std::array{EnumName<Sweep>{look, "look"}, EnumName<Sweep>{start, "start"},
                      EnumName<Sweep>{iterate, "iterate"}, EnumName<Sweep>{settle, "settle"},
                      EnumName<Sweep>{done, "done"},
                      EnumName<Sweep>{approach, "approach"}};
}

/// Everything that a row contributes depends on the data and on this.
struct GlmPoint {
    Law law{};
    bool estimate_theta = false;
    std::ptrdiff_t every = 1;  ///< only every so many blocks of rows take part: a quick look for a place to start
    Eigen::VectorXd shift{};          ///< subtracted from every column
    Eigen::MatrixXd basis{};  ///< upper triangular; the columns that are fitted are (X - shift) basis; empty: X - shift
    Eigen::VectorXd coefficients{};   ///< of those columns
    Eigen::VectorXd step{};           ///< last step, for signs of separation
    bool watches_moves = true;        ///< false when no linear predictor can have moved enough to matter
    double analytic_scale = 1.0;
    double overall = 1.0;  ///< mean of y, with a log link per unit of exposure: where `starts_halfway` begins
    std::vector<double> log_rise{}, digamma_rise{}, trigamma_fall{};   ///< by whole y, at the current theta
};

/// Sums of one sweep: those that it does not need stay zero. Adding two of them is merging.
struct GlmSums {
    double rows = 0, observations = 0, weight = 0, weighted_y = 0, analytic = 0, analytic_rows = 0;
    double exposed = 0;      ///< weights times exposure, where `starts_halfway` wants to know; else 0
    Eigen::VectorXd column_sum{}, column_low{}, column_high{};
    double y_low = std::numeric_limits<double>::infinity(), y_high = -std::numeric_limits<double>::infinity();
    Eigen::MatrixXd gram{};  ///< see Block::add_equations; row-major content, so what counts is its lower triangle here
    Eigen::MatrixXd expected{};   ///< of a settling sweep whose `gram` has the observed information: the expected one
    Eigen::VectorXd theta_cross{};   ///< derivative of the score in theta
    double objective = 0, moment = 0, theta_score = 0, theta_information = 0;
    double deviance = 0, log_likelihood = 0, log_weight = 0, log_y = 0, ratio = 0;
    double largest_move = 0;

    void add(const GlmSums& other);
    // Of a fit on p columns:
    Eigen::MatrixXd information(Eigen::Index p) const;   ///< X'WX, of the steps
    Eigen::MatrixXd expected_information(Eigen::Index p) const;
    Eigen::VectorXd score(Eigen::Index p) const { return gram.row(p).head(p).transpose(); }
    double pearson(Eigen::Index p) const { return gram(p, p); }
};

/// The sums of rows first .. last-1.
GlmSums sum_rows(Sweep sweep, const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last,
                 const GlmPoint& point, const std::vector<std::string>& names);

/// Fills the tables of a point for whole outcomes up to `largest` (at most 65,536 entries).
void tabulate_theta(GlmPoint& point, double largest);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/two_part.hpp"
#include "regress/law.hpp"
#include "regress/scores.hpp"

namespace maatstaf::detail {

using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The rows of both parts: all rows for any use, a copy of those above zero for the amount.
struct PartsRows {
    std::vector<double> any, use_offset, ones;
    RegressionData use;
    std::vector<std::ptrdiff_t> above;  ///< rows with y > 0 and weight
    RowMajorMatrix x;
    std::vector<double> y, offset, frequency;
    RegressionData amount;  ///< y as given
};
/// Checks what both procedures ask of their rows and cuts them up. `count_law` is the law of the second part.
void cut_parts(const RegressionData& data, Link use_link, const Law& amount_law, bool whole,
               std::span<const std::int32_t> clusters, PartsCovariance kind, PartsRows& out);

/// Adds what row k above zero says about the second part, of which `influence` is the tail.
using AmountInfluence = std::function<void(std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> influence)>;
/// Sum over the n rows of the squared influence on both parts and their last parameter, times n / (n - 1).
Eigen::MatrixXd parts_covariance(const PartsRows& rows, const GlmResult& use, const AmountInfluence& amount);

/// Adds what row i of a fit says about its coefficients, times its frequency.
void add_influence(const FitRows& part, const DesignView& x, std::ptrdiff_t i, Eigen::Ref<Eigen::VectorXd> influence);

/// Takes away the variances of a part, from column `first` of the covariance, that one row or cluster decides, and says
/// so. `clusters` are those of all rows; `rows_of_data` the rows that are in the part, empty: all.
void forget_decided(const RegressionData& data, const GlmResult& fit, std::span<const std::int32_t> clusters,
                    std::span<const std::ptrdiff_t> rows_of_data, Eigen::Index first, Eigen::MatrixXd& covariance,
                    std::vector<Caveat>& caveats);

/// Expected amount and how it moves with its linear predictor and with the last parameter (log smearing, log theta).
struct AmountAt {
    double mean = 0.0, by_eta = 0.0, by_last = 0.0;
};
struct PartsFit {
    const GlmResult &use, &amount;
    const Eigen::MatrixXd& covariance;
    const std::vector<PartsShares>& shares;
    std::int32_t clusters;
};
PartsExpectation expect_parts(const PartsFit& fit, const RegressionData& rows,
                              const std::function<AmountAt(double eta)>& amount_at);

/// The covariance of a fit with 0 where it is NaN.
Eigen::MatrixXd without_gaps(const Eigen::MatrixXd& covariance);
/// Coefficients with 0 for aliased ones.
Eigen::VectorXd without_gaps(const Eigen::VectorXd& coefficients);

/// Gives each part its block of the covariance of both, and its degrees of freedom where there are any.
void hand_out(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& degrees_of_freedom, GlmResult& use,
              GlmResult& amount);
/// term, estimate, se, statistic, df, p_value, low, high, part.
Table parts_table(const GlmResult& use, const GlmResult& amount, const char* second, double confidence);

/// Caveats of a part, and the number of clusters where it is small.
void join_caveats(const GlmResult& use, const GlmResult& amount, std::int32_t clusters, std::vector<Caveat>& out);

}  // namespace maatstaf::detail

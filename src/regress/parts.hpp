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
    double weight_above = 0.0, weight_without = 0.0;   ///< frequencies of rows with use and without
};
/// Throws ArgumentError unless there is a part of use with this link.
void check_use_link(Link use_link);
/// Checks what both procedures ask of their rows and cuts them up. `amount_law` is the law of the second part, `whole`
/// says that its outcomes are whole numbers.
void cut_rows(const RegressionData& data, Link use_link, const Law& amount_law, bool whole,
              std::span<const std::int32_t> clusters, PartsCovariance kind, PartsRows& out);
/// Throws DataError unless there are rows with use and rows without.
void need_both_parts(double weight_above, double weight_without);
/// Both, of all rows at once.
void cut_parts(const RegressionData& data, Link use_link, const Law& amount_law, bool whole,
               std::span<const std::int32_t> clusters, PartsCovariance kind, PartsRows& out);

/// How any use is fitted.
template <class Options>
GlmOptions use_options(const Options& options) {
    return {.distribution = {.family = Family::binomial, .link = options.use_link},
            .confidence = options.confidence,
            .max_iterations = options.max_iterations};
}

Eigen::VectorXd row_of(const DesignView& x, std::ptrdiff_t i);
/// Adds what row i of a fit says about its coefficients, times its frequency.
void add_influence(const FitRows& part, const DesignView& x, std::ptrdiff_t i, Eigen::Ref<Eigen::VectorXd> influence);

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

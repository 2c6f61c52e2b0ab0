// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/distribution.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

struct RandomInterceptsOptions {
    /// gaussian (identity), poisson or negative_binomial (log), binomial (logit, probit, cloglog)
    Distribution distribution{};
    std::int32_t nodes = 9;    ///< of the adaptive quadrature, 1 .. 101; 1 is Laplace's approximation
    double confidence = 0.95;  ///< of the intervals, strictly between 0 and 1
    std::int32_t max_iterations = 100;
    double tolerance = 1e-8;  ///< stops when a step is smaller, in standard errors
    static constexpr auto fields() {
        using O = RandomInterceptsOptions;
        return std::tuple{field("distribution", &O::distribution, "family, link and their parameters"),
                          field("nodes", &O::nodes, "of the adaptive quadrature; 1: Laplace's approximation"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("max_iterations", &O::max_iterations, "steps at most"),
                          field("tolerance", &O::tolerance, "stops when a step is smaller, in standard errors")};
    }
};

/// A regression in which every group has an intercept of its own, drawn from a normal distribution with mean 0. p is
/// the number of columns, G the number of groups.
struct RandomInterceptsResult {
    RandomInterceptsOptions options{};    ///< as used: the link resolved, theta filled in
    std::vector<std::string> names{};     ///< p
    Eigen::VectorXd coefficients{};       ///< p, given the group: not those of an average over groups
    Eigen::MatrixXd covariance{};         ///< p x p, from the observed information; NaN for aliased columns
    std::vector<std::int32_t> aliased{};  ///< columns without an estimate
    double sd = 0.0;                      ///< of the group intercepts, on the scale of the linear predictor
    double sd_se = 0.0;                   ///< NaN on the boundary
    double sd_low = 0.0, sd_high = 0.0;   ///< interval, made on the scale of log(sd); NaN on the boundary
    bool boundary = false;                ///< the best variance between groups is 0: this is the ordinary regression
    double residual_sd = 0.0;             ///< gaussian: within groups, of a row with weight 1; else NaN
    double residual_sd_se = 0.0;
    double theta_se = 0.0;  ///< negative binomial with theta estimated; else NaN
    /// Share of the variance of a row (logit, probit, cloglog: the latent one) between groups; NaN for counts.
    double intraclass_correlation = 0.0;
    /// Of two random groups, the higher over the lower, median: odds (logit), hazard (cloglog) or rate (log); else NaN.
    double median_ratio = 0.0;
    FitStatus status = FitStatus::converged;
    std::int32_t iterations = 0;
    double observations = 0.0;    ///< rows, each as often as its frequency weight says
    double log_likelihood = 0.0;  ///< marginal, with all constants
    double quadrature_gap = 0.0;  ///< what twice as many nodes + 1 would change in log_likelihood
    double aic = 0.0, bic = 0.0;
    double null_log_likelihood = 0.0;        ///< with variance 0 between groups
    double variance_statistic = 0.0;         ///< 2 (log_likelihood - null_log_likelihood)
    double variance_p_value = 1.0;           ///< half the chi-squared tail with 1 degree of freedom: 0 is at the edge
    std::vector<std::string> group_names{};  ///< G, in order of first appearance
    Eigen::VectorXd effects{};               ///< G, most probable intercept of each group
    Eigen::VectorXd effect_se{};             ///< G, spread of that, with the estimates taken as known
    std::vector<std::int64_t> group_rows{};  ///< G
    /// Of the coefficients, then sd (not on the boundary), then the logarithm of theta or of the residual variance
    /// (when estimated); and how each effect moves with them, G rows. For predictions.
    Eigen::MatrixXd joint_covariance{}, effect_slopes{};
    std::vector<Caveat> caveats{};

    Eigen::VectorXd standard_errors() const;  ///< p
    /// term, estimate, se, statistic, df, p_value, low, high; normal quantiles.
    Table table() const;
    /// group, effect, se, low, high, rows.
    Table effect_table() const;
};

/// Maximises the likelihood with the group intercepts integrated out by adaptive Gauss-Hermite quadrature: per group
/// the nodes lie around the most probable intercept, as wide as the likelihood is there. Exact for gaussian. The score
/// is the exact derivative of that approximation; standard errors come from differences of the score, the second
/// derivative. Prior weights are trials for binomial and precisions for gaussian. Memory: a copy of X. Source: Pinheiro
/// & Bates (1995), JCGS 4; median odds ratio: Larsen & Merlo (2005), Am. J. Epidemiology 161; mixture for the test of
/// variance 0: Self & Liang (1987), JASA 82.
///
/// `groups` is any whole number per row; rows with the same one share their intercept. Throws as `glm` does;
/// ArgumentError for other families and links and for options outside their range; DataError with one group only.
RandomInterceptsResult random_intercepts(const RegressionData& data, std::span<const std::int32_t> groups,
                                         const RandomInterceptsOptions& options = {}, const Progress& progress = {});

}  // namespace maatstaf

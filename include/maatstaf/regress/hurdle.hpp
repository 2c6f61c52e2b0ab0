// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/glm.hpp"
#include "maatstaf/regress/two_part.hpp"

namespace maatstaf {

struct HurdleOptions {
    Family count = Family::negative_binomial;  ///< poisson or negative_binomial, cut off at zero
    Link use_link = Link::logit;               ///< logit, probit or cloglog
    PartsCovariance covariance = PartsCovariance::robust;
    double confidence = 0.95;  ///< of the intervals, strictly between 0 and 1
    std::int32_t max_iterations = 100;
    double tolerance = 1e-8;  ///< stops when a step is smaller, in standard errors
    static constexpr auto fields() {
        using O = HurdleOptions;
        return std::tuple{field("count", &O::count, "law of the counts above zero"),
                          field("use_link", &O::use_link, "of any use at all"),
                          field("covariance", &O::covariance, "what standard errors of the expectation rest on"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("max_iterations", &O::max_iterations, "steps at most, per part"),
                          field("tolerance", &O::tolerance, "stops when a step is smaller, in standard errors")};
    }
};

/// Whether there is any use, and how often when there is: counts above zero follow the law cut off at zero.
struct HurdleResult {
    HurdleOptions options{};
    GlmResult use{};  ///< any use: binomial
    /// Of the rows with y > 0: coefficients of the mean before zeros are cut off (log link), theta in its distribution.
    GlmResult count{};
    double log_likelihood = 0.0;  ///< of both parts
    double aic = 0.0, bic = 0.0;
    /// 2 p + 1: coefficients of use, of the counts, and log(theta); 0 for aliased columns and for what has no error.
    Eigen::MatrixXd covariance{};
    std::int32_t clusters = 0;
    Eigen::VectorXd degrees_of_freedom{};   ///< with clusters: Satterthwaite's, of all 2 p + 1; else empty
    std::vector<PartsShares> shares{};    ///< with fewer than 50 clusters: of use, and of the counts with theta
    std::vector<Caveat> caveats{};
    /// term, estimate, se, statistic, df, p_value, low, high, part ("use" or "count"), as of `TwoPartResult`.
    Table table() const;
};

/// Fits both parts, the counts by Newton's method on the exact likelihood cut off at zero. Offset and exposure belong
/// to the counts; they enter the part of use only with link cloglog. Frequency weights serve both; others are refused.
/// With clusters as `two_part`; of the counts, what a cluster has of the observed information stands for its leverage.
/// Source: Mullahy (1986), Journal of Econometrics 33; Cameron & Trivedi (2013), section 4.3.
///
/// Throws as `glm` does; DataError on counts that are negative or not whole and when no row or every row is zero.
HurdleResult hurdle(const RegressionData& data, std::span<const std::int32_t> clusters = {},
                    const HurdleOptions& options = {}, const Progress& progress = {});

PartsExpectation expectation(const HurdleResult& fit, const RegressionData& rows);

}  // namespace maatstaf

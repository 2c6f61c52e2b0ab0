// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/glm.hpp"
#include "maatstaf/regress/robust.hpp"

namespace maatstaf {

/// Does a larger model fit better than chance would make it?
struct NestedTest {
    /// Chi-squared: twice the gain in log-likelihood; F: gain in deviance per df / dispersion, or, by a robust
    /// covariance, that of Wald.
    double statistic = 0.0;
    double degrees_of_freedom = 0.0;   ///< coefficients that the larger model has more
    /// Of the dispersion or of the covariance of clusters, for F tests; infinite for chi-squared tests.
    double residual_df = 0.0;
    double p_value = 0.0;              ///< how often chance alone gives such a gain; NaN without degrees of freedom
    std::vector<Caveat> caveats{};
};

/// Chi-squared (likelihood ratio) for families with a fixed dispersion, F for those that estimate it, with the
/// dispersion of the larger model. Rows count as independent: with clusters it finds too much, and `wald_test` does
/// not. Both fits must come from the same rows, family and link; the columns of the smaller one must lie in the span of
/// those of the larger one, which cannot be checked here. Throws ArgumentError when family, link or number of
/// observations differ, or when `larger` is not larger.
NestedTest compare_nested(const GlmResult& smaller, const GlmResult& larger);

/// Whether all coefficients of some columns are 0, by a robust covariance of the fit: F = b' V^-1 b / q. With cr2 and
/// cr2_residual by Hotelling's law, with the degrees of freedom that match the spread of the whole of V under the
/// working model (the HTZ test of Tipton & Pustejovsky 2015, Journal of Educational and Behavioral Statistics 40; for
/// one column Satterthwaite's t); with the other cr* kinds clusters - 1 take their place; without clusters they are
/// infinite. `clusters` are those of `robust`. Columns without an estimate are not counted. NaN where a coefficient has
/// no variance; with fewer degrees of freedom than columns, a caveat says so.
NestedTest wald_test(const RegressionData& data, const GlmResult& fit, const RobustResult& robust,
                     const std::vector<std::int32_t>& columns, std::span<const std::int32_t> clusters = {});

/// Columns that stand or fall together: the levels of one factor, say.
struct Term {
    std::string name{};
    std::vector<std::int32_t> columns{};   ///< positions in X
};

/// What each term adds to all the others.
struct DroppedTerm {
    std::string name{};
    double deviance = 0.0;         ///< without the term
    double log_likelihood = 0.0;
    double aic = 0.0;
    NestedTest test{};
    FitStatus status = FitStatus::converged;   ///< of the fit without it
};
struct DropEachResult {
    std::vector<DroppedTerm> terms{};
    std::vector<Caveat> caveats{};
    /// term, df, deviance, log_likelihood, aic, statistic, p_value, status.
    Table table() const;
};

/// Fits again without each term in turn, from the same rows as `fit`; X is not copied. Without `terms`, each column but
/// a constant first one is a term. theta, where it was estimated, is estimated anew. Throws ArgumentError when a term
/// has no columns or columns outside X.
DropEachResult drop_each(const RegressionData& data, const GlmResult& fit, const std::vector<Term>& terms = {},
                         const Progress& progress = {});

/// The same with the test of `wald_test`, for rows that depend on one another; deviance, log-likelihood and AIC are
/// those of the family all the same.
DropEachResult drop_each(const RegressionData& data, const GlmResult& fit, const RobustResult& robust,
                         std::span<const std::int32_t> clusters, const std::vector<Term>& terms = {},
                         const Progress& progress = {});

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

/// Does a larger model fit better than chance would make it?
struct NestedTest {
    double statistic = 0.0;  ///< chi-squared: twice the gain in log-likelihood; F: gain in deviance per df / dispersion
    double degrees_of_freedom = 0.0;   ///< coefficients that the larger model has more
    /// Of the dispersion, for F tests; infinite for chi-squared tests.
    double residual_df = 0.0;
    double p_value = 0.0;              ///< how often chance alone gives such a gain; NaN without degrees of freedom
    std::vector<Caveat> caveats{};
};

/// Chi-squared (likelihood ratio) for families with a fixed dispersion, F for those that estimate it, with the
/// dispersion of the larger model. Rows count as independent: with clusters it finds too much. Both fits must come
/// from the same rows, family and link; the columns of the smaller one must lie in the span of those of the larger
/// one, which cannot be checked here. Throws ArgumentError when family, link or number of observations differ, or
/// when `larger` is not larger.
NestedTest compare_nested(const GlmResult& smaller, const GlmResult& larger);

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

}  // namespace maatstaf

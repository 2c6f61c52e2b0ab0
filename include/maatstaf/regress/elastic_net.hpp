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

namespace maatstaf {

struct ElasticNetOptions {
    Distribution distribution{};      ///< a negative binomial needs its theta: estimate it with `glm` first
    double alpha = 1.0;               ///< share of the absolute values in the penalty: 1 lasso, 0 ridge
    std::vector<double> lambdas{};    ///< >= 0, taken in descending order; empty: a path from the data
    std::int32_t lambda_count = 100;  ///< length of that path
    /// Smallest / largest; NaN: 1e-4, or 1e-2 with fewer rows than columns.
    double lambda_ratio = std::numeric_limits<double>::quiet_NaN();
    bool standardise = true;                ///< penalise the coefficients of columns with variance 1
    std::vector<double> penalty_factors{};  ///< per column, >= 0; 0: no penalty, infinite: left out; empty: all 1
    std::int32_t max_iterations = 200;      ///< passes over the rows per lambda
    double tolerance = 1e-10;  ///< largest violation of the optimality conditions, against the null gradient
    static constexpr auto fields() {
        using O = ElasticNetOptions;
        return std::tuple{field("distribution", &O::distribution, "family, link and their parameters"),
                          field("alpha", &O::alpha, "1: lasso, 0: ridge, between: both"),
                          field("lambdas", &O::lambdas, "strengths of the penalty; empty: a path from the data"),
                          field("lambda_count", &O::lambda_count, "length of the path from the data"),
                          field("lambda_ratio", &O::lambda_ratio,
                                "smallest lambda / largest; 1e-4, or 1e-2 with fewer rows than columns"),
                          field("standardise", &O::standardise, "penalise coefficients of columns with variance 1"),
                          field("penalty_factors", &O::penalty_factors, "per column; 0: no penalty; empty: all 1"),
                          field("max_iterations", &O::max_iterations, "passes over the rows per lambda"),
                          field("tolerance", &O::tolerance,
                                "largest violation of the optimality conditions, against the null gradient")};
    }
};

/// Penalised fits for a descending path of lambda. p is the number of columns, L the length of the path. There are no
/// standard errors: after a choice by penalty the usual ones do not hold.
struct ElasticNetResult {
    ElasticNetOptions options{};          ///< as used: the link resolved
    std::vector<std::string> names{};     ///< p
    std::int32_t intercept = -1;          ///< the column that serves as intercept; -1: none
    Eigen::VectorXd lambdas{};            ///< L
    Eigen::MatrixXd coefficients{};       ///< p x L, for the columns as given
    std::vector<std::int32_t> nonzero{};  ///< L, coefficients that are not 0, without the intercept
    Eigen::VectorXd deviance{};           ///< L
    Eigen::VectorXd deviance_ratio{};     ///< L, 1 - deviance / null deviance
    Eigen::VectorXd violation{};          ///< L, of the optimality conditions, against the null gradient
    std::vector<std::int32_t> passes{};   ///< L, over the rows
    double null_deviance = 0.0;           ///< of the intercept (and offset) alone
    double observations = 0.0;
    std::vector<Caveat> caveats{};

    /// lambda, nonzero, deviance, deviance_ratio, passes.
    Table table() const;
    /// lambda, term, estimate: the coefficients that are not 0.
    Table coefficient_table() const;
};

/// Minimises, for every lambda,
///
///     -log-likelihood / sum of weights + lambda sum_j f_j ((1 - alpha) / 2 b_j^2 + alpha |b_j|),
///
/// with dispersion 1, b_j the coefficient of column j divided by its standard deviation (population form, weighted)
/// when `standardise`, and penalty factors f_j rescaled to average 1. The first constant column that is not 0 is the
/// intercept: never penalised. Other constant columns get 0.
///
/// Each step solves the problem with the log-likelihood replaced by a parabola, by coordinate descent on the weighted
/// cross-product matrix followed by an exact solution on the columns found; that matrix is renewed only when steps stop
/// paying. On cross-products a column that stays 0 costs one comparison, so screening rules would not pay. Memory: p x
/// p numbers and two per row. Source: Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1). One
/// difference: R's glmnet with family "gaussian" divides y by its standard deviation and so scales the ridge part of
/// the penalty by it; this does not.
///
/// Throws as `glm` does for rows and weights; ArgumentError for options outside their range and a negative binomial
/// without theta; DataError when no column with a penalty goes with the outcome.
ElasticNetResult elastic_net(const RegressionData& data, const ElasticNetOptions& options = {},
                             const Progress& progress = {});

/// Means for new rows at position `at` of the path. Offset and exposure are those given here.
Eigen::VectorXd predict(const ElasticNetResult& fit, const RegressionData& rows, std::size_t at);

struct ElasticNetCvOptions {
    std::int32_t folds = 10;                  ///< at least 2
    std::uint64_t seed = 1;                   ///< of the folds
    std::vector<std::int32_t> fold_of_row{};  ///< any whole number per row; empty: drawn
    std::vector<std::int32_t> clusters{};  ///< rows of one cluster share their fold; empty: rows are drawn one by one
    static constexpr auto fields() {
        using O = ElasticNetCvOptions;
        return std::tuple{field("folds", &O::folds, "number of folds"), field("seed", &O::seed, "of the folds"),
                          field("fold_of_row", &O::fold_of_row, "fold of every row; empty: drawn"),
                          field("clusters", &O::clusters, "rows of one cluster share their fold")};
    }
};

/// How well each lambda predicts rows that it has not seen. L is the length of the path, K the number of folds.
struct ElasticNetCvResult {
    ElasticNetResult fit{};                   ///< on all rows
    std::vector<std::int32_t> fold_of_row{};  ///< 0 .. K-1
    Eigen::MatrixXd deviance_by_fold{};       ///< K x L: deviance per unit of weight of the rows left out
    Eigen::VectorXd mean{};                   ///< L, weighted by the weight of the folds
    Eigen::VectorXd se{};                     ///< L
    std::int32_t at_min = 0;                  ///< position of the lowest mean
    std::int32_t at_one_se = 0;               ///< largest lambda whose mean is within one standard error of the lowest
    std::vector<Caveat> caveats{};

    /// lambda, deviance, se, nonzero, choice ("min", "one_se" or empty).
    Table table() const;
};
ElasticNetCvResult elastic_net_cv(const RegressionData& data, const ElasticNetOptions& options = {},
                                  const ElasticNetCvOptions& cv = {}, const Progress& progress = {});

}  // namespace maatstaf

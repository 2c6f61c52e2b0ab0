// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

/// How sure something is that follows from the coefficients of a fit.
struct Inference {
    Eigen::MatrixXd covariance{};   ///< p x p, a robust one for example; empty: that of the fit
    /// For t intervals; NaN: those of the fit (infinite for families with a fixed dispersion).
    double degrees_of_freedom = std::numeric_limits<double>::quiet_NaN();
    double confidence = 0.95;
};

/// Predictions with intervals under any covariance: from the linear predictor -/+ quantile x se, through the link, so
/// they stay inside the range of the mean. They say how sure the mean is, not where a new observation will fall. Offset
/// and exposure are those of `rows`, never those of the fit.
GlmPrediction predict(const GlmResult& fit, const RegressionData& rows, const Inference& inference);

/// Quantities that follow from the coefficients, with delta-method standard errors: the rows are taken as given, the
/// coefficients are not. K is their number, p that of the coefficients.
struct MarginResult {
    std::vector<std::string> labels{};
    Eigen::VectorXd estimates{};            ///< K
    Eigen::VectorXd errors{};               ///< K standard errors
    Eigen::VectorXd statistics{};           ///< K, against 0, or for ratios against 1 on the log scale
    Eigen::VectorXd degrees_of_freedom{};   ///< K
    Eigen::VectorXd p_values{};             ///< K
    Eigen::VectorXd low{}, high{};          ///< K
    Eigen::MatrixXd gradient{};             ///< K x p, of the estimates (of their logarithms for ratios)
    Eigen::MatrixXd covariance{};           ///< K x K, of the same
    bool ratios = false;
    double confidence = 0.95;

    /// term, estimate, se, statistic, df, p_value, low, high.
    Table table() const;
};

/// The same with other degrees of freedom, one per quantity; for a cr2 covariance those of
/// `satterthwaite(data, fit, options, result.gradient.transpose())`.
MarginResult with_degrees_of_freedom(MarginResult result, const Eigen::VectorXd& degrees_of_freedom);

/// Rows as they might have been: another design matrix, or the given one with some columns held at a value.
struct ColumnValue {
    std::int32_t column = 0;
    double value = 0.0;
};
struct Scenario {
    std::string label{};
    DesignView x{};   ///< without data: the x of the rows
    std::vector<ColumnValue> held{};
};

/// A direction in which rows move: d x_i per unit. One row for all (row_stride 0) or one per row.
struct RowDirection {
    std::string label{};
    DesignView change{};
};

/// Recycled predictions (standardisation): the mean of the predicted means over all rows, under each scenario. A row
/// counts as often as its frequency weight says. y is not used.
MarginResult standardised_means(const GlmResult& fit, const RegressionData& rows,
                                const std::vector<Scenario>& scenarios, const Inference& inference = {});
/// Average marginal effects: the mean over the rows of d mean_i / d t when row i moves along change_i.
MarginResult average_slopes(const GlmResult& fit, const RegressionData& rows,
                            const std::vector<RowDirection>& directions, const Inference& inference = {});
/// Each quantity minus that at position `reference`, or over it (intervals on the log scale); without the reference
/// itself. `inference` must be the one with which `means` was made.
MarginResult differences(const GlmResult& fit, const MarginResult& means, std::int32_t reference,
                         const Inference& inference = {});
MarginResult ratios(const GlmResult& fit, const MarginResult& means, std::int32_t reference,
                    const Inference& inference = {});

/// Results under one another, with their joint covariance. All of them ratios, or none.
MarginResult joined(const GlmResult& fit, const std::vector<MarginResult>& parts, const Inference& inference = {});

/// Where effects of columns are evaluated.
enum class EffectAt : std::uint8_t {
    rows,    ///< at every row, then averaged: average marginal effects
    means,   ///< at one row that is the mean of all columns: marginal effects at the means
};
constexpr auto enum_names(EffectAt) {
    return std::array{EnumName<EffectAt>{EffectAt::rows, "rows"}, EnumName<EffectAt>{EffectAt::means, "means"}};
}

/// The effect of every column on the mean: a slope, or for a column that holds only 0 and 1 the change from 0 to 1.
/// Constant columns and those without an estimate are left out. Every column is moved by itself: where a column follows
/// from others (interactions, squares), ask for scenarios or directions of a `Design` instead.
MarginResult column_effects(const GlmResult& fit, const RegressionData& rows, EffectAt at = EffectAt::rows,
                            const Inference& inference = {});

}  // namespace maatstaf

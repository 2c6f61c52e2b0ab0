// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/absorb.hpp"
#include "regress/law.hpp"
#include "regress/within.hpp"

namespace maatstaf::detail {

/// The rows that take part, by position of the layout, with x and a column for the response packed into blocks.
struct AbsorbRows {
    EffectLayout layout;
    std::vector<double> y;
    std::vector<double> weight;      ///< precision x frequency
    std::vector<double> frequency;   ///< empty: all 1
    std::vector<double> offset;      ///< empty: all 0
    std::vector<ColumnBlock> blocks;
    std::ptrdiff_t columns = 0;      ///< of x; the response is one more
    Eigen::VectorXd total;           ///< per column of x: weighted sum of squares about its mean
    Eigen::VectorXd shift;           ///< per column of x: what was subtracted from it
    double observations = 0.0;
    double log_precision = 0.0;      ///< sum of frequency x log(precision)

    std::ptrdiff_t size() const noexcept { return layout.size(); }
    double frequency_of(std::size_t i) const noexcept { return frequency.empty() ? 1.0 : frequency[i]; }
    double offset_of(std::size_t i) const noexcept { return offset.empty() ? 0.0 : offset[i]; }
    /// Where a column stands in the rows that a sweep hands out; `columns` is the response.
    std::ptrdiff_t place(std::ptrdiff_t column) const noexcept;
    /// The response at a position.
    double& response(std::size_t i) noexcept {
        ColumnBlock& last = blocks.back();
        return last.values[i * static_cast<std::size_t>(last.width) + static_cast<std::size_t>(last.columns - 1)];
    }
};

/// Its own, or that of its place.
std::string effect_name(const AbsorbedEffect& effect, std::size_t position);

/// Lengths and options, as `absorbed_regression` says.
void check_absorbed(const RegressionData& data, std::span<const AbsorbedEffect> effects, const AbsorbOptions& options,
                    const Law& law);

/// `columns` shared out evenly over blocks, their values still to be filled in.
std::vector<ColumnBlock> cut_columns(std::ptrdiff_t columns, const EffectLayout& layout);

/// What a column has about its mean, by its weighted sum and sum of squares less `shift`. A constant column keeps a
/// rounding of the shift only; what counts as nothing is relative to its own size.
Eigen::VectorXd totals_of(const Eigen::VectorXd& sum, const Eigen::VectorXd& squares, double weight,
                          const Eigen::VectorXd& shift);

/// Throws DataError for data of which no row takes part.
[[noreturn]] void refuse_all_left_out(double singletons, double zeros);

/// Checks everything that `absorbed_regression` says it checks, and packs. Throws when no rows are left.
AbsorbRows read_rows(const RegressionData& data, std::span<const AbsorbedEffect> effects, const AbsorbOptions& options,
                     const Progress& progress);

/// Columns on their own, at most 4, for what is wanted beside the regression.
ColumnBlock columns_beside(const EffectLayout& layout, std::ptrdiff_t columns);

}  // namespace maatstaf::detail

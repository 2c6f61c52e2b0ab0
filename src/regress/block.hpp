// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "regress/column_gram.hpp"
#include "regress/glm_sums.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {

/// Buffers for one block of rows: the columns, each of them together, and beside them what belongs to each row.
struct Block {
    /// From one column to the next; not a power of two, or the columns would compete for the same places in cache.
    static constexpr std::ptrdiff_t stride = block_rows + 8;

    explicit Block(std::ptrdiff_t count);

    std::ptrdiff_t columns, width;
    /// Where the columns are, from each of which `shift` is to be subtracted: in X when they lie together there, which
    /// saves moving them, else in `cells`.
    ColumnRun source{};
    Eigen::VectorXd shift;
    const double* y = nullptr;
    const double* offset = nullptr;
    alignas(64) double w[block_rows];        ///< precision x frequency
    alignas(64) double f[block_rows];        ///< frequency
    alignas(64) double eta[block_rows];
    alignas(64) double mean[block_rows];
    alignas(64) double slope[block_rows];
    alignas(64) double weight[block_rows];
    alignas(64) double score[block_rows];
    bool weighted = true;      ///< false: w and f are 1

    /// Finds or fills the columns, shifted and combined as the point says.
    /// `ahead`: the block that comes next begins so many rows further and is called into cache meanwhile.
    void load_columns(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, const GlmPoint& point,
                      std::ptrdiff_t ahead);
    /// Fills y, w, f and offset.
    void load_rows(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, double analytic_scale);
    /// eta, mean and slope at the coefficients of the point.
    void predict(std::ptrdiff_t count, const GlmPoint& point);
    /// out += the columns times the coefficients.
    void combine(std::ptrdiff_t count, const Eigen::VectorXd& coefficients, double* out);
    /// Adds X'WX and, as row `columns` of it, the score; its last entry is the sum of score^2 / weight.
    void add_equations(std::ptrdiff_t count, Eigen::MatrixXd& gram);
    /// The same without X'WX.
    void add_score(std::ptrdiff_t count, Eigen::MatrixXd& gram);
    /// out += the columns' products with `by`, one number per row and 0 beyond them.
    void add_products(const double* by, Eigen::VectorXd& out);

private:
    Ahead ahead_;
    AlignedNumbers cells_{0};
    AlignedNumbers scaled_;      ///< the columns times the roots of the weights and, as one more, what gives the score
    alignas(64) double root_[block_rows];
    alignas(64) double offset_[block_rows];
};

}  // namespace maatstaf::detail

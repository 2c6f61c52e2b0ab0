// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "regress/glm_sums.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {

/// Buffers for one block of rows: the packed columns and, beside them, what belongs to each row.
struct Block {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

    /// One column more than X: it takes the working residual, so that the products with it are the score.
    explicit Block(std::ptrdiff_t count)
        : columns(count), width(padded(count + 1)), rows(static_cast<std::size_t>(block_rows * width)) {}

    std::ptrdiff_t columns, width;
    std::vector<double> rows;
    double y[block_rows], w[block_rows], f[block_rows], offset[block_rows], eta[block_rows], mean[block_rows],
        slope[block_rows], weight[block_rows], score[block_rows];

    auto packed(std::ptrdiff_t count) { return Eigen::Map<RowMajor>(rows.data(), count, width); }
    /// Fills rows, y, w (precision x frequency), f (frequency) and offset.
    /// `ahead`: see `pack_rows`.
    void load(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, const GlmPoint& point,
              std::ptrdiff_t ahead);
    /// eta, mean and slope at the coefficients of the point.
    void predict(std::ptrdiff_t count, const GlmPoint& point);
    /// Adds X'WX and, as column `columns` of it, the score; its last entry is the sum of score^2 / weight.
    void add_equations(std::ptrdiff_t count, Eigen::MatrixXd& gram);
};

}  // namespace maatstaf::detail

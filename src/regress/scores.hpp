// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/glm.hpp"

namespace maatstaf::detail {

/// What inference needs of a fit, on the columns that have an estimate. Row i of X'WX is weight[i] x_i x_i', the score
/// of row i is score[i] x_i; both include the frequency, so one of the `frequency` rows has a share of them.
///
/// Rows are looked at in the basis in which X'WX is the identity: z_i = root' x_i with root root' = (X'WX)^-1. There,
/// nothing depends on the units or the correlation of columns, a leverage is weight |z|^2, and a sandwich is its meat.
struct FitRows {
    using Block = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

    std::vector<std::ptrdiff_t> columns;   ///< with an estimate
    Eigen::MatrixXd root;                  ///< of the inverse of X'WX
    Eigen::MatrixXd bread;                 ///< the inverse of X'WX
    std::vector<double> weight, score, frequency;
    std::vector<double> precision;     ///< prior x analytic weight
    std::vector<double> mean, slope;   ///< mean and its derivative to the linear predictor

    FitRows(const RegressionData& data, const GlmResult& fit) : FitRows(data, fit, fit.coefficients) {}
    /// The same at other coefficients than those of the fit.
    FitRows(const RegressionData& data, const GlmResult& fit, const Eigen::VectorXd& coefficients);
    /// No rows yet, and the basis that the fit found itself: good to the digits of its covariance.
    explicit FitRows(const GlmResult& fit);
    /// Fills everything that belongs to a row, at these coefficients; the basis stays.
    void evaluate(const RegressionData& data, const GlmResult& fit, const Eigen::VectorXd& coefficients);

    /// X'WX of these rows in the present basis.
    Eigen::MatrixXd whitened_information(const DesignView& x) const;
    /// Goes over to the basis in which that of all rows is the identity; gives by what the old one is multiplied.
    Eigen::MatrixXd refine(const Eigen::MatrixXd& information);

    Eigen::Index rank() const noexcept { return root.rows(); }
    /// The rows z of the given rows of x.
    void whiten(const DesignView& x, std::span<const std::ptrdiff_t> rows, Block& out) const;
    /// The estimated columns of one row, as they are.
    void row(const DesignView& x, std::ptrdiff_t i, Eigen::VectorXd& out) const;
    /// A linear combination of all p coefficients in the basis of z.
    Eigen::VectorXd whiten_contrast(const Eigen::VectorXd& contrast) const;
    /// root inner root', on all p columns with NaN where there is no estimate.
    Eigen::MatrixXd covariance(const Eigen::MatrixXd& inner, std::ptrdiff_t p) const;
};

/// left right, and what `gram` adds up: left' diag(weight) left; by the kernels of gram.hpp, for rows in blocks.
void multiply(const FitRows::Block& left, const Eigen::MatrixXd& right, FitRows::Block& out);
class BlockGram {
public:
    explicit BlockGram(Eigen::Index columns);
    void add(const FitRows::Block& rows, const Eigen::Ref<const Eigen::VectorXd>& weight);
    Eigen::MatrixXd sum() const;

private:
    Eigen::Index columns_;
    FitRows::Block sum_, left_, right_;
};

/// Calls `visit(rows)` for consecutive runs of row numbers, at most `size` at a time.
template <class Visit>
void for_row_blocks(std::ptrdiff_t count, std::ptrdiff_t size, Visit&& visit) {
    std::vector<std::ptrdiff_t> rows;
    for (std::ptrdiff_t first = 0; first < count; first += size) {
        rows.clear();
        for (std::ptrdiff_t i = first; i < std::min(first + size, count); ++i) rows.push_back(i);
        visit(std::span<const std::ptrdiff_t>(rows));
    }
}

/// Throws ArgumentError (wrong_length) unless there is one entry per row.
void need_one_per_row(const char* argument, std::size_t got, std::ptrdiff_t rows);

/// Throws ArgumentError unless the contrast has one finite entry per coefficient, is not zero, and leaves coefficients
/// without an estimate alone.
void need_contrast(const Eigen::VectorXd& contrast, const GlmResult& fit);

}  // namespace maatstaf::detail

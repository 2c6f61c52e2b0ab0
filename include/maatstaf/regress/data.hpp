// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <Eigen/Core>

namespace maatstaf {

/// A view of a design matrix in whatever layout it already has: row-major, column-major or strided. Nothing is copied.
struct DesignView {
    const double* data = nullptr;
    std::ptrdiff_t rows = 0;
    std::ptrdiff_t columns = 0;
    std::ptrdiff_t row_stride = 0;      ///< numbers between two rows of one column
    std::ptrdiff_t column_stride = 0;   ///< numbers between two columns of one row

    DesignView() = default;
    DesignView(const double* first, std::ptrdiff_t row_count, std::ptrdiff_t column_count, std::ptrdiff_t between_rows,
               std::ptrdiff_t between_columns)
        : data(first),
          rows(row_count),
          columns(column_count),
          row_stride(between_rows),
          column_stride(between_columns) {}
    /// Any Eigen matrix, map or block that lies in memory; it must outlive the view.
    template <class Derived>
        requires(std::is_same_v<typename Derived::Scalar, double>)
    DesignView(const Eigen::DenseBase<Derived>& matrix)
        : data(matrix.derived().data()),
          rows(matrix.rows()),
          columns(matrix.cols()),
          row_stride(Derived::IsRowMajor ? matrix.derived().outerStride() : matrix.derived().innerStride()),
          column_stride(Derived::IsRowMajor ? matrix.derived().innerStride() : matrix.derived().outerStride()) {}

    double operator()(std::ptrdiff_t row, std::ptrdiff_t column) const noexcept {
        return data[row * row_stride + column * column_stride];
    }
};

/// Rows for a regression. Every span is empty or has one entry per row. The three weights differ in what they claim:
/// a prior weight says how precise a row is (Var(y) = phi V / weight; the number of trials for a binomial share), a
/// frequency weight that the row stands for so many equal rows, an analytic weight only how precise rows are relative
/// to one another (it is rescaled to average 1 over all rows).
struct RegressionData {
    DesignView x{};
    std::span<const double> y{};
    std::span<const double> offset{};             ///< added to the linear predictor
    std::span<const double> exposure{};           ///< > 0; its logarithm is added to the offset (log link only)
    std::span<const double> prior_weights{};      ///< >= 0
    std::span<const double> frequency_weights{};  ///< >= 0
    std::span<const double> analytic_weights{};   ///< >= 0
    std::vector<std::string> names{};             ///< of the columns, for messages and tables; empty: x1, x2, ...
};

}  // namespace maatstaf

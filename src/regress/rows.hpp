// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "regress/gram.hpp"
#include "regress/law.hpp"

namespace maatstaf::detail {

/// Rows are handled so many at a time: with 100 columns a block still fits in the second level of cache.
constexpr std::ptrdiff_t block_rows = 256;

/// How `count` rows are cut for threads: at most 64 ranges of at least 4096 rows, whatever the number of threads, so
/// that partial sums are few and always the same. Fewer when sums of `columns` squared numbers would take much memory.
std::size_t range_rows(std::ptrdiff_t count, std::ptrdiff_t columns = 1) noexcept;

/// Name of a column for messages: the one given, or x1, x2, ...
std::string column_name(const std::vector<std::string>& names, std::ptrdiff_t column);

/// Copies rows first .. first+count-1, minus `shift` per column, into `out` (count x width, zeros beyond the columns).
void pack_rows(const DesignView& x, std::ptrdiff_t first, std::ptrdiff_t count, const Eigen::VectorXd& shift,
               double* out, std::ptrdiff_t width);

/// The same by column: column j begins at out + j * stride.
void columns_of_rows(const DesignView& x, std::ptrdiff_t first, std::ptrdiff_t count, const Eigen::VectorXd& shift,
                     double* out, std::ptrdiff_t stride);

/// Precision (prior x analytic weight x `analytic_scale`) and frequency of one row; 1 where not given.
struct RowWeight {
    double precision = 1.0;
    double frequency = 1.0;
};
RowWeight row_weight(const RegressionData& data, std::ptrdiff_t row, double analytic_scale) noexcept;
bool has_weights(const RegressionData& data) noexcept;
/// Offset plus the logarithm of the exposure.
double row_offset(const RegressionData& data, std::ptrdiff_t row) noexcept;

/// Throws as `glm` says it does: lengths, finite values, ranges of outcome, exposure and weights.
void check_shape(const RegressionData& data, std::ptrdiff_t columns, const Law& law, bool with_outcome);
/// `column_sums`, where they are known already, save looking through the columns whose sum is finite.
void check_values(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, const Law& law,
                  const std::vector<std::string>& names, bool with_outcome, const Eigen::VectorXd& column_sums = {});

}  // namespace maatstaf::detail

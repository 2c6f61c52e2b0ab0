// SPDX-License-Identifier: Apache-2.0
#include "regress/block.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "regress/row_kernels.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::ptrdiff_t whole_lines(std::ptrdiff_t count) noexcept { return (count + 7) / 8 * 8; }

}  // namespace

Block::Block(std::ptrdiff_t count)
    : columns(count),
      width(padded(count + 1)),
      shift(Eigen::VectorXd::Zero(count)),
      scaled_((count + 1) * stride) {}

void Block::load_columns(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, const GlmPoint& point,
                         std::ptrdiff_t ahead) {
    ahead_ = {};
    if (data.x.row_stride == 1 && count == block_rows && point.basis.size() == 0) {
        source = {data.x.data + first, data.x.column_stride, count, columns};
        shift = point.shift;
        if (ahead == 0 || first + ahead + count > data.x.rows) return;
        ahead_ = Ahead({source.cells + ahead, source.stride, count, columns});
        call_into_cache(data.y.data() + first + ahead, count);
        if (!data.offset.empty()) call_into_cache(data.offset.data() + first + ahead, count);
        return;
    }
    if (cells_.lines.empty()) cells_ = AlignedNumbers(columns * stride);
    columns_of_rows(data.x, first, count, point.shift, cells_.data(), stride);
    for (std::ptrdiff_t j = 0; j < columns && count % 8 != 0; ++j)
        std::fill(cells_.data() + j * stride + count, cells_.data() + j * stride + whole_lines(count), 0.0);
    source = {cells_.data(), stride, whole_lines(count), columns};
    shift.setZero();
    if (point.basis.size() == 0) return;
    Eigen::Map<Eigen::MatrixXd, Eigen::Aligned64, Eigen::OuterStride<>> own(cells_.data(), count, columns,
                                                                           Eigen::OuterStride<>(stride));
    own = (own * point.basis.triangularView<Eigen::Upper>()).eval();
}

void Block::load_rows(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, double analytic_scale) {
    const auto from = static_cast<std::size_t>(first), some = static_cast<std::size_t>(count);
    y = data.y.data() + from;
    if (std::exchange(weighted, has_weights(data))) {
        std::fill_n(w, block_rows, 1.0);
        std::fill_n(f, block_rows, 1.0);
    }
    const auto times = [&](double* out, std::span<const double> by, double scale) {
        for (std::size_t r = 0; r < some && !by.empty(); ++r) out[r] *= by[from + r] * scale;
    };
    times(f, data.frequency_weights, 1.0);
    times(w, data.prior_weights, 1.0);
    times(w, data.analytic_weights, analytic_scale);
    times(w, data.frequency_weights, 1.0);
    offset = data.offset.empty() ? offset_ : data.offset.data() + from;
    if (data.offset.empty()) std::fill_n(offset_, some, 0.0);
    if (data.exposure.empty()) return;
    logarithms_of(data.exposure.data() + from, count, eta);
    for (std::size_t r = 0; r < some; ++r) offset_[r] = offset[r] + eta[r];
    offset = offset_;
}

void Block::combine(std::ptrdiff_t count, const Eigen::VectorXd& coefficients, double* out) {
    // Four columns at a time, so that `out` is not read and written for each.
    for (std::ptrdiff_t j = 0; j < columns; j += 4) {
        const double* some[4];
        double by[4] = {}, from[4] = {};
        for (std::ptrdiff_t k = 0; k < 4; ++k) {
            some[k] = source.cells + std::min(j + k, columns - 1) * source.stride;
            if (j + k < columns) by[k] = coefficients[j + k], from[k] = shift[j + k];
        }
        row_kernels().add_four(some, from, by, count, out);
    }
}

void Block::predict(std::ptrdiff_t count, const GlmPoint& point) {
    std::copy_n(offset, count, eta);
    combine(count, point.coefficients, eta);
    point.law.means(eta, count, mean, slope);
}

void Block::add_equations(std::ptrdiff_t count, Eigen::MatrixXd& gram) {
    double* const residual = scaled_.data() + columns * stride;
    row_kernels().roots(weight, score, count, root_, residual);
    for (std::ptrdiff_t r = count; r < source.rows; ++r) root_[r] = residual[r] = 0.0;
    for (std::ptrdiff_t j = 0; j < columns; ++j)
        row_kernels().scale(source.cells + j * source.stride, shift[j], root_, source.rows,
                            scaled_.data() + j * stride);
    add_column_gram({scaled_.data(), stride, source.rows, columns + 1}, gram.data(), width, ahead_);
}

void Block::add_score(std::ptrdiff_t count, Eigen::MatrixXd& gram) {
    // Row `columns` of the triangle that counts, in a matrix that lies by column: see GlmSums::gram.
    gram(columns, columns) += row_kernels().pearson(weight, score, count);
    for (std::ptrdiff_t r = count; r < source.rows; ++r) score[r] = 0.0;
    Eigen::VectorXd sums;
    add_products(score, sums);
    gram.row(columns).head(columns) += sums.transpose();
}

void Block::add_products(const double* by, Eigen::VectorXd& out) {
    if (out.size() == 0) out = Eigen::VectorXd::Zero(columns);
    add_column_products(source, shift.data(), by, out.data(), ahead_);
}

}  // namespace maatstaf::detail

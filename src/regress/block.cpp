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
      cells_(count * stride),
      plain_((count + 1) * stride),
      weighted_((count + 1) * stride) {}

void Block::load_columns(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, const GlmPoint& point,
                         std::ptrdiff_t ahead) {
    following_ = data.x;
    following_.rows = 0;
    if (data.x.row_stride == 1 && ahead > 0) {
        following_.data += first + ahead;
        following_.rows = std::clamp<std::ptrdiff_t>(data.x.rows - first - ahead, 0, count);
    }
    if (data.x.row_stride == 1 && count == block_rows && point.basis.size() == 0) {
        source = {data.x.data + first, data.x.column_stride, count, columns};
        shift = point.shift;
        return;
    }
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
    std::copy_n(data.y.data() + from, some, y);
    const bool given =
        !data.frequency_weights.empty() || !data.prior_weights.empty() || !data.analytic_weights.empty();
    if (std::exchange(has_weights, given)) {
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
    if (data.offset.empty())
        std::fill_n(offset, some, 0.0);
    else
        std::copy_n(data.offset.data() + from, some, offset);
    if (data.exposure.empty()) return;
    logarithms_of(data.exposure.data() + from, count, eta);
    for (std::size_t r = 0; r < some; ++r) offset[r] += eta[r];
}

/// Runs per column are too short for the processor to see them coming, so they are called for while it works.
void Block::call_following([[maybe_unused]] std::ptrdiff_t first, [[maybe_unused]] std::ptrdiff_t last) const {
#if defined(__GNUC__) || defined(__clang__)
    for (std::ptrdiff_t j = first; j < last; ++j)
        for (std::ptrdiff_t r = 0; r < following_.rows; r += 8)
            __builtin_prefetch(following_.data + j * following_.column_stride + r, 0, 2);
#endif
}

void Block::combine(std::ptrdiff_t count, const Eigen::VectorXd& coefficients, double* out) {
    // Four columns at a time, so that `out` is not read and written for each.
    std::fill_n(out, count, 0.0);
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
    combine(count, point.coefficients, eta);
    for (std::ptrdiff_t r = 0; r < count; ++r) eta[r] += offset[r];
    call_following(0, columns);
    point.law.means(eta, count, mean, slope);
}

void Block::add_equations(std::ptrdiff_t count, Eigen::MatrixXd& gram) {
    for (std::ptrdiff_t r = count; r < source.rows; ++r) weight[r] = score[r] = 0.0;
    double *const left = plain_.data(), *const right = weighted_.data();
    for (std::ptrdiff_t j = 0; j < columns; ++j)
        row_kernels().weigh(source.cells + j * source.stride, shift[j], weight, source.rows, left + j * stride,
                            right + j * stride);
    double* const residual = left + columns * stride;
    for (std::ptrdiff_t r = 0; r < source.rows; ++r) residual[r] = weight[r] > 0.0 ? score[r] / weight[r] : 0.0;
    std::copy_n(score, source.rows, right + columns * stride);
    add_column_gram({left, stride, source.rows, columns + 1}, right, gram.data(), width);
}

void Block::add_score(std::ptrdiff_t count, Eigen::MatrixXd& gram) {
    for (std::ptrdiff_t r = count; r < source.rows; ++r) score[r] = 0.0;
    // Row `columns` of the triangle that counts, in a matrix that lies by column: see GlmSums::gram.
    Eigen::VectorXd sums = Eigen::VectorXd::Zero(columns);
    add_column_products(source, shift.data(), score, sums.data());
    gram.row(columns).head(columns) += sums.transpose();
    double pearson = 0.0;
    for (std::ptrdiff_t r = 0; r < count; ++r) pearson += weight[r] > 0.0 ? score[r] * score[r] / weight[r] : 0.0;
    gram(columns, columns) += pearson;
}

}  // namespace maatstaf::detail

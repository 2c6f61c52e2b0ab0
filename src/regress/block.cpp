// SPDX-License-Identifier: Apache-2.0
#include "regress/block.hpp"

#include <algorithm>
#include <cmath>

#include "regress/gram.hpp"

namespace maatstaf::detail {

void Block::load(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, const GlmPoint& point,
                 std::ptrdiff_t ahead) {
    pack_rows(data.x, first, count, point.shift, rows.data(), width, ahead);
    if (point.basis.size() != 0) {
        auto own = packed(count).leftCols(columns);
        own = (own * point.basis.triangularView<Eigen::Upper>()).eval();
    }
    const auto from = static_cast<std::size_t>(first), some = static_cast<std::size_t>(count);
    std::copy_n(data.y.data() + from, some, y);
    std::fill_n(w, some, 1.0);
    std::fill_n(f, some, 1.0);
    const auto times = [&](double* out, std::span<const double> by, double scale) {
        for (std::size_t r = 0; r < some && !by.empty(); ++r) out[r] *= by[from + r] * scale;
    };
    times(f, data.frequency_weights, 1.0);
    times(w, data.prior_weights, 1.0);
    times(w, data.analytic_weights, point.analytic_scale);
    times(w, data.frequency_weights, 1.0);
    for (std::ptrdiff_t r = 0; r < count; ++r)
        offset[r] = data.offset.empty() ? 0.0 : data.offset[from + static_cast<std::size_t>(r)];
    for (std::size_t r = 0; r < some && !data.exposure.empty(); ++r) offset[r] += std::log(data.exposure[from + r]);
}

void Block::predict(std::ptrdiff_t count, const GlmPoint& point) {
    Eigen::VectorXd wide = Eigen::VectorXd::Zero(width);
    wide.head(columns) = point.coefficients;
    Eigen::Map<Eigen::VectorXd> out(eta, count);
    out.noalias() = packed(count) * wide;
    for (std::ptrdiff_t r = 0; r < count; ++r) eta[r] += offset[r];
    point.law.means(eta, count, mean, slope);
}

void Block::add_equations(std::ptrdiff_t count, Eigen::MatrixXd& gram) {
    double* residual = rows.data() + columns;
    for (std::ptrdiff_t r = 0; r < count; ++r) residual[r * width] = weight[r] > 0.0 ? score[r] / weight[r] : 0.0;
    add_weighted_gram(rows.data(), weight, count, width, gram.data());
    for (std::ptrdiff_t r = 0; r < count; ++r) residual[r * width] = 0.0;
}

}  // namespace maatstaf::detail

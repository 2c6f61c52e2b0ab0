// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include <Eigen/Cholesky>

#include "maatstaf/core/parallel.hpp"
#include "regress/within.hpp"

namespace maatstaf::detail {
namespace {

/// What is left of a level once the others explain all but this share of it is rounding.
constexpr double determined_share = 1e-10;
/// Levels that one task works on in the vector steps of conjugate gradients.
constexpr std::size_t levels_per_task = 8192;
constexpr std::ptrdiff_t window = 3;
/// Steps of conjugate gradients after which a sparse factor is looked into.
constexpr std::int32_t patience = 100;

/// Sums of products per column of vectors with `width` columns side by side, in a fixed order.
class ColumnDots {
public:
    ColumnDots(std::size_t levels, std::ptrdiff_t width)
        : levels_(levels),
          width_(static_cast<std::size_t>(width)),
          partial_((levels + levels_per_task - 1) / levels_per_task * width_) {}

    /// `each(k, column)` gives the term of entry k, which it may change on the way.
    template <class Each>
    void run(double* sums, Each&& each) {
        parallel_for(levels_, levels_per_task, [&](std::size_t begin, std::size_t end) {
            double* own = partial_.data() + begin / levels_per_task * width_;
            std::fill_n(own, width_, 0.0);
            for (std::size_t level = begin; level < end; ++level)
                for (std::size_t c = 0; c < width_; ++c) own[c] += each(level * width_ + c, level, c);
        });
        std::fill_n(sums, width_, 0.0);
        for (std::size_t at = 0; at < partial_.size(); ++at) sums[at % width_] += partial_[at];
    }

private:
    std::size_t levels_, width_;
    std::vector<double> partial_;
};

}  // namespace

void Within::factor() {
    const std::ptrdiff_t rest = layout_.rest_levels(), others = static_cast<std::ptrdiff_t>(layout_.others.size());
    const auto bounds = layout_.cut(parts_for(rest * rest));
    std::vector<Eigen::MatrixXd> sums(bounds.size() - 1);
    parallel_for(sums.size(), 1, [&](std::size_t part, std::size_t) {
        Eigen::MatrixXd& s = sums[part];   // its lower triangle
        s = Eigen::MatrixXd::Zero(rest, rest);
        std::vector<double> own(static_cast<std::size_t>(rest), 0.0);
        std::vector<std::int32_t> touched;
        for (std::int32_t g = bounds[part]; g < bounds[part + 1]; ++g) {
            touched.clear();
            for (std::int32_t c = layout_.level_cells[g]; c < layout_.level_cells[g + 1]; ++c) {
                const double weight = cell_weight_[static_cast<std::size_t>(c)];
                const std::int32_t* level = layout_.cell_rest.data() + c * others;
                for (std::ptrdiff_t q = 0; q < others; ++q) {
                    double& sum = own[static_cast<std::size_t>(level[q])];
                    if (sum == 0.0) touched.push_back(level[q]);
                    sum += weight;
                    for (std::ptrdiff_t before = 0; before <= q; ++before) s(level[q], level[before]) += weight;
                }
            }
            if (others > 1) std::sort(touched.begin(), touched.end());
            const double inverse = inverse_[static_cast<std::size_t>(g)];
            for (std::size_t b = 0; b < touched.size(); ++b) {
                const double scaled = own[static_cast<std::size_t>(touched[b])] * inverse;
                double* column = s.data() + touched[b] * rest;
                for (std::size_t a = b; a < touched.size(); ++a)
                    column[touched[a]] -= scaled * own[static_cast<std::size_t>(touched[a])];
            }
            for (const std::int32_t each : touched) own[static_cast<std::size_t>(each)] = 0.0;
        }
    });
    for (std::size_t part = 1; part < sums.size(); ++part) sums[0] += sums[part];
    Eigen::MatrixXd& s = sums[0];
    scale_.resize(rest);
    for (Eigen::Index k = 0; k < rest; ++k) {
        const bool stands = s(k, k) > 1e-13 * rest_weight_[static_cast<std::size_t>(k)];
        scale_[k] = stands ? 1.0 / std::sqrt(s(k, k)) : 0.0;
    }
    // Cholesky in the order of the levels; one that those before it determine is passed over.
    kept_.clear();
    Eigen::MatrixXd lower(rest, rest);
    for (Eigen::Index k = 0; k < rest; ++k) {
        const auto rank = static_cast<Eigen::Index>(kept_.size());
        Eigen::VectorXd column = s.col(k).tail(rest - k).cwiseProduct(scale_.tail(rest - k)) * scale_[k];
        column.noalias() -= lower.block(k, 0, rest - k, rank) * lower.row(k).head(rank).transpose();
        if (!(column[0] > determined_share)) continue;
        lower.col(rank).head(k).setZero();
        lower.col(rank).tail(rest - k) = column / std::sqrt(column[0]);
        kept_.push_back(k);
    }
    const auto rank = static_cast<Eigen::Index>(kept_.size());
    lower_.resize(rank, rank);
    for (Eigen::Index a = 0; a < rank; ++a) lower_.row(a) = lower.row(kept_[static_cast<std::size_t>(a)]).head(rank);
}

void Within::solve_directly(const std::vector<double>& sums, ColumnBlock& block) const {
    const auto rank = static_cast<Eigen::Index>(kept_.size());
    Eigen::MatrixXd x(rank, block.width);
    for (Eigen::Index a = 0; a < rank; ++a) {
        const Eigen::Index level = kept_[static_cast<std::size_t>(a)];
        x.row(a) = scale_[level] * Eigen::Map<const Eigen::RowVectorXd>(sums.data() + level * block.width, block.width);
    }
    lower_.triangularView<Eigen::Lower>().solveInPlace(x);
    lower_.transpose().triangularView<Eigen::Upper>().solveInPlace(x);
    for (Eigen::Index a = 0; a < rank; ++a) {
        const Eigen::Index level = kept_[static_cast<std::size_t>(a)];
        Eigen::Map<Eigen::RowVectorXd>(block.rest.data() + level * block.width, block.width) +=
            scale_[level] * x.row(a);
    }
}

double Within::size_of(const ColumnBlock& block, std::ptrdiff_t column) const {
    double sum = 0.0;
    for (std::ptrdiff_t i = 0; i < layout_.size(); ++i) {
        const double value = block.values[static_cast<std::size_t>(i * block.width + column)];
        sum += weights_[i] * value * value;
    }
    return std::sqrt(sum);
}

bool Within::effect_variance(Eigen::VectorXd& inverse_weight, Eigen::MatrixXd& shares, Eigen::MatrixXd& inverse,
                             std::ptrdiff_t most_numbers) const {
    const std::ptrdiff_t main = layout_.main_levels(), rest = layout_.rest_levels();
    if (!direct_ || rest * std::max(main, rest) > most_numbers) return false;
    inverse_weight = Eigen::Map<const Eigen::VectorXd>(inverse_.data(), main);
    shares = Eigen::MatrixXd::Zero(main, rest);
    inverse = Eigen::MatrixXd::Zero(rest, rest);
    if (rest == 0) return true;
    const auto others = static_cast<std::ptrdiff_t>(layout_.others.size());
    for (std::int32_t g = 0; g < main; ++g)
        for (std::int32_t c = layout_.level_cells[g]; c < layout_.level_cells[g + 1]; ++c)
            for (std::ptrdiff_t q = 0; q < others; ++q)
                shares(g, layout_.cell_rest[c * others + q]) +=
                    cell_weight_[static_cast<std::size_t>(c)] * inverse_[static_cast<std::size_t>(g)];
    const auto rank = static_cast<Eigen::Index>(kept_.size());
    Eigen::MatrixXd root = Eigen::MatrixXd::Identity(rank, rank);
    lower_.triangularView<Eigen::Lower>().solveInPlace(root);
    const Eigen::MatrixXd scaled = root.transpose() * root;
    for (Eigen::Index a = 0; a < rank; ++a)
        for (Eigen::Index b = 0; b < rank; ++b) {
            const Eigen::Index row = kept_[static_cast<std::size_t>(a)], column = kept_[static_cast<std::size_t>(b)];
            inverse(row, column) = scale_[row] * scaled(a, b) * scale_[column];
        }
    return true;
}

DemeanOutcome Within::conjugate_gradients(std::vector<double>& residual, const double* squares, ColumnBlock& block,
                                          std::span<const DemeanStop> stops, std::int32_t max_iterations) const {
    const std::ptrdiff_t width = block.width;
    const auto levels = static_cast<std::size_t>(layout_.rest_levels());
    ColumnDots dots(levels, width);
    std::vector<double> direction(residual.size()), product(residual.size()), partial;
    double norm[16], before[16], curvature[16], step[16], gained[16] = {};
    std::vector<std::array<double, 16>> gains;
    dots.run(norm, [&](std::size_t k, std::size_t level, std::size_t) {
        direction[k] = preconditioner_[level] * residual[k];
        return direction[k] * residual[k];
    });
    // What a step takes out of a column is known exactly. The sum of the steps still to come, which is the square of
    // the error, is extrapolated from the last steps (Hestenes & Stiefel 1952; Strakos & Tichy 2002).
    const auto finished = [&](std::ptrdiff_t c) {
        const double left = std::max(squares[c] - gained[c], 0.0);
        const DemeanStop& stop = stops[static_cast<std::size_t>(c)];
        const double allowed =
            std::max({stop.of_column * stop.of_column * left, stop.of_change * stop.of_change * gained[c],
                      stop.absolute * stop.absolute, 1e-32 * squares[c]});
        if (norm[c] <= 1e-6 * allowed) return true;
        const auto count = static_cast<std::ptrdiff_t>(gains.size());
        if (count < 2 * window) return false;
        double late = 0.0, early = 0.0;
        for (std::ptrdiff_t k = 1; k <= window; ++k) {
            late += gains[static_cast<std::size_t>(count - k)][static_cast<std::size_t>(c)];
            early += gains[static_cast<std::size_t>(count - window - k)][static_cast<std::size_t>(c)];
        }
        if (early == 0.0) return true;
        const double rate = std::min(late / early, 0.999);
        return late * rate / (1.0 - rate) <= allowed;
    };
    const auto all_finished = [&] {
        for (std::ptrdiff_t c = 0; c < block.columns; ++c)
            if (!finished(c)) return false;
        return true;
    };
    DemeanOutcome out;
    while (!all_finished()) {
        if (out.iterations == max_iterations) {
            out.converged = false;
            break;
        }
        ++out.iterations;
        multiply(direction, product, width, partial);
        dots.run(curvature, [&](std::size_t k, std::size_t, std::size_t) { return direction[k] * product[k]; });
        auto& gain = gains.emplace_back();
        for (std::ptrdiff_t c = 0; c < width; ++c) {
            step[c] = curvature[c] > 0.0 && norm[c] > 0.0 ? norm[c] / curvature[c] : 0.0;
            gain[static_cast<std::size_t>(c)] = step[c] * norm[c];
            gained[c] += step[c] * norm[c];
            before[c] = norm[c];
        }
        dots.run(norm, [&](std::size_t k, std::size_t level, std::size_t c) {
            block.rest[k] += step[c] * direction[k];
            residual[k] -= step[c] * product[k];
            return preconditioner_[level] * residual[k] * residual[k];
        });
        parallel_for(levels, levels_per_task, [&](std::size_t begin, std::size_t end) {
            for (std::size_t level = begin; level < end; ++level)
                for (std::size_t c = 0, k = level * static_cast<std::size_t>(width);
                     c < static_cast<std::size_t>(width); ++c, ++k)
                    direction[k] = preconditioner_[level] * residual[k] +
                                   (before[c] > 0.0 ? norm[c] / before[c] : 0.0) * direction[k];
        });
    }
    return out;
}

double Within::imbalance(const std::vector<double>& sums, const double* squares, const ColumnBlock& block,
                         std::span<const DemeanStop> stops) const {
    double worst = 0.0;
    for (std::ptrdiff_t c = 0; c < block.columns; ++c) {
        if (std::isinf(stops[static_cast<std::size_t>(c)].absolute)) continue;   // nobody uses this column
        // A column that the effects determine has nothing left; what is left of it is held against what it was.
        const double spread =
            std::sqrt(std::max(squares[c], nothing_left * stops[static_cast<std::size_t>(c)].size) / total_);
        if (spread == 0.0) continue;
        for (std::ptrdiff_t level = 0; level < layout_.rest_levels(); ++level)
            worst = std::max(worst, std::abs(sums[static_cast<std::size_t>(level * block.width + c)]) /
                                        rest_weight_[static_cast<std::size_t>(level)] / spread);
    }
    return worst;
}

DemeanOutcome Within::demean(ColumnBlock& block, std::span<const DemeanStop> stops, std::int32_t max_iterations,
                             bool verify) {
    DemeanOutcome out;
    if (layout_.rest_levels() == 0) return out;
    double squares[16] = {}, at_first[16];
    std::vector<double> sums = rest_sums(block, squares);
    std::copy_n(squares, 16, at_first);
    // One round is enough but for rounding: a second one solves for what the first left.
    for (int round = 0; round < 3; ++round) {
        if (direct_) {
            solve_directly(sums, block);
        } else if (sparse_) {
            sparse_->solve(sums, block.width, block.rest);
        } else {
            const std::int32_t most = max_iterations - out.iterations;
            const std::int32_t first = sparse_tried_ ? most : std::min(most, patience);
            DemeanOutcome once = conjugate_gradients(sums, squares, block, stops, first);
            out.iterations += once.iterations;
            if (!once.converged && first < most) {
                sparse_tried_ = true;
                sparse_ = SparseFactor::make(layout_);
                if (sparse_) sparse_->factor(layout_, cell_weight_, inverse_);
                sums = rest_sums(block, squares);
                if (sparse_) {
                    sparse_->solve(sums, block.width, block.rest);
                    once.converged = true;
                } else {
                    once = conjugate_gradients(sums, squares, block, stops, most - first);
                    out.iterations += once.iterations;
                }
            }
            out.converged = once.converged;
        }
        if (!verify) break;
        sums = rest_sums(block, squares);
        out.imbalance = imbalance(sums, squares, block, stops);
        bool good = true;
        for (std::ptrdiff_t c = 0; c < block.columns; ++c) {
            double norm = 0.0;   // near the square of the error when levels are well connected
            for (std::ptrdiff_t level = 0; level < layout_.rest_levels(); ++level) {
                const double sum = sums[static_cast<std::size_t>(level * block.width + c)];
                norm += preconditioner_[static_cast<std::size_t>(level)] * sum * sum;
            }
            const DemeanStop& stop = stops[static_cast<std::size_t>(c)];
            good = good && norm <= std::max({4.0 * stop.of_column * stop.of_column * squares[c],
                                             stop.absolute * stop.absolute, 1e-29 * at_first[c]});
        }
        if (good || !out.converged) break;
        if (round == 2) out.converged = false;
    }
    return out;
}

}  // namespace maatstaf::detail

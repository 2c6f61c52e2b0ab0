// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "regress/effect_layout.hpp"
#include "regress/within_kernels.hpp"
#include "regress/within_sparse.hpp"

namespace maatstaf::detail {

/// Columns that are demeaned together: packed by position, so that what a level needs lies in one or two cache lines.
/// After demeaning a column is its values minus the coefficients of its levels.
struct ColumnBlock {
    std::ptrdiff_t first = 0;     ///< column of the regression that stands first; the outcome comes after the last
    std::ptrdiff_t columns = 0;
    std::ptrdiff_t width = 0;     ///< columns rounded up to a multiple of 4, at most 16
    std::ptrdiff_t offset = 0;    ///< where they stand among the columns of all blocks together
    std::unique_ptr<double[]> values{};   ///< positions x width
    std::vector<double> main{};           ///< main levels x width: coefficients
    std::vector<double> rest{};           ///< other levels x width
};

/// When the demeaning of a column is good enough. The error, what is left in it of the effects, is measured in the norm
/// of the weights; any one of these suffices.
struct DemeanStop {
    double of_column = 0.0;   ///< times what is left of the column
    double of_change = 0.0;   ///< times what this call has taken out of it
    double absolute = 0.0;    ///< infinite: the column may stay as it is
    double size = 0.0;        ///< sum of squares before any effect: less than `nothing_left` of it counts as nothing
};

/// What a column may have left, as a share of its sum of squares, to count as determined by the effects.
constexpr double nothing_left = 1e-12;

struct DemeanOutcome {
    std::int32_t iterations = 0;
    bool converged = true;
    double imbalance = 0.0;   ///< as in AbsorbResult; measured only when asked for
};

/// The within transformation for given weights. Least squares on the levels of all effects: the main effect is
/// eliminated exactly, which leaves S b = g for the others, with S = R'WR - R'WM (M'WM)^-1 M'WR. With few other levels
/// S is factored; else conjugate gradients run on it, which are alternating projections with the best acceleration
/// (both keep to the effects' own space; one product with S is a projection on each effect in turn).
class Within {
public:
    explicit Within(const EffectLayout& layout);

    /// Weights by position, all positive; they must stay where they are until the next call.
    void set_weights(const double* weights);

    /// Improves block.rest (from where it stands) and, with `verify`, measures what was reached.
    DemeanOutcome demean(ColumnBlock& block, std::span<const DemeanStop> stops, std::int32_t max_iterations,
                         bool verify);

    enum class Means : std::uint8_t { find, known };   ///< fill block.main first, or take it as it was left
    /// Hands all demeaned rows to `sink`, at most 256 positions at a time: (part, first position, count, rows), rows
    /// packed with `stride(blocks)` numbers each. Parts run in any order and see their rows in order.
    using Sink = std::function<void(std::size_t part, std::ptrdiff_t first, std::ptrdiff_t count, const double* rows)>;
    void sweep(std::span<ColumnBlock> blocks, std::size_t parts, Means means, const Sink& sink) const;
    static std::ptrdiff_t stride(std::span<const ColumnBlock> blocks);
    /// How many parts suit a sweep that keeps so many numbers per part.
    std::size_t parts_for(std::ptrdiff_t numbers) const;

    /// Rank of all effects together, exact where it was solved directly; else -1.
    std::ptrdiff_t direct_rank() const noexcept {
        return direct_ ? layout_.main_levels() + static_cast<std::ptrdiff_t>(kept_.size()) : -1;
    }

    /// Root of the weighted sum of squares of a column of a block, as it was packed.
    double size_of(const ColumnBlock& block, std::ptrdiff_t column) const;
    /// What the variance of effects takes: 1 / weight per main level, which part of it goes with each other level (main
    /// levels x other levels), and a generalised inverse of S. False where it was not solved directly, or when that
    /// takes more than `most_numbers`.
    bool effect_variance(Eigen::VectorXd& inverse_weight, Eigen::MatrixXd& shares, Eigen::MatrixXd& inverse,
                         std::ptrdiff_t most_numbers) const;

private:
    kernels::Levels levels() const;
    void factor();
    /// R'W of the demeaned columns, and their sums of squares.
    std::vector<double> rest_sums(const ColumnBlock& block, double* squares) const;
    void solve_directly(const std::vector<double>& sums, ColumnBlock& block) const;
    DemeanOutcome conjugate_gradients(std::vector<double>& sums, const double* squares, ColumnBlock& block,
                                      std::span<const DemeanStop> stops, std::int32_t max_iterations) const;
    void multiply(const std::vector<double>& in, std::vector<double>& out, std::ptrdiff_t width,
                  std::vector<double>& partial) const;
    double imbalance(const std::vector<double>& sums, const double* squares, const ColumnBlock& block,
                     std::span<const DemeanStop> stops) const;

    const EffectLayout& layout_;
    const double* weights_ = nullptr;
    bool direct_ = false;
    double total_ = 0.0;                   ///< sum of the weights
    std::vector<double> cell_weight_, inverse_;   ///< per cell; per main level, 1 / sum
    std::vector<double> rest_weight_;      ///< per other level
    std::vector<double> preconditioner_;   ///< 1 / diagonal of S
    std::vector<std::int32_t> bounds_;     ///< parts for sums per other level
    // The factor of S scaled to a unit diagonal, on the levels that those before them do not determine.
    Eigen::MatrixXd lower_;
    Eigen::VectorXd scale_;
    std::vector<Eigen::Index> kept_;
    std::unique_ptr<SparseFactor> sparse_;   ///< once conjugate gradients turned out slow
    bool sparse_tried_ = false;
};

}  // namespace maatstaf::detail

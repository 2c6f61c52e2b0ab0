// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/numbers.hpp"
#include "maatstaf/regress/absorb_accumulator.hpp"
#include "regress/absorb_cells.hpp"
#include "regress/absorb_sums.hpp"

namespace maatstaf {

/// Where a fit over batches stands. Cells stand by position of their layout.
struct AbsorbAccumulator::State {
    enum class Stage : std::uint8_t { look, sums, judge, done };

    AbsorbOptions options{};   ///< covariance as asked; without spans
    std::vector<std::string> names{};
    std::int32_t columns = 0, sweeps = 0;
    Stage stage = Stage::look;
    detail::AbsorbCells cells{};
    // Of the first sweep:
    double rows_seen = 0.0, without_weight = 0.0;
    Eigen::VectorXd column_sum{}, shift{};   ///< the mean of x over all rows is what it is shifted by
    std::shared_ptr<const detail::CellLayout> laid{};
    // Of the sweep under way:
    double rows_now = 0.0;
    detail::CellPoint point{}, before{};   ///< `before`: where the step that is tried begins
    detail::CellSums sums{};
    detail::JudgedPoint judged_at{};
    detail::JudgedSums judged{};
    // Of the search:
    detail::RowTotals totals{};
    detail::AbsorbFit fit{};
    double objective = detail::infinity, share = 1.0;
    Eigen::VectorXd step{}, move{};   ///< of the coefficients, and of eta per cell
    bool arriving = false, ending = false;
    Eigen::VectorXd working{};        ///< weights per cell at the estimate
    AbsorbVariance variance{};
    AbsorbResult result{};

    bool is_linear() const { return options.family == Family::gaussian; }
    AbsorbCovariance covariance() const {
        return detail::resolved(options, !cells.clusters.empty()).covariance;
    }
    /// The cells as rows, with what the sums say of them; the response comes last.
    detail::AbsorbRows cell_rows() const;
    Eigen::MatrixXd gram(detail::AbsorbRows& rows, const detail::Within& within) const;
    /// Of the centre of every cell, what the effects leave.
    detail::PackedRows apart(detail::AbsorbRows& rows, const detail::Within& within) const;
    void look(const RegressionData& batch, const detail::PlacedRows& placed);
    void finish_look();
    void finish_sums();
    void look_for_step(detail::AbsorbRows& rows, detail::Within& within);
    void try_step();
    void settle(detail::AbsorbRows& rows, detail::Within& within);   ///< at the estimate: what the last sweep needs
    void finish_judge();
};

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_state.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "regress/absorb_effects.hpp"
#include "regress/rows.hpp"

namespace maatstaf {

using detail::CellLayout;
using detail::PackedRows;

detail::AbsorbRows AbsorbAccumulator::State::cell_rows() const {
    detail::AbsorbRows rows;
    rows.layout = laid->layout;
    rows.columns = columns;
    rows.shift = shift;
    rows.total = detail::totals_of(totals.column, totals.column_squares, totals.weight, shift);
    for (const std::int32_t cell : laid->layout.rows)
        rows.weight.push_back(cells.weight[static_cast<std::size_t>(cell)]);
    rows.blocks = detail::cut_columns(columns + 1, rows.layout);
    for (detail::ColumnBlock& block : rows.blocks)
        for (std::ptrdiff_t i = 0; i < rows.size(); ++i)
            for (std::ptrdiff_t k = 0; k < block.width; ++k) {
                double& value = block.values[static_cast<std::size_t>(i * block.width + k)];
                value = 0.0;
                if (k >= block.columns) continue;
                const std::ptrdiff_t j = block.first + k;
                value = point.centre(i, j) - (j < columns ? shift[j] : 0.0) + sums.sums(i, j) / sums.weight[i];
            }
    return rows;
}

Eigen::MatrixXd AbsorbAccumulator::State::gram(detail::AbsorbRows& rows, const detail::Within& within) const {
    const Eigen::MatrixXd inside = sums.gram - sums.sums.transpose() * sums.weight.cwiseInverse().asDiagonal() *
                                                   sums.sums;
    return inside + detail::demeaned_gram(rows, within, sums.weight.data());
}

PackedRows AbsorbAccumulator::State::apart(detail::AbsorbRows& rows, const detail::Within& within) const {
    PackedRows out(rows.size(), columns + 1);
    const auto at = detail::places(rows);
    const std::ptrdiff_t stride = detail::Within::stride(rows.blocks);
    within.sweep(rows.blocks, 1, detail::Within::Means::known,
                 [&](std::size_t, std::ptrdiff_t first, std::ptrdiff_t count, const double* x) {
        for (std::ptrdiff_t r = 0; r < count; ++r)
            for (std::ptrdiff_t j = 0; j <= columns; ++j)
                out(first + r, j) = x[r * stride + at[static_cast<std::size_t>(j)]];
    });
    return out - sums.weight.cwiseInverse().asDiagonal() * sums.sums;
}

void AbsorbAccumulator::State::look(const RegressionData& batch, const detail::PlacedRows& placed) {
    cells.grow(columns);
    for (std::ptrdiff_t i = 0; i < batch.x.rows; ++i) {
        for (std::ptrdiff_t j = 0; j < columns; ++j) column_sum[j] += batch.x(i, j);
        const detail::RowWeight own = detail::row_weight(batch, i, 1.0);
        const double weight = own.precision * own.frequency;
        if (!(weight > 0.0)) {
            ++without_weight;
            continue;
        }
        const std::int32_t cell = placed.cell[static_cast<std::size_t>(i)];
        const auto c = static_cast<std::size_t>(cell);
        const double y = batch.y[static_cast<std::size_t>(i)];
        ++cells.rows[c];
        cells.frequency[c] += own.frequency;
        cells.weight[c] += weight;
        cells.outcome[c] += weight * y;
        double* centre = cells.centre.data() + cell * (columns + 1);
        for (std::ptrdiff_t j = 0; j < columns; ++j) centre[j] += weight * batch.x(i, j);
        centre[columns] += weight * (y - detail::row_offset(batch, i));
        for (std::size_t k = 0; k < placed.cluster.size(); ++k)
            cells.note_cluster(k, cell, placed.cluster[k][static_cast<std::size_t>(i)]);
    }
}

void AbsorbAccumulator::State::finish_look() {
    if (!(rows_seen > without_weight)) throw DataError(messages::regress_no_rows);
    auto made = std::make_shared<CellLayout>(detail::lay_out_cells(cells, options));
    if (made->layout.rows.empty()) detail::refuse_all_left_out(made->rows_singleton, made->rows_all_zero);
    laid = std::move(made);
    shift = column_sum / rows_seen;
    const std::ptrdiff_t count = laid->layout.size();
    point.linear = is_linear();
    point.centre.resize(count, columns + 1);
    point.coefficients = Eigen::VectorXd::Zero(columns);
    point.eta = Eigen::VectorXd::Zero(point.linear ? 0 : count);
    double weight = 0.0, outcome = 0.0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const auto cell = static_cast<std::size_t>(laid->layout.rows[static_cast<std::size_t>(i)]);
        for (std::ptrdiff_t j = 0; j <= columns; ++j)
            point.centre(i, j) =
                cells.centre[cell * static_cast<std::size_t>(columns + 1) + static_cast<std::size_t>(j)] /
                cells.weight[cell];
        weight += cells.weight[cell];
        outcome += point.linear ? point.centre(i, columns) * cells.weight[cell] : cells.outcome[cell];
        if (!point.linear) point.centre(i, columns) = 0.0;
    }
    point.mean_outcome = outcome / weight;
    cells.centre = {};
    fit.coefficients = point.coefficients;
    if (!point.linear) fit.iterations = 0;
    stage = Stage::sums;
}

void AbsorbAccumulator::State::finish_sums() {
    const bool first = totals.weight == 0.0;
    if (first) totals = sums.totals;
    if (!first && !ending) {
        if (!detail::newton::improves(sums.objective, objective, sums.size)) {
            share *= 0.5;
            if (share > detail::newton::least_share) {
                try_step();
            } else {
                fit.status = FitStatus::no_step;
                ending = true;
                point = before;
            }
            return;
        }
        // From the starting values the whole step leads into the model; part of it does not.
        if (point.in_model) objective = sums.objective;
        if (arriving) fit.status = FitStatus::converged;
        ending = arriving || fit.iterations >= options.max_iterations;
    }
    detail::AbsorbRows rows = cell_rows();
    detail::Within within(rows.layout);
    within.set_weights(sums.weight.data());
    fit.working.assign(sums.weight.begin(), sums.weight.end());
    if (point.linear) {
        detail::demean_linear(rows, within, fit, options, totals.squares);
        const Eigen::MatrixXd products = gram(rows, within);
        fit.within_total = products(columns, columns);
        fit.coefficients = fit.solve(products, rows);
    } else if (!ending) {
        look_for_step(rows, within);
        return;
    } else {
        detail::demean_at_estimate(rows, within, fit, options);
        fit.solve(gram(rows, within), rows);
        fit.coefficients = point.coefficients;
        for (const std::int32_t j : fit.aliased) fit.coefficients[j] = 0.0;
    }
    settle(rows, within);
}

void AbsorbAccumulator::State::look_for_step(detail::AbsorbRows& rows, detail::Within& within) {
    fit.status = FitStatus::max_iterations;
    detail::demean_step(rows, within, fit, options);
    const Eigen::MatrixXd products = gram(rows, within);
    step = fit.solve(products, rows);
    const PackedRows left = apart(rows, within);
    move = left.leftCols(columns) * step - left.col(columns);
    const Eigen::VectorXd inside = sums.sums.leftCols(columns) * step;
    const double length = step.dot(sums.gram.topLeftCorner(columns, columns) * step) + 2.0 * move.dot(inside) +
                          move.dot(sums.weight.cwiseProduct(move));
    const double own = step.dot(products.topLeftCorner(columns, columns) * step);
    arriving = point.in_model && detail::newton::arrives(own, length, rows.layout, options.tolerance, columns);
    ++fit.iterations;
    before = point;
    share = 1.0;
    try_step();
}

void AbsorbAccumulator::State::try_step() {
    const double stays = before.in_model ? 1.0 : 1.0 - share;   // what is left of where the step begins
    point.start = stays * before.start;
    point.coefficients = stays * before.coefficients + share * step;
    point.eta = stays * before.eta + share * move;
    point.in_model = before.in_model || share == 1.0;
}

void AbsorbAccumulator::State::settle(detail::AbsorbRows& rows, detail::Within& within) {
    if (options.keep_effects) variance = detail::variance_of_effects(rows, within, fit.bread);
    // From here on rows are looked at less all that the effects make of them.
    const PackedRows left = apart(rows, within);
    point.centre -= left;
    if (point.linear) {
        point.coefficients = fit.coefficients;
    } else {
        point.centre.col(columns).setZero();
        point.eta -= left.leftCols(columns) * point.coefficients;
        if (fit.status == FitStatus::converged) {
            judged_at.last_step = step;
            judged_at.last_move = move - left.leftCols(columns) * step;
        }
    }
    judged_at.bread = fit.bread;
    working = sums.weight;
    judged.quality = {point.linear, point.linear ? point.mean_outcome : std::log(totals.outcome / totals.exposure)};
    stage = Stage::judge;
}

void AbsorbAccumulator::State::finish_judge() {
    if (point.linear) fit.coefficients += fit.bread * judged.score;   // see fit_linear
    fit.separated = judged.separated;
    if (fit.separated > 0) fit.status = FitStatus::separated;
    AbsorbResult& out = result;
    out.options = detail::resolved(options, !cells.clusters.empty());
    for (std::int32_t j = 0; j < columns; ++j) out.names.push_back(detail::column_name(names, j));
    detail::take_fit(fit, out);
    out.observations = totals.observations;
    out.rows_used = std::llround(judged.rows);
    out.rows_without_weight = std::llround(without_weight);
    out.rows_singleton = std::llround(laid->rows_singleton);
    out.rows_all_zero = std::llround(laid->rows_all_zero);
    const bool clustered = out.options.covariance == AbsorbCovariance::cluster;
    for (std::size_t k = 0; k < judged.cluster_rows.size(); ++k)
        detail::note_clusters(static_cast<std::int32_t>((judged.cluster_rows[k].array() > 0.0).count()), k, out);
    for (std::size_t q = 0; q < cells.effects.size(); ++q) {
        AbsorbedLevels& own = out.effects.emplace_back();
        own.name = cells.effects[q].name;
        for (std::size_t k = 0; k < std::min<std::size_t>(judged.scores.size(), 2); ++k)
            own.nested = own.nested || detail::is_nested_in(cells, *laid, q, k);
    }
    detail::Within within(laid->layout);
    within.set_weights(working.data());
    detail::count_parameters(laid->layout, within, options.count, out);
    judged.quality.settle(totals.observations, totals.log_precision, fit.within_total, out);
    std::vector<Eigen::MatrixXd> meats;
    if (judged.meat.size() != 0) meats.push_back(judged.meat);
    for (const PackedRows& each : judged.scores) meats.push_back(each.transpose() * each);
    const double scale = detail::infer(fit, meats, out);
    detail::forget_decided(detail::supports_in(judged, cells), fit, clustered, out);
    detail::take_coefficients(fit, out);
    if (options.keep_effects) {
        std::vector<AbsorbedEffect> named(cells.effects.size());
        for (std::size_t q = 0; q < named.size(); ++q) named[q].labels = laid->labels[q];
        detail::name_levels(laid->layout, named, out);
        out.variance = std::move(variance);
        out.variance.scale = scale;
        const Eigen::VectorXd rest = (point.linear ? Eigen::VectorXd(point.centre.col(columns)) : point.eta) -
                                     point.centre.leftCols(columns) * fit.coefficients;
        std::vector<double> frequency;
        for (const std::int32_t cell : laid->layout.rows)
            frequency.push_back(cells.frequency[static_cast<std::size_t>(cell)]);
        detail::recover_effects(laid->layout, within, {rest.data(), static_cast<std::size_t>(rest.size())}, frequency,
                                out);
    }
    detail::describe(totals.low == totals.high, out);
    stage = Stage::done;
}

}  // namespace maatstaf

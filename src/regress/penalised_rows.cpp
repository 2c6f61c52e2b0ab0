// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/core/parallel.hpp"
#include "regress/gram.hpp"
#include "regress/penalised.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// One block of rows with room for what is made of it.
struct PenalisedBlock {
    explicit PenalisedBlock(std::ptrdiff_t columns)
        : width(padded(columns)), rows(static_cast<std::size_t>(block_rows * width)), left(rows.size()) {}

    std::ptrdiff_t width;
    std::vector<double> rows, left;
    double eta[block_rows], mean[block_rows], slope[block_rows], weight[block_rows], score[block_rows];

    auto packed(std::ptrdiff_t count) const { return Eigen::Map<const RowMajor>(rows.data(), count, width); }
    void predict(const PenalisedRows& of, std::ptrdiff_t first, std::ptrdiff_t count, const Eigen::VectorXd& shift,
                 const Eigen::VectorXd& coefficients) {
        pack_rows(of.data->x, first, count, shift, rows.data(), width);
        Eigen::VectorXd wide = Eigen::VectorXd::Zero(width);
        wide.head(coefficients.size()) = coefficients;
        Eigen::Map<Eigen::VectorXd> out(eta, count);
        out.noalias() = packed(count) * wide;
        for (std::ptrdiff_t r = 0; r < count; ++r) eta[r] += of.offset[static_cast<std::size_t>(first + r)];
        of.law.means(eta, count, mean, slope);
    }
    void add_gram_of(std::ptrdiff_t count, double* gram) {
        for (std::ptrdiff_t r = 0; r < count; ++r)
            for (std::ptrdiff_t j = 0; j < width; ++j)
                left[static_cast<std::size_t>(r * width + j)] =
                    weight[r] * rows[static_cast<std::size_t>(r * width + j)];
        add_gram(left.data(), rows.data(), count, width, gram);
    }
};

struct PenalisedPart {
    double objective = 0.0;
    Eigen::VectorXd score;
    RowMajor gram;
};

/// Calls `body(part, begin, end)` over ranges of rows that do not depend on the number of threads; parts in order.
template <class Result, class Body>
std::vector<Result> over_rows(std::ptrdiff_t count, Body&& body) {
    const auto rows = static_cast<std::size_t>(count);
    const std::size_t grain = range_rows(count);
    std::vector<Result> parts((rows + grain - 1) / grain);
    parallel_for(rows, grain, [&](std::size_t begin, std::size_t end) {
        body(parts[begin / grain], static_cast<std::ptrdiff_t>(begin), static_cast<std::ptrdiff_t>(end));
    });
    return parts;
}

}  // namespace

PenalisedRows penalised_rows(const RegressionData& data, const Law& law) {
    PenalisedRows rows;
    rows.data = &data;
    rows.law = law;
    double analytic = 0.0;
    for (const double each : data.analytic_weights) analytic += each;
    const double scale = analytic > 0.0 ? static_cast<double>(data.x.rows) / analytic : 1.0;
    for (std::ptrdiff_t i = 0; i < data.x.rows; ++i) {
        const RowWeight own = row_weight(data, i, scale);
        rows.weight.push_back(own.precision * own.frequency);
        rows.offset.push_back(row_offset(data, i));
        rows.total += rows.weight.back();
    }
    return rows;
}

void ColumnMoments::look(const PenalisedRows& of) {
    const DesignView& x = of.data->x;
    const std::ptrdiff_t p = x.columns;
    const auto begin_at = [p](ColumnMoments& out) {
        out.sum = Eigen::VectorXd::Zero(p);
        out.low = Eigen::VectorXd::Constant(p, std::numeric_limits<double>::infinity());
        out.high = -out.low;
    };
    if (sum.size() == 0) begin_at(*this);
    const auto body = [&](ColumnMoments& out, std::ptrdiff_t begin, std::ptrdiff_t end) {
        begin_at(out);
        for (std::ptrdiff_t i = begin; i < end; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double w = of.weight[at];
            out.rows += 1.0;
            if (!(w > 0.0)) continue;
            out.total += w;
            out.observations += row_weight(*of.data, i, 1.0).frequency;
            out.outcome += w * of.data->y[at];
            out.offset += w * of.offset[at];
            for (std::ptrdiff_t j = 0; j < p; ++j) {
                out.sum[j] += w * x(i, j);
                out.low[j] = std::min(out.low[j], x(i, j));
                out.high[j] = std::max(out.high[j], x(i, j));
            }
        }
    };
    for (const ColumnMoments& part : over_rows<ColumnMoments>(x.rows, body)) add(part);
}

void ColumnMoments::look_again(const PenalisedRows& of) {
    const DesignView& x = of.data->x;
    const Eigen::VectorXd mean = sum / total;
    if (squares.size() == 0) squares = Eigen::VectorXd::Zero(x.columns);
    const auto body = [&](Eigen::VectorXd& out, std::ptrdiff_t begin, std::ptrdiff_t end) {
        out = Eigen::VectorXd::Zero(x.columns);
        for (std::ptrdiff_t i = begin; i < end; ++i)
            if (const double w = of.weight[static_cast<std::size_t>(i)]; w > 0.0)
                for (std::ptrdiff_t j = 0; j < x.columns; ++j)
                    out[j] += w * (x(i, j) - mean[j]) * (x(i, j) - mean[j]);
    };
    for (const Eigen::VectorXd& part : over_rows<Eigen::VectorXd>(x.rows, body)) squares += part;
}

void ColumnMoments::add(const ColumnMoments& other) {
    total += other.total;
    observations += other.observations;
    rows += other.rows;
    outcome += other.outcome;
    offset += other.offset;
    if (other.sum.size() == 0) return;
    if (sum.size() == 0) {
        sum = other.sum;
        low = other.low;
        high = other.high;
        return;
    }
    sum += other.sum;
    low = low.cwiseMin(other.low);
    high = high.cwiseMax(other.high);
}

void ColumnMoments::add_squares(const ColumnMoments& other) {
    if (squares.size() == 0) squares = other.squares;
    else if (other.squares.size() != 0) squares += other.squares;
}

PenalisedColumns ColumnMoments::settle(const Law& law, bool by_spread) const {
    const Eigen::Index p = sum.size();
    PenalisedColumns made;
    made.law = law;
    made.total = total;
    made.observations = observations;
    made.rows = rows;
    made.mean_outcome = outcome / total;
    made.mean_offset = offset / total;
    made.constant.assign(static_cast<std::size_t>(p), false);
    made.shift = Eigen::VectorXd::Zero(p);
    made.spread = Eigen::VectorXd::Ones(p);
    for (Eigen::Index j = 0; j < p; ++j) {
        if (!(low[j] < high[j])) {
            const bool serves = made.intercept < 0 && low[j] != 0.0;
            made.constant[static_cast<std::size_t>(j)] = !serves;
            if (serves) made.intercept = j;
        } else if (by_spread) {
            made.spread[j] = std::sqrt(squares[j] / total);
        }
    }
    if (made.intercept < 0) return made;
    made.spread[made.intercept] = low[made.intercept];  // a column of ones
    for (Eigen::Index j = 0; j < p; ++j)
        if (j != made.intercept) made.shift[j] = made.constant[static_cast<std::size_t>(j)] ? low[j] : sum[j] / total;
    return made;
}

void standardise(PenalisedRows& rows, bool by_spread) {
    ColumnMoments moments;
    moments.look(rows);
    moments.look_again(rows);
    static_cast<PenalisedColumns&>(rows) = moments.settle(rows.law, by_spread);
}

Eigen::VectorXd PenalisedColumns::unscaled(const Eigen::VectorXd& coefficients) const {
    Eigen::VectorXd out = coefficients.cwiseQuotient(spread);
    if (intercept >= 0) out[intercept] -= shift.dot(out) / spread[intercept];  // shift of the intercept itself is 0
    return out;
}

PenalisedPoint evaluate(const PenalisedRows& rows, const Eigen::VectorXd& coefficients, bool with_curvature) {
    const std::ptrdiff_t p = rows.data->x.columns;
    const Eigen::VectorXd raw = coefficients.cwiseQuotient(rows.spread);
    const auto add = [&](PenalisedPart& out, std::ptrdiff_t begin, std::ptrdiff_t end) {
        PenalisedBlock block(p);
        out.score = Eigen::VectorXd::Zero(block.width);
        if (with_curvature) out.gram = RowMajor::Zero(block.width, block.width);
        for (std::ptrdiff_t at = begin; at < end; at += block_rows) {
            const std::ptrdiff_t count = std::min(block_rows, end - at);
            block.predict(rows, at, count, rows.shift, raw);
            out.objective += rows.law.work(rows.data->y.data() + at, rows.weight.data() + at, block.mean, block.slope,
                                           count, block.weight, block.score);
            out.score.noalias() +=
                block.packed(count).transpose() * Eigen::Map<const Eigen::VectorXd>(block.score, count);
            if (with_curvature) block.add_gram_of(count, out.gram.data());
        }
    };
    const auto parts = over_rows<PenalisedPart>(rows.data->x.rows, add);
    PenalisedPoint point;
    PenalisedPart all = parts.front();
    for (std::size_t k = 1; k < parts.size(); ++k) {
        all.objective += parts[k].objective;
        all.score += parts[k].score;
        if (with_curvature) all.gram += parts[k].gram;
    }
    const Eigen::VectorXd unit = rows.spread.cwiseInverse();
    point.objective = 0.5 * all.objective / rows.total;
    point.gradient = all.score.head(p).cwiseProduct(unit) / rows.total;
    if (with_curvature) {
        const Eigen::MatrixXd full = all.gram.selfadjointView<Eigen::Upper>();
        point.curvature = unit.asDiagonal() * full.topLeftCorner(p, p) * unit.asDiagonal() / rows.total;
    }
    return point;
}

double weighted_deviance(const PenalisedRows& rows, const std::vector<double>& weight,
                         const Eigen::VectorXd& coefficients) {
    const std::ptrdiff_t p = rows.data->x.columns;
    const Eigen::VectorXd none = Eigen::VectorXd::Zero(p);
    double sum = 0.0;
    for (const double part :
         over_rows<double>(rows.data->x.rows, [&](double& out, std::ptrdiff_t begin, std::ptrdiff_t end) {
             PenalisedBlock block(p);
             for (std::ptrdiff_t at = begin; at < end; at += block_rows) {
                 const std::ptrdiff_t count = std::min(block_rows, end - at);
                 block.predict(rows, at, count, none, coefficients);
                 for (std::ptrdiff_t r = 0; r < count; ++r)
                     if (const double w = weight[static_cast<std::size_t>(at + r)]; w > 0.0)
                         out += w * rows.law.deviance(rows.data->y[static_cast<std::size_t>(at + r)], block.mean[r]);
             }
         }))
        sum += part;
    return sum;
}

}  // namespace maatstaf::detail

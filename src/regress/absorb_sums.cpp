// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_sums.hpp"

#include <algorithm>
#include <cmath>

#include "regress/absorb_fit.hpp"
#include "regress/gram.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

template <class Matrix>
void join(Matrix& mine, const Matrix& theirs) {
    if (mine.size() == 0) mine = theirs;
    else if (theirs.size() != 0) mine += theirs;
}

/// Calls `each(row)` for the rows of a batch that take part, looked at from a point.
template <class Each>
void for_each_row(const RegressionData& batch, const PlacedRows& placed, const CellLayout& laid,
                  const CellPoint& point, Each&& each) {
    const std::ptrdiff_t p = batch.x.columns;
    CellRow own;
    own.x.resize(p);
    for (own.row = 0; own.row < batch.x.rows; ++own.row) {
        const RowWeight weight = row_weight(batch, own.row, 1.0);
        own.precision = weight.precision;
        own.frequency = weight.frequency;
        own.weight = weight.precision * weight.frequency;
        if (!(own.weight > 0.0)) continue;
        own.position = laid.position[static_cast<std::size_t>(placed.cell[static_cast<std::size_t>(own.row)])];
        if (own.position < 0) continue;
        own.y = batch.y[static_cast<std::size_t>(own.row)];
        own.offset = row_offset(batch, own.row);
        for (std::ptrdiff_t j = 0; j < p; ++j) own.x[j] = batch.x(own.row, j) - point.centre(own.position, j);
        const double moved = own.x.dot(point.coefficients);
        if (point.linear) {
            own.working = own.weight;
            own.response = own.y - own.offset - point.centre(own.position, p);
            own.mean = own.y - (own.response - moved);
        } else {
            own.eta = moved + point.eta[own.position] + (1.0 - point.start) * own.offset;
            if (point.start != 0.0) own.eta += point.start * std::log(newton::start_at(own.y, point.mean_outcome));
            own.mean = newton::mean_at(own.eta);
            own.working = own.weight * own.mean;
            own.response = (own.y - own.mean) / own.mean + (point.in_model ? 0.0 : own.eta - own.offset);
        }
        each(own);
    }
}

}  // namespace

void RowTotals::add(const RowTotals& other) {
    observations += other.observations;
    log_precision += other.log_precision;
    weight += other.weight;
    outcome += other.outcome;
    exposure += other.exposure;
    squares += other.squares;
    low = std::min(low, other.low);
    high = std::max(high, other.high);
    join(column, other.column);
    join(column_squares, other.column_squares);
}

void CellSums::add(const CellSums& other) {
    rows += other.rows;
    objective += other.objective;
    size += other.size;
    join(weight, other.weight);
    join(sums, other.sums);
    join(gram, other.gram);
    totals.add(other.totals);
}

void ValuesSeen::add(double seen, double times) {
    for (int k = 0; k < 2 && times > 0.0; ++k) {
        if (count[k] > 0.0 && value[k] != seen) continue;
        value[k] = seen;
        count[k] += times;
        return;
    }
    more = more || times > 0.0;
}

void ValuesSeen::add(const ValuesSeen& other) {
    for (int k = 0; k < 2; ++k) add(other.value[k], other.count[k]);
    more = more || other.more;
}

bool ValuesSeen::same_but_for(double one) const {
    if (more) return false;
    if (count[1] == 0.0) return true;
    return (value[0] == one && count[0] == 1.0) || (value[1] == one && count[1] == 1.0);
}

void JudgedSums::add(const JudgedSums& other) {
    rows += other.rows;
    separated += other.separated;
    quality.add(other.quality);
    join(score, other.score);
    join(meat, other.meat);
    join(held, other.held);
    join(held_squares, other.held_squares);
    if (most.size() == 0) most = other.most, most_value = other.most_value;
    for (Eigen::Index j = 0; j < other.most.size(); ++j)
        if (other.most[j] > most[j]) most[j] = other.most[j], most_value[j] = other.most_value[j];
    if (seen.empty()) seen = other.seen;
    else
        for (std::size_t j = 0; j < other.seen.size(); ++j) seen[j].add(other.seen[j]);
    if (scores.empty()) {
        scores = other.scores, shares = other.shares, low = other.low, high = other.high;
        cluster_rows = other.cluster_rows;
        return;
    }
    for (std::size_t k = 0; k < other.scores.size(); ++k) {
        scores[k] += other.scores[k];
        cluster_rows[k] += other.cluster_rows[k];
    }
    for (std::size_t k = 0; k < other.shares.size(); ++k) {
        shares[k] += other.shares[k];
        low[k] = low[k].cwiseMin(other.low[k]);
        high[k] = high[k].cwiseMax(other.high[k]);
    }
}

void add_rows(const RegressionData& batch, const PlacedRows& placed, const CellLayout& laid, const CellPoint& point,
              const Eigen::VectorXd* shift, CellSums& to) {
    const std::ptrdiff_t p = batch.x.columns, width = padded(p + 1), cells = laid.layout.size();
    if (to.weight.size() == 0) {
        to.weight = Eigen::VectorXd::Zero(cells);
        to.sums = PackedRows::Zero(cells, p + 1);
        to.gram = Eigen::MatrixXd::Zero(p + 1, p + 1);
        if (shift != nullptr) to.totals.column = to.totals.column_squares = Eigen::VectorXd::Zero(p);
    }
    std::vector<double> right(static_cast<std::size_t>(block_rows * width), 0.0), left(right),
        gram(static_cast<std::size_t>(width * width), 0.0);
    std::ptrdiff_t count = 0;
    const auto flush = [&] {
        add_gram(left.data(), right.data(), count, width, gram.data());
        count = 0;
    };
    for_each_row(batch, placed, laid, point, [&](const CellRow& row) {
        ++to.rows;
        double* own = right.data() + count * width;
        std::copy_n(row.x.data(), p, own);
        own[p] = row.response;
        for (std::ptrdiff_t j = 0; j <= p; ++j) {
            const double weighted = row.working * own[j];
            left[static_cast<std::size_t>(count * width + j)] = weighted;
            to.sums(row.position, j) += weighted;
        }
        to.weight[row.position] += row.working;
        if (++count == block_rows) flush();
        if (!point.linear)
            newton::add_objective(row.weight, row.y, row.mean, row.eta, to.objective, to.size);
        if (shift == nullptr) return;
        RowTotals& total = to.totals;
        total.observations += row.frequency;
        if (row.precision != 1.0) total.log_precision += row.frequency * std::log(row.precision);
        total.weight += row.weight;
        total.outcome += row.weight * row.y;
        if (!point.linear) total.exposure += row.weight * std::exp(row.offset);
        const double apart = row.y - row.offset - point.mean_outcome;
        total.squares += row.weight * apart * apart;
        total.low = std::min(total.low, row.y);
        total.high = std::max(total.high, row.y);
        for (std::ptrdiff_t j = 0; j < p; ++j) {
            const double value = batch.x(row.row, j) - (*shift)[j];
            total.column[j] += row.weight * value;
            total.column_squares[j] += row.weight * value * value;
        }
    });
    flush();
    for (std::ptrdiff_t a = 0; a <= p; ++a)
        for (std::ptrdiff_t b = a; b <= p; ++b) {
            to.gram(a, b) += gram[static_cast<std::size_t>(a * width + b)];
            to.gram(b, a) = to.gram(a, b);
        }
}

void judge_rows(const RegressionData& batch, const PlacedRows& placed, const CellLayout& laid, const CellPoint& point,
                const JudgedPoint& at, const AbsorbCells& cells, AbsorbCovariance covariance, JudgedSums& to) {
    const std::ptrdiff_t p = batch.x.columns;
    const bool rows_alone = covariance == AbsorbCovariance::hc1;
    if (to.score.size() == 0) {
        to.score = Eigen::VectorXd::Zero(p);
        if (rows_alone) {
            to.meat = Eigen::MatrixXd::Zero(p, p);
            to.held = to.held_squares = to.most = to.most_value = Eigen::VectorXd::Zero(p);
            to.seen.resize(static_cast<std::size_t>(p));
        }
        if (covariance == AbsorbCovariance::cluster)
            for (std::size_t k = 0; k < static_cast<std::size_t>(cells.groupings()); ++k) {
                const std::int32_t groups = cells.clusters_of(k);
                to.scores.push_back(PackedRows::Zero(groups, p));
                to.cluster_rows.push_back(Eigen::VectorXd::Zero(groups));
                if (k == 2) continue;
                to.shares.push_back(PackedRows::Zero(groups, p));
                to.low.push_back(PackedRows::Constant(groups, p, std::numeric_limits<double>::infinity()));
                to.high.push_back(-to.low.back());
            }
    }
    for_each_row(batch, placed, laid, point, [&](const CellRow& row) {
        ++to.rows;
        to.quality.add(row.y, row.offset, row.mean, row.weight);
        const double score = row.weight * (row.y - row.mean);
        to.score += score * row.x.transpose();
        if (at.last_step.size() != 0)
            to.separated += newton::runs_off(row.x.dot(at.last_step) + at.last_move[row.position]);
        if (covariance == AbsorbCovariance::iid) return;
        const Eigen::RowVectorXd held = row.working * (row.x * at.bread).array().square();
        if (rows_alone) {
            to.meat.noalias() += (score * score / row.frequency) * row.x.transpose() * row.x;
            to.held += held.transpose();
            to.held_squares += held.transpose().cwiseAbs2();
            for (std::ptrdiff_t j = 0; j < p; ++j) {
                const double value = batch.x(row.row, j);
                to.seen[static_cast<std::size_t>(j)].add(value, 1.0);
                if (held[j] > to.most[j]) to.most[j] = held[j], to.most_value[j] = value;
            }
        }
        for (std::size_t k = 0; k < to.scores.size(); ++k) {
            const std::int32_t group = placed.cluster[k][static_cast<std::size_t>(row.row)];
            to.scores[k].row(group) += score * row.x;
            to.cluster_rows[k][group] += 1.0;
            if (k == 2) continue;
            to.shares[k].row(group) += held;
            for (std::ptrdiff_t j = 0; j < p; ++j) {
                const double value = batch.x(row.row, j);
                to.low[k](group, j) = std::min(to.low[k](group, j), value);
                to.high[k](group, j) = std::max(to.high[k](group, j), value);
            }
        }
    });
}

std::vector<GroupingSupport> supports_in(const JudgedSums& sums, const AbsorbCells& cells) {
    std::vector<GroupingSupport> out;
    if (sums.held.size() != 0) {
        GroupingSupport& found = out.emplace_back();
        found.labelled = true;
        found.groups = sums.rows;
        for (Eigen::Index j = 0; j < sums.held.size(); ++j) {
            const double most = sums.most[j] / sums.held[j];
            const bool same = sums.seen[static_cast<std::size_t>(j)].same_but_for(sums.most_value[j]);
            found.columns.push_back({may_decide(most) && (has_all(most) || same), {},
                                     sums.held[j] * sums.held[j] / sums.held_squares[j]});
        }
    }
    for (std::size_t k = 0; k < sums.shares.size(); ++k) {
        GroupingSupport& found = out.emplace_back();
        found.labelled = true;
        found.groups = static_cast<double>((sums.cluster_rows[k].array() > 0.0).count());
        for (Eigen::Index j = 0; j < sums.shares[k].cols(); ++j) {
            Eigen::Index group = 0;
            const double all = sums.shares[k].col(j).sum(), most = sums.shares[k].col(j).maxCoeff(&group) / all;
            double low = std::numeric_limits<double>::infinity(), high = -low;
            for (Eigen::Index g = 0; g < sums.shares[k].rows(); ++g) {
                if (g == group || !(sums.cluster_rows[k][g] > 0.0)) continue;
                low = std::min(low, sums.low[k](g, j));
                high = std::max(high, sums.high[k](g, j));
            }
            found.columns.push_back({may_decide(most) && (has_all(most) || low >= high),
                                     cells.clusters[k].labels[static_cast<std::size_t>(group)],
                                     all * all / sums.shares[k].col(j).squaredNorm()});
        }
    }
    return out;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "regress/glm_sums.hpp"

#include <algorithm>
#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/block.hpp"
#include "regress/row_kernels.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

/// Sum over k < y of log(1 + k / theta), which is log Gamma(y + theta) - log Gamma(theta) - y log theta; and the first
/// two derivatives of the log Gamma part in theta, the second with its sign turned.
struct Rise {
    double log_rise, digamma, trigamma;
};

Rise rise(const GlmPoint& point, double y) {
    const double theta = point.law.theta;
    const auto whole = static_cast<std::size_t>(std::min(y, 65536.0));
    if (whole < point.digamma_rise.size() && static_cast<double>(whole) == y)
        return {point.log_rise[whole], point.digamma_rise[whole], point.trigamma_fall[whole]};
    return {special::log_gamma(y + theta) - special::log_gamma(theta) - y * std::log(theta),
            special::digamma(y + theta) - special::digamma(theta),
            special::trigamma(theta) - special::trigamma(y + theta)};
}

/// Column sums and ranges, of blocks that lie by column whatever the layout of X, so that it changes no bit.
void look_at_columns(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, GlmSums& sums) {
    const std::ptrdiff_t p = data.x.columns;
    sums.column_sum = Eigen::VectorXd::Zero(p);
    sums.column_low = Eigen::VectorXd::Constant(p, infinity);
    sums.column_high = -sums.column_low;
    const auto see = [&](std::ptrdiff_t j, const double* column, std::ptrdiff_t count) {
        const Extent extent = row_kernels().extent(column, count);
        sums.column_sum[j] += extent.sum;
        sums.column_low[j] = std::min(sums.column_low[j], extent.low);
        sums.column_high[j] = std::max(sums.column_high[j], extent.high);
    };
    if (data.x.row_stride == 1) {   // then nothing needs to move, and long runs of a column are read quickest
        for (std::ptrdiff_t j = 0; j < p; ++j)
            for (std::ptrdiff_t at = first; at < last; at += block_rows)
                see(j, data.x.data + at + j * data.x.column_stride, std::min(block_rows, last - at));
        return;
    }
    std::vector<double> cells(static_cast<std::size_t>(p * block_rows));
    const Eigen::VectorXd nothing = Eigen::VectorXd::Zero(p);
    for (std::ptrdiff_t at = first; at < last; at += block_rows) {
        const std::ptrdiff_t count = std::min(block_rows, last - at);
        columns_of_rows(data.x, at, count, nothing, cells.data(), block_rows);
        for (std::ptrdiff_t j = 0; j < p; ++j) see(j, cells.data() + j * block_rows, count);
    }
}

/// Sum of weights times what the means are in proportion to, with a log link.
double exposed(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, bool logarithmic) {
    double sum = 0.0;
    for (std::ptrdiff_t i = first; i < last; ++i) {
        const RowWeight weight = row_weight(data, i, 1.0);
        sum += weight.precision * weight.frequency * (logarithmic ? std::exp(row_offset(data, i)) : 1.0);
    }
    return sum;
}

void look(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, const GlmPoint& point,
          const std::vector<std::string>& names, GlmSums& sums) {
    look_at_columns(data, first, last, sums);
    check_values(data, first, last, point.law, names, true, sums.column_sum);
    sums.rows = static_cast<double>(last - first);
    if (!data.analytic_weights.empty()) {
        for (std::ptrdiff_t i = first; i < last; ++i)
            sums.analytic += data.analytic_weights[static_cast<std::size_t>(i)];
        sums.analytic_rows = sums.rows;
    }
    if (!has_weights(data)) {
        const Extent y = row_kernels().extent(data.y.data() + first, last - first);
        sums.observations = sums.weight = sums.rows;
        sums.weighted_y = y.sum;
        sums.y_low = y.low;
        sums.y_high = y.high;
        return;
    }
    double observations = 0.0, total = 0.0, weighted = 0.0, low = infinity, high = -infinity;
    for (std::ptrdiff_t i = first; i < last; ++i) {
        const RowWeight weight = row_weight(data, i, 1.0);
        const double w = weight.precision * weight.frequency, y = data.y[static_cast<std::size_t>(i)];
        if (w == 0.0) continue;
        observations += weight.frequency;
        total += w;
        weighted += w * y;
        low = std::min(low, y);
        high = std::max(high, y);
    }
    sums.observations = observations;
    sums.weight = total;
    sums.weighted_y = weighted;
    sums.y_low = low;
    sums.y_high = high;
}

/// Starting means give a weighted least-squares problem whose right-hand side is X'W (z - offset).
void start(Block& block, std::ptrdiff_t count, const GlmPoint& point, GlmSums& sums) {
    const bool by_exposure = point.law.starts_halfway() && point.law.link == Link::log;
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        const double overall = point.overall * (by_exposure ? std::exp(block.offset[r]) : 1.0);
        block.eta[r] = point.law.link_of(point.law.start(block.y[r], block.w[r], overall));
    }
    point.law.means(block.eta, count, block.mean, block.slope);
    point.law.work(block.y, block.w, block.mean, block.slope, count, block.weight, block.score);
    for (std::ptrdiff_t r = 0; r < count; ++r) block.score[r] += block.weight[r] * (block.eta[r] - block.offset[r]);
    block.add_equations(count, sums.gram);
}

/// Means at the coefficients of the point, and what follows from them for every row.
/// Returns the objective of the block.
double evaluate(Block& block, std::ptrdiff_t count, const GlmPoint& point, GlmSums& sums) {
    block.predict(count, point);
    const double objective =
        point.law.work(block.y, block.w, block.mean, block.slope, count, block.weight, block.score, block.eta);
    sums.objective += objective;
    if (!block.weighted) {
        sums.observations += static_cast<double>(count);
        sums.weight += static_cast<double>(count);
        return objective;
    }
    double observations = 0.0, weight = 0.0;
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        observations += block.w[r] == 0.0 ? 0.0 : block.f[r];
        weight += block.w[r];
    }
    sums.observations += observations;
    sums.weight += weight;
    return objective;
}

/// The equations of a step; those of the expected information too where `settling`, for the covariance.
void add_equations(Block& block, std::ptrdiff_t count, const Law& law, bool settling, GlmSums& sums) {
    if (!law.has_curvature()) return block.add_equations(count, sums.gram);
    const double pearson = sums.gram(block.columns, block.columns) +
                           row_kernels().pearson(block.weight, block.score, count);
    if (settling) {
        if (sums.expected.size() == 0) sums.expected = Eigen::MatrixXd::Zero(block.width, block.width);
        block.add_equations(count, sums.expected);
    }
    law.curve(block.y, block.mean, count, block.weight);
    block.add_equations(count, sums.gram);
    sums.gram(block.columns, block.columns) = pearson;
}

void iterate(Block& block, std::ptrdiff_t count, bool settling, const GlmPoint& point, GlmSums& sums) {
    const Law& law = point.law;
    add_equations(block, count, law, settling, sums);
    if (!point.estimate_theta) return;
    alignas(64) double cross[block_rows] = {};
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        const double y = block.y[r], m = block.mean[r], w = block.w[r];
        if (w == 0.0) continue;
        const double excess = y / m - 1.0;
        sums.moment += w * excess * excess;
        if (std::isinf(law.theta)) continue;
        const double theta = law.theta;
        if (law.link == Link::log) cross[r] = w * (y - m) * m / ((theta + m) * (theta + m));
        const Rise up = rise(point, y);
        sums.objective -= 2.0 * w * up.log_rise;
        sums.theta_score += w * (up.digamma - std::log1p(m / theta) - (y - m) / (theta + m));
        sums.theta_information += w * (up.trigamma - m / (theta * (theta + m)) - (y - m) / ((theta + m) * (theta + m)));
    }
    if (law.has_curvature()) block.add_products(cross, sums.theta_cross);
}

/// What `iterate` leaves out because only the last sweep needs it.
void settle(Block& block, std::ptrdiff_t count, double objective, const GlmPoint& point, GlmSums& sums) {
    const Law& law = point.law;
    if (point.watches_moves) {
        double move[block_rows] = {};
        block.combine(count, point.step, move);
        for (std::ptrdiff_t r = 0; r < count; ++r)
            if (block.w[r] != 0.0) sums.largest_move = std::max(sums.largest_move, std::abs(move[r]));
    }
    if (law.is_log_count()) {
        // What most people fit: half of the objective is the sum of w (mean - y eta).
        const Law::Counts known = Law::counts(block.y, block.w, count);
        if (known.small) {
            sums.deviance += objective + 2.0 * known.saturated;
            sums.log_likelihood -= 0.5 * objective + known.factorial;
            return;
        }
    }
    const bool counts = law.family == Family::poisson || law.family == Family::binomial ||
                        (law.family == Family::negative_binomial && std::isinf(law.theta));
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        const double y = block.y[r], m = block.mean[r], w = block.w[r], f = block.f[r];
        if (w == 0.0) continue;
        sums.deviance += w * law.deviance(y, m);
        if (counts)
            sums.log_likelihood += f * law.log_density(y, m, w / f, 1.0);
        else if (law.family == Family::negative_binomial)
            sums.log_likelihood += w * law.log_density_after_rise(y, m, rise(point, y).log_rise);
        else
            sums.log_weight += f * std::log(w / f);
        if (law.family == Family::gamma || law.family == Family::inverse_gaussian) {
            sums.log_y += w * std::log(y);
            sums.ratio += w * std::log(y / m);
        }
    }
}

}  // namespace

Eigen::MatrixXd GlmSums::information(Eigen::Index p) const {
    const Eigen::MatrixXd full = gram.topLeftCorner(p, p).selfadjointView<Eigen::Lower>();
    return full;
}

Eigen::MatrixXd GlmSums::expected_information(Eigen::Index p) const {
    if (expected.size() == 0) return information(p);
    const Eigen::MatrixXd full = expected.topLeftCorner(p, p).selfadjointView<Eigen::Lower>();
    return full;
}

void GlmSums::add(const GlmSums& other) {
    rows += other.rows;
    observations += other.observations;
    weight += other.weight;
    weighted_y += other.weighted_y;
    exposed += other.exposed;
    analytic += other.analytic;
    analytic_rows += other.analytic_rows;
    y_low = std::min(y_low, other.y_low);
    y_high = std::max(y_high, other.y_high);
    const auto grow = [](auto& mine, const auto& theirs, auto&& join) {
        if (theirs.size() == 0) return;
        if (mine.size() == 0)
            mine = theirs;
        else
            join();
    };
    grow(column_sum, other.column_sum, [&] { column_sum += other.column_sum; });
    grow(column_low, other.column_low, [&] { column_low = column_low.cwiseMin(other.column_low); });
    grow(column_high, other.column_high, [&] { column_high = column_high.cwiseMax(other.column_high); });
    grow(gram, other.gram, [&] { gram += other.gram; });
    grow(expected, other.expected, [&] { expected += other.expected; });
    grow(theta_cross, other.theta_cross, [&] { theta_cross += other.theta_cross; });
    objective += other.objective;
    moment += other.moment;
    theta_score += other.theta_score;
    theta_information += other.theta_information;
    deviance += other.deviance;
    log_likelihood += other.log_likelihood;
    log_weight += other.log_weight;
    log_y += other.log_y;
    ratio += other.ratio;
    largest_move = std::max(largest_move, other.largest_move);
}

GlmSums sum_rows(Sweep sweep, const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last,
                 const GlmPoint& point, const std::vector<std::string>& names) {
    GlmSums sums;
    if (sweep == Sweep::look) {
        look(data, first, last, point, names, sums);
        if (point.law.starts_halfway()) sums.exposed = exposed(data, first, last, point.law.link == Link::log);
        return sums;
    }
    Block block(data.x.columns);
    sums.gram = Eigen::MatrixXd::Zero(block.width, block.width);
    for (std::ptrdiff_t at = first; at < last; at += block_rows * point.every) {
        const std::ptrdiff_t count = std::min(block_rows, last - at);
        block.load_columns(data, at, count, point, block_rows * point.every);
        block.load_rows(data, at, count, point.analytic_scale);
        if (sweep == Sweep::start) {
            start(block, count, point, sums);
            continue;
        }
        const double objective = evaluate(block, count, point, sums);
        if (sweep == Sweep::approach) {
            block.add_score(count, sums.gram);
            continue;
        }
        if (sweep == Sweep::settle) settle(block, count, objective, point, sums);
        iterate(block, count, sweep == Sweep::settle, point, sums);
    }
    return sums;
}

void tabulate_theta(GlmPoint& point, double largest) {
    const auto count = static_cast<std::size_t>(std::clamp(largest, 0.0, 65535.0)) + 1;
    point.log_rise.assign(count, 0.0);
    point.digamma_rise.assign(count, 0.0);
    point.trigamma_fall.assign(count, 0.0);
    const double theta = point.law.theta;
    for (std::size_t y = 1; y < count; ++y) {
        const double k = static_cast<double>(y - 1), at = theta + k;
        point.log_rise[y] = point.log_rise[y - 1] + std::log1p(k / theta);
        point.digamma_rise[y] = point.digamma_rise[y - 1] + 1.0 / at;
        point.trigamma_fall[y] = point.trigamma_fall[y - 1] + 1.0 / (at * at);
    }
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "regress/glm_sums.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// lgamma(y + theta) - lgamma(theta) and its first two derivatives in theta (the second with the sign turned).
struct Rise {
    double log_gamma, digamma, trigamma;
};

Rise rise(const GlmPoint& point, double y) {
    const double theta = point.law.theta;
    const auto whole = static_cast<std::size_t>(std::min(y, 65536.0));
    if (whole < point.digamma_rise.size() && static_cast<double>(whole) == y)
        return {point.log_gamma_rise[whole], point.digamma_rise[whole], point.trigamma_fall[whole]};
    return {special::log_gamma(y + theta) - special::log_gamma(theta),
            special::digamma(y + theta) - special::digamma(theta),
            special::trigamma(theta) - special::trigamma(y + theta)};
}

void look(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, const GlmPoint& point,
          const std::vector<std::string>& names, GlmSums& sums) {
    check_values(data, first, last, point.law, names, true);
    const std::ptrdiff_t p = data.x.columns;
    sums.column_sum = Eigen::VectorXd::Zero(p);
    sums.column_low = Eigen::VectorXd::Constant(p, std::numeric_limits<double>::infinity());
    sums.column_high = -sums.column_low;
    for (std::ptrdiff_t j = 0; j < p; ++j)
        for (std::ptrdiff_t i = first; i < last; ++i) {
            const double value = data.x(i, j);
            sums.column_sum[j] += value;
            sums.column_low[j] = std::min(sums.column_low[j], value);
            sums.column_high[j] = std::max(sums.column_high[j], value);
        }
    for (std::ptrdiff_t i = first; i < last; ++i) {
        const RowWeight weight = row_weight(data, i, 1.0);
        sums.rows += 1.0;
        if (!data.analytic_weights.empty()) {
            sums.analytic += data.analytic_weights[static_cast<std::size_t>(i)];
            sums.analytic_rows += 1.0;
        }
        if (weight.precision * weight.frequency == 0.0) continue;
        sums.observations += weight.frequency;
        sums.weight += weight.precision * weight.frequency;
        sums.y_low = std::min(sums.y_low, data.y[static_cast<std::size_t>(i)]);
        sums.y_high = std::max(sums.y_high, data.y[static_cast<std::size_t>(i)]);
    }
}

/// Buffers of one block of rows.
struct Block {
    explicit Block(std::ptrdiff_t columns)
        : width(padded(columns)), rows(static_cast<std::size_t>(block_rows * width)), left(rows.size()) {}

    std::ptrdiff_t width;
    std::vector<double> rows, left;
    double y[block_rows], w[block_rows], f[block_rows], offset[block_rows], eta[block_rows], mean[block_rows],
        slope[block_rows], weight[block_rows], score[block_rows];

    void load(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t count, const GlmPoint& point) {
        pack_rows(data.x, first, count, point.shift, rows.data(), width);
        for (std::ptrdiff_t r = 0; r < count; ++r) {
            const RowWeight own = row_weight(data, first + r, point.analytic_scale);
            y[r] = data.y[static_cast<std::size_t>(first + r)];
            f[r] = own.frequency;
            w[r] = own.precision * own.frequency;
            offset[r] = row_offset(data, first + r);
        }
    }
    auto packed(std::ptrdiff_t count) const { return Eigen::Map<const RowMajor>(rows.data(), count, width); }
    void predict(std::ptrdiff_t count, const GlmPoint& point) {
        Eigen::VectorXd wide = Eigen::VectorXd::Zero(width);
        wide.head(point.coefficients.size()) = point.coefficients;
        Eigen::Map<Eigen::VectorXd> out(eta, count);
        out.noalias() = packed(count) * wide;
        for (std::ptrdiff_t r = 0; r < count; ++r) eta[r] += offset[r];
        point.law.means(eta, count, mean, slope);
    }
    void add_equations(std::ptrdiff_t count, GlmSums& sums) {
        for (std::ptrdiff_t r = 0; r < count; ++r)
            for (std::ptrdiff_t j = 0; j < width; ++j) left[static_cast<std::size_t>(r * width + j)] =
                weight[r] * rows[static_cast<std::size_t>(r * width + j)];
        add_gram(left.data(), rows.data(), count, width, sums.gram.data());
        sums.score.noalias() += packed(count).transpose() * Eigen::Map<const Eigen::VectorXd>(score, count);
    }
};

/// Starting means give a weighted least-squares problem whose right-hand side is X'W (z - offset).
void start(Block& block, std::ptrdiff_t count, const GlmPoint& point, GlmSums& sums) {
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        const double mean = point.law.start(block.y[r], block.w[r]);
        block.eta[r] = point.law.link_of(mean);
    }
    point.law.means(block.eta, count, block.mean, block.slope);
    point.law.work(block.y, block.w, block.mean, block.slope, count, block.weight, block.score);
    for (std::ptrdiff_t r = 0; r < count; ++r) block.score[r] += block.weight[r] * (block.eta[r] - block.offset[r]);
    block.add_equations(count, sums);
}

void iterate(Block& block, std::ptrdiff_t count, const GlmPoint& point, GlmSums& sums) {
    const Law& law = point.law;
    block.predict(count, point);
    sums.objective += law.work(block.y, block.w, block.mean, block.slope, count, block.weight, block.score);
    block.add_equations(count, sums);
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        if (block.w[r] == 0.0) continue;
        const double residual = block.y[r] - block.mean[r];
        sums.pearson += block.w[r] * residual * residual / law.variance(block.mean[r]);
        if (!point.estimate_theta) continue;
        const double excess = block.y[r] / block.mean[r] - 1.0;
        sums.moment += block.w[r] * excess * excess;
        if (std::isinf(law.theta)) continue;
        const double theta = law.theta, y = block.y[r], m = block.mean[r], w = block.w[r];
        const Rise up = rise(point, y);
        sums.objective += 2.0 * w * (y * std::log(theta) - up.log_gamma);
        sums.theta_score += w * (up.digamma - std::log1p(m / theta) - (y - m) / (theta + m));
        sums.theta_information += w * (up.trigamma - m / (theta * (theta + m)) - (y - m) / ((theta + m) * (theta + m)));
    }
}

void summarise(Block& block, std::ptrdiff_t count, const GlmPoint& point, GlmSums& sums) {
    const Law& law = point.law;
    block.predict(count, point);
    Eigen::VectorXd step = Eigen::VectorXd::Zero(block.width);
    step.head(point.step.size()) = point.step;
    const Eigen::VectorXd move = block.packed(count) * step;
    for (std::ptrdiff_t r = 0; r < count; ++r) {
        const double y = block.y[r], m = block.mean[r], w = block.w[r], f = block.f[r];
        if (w == 0.0) continue;
        sums.deviance += w * law.deviance(y, m);
        sums.pearson += w * (y - m) * (y - m) / law.variance(m);
        sums.log_weight += f * std::log(w / f);
        if (law.family == Family::gamma || law.family == Family::inverse_gaussian) {
            sums.log_y += w * std::log(y);
            sums.ratio += w * std::log(y / m);
        }
        const bool counted = law.family == Family::poisson || law.family == Family::negative_binomial ||
                             law.family == Family::binomial;
        if (counted) sums.log_likelihood += f * law.log_density(y, m, w / f, 1.0);
        sums.largest_move = std::max(sums.largest_move, std::abs(move[r]));
    }
}

}  // namespace

void GlmSums::add(const GlmSums& other) {
    rows += other.rows;
    observations += other.observations;
    weight += other.weight;
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
    grow(score, other.score, [&] { score += other.score; });
    objective += other.objective;
    moment += other.moment;
    theta_score += other.theta_score;
    theta_information += other.theta_information;
    deviance += other.deviance;
    pearson += other.pearson;
    log_likelihood += other.log_likelihood;
    log_weight += other.log_weight;
    log_y += other.log_y;
    ratio += other.ratio;
    largest_move = std::max(largest_move, other.largest_move);
}

GlmSums sum_rows(Sweep sweep, const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, const GlmPoint& point,
                 const std::vector<std::string>& names) {
    GlmSums sums;
    if (sweep == Sweep::look) {
        look(data, first, last, point, names, sums);
        return sums;
    }
    Block block(data.x.columns);
    if (sweep != Sweep::summarise) {
        sums.gram = Eigen::MatrixXd::Zero(block.width, block.width);
        sums.score = Eigen::VectorXd::Zero(block.width);
    }
    for (std::ptrdiff_t at = first; at < last; at += block_rows) {
        const std::ptrdiff_t count = std::min(block_rows, last - at);
        block.load(data, at, count, point);
        if (sweep == Sweep::start) start(block, count, point, sums);
        if (sweep == Sweep::iterate) iterate(block, count, point, sums);
        if (sweep == Sweep::summarise) summarise(block, count, point, sums);
    }
    return sums;
}

void tabulate_theta(GlmPoint& point, double largest) {
    const auto count = static_cast<std::size_t>(std::clamp(largest, 0.0, 65535.0)) + 1;
    point.log_gamma_rise.assign(count, 0.0);
    point.digamma_rise.assign(count, 0.0);
    point.trigamma_fall.assign(count, 0.0);
    for (std::size_t y = 1; y < count; ++y) {
        const double at = point.law.theta + static_cast<double>(y - 1);
        point.log_gamma_rise[y] = point.log_gamma_rise[y - 1] + std::log(at);
        point.digamma_rise[y] = point.digamma_rise[y - 1] + 1.0 / at;
        point.trigamma_fall[y] = point.trigamma_fall[y - 1] + 1.0 / (at * at);
    }
}

}  // namespace maatstaf::detail

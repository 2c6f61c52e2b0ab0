// SPDX-License-Identifier: Apache-2.0
#include "regress/intercepts_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "maatstaf/core/parallel.hpp"
#include "regress/gram.hpp"
#include "regress/row_likelihood.hpp"
#include "regress/theta_table.hpp"

namespace maatstaf::detail {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Sums over the rows of one group at one place of its intercept.
struct GroupSums {
    double value = 0, slope = 0, bend = 0, third = 0, own = 0, own_slope = 0, own_bend = 0;
};

/// What a range of groups adds.
struct GroupPart {
    double log_likelihood = 0.0, sd_slope = 0.0, precision = 0.0;
    Eigen::VectorXd score;
    RowMajor gram;
    Eigen::MatrixXd between;  ///< what knowing the groups only through their rows takes away from the information
};

/// One group after another; the numbers of its rows stay at hand. u is the intercept in units of sd.
template <class Row>
class GroupWork {
public:
    GroupWork(const GroupedRows& rows, const MarginalPoint& point, const GaussHermite& rule, const Row& law)
        : rows_(rows), point_(point), rule_(rule), law_(law), sd_(point.sd) {}

    void add(std::size_t group, GroupModes& modes, bool keep_modes, bool with_curvature, GroupPart& out) {
        double u = modes.at[group];
        const double curvature = go_to(group, u);
        if (keep_modes) modes.at[group] = u, modes.curvature[group] = curvature;
        if (with_curvature) add_curvature(curvature, out);
        add_likelihood(u, curvature, out);
    }

    /// The mode lies where the slope of the rows is effect / sd^2; that moves it with the parameters.
    void describe(std::size_t group, GroupEffects& out) {
        const auto at = static_cast<Eigen::Index>(group);
        double u = 0.0;
        const double curvature = go_to(group, u), share = sd_ * sd_ / curvature;
        out.effect[at] = sd_ * u;
        out.variance[at] = share;
        for (std::size_t r = 0; r < count_; ++r)
            for (std::ptrdiff_t j = 0; j < rows_.columns; ++j) out.slopes(at, j) += share * jets_[r].bend * x(r)[j];
        out.slopes(at, rows_.columns) = 2.0 * u / curvature;
        out.slopes(at, rows_.columns + 1) = share * at_mode_.own_slope;
    }

private:
    /// Leaves the mode in `u`, from where it is sought; returns the curvature there.
    double go_to(std::size_t group, double& u) {
        first_ = rows_.starts[group];
        count_ = rows_.starts[group + 1] - first_;
        predict();
        return find_mode(u);
    }

    const double* x(std::size_t r) const {
        return rows_.x.data() + static_cast<std::ptrdiff_t>(first_ + r) * rows_.width;
    }

    void predict() {
        eta_.resize(count_);
        jets_.resize(count_);
        share_.resize(count_);
        for (std::size_t r = 0; r < count_; ++r) {
            const double* row = x(r);
            double sum = 0.0;
            for (std::ptrdiff_t j = 0; j < rows_.columns; ++j) sum += row[j] * point_.coefficients[j];
            eta_[r] = sum + rows_.offset[first_ + r];
        }
    }

    /// Jets of all rows at u, weighted; and their sums.
    GroupSums look(double u) {
        GroupSums sums;
        for (std::size_t r = 0; r < count_; ++r) {
            RowJet jet = law_(eta_[r] + sd_ * u, rows_.y[first_ + r]);
            const double w = rows_.weight[first_ + r];
            jet.value *= w, jet.slope *= w, jet.bend *= w, jet.third *= w;
            if constexpr (Row::has_own) jet.own *= w, jet.own_slope *= w, jet.own_bend *= w;
            sums.value += jet.value, sums.slope += jet.slope, sums.bend += jet.bend, sums.third += jet.third;
            if constexpr (Row::has_own)
                sums.own += jet.own, sums.own_slope += jet.own_slope, sums.own_bend += jet.own_bend;
            jets_[r] = jet;
        }
        return sums;
    }

    /// The log-likelihood of a group less u^2 / 2 is concave in u, so Newton within a bracket always finds its top.
    /// Leaves jets and sums at the mode; returns minus the second derivative there.
    double find_mode(double& u) {
        double low = -std::numeric_limits<double>::infinity(), high = -low;
        at_mode_ = look(u);
        if (sd_ == 0.0) {
            u = 0.0;
            at_mode_ = look(u);
            return 1.0;
        }
        for (int step = 0; step < 100; ++step) {
            const double rise = sd_ * at_mode_.slope - u, curvature = 1.0 - sd_ * sd_ * at_mode_.bend;
            (rise > 0.0 ? low : high) = u;
            double move = rise / curvature;
            if (!std::isfinite(move)) move = u > 0.0 ? -0.5 * u - 1.0 : -0.5 * u + 1.0;
            move = std::clamp(move, -5.0, 5.0);
            const bool close = std::abs(move) <= 1e-9 * (1.0 + std::abs(u));
            double next = u + move;
            if (!close && !(next > low && next < high)) next = 0.5 * (low + high);
            u = std::isfinite(next) ? next : u + move;
            at_mode_ = look(u);
            if (close) break;   // that step squared is below rounding
        }
        return 1.0 - sd_ * sd_ * at_mode_.bend;
    }

    void add_curvature(double curvature, GroupPart& out) {
        pull_.setZero(rows_.columns);
        left_.assign(count_ * static_cast<std::size_t>(rows_.width), 0.0);
        for (std::size_t r = 0; r < count_; ++r) {
            const double* row = x(r);
            for (std::ptrdiff_t j = 0; j < rows_.columns; ++j) {
                pull_[j] += jets_[r].bend * row[j];
                left_[r * static_cast<std::size_t>(rows_.width) + static_cast<std::size_t>(j)] =
                    -jets_[r].bend * row[j];
            }
        }
        add_gram(left_.data(), x(0), static_cast<std::ptrdiff_t>(count_), rows_.width, out.gram.data());
        out.between.selfadjointView<Eigen::Lower>().rankUpdate(pull_, sd_ * sd_ / curvature);
        out.sd_slope += 0.5 * (at_mode_.slope * at_mode_.slope + at_mode_.bend);  // meant for sd = 0
        out.precision -= at_mode_.bend;
    }

    /// The integral by nodes around the mode, and its derivatives: those of the nodes included, since they move with
    /// the parameters. With one node this is Laplace's approximation.
    void add_likelihood(double mode, double curvature, GroupPart& out) {
        const GroupSums top = at_mode_;
        const double width = std::numbers::sqrt2 / std::sqrt(curvature);
        const std::size_t nodes = rule_.node.size();
        // Means over the nodes: of the slope of h, of that times z, of u x slope, of the own derivative.
        double rise = 0.0, rise_z = 0.0, sd_part = mode * top.slope, own = top.own,
               log_sum = top.value - 0.5 * mode * mode;
        top_jets_ = jets_;
        if (nodes > 1) {
            node_sums_.resize(nodes);
            node_slopes_.resize(nodes * count_);
            node_log_.resize(nodes);
            double largest = -std::numeric_limits<double>::infinity();
            for (std::size_t q = 0; q < nodes; ++q) {
                const double u = mode + width * rule_.node[q];
                node_sums_[q] = look(u);
                for (std::size_t r = 0; r < count_; ++r) node_slopes_[q * count_ + r] = jets_[r].slope;
                node_log_[q] =
                    std::log(rule_.weight[q] / std::sqrt(std::numbers::pi)) + node_sums_[q].value - 0.5 * u * u;
                largest = std::max(largest, node_log_[q]);
            }
            double total = 0.0;
            for (double& each : node_log_) total += each = std::exp(each - largest);
            log_sum = largest + std::log(total);
            sd_part = own = 0.0;
            std::fill(share_.begin(), share_.end(), 0.0);
            for (std::size_t q = 0; q < nodes; ++q) {
                const double p = node_log_[q] / total, u = mode + width * rule_.node[q];
                const double slope = sd_ * node_sums_[q].slope - u;
                rise += p * slope;
                rise_z += p * slope * rule_.node[q];
                sd_part += p * u * node_sums_[q].slope;
                own += p * node_sums_[q].own;
                for (std::size_t r = 0; r < count_; ++r) share_[r] += p * node_slopes_[q * count_ + r];
            }
        } else {
            for (std::size_t r = 0; r < count_; ++r) share_[r] = top_jets_[r].slope;
        }
        out.log_likelihood += log_sum - 0.5 * std::log(curvature);

        // d log L = mean of the direct part + by_mode x (slope of h' to the parameter) + by_curvature x (slope of c).
        const double by_curvature =
            -0.5 / curvature - 0.5 * std::numbers::sqrt2 * rise_z / (curvature * std::sqrt(curvature));
        const double sd2 = sd_ * sd_;
        const double by_mode = (rise - by_curvature * sd2 * sd_ * top.third) / curvature;
        for (std::size_t r = 0; r < count_; ++r) {
            const RowJet& jet = top_jets_[r];
            const double each = share_[r] + by_mode * sd_ * jet.bend - by_curvature * sd2 * jet.third;
            const double* row = x(r);
            for (std::ptrdiff_t j = 0; j < rows_.columns; ++j) out.score[j] += each * row[j];
        }
        out.score[rows_.columns] += sd_part + by_mode * (top.slope + sd_ * mode * top.bend) +
                                    by_curvature * (-2.0 * sd_ * top.bend - sd2 * mode * top.third);
        out.score[rows_.columns + 1] += own + by_mode * sd_ * top.own_slope - by_curvature * sd2 * top.own_bend;
    }

    const GroupedRows& rows_;
    const MarginalPoint& point_;
    const GaussHermite& rule_;
    const Row law_;
    const double sd_;
    std::size_t first_ = 0, count_ = 0;
    std::vector<double> eta_, share_, node_slopes_, node_log_, left_;
    std::vector<RowJet> jets_, top_jets_;
    std::vector<GroupSums> node_sums_;
    GroupSums at_mode_;
    Eigen::VectorXd pull_;
};

template <class Row>
Marginal all_groups(const GroupedRows& rows, const MarginalPoint& point, const GaussHermite& rule, GroupModes& modes,
                    bool with_curvature, bool keep_modes, const Row& law) {
    const std::size_t groups = rows.groups();
    // At most 64 ranges, whatever the number of threads, so that the sums are always the same.
    const std::size_t grain = std::max<std::size_t>(1, (groups + 63) / 64);
    std::vector<GroupPart> parts((groups + grain - 1) / grain);
    const std::ptrdiff_t p = rows.columns;
    parallel_for(groups, grain, [&](std::size_t begin, std::size_t end) {
        GroupPart& out = parts[begin / grain];
        out.score = Eigen::VectorXd::Zero(p + 2);
        if (with_curvature) {
            out.gram = RowMajor::Zero(rows.width, rows.width);
            out.between = Eigen::MatrixXd::Zero(p, p);
        }
        GroupWork<Row> work(rows, point, rule, law);
        for (std::size_t g = begin; g < end; ++g) work.add(g, modes, keep_modes, with_curvature, out);
    });
    Marginal sum;
    sum.score = Eigen::VectorXd::Zero(p + 2);
    if (with_curvature) sum.curvature = Eigen::MatrixXd::Zero(p, p);
    for (const GroupPart& part : parts) {
        sum.log_likelihood += part.log_likelihood;
        sum.score += part.score;
        if (!with_curvature) continue;
        const Eigen::MatrixXd within = part.gram.selfadjointView<Eigen::Upper>();
        const Eigen::MatrixXd between = part.between.selfadjointView<Eigen::Lower>();
        sum.curvature += within.topLeftCorner(p, p) - between;
        sum.sd_slope += part.sd_slope;
        sum.precision += part.precision;
    }
    sum.log_likelihood += rows.constant;
    return sum;
}

/// Calls `action` with the rows of a law.
template <class Action>
auto with_law(const Law& law, double own, Action&& action) {
    if (law.family == Family::poisson) return action(PoissonRow{});
    if (law.family == Family::negative_binomial) return action(NegativeBinomialRow{own});
    if (law.family == Family::gaussian) return action(GaussianRow{own});
    if (law.link == Link::logit) return action(LogitRow{});
    if (law.link == Link::probit) return action(ProbitRow{});
    return action(CloglogRow{});
}

/// What theta alone adds, by the frequency-weighted rows.
void add_theta(const GroupedRows& rows, double theta, Marginal& sum) {
    const ThetaTable table(theta, rows.largest_count);
    for (std::size_t i = 0; i < rows.y.size(); ++i) {
        const auto rise = table(rows.y[i]);
        sum.log_likelihood += rows.weight[i] * rise.log_gamma;
        sum.score[rows.columns + 1] += rows.weight[i] * theta * rise.first;
    }
}

}  // namespace

void Marginal::add(const Marginal& other) {
    log_likelihood += other.log_likelihood;
    score += other.score;
    if (other.curvature.size() > 0) curvature += other.curvature;
    sd_slope += other.sd_slope;
    precision += other.precision;
}

GroupEffects joined(const std::vector<GroupEffects>& parts) {
    Eigen::Index groups = 0, at = 0;
    for (const GroupEffects& part : parts) groups += part.effect.size();
    const Eigen::Index parameters = parts.empty() ? 0 : parts.front().slopes.cols();
    GroupEffects out{Eigen::VectorXd(groups), Eigen::VectorXd(groups), Eigen::MatrixXd(groups, parameters)};
    for (const GroupEffects& part : parts) {
        const Eigen::Index count = part.effect.size();
        out.effect.segment(at, count) = part.effect;
        out.variance.segment(at, count) = part.variance;
        out.slopes.middleRows(at, count) = part.slopes;
        at += count;
    }
    return out;
}

bool has_marginal(const Law& law) noexcept {
    switch (law.family) {
        case Family::gaussian: return law.link == Link::identity;
        case Family::poisson:
        case Family::negative_binomial: return law.link == Link::log;
        case Family::binomial: return law.link == Link::logit || law.link == Link::probit || law.link == Link::cloglog;
        default: return false;
    }
}

Marginal marginal(const GroupedRows& rows, const MarginalPoint& point, const GaussHermite& rule, GroupModes& modes,
                  bool with_curvature, bool keep_modes) {
    Marginal sum = with_law(rows.law, point.own, [&](const auto& law) {
        return all_groups(rows, point, rule, modes, with_curvature, keep_modes, law);
    });
    if (rows.law.family == Family::negative_binomial) add_theta(rows, point.own, sum);
    if (rows.law.family == Family::gaussian) {
        double observations = 0.0;
        for (const double each : rows.frequency) observations += each;
        sum.log_likelihood -= 0.5 * observations * std::log(2.0 * std::numbers::pi * point.own);
        sum.score[rows.columns + 1] -= 0.5 * observations;
    }
    return sum;
}

GroupEffects group_effects(const GroupedRows& rows, const MarginalPoint& point) {
    const auto groups = static_cast<Eigen::Index>(rows.groups());
    const GaussHermite none;
    GroupEffects out{Eigen::VectorXd(groups), Eigen::VectorXd(groups), Eigen::MatrixXd::Zero(groups, rows.columns + 2)};
    with_law(rows.law, point.own, [&](const auto& law) {
        parallel_for(rows.groups(), 64, [&](std::size_t begin, std::size_t end) {
            GroupWork<std::decay_t<decltype(law)>> work(rows, point, none, law);
            for (std::size_t g = begin; g < end; ++g) work.describe(g, out);
        });
    });
    return out;
}

}  // namespace maatstaf::detail

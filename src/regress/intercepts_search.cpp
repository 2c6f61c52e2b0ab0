// SPDX-License-Identifier: Apache-2.0
#include "regress/intercepts_search.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "regress/law.hpp"
#include "regress/newton.hpp"

namespace maatstaf::detail {
namespace {

/// Differences of the score are taken over so many standard errors: error and rounding are both about 1e-9 of the
/// result.
constexpr double difference = 1e-4;

}  // namespace

std::vector<Marginal> answers_of(const GroupedRows& rows, const std::vector<MarginalQuestion>& questions,
                                 GroupModes& modes) {
    if (modes.at.empty()) {
        modes.at.assign(rows.groups(), 0.0);
        modes.curvature.assign(rows.groups(), 1.0);
    }
    std::map<std::int32_t, GaussHermite> rules;
    std::vector<Marginal> out;
    for (const MarginalQuestion& each : questions) {
        const auto [place, is_new] = rules.try_emplace(each.nodes);
        if (is_new) place->second = gauss_hermite(each.nodes);
        out.push_back(marginal(rows, each.point, place->second, modes, each.with_curvature, out.empty()));
    }
    return out;
}

Climb::Climb(const MarginalShape& shape, const MarginalPoint& start, std::int32_t nodes,
             const RandomInterceptsOptions& options, bool sd_free, bool own_free)
    : shape_(shape), options_(options), nodes_(nodes), sd_free_(sd_free) {
    fit_.point = start;
    fit_.own_free = own_free;
}

void Climb::step(const MarginalView& view) {
    if (!begun_) fit_.at = view({{fit_.point, nodes_, true}}).front();
    begun_ = true;
    const Eigen::VectorXd score = free_score(fit_.at);
    if (known_.rows() != score.size()) known_.resize(0, 0);
    Eigen::VectorXd step = uphill_step(known_.size() > 0 ? known_ : rough(view), score);
    double decrement = score.dot(step);
    if (decrement < 1.0 && decrement > 0.04 * before_) {  // steps shrink by less than a factor five
        known_ = columns_from(view(questions_around(0)), 0);
        step = uphill_step(known_, score);
        decrement = score.dot(step);
    }
    before_ = decrement;
    const bool close = decrement <= options_.tolerance * options_.tolerance;
    const bool taken = take(step, decrement, view);
    if (taken) ++fit_.iterations;
    if (!taken) fit_.status = FitStatus::no_step;
    else if (close) fit_.status = FitStatus::converged;
    done_ = !taken || close || fit_.iterations >= options_.max_iterations;
}

void Climb::settle(const MarginalView& view, std::int32_t more_nodes) {
    std::vector<MarginalQuestion> questions = questions_around(0);
    if (more_nodes > 0) questions.push_back({fit_.point, more_nodes, false});
    const std::vector<Marginal> answers = view(questions);
    fit_.information = columns_from(answers, 0);
    if (more_nodes > 0) fit_.gap = std::abs(answers.back().log_likelihood - fit_.at.log_likelihood);
    if (fit_.status != FitStatus::converged) return;
    const Eigen::VectorXd score = free_score(fit_.at), step = uphill_step(fit_.information, score);
    if (score.dot(step) <= options_.tolerance * options_.tolerance) fit_.point = moved(step);
}

Eigen::VectorXd Climb::free_score(const Marginal& at) const {
    Eigen::VectorXd score(count());
    score.head(p()) = at.score.head(p());
    if (sd_free_) score[sd_at()] = at.score[p()];
    if (fit_.own_free) score[own_at()] = at.score[p() + 1];
    return score;
}

MarginalPoint Climb::moved(const Eigen::VectorXd& step) const {
    MarginalPoint to = fit_.point;
    to.coefficients += step.head(p());
    if (sd_free_) to.sd = std::abs(to.sd + step[sd_at()]);  // the likelihood is even in sd
    if (fit_.own_free) to.own *= std::exp(step[own_at()]);
    if (shape_.law.family == Family::negative_binomial) to.own = std::min(to.own, largest_theta);
    return to;
}

MarginalPoint Climb::near(Eigen::Index k, double by, double& sign) const {
    MarginalPoint to = fit_.point;
    sign = 1.0;
    if (k < p())
        to.coefficients[k] += by;
    else if (sd_free_ && k == sd_at()) {
        to.sd += by;
        if (to.sd < 0.0) to.sd = -to.sd, sign = -1.0;
    } else
        to.own *= std::exp(by);
    return to;
}

/// About one standard error of parameter k, with the others known.
double Climb::scale(Eigen::Index k) const {
    if (k < p()) return fit_.at.curvature(k, k) > 0.0 ? 1.0 / std::sqrt(fit_.at.curvature(k, k)) : 1.0;
    if (sd_free_ && k == sd_at()) return 1.0 / std::sqrt(std::max(fit_.at.precision, 1e-300 * shape_.groups));
    return 1.0 / std::sqrt(shape_.rows);
}

/// A little below and above, for each parameter from `first` on.
std::vector<MarginalQuestion> Climb::questions_around(Eigen::Index first) const {
    std::vector<MarginalQuestion> out;
    double sign = 1.0;
    for (Eigen::Index k = first; k < count(); ++k)
        for (const double by : {-difference, difference})
            out.push_back({near(k, by * scale(k), sign), nodes_, false});
    return out;
}

/// Minus the second derivative: its columns from `first` on, or all of it.
Eigen::MatrixXd Climb::columns_from(const std::vector<Marginal>& answers, Eigen::Index first) const {
    Eigen::MatrixXd out(count(), count() - first);
    for (Eigen::Index k = first; k < count(); ++k) {
        const double by = difference * scale(k);
        const auto score = [&](std::size_t at, double to) {
            double sign = 1.0;
            near(k, to, sign);
            Eigen::VectorXd made = free_score(answers[at]);
            if (sign < 0.0) made[sd_at()] = -made[sd_at()];
            return made;
        };
        const auto at = static_cast<std::size_t>(2 * (k - first));
        out.col(k - first) = (score(at, -by) - score(at + 1, by)) / (2.0 * by);
    }
    return first == 0 ? Eigen::MatrixXd(0.5 * (out + out.transpose())) : out;
}

/// Laplace's information of the coefficients, differences for the rest.
Eigen::MatrixXd Climb::rough(const MarginalView& view) const {
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(count(), count());
    matrix.topLeftCorner(p(), p()) = fit_.at.curvature;
    if (count() == p()) return matrix;
    matrix.rightCols(count() - p()) = columns_from(view(questions_around(p())), p());
    matrix.bottomLeftCorner(count() - p(), p()) = matrix.topRightCorner(p(), count() - p()).transpose();
    return 0.5 * (matrix + matrix.transpose());
}

bool Climb::take(const Eigen::VectorXd& step, double decrement, const MarginalView& view) {
    double share = 1.0;
    if (sd_free_) {
        const double most =
            2.0 * fit_.point.sd + 2.0 / std::sqrt(std::max(fit_.at.precision / shape_.groups, 1e-300));
        share = std::min(share, most / std::max(std::abs(step[sd_at()]), most));
    }
    if (fit_.own_free) share = std::min(share, 1.0 / std::max(std::abs(step[own_at()]), 1.0));
    const double slack = 1e-12 * (1.0 + std::abs(fit_.at.log_likelihood));
    for (int halving = 0; halving < 40; ++halving, share *= 0.5) {
        const MarginalPoint to = moved(share * step);
        const Marginal there = view({{to, nodes_, true}}).front();
        // Smaller gains drown in rounding; so near the top Newton can be trusted.
        if (decrement > 1e-8 && !(there.log_likelihood >= fit_.at.log_likelihood - slack)) continue;
        fit_.point = to;
        fit_.at = there;
        if (shape_.law.family == Family::negative_binomial && to.own >= largest_theta) fit_.own_free = false;
        return true;
    }
    return false;
}

MarginalSearch::MarginalSearch(const MarginalShape& shape, const MarginalPoint& start,
                               const RandomInterceptsOptions& options, bool own_free)
    : shape_(shape),
      options_(options),
      own_free_(own_free),
      flat_(shape, start, 1, options, false, own_free),
      groups_(flat_) {}

void MarginalSearch::step(const MarginalView& view) {
    switch (stage_) {
        case Stage::flat:
            flat_.step(view);
            if (!flat_.is_done()) return;
            groups_ = Climb(shape_, first_with_groups(), options_.nodes, options_, true, own_free_);
            stage_ = Stage::groups;
            return;
        case Stage::groups:
            groups_.step(view);
            if (!groups_.is_done()) return;
            boundary_ = is_on_boundary();
            stage_ = Stage::settle;
            return;
        case Stage::settle:
            if (boundary_) flat_.settle(view, 0);
            else groups_.settle(view, shape_.law.family == Family::gaussian ? 0 : 2 * options_.nodes + 1);
            stage_ = Stage::done;
            return;
        case Stage::done: return;
    }
}

MarginalPoint MarginalSearch::first_with_groups() const {
    const Marginal& at = flat().at;
    const double precision = at.precision / shape_.groups;
    MarginalPoint point = flat().point;
    point.sd = std::sqrt(std::max(2.0 * at.sd_slope / (shape_.groups * precision * precision), 0.01 / precision));
    if (shape_.law.family != Family::gaussian) point.sd = std::min(point.sd, 3.0);
    if (shape_.law.family == Family::gaussian) point.own = std::max(point.own - point.sd * point.sd, 0.1 * point.own);
    return point;
}

bool MarginalSearch::is_on_boundary() const {
    const MarginalFit& with = groups_.fit();
    const double gain = with.at.log_likelihood - flat().at.log_likelihood;
    return with.point.sd * with.point.sd * flat().at.precision / shape_.groups < 1e-8 ||
           !(gain > 1e-10 * (1.0 + std::abs(flat().at.log_likelihood)));
}

}  // namespace maatstaf::detail

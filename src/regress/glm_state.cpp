// SPDX-License-Identifier: Apache-2.0
#include "regress/glm_state.hpp"

#include <algorithm>
#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf {
namespace {

using detail::Basis;
using detail::infinity;
using detail::largest_theta;
/// With a step shorter than this, in standard errors, X'WX before it is as good as after it.
constexpr double short_step = 1e-8;
/// With so little left to go, in standard errors, the next sweep may be the last and makes all sums.
constexpr double nearly_there = 1e-6;

/// Or with one that changes no row's weight by more than this part of it.
constexpr double small_move = 1e-8;
/// Coefficients that run off keep moving some linear predictors by more than this.
constexpr double least_run = 0.01;
/// Quick looks take one block of rows in so many at last, and every time so many times more blocks.
constexpr std::ptrdiff_t last_quick_look = 4, more_rows = 4;

/// What is left to go after a step of this length, judged by how much shorter it is than the one before.
double remaining(double length, double contraction, bool newton) {
    if (!(contraction < 0.5)) return length;
    return length * (newton ? contraction * contraction : contraction / (1.0 - contraction));
}

}  // namespace

void GlmAccumulator::State::leave_out(std::span<const std::int32_t> left_out) {
    if (left_out.empty()) return;
    limits = Eigen::VectorXd::Zero(columns);
    for (const std::int32_t each : left_out) limits[each] = infinity;
    basis = Basis::known;
}

double GlmAccumulator::State::degrees_of_freedom() const {
    return sums.observations - static_cast<double>(columns) + static_cast<double>(information.aliased.size());
}

double GlmAccumulator::State::dispersion() const {
    const double df = degrees_of_freedom();
    return has_fixed_dispersion(point.law.family) || df <= 0.0 ? 1.0 : sums.pearson(columns) / df;
}

/// The root of a sum of squares in units of the dispersion, which is 0 where the columns predict everything.
double GlmAccumulator::State::in_standard_errors(double squares) const {
    return squares > 0.0 ? std::sqrt(squares / dispersion()) : (squares <= 0.0 ? 0.0 : infinity);
}

bool GlmAccumulator::State::is_complete() const {
    const auto has = [&](const Eigen::VectorXd& each) { return each.size() == columns; };
    const auto seen = [&](const detail::GlmSums& each) {
        return has(each.column_sum) && has(each.column_low) && has(each.column_high);
    };
    const bool looking = sweep == detail::Sweep::look;
    const bool begun = looking ? sums.rows == 0.0 || seen(sums) : seen(looked) && has(before);
    const bool stepped = sweep <= detail::Sweep::start || (has(point.coefficients) && has(point.step));
    const bool solved = basis != Basis::trial || (has(shares) && has(limits) && point.basis.size() != 0);
    if (sweep == detail::Sweep::approach) return false;
    const bool ended = sweep != detail::Sweep::done || (sums.gram.size() != 0 && information.inverse.size() != 0);
    return has(point.shift) && point.analytic_scale > 0.0 && begun && stepped && solved && ended;
}

Eigen::VectorXd GlmAccumulator::State::shifted_coefficients() const {
    if (point.basis.size() == 0) return point.coefficients;
    return point.basis.triangularView<Eigen::Upper>() * point.coefficients;
}

void GlmAccumulator::State::begin() {
    if (!(sums.weight > 0.0)) throw DataError(messages::regress_no_rows);
    const double wanted = static_cast<double>(columns) - static_cast<double>((limits.array() == infinity).count());
    if (sums.observations < wanted)
        throw DataError(messages::regress_too_few_rows,
                        {{"rows", to_text(sums.observations)}, {"columns", to_text(wanted)}});
    looked = sums;
    if (sums.analytic_rows > 0.0) point.analytic_scale = sums.analytic_rows / sums.analytic;
    const double overall_mean = sums.weighted_y / (sums.exposed > 0.0 ? sums.exposed : sums.weight);
    point.overall = overall_mean > 0.0 && overall_mean < infinity ? overall_mean : 0.1;
    before = Eigen::VectorXd::Zero(columns);
    // Centring needs a column that can take up the difference; a constant first column is one.
    centred = sums.column_low[0] == sums.column_high[0] && sums.column_low[0] != 0.0;
    if (centred) {
        point.shift = sums.column_sum / sums.rows;
        point.shift[0] = 0.0;
        for (Eigen::Index j = 1; j < columns; ++j)
            if (sums.column_low[j] == sums.column_high[j]) point.shift[j] = sums.column_low[j];
        // A model of the overall mean, to fall back upon when starting values lead nowhere.
        const double overall = point.law.link_of(point.law.start(point.overall, sums.weight, point.overall));
        if (std::isfinite(overall)) before[0] = overall / sums.column_low[0];
    }
    if (point.law.family == Family::negative_binomial && std::isfinite(point.law.theta))
        detail::tabulate_theta(point, sums.y_high);
    sweep = detail::Sweep::start;
}

void GlmAccumulator::State::first_step() {
    information = detail::invert_information(sums.information(columns), limits);
    objective = infinity;
    const Eigen::VectorXd score = sums.score(columns);
    point.coefficients = before;
    if (information.usable && score.allFinite()) point.coefficients = information.inverse * score;
    point.step = point.coefficients - before;
    last_length = std::sqrt(std::max(0.0, score.dot(point.coefficients)));
    sweep = is_linear() ? detail::Sweep::settle : detail::Sweep::iterate;
}

/// X'WX has half of the digits of X. Where that may not do, the columns are replaced by nearly orthogonal combinations,
/// which also shows with certainty which columns are aliased. Without that need the plain columns come back.
bool GlmAccumulator::State::repeats_in_better_basis() {
    if (basis == Basis::known || point.every > 1 || !information.usable) return false;
    const Eigen::VectorXd plain = shifted_coefficients();
    if (basis == Basis::unknown) {
        basis = Basis::known;
        smallest_share = information.smallest_pivot;
        if (information.aliased.empty() && information.smallest_pivot >= detail::doubtful_share) return false;
        const auto better = detail::orthogonal_columns(sums.information(columns));
        point.basis = better.columns;
        limits = better.limits;
        shares = better.shares;
        basis = Basis::trial;
    } else {
        basis = Basis::known;
        const Eigen::MatrixXd gram = sums.information(columns);
        smallest_share = 1.0;
        for (Eigen::Index j = 0; j < columns; ++j) {
            const bool out = std::ranges::binary_search(information.aliased, static_cast<std::int32_t>(j));
            if (!out) smallest_share = std::min(smallest_share, information.pivots[j] * gram(j, j) * shares[j]);
        }
        if (smallest_share < detail::doubtful_share) return false;
        point.basis.resize(0, 0);
        limits = Eigen::VectorXd::Zero(columns);
        for (const std::int32_t each : information.aliased) limits[each] = infinity;
    }
    point.coefficients = plain;
    if (point.basis.size() != 0) point.basis.triangularView<Eigen::Upper>().solveInPlace(point.coefficients);
    before = point.coefficients;
    point.step.setZero();
    return true;
}

bool GlmAccumulator::State::halves_step() {
    // Rounding alone may raise the objective by a few units in the last place.
    const double slack = 1e-10 * (1.0 + std::abs(objective));
    if (std::isfinite(sums.objective) && information.usable && !(sums.objective > objective + slack)) return false;
    sweep = detail::Sweep::iterate;
    if (++halvings > (point.every > 1 ? 8 : 40)) {
        point.coefficients = before;
        if (point.every > 1)
            leave_quick_look(false);
        else
            end(FitStatus::no_step);
        return true;
    }
    point.step *= 0.5;
    point.coefficients = before + point.step;
    if (point.estimate_theta && std::isfinite(theta_before)) {
        point.law.theta = std::sqrt(point.law.theta * theta_before);
        if (std::isfinite(point.law.theta)) detail::tabulate_theta(point, looked.y_high);
    }
    return true;
}

/// Moves theta, and by Newton the coefficients with it; gives back by how many of its standard errors.
double GlmAccumulator::State::move_theta(Eigen::VectorXd& step) {
    double& theta = point.law.theta;
    theta_before = theta;
    if (std::isinf(theta)) {
        // Moment estimate from the excess variation around the Poisson means (Breslow 1984).
        const double over = sums.pearson(columns) - degrees_of_freedom();
        theta = over > 0.0 ? std::clamp(sums.weight / sums.moment, 1e-3, 1e6) : 1e6;
        objective = infinity;   // another likelihood from here on: not comparable with the Poisson one
    } else {
        // Newton on log(theta), where the likelihood is closer to a parabola; at most a factor e at a time.
        double slope = theta * sums.theta_score, curve = theta * theta * sums.theta_information - slope;
        Eigen::VectorXd along = Eigen::VectorXd::Zero(columns);   // what a unit of log(theta) does to the coefficients
        if (sums.theta_cross.size() != 0) {
            const Eigen::VectorXd cross = theta * sums.theta_cross;
            along = information.inverse * cross;
            slope += cross.dot(step);
            curve -= cross.dot(along);
        }
        const double move = std::clamp(curve > 0.0 ? slope / curve : (slope > 0.0 ? 1.0 : -1.0), -1.0, 1.0);
        theta *= std::exp(move);
        step += move * along;
        theta_information = sums.theta_information;
    }
    theta = std::clamp(theta, 1e-8, 1e12);
    detail::tabulate_theta(point, looked.y_high);
    if (std::isinf(theta_before)) return infinity;
    if (theta > largest_theta) return 0.0;
    return std::abs(std::log(theta / theta_before)) * theta * std::sqrt(std::max(theta_information, 0.0));
}

/// No linear predictor has moved by more than this in the last step.
double GlmAccumulator::State::farthest_move() const {
    Eigen::VectorXd step = point.step;
    if (point.basis.size() != 0) step = point.basis.triangularView<Eigen::Upper>() * step;
    const Eigen::ArrayXd reach = (looked.column_high - point.shift).array().abs().max(
        (looked.column_low - point.shift).array().abs());
    return (step.array().abs() * reach).sum();
}

/// With a log or logit link a weight changes, relatively, by no more than its linear predictor moves.
bool GlmAccumulator::State::moves_weights_little() const {
    const bool bounded = point.law.link == Link::log || point.law.link == Link::logit;
    return bounded && !point.estimate_theta && farthest_move() <= small_move;
}

/// After a quick look at some of the rows the estimates are close enough to go on with all of them, unless some of them
/// hang on too few rows.
void GlmAccumulator::State::leave_quick_look(bool close) {
    point.every = 1;
    halvings = iterations = 0;
    last_length = 0.0;
    objective = infinity;
    const Eigen::VectorXd range = looked.column_high - looked.column_low;
    const bool steady = close && point.step.cwiseAbs().cwiseProduct(range).maxCoeff() < 0.3;
    if (!steady) {
        if (point.estimate_theta) point.law.theta = infinity;
        sweep = detail::Sweep::start;
        return;
    }
    before.tail(columns - 1).setZero();   // what to fall back upon: a model of the mean
    before[0] = point.coefficients[0];
    point.step = point.coefficients - before;
    sweep = detail::Sweep::iterate;
    if (point.estimate_theta || !information.aliased.empty() || information.smallest_pivot < detail::doubtful_share)
        return;
    // X'WX of these rows, in proportion, is near that of all rows, and the score alone takes a quarter of the time.
    information.inverse *= sums.weight / looked.weight;
    sweep = detail::Sweep::approach;
}

void GlmAccumulator::State::approach() {
    const Eigen::VectorXd score = sums.score(columns), step = information.inverse * score;
    const double length = in_standard_errors(score.dot(step));
    const double contraction = last_length > 0.0 ? length / last_length : 0.0;
    const bool better = sums.objective <= objective && std::isfinite(length);
    if (!better || contraction > 0.3) {   // the whole X'WX then, which also halves the last step when it did no good
        last_length = 0.0;
        sweep = detail::Sweep::iterate;
        return;
    }
    ++iterations;
    objective = sums.objective;
    before = point.coefficients;
    point.step = step;
    point.coefficients += step;
    const bool known = last_length > 0.0;
    last_length = length;
    if ((known && length * contraction <= near_enough()) || ++approaches >= 6) sweep = detail::Sweep::iterate;
}

/// So few standard errors l from the solution, one Newton step comes so near that the next is a small move. It leaves
/// about 0.2 l^2 s, where s = sqrt(p / n) is the spread of a linear predictor per standard error; none moves more than
/// about 10 s times that.
double GlmAccumulator::State::near_enough() const {
    return std::min(0.03, std::sqrt(0.3 * small_move * looked.observations / static_cast<double>(columns)));
}

/// Whether the last step may show that some coefficients run off.
bool GlmAccumulator::State::watches_moves() const { return !(farthest_move() <= least_run); }

/// Where a combination of columns predicts outcomes perfectly, steps do not shrink fast and keep moving some linear
/// predictors, by about one for most links, while they are small in the ever growing standard errors.
bool GlmAccumulator::State::runs_off(double length, double contraction) const {
    const Family family = point.law.family;
    if (family == Family::gaussian || family == Family::gamma || family == Family::inverse_gaussian) return false;
    const bool early = length < 0.05 && contraction > 0.3 && sums.largest_move > 0.1;
    const bool late = length <= short_step && contraction > 0.05 && sums.largest_move > least_run;
    return early || late;
}

void GlmAccumulator::State::end(FitStatus how) {
    status = how;
    ending = true;
    sweep = detail::Sweep::settle;
}

/// The covariance is that of the expected information, whatever the steps went by.
void GlmAccumulator::State::finish() {
    if (sums.expected.size() != 0)
        information = detail::invert_information(sums.expected_information(columns), limits);
    sweep = detail::Sweep::done;
}

void GlmAccumulator::State::step() {
    const Eigen::MatrixXd gram = sums.information(columns);
    information = detail::invert_information(gram, limits);
    if (ending) return finish();
    if (halves_step() || repeats_in_better_basis()) return;
    halvings = 0;
    ++iterations;
    const bool settling = sweep == detail::Sweep::settle;
    const Eigen::VectorXd score = sums.score(columns);
    Eigen::VectorXd step = information.inverse * score;
    double length = in_standard_errors(score.dot(step));
    // Beyond this there is only rounding: a relative change of 1e-14 in the linear predictors.
    const double rounding = 1e-14 * in_standard_errors(point.coefficients.dot(gram * point.coefficients));
    objective = sums.objective;
    const double theta_length = point.estimate_theta ? move_theta(step) : 0.0;
    length = std::hypot(length, theta_length);
    const double contraction = last_length > 0.0 ? length / last_length : infinity;
    const bool off = settling && runs_off(length, contraction);
    last_length = length;
    before = point.coefficients;
    point.step = step;
    point.coefficients = before + step;

    if (point.every > 1) {
        // A Newton step leaves about the square of its length, times the spread of a linear predictor per standard
        // error. Nearer than a standard error to the solution of some of the rows is no nearer to that of all.
        const bool close = length * length * std::sqrt(static_cast<double>(columns) / sums.observations) < 2.0;
        if (close && point.every > last_quick_look) {
            point.every = std::max(point.every / more_rows, last_quick_look);
            objective = infinity;
            last_length = 0.0;
            iterations = 0;
        } else if (close || iterations >= 8) {
            leave_quick_look(close);
        }
        return;
    }
    const double rest = remaining(length, contraction, point.law.takes_newton_steps());
    const bool arrived =
        length <= rounding || ((length <= short_step || moves_weights_little()) && rest <= options.tolerance);
    if (settling && (arrived || off)) {
        status = off ? FitStatus::separated : FitStatus::converged;
        finish();
    } else if (iterations >= options.max_iterations) {
        end(FitStatus::max_iterations);
    } else {
        const bool suspect = iterations >= 6 && length < 1.0 && contraction > 0.3;
        const bool near = rest <= nearly_there || (approaches > 0 && length < 10.0 * near_enough());
        sweep = near || suspect ? detail::Sweep::settle : detail::Sweep::iterate;
    }
}

}  // namespace maatstaf

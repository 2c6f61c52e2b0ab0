// SPDX-License-Identifier: Apache-2.0
#include "regress/glm_state.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "regress/gram.hpp"

namespace maatstaf {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// theta beyond this is Poisson in all but name: the variance differs by less than one part in a million.
constexpr double largest_theta = 1e8;

Eigen::MatrixXd square(const detail::GlmSums& sums, std::int32_t columns) {
    const Eigen::MatrixXd full = sums.gram.selfadjointView<Eigen::Lower>();
    return full.topLeftCorner(columns, columns);
}

}  // namespace

double GlmAccumulator::State::degrees_of_freedom() const {
    return looked.observations - static_cast<double>(columns) + static_cast<double>(information.aliased.size());
}

void GlmAccumulator::State::begin() {
    if (!(sums.weight > 0.0)) throw DataError(Message::regress_no_rows);
    looked = sums;
    if (sums.analytic_rows > 0.0) {
        if (!(sums.analytic > 0.0)) throw DataError(Message::regress_no_rows);
        point.analytic_scale = sums.analytic_rows / sums.analytic;
    }
    // Centring needs a column that can take up the difference; a constant first column is one.
    centred = sums.column_low[0] == sums.column_high[0] && sums.column_low[0] != 0.0;
    if (centred) {
        point.shift = sums.column_sum / sums.rows;
        point.shift[0] = 0.0;
        for (Eigen::Index j = 1; j < columns; ++j)
            if (sums.column_low[j] == sums.column_high[j]) point.shift[j] = sums.column_low[j];
    }
    sweep = detail::Sweep::start;
}

void GlmAccumulator::State::first_step() {
    information = detail::invert_information(square(sums, columns));
    before = Eigen::VectorXd::Zero(columns);
    point.step = Eigen::VectorXd::Zero(columns);
    objective = infinity;
    if (information.usable) point.step = information.inverse * sums.score.head(columns);
    point.coefficients = point.step;
    sweep = detail::Sweep::iterate;
}

bool GlmAccumulator::State::try_halving() {
    // Rounding alone may raise the objective by a few units in the last place.
    const double slack = 1e-10 * (1.0 + std::abs(objective));
    if (std::isfinite(sums.objective) && information.usable && !(sums.objective > objective + slack)) return false;
    if (++halvings > 40) {
        status = FitStatus::no_step;
        point.coefficients = before;
        sweep = detail::Sweep::summarise;
        return true;
    }
    point.step *= 0.5;
    point.coefficients = before + point.step;
    if (point.estimate_theta && std::isfinite(theta_before)) point.law.theta = std::sqrt(point.law.theta * theta_before);
    return true;
}

void GlmAccumulator::State::move_theta() {
    double& theta = point.law.theta;
    theta_before = theta;
    if (std::isinf(theta)) {
        // Moment estimate from the excess variation around the Poisson means (Breslow 1984).
        const double over = sums.pearson - degrees_of_freedom();
        theta = over > 0.0 ? std::clamp(looked.weight / sums.moment, 1e-3, 1e6) : 1e6;
        objective = infinity;   // another likelihood from here on: not comparable with the Poisson one
    } else {
        // Newton on log(theta), where the likelihood is closer to a parabola; at most a factor e at a time.
        const double slope = theta * sums.theta_score;
        const double curve = theta * theta * sums.theta_information - slope;
        const double move = curve > 0.0 ? slope / curve : (slope > 0.0 ? 1.0 : -1.0);
        theta *= std::exp(std::clamp(move, -1.0, 1.0));
        theta_information = sums.theta_information;
    }
    theta = std::clamp(theta, 1e-8, 1e12);
}

void GlmAccumulator::State::step() {
    const Eigen::MatrixXd gram = square(sums, columns);
    information = detail::invert_information(gram);
    if (try_halving()) return;
    halvings = 0;
    ++iterations;
    before = point.coefficients;
    objective = sums.objective;
    point.step = information.inverse * sums.score.head(columns);
    point.coefficients = before + point.step;

    // Squared length of the step in standard errors: s' I^-1 s / phi.
    const double decrement = std::max(0.0, sums.score.head(columns).dot(point.step));
    const double df = degrees_of_freedom();
    const double phi = has_fixed_dispersion(point.law.family) || df <= 0.0 ? 1.0 : sums.pearson / df;
    const double rounding = 1e-28 * point.coefficients.dot(gram * point.coefficients);
    bool small = decrement <= options.tolerance * options.tolerance * phi || decrement <= rounding;
    if (point.estimate_theta) {
        move_theta();
        const double change = std::isfinite(theta_before) ? std::log(point.law.theta / theta_before) : infinity;
        const bool unbounded = point.law.theta > largest_theta;
        small = small && (unbounded || std::abs(change) * point.law.theta *
                                               std::sqrt(std::max(theta_information, 0.0)) <= options.tolerance);
        if (!small) detail::tabulate_theta(point, looked.y_high);
    }
    if (small || iterations >= options.max_iterations) {
        status = small ? FitStatus::converged : FitStatus::max_iterations;
        sweep = detail::Sweep::summarise;
    }
}

void GlmAccumulator::State::finish() {
    // At a maximum the last step moves nothing. Where means run into the edge of their range it moves some linear
    // predictors by about one each time, while it is small in the (ever growing) standard errors.
    if (status != FitStatus::no_step && sums.largest_move > 1e-2 && point.law.link != Link::identity &&
        point.law.family != Family::gaussian && status == FitStatus::converged)
        status = FitStatus::separated;
    sweep = detail::Sweep::done;
}

}  // namespace maatstaf

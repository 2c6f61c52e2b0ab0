// SPDX-License-Identifier: Apache-2.0
#include "regress/penalised_path.hpp"

#include <algorithm>
#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {

PenalisedView view_of(const PenalisedRows& rows) {
    return {[&rows](const Eigen::VectorXd& scaled, bool with_curvature) {
                return evaluate(rows, scaled, with_curvature);
            },
            [&rows](const Eigen::VectorXd& given) { return weighted_deviance(rows, rows.weight, given); }};
}

PenalisedPath::PenalisedPath(PenalisedColumns columns, const ElasticNetOptions& options, const PenalisedView& view)
    : columns_(std::move(columns)),
      factors_(penalty_factors(options, columns_)),
      alpha_(options.alpha),
      tolerance_(options.tolerance),
      most_passes_(options.max_iterations) {
    const Eigen::Index p = factors_.size();
    const bool straight = columns_.law.family == Family::gaussian && columns_.law.link == Link::identity;
    b_ = Eigen::VectorXd::Zero(p);
    if (columns_.intercept >= 0)   // about the mean outcome
        b_[columns_.intercept] =
            columns_.law.link_of(columns_.law.start(columns_.mean_outcome, columns_.total, columns_.mean_outcome)) -
            columns_.mean_offset;
    point_ = view.point(b_, true);
    if (!std::isfinite(point_.objective)) throw DataError(messages::regress_no_start);
    curvature_ = point_.curvature;

    // First the intercept alone, then with the columns that have no penalty: the start of the path.
    const Eigen::VectorXd none = Eigen::VectorXd::Zero(p);
    Eigen::VectorXd closed = Eigen::VectorXd::Constant(p, infinity);
    if (columns_.intercept >= 0) closed[columns_.intercept] = 0.0;
    search(view, closed, none);
    null_deviance_ = view.deviance(columns_.unscaled(b_));
    saturated_ = point_.objective - 0.5 * null_deviance_ / columns_.total;
    for (Eigen::Index j = 0; j < p; ++j) closed[j] = factors_[j] == 0.0 ? 0.0 : infinity;
    search(view, closed, none);
    if (straight) {   // from here on, sums of squares around this fit say everything
        point_ = view.point(b_, true);
        curvature_ = point_.curvature;
        parabola_ = true;
    }

    for (Eigen::Index j = 0; j < p; ++j) {
        if (!(factors_[j] > 0.0) || std::isinf(factors_[j])) continue;
        null_gradient_ = std::max(null_gradient_, std::abs(point_.gradient[j]));
        largest_lambda_ = std::max(largest_lambda_, std::abs(point_.gradient[j]) / factors_[j]);
    }
    largest_lambda_ /= std::max(alpha_, 1e-3);   // at alpha 0 no lambda is large enough; glmnet's choice
    const double spread = std::sqrt(curvature_.diagonal().maxCoeff() * std::max(null_deviance_, 0.0) / columns_.total);
    nothing_to_fit_ = !(null_gradient_ > 1e-13 * spread);
    gradient_scale_ = std::max(null_gradient_, 1e-13 * spread);
    if (!(gradient_scale_ > 0.0)) gradient_scale_ = 1.0;
}

PenalisedPoint PenalisedPath::at(const PenalisedView& view, const Eigen::VectorXd& coefficients,
                                 bool with_curvature) {
    if (!parabola_) {
        ++passes_;
        return view.point(coefficients, with_curvature);
    }
    const Eigen::VectorXd step = coefficients - b_, bend = curvature_ * step;
    PenalisedPoint point;
    point.objective = point_.objective - step.dot(point_.gradient) + 0.5 * step.dot(bend);
    point.gradient = point_.gradient - bend;
    return point;
}

double PenalisedPath::penalised(const PenalisedPoint& point, const Eigen::VectorXd& b, const Eigen::VectorXd& l1,
                                const Eigen::VectorXd& l2) const {
    double sum = point.objective;
    for (Eigen::Index j = 0; j < b.size(); ++j)
        if (b[j] != 0.0) sum += l1[j] * std::abs(b[j]) + 0.5 * l2[j] * b[j] * b[j];
    return sum;
}

double PenalisedPath::violation(const Eigen::VectorXd& l1, const Eigen::VectorXd& l2) const {
    double worst = 0.0;
    for (Eigen::Index j = 0; j < b_.size(); ++j) {
        if (columns_.constant[static_cast<std::size_t>(j)] || std::isinf(l1[j])) continue;
        const double pull = point_.gradient[j] - l2[j] * b_[j];
        const double excess = b_[j] == 0.0 ? std::max(0.0, std::abs(pull) - l1[j])
                                           : std::abs(pull - (b_[j] > 0.0 ? l1[j] : -l1[j]));
        worst = std::max(worst, excess);
    }
    return worst;
}

double PenalisedPath::search(const PenalisedView& view, const Eigen::VectorXd& l1, const Eigen::VectorXd& l2) {
    constexpr int most_halvings = 40;
    const bool settling = gradient_scale_ == 1.0;   // before the null gradient is known
    double worst = violation(l1, l2), best = penalised(point_, b_, l1, l2);
    bool renew = false;
    std::int32_t steps = 0, stalled = 0;
    // Columns of variance 1: a gradient of 1e-15 times the spread of the scores is rounding.
    const auto enough = [&] {
        return settling ? worst <= 1e-14 * (1.0 + std::abs(best)) : worst <= tolerance_ * gradient_scale_;
    };
    while (!enough() && steps < most_passes_) {
        const Eigen::VectorXd linear = point_.gradient + curvature_ * b_;
        const Eigen::VectorXd target = solve_penalised(curvature_, linear, l1, l2, b_, columns_.intercept);
        double share = 1.0;
        Eigen::VectorXd next = target;
        PenalisedPoint there = at(view, next, renew);
        ++steps;
        // Rounding alone may raise the objective by a few units in the last place.
        const double slack = 1e-13 * (1.0 + std::abs(best));
        for (int halving = 0; !(penalised(there, next, l1, l2) <= best + slack); ++halving) {
            if (halving == most_halvings) return worst;
            share *= 0.5;
            next = b_ + share * (target - b_);
            there = at(view, next, true);
            ++steps;
        }
        b_ = next;
        point_ = std::move(there);
        if (point_.curvature.size() > 0) curvature_ = point_.curvature;
        const double before = worst;
        worst = violation(l1, l2);
        best = penalised(point_, b_, l1, l2);
        // An old parabola is good as long as each step removes nine tenths of what is wrong.
        const bool fresh = renew;
        renew = !parabola_ && worst > 0.1 * before;
        if (worst >= before && fresh && worst <= 1e-13 * (1.0 + std::abs(best))) break;   // rounding
        stalled = worst >= before ? stalled + 1 : 0;
        if (stalled == 4) break;   // rounding again, of rows that are hard to add up
    }
    return worst;
}

PenalisedPath::Fit PenalisedPath::fit(double lambda, const PenalisedView& view) {
    Eigen::VectorXd l1(factors_.size()), l2(factors_.size());
    for (Eigen::Index j = 0; j < factors_.size(); ++j) {
        const bool out = std::isinf(factors_[j]);
        l1[j] = out ? infinity : lambda * alpha_ * factors_[j];
        l2[j] = out ? 0.0 : lambda * (1.0 - alpha_) * factors_[j];
    }
    passes_ = 0;
    Fit made;
    made.violation = search(view, l1, l2) / gradient_scale_;
    made.passes = passes_;
    made.coefficients = columns_.unscaled(b_);
    made.deviance = std::max(0.0, 2.0 * columns_.total * (point_.objective - saturated_));
    for (Eigen::Index j = 0; j < b_.size(); ++j) made.nonzero += j != columns_.intercept && b_[j] != 0.0 ? 1 : 0;
    return made;
}

}  // namespace maatstaf::detail

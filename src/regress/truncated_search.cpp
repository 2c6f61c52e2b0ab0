// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include <Eigen/Eigenvalues>

#include "core/numbers.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "regress/law.hpp"
#include "regress/newton.hpp"
#include "regress/truncated_counts.hpp"

namespace maatstaf::detail {
namespace {

/// With a smaller theta the law has no finite mean to speak of.
constexpr double smallest_theta = 1e-6;
/// Where the search for theta may begin.
constexpr std::array first_thetas{0.3, 1.0, 3.0, 10.0, 100.0};

/// On a diagonal of ones, so that the units of columns do not matter; parameters without a variance stay 0.
Eigen::MatrixXd root_of(const Eigen::MatrixXd& covariance) {
    const Eigen::VectorXd unit = covariance.diagonal().cwiseSqrt();
    const Eigen::VectorXd back = unit.unaryExpr([](double each) { return each > 0.0 ? 1.0 / each : 0.0; });
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(back.asDiagonal() * covariance * back.asDiagonal());
    return unit.asDiagonal() * parts.eigenvectors() * parts.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
}

}  // namespace

GlmOptions truncated_start(const HurdleOptions& options) {
    return {.distribution = {.family = Family::poisson, .link = Link::log},
            .confidence = options.confidence,
            .max_iterations = options.max_iterations};
}

TruncatedSearch::TruncatedSearch(GlmResult start, ScaledColumns scaled, const HurdleOptions& options)
    : options_(options), scaled_(std::move(scaled)), made_(std::move(start)),
      own_free_(options.count == Family::negative_binomial), separated_(made_.status == FitStatus::separated) {
    std::erase_if(made_.caveats, [](const Caveat& each) { return each.message == messages::regress_over_dispersed; });
    point_.b = scaled_.inward(made_.coefficients);
}

bool TruncatedSearch::take(TruncatedSums sums) {
    if (stage_ == Stage::done) return false;
    if (stage_ == Stage::theta) {
        if (sums.value > best_value_) best_value_ = sums.value, best_theta_ = point_.theta;
        if (++at_theta_ < first_thetas.size()) {
            point_.theta = first_thetas[at_theta_];
            return true;
        }
        point_.theta = best_theta_;
        return start_climb(Stage::both);
    }
    sums_ = std::move(sums);
    return stepping_ ? took_step() : next_step();
}

bool TruncatedSearch::start_climb(Stage stage) {
    stage_ = stage;
    stepping_ = false;
    steps_ = 0;
    return true;
}

/// From sums at a point to a step away from it.
bool TruncatedSearch::next_step() {
    if (steps_ == options_.max_iterations) return climbed(FitStatus::max_iterations);
    if (!std::isfinite(sums_.value)) return climbed(FitStatus::no_step);
    const bool both = stage_ == Stage::both;
    step_ = uphill_step(sums_.information.topLeftCorner(free(), free()), sums_.score.head(free()));
    decrement_ = sums_.score.head(free()).dot(step_);
    before_ = sums_.value;
    from_ = point_;
    share_ = both ? 1.0 / std::max(1.0, std::abs(step_[free() - 1])) : 1.0;
    halvings_ = 0;
    stepping_ = true;
    point_.b = from_.b + share_ * step_.head(point_.b.size());
    if (both) point_.theta = from_.theta * std::exp(share_ * step_[free() - 1]);
    return true;
}

/// Whether a step did any good.
bool TruncatedSearch::took_step() {
    const bool both = stage_ == Stage::both;
    if (!(decrement_ < 1e-8 || sums_.value >= before_ - 1e-12 * (1.0 + std::abs(before_)))) {
        if (++halvings_ == 40) return climbed(FitStatus::no_step);
        share_ *= 0.5;
        point_.b = from_.b + share_ * step_.head(point_.b.size());
        if (both) point_.theta = from_.theta * std::exp(share_ * step_[free() - 1]);
        return true;
    }
    if (both && (point_.theta > largest_theta || point_.theta < smallest_theta)) return climbed(FitStatus::converged);
    if (decrement_ <= options_.tolerance * options_.tolerance) return climbed(FitStatus::converged);
    ++steps_;
    ++iterations_;
    return next_step();
}

/// What to do after a climb has ended.
bool TruncatedSearch::climbed(FitStatus status) {
    made_.status = status;
    if (stage_ == Stage::flat && own_free_ && status == FitStatus::converged) {
        flat_ = point_.b;
        flat_value_ = sums_.value;
        best_value_ = -infinity;
        point_.theta = first_thetas.front();
        stage_ = Stage::theta;
        return true;
    }
    if (stage_ == Stage::both && point_.theta < smallest_theta) {
        made_.status = FitStatus::no_step;
        made_.caveats.push_back({messages::regress_theta_vanished, {}});
    } else if (stage_ == Stage::both && (point_.theta > largest_theta ||
                                         (status != FitStatus::converged && sums_.value <= flat_value_))) {
        point_ = {flat_, infinity};
        own_free_ = false;
        made_.caveats.push_back({messages::regress_no_over_dispersion, {}});
        return start_climb(Stage::flat_again);
    }
    stage_ = Stage::done;
    return false;
}

TruncatedFit TruncatedSearch::fit() const {
    TruncatedFit out{made_, {}, {}, own_free_};
    GlmResult& fit = out.fit;
    if (separated_) fit.status = FitStatus::separated;
    if (fit.status != FitStatus::converged && fit.status != FitStatus::separated)
        fit.caveats.push_back({messages::regress_not_converged, {{"iterations", std::to_string(iterations_)}}});
    fit.iterations = iterations_;
    fit.options.distribution.family = options_.count;
    fit.options.distribution.theta = options_.count == Family::negative_binomial ? point_.theta : nan;

    const Eigen::Index p = fit.coefficients.size(), inner = point_.b.size(), count = inner + (own_free_ ? 1 : 0);
    const Eigen::MatrixXd inverse = inverse_information(sums_.information.topLeftCorner(count, count));
    fit.coefficients = scaled_.coefficients(point_.b, p);
    fit.covariance = scaled_.covariance(inverse.topLeftCorner(inner, inner), p);
    fit.theta_se = own_free_ ? point_.theta * std::sqrt(inverse(inner, inner)) : nan;
    fit.log_likelihood = sums_.value;
    fit.deviance = nan;
    out.bread = Eigen::MatrixXd::Zero(p + 1, p + 1);
    out.bread.topLeftCorner(p, p) = without_gaps(fit.covariance);
    if (own_free_) {
        const Eigen::VectorXd beside = scaled_.back * inverse.col(inner).head(inner);
        for (std::size_t a = 0; a < scaled_.columns.size(); ++a)
            out.bread(p, scaled_.columns[a]) = out.bread(scaled_.columns[a], p) = beside[static_cast<Eigen::Index>(a)];
        out.bread(p, p) = inverse(inner, inner);
    }
    out.root = root_of(out.bread);
    return out;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "regress/intercepts_search.hpp"

#include <algorithm>
#include <cmath>

#include "regress/law.hpp"
#include "regress/newton.hpp"

namespace maatstaf::detail {
namespace {

/// Differences of the score are taken over so many standard errors: error and rounding are both about 1e-9 of the
/// result.
constexpr double difference = 1e-4;

class Climb {
public:
    Climb(const GroupedRows& rows, const MarginalPoint& start, const GaussHermite& rule,
          const RandomInterceptsOptions& options, bool sd_free, bool own_free)
        : rows_(rows),
          rule_(rule),
          options_(options),
          sd_free_(sd_free),
          theta_(rows.law.family == Family::negative_binomial) {
        fit_.point = start;
        fit_.own_free = own_free;
        fit_.modes.at.assign(rows.groups(), 0.0);
        fit_.modes.curvature.assign(rows.groups(), 1.0);
    }

    MarginalFit run(StepReport& report) {
        double before = std::numeric_limits<double>::infinity();
        Eigen::MatrixXd known;  // an exact second derivative, when the approximate one does not do
        fit_.status = FitStatus::max_iterations;
        for (; fit_.iterations < options_.max_iterations; ++fit_.iterations) {
            report.done(static_cast<std::size_t>(fit_.iterations));
            look(true);
            const Eigen::VectorXd score = free_score(fit_.at);
            if (known.rows() != score.size()) known.resize(0, 0);
            Eigen::VectorXd step = uphill_step(known.size() > 0 ? known : rough(), score);
            double decrement = score.dot(step);
            if (decrement < 1.0 && decrement > 0.04 * before) {  // steps shrink by less than a factor five
                known = exact();
                step = uphill_step(known, score);
                decrement = score.dot(step);
            }
            before = decrement;
            const bool close = decrement <= options_.tolerance * options_.tolerance;
            if (!take(step, decrement)) {
                fit_.status = FitStatus::no_step;
                break;
            }
            if (close) {
                fit_.status = FitStatus::converged;
                ++fit_.iterations;
                break;
            }
        }
        look(true);
        fit_.information = exact();
        return std::move(fit_);
    }

private:
    Eigen::Index p() const { return rows_.columns; }
    Eigen::Index sd_at() const { return p(); }
    Eigen::Index own_at() const { return p() + (sd_free_ ? 1 : 0); }
    Eigen::Index count() const { return own_at() + (fit_.own_free ? 1 : 0); }

    void look(bool with_curvature) { fit_.at = marginal(rows_, fit_.point, rule_, fit_.modes, with_curvature, true); }
    Eigen::VectorXd free_score(const Marginal& at) const {
        Eigen::VectorXd score(count());
        score.head(p()) = at.score.head(p());
        if (sd_free_) score[sd_at()] = at.score[p()];
        if (fit_.own_free) score[own_at()] = at.score[p() + 1];
        return score;
    }
    MarginalPoint moved(const Eigen::VectorXd& step) const {
        MarginalPoint to = fit_.point;
        to.coefficients += step.head(p());
        if (sd_free_) to.sd = std::abs(to.sd + step[sd_at()]);  // the likelihood is even in sd
        if (fit_.own_free) to.own *= std::exp(step[own_at()]);
        return to;
    }
    Eigen::VectorXd score_near(Eigen::Index k, double by) {
        MarginalPoint to = fit_.point;
        double sign = 1.0;
        if (k < p())
            to.coefficients[k] += by;
        else if (sd_free_ && k == sd_at()) {
            to.sd += by;
            if (to.sd < 0.0) to.sd = -to.sd, sign = -1.0;
        } else
            to.own *= std::exp(by);
        Eigen::VectorXd score = free_score(marginal(rows_, to, rule_, fit_.modes, false, false));
        if (sign < 0.0) score[sd_at()] = -score[sd_at()];
        return score;
    }
    /// About one standard error of parameter k, with the others known.
    double scale(Eigen::Index k) const {
        const auto groups = static_cast<double>(rows_.groups());
        if (k < p()) return fit_.at.curvature(k, k) > 0.0 ? 1.0 / std::sqrt(fit_.at.curvature(k, k)) : 1.0;
        if (sd_free_ && k == sd_at()) return 1.0 / std::sqrt(std::max(fit_.at.precision, 1e-300 * groups));
        return 1.0 / std::sqrt(static_cast<double>(rows_.y.size()));
    }
    Eigen::VectorXd column(Eigen::Index k) {
        const double by = difference * scale(k);
        return (score_near(k, -by) - score_near(k, by)) / (2.0 * by);
    }
    /// Laplace's information of the coefficients, differences for the rest.
    Eigen::MatrixXd rough() {
        Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(count(), count());
        matrix.topLeftCorner(p(), p()) = fit_.at.curvature;
        for (Eigen::Index k = p(); k < count(); ++k) matrix.col(k) = column(k);
        for (Eigen::Index k = p(); k < count(); ++k) matrix.row(k).head(p()) = matrix.col(k).head(p()).transpose();
        return 0.5 * (matrix + matrix.transpose());
    }
    Eigen::MatrixXd exact() {
        Eigen::MatrixXd matrix(count(), count());
        for (Eigen::Index k = 0; k < count(); ++k) matrix.col(k) = column(k);
        return 0.5 * (matrix + matrix.transpose());
    }
    bool take(Eigen::VectorXd step, double decrement) {
        double share = 1.0;
        if (sd_free_) {
            const double most = 2.0 * fit_.point.sd + 2.0 / std::sqrt(std::max(fit_.at.precision / static_cast<double>(rows_.groups()), 1e-300));
            share = std::min(share, most / std::max(std::abs(step[sd_at()]), most));
        }
        if (fit_.own_free) share = std::min(share, 1.0 / std::max(std::abs(step[own_at()]), 1.0));
        const double slack = 1e-12 * (1.0 + std::abs(fit_.at.log_likelihood));
        for (int halving = 0; halving < 40; ++halving, share *= 0.5) {
            const MarginalPoint to = moved(share * step);
            if (decrement > 1e-8) {  // smaller gains drown in rounding; so near the top Newton can be trusted
                const double there = marginal(rows_, to, rule_, fit_.modes, false, false).log_likelihood;
                if (!(there >= fit_.at.log_likelihood - slack)) continue;
            }
            fit_.point = to;
            if (theta_ && fit_.own_free && fit_.point.own > largest_theta) {
                fit_.point.own = largest_theta;
                fit_.own_free = false;
            }
            return true;
        }
        return false;
    }

    const GroupedRows& rows_;
    const GaussHermite& rule_;
    const RandomInterceptsOptions& options_;
    const bool sd_free_, theta_;
    MarginalFit fit_;
};

}  // namespace

MarginalFit climb(const GroupedRows& rows, const MarginalPoint& start, const GaussHermite& rule,
                  const RandomInterceptsOptions& options, bool sd_free, bool own_free, StepReport& report) {
    return Climb(rows, start, rule, options, sd_free, own_free).run(report);
}

}  // namespace maatstaf::detail

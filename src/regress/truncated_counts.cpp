// SPDX-License-Identifier: Apache-2.0
#include "regress/truncated_counts.hpp"

#include <algorithm>
#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/law.hpp"
#include "regress/penalised.hpp"
#include "regress/theta_table.hpp"

namespace maatstaf::detail {
namespace {

/// The parts of the law that all derivatives share.
struct Shared {
    double mean, r, rest, rise, odds_of_zero;  ///< r = mean / (mean + theta), rise = -log P(0), P(0) / (1 - P(0))
    Shared(double eta, double theta) : mean(std::exp(eta)), r(0.0), rest(1.0), rise(mean) {
        if (!std::isinf(theta)) {
            rest = theta / (mean + theta);
            r = mean / (mean + theta);
            rise = theta * std::log1p(mean / theta);
        }
        odds_of_zero = 1.0 / std::expm1(rise);
    }
};

/// Log-likelihood of one row and its derivatives to eta and log theta (gamma functions of theta left to the caller).
struct Jet {
    double value = 0, slope = 0, bend = 0, own = 0, own_slope = 0, own_bend = 0;
};

Jet poisson_row(double eta, double y) {
    const Shared at(eta, infinity);
    const double left = at.mean * (1.0 + at.odds_of_zero);  // mean of what is left
    Jet jet;
    jet.value = y * eta - at.mean - std::log(-std::expm1(-at.rise));
    jet.slope = y - left;
    jet.bend = -left * (1.0 + at.mean - left);
    return jet;
}

Jet negative_binomial_row(double eta, double y, double theta) {
    const Shared at(eta, theta);
    const double r = at.r, a = at.odds_of_zero, spread = r * at.rest;
    const double by_zero = r - at.rise / theta;  // derivative of log P(0) to theta
    const double a_theta = a * (1.0 + a) * by_zero;
    Jet jet;
    jet.value = y * std::log(r) - at.rise - std::log(-std::expm1(-at.rise));
    jet.slope = y - (y + theta) * r - theta * r * a;
    jet.bend = -(y + theta) * spread - theta * spread * a + theta * theta * r * r * a * (1.0 + a);
    const double first = by_zero - y * at.rest / theta + a * by_zero;
    const double cross = -r + (y + theta) * spread / theta - r * a + spread * a - theta * r * a_theta;
    const double second =
        r * r / theta + y * at.rest * at.rest / (theta * theta) + a_theta * by_zero + a * r * r / theta;
    jet.own = theta * first;
    jet.own_slope = theta * cross;
    jet.own_bend = theta * theta * second + theta * first;
    return jet;
}

double frequency(const RegressionData& data, std::size_t i) {
    return data.frequency_weights.empty() ? 1.0 : data.frequency_weights[i];
}
double offset(const RegressionData& data, std::size_t i) { return data.offset.empty() ? 0.0 : data.offset[i]; }

}  // namespace

CutOff cut_off(double eta, double theta) {
    const Shared at(eta, theta);
    CutOff out;
    const double to_zero = std::isinf(theta) ? at.mean : theta * at.r;  // minus the derivative of log P(0) to eta
    out.mean = at.mean * (1.0 + at.odds_of_zero);
    out.by_eta = out.mean * (1.0 - to_zero * at.odds_of_zero);
    if (!std::isinf(theta)) out.by_log_theta = out.mean * at.odds_of_zero * (theta * at.r - at.rise);
    const double second =
        at.mean + at.mean * at.mean * (std::isinf(theta) ? 1.0 : 1.0 + 1.0 / theta);  // of the whole law
    out.variance = second * (1.0 + at.odds_of_zero) - out.mean * out.mean;
    return out;
}

void TruncatedSums::add(const TruncatedSums& other) {
    if (other.score.size() == 0) return;
    if (score.size() == 0) {
        *this = other;
        return;
    }
    value += other.value;
    score += other.score;
    information += other.information;
}

TruncatedSums truncated_sums(const RegressionData& data, const ScaledColumns& scaled, const TruncatedPoint& at,
                             TruncatedScores* rows) {
    const Eigen::Index p = at.b.size();
    const bool counts = !std::isinf(at.theta);
    const double largest = data.y.empty() ? 0.0 : *std::ranges::max_element(data.y);
    const ThetaTable table = counts ? ThetaTable(at.theta, largest) : ThetaTable();
    TruncatedSums made{0.0, Eigen::VectorXd::Zero(p + 1), Eigen::MatrixXd::Zero(p + 1, p + 1)};
    Eigen::VectorXd x(p);
    for (std::size_t i = 0; i < data.y.size(); ++i) {
        scaled.row(data.x, static_cast<std::ptrdiff_t>(i), x.data());
        const double y = data.y[i], f = frequency(data, i), eta = x.dot(at.b) + offset(data, i);
        Jet jet = counts ? negative_binomial_row(eta, y, at.theta) : poisson_row(eta, y);
        if (counts) {
            const auto rise = table(y);
            jet.value += rise.log_gamma;
            jet.own += at.theta * rise.first;
            jet.own_bend += at.theta * at.theta * rise.second + at.theta * rise.first;
        }
        if (rows) {
            rows->eta.push_back(f * jet.slope);
            rows->log_theta.push_back(f * jet.own);
            rows->information.push_back({-f * jet.bend, -f * jet.own_slope, -f * jet.own_bend});
        }
        made.value += f * jet.value;
        made.score.head(p) += f * jet.slope * x;
        made.score[p] += f * jet.own;
        made.information.topLeftCorner(p, p).selfadjointView<Eigen::Lower>().rankUpdate(x, -f * jet.bend);
        made.information.row(p).head(p) -= f * jet.own_slope * x.transpose();
        made.information(p, p) -= f * jet.own_bend;
    }
    const Eigen::MatrixXd full = made.information.selfadjointView<Eigen::Lower>();
    made.information = full;
    return made;
}

void TruncatedEnd::add(const RegressionData& data, const ScaledColumns& scaled, const TruncatedPoint& at) {
    Eigen::VectorXd x(at.b.size());
    for (std::size_t i = 0; i < data.y.size(); ++i) {
        scaled.row(data.x, static_cast<std::ptrdiff_t>(i), x.data());
        const CutOff left = cut_off(x.dot(at.b) + offset(data, i), at.theta);
        const double f = frequency(data, i), residual = data.y[i] - left.mean;
        log_factorials += f * special::log_gamma(data.y[i] + 1.0);
        pearson += f * residual * residual / left.variance;
        observations += f;
    }
}

void TruncatedEnd::add(const TruncatedEnd& other) {
    log_factorials += other.log_factorials;
    pearson += other.pearson;
    observations += other.observations;
}

void TruncatedFit::end(const TruncatedEnd& sums) {
    const double coefficients = static_cast<double>(fit.coefficients.size()) - static_cast<double>(fit.aliased.size());
    const double parameters = coefficients + (own_free ? 1.0 : 0.0);
    fit.log_likelihood -= sums.log_factorials;
    fit.pearson = sums.pearson;
    fit.observations = sums.observations;
    fit.residual_df = fit.observations - coefficients;
    fit.aic = -2.0 * fit.log_likelihood + 2.0 * parameters;
    fit.bic = -2.0 * fit.log_likelihood + std::log(fit.observations) * parameters;
}

void FittedCounts::influence(const FitRows&, std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> out) const {
    const auto i = static_cast<std::size_t>(k);
    const Eigen::Index p = above_.x.columns;
    out += scores_.eta[i] * fit_.bread.leftCols(p) * row_of(above_.x, k) + scores_.log_theta[i] * fit_.bread.col(p);
}

/// In the basis of `root`; where theta has no error, that has nothing of it.
ClusterSums FittedCounts::last(std::span<const std::ptrdiff_t> rows) const {
    const Eigen::Index p = above_.x.columns;
    const Eigen::VectorXd theta = fit_.root.row(p).transpose();
    ClusterSums made{Eigen::VectorXd::Zero(p + 1), Eigen::MatrixXd::Zero(p + 1, p + 1)};
    for (const std::ptrdiff_t k : rows) {
        const auto i = static_cast<std::size_t>(k);
        const Eigen::VectorXd x = fit_.root.topRows(p).transpose() * row_of(above_.x, k);
        const std::array<double, 3>& bend = scores_.information[i];
        made.score += scores_.eta[i] * x + scores_.log_theta[i] * theta;
        made.gram += bend[0] * x * x.transpose() + bend[1] * (x * theta.transpose() + theta * x.transpose()) +
                     bend[2] * theta * theta.transpose();
    }
    return made;
}

std::vector<PartsBlock> count_blocks(const TruncatedFit& count) {
    const Eigen::Index own = count.root.rows();   // p + 1
    PartsBlock made{2, {}};
    made.place.lift = Eigen::MatrixXd::Zero(2 * own - 1, own);
    made.place.lift.bottomRows(own) = count.root;
    return {made};
}

TruncatedCounts truncated_counts(const RegressionData& data, const HurdleOptions& options) {
    GlmResult start = glm(data, truncated_start(options));
    PenalisedRows rows = penalised_rows(data, Law(start.options.distribution));
    standardise(rows, true);
    ScaledColumns scaled = scaled_columns(rows, start.aliased);
    TruncatedSearch search(std::move(start), std::move(scaled), options);
    TruncatedCounts out;
    do out.rows = {};
    while (search.take(truncated_sums(data, search.columns(), search.point(), &out.rows)));
    out.fit = search.fit();
    TruncatedEnd end;
    end.add(data, search.columns(), search.point());
    out.fit.end(end);
    return out;
}

}  // namespace maatstaf::detail

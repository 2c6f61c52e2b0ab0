// SPDX-License-Identifier: Apache-2.0
#include "regress/truncated_counts.hpp"

#include <algorithm>
#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/law.hpp"
#include "regress/newton.hpp"
#include "regress/penalised.hpp"
#include "regress/theta_table.hpp"

namespace maatstaf::detail {
namespace {

/// With a smaller theta the law has no finite mean to speak of.
constexpr double smallest_theta = 1e-6;

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

/// Sums over rows at one point; p coefficients of scaled columns and log theta.
class Search {
public:
    Search(const RegressionData& data, const ScaledColumns& scaled, double largest)
        : data_(data), p_(static_cast<Eigen::Index>(scaled.columns.size())), largest_(largest), x_(data.x.rows, p_) {
        for (std::ptrdiff_t i = 0; i < data.x.rows; ++i) scaled.row(data.x, i, x_.row(i).data());
        for (std::ptrdiff_t i = 0; i < data.x.rows; ++i)
            constant_ -= frequency(i) * special::log_gamma(data.y[static_cast<std::size_t>(i)] + 1.0);
    }

    Eigen::VectorXd b;
    double theta = infinity;
    double value = -infinity;
    Eigen::VectorXd score;        ///< p + 1
    Eigen::MatrixXd information;  ///< p + 1
    std::vector<double> row_score, row_own;
    std::vector<std::array<double, 3>> row_information;

    double frequency(std::ptrdiff_t i) const { return data_.frequency_weights[static_cast<std::size_t>(i)]; }
    double eta(std::ptrdiff_t i) const { return x_.row(i).dot(b) + data_.offset[static_cast<std::size_t>(i)]; }

    void look() {
        const bool counts = !std::isinf(theta);
        const ThetaTable table = counts ? ThetaTable(theta, largest_) : ThetaTable();
        value = constant_;
        score = Eigen::VectorXd::Zero(p_ + 1);
        information = Eigen::MatrixXd::Zero(p_ + 1, p_ + 1);
        row_score.resize(static_cast<std::size_t>(x_.rows()));
        row_own.resize(row_score.size());
        row_information.resize(row_score.size());
        Eigen::VectorXd wide(p_ + 1);
        for (std::ptrdiff_t i = 0; i < x_.rows(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double y = data_.y[at], f = frequency(i);
            Jet jet = counts ? negative_binomial_row(eta(i), y, theta) : poisson_row(eta(i), y);
            if (counts) {
                const auto rise = table(y);
                jet.value += rise.log_gamma;
                jet.own += theta * rise.first;
                jet.own_bend += theta * theta * rise.second + theta * rise.first;
            }
            value += f * jet.value;
            row_score[at] = f * jet.slope;
            row_own[at] = f * jet.own;
            row_information[at] = {-f * jet.bend, -f * jet.own_slope, -f * jet.own_bend};
            wide.head(p_) = x_.row(i).transpose();
            score.head(p_) += f * jet.slope * wide.head(p_);
            score[p_] += f * jet.own;
            information.topLeftCorner(p_, p_).selfadjointView<Eigen::Lower>().rankUpdate(wide.head(p_), -f * jet.bend);
            information.row(p_).head(p_) -= f * jet.own_slope * wide.head(p_).transpose();
            information(p_, p_) -= f * jet.own_bend;
        }
        const Eigen::MatrixXd full = information.selfadjointView<Eigen::Lower>();
        information = full;
    }

    /// Newton's method on the coefficients, and on log theta when `own_free`.
    FitStatus climb(bool own_free, const HurdleOptions& options, std::int32_t& iterations) {
        look();
        for (std::int32_t k = 0; k < options.max_iterations; ++k, ++iterations) {
            if (!std::isfinite(value)) return FitStatus::no_step;
            const Eigen::Index count = p_ + (own_free ? 1 : 0);
            const Eigen::VectorXd step = uphill_step(information.topLeftCorner(count, count), score.head(count));
            const double decrement = score.head(count).dot(step);
            const Eigen::VectorXd from = b;
            const double theta_from = theta, before = value;
            double share = own_free ? 1.0 / std::max(1.0, std::abs(step[p_])) : 1.0;
            int halving = 0;
            for (; halving < 40; ++halving, share *= 0.5) {
                b = from + share * step.head(p_);
                if (own_free) theta = theta_from * std::exp(share * step[p_]);
                look();
                if (decrement < 1e-8 || value >= before - 1e-12 * (1.0 + std::abs(before))) break;
            }
            if (halving == 40) return FitStatus::no_step;
            if (own_free && (theta > largest_theta || theta < smallest_theta)) return FitStatus::converged;
            if (decrement <= options.tolerance * options.tolerance) return FitStatus::converged;
        }
        return FitStatus::max_iterations;
    }

private:
    const RegressionData& data_;
    Eigen::Index p_;
    double largest_, constant_ = 0.0;
    RowMajorMatrix x_;
};

void fill(const Search& at, const ScaledColumns& scaled, bool own_free, const RegressionData& data, TruncatedFit& out) {
    const Eigen::Index p = data.x.columns, inner = at.b.size(), count = inner + (own_free ? 1 : 0);
    const Eigen::MatrixXd inverse = inverse_information(at.information.topLeftCorner(count, count));
    GlmResult& fit = out.fit;
    fit.coefficients = scaled.coefficients(at.b, p);
    fit.covariance = scaled.covariance(inverse.topLeftCorner(inner, inner), p);
    fit.theta_se = own_free ? at.theta * std::sqrt(inverse(inner, inner)) : nan;
    out.bread = Eigen::MatrixXd::Zero(p + 1, p + 1);
    out.bread.topLeftCorner(p, p) = without_gaps(fit.covariance);
    if (own_free) {
        const Eigen::VectorXd beside = scaled.back * inverse.col(inner).head(inner);
        for (std::size_t a = 0; a < scaled.columns.size(); ++a)
            out.bread(p, scaled.columns[a]) = out.bread(scaled.columns[a], p) = beside[static_cast<Eigen::Index>(a)];
        out.bread(p, p) = inverse(inner, inner);
    }
    out.score = at.row_score;
    out.theta_score = own_free ? at.row_own : std::vector<double>(at.row_own.size(), 0.0);
    out.information = at.row_information;
    if (!own_free)
        for (auto& each : out.information) each[1] = each[2] = 0.0;
    fit.log_likelihood = at.value;
    fit.deviance = nan;
    fit.pearson = 0.0;
    fit.observations = 0.0;
    for (std::ptrdiff_t i = 0; i < data.x.rows; ++i) {
        const CutOff left = cut_off(at.eta(i), at.theta);
        const double residual = data.y[static_cast<std::size_t>(i)] - left.mean;
        fit.pearson += at.frequency(i) * residual * residual / left.variance;
        fit.observations += at.frequency(i);
    }
    fit.residual_df = fit.observations - static_cast<double>(inner);
    const double parameters = static_cast<double>(count);
    fit.aic = -2.0 * fit.log_likelihood + 2.0 * parameters;
    fit.bic = -2.0 * fit.log_likelihood + std::log(fit.observations) * parameters;
}

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

TruncatedFit truncated_counts(const RegressionData& data, const HurdleOptions& options) {
    const Distribution plain{.family = Family::poisson, .link = Link::log};
    TruncatedFit out;
    // Where to start, and which columns earlier ones determine.
    out.fit =
        glm(data, {.distribution = plain, .confidence = options.confidence, .max_iterations = options.max_iterations});
    std::erase_if(out.fit.caveats, [](const Caveat& each) { return each.message == messages::regress_over_dispersed; });
    PenalisedRows rows = penalised_rows(data, Law(plain));
    standardise(rows, true);
    const ScaledColumns scaled = scaled_columns(rows, out.fit.aliased);
    double largest = 0.0;
    for (const double each : data.y) largest = std::max(largest, each);

    Search search(data, scaled, largest);
    search.b = scaled.inward(out.fit.coefficients);
    std::int32_t iterations = 0;
    FitStatus status = search.climb(false, options, iterations);
    bool own_free = options.count == Family::negative_binomial;
    if (own_free && status == FitStatus::converged) {
        const Eigen::VectorXd flat = search.b;
        const double flat_value = search.value;
        double best = -infinity, best_theta = 1.0;
        for (const double theta : {0.3, 1.0, 3.0, 10.0, 100.0}) {
            search.theta = theta;
            search.look();
            if (search.value > best) best = search.value, best_theta = theta;
        }
        search.theta = best_theta;
        status = search.climb(true, options, iterations);
        if (search.theta < smallest_theta) {
            status = FitStatus::no_step;
            out.fit.caveats.push_back({messages::regress_theta_vanished, {}});
        } else if (search.theta > largest_theta || (status != FitStatus::converged && search.value <= flat_value)) {
            search.theta = infinity;
            search.b = flat;
            status = search.climb(false, options, iterations);
            own_free = false;
            out.fit.caveats.push_back({messages::regress_no_over_dispersion, {}});
        }
    }
    if (out.fit.status == FitStatus::separated) status = FitStatus::separated;
    if (status != FitStatus::converged && status != FitStatus::separated)
        out.fit.caveats.push_back({messages::regress_not_converged, {{"iterations", std::to_string(iterations)}}});
    out.fit.status = status;
    out.fit.iterations = iterations;
    out.fit.options.distribution.family = options.count;
    out.fit.options.distribution.theta = options.count == Family::negative_binomial ? search.theta : nan;
    fill(search, scaled, own_free, data, out);
    return out;
}

}  // namespace maatstaf::detail

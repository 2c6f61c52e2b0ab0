// SPDX-License-Identifier: Apache-2.0
#include "regress/amount_sums.hpp"

#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

void join_sums(Eigen::VectorXd& mine, const Eigen::VectorXd& theirs) {
    if (mine.size() == 0) mine = theirs;
    else if (theirs.size() != 0) mine += theirs;
}

Eigen::VectorXd row_of(const DesignView& x, std::ptrdiff_t i) {
    Eigen::VectorXd out(x.columns);
    for (std::ptrdiff_t j = 0; j < x.columns; ++j) out[j] = x(i, j);
    return out;
}

}  // namespace

GlmOptions amount_options(const TwoPartOptions& options) {
    const bool lognormal = options.amount == AmountLaw::lognormal;
    const Family family = lognormal                                       ? Family::gaussian
                          : options.amount == AmountLaw::inverse_gaussian ? Family::inverse_gaussian
                                                                          : Family::gamma;
    return {.distribution = {.family = family, .link = lognormal ? Link::identity : Link::log},
            .confidence = options.confidence,
            .max_iterations = options.max_iterations};
}

AmountRows::AmountRows(const RegressionData& above, AmountLaw law) : data(above) {
    if (law != AmountLaw::lognormal) return;
    for (const double each : above.y) logs.push_back(std::log(each));
    data.y = logs;
}

std::vector<double> log_residuals(const RegressionData& logs, const GlmResult& fit) {
    const Eigen::VectorXd b = without_gaps(fit.coefficients);
    std::vector<double> out;
    for (std::ptrdiff_t k = 0; k < logs.x.rows; ++k)
        out.push_back(logs.y[static_cast<std::size_t>(k)] - row_offset(logs, k) - row_of(logs.x, k).dot(b));
    return out;
}

void Smearing::add(const RegressionData& logs, const std::vector<double>& residuals) {
    Smearing own;
    own.rise = own.sum = Eigen::VectorXd::Zero(logs.x.columns);
    for (std::ptrdiff_t k = 0; k < logs.x.rows; ++k) {
        const Eigen::VectorXd x = row_of(logs.x, k);
        const double f = row_weight(logs, k, 1.0).frequency, up = f * std::exp(residuals[static_cast<std::size_t>(k)]);
        own.total += up;
        own.weight += f;
        own.rise += up * x;
        own.sum += f * x;
    }
    add(own);
}

void Smearing::add(const Smearing& other) {
    total += other.total;
    weight += other.weight;
    join_sums(rise, other.rise);
    join_sums(sum, other.sum);
}

void Smearing::add_spread(const RegressionData& logs, const std::vector<double>& residuals) {
    for (std::ptrdiff_t k = 0; k < logs.x.rows; ++k) {
        const double residual = residuals[static_cast<std::size_t>(k)], up = std::exp(residual);
        const double f = row_weight(logs, k, 1.0).frequency;
        square += f * (up - factor()) * (up - factor());
        cross += f * up * residual;
    }
}

void Smearing::add_spread(const Smearing& other) {
    square += other.square;
    cross += other.cross;
}

void add_amount_influence(const RegressionData& above, const FitRows& second, const Smearing& smearing,
                          const std::vector<double>& residuals, std::ptrdiff_t k,
                          Eigen::Ref<Eigen::VectorXd> influence) {
    const Eigen::Index p = above.x.columns;
    Eigen::VectorXd own = Eigen::VectorXd::Zero(p);
    add_influence(second, above.x, k, own);
    influence.head(p) += own;
    if (residuals.empty()) return;
    const auto at = static_cast<std::size_t>(k);
    influence[p] += smearing.influence(residuals[at], second.frequency[at], own);
}

Eigen::MatrixXd amount_model_covariance(const GlmResult& use, const GlmResult& amount, AmountLaw law,
                                        const Smearing& smearing) {
    const Eigen::Index p = use.coefficients.size();
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(2 * p + 1, 2 * p + 1);
    out.topLeftCorner(p, p) = without_gaps(use.covariance);
    out.block(p, p, p, p) = without_gaps(amount.covariance);
    if (law != AmountLaw::lognormal) return out;
    const Eigen::VectorXd mean = smearing.sum / smearing.weight;
    const double square = smearing.square / smearing.weight, cross = smearing.cross / smearing.weight;
    const double variance = amount.dispersion, s = smearing.factor();
    const Eigen::VectorXd pull = out.block(p, p, p, p) * mean / variance;
    const double spread = mean.dot(pull);
    out.block(p, 2 * p, p, 1) = (cross - s * variance) / s * pull;
    out.block(2 * p, p, 1, p) = out.block(p, 2 * p, p, 1).transpose();
    out(2 * p, 2 * p) = (square / smearing.weight - 2.0 * s * cross * spread + s * s * variance * spread) / (s * s);
    return out;
}

}  // namespace maatstaf::detail

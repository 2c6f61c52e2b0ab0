// SPDX-License-Identifier: Apache-2.0
#include "regress/amount_sums.hpp"

#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

void join_sums(Eigen::VectorXd& mine, const Eigen::VectorXd& theirs) {
    if (mine.size() == 0) mine = theirs;
    else if (theirs.size() != 0) mine += theirs;
}

std::vector<double> log_residuals(const RegressionData& logs, const GlmResult& fit) {
    const Eigen::VectorXd b = without_gaps(fit.coefficients);
    std::vector<double> out;
    for (std::ptrdiff_t k = 0; k < logs.x.rows; ++k)
        out.push_back(logs.y[static_cast<std::size_t>(k)] - row_offset(logs, k) - row_of(logs.x, k).dot(b));
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

FittedAmounts::FittedAmounts(const RegressionData& above, AmountLaw law, const GlmResult& fit, const Smearing& smearing)
    : smearing_(smearing), rows_(above, law) {
    if (law == AmountLaw::lognormal) residuals_ = log_residuals(rows_.data, fit);
}

void FittedAmounts::influence(const FitRows& at, std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> out) const {
    const Eigen::Index p = rows_.data.x.columns;
    Eigen::VectorXd own = Eigen::VectorXd::Zero(p);
    add_influence(at, rows_.data.x, k, own);
    out.head(p) += own;
    if (residuals_.empty()) return;
    const auto i = static_cast<std::size_t>(k);
    out[p] += at.frequency[i] * smearing_.rest(residuals_[i]) / smearing_.weight -
              smearing_.rise.dot(own) / smearing_.total;
}

ClusterSums FittedAmounts::last(std::span<const std::ptrdiff_t> rows) const {
    if (residuals_.empty()) return {};
    double weight = 0.0, score = 0.0;
    for (const std::ptrdiff_t k : rows) {
        const double f = row_weight(rows_.data, k, 1.0).frequency;
        weight += f;
        score += f * smearing_.rest(residuals_[static_cast<std::size_t>(k)]);
    }
    return {Eigen::VectorXd::Constant(1, score / std::sqrt(smearing_.weight)),
            Eigen::MatrixXd::Constant(1, 1, weight / smearing_.weight)};
}

std::vector<PartsBlock> amount_blocks(const FitRows& second, const GlmResult& amount, AmountLaw law,
                                      const Smearing& smearing) {
    const auto p = static_cast<Eigen::Index>(amount.coefficients.size()), all = 2 * p + 1;
    std::vector<PartsBlock> made{fit_block(1, second, amount.dispersion, p, all)};
    if (law != AmountLaw::lognormal) return made;
    // log(smearing) is a mean, moved by the coefficients of the amount as well.
    Eigen::MatrixXd& lift = made.front().place.lift;
    lift.row(2 * p) = -(smearing.rise / smearing.total).transpose() * lift.middleRows(p, p);
    const double factor = smearing.factor();
    made.push_back({2, {Eigen::VectorXd::Unit(all, 2 * p) / std::sqrt(smearing.weight),
                        smearing.square / (smearing.weight * factor * factor), {}}});
    return made;
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

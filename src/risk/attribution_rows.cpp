// SPDX-License-Identifier: Apache-2.0
#include "risk/attribution_rows.hpp"

#include <cmath>
#include <string>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "core/check.hpp"
#include "regress/law.hpp"
#include "risk/lengths.hpp"

namespace maatstaf::detail {
namespace {

void need_shape(const char* argument, Eigen::Index rows, Eigen::Index columns, Eigen::Index n, Eigen::Index p) {
    if (rows != n || columns != p)
        throw ArgumentError(messages::risk_shape, {{"argument", argument},
                                                  {"expected", std::to_string(n) + " x " + std::to_string(p)},
                                                  {"got", std::to_string(rows) + " x " + std::to_string(columns)}});
}

void check_model(const AttributionModel& model) {
    const Eigen::Index n = model.x.rows;
    const Eigen::Index p = model.x.columns;
    if (n == 0) throw ArgumentError(messages::risk_no_rows);
    need_shape("counterfactual", model.counterfactual.rows, model.counterfactual.columns, n, p);
    need_shape("coefficients", model.coefficients.size(), 1, p, 1);
    if (model.influence.size() > 0) need_shape("influence", model.influence.rows(), model.influence.cols(), n, p);
    if (model.covariance.size() > 0) need_shape("covariance", model.covariance.rows(), model.covariance.cols(), p, p);
    need_length("y", model.y.size(), n);
    need_length("offset", model.offset.size(), n);
    need_length("weights", model.weights.size(), n);
    need_length("clusters", model.clusters.size(), n);
}

}  // namespace

std::pair<double, double> mean_and_slope(Link link, double eta) noexcept {
    Law law(Distribution{Family::poisson, link, 0.0, 1.5});
    double mean = 0.0;
    double slope = 0.0;
    law.means(&eta, 1, &mean, &slope);
    return {mean, slope};
}

AttributionRows::AttributionRows(const AttributionModel& model, std::span<const AttributionFactor> factors)
    : model_(model) {
    check_model(model);
    const Eigen::Index n = model.x.rows;
    const Eigen::Index p = model.x.columns;
    factor_of_.assign(static_cast<std::size_t>(p), -1);
    for (std::size_t k = 0; k < factors.size(); ++k) {
        for (const std::int32_t column : factors[k].columns) {
            need_position("columns of " + factors[k].name, column, p);
            auto& owner = factor_of_[static_cast<std::size_t>(column)];
            if (owner >= 0)
                throw ArgumentError(messages::risk_column_of_two,
                                    {{"column", std::to_string(column)},
                                     {"first", factors[static_cast<std::size_t>(owner)].name},
                                     {"second", factors[k].name}});
            owner = static_cast<std::int32_t>(k);
        }
    }
    eta_ = Eigen::VectorXd::Zero(n);
    delta_ = Eigen::MatrixXd::Zero(n, static_cast<Eigen::Index>(factors.size()));
    for (Eigen::Index j = 0; j < p; ++j) {
        const auto owner = factor_of(j);
        const double b = model.coefficients[j];
        for (Eigen::Index i = 0; i < n; ++i) {
            const double change = difference(i, j);
            if (!std::isfinite(model.x(i, j)) || !std::isfinite(change))
                throw DataError(messages::risk_not_finite,
                                {{"column", std::to_string(j)}, {"row", std::to_string(i + 1)}});
            if (owner < 0 && change != 0.0)
                throw ArgumentError(messages::risk_column_of_none, {{"column", std::to_string(j)}});
            if (std::isnan(b)) continue;
            eta_[i] += model.x(i, j) * b;
            if (owner >= 0) delta_(i, owner) += change * b;
        }
    }
    if (!model.offset.empty()) eta_ += Eigen::Map<const Eigen::VectorXd>(model.offset.data(), n);
}

double AttributionRows::weight(Eigen::Index row) const noexcept {
    return model_.weights.empty() ? 1.0 : model_.weights[static_cast<std::size_t>(row)];
}

bool AttributionRows::estimated(Eigen::Index column) const noexcept { return !std::isnan(model_.coefficients[column]); }

double AttributionRows::trait(Eigen::Index row, Eigen::Index column, const std::vector<bool>& subset) const noexcept {
    const auto owner = factor_of(column);
    return owner >= 0 && subset[static_cast<std::size_t>(owner)] ? model_.counterfactual(row, column)
                                                                  : model_.x(row, column);
}

void AttributionRows::expected(const std::vector<bool>& subset, Functionals& out, Eigen::Index column) const {
    for (Eigen::Index i = 0; i < rows(); ++i) {
        double eta = eta_[i];
        for (Eigen::Index k = 0; k < factors(); ++k)
            if (subset[static_cast<std::size_t>(k)]) eta += delta_(i, k);
        const auto at = mean_and_slope(model_.link, eta);
        out.rows(i, column) = weight(i) * at.first;
        for (Eigen::Index j = 0; j < columns(); ++j)
            if (estimated(j)) out.gradient(j, column) += weight(i) * at.second * trait(i, j, subset);
    }
}

void AttributionRows::observed_reduction(const std::vector<bool>& subset, Functionals& out, Eigen::Index column) const {
    for (Eigen::Index i = 0; i < rows(); ++i) {
        double eta = eta_[i];
        for (Eigen::Index k = 0; k < factors(); ++k)
            if (subset[static_cast<std::size_t>(k)]) eta += delta_(i, k);
        const auto as_is = mean_and_slope(model_.link, eta_[i]);
        const auto other = mean_and_slope(model_.link, eta);
        const double use = weight(i) * model_.y[static_cast<std::size_t>(i)];
        const double ratio = other.first / as_is.first;
        out.rows(i, column) = use * (1.0 - ratio);
        for (Eigen::Index j = 0; j < columns(); ++j)
            if (estimated(j))
                out.gradient(j, column) -= use / as_is.first *
                                           (other.second * trait(i, j, subset) - ratio * as_is.second * model_.x(i, j));
    }
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/risk/attributable.hpp"

namespace maatstaf::detail {

/// Mean and its derivative for one value of the linear predictor.
std::pair<double, double> mean_and_slope(Link link, double eta) noexcept;

/// K totals over the rows with what their margins need: what each row adds, and the derivatives by coefficient.
struct Functionals {
    Eigen::MatrixXd rows{};      ///< n x K
    Eigen::MatrixXd gradient{};  ///< p x K
    Functionals(Eigen::Index n, Eigen::Index p, Eigen::Index count)
        : rows(Eigen::MatrixXd::Zero(n, count)), gradient(Eigen::MatrixXd::Zero(p, count)) {}
    Functionals() = default;
};

/// The rows of a model with what each factor does to their linear predictor when it is switched to the counterfactual.
class AttributionRows {
public:
    /// Throws as `attributable_shares` says.
    AttributionRows(const AttributionModel& model, std::span<const AttributionFactor> factors);

    Eigen::Index rows() const noexcept { return eta_.size(); }
    Eigen::Index columns() const noexcept { return static_cast<Eigen::Index>(factor_of_.size()); }
    Eigen::Index factors() const noexcept { return delta_.cols(); }
    double eta(Eigen::Index row) const noexcept { return eta_[row]; }
    double delta(Eigen::Index row, Eigen::Index factor) const noexcept { return delta_(row, factor); }
    double weight(Eigen::Index row) const noexcept;
    /// The trait in `column` of `row`, switched when its factor is in `subset`.
    double trait(Eigen::Index row, Eigen::Index column, const std::vector<bool>& subset) const noexcept;
    double fitted(Eigen::Index row, Eigen::Index column) const noexcept { return model_.x(row, column); }
    double difference(Eigen::Index row, Eigen::Index column) const noexcept {
        return model_.counterfactual(row, column) - model_.x(row, column);
    }
    /// The factor of a column, or -1; also -1 for aliased columns.
    std::int32_t factor_of(Eigen::Index column) const noexcept { return factor_of_[static_cast<std::size_t>(column)]; }
    bool estimated(Eigen::Index column) const noexcept;
    const AttributionModel& model() const noexcept { return model_; }

    /// Expected use with the factors of `subset` switched; one column of `out`.
    void expected(const std::vector<bool>& subset, Functionals& out, Eigen::Index column) const;
    /// Observed use times (1 - ratio of expected use with `subset` switched to expected use as it is).
    void observed_reduction(const std::vector<bool>& subset, Functionals& out, Eigen::Index column) const;
    /// Average reduction of every factor (Shapley): columns first .. first+m-1 of `out`.
    void average_by_quadrature(Functionals& out, Eigen::Index first) const;
    void average_by_subsets(Functionals& out, Eigen::Index first) const;

private:
    const AttributionModel& model_;
    std::vector<std::int32_t> factor_of_{};
    Eigen::VectorXd eta_{};
    Eigen::MatrixXd delta_{};  ///< n x m
};

}  // namespace maatstaf::detail

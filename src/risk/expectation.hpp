// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <Eigen/Core>

#include "maatstaf/risk/expected.hpp"
#include "regress/law.hpp"
#include "regress/spread.hpp"
#include "risk/cost_parts.hpp"

namespace maatstaf::detail {

/// What a fit expects of a row, of the fit itself or a new one.
class Expectation {
public:
    using Row = Eigen::Ref<const Eigen::RowVectorXd, 0, Eigen::InnerStride<>>;

    explicit Expectation(const RiskFit& fit);

    /// The linear predictor, exposure included, and the mean that goes with one.
    double predictor(const Row& x, double exposure) const;
    double mean(double eta) const;
    /// Everything but the name and the expectation without the row; `observed` may be NaN, `freedom` is that of the
    /// linear predictor of the row.
    ExpectedUse of(const Row& x, double exposure, double weight, double observed, double freedom) const;
    ExpectedUse of_row(Eigen::Index i, double freedom) const;

private:
    const RiskFit& fit_;
    Law law_;
    double tail_;
    Spread spread_;
    std::vector<Eigen::Index> known_;   ///< columns with an estimate
};

}  // namespace maatstaf::detail

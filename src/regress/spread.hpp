// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <Eigen/Core>

namespace maatstaf::detail {

/// A covariance of which rows may be unknown (NaN): what leaves those coefficients alone has a variance, what needs one
/// of them has none. Columns without an estimate take no part.
class Spread {
public:
    explicit Spread(Eigen::MatrixXd covariance, std::span<const std::int32_t> aliased = {})
        : known_(std::move(covariance)) {
        for (const std::int32_t j : aliased) clear(j);
        for (Eigen::Index j = 0; j < known_.rows(); ++j)
            if (!std::isfinite(known_(j, j))) {
                clear(j);
                unknown_.push_back(j);
            }
    }
    /// What a combination may have of an unknown and yet leave it alone: rounding.
    static double negligible(const Eigen::Ref<const Eigen::VectorXd>& combination) {
        return 1e-13 * combination.cwiseAbs().maxCoeff();
    }
    bool complete() const noexcept { return unknown_.empty(); }
    /// NaN when the combination needs what is unknown; never below 0.
    double variance(const Eigen::Ref<const Eigen::VectorXd>& combination) const {
        if (needs_unknown(combination)) return std::numeric_limits<double>::quiet_NaN();
        return std::max(0.0, combination.dot(known_ * combination));
    }
    /// Covariance of the combinations in the rows, NaN for those that need what is unknown.
    Eigen::MatrixXd of(const Eigen::MatrixXd& combinations) const {
        Eigen::MatrixXd made = combinations * known_ * combinations.transpose();
        for (Eigen::Index k = 0; k < combinations.rows() && !complete(); ++k)
            if (needs_unknown(combinations.row(k).transpose())) {
                made.row(k).setConstant(std::numeric_limits<double>::quiet_NaN());
                made.col(k).setConstant(std::numeric_limits<double>::quiet_NaN());
            }
        return made;
    }

private:
    void clear(Eigen::Index j) {
        known_.row(j).setZero();
        known_.col(j).setZero();
    }
    bool needs_unknown(const Eigen::Ref<const Eigen::VectorXd>& combination) const {
        if (complete()) return false;
        const double least = negligible(combination);
        return std::ranges::any_of(unknown_, [&](Eigen::Index j) { return std::abs(combination[j]) > least; });
    }

    Eigen::MatrixXd known_;
    std::vector<Eigen::Index> unknown_;
};

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace maatstaf::detail {

/// A running sum that keeps what rounding loses (Neumaier 1974), so that long sums are right to the last digit.
/// Infinite and NaN terms give NaN.
class CompensatedSum {
public:
    void add(double term) noexcept {
        const double next = sum_ + term;
        lost_ += std::fabs(sum_) >= std::fabs(term) ? (sum_ - next) + term : (term - next) + sum_;
        sum_ = next;
    }
    double value() const noexcept { return sum_ + lost_; }

private:
    double sum_ = 0.0;
    double lost_ = 0.0;
};

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "regress/theta_table.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"

namespace maatstaf::detail {

ThetaTable::ThetaTable(double theta, double largest_count) : theta_(theta) {
    by_count_.resize(static_cast<std::size_t>(std::clamp(largest_count, 0.0, 65535.0)) + 1);
    for (std::size_t y = 1; y < by_count_.size(); ++y) {
        const double at = theta + static_cast<double>(y - 1);
        by_count_[y] = {by_count_[y - 1].log_gamma + std::log(at), by_count_[y - 1].first + 1.0 / at,
                        by_count_[y - 1].second - 1.0 / (at * at)};
    }
}

ThetaTable::Rise ThetaTable::operator()(double count) const {
    const auto whole = static_cast<std::size_t>(std::min(count, 65536.0));
    if (whole < by_count_.size() && static_cast<double>(whole) == count) return by_count_[whole];
    return {special::log_gamma(count + theta_) - special::log_gamma(theta_),
            special::digamma(count + theta_) - special::digamma(theta_),
            special::trigamma(count + theta_) - special::trigamma(theta_)};
}

}  // namespace maatstaf::detail

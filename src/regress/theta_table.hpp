// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace maatstaf::detail {

/// log Gamma(y + theta) - log Gamma(theta) and its first and second derivative in theta, for counts y >= 0. Whole
/// counts up to 65,535 come from running sums, others from the functions themselves.
class ThetaTable {
public:
    ThetaTable() = default;
    ThetaTable(double theta, double largest_count);

    struct Rise {
        double log_gamma = 0.0, first = 0.0, second = 0.0;
    };
    Rise operator()(double count) const;

private:
    double theta_ = 0.0;
    std::vector<Rise> by_count_;
};

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace maatstaf::detail {

/// Lower and upper end of something; by default without end.
struct Limits {
    double low, high;
};

/// Central intervals of what is known after counting: Beta(a, b) for a share, Gamma(a, 1) for a number of events. With
/// 30 or more of each sort the quantiles come from the Cornish-Fisher series of the logit (or logarithm), which agrees
/// with the exact ones to less than a ten-thousandth of a standard deviation and is a hundred times quicker; with fewer
/// they are exact, and remembered, because few such pairs exist.
class CountIntervals {
public:
    explicit CountIntervals(double confidence);
    Limits beta(double a, double b);
    Limits gamma(double a);
    /// The same bits as `beta` for a column of x of n, of at most `longest_column`: Beta(x + 1/2, n - x + 1/2). NaN
    /// where the series does not hold; false when it holds nowhere.
    bool betas(const double* x, const double* n, std::size_t count, double* low, double* high) const;

private:
    struct Kept {
        double a = 0.0, b = 0.0;
        Limits ends{};
    };
    template <class Exact>
    Limits remembered(double a, double b, Exact exact);

    double tail_, quantile_;
    std::vector<Kept> kept_;   ///< one place per hash; empty until the first small count
};

}  // namespace maatstaf::detail

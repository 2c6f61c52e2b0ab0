// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "maatstaf/measure/inequality.hpp"

namespace maatstaf::detail {

/// Values and margins on the scale of their kind, most deprived first.
struct LineInput {
    std::vector<double> value{}, se{}, population{};
};

/// The law of both ends of a weighted line through uncertain values.
class LineLaw {
public:
    /// intercept = sum c_k y_k and slope = sum d_k y_k, of the values or (transformed) of what they are on their scale.
    LineLaw(const LineInput& input, std::span<const double> c, std::span<const double> d, ValueKind kind,
            bool transformed);

    double start() const;  ///< the line at 0, in units of the value
    double end() const;    ///< and at 1
    double slope_quantile(double probability) const;     ///< of end - start
    double relative_quantile(double probability) const;  ///< of end / start; NaN where start may be zero

private:
    double combined(std::span<const double> coefficients) const;
    double combination_quantile(std::span<const double> coefficients, double probability) const;
    double share_below(double threshold, bool relative) const;
    double by_integral(double probability, bool relative) const;
    double back(double on_scale) const;
    double onto(double value) const;

    ValueKind kind_;
    bool transformed_;
    std::vector<double> start_, both_, slope_;  ///< coefficients of the intercept, of the end, of the slope
    std::vector<double> plain_;  ///< values as given
    std::vector<double> centre_, cumulant2_, cumulant3_, cumulant4_;  ///< of each value, their mean first
    double mean_start_ = 0.0, mean_end_ = 0.0, sd_start_ = 0.0, sd_end_ = 0.0, correlation_ = 0.0;
};

}  // namespace maatstaf::detail

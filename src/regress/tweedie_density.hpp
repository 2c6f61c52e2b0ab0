// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace maatstaf::detail {

/// The density of Tweedie laws of one power between 1 and 2, by the series of Dunn & Smyth (2005).
class TweedieSeries {
public:
    explicit TweedieSeries(double power) noexcept;
    /// What of the log-density does not depend on the dispersion but through 1/dispersion.
    double exponent(double y, double mean) const noexcept;
    /// The rest, and its first two derivatives in log(dispersion); y > 0.
    struct Rest {
        double value, slope, curvature;
    };
    Rest rest(double y, double dispersion) const noexcept;

private:
    double power_;
    double shape_;   ///< of the gamma amounts: (2 - power) / (power - 1)
};

}  // namespace maatstaf::detail

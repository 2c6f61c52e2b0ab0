// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>

#include "maatstaf/core/message.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/risk/fit.hpp"

namespace maatstaf::detail {

/// A value of a trait as it is named in a sentence.
inline std::string four_digits(double value) {
    if (value == 0.0 || !std::isfinite(value)) return to_text(value);
    const double unit = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - 3.0);
    return unit < 1.0 ? to_text(std::round(value / unit) / std::round(1.0 / unit)) : to_text(std::round(value));
}

/// What the rates of a fit are counted in: use or euros per so many people, or the outcome itself.
inline Caveat counted_in(const RiskFit& fit, double multiplier) {
    const Family family = fit.family();
    const bool shares = family == Family::binomial || family == Family::quasi_binomial;
    const bool euros = family == Family::gamma || family == Family::tweedie;
    const Message said = euros && fit.has_exposure    ? messages::risk_rates_of_euros
                         : shares || fit.has_exposure ? messages::risk_rates_of_people
                                                      : messages::risk_rates_of_outcome;
    return {said, {{"multiplier", to_text(multiplier)}}};
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "maatstaf/measure/result.hpp"

namespace maatstaf::detail {

/// How an observation varies around its expectation.
enum class ObservationLaw {
    count,  ///< events: Poisson, or negative binomial with variance `chance` x mean
    share,  ///< so many of `size`: binomial, drawn out by `chance`
    value,  ///< normal, with standard deviation `chance`
};

/// Where the observation of a unit falls if what is expected of it holds: chance in the observation, and the margin of
/// the expectation. The margin is Student's on the scale on which expectations are made (the logarithm of a rate, the
/// log odds of a share, the value itself); for counts and shares the two are put together by summing over that margin.
struct PredictiveLaw {
    ObservationLaw law = ObservationLaw::value;
    double centre = std::numeric_limits<double>::quiet_NaN();  ///< log rate, log odds or value
    double spread = 0.0;                                       ///< standard error of the centre
    double freedom = std::numeric_limits<double>::infinity();  ///< degrees of freedom of the spread
    double chance = 1.0;
    double chance_freedom = std::numeric_limits<double>::infinity();
    double size = 1.0;    ///< exposure or trials
    double slope = 1.0;   ///< log odds by which a share moves per unit of the centre's scale

    double expected() const;     ///< events, or the value
    double expected_se() const;  ///< to first order
    /// P(Y < x) + P(Y = x) / 2; NaN where no margin is known.
    double below(double x) const;
    /// Where `below` is each tail.
    Limits limits(double level) const;
};

}  // namespace maatstaf::detail

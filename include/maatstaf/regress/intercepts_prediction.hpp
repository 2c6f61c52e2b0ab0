// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/random_intercepts.hpp"

namespace maatstaf {

/// What is predicted for a row, after a fit with random intercepts.
enum class PredictionOf : std::uint8_t {
    automatic,   ///< group where groups are given, else average
    group,       ///< the mean of the row's own group; a group that the fit has not seen is a new one
    average,     ///< the mean over all groups, seen and unseen: its interval says how sure that average is
    new_group,   ///< the same mean, but the interval says where one group that the fit has not seen may be
};
constexpr auto enum_names(PredictionOf) {
    using enum PredictionOf;
    return std::array{EnumName<PredictionOf>{automatic, "automatic"}, EnumName<PredictionOf>{group, "group"},
                      EnumName<PredictionOf>{average, "average"}, EnumName<PredictionOf>{new_group, "new_group"}};
}

struct InterceptsPredictionOptions {
    PredictionOf of = PredictionOf::automatic;
    double confidence = std::numeric_limits<double>::quiet_NaN();  ///< of the intervals; NaN: that of the fit
    static constexpr auto fields() {
        using O = InterceptsPredictionOptions;
        return std::tuple{field("of", &O::of, "group, average or new_group; automatic: group where groups are given"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1; empty: of the fit")};
    }
};

/// One number per row. None says where a single row will fall: they are about means.
struct InterceptsPrediction {
    InterceptsPredictionOptions options{};   ///< as used
    Eigen::VectorXd mean{};
    Eigen::VectorXd eta{};   ///< where the interval is made: linear predictor with the effect of the group, link of the
                             ///< average mean, or linear predictor of the middle one of all new groups
    Eigen::VectorXd se{};    ///< of eta; for a new group with the variance between groups
    Eigen::VectorXd low{}, high{};       ///< interval of the mean, from eta -/+ quantile x se through the link
    /// Position in `group_names` of the fit, -1 for a new one; empty unless groups count.
    std::vector<std::int32_t> group{};
    std::vector<Caveat> caveats{};

    /// mean, eta, se, low, high; and known, where groups count.
    Table table() const;
};

/// Means of new rows after a fit with random intercepts.
///
/// A group of the fit: x'b + u at its most probable intercept u. Its variance has that of u with the parameters known
/// and a'Va, where V is the covariance of all parameters (sd and theta among them) and a how x'b + u moves with them:
/// Kass & Steffey (1989), JASA 84, which is what glmmTMB gives as se.fit. Exact for gaussian with a known sd.
/// The average: the mean integrated over the normal distribution of u; the interval by the delta method on the scale of
/// the link. A new group: x'b -/+ t sqrt(se^2 + sd^2) (Higgins, Thompson & Spiegelhalter 2009, JRSS A 172), t with
/// Satterthwaite's degrees of freedom of that sum, at least 4. On the boundary, sd = 0, all three are the regression
/// without groups, and a caveat says what that leaves out.
///
/// `groups` has a number per row, or is empty; `labels[number]` is its name in the fit, without `labels` the number
/// itself is. Offset and exposure are those given here, never those of the fit. Throws as `predict` of a glm does, and
/// ArgumentError when `group` is asked for without groups.
InterceptsPrediction predict(const RandomInterceptsResult& fit, const RegressionData& rows,
                             std::span<const std::int32_t> groups = {}, const InterceptsPredictionOptions& options = {},
                             std::span<const std::string> labels = {});

}  // namespace maatstaf

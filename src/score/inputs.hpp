// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/panel/panel.hpp"
#include "maatstaf/score/model.hpp"

namespace maatstaf::detail {

/// What one indicator brings to one period, divided by its denominator where it has one. Spans have one entry per unit
/// or
/// are empty.
struct Input {
    bool there = false;   ///< false: the panel does not have the indicator
    std::span<const double> value;
    std::span<const Status> status;
    std::span<const double> se, n, numerator, denominator;
    Scale scale = Scale::mean;
    double factor = 1.0;   ///< value = factor x numerator / denominator

    Input() = default;
    Input(Input&&) = default;   // moved vectors keep their memory, so the spans stay good
    Input& operator=(Input&&) = default;

    std::vector<double> own_value, own_se;
    std::vector<Status> own_status;

    /// Whether some cell may have a margin.
    bool may_have_margin() const noexcept { return !se.empty() || !numerator.empty(); }
    bool may_have_n() const noexcept { return !n.empty() || (scale == Scale::proportion && !denominator.empty()); }
    /// People or cases behind the value of a unit: n, else the denominator of a proportion; NaN if unknown.
    double people(std::size_t unit) const noexcept;
};

/// What the framework says of the values of an indicator.
ScoreIndicator scored_as(const Indicator& indicator);

/// The target that holds in every period for an area, or with an empty id for every area; NaN without one.
double standing_target(const Indicator& indicator, std::string_view area);

/// What a ratio is multiplied by: the factor of the indicator, or without one what its unit says ("per 1,000").
double ratio_factor(const Indicator& indicator);

/// Says so when the panel makes an indicator from counts with another factor than the framework.
std::optional<Caveat> factor_doubt(const Panel& panel, const Indicator& indicator);

/// Whether all values lie in 0 .. 1 as shares do, of an indicator in % or of one that was made of counts as they are.
bool look_like_shares(const Panel& panel, const Indicator& indicator);

/// Throws DataError (denominator_not_positive).
Input bind_input(const Panel& panel, const ScoreIndicator& indicator, std::int32_t period);

/// Throws DataError (framework_not_valid, with the first of them) when `validate` finds errors.
void need_valid(const Framework& framework);

/// Throws DataError (indicator_misspelt) when the panel lacks an indicator of the list (or a denominator) but has one
/// that is nearly so spelt and that the framework does not know.
void check_spelling(const Panel& panel, const Framework& framework, std::span<const ScoreIndicator> indicators);

}  // namespace maatstaf::detail

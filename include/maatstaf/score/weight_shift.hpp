// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/score/result.hpp"

namespace maatstaf {

/// Share of one indicator in a score.
struct IndicatorWeight {
    std::string indicator{};
    double weight = 0.0;
    static constexpr auto fields() {
        return std::tuple{field("indicator", &IndicatorWeight::indicator, "id of an indicator"),
                          field("weight", &IndicatorWeight::weight, "its share in the score")};
    }
};

/// The weight of each indicator in one score: the product of the weights along every path to it, summed, each node
/// renormalised over the children that have a value there. In the order of the items of the model; the weights sum to
/// 1, and there are none where the score has no value. Throws ArgumentError for a mean beneath the item that is not
/// arithmetic and for gaps that are filled with the reference (weights_need_linear): no fixed numbers say then what an
/// indicator does.
std::vector<IndicatorWeight> effective_weights(const ScoreResult& result, std::string_view item, std::string_view unit,
                                               std::string_view period, View view = View::results);

/// How the score of one item of one unit moves from one set of weights to another.
struct WeightShift {
    std::string item{}, unit{};
    Period period{};
    View view = View::results;
    double before = Estimate{}.value, after = Estimate{}.value;   ///< scores under the two sets
    Estimate change{};                         ///< after - before; no margin when an indicator that matters has none
    double probability = Estimate{}.value;     ///< that the change is above zero; NaN without a margin
    static constexpr auto fields() {
        using W = WeightShift;
        return std::tuple{field("item", &W::item, "id of the item"),
                          field("unit", &W::unit, "id of the unit"),
                          field("period", &W::period, "period of the scores"),
                          field("view", &W::view, "results or contributions"),
                          field("before", &W::before, "score under the first set of weights"),
                          field("after", &W::after, "score under the second"),
                          field("change", &W::change, "after - before, with its margin"),
                          field("probability", &W::probability, "that the change is above zero")};
    }
};

/// Both scores rest on the same measurements, so their margins must not be compared as if they were independent: what
/// is uncertain in both cancels. For arithmetic means the difference is itself a weighted sum of indicator scores,
///     change = sum_j (v_j - w_j) s_j,    se^2 = sum_j (v_j - w_j)^2 se_j^2,
/// with w_j and v_j the effective weights before and after. Exact for independent normal errors; the interval has the
/// confidence of `before`. Weight sets that hold for one area count where the unit lies in it.
///
/// Throws ArgumentError when models or measurements differ in more than weights (weights_not_comparable), for means
/// that are not arithmetic and gaps that are filled (weights_need_linear), and for results made without their
/// indicators (item_not_scored).
WeightShift weight_shift(const ScoreResult& before, const ScoreResult& after, std::string_view item,
                         std::string_view unit, std::string_view period, View view = View::results);

}  // namespace maatstaf

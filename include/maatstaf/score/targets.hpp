// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/panel/panel.hpp"
#include "maatstaf/score/attainment.hpp"
#include "maatstaf/score/result.hpp"

namespace maatstaf {

struct TargetOptions {
    double confidence = 0.95;   ///< of the interval of the value
    static constexpr auto fields() {
        return std::tuple{field("confidence", &TargetOptions::confidence, "of the interval of the value")};
    }
};

/// One indicator, unit and period held against its target.
struct TargetRow {
    std::string unit{}, period{}, indicator{};
    Goal goal = Goal::improve;
    Estimate estimate{};  ///< in the unit of the indicator
    Status status = Status::absent;
    double baseline = Estimate{}.value;
    double target = Estimate{}.value;       ///< improve: the target; else the value that the goal asks for
    double attainment = Estimate{}.value;   ///< see `score::attainment`
    double probability = Estimate{}.value;  ///< that the true value meets the target; NaN without a margin
    /// improve: steady pace per period still needed from this period to that of the target, 0 when the value meets it
    /// already; NaN without such a period.
    double pace_needed = Estimate{}.value;
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using T = TargetRow;
        return std::tuple{field("unit", &T::unit, "id of the unit"),
                          field("period", &T::period, "period of the value"),
                          field("indicator", &T::indicator, "id of the indicator"),
                          field("goal", &T::goal, "what is asked"),
                          field("estimate", &T::estimate, "value with its margin"),
                          field("status", &T::status, "why the value is empty"),
                          field("baseline", &T::baseline, "where we started"),
                          field("target", &T::target, "the value that the goal asks for"),
                          field("attainment", &T::attainment, "how far the way has been gone"),
                          field("probability", &T::probability, "that the true value meets the target"),
                          field("pace_needed", &T::pace_needed, "steady pace per period still needed"),
                          field("caveats", &T::caveats, "what a reader must know")};
    }
};

/// Rows in the order of indicators, periods, units.
struct TargetResult {
    std::vector<TargetRow> rows{};
    std::vector<Caveat> caveats{};
    bool restricted = false;
    static constexpr auto fields() {
        using T = TargetResult;
        return std::tuple{field("rows", &T::rows, "one per indicator, period and unit"),
                          field("caveats", &T::caveats, "what holds for all of it"),
                          field("restricted", &T::restricted, "record-level data or small counts")};
    }
};

/// Holds the indicators of a panel against what their goals ask. The target of a cell is the first that exists of: own
/// area and period, own area and the next later period, own area in every period, and the same three for every area.
/// The baseline is the one of the framework, or else what the panel holds of the same unit in the baseline period.
/// Indicators without a target (or band, or baseline to maintain) have no rows.
/// A baseline that the panel measured has an error as well: the probability that a decline stayed within bounds counts
/// both, as independent. Such a baseline says nothing about its own period. Intervals and probabilities of counts are
/// those of their posterior (Beta or Gamma, Jeffreys' prior); a difference of two counts is taken as normal.
/// Throws ArgumentError when `confidence` is outside (0, 1).
TargetResult hold_against_targets(const Framework& framework, const Panel& panel, const TargetOptions& options = {});

/// unit, period, indicator, goal, value, se, low, high, n, baseline, target, attainment, probability, pace_needed,
/// caveat.
Table to_table(const TargetResult& result, Language language = Language::english);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const TargetResult& result);
template <>
TargetResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

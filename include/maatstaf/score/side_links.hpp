// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

struct SideLinkOptions {
    double smallest_change = 0.0;   ///< improvement that counts as movement, in the unit of each indicator; >= 0
    double side_above = 0.9;        ///< a side link moved when P(improvement > smallest_change) is above this
    double core_below = 0.5;        ///< the core link did not when that probability is below this
    static constexpr auto fields() {
        using O = SideLinkOptions;
        return std::tuple{field("smallest_change", &O::smallest_change, "improvement that counts as movement"),
                          field("side_above", &O::side_above, "probability above which a side link moved"),
                          field("core_below", &O::core_below, "probability below which the core link did not")};
    }
};

/// One activity in one unit: did what it is for move, or only what it also touches?
struct SideLinkRow {
    std::string unit{}, activity{}, core_indicator{}, side_indicator{};
    double core_change = 0.0, core_se = 0.0, core_probability = 0.0;  ///< change: higher is better; NaN when unknown
    double side_change = 0.0, side_se = 0.0, side_probability = 0.0;
    Status core_status = Status::observed, side_status = Status::observed;  ///< of both periods, as in `ChangeRow`
    bool ask = false;   ///< the side moved and the core did not: a question to ask, never a verdict
    static constexpr auto fields() {
        using S = SideLinkRow;
        return std::tuple{field("unit", &S::unit, "id of the unit"),
                          field("activity", &S::activity, "id of the activity"),
                          field("core_indicator", &S::core_indicator, "indicator of its core link"),
                          field("side_indicator", &S::side_indicator, "indicator of a side link"),
                          field("core_change", &S::core_change, "improvement of the core"),
                          field("core_se", &S::core_se, "its standard error"),
                          field("core_probability", &S::core_probability, "that it is above the smallest change"),
                          field("side_change", &S::side_change, "improvement of the side"),
                          field("side_se", &S::side_se, "its standard error"),
                          field("side_probability", &S::side_probability, "that it is above the smallest change"),
                          field("core_status", &S::core_status, "why the core is empty"),
                          field("side_status", &S::side_status, "why the side is empty"),
                          field("ask", &S::ask, "the side moved and the core did not")};
    }
};

struct SideLinkResult {
    Period earlier{}, later{};
    std::vector<SideLinkRow> rows{};  ///< by activity, side link, unit
    std::vector<Caveat> questions{};  ///< one per row with `ask`, and per activity of which nothing can be said
    bool restricted = false;
    static constexpr auto fields() {
        using S = SideLinkResult;
        return std::tuple{field("earlier", &S::earlier, "period to compare with"),
                          field("later", &S::later, "period that is compared"),
                          field("rows", &S::rows, "by activity, side link, unit"),
                          field("questions", &S::questions, "questions to ask"),
                          field("restricted", &S::restricted, "record-level data or small counts")};
    }
};

/// "A language course that only leads to meeting people is not on the right track": holds the indicators of the links
/// of every activity of one period against an earlier one. Changes are taken as independent and normal; without a
/// margin in both periods nothing can be said, and a caveat says that. Direction target counts distance to the target
/// that holds in every period, of the unit itself or else of all; where the margin reaches across the target the change
/// has no probability, because distance bends there. Links of direction context have no rows: neither end is better.
/// Throws ArgumentError for options outside their range and for periods that the panel does not have.
SideLinkResult check_side_links(const Framework& framework, const Panel& panel, const Period& earlier,
                                const Period& later, const SideLinkOptions& options = {});

/// unit, activity, core_indicator, core_change, core_se, core_probability, side_indicator, side_change, side_se,
/// side_probability, ask.
Table to_table(const SideLinkResult& result);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const SideLinkResult& result);
template <>
SideLinkResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

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
};

struct SideLinkResult {
    Period earlier{}, later{};
    std::vector<SideLinkRow> rows{};  ///< by activity, side link, unit
    std::vector<Caveat> questions{};  ///< one per row with `ask`, and per activity of which nothing can be said
    bool restricted = false;
};

/// "A language course that only leads to meeting people is not on the right track": holds the indicators of the links
/// of every activity of one period against an earlier one. Changes are taken as independent and normal; without a margin
/// in both periods nothing can be said, and a caveat says that. Direction target counts distance to the target that
/// holds in every period, of the unit itself or else of all; where the margin reaches across the target the change has
/// no probability, because distance bends there. Links of direction context have no rows: neither end is better.
/// Throws ArgumentError for options outside their range and for periods that the panel does not have.
SideLinkResult check_side_links(const Framework& framework, const Panel& panel, const Period& earlier,
                                const Period& later, const SideLinkOptions& options = {});

/// unit, activity, core_indicator, core_change, core_se, core_probability, side_indicator, side_change, side_se,
/// side_probability, ask.
Table to_table(const SideLinkResult& result);

}  // namespace maatstaf

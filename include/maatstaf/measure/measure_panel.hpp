// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/measure/result.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

struct MeasurePanelOptions {
    std::string unit = "area";      ///< key that names the unit
    std::string period{};           ///< key that names the period; empty: `in_period` for all rows
    std::string in_period{};        ///< the period of all rows, when no key names it
    std::vector<std::string> indicator{"measure"};  ///< keys that together name the indicator, joined by ":"
    std::string name{};             ///< the indicator of all rows, instead of what keys say
    double per = std::numeric_limits<double>::quiet_NaN();  ///< of proportions, 100 for percentages; NaN: as they are
    std::string unknown{};          ///< the unit of rows that name none; empty: they are refused
    UnitKind kind = UnitKind::neighbourhood;
    static constexpr auto fields() {
        using O = MeasurePanelOptions;
        return std::tuple{field("unit", &O::unit, "key that names the unit"),
                          field("period", &O::period, "key that names the period"),
                          field("in_period", &O::in_period, "period of all rows, when no key names it"),
                          field("indicator", &O::indicator, "keys that together name the indicator"),
                          field("name", &O::name, "indicator of all rows, instead of what keys say"),
                          field("per", &O::per, "of proportions: 100 for percentages; None: as they are"),
                          field("unknown", &O::unknown, "the unit of rows that name none"),
                          field("kind", &O::kind, "what the units are")};
    }
};

/// A result as a panel, by what kind of number each measure is: proportions (times `per`), rates and ratios of events
/// (scale rate) and counts with their numerators and denominators, the rest as means. Where the value is no plain
/// quotient of counts it has a standard error: the column `se`, else half the width of its first limits over the normal
/// quantile. Shares of rows that belong together have both. Rows without a value are empty cells. Restricted when the
/// result is. Throws ArgumentError for a key that is not there, for `per` without proportions and for measures of two
/// kinds in one indicator; DataError for two rows of one cell, for rows without a unit where `unknown` does not name
/// them, and for a period that cannot be read.
Panel measure_panel(const MeasureResult& measures, const MeasurePanelOptions& options = {});

}  // namespace maatstaf

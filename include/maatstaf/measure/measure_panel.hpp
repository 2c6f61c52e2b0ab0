// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    double per = 1.0;               ///< of shares: 100 for percentages
    UnitKind kind = UnitKind::neighbourhood;
    static constexpr auto fields() {
        using O = MeasurePanelOptions;
        return std::tuple{field("unit", &O::unit, "key that names the unit"),
                          field("period", &O::period, "key that names the period"),
                          field("in_period", &O::in_period, "period of all rows, when no key names it"),
                          field("indicator", &O::indicator, "keys that together name the indicator"),
                          field("name", &O::name, "indicator of all rows, instead of what keys say"),
                          field("per", &O::per, "of shares: 100 for percentages"),
                          field("kind", &O::kind, "what the units are")};
    }
};

/// A result as a panel: value, standard error (column `se`, where it has one) and n. Shares, with all limits from 0 to
/// 1 and no score limits of a ratio, are proportions (times `per`); the rest are means. Numerator and denominator go
/// along where the value is their quotient. Rows without a value are empty cells. Restricted when the result is. Throws
/// ArgumentError for a key that is not there, DataError for two rows of one cell and for a period that cannot be read.
Panel measure_panel(const MeasureResult& measures, const MeasurePanelOptions& options = {});

}  // namespace maatstaf

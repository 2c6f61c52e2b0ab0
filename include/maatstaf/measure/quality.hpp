// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/measure/rate.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// Against what a value is held.
enum class OutlierMethod : std::uint8_t {
    z,           ///< the other units in its period: (x - mean) / sd
    modified_z,  ///< the same by median and median absolute deviation (Iglewicz & Hoaglin 1993)
    range,       ///< a lowest and a highest value
    jump,        ///< the unit's own history: its change, among the changes it had before, by their median and deviation
};
constexpr auto enum_names(OutlierMethod) {
    using enum OutlierMethod;
    return std::array{EnumName<OutlierMethod>{z, "z"}, EnumName<OutlierMethod>{modified_z, "modified_z"},
                      EnumName<OutlierMethod>{range, "range"}, EnumName<OutlierMethod>{jump, "jump"}};
}

struct OutlierOptions {
    OutlierMethod method = OutlierMethod::modified_z;
    double threshold = 3.5;  ///< scores further than this from 0 stand out; not for range
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    std::int32_t least_history = 4;  ///< changes before this one, for jump
    static constexpr auto fields() {
        using O = OutlierOptions;
        return std::tuple{field("method", &O::method, "against what a value is held"),
                          field("threshold", &O::threshold, "scores further than this from 0 stand out"),
                          field("lowest", &O::lowest, "for range"), field("highest", &O::highest, "for range"),
                          field("least_history", &O::least_history, "changes before this one, for jump")};
    }
};

struct Outlier {
    std::string unit{}, indicator{};
    Period period{};
    double value = 0.0;
    double score = 0.0;     ///< distances from the middle; for range, how far outside
    double middle = 0.0;    ///< what was to be expected: mean, median, nearest bound, last value plus usual change
};

struct OutliersResult {
    OutlierOptions options{};
    std::vector<Outlier> outliers{};   ///< in the order of indicators, periods and units
    std::int64_t checked = 0;          ///< cells that could be judged
    std::int64_t not_checked = 0;      ///< observed, but with too few others (or too short a history) to judge by
    std::vector<Caveat> caveats{};
    /// unit, indicator, period, value, score, middle.
    Table table() const;
};

namespace measure {

/// Values of a panel that stand out: to look at, not to remove. Units of one kind are held against one another. Fewer
/// than three values, or no spread among them, give nothing to judge by, which is counted.
OutliersResult outliers(const Panel& panel, const OutlierOptions& options = {});

/// Share of deliveries that came in by the day they were due (Wilson limits): days since any start, NaN for not
/// received. Columns: on_time, late, not_received, median_days_late (of those that came late), left_out (no day due).
MeasureResult timeliness(std::span<const double> due, std::span<const double> received, const RowGroups& groups = {},
                         const ProportionOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

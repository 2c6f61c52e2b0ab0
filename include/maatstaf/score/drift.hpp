// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/panel/panel.hpp"
#include "maatstaf/score/model.hpp"

namespace maatstaf {

/// How far the values of one indicator in one period have moved from the reference that a model was frozen on.
struct DriftRow {
    std::string indicator{}, period{};
    double n = 0.0;               ///< observed values
    double below = 0.0;  ///< share of them below the low end (goalposts, else the lowest value of the reference)
    double above = 0.0;           ///< share of them above the high end
    double mean = 0.0;            ///< their mean, in the unit of the indicator; NaN without values
    double shift = 0.0;           ///< (mean - mean of the reference) / sd of the reference
    double spread_ratio = 0.0;    ///< sd / sd of the reference
    static constexpr auto fields() {
        using D = DriftRow;
        return std::tuple{field("indicator", &D::indicator, "id of the indicator"),
                          field("period", &D::period, "period of the values"),
                          field("n", &D::n, "observed values"),
                          field("below", &D::below, "share below the low end"),
                          field("above", &D::above, "share above the high end"),
                          field("mean", &D::mean, "their mean"),
                          field("shift", &D::shift, "distance of the means in reference sd"),
                          field("spread_ratio", &D::spread_ratio, "sd as a part of that of the reference")};
    }
};

struct DriftResult {
    std::vector<DriftRow> rows{};  ///< in the order of indicators, then periods
    bool restricted = false;
    static constexpr auto fields() {
        using D = DriftResult;
        return std::tuple{field("rows", &D::rows, "by indicator, then period"),
                          field("restricted", &D::restricted, "record-level data or small counts")};
    }
};

/// Reads values only: whether to freeze a new reference is for people to decide.
DriftResult drift(const ScoreModel& model, const Panel& panel);

/// indicator, period, n, below, above, outside, mean, shift, spread_ratio.
Table to_table(const DriftResult& result);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const DriftResult& result);
template <>
DriftResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

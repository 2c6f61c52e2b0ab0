// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/panel/availability.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// The observed values of one indicator in one period, over the units. What cannot be computed (no values; a spread of
/// one value) is NaN.
struct Description {
    std::string indicator{};
    Period period{};
    StatusCounts cells{};
    double mean = std::numeric_limits<double>::quiet_NaN();    ///< each unit counts once, whatever its size
    double sd = std::numeric_limits<double>::quiet_NaN();      ///< with n - 1
    double min = std::numeric_limits<double>::quiet_NaN();
    double lower_quartile = std::numeric_limits<double>::quiet_NaN();  ///< Hyndman and Fan (1996), type 7
    double median = std::numeric_limits<double>::quiet_NaN();
    double upper_quartile = std::numeric_limits<double>::quiet_NaN();
    double max = std::numeric_limits<double>::quiet_NaN();
    std::int64_t distinct = 0;      ///< different values; 1 with two or more observed: constant
    std::int64_t with_se = 0;       ///< observed cells with a standard error
    std::int64_t with_n = 0;        ///< observed cells with a count of people or cases
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using D = Description;
        return std::tuple{field("indicator", &D::indicator, "id of the indicator"),
                          field("period", &D::period, "period of the values"),
                          field("cells", &D::cells, "how many cells hold a number"),
                          field("mean", &D::mean, "of the units, each counting once"),
                          field("sd", &D::sd, "with n - 1"),
                          field("min", &D::min, "smallest"),
                          field("lower_quartile", &D::lower_quartile, "type 7"),
                          field("median", &D::median, "type 7"),
                          field("upper_quartile", &D::upper_quartile, "type 7"),
                          field("max", &D::max, "largest"),
                          field("distinct", &D::distinct, "different values"),
                          field("with_se", &D::with_se, "cells with a standard error"),
                          field("with_n", &D::with_n, "cells with a count of people or cases"),
                          field("caveats", &D::caveats, "what a reader must know")};
    }

    bool constant() const noexcept { return cells.observed >= 2 && distinct == 1; }
};

struct DescribeOptions {
    bool by_kind = false;   ///< units of each kind apart: a national row among districts is no district
    static constexpr auto fields() {
        return std::tuple{field("by_kind", &DescribeOptions::by_kind, "describe units of each kind apart")};
    }
};

struct DescribeResult {
    std::vector<Description> rows{};  ///< by indicator, then period, then kind
    std::vector<UnitKind> kinds{};    ///< one per row with `by_kind`; else empty
    bool restricted = false;
    static constexpr auto fields() {
        using D = DescribeResult;
        return std::tuple{field("rows", &D::rows, "by indicator, then period, then kind"),
                          field("kinds", &D::kinds, "one per row, or none"),
                          field("restricted", &D::restricted, "record-level data or small counts")};
    }
};

/// Describes every indicator in every period. Caveats: nothing observed, all values the same, values that look like
/// shares where the factor says percent (they are left as they are).
DescribeResult describe(const Panel& panel, const DescribeOptions& options = {});

/// Columns `indicator`, `period`, `kind` (with `by_kind`), the four counts of statuses, the statistics, `distinct`,
/// `constant`, `with_se`, `with_n` and `caveat`.
Table to_table(const DescribeResult& result, Language language = Language::english);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const DescribeResult& result);
template <>
DescribeResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// Along which axis availability is counted.
enum class PanelAxis : std::uint8_t { unit, indicator, period };
constexpr auto enum_names(PanelAxis) {
    return std::array{EnumName<PanelAxis>{PanelAxis::unit, "unit"},
                      EnumName<PanelAxis>{PanelAxis::indicator, "indicator"},
                      EnumName<PanelAxis>{PanelAxis::period, "period"}};
}

/// How many cells hold a number and, of the others, why not.
struct StatusCounts {
    std::int64_t observed = 0;
    std::int64_t absent = 0;
    std::int64_t suppressed = 0;
    std::int64_t not_applicable = 0;

    std::int64_t cells() const noexcept { return observed + absent + suppressed + not_applicable; }
    /// Observed cells as a share of those that can exist, 0 to 1; cells that are not applicable do not count. NaN when
    /// none can.
    double share() const noexcept;
    void count(Status status) noexcept;
    friend bool operator==(const StatusCounts&, const StatusCounts&) = default;

    static constexpr auto fields() {
        return std::tuple{field("observed", &StatusCounts::observed, "cells with a number"),
                          field("absent", &StatusCounts::absent, "cells that nobody measured or delivered"),
                          field("suppressed", &StatusCounts::suppressed, "cells that the source withholds"),
                          field("not_applicable", &StatusCounts::not_applicable, "cells that cannot exist")};
    }
};

struct AvailabilityOptions {
    PanelAxis by = PanelAxis::indicator;
    static constexpr auto fields() {
        return std::tuple{field("by", &AvailabilityOptions::by, "unit, indicator or period")};
    }
};

/// Counts along one axis of a panel, in the order of that axis.
struct AvailabilityResult {
    PanelAxis by = PanelAxis::indicator;
    std::vector<std::string> ids{};      ///< of units, indicators or periods
    std::vector<StatusCounts> counts{};  ///< one per id
    StatusCounts total{};
    bool restricted = false;
    static constexpr auto fields() {
        using A = AvailabilityResult;
        return std::tuple{field("by", &A::by, "unit, indicator or period"),
                          field("ids", &A::ids, "of units, indicators or periods"),
                          field("counts", &A::counts, "one per id"),
                          field("total", &A::total, "all cells"),
                          field("restricted", &A::restricted, "record-level data or small counts")};
    }
};

/// How complete a panel is.
AvailabilityResult availability(const Panel& panel, const AvailabilityOptions& options = {});

/// Columns: `unit`, `indicator` or `period`, then `observed`, `absent`, `suppressed`, `not_applicable`, `share`.
Table to_table(const AvailabilityResult& result);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const AvailabilityResult& result);
template <>
AvailabilityResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

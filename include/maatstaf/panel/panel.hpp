// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/graph.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/scale.hpp"
#include "maatstaf/core/status.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/panel/unit.hpp"

namespace maatstaf {
namespace detail {
struct PanelAccess;
}

/// What a panel knows of an indicator: enough to check its cells. Meaning, direction and targets stand in the
/// framework.
struct PanelIndicator {
    std::string id = {};
    std::optional<Scale> scale = {};   ///< none: nobody said; read as a mean unless a framework says more
    double factor = 1.0;         ///< value = factor x numerator / denominator (100 for percent)
    std::string unit = {};
    static constexpr auto fields() {
        return std::tuple{field("id", &PanelIndicator::id, "id, the same as in the framework"),
                          field("scale", &PanelIndicator::scale, "proportion, rate, mean, count or amount, if said"),
                          field("factor", &PanelIndicator::factor, "value = factor x numerator / denominator"),
                          field("unit", &PanelIndicator::unit, "unit as people write it")};
    }
};

/// The cells of one indicator in one period: one entry per unit, in the order of the units. Spans of parts that were
/// not supplied are empty. A value is NaN exactly where its status is not `observed`.
struct Cells {
    std::span<const double> value{};  ///< in the unit of the indicator
    std::span<const Status> status{};
    std::span<const double> se{};         ///< standard error in the unit of the indicator, or empty
    std::span<const double> n{};          ///< people or cases behind the value, or empty
    std::span<const double> numerator{};  ///< or empty; with `denominator`
    std::span<const double> denominator{};
};

/// Observations: unit x indicator x period, with why a cell is empty. Immutable and cheap to copy.
///
/// Values are dense columns, one per (indicator, period), of one entry per unit. NaN on input means absent.
class Panel {
public:
    Panel();

    std::span<const Unit> units() const noexcept;
    std::span<const PanelIndicator> indicators() const noexcept;
    std::span<const Period> periods() const noexcept;  ///< ascending
    bool restricted() const noexcept;

    /// Positions; throw ArgumentError (unknown_unit, unknown_indicator, unknown_period) with the nearest id.
    std::int32_t unit(std::string_view id) const;
    std::int32_t indicator(std::string_view id) const;
    std::int32_t period(const Period& period) const;
    bool has_indicator(std::string_view id) const noexcept;

    /// Cells of an indicator in a period, by position.
    Cells cells(std::int32_t indicator, std::int32_t period) const;

    /// Edges from each unit to its parent unit, by position, where the parent is itself a unit of the panel.
    const Graph& hierarchy() const noexcept;

    /// The part of the panel with these periods, units or indicators, in the order given (periods stay ascending).
    /// Throw ArgumentError for what the panel does not have and for what is asked twice.
    Panel at(const Period& period) const;
    Panel at(std::string_view period) const { return at(Period::parse(period)); }
    Panel select_periods(std::span<const Period> periods) const;
    Panel select_units(std::span<const std::string> ids) const;
    Panel select_indicators(std::span<const std::string> ids) const;
    /// The units of one kind (for example districts, without the national row).
    Panel of_kind(UnitKind kind) const;

    struct Data;  ///< storage; its layout is private to the room

private:
    friend struct detail::PanelAccess;
    explicit Panel(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> data_;
};

/// Restoring checks the content as `PanelBuilder` does; ArchiveError says what is wrong with it.
template <>
Bytes to_archive(const Panel& panel);
template <>
Panel from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

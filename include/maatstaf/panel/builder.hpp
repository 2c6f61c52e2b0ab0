// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// What goes with the values of one indicator in one period. Each member is empty or has one entry per unit of the
/// builder; NaN means unknown.
struct CellParts {
    std::vector<double> se = {};  ///< standard error, >= 0, in the unit of the indicator
    std::vector<double> n = {};  ///< people or cases behind the value, >= 0
    std::vector<double> numerator = {};  ///< >= 0; needs `denominator`
    std::vector<double> denominator = {};   ///< >= 0
    std::vector<Status> status = {};  ///< why a cell is empty; empty: NaN is absent
    std::vector<std::int64_t> rows = {};  ///< row of its table, counted from 1, for messages; 0: none
};

/// Puts a panel together column by column and checks it. Units keep the order in which they were given, indicators that
/// of their first appearance; periods are sorted.
///
///     PanelBuilder({{.id = "a"}, {.id = "b"}})
///         .add("lonely", "2016", {43.6, 48.8}, {.se = {1.2, 0.9}})
///         .add("lonely", "2020", {47.9, 51.3})
///         .build();
///
/// What happens to each cell:
/// * A value under a status other than `observed` is an error; so is an infinite one. NaN without a reason is `absent`.
/// * An empty value with a known numerator and a denominator above 0 becomes factor x numerator / denominator, unless a
///   reason was given; with numerator and denominator both 0 it becomes `not_applicable`.
/// * A value that was given together with both must agree with them, as far as rounding allows: by half a unit of its
///   own last decimal (or 1 in a million; a proportion at most half a hundredth of its factor), and by what
///   `count_rounding` can do to numerator and denominator.
/// * A proportion must lie between 0 and its factor and its numerator must not exceed its denominator; a rate or count
///   must not be negative and a count must be whole. Nothing is ever rescaled.
class PanelBuilder {
public:
    /// Throws DataError when an id is empty, too long, not UTF-8 or not unique.
    explicit PanelBuilder(std::vector<Unit> units);
    /// Units of one kind of which nothing but the id is known.
    explicit PanelBuilder(std::span<const std::string> ids, UnitKind kind = UnitKind::neighbourhood);

    /// Says what is known of an indicator, before or after its values; the last word counts. Throws DataError for an id
    /// that cannot be one and ArgumentError for a factor that is not positive and finite.
    PanelBuilder& describe(PanelIndicator indicator);
    /// Makes sure that the period exists, with or without values.
    PanelBuilder& period(const Period& period);

    /// The values of an indicator in a period, one per unit. An indicator that nobody described is a `mean`. Throws
    /// ArgumentError when a length differs from the count of units, DataError when the same cells were added before.
    /// `values` may be empty when numerator and denominator are given.
    PanelBuilder& add(std::string_view indicator, const Period& period, std::vector<double> values,
                      CellParts parts = {});
    PanelBuilder& add(std::string_view indicator, std::string_view period, std::vector<double> values,
                      CellParts parts = {}) {
        return add(indicator, Period::parse(period), std::move(values), std::move(parts));
    }

    /// Record-level data or small counts. Panels of persons or households are restricted in any case.
    PanelBuilder& restricted(bool restricted = true);
    /// The unit to which the source rounds counts (5 for most of Statistics Netherlands); 0: counts are exact.
    PanelBuilder& count_rounding(double unit);

    /// Checks everything and gives the panel. Throws DataError that names unit, indicator, period and, when known, row.
    Panel build() const&;
    Panel build() &&;

private:
    struct Entry {
        std::int32_t indicator{};
        Period period{};
        std::vector<double> values{};
        CellParts parts{};
    };
    std::int32_t position_of(std::string_view indicator);
    void check_length(const std::vector<double>& part, std::string_view name) const;
    static Panel assemble(PanelBuilder builder);

    std::vector<Unit> units_;
    std::vector<PanelIndicator> indicators_;
    std::unordered_map<std::string, std::int32_t> indicator_positions_;
    std::vector<Period> periods_;
    std::vector<Entry> entries_;
    double count_rounding_ = 0.0;
    bool restricted_ = false;
};

}  // namespace maatstaf

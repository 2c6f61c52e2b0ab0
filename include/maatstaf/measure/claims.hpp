// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/records.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

struct ClaimOptions {
    std::string as_of{};     ///< last day that the records cover, as 2024-12-31; needed
    int first_year = 0;      ///< earlier days are cut off; 0: the year of the earliest claim
    std::string act{};       ///< of all rows, when there is no column that says so
    int gap_days = 30;       ///< a pause of at most this many days does not end help
    int window_days = 365;   ///< within how many days of an ending a new start is repeat use
    int double_days = 7;     ///< two providers at once for more days than this is counted as double
    double households = std::numeric_limits<double>::quiet_NaN();  ///< all there are, also without use; NaN: not known
    double top = 0.05;       ///< part of the households with the highest cost, for `top_share`
    std::vector<RecordColumn> columns{};  ///< what columns mean, where their names do not say it
    static constexpr auto fields() {
        using O = ClaimOptions;
        return std::tuple{field("as_of", &O::as_of, "last day that the records cover, as 2024-12-31; needed"),
                          field("first_year", &O::first_year, "earlier days are cut off; 0: year of the first claim"),
                          field("act", &O::act, "act of all rows, when no column says so"),
                          field("gap_days", &O::gap_days, "a pause of at most this many days does not end help"),
                          field("window_days", &O::window_days, "days within which a new start is repeat use"),
                          field("double_days", &O::double_days, "two providers at once for longer counts as double"),
                          field("households", &O::households, "all households, also without use; None: not known"),
                          field("top", &O::top, "part of the households with the highest cost"),
                          field("columns", &O::columns, "what columns mean, where their names do not say it")};
    }
};

/// What the rows of a result are about.
enum class UseLevel : std::uint8_t { all, act, area, provider, product };
constexpr auto enum_names(UseLevel) {
    using enum UseLevel;
    return std::array{EnumName<UseLevel>{all, "all"}, EnumName<UseLevel>{act, "act"},
                      EnumName<UseLevel>{area, "area"}, EnumName<UseLevel>{provider, "provider"},
                      EnumName<UseLevel>{product, "product"}};
}
inline constexpr std::size_t use_levels = 5;

/// Use of care in one year by one act, area, provider or product. A person counts in every year that help touches.
struct CareUse {
    UseLevel level = UseLevel::all;
    std::int32_t item = 0;      ///< position in `ClaimResult::items` of the level
    int year = 0;
    std::int64_t lines = 0;     ///< claim lines by the year in which they start, without credits
    std::int64_t persons = 0;   ///< different ones
    std::int64_t days = 0;      ///< different days of different persons: two lines on one day count once
    double cost = 0.0;          ///< lines over two years are divided by days
    double hours = 0.0;         ///< volume in hours
    double volume_days = 0.0;   ///< volume in days and nights
    double cost_not_comparable = 0.0;  ///< cost of lines whose volume is in pieces, euros or an unknown unit
    std::int64_t providers = 0;        ///< different ones
    std::int64_t endings = 0;   ///< of help under one act in this year, followed for the whole window
    std::int64_t repeats = 0;   ///< of those, followed by a new start within the window
    std::int64_t not_followed = 0;  ///< endings too recent to know
};

/// How acts are stacked on households in one year, and how the cost is spread over them.
struct ActStacking {
    int year = 0;
    double households = 0.0;               ///< that the shares are of
    std::array<double, 8> sets{};          ///< households by set of acts: bit 0 Jeugdwet, 1 Wmo, 2 Participatiewet
    std::array<double, 8> set_cost{};      ///< of no act: credits to households without use in the year
    std::array<double, 4> by_number{};     ///< households with 0, 1, 2, 3 acts
    double cost = 0.0;
    double top_share = std::numeric_limits<double>::quiet_NaN();  ///< part of the cost of the top households
    double gini = std::numeric_limits<double>::quiet_NaN();
    std::array<double, 21> lorenz{};       ///< cumulative part of cost of the cheapest 0, 5, 10, ..., 100 percent
};

/// Help at the same time within households, over all years together.
struct HouseholdCare {
    std::int64_t households = 0;
    std::int64_t care_days = 0;       ///< days on which a household has any help
    std::int64_t concurrent_days = 0; ///< of those, with help of two or more categories
    std::int64_t double_days = 0;     ///< of those, with two or more providers for one category
    std::int64_t double_pairs = 0;    ///< pairs of providers for one category, together for more than `double_days`
    std::int64_t double_households = 0;  ///< with at least one such pair
};

/// What becomes of those with youth help in the year before they turn 18, in the year after.
struct AtEighteen {
    std::int64_t persons = 0;        ///< youth help in the year before, and followed for the year after
    std::int64_t not_followed = 0;
    std::array<std::int64_t, 3> after{};  ///< still youth help, Wmo, Participatiewet; several may hold
    std::int64_t none_after = 0;
    double cost_before = 0.0;        ///< in the 365 days before, all acts
    double cost_after = 0.0;
};

struct ClaimResult {
    ClaimOptions options{};
    RowAccount account{};
    std::array<std::vector<std::string>, use_levels> items{};  ///< names per level, in the order of first appearance
    std::vector<CareUse> use{};       ///< those that occur, by level, item and year
    std::vector<ActStacking> stacking{};  ///< one per year
    HouseholdCare household{};
    AtEighteen eighteen{};
    bool has_births = false;
    std::vector<Caveat> caveats{};

    /// level, item, year, persons, lines, days, cost, hours, volume_days, cost_not_comparable, providers, endings,
    /// repeats, not_followed. Restricted: small counts.
    Table table() const;
    /// year, acts (such as "jeugdwet+wmo"), number, households, share, cost, cost_share. Restricted.
    Table stacking_table() const;
    /// year, part of households, part of cost: the Lorenz curve, with `gini` and `top_share` on every row.
    Table lorenz_table() const;
    /// The rows of one level as a panel: persons, days, cost, hours, providers, and repeat_use as a proportion with its
    /// counts. Restricted. Throws ArgumentError (records_level) when the records know no such level.
    Panel panel(UseLevel level, UnitKind kind = UnitKind::neighbourhood) const;
};

/// Counts claim lines (iJw/iWmo 323, or any export with a person, a start and an amount): corrections are applied,
/// lines checked, and everything is counted in one pass over the lines of each household. Ids of persons and
/// households must be pseudonyms: values that look like citizen service numbers are refused. One stored copy of the
/// lines, no text per row. Corrections: status 3 takes back the line with the same reference of the same provider
/// that stands before it; a later line with the same reference replaces an earlier one. A line without an area,
/// provider or product counts in all and in no item of that level; `account` and a caveat say how many. Throws
/// ArgumentError for columns that are missing or of the wrong type, DataError for citizen service numbers and
/// unreadable dates.
ClaimResult count_claims(const Table& claims, const ClaimOptions& options);

}  // namespace maatstaf

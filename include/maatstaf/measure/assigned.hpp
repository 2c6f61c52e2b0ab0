// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/claims.hpp"
#include "maatstaf/measure/records.hpp"

namespace maatstaf {

/// How often a volume is assigned, as iStandaarden codes it: 1 a day, 2 a week, 4 a month, 6 once for the whole term.
enum class VolumeFrequency : std::uint8_t { day, week, month, term, unknown };
constexpr auto enum_names(VolumeFrequency) {
    using enum VolumeFrequency;
    return std::array{EnumName<VolumeFrequency>{day, "day"}, EnumName<VolumeFrequency>{week, "week"},
                      EnumName<VolumeFrequency>{month, "month"}, EnumName<VolumeFrequency>{term, "term"},
                      EnumName<VolumeFrequency>{unknown, "unknown"}};
}
VolumeFrequency volume_frequency(std::string_view code) noexcept;

struct AssignedOptions {
    std::string as_of{};  ///< last day that counts, as 2024-12-31; needed
    int first_year = 0;   ///< earlier days are cut off; 0: the year of the earliest assignment
    std::vector<RecordColumn> columns{};  ///< what columns mean, where their names do not say it
    static constexpr auto fields() {
        using O = AssignedOptions;
        return std::tuple{field("as_of", &O::as_of, "last day that counts, as 2024-12-31; needed"),
                          field("first_year", &O::first_year, "earlier days are cut off; 0: year of the first one"),
                          field("columns", &O::columns, "what columns mean, where their names do not say it")};
    }
};

/// What was assigned in one year at one level, in a common unit.
struct AssignedVolume {
    UseLevel level = UseLevel::all;
    std::int32_t item = 0;         ///< position in `AssignedResult::items` of the level
    int year = 0;
    std::int64_t assignments = 0;  ///< that run in the year
    std::int64_t persons = 0;      ///< different ones
    double hours = 0.0;
    double volume_days = 0.0;      ///< days and nights
    std::int64_t not_comparable = 0;  ///< of the assignments: pieces, euros, no volume, or no term to spread it over
};

struct AssignedResult {
    AssignedOptions options{};
    RowAccount account{};
    std::array<std::vector<std::string>, use_levels> items{};  ///< names per level, in the order of first appearance
    std::vector<AssignedVolume> volumes{};  ///< those that occur, by level, item and year
    std::vector<Caveat> caveats{};

    /// level, item, year, assignments, persons, hours, volume_days, not_comparable. Restricted.
    Table table() const;
    /// Beside what was declared: level, item, year, assigned_hours, delivered_hours, used_hours (their ratio, NaN where
    /// nothing was assigned), and the same of days. Items are matched by name. Restricted.
    Table against(const ClaimResult& claims) const;
};

/// Brings the volumes of assignments (iJw/iWmo 301, or GGM Toewijzing) to hours, or days and nights, per calendar year:
/// so much a day, a week (7 days), a month (365.2425 / 12 days) or over the whole term, times the days on which the
/// assignment runs up to `as_of`. Pieces and euros have no hours and are declared not comparable, never guessed. An
/// assignment number that is sent again for the same person (and municipality, where there is such a column) replaces
/// the earlier row; status 3 takes it back. Throws ArgumentError for columns that are missing or of the wrong type,
/// DataError for citizen service numbers and unreadable dates.
AssignedResult assigned_volume(const Table& assignments, const AssignedOptions& options);

}  // namespace maatstaf

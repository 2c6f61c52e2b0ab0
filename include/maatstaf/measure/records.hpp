// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// The three acts of the social domain: Jeugdwet, Wmo and Participatiewet.
enum class CareAct : std::uint8_t { jeugdwet, wmo, participatiewet };
constexpr auto enum_names(CareAct) {
    return std::array{EnumName<CareAct>{CareAct::jeugdwet, "jeugdwet"}, EnumName<CareAct>{CareAct::wmo, "wmo"},
                      EnumName<CareAct>{CareAct::participatiewet, "participatiewet"}};
}
inline constexpr std::size_t care_acts = 3;

/// What a column of records means. `find_columns` recognises the names of iJw, iWmo and GGM and plain English ones, in
/// any case and with or without `_`, `-` and blanks: `ToewijzingNummer`, `IngediendBedrag`, `RedenBeeindiging`,
/// `start`.
struct RecordColumn {
    std::string field{};   ///< person, household, provider, product, act, area, start, stop, amount, ...
    std::string column{};  ///< as it is called in the table
    static constexpr auto fields() {
        return std::tuple{maatstaf::field("field", &RecordColumn::field, "what it means: person, start, amount, ..."),
                          maatstaf::field("column", &RecordColumn::column, "as it is called in the table")};
    }
};

/// Why a row was left out or changed.
enum class RowReason : std::uint8_t {
    removal,                ///< left out: a message that takes an earlier one back
    removed,                ///< left out: taken back by a later message
    removal_of_nothing,     ///< left out: takes back what is not there, or was taken back before
    sent_again,             ///< left out: a later row with the same reference takes its place
    no_person,              ///< left out: no pseudonym
    no_start,               ///< left out: no start date
    stop_before_start,      ///< left out: a row that stops before it starts, a stop before the first start
    starts_in_future,       ///< left out: starts after `as_of`
    before_first_year,      ///< left out: wholly before the years asked
    unknown_act,            ///< left out: not one of the three acts
    unknown_status,         ///< left out: a delivery status that is neither first, changed nor removal
    bad_amount,             ///< left out: an amount or volume that is infinite
    no_number,              ///< left out: a message without an assignment number
    no_assignment,          ///< left out: a start or stop of an assignment that is not there, or is somebody else's
    several_assignments,    ///< left out: a start or stop that fits several assignments and does not say whose it is
    stop_without_start,     ///< left out: a stop while no help is going on
    second_start,           ///< left out: a start while the assignment is being delivered already
    off_scale,              ///< left out: an answer that is not on the scale
    no_consent,             ///< left out: an open answer without consent
    empty_open_answer,      ///< left out: nothing was said to an open question
    repeated,               ///< left out: says in every column the same as an earlier row
    still_going_on,         ///< changed: no stop, so it runs to `as_of`
    stops_in_future,        ///< changed: the stop after `as_of` is cut off there
    cut_at_first_year,      ///< changed: the part before the years asked is cut off, with its share of the cost
    credit,                 ///< changed: a negative amount lowers the cost and counts as no use
    no_amount,              ///< changed: no amount counts as 0
    other_household,        ///< changed: a person moved; all rows follow the household of the latest start
    unknown_reason,         ///< changed: an end reason outside the code list counts as not given
    no_household,           ///< changed: of a person without a household, who counts as a household alone
    no_goal,                ///< changed: a goal without a name stands by itself
    answer_in_words,        ///< changed: words to a closed question count as asked and not answered
    number_to_open_item,    ///< changed: a number as answer to an open question is kept as a story
    citizen_number,         ///< changed: what looks like a citizen service number in an open answer is blotted out
    not_comparable,         ///< kept as it is: the volume is in pieces, euros or an unknown unit
    no_act,                 ///< kept: counts in all, and in no act
    no_area,                ///< kept: counts in all, and in no area
    no_provider,            ///< kept: counts in all, under no provider, and not for double work
    no_product,             ///< kept: counts in all, and in no product
    no_category,            ///< kept: counts in all, and not for double work
};
constexpr auto enum_names(RowReason) {
    using enum RowReason;
    using N = EnumName<RowReason>;
    return std::array{N{removal, "removal"},
                      N{removed, "removed"},
                      N{removal_of_nothing, "removal_of_nothing"},
                      N{sent_again, "sent_again"},
                      N{no_person, "no_person"},
                      N{no_start, "no_start"},
                      N{stop_before_start, "stop_before_start"},
                      N{starts_in_future, "starts_in_future"},
                      N{before_first_year, "before_first_year"},
                      N{unknown_act, "unknown_act"},
                      N{unknown_status, "unknown_status"},
                      N{bad_amount, "bad_amount"},
                      N{no_number, "no_number"},
                      N{no_assignment, "no_assignment"},
                      N{several_assignments, "several_assignments"},
                      N{stop_without_start, "stop_without_start"},
                      N{second_start, "second_start"},
                      N{off_scale, "off_scale"},
                      N{no_consent, "no_consent"},
                      N{empty_open_answer, "empty_open_answer"},
                      N{repeated, "repeated"},
                      N{still_going_on, "still_going_on"},
                      N{stops_in_future, "stops_in_future"},
                      N{cut_at_first_year, "cut_at_first_year"},
                      N{credit, "credit"},
                      N{no_amount, "no_amount"},
                      N{other_household, "other_household"},
                      N{unknown_reason, "unknown_reason"},
                      N{no_household, "no_household"},
                      N{no_goal, "no_goal"},
                      N{answer_in_words, "answer_in_words"},
                      N{number_to_open_item, "number_to_open_item"},
                      N{citizen_number, "citizen_number"},
                      N{not_comparable, "not_comparable"},
                      N{no_act, "no_act"},
                      N{no_area, "no_area"},
                      N{no_provider, "no_provider"},
                      N{no_product, "no_product"},
                      N{no_category, "no_category"}};
}
inline constexpr std::size_t row_reasons = enum_names(RowReason{}).size();

/// What happens to a row for that reason: left out (`dropped`), `changed`, or `kept` and counted only.
enum class RowTreatment : std::uint8_t { dropped, changed, kept };
constexpr auto enum_names(RowTreatment) {
    using enum RowTreatment;
    return std::array{EnumName<RowTreatment>{dropped, "dropped"}, EnumName<RowTreatment>{changed, "changed"},
                      EnumName<RowTreatment>{kept, "kept"}};
}
constexpr RowTreatment treatment_of(RowReason reason) noexcept {
    if (reason < RowReason::still_going_on) return RowTreatment::dropped;
    return reason < RowReason::not_comparable ? RowTreatment::changed : RowTreatment::kept;
}

/// The account of rows: nothing is left out or changed without a count of what and why. A row that is left out has one
/// reason, the first that held; one that is kept may be changed for several.
struct RowAccount {
    std::int64_t rows = 0;     ///< that came in
    std::int64_t dropped = 0;  ///< left out
    std::int64_t changed = 0;  ///< times that something was changed
    std::array<std::int64_t, row_reasons> by_reason{};

    std::int64_t count(RowReason reason) const noexcept { return by_reason[static_cast<std::size_t>(reason)]; }
    void add(RowReason reason, std::int64_t count = 1) noexcept {
        by_reason[static_cast<std::size_t>(reason)] += count;
        if (treatment_of(reason) == RowTreatment::dropped) dropped += count;
        if (treatment_of(reason) == RowTreatment::changed) changed += count;
    }
    /// reason, treatment, rows: only reasons that occur.
    Table table() const;
};

/// Whether the text is nine digits (with or without points, blanks or dashes) that pass the eleven test of the citizen
/// service number, or eight that do with the nought in front that they lost; also after "BSN" and before the ".0" of a
/// column that was read as numbers. One of eleven arbitrary numbers of that length does.
bool looks_like_citizen_number(std::string_view text) noexcept;
/// Puts '#' for each digit of nine that pass the eleven test, wherever they stand in the text; how many there were.
int blot_citizen_numbers(std::string& text);

/// A unit of volume as iStandaarden codes it (01 minute, 04 hour, 14 day and night, 16 half-day of four hours, 82 and
/// 84 pieces, 83 euros), brought to a common one. Pieces and euros are not comparable with anything else.
enum class VolumeKind : std::uint8_t { hours, days, not_comparable };
struct VolumeUnit {
    VolumeKind kind = VolumeKind::not_comparable;
    double factor = 0.0;  ///< hours or days in one unit
};
VolumeUnit volume_unit(std::string_view code) noexcept;

}  // namespace maatstaf

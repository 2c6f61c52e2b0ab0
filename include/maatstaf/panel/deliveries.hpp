// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// Under which act something was delivered.
enum class Act : std::uint8_t { jeugdwet, wmo, participatiewet, other, unknown };
constexpr auto enum_names(Act) {
    using enum Act;
    return std::array{EnumName<Act>{jeugdwet, "jeugdwet"}, EnumName<Act>{wmo, "wmo"},
                      EnumName<Act>{participatiewet, "participatiewet"}, EnumName<Act>{other, "other"},
                      EnumName<Act>{unknown, "unknown"}};
}

/// Texts of which many are the same.
struct Codes {
    std::vector<std::string> labels{};      ///< distinct, in order of first appearance
    std::vector<std::int32_t> positions{};  ///< one per delivery; -1: not known
    std::string_view operator[](std::size_t row) const {
        if (positions[row] < 0) return {};
        return labels[static_cast<std::size_t>(positions[row])];
    }
};

/// What activities did, where and when: one entry per delivery in every column. What is not known is -1, `no_day` or
/// NaN.
struct Deliveries {
    static constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

    Codes activity{};                    ///< ids of activities in the framework
    Codes area{};                        ///< codes of areas
    Codes household{};                   ///< pseudonyms; their presence makes all of it restricted
    Codes organisation{};                ///< ids of parties
    Codes product{};                     ///< product codes as registered
    Codes dose_unit{};                   ///< in what the dose is counted; doses of different units are never added
    std::vector<std::int32_t> start{};   ///< days since 1970-01-01
    std::vector<std::int32_t> end{};     ///< days since 1970-01-01, inclusive; not before `start`
    std::vector<double> dose{};          ///< volume delivered, >= 0
    std::vector<double> participants{};  ///< people reached, >= 0
    std::vector<double> cost{};          ///< EUR, >= 0
    std::vector<Act> act{};
    bool restricted = false;

    std::size_t size() const noexcept { return cost.size(); }
};

/// Which column holds what. A column that is not named is used under the name of the member when it exists; one that is
/// named must exist.
struct DeliveriesOptions {
    std::string activity = {};
    std::string area = {};
    std::string household = {};
    std::string organisation = {};
    std::string product = {};
    std::string dose_unit = {};
    std::string start = {};
    std::string end = {};
    std::string dose = {};
    std::string participants = {};
    std::string cost = {};
    std::string act = {};
    bool restricted = false;
    static constexpr auto fields() {
        return std::tuple{
            field("activity", &DeliveriesOptions::activity, "column with ids of activities"),
            field("area", &DeliveriesOptions::area, "column with codes of areas"),
            field("household", &DeliveriesOptions::household, "column with pseudonyms of households"),
            field("organisation", &DeliveriesOptions::organisation, "column with ids of organisations"),
            field("product", &DeliveriesOptions::product, "column with product codes"),
            field("dose_unit", &DeliveriesOptions::dose_unit, "column with the unit of the dose"),
            field("start", &DeliveriesOptions::start, "column with first days, as date or YYYY-MM-DD"),
            field("end", &DeliveriesOptions::end, "column with last days, as date or YYYY-MM-DD"),
            field("dose", &DeliveriesOptions::dose, "column with volumes"),
            field("participants", &DeliveriesOptions::participants, "column with people reached"),
            field("cost", &DeliveriesOptions::cost, "column with costs in EUR"),
            field("act", &DeliveriesOptions::act, "column with acts: jeugdwet, wmo, participatiewet, other, unknown"),
            field("restricted", &DeliveriesOptions::restricted, "record-level data or small counts")};
    }
};

/// Reads deliveries, one per row. Corrections and withdrawals in message traffic must have been applied before. Throws
/// DataError for an empty table or one with neither products nor activities, and, with the row counted from 1, for a
/// date that does not exist, an end before its start, a negative or infinite dose, count of participants or cost, or an
/// unknown act; ArgumentError for a misspelt column or one of the wrong type.
Deliveries deliveries_from_table(const Table& table, const DeliveriesOptions& options = {});

/// What is read back went through the checks of a table: it is as sound as what was archived, or an ArchiveError.
template <>
Bytes to_archive(const Deliveries& deliveries);
template <>
Deliveries from_archive(std::span<const std::byte> bytes);

/// What deliveries are summed by. `period` is that of the first day.
enum class DeliveryAxis : std::uint8_t { activity, area, organisation, product, act, period };
constexpr auto enum_names(DeliveryAxis) {
    using enum DeliveryAxis;
    return std::array{EnumName<DeliveryAxis>{activity, "activity"}, EnumName<DeliveryAxis>{area, "area"},
                      EnumName<DeliveryAxis>{organisation, "organisation"}, EnumName<DeliveryAxis>{product, "product"},
                      EnumName<DeliveryAxis>{act, "act"}, EnumName<DeliveryAxis>{period, "period"}};
}

struct SummariseOptions {
    std::vector<DeliveryAxis> by = {DeliveryAxis::activity};
    Frequency frequency = Frequency::year;   ///< of the periods
    static constexpr auto fields() {
        return std::tuple{field("by", &SummariseOptions::by, "activity, area, organisation, product, act, period"),
                          field("frequency", &SummariseOptions::frequency, "year, half_year, quarter or month")};
    }
};

/// Counts and sums per group: the columns of `by`, then `deliveries`, `participants`, `dose`, `cost`, and how many
/// deliveries have no figure for each (`participants_unknown`, `dose_unknown`, `cost_unknown`). Sums are of what is
/// known: read them beside those counts. A sum of which nothing is known is absent; a dose in more than one unit is not
/// applicable. Participants are added up: who took part twice counts twice. Groups stand in order of first appearance
/// per column of `by`, periods ascending, what is not known last. Without `by` there is one row. Throws ArgumentError
/// when a member of `by` occurs twice. The table is restricted when the deliveries are.
Table summarise(const Deliveries& deliveries, const SummariseOptions& options = {});

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "panel/table_axes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "core/civil.hpp"

namespace maatstaf::detail {
namespace {

using enum UnitKind;

/// How Statistics Netherlands begins codes and names levels.
struct Level {
    std::string_view prefix, word;
    UnitKind kind;
};
constexpr std::array levels{Level{"NL", "Land", country},          Level{"LD", "Landsdeel", region},
                            Level{"PV", "Provincie", region},      Level{"GM", "Gemeente", municipality},
                            Level{"WK", "Wijk", district},         Level{"BU", "Buurt", neighbourhood}};

std::optional<UnitKind> kind_by_word(std::string_view word) {
    for (const auto& each : enum_names(UnitKind{}))
        if (each.name == word) return each.value;
    for (const Level& each : levels)
        if (each.word == word || each.prefix == word) return each.kind;
    return std::nullopt;
}

/// Codes are a pair of letters and then digits or capitals (BU0363AA01); names of places that begin with the same two
/// letters have small letters in them.
UnitKind kind_by_code(std::string_view code) {
    const auto is_code_character = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    for (const Level& each : levels)
        if (code.starts_with(each.prefix) && code.size() > 2 && code[2] >= '0' && code[2] <= '9' &&
            std::ranges::all_of(code, is_code_character))
            return each.kind;
    return neighbourhood;
}

/// What a column says of each unit: the first text that is not empty. Later rows must agree when `must_agree`.
std::vector<std::string> attribute(const Column& column, const UnitAxis& axis, bool must_agree) {
    const Labels labels = read_labels(column);
    std::vector<std::int64_t> row_of(axis.units.size(), -1);
    for (std::size_t row = 0; row < labels.positions.size(); ++row) {
        if (labels.positions[row] < 0) continue;
        const auto unit = static_cast<std::size_t>(axis.positions[row]);
        if (row_of[unit] < 0) {
            row_of[unit] = static_cast<std::int64_t>(row);
            continue;
        }
        const auto first = labels.positions[static_cast<std::size_t>(row_of[unit])];
        if (!must_agree || first == labels.positions[row]) continue;
        throw DataError(messages::unit_changes,
                        {{"unit", axis.units[unit].id},
                         {"what", column.name()},
                         {"first", labels.distinct[static_cast<std::size_t>(first)]},
                         {"first_row", std::to_string(row_of[unit] + 1)},
                         {"second", labels.distinct[static_cast<std::size_t>(labels.positions[row])]},
                         {"second_row", std::to_string(row + 1)}});
    }
    std::vector<std::string> out(axis.units.size());
    for (std::size_t unit = 0; unit < out.size(); ++unit) {
        if (row_of[unit] < 0) continue;
        const std::int32_t label = labels.positions[static_cast<std::size_t>(row_of[unit])];
        out[unit] = labels.distinct[static_cast<std::size_t>(label)];
    }
    return out;
}

void set_kinds(const Table& table, const UnitColumns& columns, UnitAxis& axis) {
    std::vector<std::string> words(axis.units.size());
    if (!columns.kind.empty()) words = attribute(table.column(columns.kind), axis, true);
    std::optional<UnitKind> for_all;
    if (!columns.unit_kind.empty()) for_all = from_name<UnitKind>(columns.unit_kind, "unit_kind");
    const auto allowed = names_of<UnitKind>();
    for (std::size_t unit = 0; unit < axis.units.size(); ++unit) {
        Unit& each = axis.units[unit];
        each.kind = for_all ? *for_all : kind_by_code(each.id);
        if (words[unit].empty()) continue;
        const auto kind = kind_by_word(words[unit]);
        if (!kind)
            throw DataError(messages::unknown_unit_kind, {{"unit", each.id},
                                                         {"got", words[unit]},
                                                         {"nearest", nearest(words[unit], allowed)},
                                                         {"allowed", join(allowed, ", ")}});
        each.kind = *kind;
    }
}

Period parse_cell(const Column& column, const std::string& text, std::int64_t row) {
    try {
        return Period::parse(text);
    } catch (const ArgumentError&) {
        throw DataError(messages::bad_cell_period,
                        {{"row", std::to_string(row + 1)}, {"column", column.name()}, {"got", text}});
    }
}

/// The years of dates that are all 1 January, which is how libraries write a year as a date. What period another date
/// stands for is not for us to guess.
Column years_of(const Column& dates) {
    std::vector<std::int32_t> years;
    for (std::size_t row = 0; row < dates.size(); ++row) {
        const CivilDate date = civil_from_days(dates.int32()[row]);
        if (dates.status(row) == Status::observed && (date.month != 1 || date.day != 1))
            throw DataError(messages::date_is_no_period,
                            {{"column", dates.name()},
                             {"row", std::to_string(row + 1)},
                             {"got", dates.display(row)},
                             {"year", "df['year'] = df['" + dates.name() + "'].dt.year"},
                             {"month", "df['month'] = df['" + dates.name() + "'].dt.strftime('%Y-%m')"}});
        years.push_back(static_cast<std::int32_t>(date.year));
    }
    return Column::int32(dates.name(), std::move(years), {dates.statuses().begin(), dates.statuses().end()});
}

}  // namespace

UnitAxis read_units(const Table& table, const UnitColumns& columns) {
    UnitAxis axis;
    Labels labels = read_full_labels(table.column(columns.unit));
    axis.positions = std::move(labels.positions);
    axis.units.resize(labels.distinct.size());
    for (std::size_t unit = 0; unit < axis.units.size(); ++unit) axis.units[unit].id = std::move(labels.distinct[unit]);
    if (!columns.name.empty()) {
        auto names = attribute(table.column(columns.name), axis, false);
        for (std::size_t unit = 0; unit < axis.units.size(); ++unit) axis.units[unit].name = std::move(names[unit]);
    }
    if (!columns.parent.empty()) {
        auto parents = attribute(table.column(columns.parent), axis, true);
        // A column of districts names a district itself in its own row: that is no circle.
        for (std::size_t unit = 0; unit < axis.units.size(); ++unit)
            if (parents[unit] != axis.units[unit].id) axis.units[unit].parent = std::move(parents[unit]);
    }
    set_kinds(table, columns, axis);
    return axis;
}

PeriodAxis read_periods(const Table& table, const std::string& column, const std::string& fixed) {
    PeriodAxis axis;
    if (!fixed.empty()) {
        axis.periods.push_back(Period::parse(fixed));
        return axis;
    }
    const Column& given = table.column(column);
    const Column cells = given.type() == ColumnType::date ? years_of(given) : given;
    Labels labels = read_full_labels(cells);
    std::vector<Period> found;
    for (std::size_t i = 0; i < labels.distinct.size(); ++i)
        found.push_back(parse_cell(cells, labels.distinct[i], labels.first_row[i]));
    axis.periods = found;
    std::ranges::sort(axis.periods);
    // 2016 and 2016JJ00 are two texts and one period.
    axis.periods.erase(std::unique(axis.periods.begin(), axis.periods.end()), axis.periods.end());
    std::vector<std::int32_t> place;
    for (const Period& each : found)
        place.push_back(static_cast<std::int32_t>(std::ranges::lower_bound(axis.periods, each) - axis.periods.begin()));
    axis.positions = std::move(labels.positions);
    for (auto& each : axis.positions) each = place[static_cast<std::size_t>(each)];
    return axis;
}

}  // namespace maatstaf::detail

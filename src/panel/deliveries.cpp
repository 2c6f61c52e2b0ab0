// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/deliveries.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "core/civil.hpp"
#include "panel/table_axes.hpp"

namespace maatstaf {
namespace {

const Column* find_column(const Table& table, const std::string& asked, std::string_view usual) {
    if (!asked.empty()) return &table.column(asked);
    return table.has(usual) ? &table.column(usual) : nullptr;
}

Codes read_codes(const Column* column, std::size_t rows) {
    Codes codes;
    if (!column) {
        codes.positions.assign(rows, -1);
        return codes;
    }
    detail::Labels labels = detail::read_labels(*column);
    codes.labels = std::move(labels.distinct);
    codes.positions = std::move(labels.positions);
    return codes;
}

/// `2024-01-31`, perhaps with a time of day behind it.
std::optional<std::int32_t> parse_day(std::string_view text) {
    if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
    return detail::parse_iso_date(text.substr(0, 10));
}

[[noreturn]] void refuse_date(const Column& column, std::size_t row, const std::string& got) {
    throw DataError(messages::bad_date,
                    {{"row", std::to_string(row + 1)}, {"column", column.name()}, {"got", got}});
}

std::vector<std::int32_t> read_days(const Column* column, std::size_t rows) {
    std::vector<std::int32_t> days(rows, Deliveries::no_day);
    if (!column) return days;
    if (column->type() == ColumnType::date) {
        const auto stored = column->int32();
        for (std::size_t row = 0; row < rows; ++row) {
            if (column->status(row) != Status::observed) continue;
            days[row] = stored[row];
            if (!detail::is_dated(days[row])) refuse_date(*column, row, detail::iso_date(days[row]));
        }
        return days;
    }
    if (!column->is_text())
        for (std::size_t row = 0; row < rows; ++row)
            if (column->status(row) == Status::observed)
                throw ArgumentError(messages::column_type, {{"column", column->name()},
                                                           {"got", std::string(to_name(column->type()))},
                                                           {"expected", "date / string"}});
    if (!column->is_text()) return days;  // no cell has anything
    const detail::Labels labels = detail::read_labels(*column);
    std::vector<std::int32_t> of_label;
    for (std::size_t i = 0; i < labels.distinct.size(); ++i) {
        const auto day = parse_day(labels.distinct[i]);
        if (!day) refuse_date(*column, static_cast<std::size_t>(labels.first_row[i]), labels.distinct[i]);
        of_label.push_back(*day);
    }
    for (std::size_t row = 0; row < rows; ++row)
        if (labels.positions[row] >= 0) days[row] = of_label[static_cast<std::size_t>(labels.positions[row])];
    return days;
}

std::vector<double> read_amounts(const Column* column, std::size_t rows) {
    if (!column) return std::vector<double>(rows, std::nan(""));
    const detail::Numbers numbers = detail::read_numbers(*column);
    for (std::size_t row = 0; row < rows; ++row) {
        const double got = numbers.values[row];
        if (std::isinf(got))
            throw DataError(messages::infinite_delivery,
                            {{"row", std::to_string(row + 1)}, {"column", column->name()}});
        if (got < 0)
            throw DataError(messages::negative_delivery, {{"row", std::to_string(row + 1)},
                                                         {"column", column->name()},
                                                         {"got", to_text(got)}});
    }
    return {numbers.values.begin(), numbers.values.end()};
}

/// `Wmo`, `WMO` and `Wmo 2015` are one act.
std::optional<Act> parse_act(std::string text) {
    for (char& each : text) each = static_cast<char>(std::tolower(static_cast<unsigned char>(each)));
    if (text == "wmo 2015") return Act::wmo;
    if (text == "pw") return Act::participatiewet;
    for (const auto& each : enum_names(Act{}))
        if (each.name == text) return each.value;
    return std::nullopt;
}

std::vector<Act> read_acts(const Column* column, std::size_t rows) {
    std::vector<Act> acts(rows, Act::unknown);
    if (!column) return acts;
    const detail::Labels labels = detail::read_labels(*column);
    std::vector<Act> of_label;
    for (std::size_t i = 0; i < labels.distinct.size(); ++i) {
        const auto act = parse_act(labels.distinct[i]);
        const auto allowed = names_of<Act>();
        if (!act)
            throw DataError(messages::unknown_act, {{"row", std::to_string(labels.first_row[i] + 1)},
                                                   {"column", column->name()},
                                                   {"got", labels.distinct[i]},
                                                   {"nearest", nearest(labels.distinct[i], allowed)},
                                                   {"allowed", join(allowed, ", ")}});
        of_label.push_back(*act);
    }
    for (std::size_t row = 0; row < rows; ++row)
        if (labels.positions[row] >= 0) acts[row] = of_label[static_cast<std::size_t>(labels.positions[row])];
    return acts;
}

void check_days(const Deliveries& deliveries) {
    for (std::size_t row = 0; row < deliveries.size(); ++row) {
        const std::int32_t start = deliveries.start[row];
        const std::int32_t end = deliveries.end[row];
        if (start == Deliveries::no_day || end == Deliveries::no_day || end >= start) continue;
        throw DataError(messages::end_before_start, {{"row", std::to_string(row + 1)},
                                                    {"start", detail::iso_date(start)},
                                                    {"end", detail::iso_date(end)}});
    }
}

}  // namespace

Deliveries deliveries_from_table(const Table& table, const DeliveriesOptions& options) {
    const std::size_t rows = table.rows();
    if (rows == 0) throw DataError(messages::empty_table);
    const Column* activity = find_column(table, options.activity, "activity");
    const Column* product = find_column(table, options.product, "product");
    if (!activity && !product) {
        std::vector<std::string_view> names;
        for (const Column& each : table.columns()) names.push_back(each.name());
        throw DataError(messages::deliveries_without_code, {{"allowed", join(names, ", ")}});
    }
    // A cost under a name that is nearly right would make every amount unknown.
    if (options.cost.empty() && !table.has("cost")) {
        std::vector<std::string> names;
        for (const Column& each : table.columns()) names.emplace_back(each.name());
        if (const std::string meant = nearest("cost", names); !meant.empty())
            throw ArgumentError(messages::unknown_column,
                                {{"got", "cost"}, {"nearest", meant}, {"allowed", join(names, ", ")}});
    }
    Deliveries out;
    out.activity = read_codes(activity, rows);
    out.product = read_codes(product, rows);
    out.area = read_codes(find_column(table, options.area, "area"), rows);
    out.household = read_codes(find_column(table, options.household, "household"), rows);
    out.organisation = read_codes(find_column(table, options.organisation, "organisation"), rows);
    out.dose_unit = read_codes(find_column(table, options.dose_unit, "dose_unit"), rows);
    out.start = read_days(find_column(table, options.start, "start"), rows);
    out.end = read_days(find_column(table, options.end, "end"), rows);
    out.dose = read_amounts(find_column(table, options.dose, "dose"), rows);
    const Column* people = find_column(table, options.participants, "participants");
    out.participants = read_amounts(people, rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const double got = out.participants[row];
        if (!std::isnan(got) && got != std::floor(got))
            throw DataError(messages::part_of_a_participant, {{"row", std::to_string(row + 1)},
                                                             {"column", people->name()},
                                                             {"got", to_text(got)}});
    }
    out.cost = read_amounts(find_column(table, options.cost, "cost"), rows);
    out.act = read_acts(find_column(table, options.act, "act"), rows);
    out.restricted = options.restricted || table.restricted() || !out.household.labels.empty();
    check_days(out);
    return out;
}

}  // namespace maatstaf

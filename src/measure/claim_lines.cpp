// SPDX-License-Identifier: Apache-2.0
#include "measure/claim_lines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/civil.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "measure/corrections.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::int32_t most_years = 100;  ///< claims older than this before `as_of` are a slip of the pen

struct Read {
    IdCodes person, household, area, provider, product, category, unit;
    std::optional<DayColumn> start, stop, birth;
    std::optional<NumberColumn> amount, volume;
    std::vector<std::int8_t> act_of_code{};
    IdCodes act;
    std::int8_t act_of_all = -1;
    std::vector<VolumeUnit> unit_of_code{};

    std::int8_t act_at(std::size_t row) const noexcept {
        if (act_of_all >= 0) return act_of_all;
        const auto code = act.codes()[row];
        return code < 0 ? std::int8_t{-1} : act_of_code[static_cast<std::size_t>(code)];
    }
};

IdCodes codes_or_none(const RecordTable& records, std::string_view field, IdUse use = IdUse::named) {
    const Column* column = records.find(field);
    return column == nullptr ? IdCodes{} : IdCodes(*column, use);
}

std::int32_t code_at(const IdCodes& codes, std::size_t row) noexcept {
    return codes.codes().empty() ? -1 : codes.codes()[row];
}

std::int8_t act_number(std::string_view text) {
    const auto act = act_named(text);
    return act ? static_cast<std::int8_t>(*act) : std::int8_t{-1};
}

Read read_columns(const RecordTable& records, const ClaimOptions& options) {
    Read made{};
    made.person = IdCodes(records.need("person"), IdUse::person);
    made.household = codes_or_none(records, "household", IdUse::person);
    made.area = codes_or_none(records, "area");
    made.provider = codes_or_none(records, "provider");
    made.product = codes_or_none(records, "product");
    made.category = codes_or_none(records, "category");
    made.start.emplace(records.need("start"));
    made.stop.emplace(records.need("stop"));
    if (records.has("birth")) made.birth.emplace(records.need("birth"));
    made.amount.emplace(records.need("amount"));
    if (records.has("volume")) made.volume.emplace(records.need("volume"));
    made.unit = codes_or_none(records, "unit");
    for (const std::string& each : made.unit.names()) made.unit_of_code.push_back(volume_unit(each));
    if (!options.act.empty()) {
        made.act_of_all = act_number(options.act);
        if (made.act_of_all < 0) throw ArgumentError(messages::records_unknown_act, {{"got", options.act}});
    } else {
        made.act = IdCodes(records.need("act"), IdUse::named);
        for (const std::string& each : made.act.names()) made.act_of_code.push_back(act_number(each));
    }
    return made;
}

/// The first reason that holds to leave a row out, or `row_kept`.
std::uint8_t verdict_on(const Read& read, std::size_t row, std::int32_t as_of, std::int32_t first_day) noexcept {
    const auto reason = [](RowReason why) { return static_cast<std::uint8_t>(why); };
    const std::int32_t start = read.start->days()[row];
    const std::int32_t stop = read.stop->days()[row];
    if (read.person.codes()[row] < 0) return reason(RowReason::no_person);
    if (start == no_day) return reason(RowReason::no_start);
    if (read.act_at(row) < 0) return reason(RowReason::unknown_act);
    if (stop != no_day && stop < start) return reason(RowReason::stop_before_start);
    if (start > as_of) return reason(RowReason::starts_in_future);
    if (stop != no_day && stop < first_day) return reason(RowReason::before_first_year);
    if (std::isinf(read.amount->values()[row]) || (read.volume && std::isinf(read.volume->values()[row])))
        return reason(RowReason::bad_amount);
    return row_kept;
}

/// Counts what a line does not say though the table has a column for it.
void count_unnamed(const Read& read, const ClaimLine& line, RowAccount& account) noexcept {
    if (line.area < 0 && !read.area.codes().empty()) account.add(RowReason::no_area);
    if (line.provider < 0 && !read.provider.codes().empty()) account.add(RowReason::no_provider);
    if (line.product < 0 && !read.product.codes().empty()) account.add(RowReason::no_product);
    if (line.category < 0 && !read.category.codes().empty()) account.add(RowReason::no_category);
}

ClaimLine line_at(const Read& read, std::size_t row, std::int32_t as_of, std::int32_t first_day, RowAccount& account) {
    ClaimLine line{};
    line.start = read.start->days()[row];
    line.stop = read.stop->days()[row];
    line.area = code_at(read.area, row);
    line.provider = code_at(read.provider, row);
    line.product = code_at(read.product, row);
    line.category = read.category.codes().empty() ? line.product : read.category.codes()[row];
    line.act = static_cast<std::uint8_t>(read.act_at(row));
    count_unnamed(read, line, account);
    line.cost = read.amount->values()[row];
    if (std::isnan(line.cost)) {
        account.add(RowReason::no_amount);
        line.cost = 0.0;
    }
    if (line.cost < 0.0) {
        account.add(RowReason::credit);
        line.credit = true;
    }
    const std::int32_t unit = code_at(read.unit, row);
    const VolumeUnit known = unit < 0 ? VolumeUnit{} : read.unit_of_code[static_cast<std::size_t>(unit)];
    const double volume = read.volume ? read.volume->values()[row] : std::numeric_limits<double>::quiet_NaN();
    if (known.kind == VolumeKind::not_comparable || std::isnan(volume)) {
        account.add(RowReason::not_comparable);
    } else {
        line.kind = known.kind;
        line.volume = volume * known.factor;
    }
    if (line.stop == no_day) {
        account.add(RowReason::still_going_on);
        line.stop = as_of;
    } else if (line.stop > as_of) {
        account.add(RowReason::stops_in_future);
        line.stop = as_of;
    }
    if (line.start < first_day) {
        account.add(RowReason::cut_at_first_year);
        const double part = (line.stop - first_day + 1.0) / (line.stop - line.start + 1.0);
        line.cost *= part;
        line.volume *= part;
        line.start = first_day;
    }
    return line;
}

/// The household of every person: that of the latest start. Rows that say otherwise, or belong to none, are counted.
std::vector<std::int32_t> households_of(const Read& read, std::span<const std::uint8_t> verdict, std::int32_t persons,
                                        std::int32_t& households, RowAccount& account) {
    std::vector<std::int32_t> home(static_cast<std::size_t>(persons), -1);
    if (read.household.codes().empty()) {
        for (std::size_t person = 0; person < home.size(); ++person) home[person] = static_cast<std::int32_t>(person);
        households = persons;
        return home;
    }
    std::vector<std::int32_t> latest(home.size(), no_day);
    const auto codes = read.household.codes();
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        if (verdict[row] != row_kept || codes[row] < 0) continue;
        const auto person = static_cast<std::size_t>(read.person.codes()[row]);
        if (read.start->days()[row] < latest[person]) continue;
        latest[person] = read.start->days()[row];
        home[person] = codes[row];
    }
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        if (verdict[row] != row_kept) continue;
        const std::int32_t own = home[static_cast<std::size_t>(read.person.codes()[row])];
        if (own < 0)
            account.add(RowReason::no_household);
        else if (codes[row] >= 0 && codes[row] != own)
            account.add(RowReason::other_household);
    }
    households = read.household.count();
    for (auto& each : home)
        if (each < 0) each = households++;  // a household of its own
    return home;
}

/// Turns counts per item into where each begins; one more entry than items.
void begins_of(std::vector<std::int32_t>& counts) {
    std::int32_t sum = 0;
    for (auto& each : counts) {
        const std::int32_t count = each;
        each = sum;
        sum += count;
    }
}

}  // namespace

std::int32_t first_day_of(int year) { return static_cast<std::int32_t>(days_from_civil({year, 1, 1})); }

ClaimLines read_claim_lines(const Table& claims, const ClaimOptions& options, std::int32_t as_of, RowAccount& account) {
    const RecordTable records(claims, options.columns);
    const Read read = read_columns(records, options);
    const std::size_t rows = records.rows();
    account.rows = static_cast<std::int64_t>(rows);
    const int last_year = static_cast<int>(civil_from_days(as_of).year);
    const int earliest = options.first_year != 0 ? options.first_year : last_year - most_years + 1;
    std::int32_t first_day = first_day_of(earliest);

    MessageKeys references(records.find("reference"));
    references.told_apart_by(read.provider.codes());  // every provider numbers its own lines
    auto verdict = apply_corrections(records, references);
    ClaimLines made{};
    std::vector<std::int32_t> begin(static_cast<std::size_t>(read.person.count()) + 1, 0);
    std::int32_t first_start = as_of;
    for (std::size_t row = 0; row < rows; ++row) {
        if (verdict[row] == row_kept) verdict[row] = verdict_on(read, row, as_of, first_day);
        if (verdict[row] != row_kept) {
            account.add(static_cast<RowReason>(verdict[row]));
            continue;
        }
        ++begin[static_cast<std::size_t>(read.person.codes()[row])];
        first_start = std::min(first_start, read.start->days()[row]);
    }
    made.first_year = options.first_year != 0
                          ? options.first_year
                          : std::max(earliest, static_cast<int>(civil_from_days(first_start).year));
    made.years = last_year - made.first_year + 1;
    first_day = first_day_of(made.first_year);

    // Persons in the order of their households, then lines in the order of the persons: two counting sorts.
    std::int32_t households = 0;
    const auto home = households_of(read, verdict, read.person.count(), households, account);
    std::vector<std::int32_t> household_begin(static_cast<std::size_t>(households) + 1, 0);
    for (std::size_t person = 0; person < home.size(); ++person)
        household_begin[static_cast<std::size_t>(home[person])] += begin[person] > 0;
    begins_of(household_begin);
    const auto kept_persons = static_cast<std::size_t>(household_begin.back());
    std::vector<std::int32_t> place(home.size(), -1);
    made.person_begin.assign(kept_persons + 1, 0);
    auto next = household_begin;
    for (std::size_t person = 0; person < home.size(); ++person)
        if (begin[person] > 0) {
            place[person] = next[static_cast<std::size_t>(home[person])]++;
            made.person_begin[static_cast<std::size_t>(place[person])] = begin[person];
        }
    begins_of(made.person_begin);
    made.household_begin = std::move(household_begin);
    made.lines.resize(static_cast<std::size_t>(made.person_begin.back()));
    if (read.birth) made.birth.assign(kept_persons, no_day);
    next = made.person_begin;
    for (std::size_t row = 0; row < rows; ++row) {
        if (verdict[row] != row_kept) continue;
        const auto person = static_cast<std::size_t>(place[static_cast<std::size_t>(read.person.codes()[row])]);
        made.lines[static_cast<std::size_t>(next[person]++)] = line_at(read, row, as_of, first_day, account);
        if (read.birth && made.birth[person] == no_day) made.birth[person] = read.birth->days()[row];
    }
    const auto earlier = [](const ClaimLine& a, const ClaimLine& b) { return a.start < b.start; };
    for (std::size_t person = 0; person < kept_persons; ++person) {
        const auto first = made.lines.begin() + made.person_begin[person];
        const auto last = made.lines.begin() + made.person_begin[person + 1];
        if (!std::is_sorted(first, last, earlier)) std::stable_sort(first, last, earlier);
    }
    made.items[static_cast<std::size_t>(UseLevel::all)] = {"all"};
    for (const auto& each : enum_names(CareAct{}))
        made.items[static_cast<std::size_t>(UseLevel::act)].emplace_back(each.name);
    made.items[static_cast<std::size_t>(UseLevel::area)] = read.area.names();
    made.items[static_cast<std::size_t>(UseLevel::provider)] = read.provider.names();
    made.items[static_cast<std::size_t>(UseLevel::product)] = read.product.names();
    made.has_households = !read.household.codes().empty();
    return made;
}

}  // namespace maatstaf::detail

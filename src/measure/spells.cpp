// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/spells.hpp"

#include <optional>
#include <span>

#include "maatstaf/core/messages/records.hpp"
#include "measure/accounts.hpp"
#include "measure/end_reasons.hpp"
#include "measure/no_number.hpp"
#include "measure/record_columns.hpp"
#include "measure/spell_messages.hpp"

namespace maatstaf {
namespace {

using detail::no_day;

/// One spell, by the row of its assignment.
struct Spell {
    std::size_t assignment = 0;
    std::int32_t start = no_day;
    std::int32_t stop = no_day;
    std::string reason{};
    std::string independent{};
};

using Messages = std::span<const detail::CareMessage>;

/// The messages of one assignment, from the front of those of all.
Messages take(Messages& all, std::int32_t assignment) {
    std::size_t count = 0;
    while (count < all.size() && all[count].assignment == assignment) ++count;
    const Messages taken = all.first(count);
    all = all.subspan(count);
    return taken;
}

/// Adds the spells of one assignment from its starts and stops, both by day.
void add_spells(std::size_t row, Messages starts, Messages stops, SpellResult& result, std::vector<Spell>& spells) {
    const std::size_t first = spells.size();
    bool open = false;
    const auto take_stop = [&] {
        const detail::CareMessage& stop = stops.front();
        stops = stops.subspan(1);
        if (!open) {
            const bool is_early = spells.size() == first && !starts.empty();
            result.stops.add(is_early ? RowReason::stop_before_start : RowReason::stop_without_start);
        } else if (stop.reason != detail::temporary_end) {
            spells.back().stop = stop.day;
            spells.back().reason = stop.reason;
            spells.back().independent = stop.independent;
            open = false;
        }
    };
    for (const detail::CareMessage& start : starts) {
        while (!stops.empty() && stops.front().day < start.day) take_stop();
        // A stop on the day of a new start ends what was going on before it.
        while (open && spells.back().start < start.day && !stops.empty() && stops.front().day == start.day) take_stop();
        if (open) {  // after a temporary stop help is taken up again; else the message says nothing new
            result.starts.add(RowReason::second_start);
            continue;
        }
        spells.push_back({row, start.day, no_day, {}, {}});
        open = true;
    }
    while (!stops.empty()) take_stop();
    if (spells.size() == first) spells.push_back({row, no_day, no_day, {}, {}});
}

Column day_column(const char* name, const std::vector<std::int32_t>& days) {
    std::vector<std::int32_t> values{};
    std::vector<Status> status{};
    for (const std::int32_t each : days) {
        values.push_back(each == no_day ? 0 : each);
        status.push_back(each == no_day ? Status::absent : Status::observed);
    }
    return Column::date(name, std::move(values), std::move(status));
}

Column text_column(const char* name, const Column* column, const std::vector<Spell>& spells) {
    std::vector<std::string> values{};
    for (const Spell& each : spells) values.push_back(detail::text_at(column, each.assignment));
    return Column::string(name, values);
}

}  // namespace

SpellResult care_spells(const Table& assignments, const Table& starts, const Table& stops,
                        const SpellOptions& options) {
    const std::int32_t as_of = detail::day_as_of(options.as_of);
    SpellResult made{};
    made.options = options;
    const detail::RecordTable records(assignments, options.columns);
    made.assignments.rows = static_cast<std::int64_t>(assignments.rows());
    const detail::IdCodes person(records.need("person"), detail::IdUse::person);
    std::optional<detail::IdCodes> household{};
    if (records.has("household")) household.emplace(records.need("household"), detail::IdUse::person);
    std::optional<detail::DayColumn> asked{}, decided{};
    if (records.has("asked")) asked.emplace(records.need("asked"));
    if (records.has("decided") || !asked) decided.emplace(records.need("decided"));
    const detail::AssignmentBook book(records, person, made.assignments);
    const auto all_starts = detail::read_messages(starts, "start", book, options, as_of, made.starts);
    const auto all_stops = detail::read_messages(stops, "stop", book, options, as_of, made.stops);
    Messages starts_left(all_starts), stops_left(all_stops);
    std::vector<Spell> spells{};
    for (std::size_t at = 0; at < book.rows().size(); ++at) {
        const auto assignment = static_cast<std::int32_t>(at);
        const Messages own_starts = take(starts_left, assignment), own_stops = take(stops_left, assignment);
        add_spells(book.rows()[at], own_starts, own_stops, made, spells);
    }

    std::vector<std::int32_t> asked_on{}, decided_on{}, started{}, stopped{};
    std::vector<std::int64_t> spell_number{}, person_number{}, household_number{};
    std::vector<Status> household_status{};
    std::vector<double> waiting{}, waited{}, length{}, ended{};
    std::vector<std::string> reason{}, independent{};
    std::optional<detail::DayColumn> followed{};
    if (records.has("until")) followed.emplace(records.need("until"));
    std::vector<std::int32_t> followed_until{};

    for (const Spell& each : spells) {
        spell_number.push_back(static_cast<std::int64_t>(spell_number.size()));
        person_number.push_back(person.codes()[each.assignment]);
        if (household) {
            household_number.push_back(household->codes()[each.assignment]);
            household_status.push_back(household_number.back() < 0 ? Status::absent : Status::observed);
        }
        asked_on.push_back(asked ? asked->days()[each.assignment] : no_day);
        decided_on.push_back(decided ? decided->days()[each.assignment] : no_day);
        started.push_back(each.start);
        stopped.push_back(each.stop);
        reason.push_back(each.reason);
        independent.push_back(each.independent);
        if (followed) followed_until.push_back(followed->days()[each.assignment]);
        const bool has_started = each.start != no_day;
        const std::int32_t from = decided_on.back() != no_day ? decided_on.back() : asked_on.back();
        const std::int32_t until = has_started ? each.start : as_of;
        // A later spell under the same assignment has not waited from the decision.
        const std::size_t at = spell_number.size() - 1;
        const bool later = at > 0 && spells[at - 1].assignment == each.assignment;
        const bool known = from != no_day && from <= until && !later;
        waiting.push_back(known ? static_cast<double>(until - from) : detail::no_number);
        waited.push_back(known ? (has_started ? 1.0 : 0.0) : detail::no_number);
        const std::int32_t end = each.stop != no_day ? each.stop : as_of;
        length.push_back(has_started ? end - each.start + 1.0 : detail::no_number);
        ended.push_back(has_started ? (each.stop != no_day ? 1.0 : 0.0) : detail::no_number);
    }
    made.spells = Table(
        {Column::int64("spell", std::move(spell_number)), Column::int64("person", std::move(person_number)),
         text_column("provider", records.find("provider"), spells),
         text_column("product", records.find("product"), spells), text_column("area", records.find("area"), spells),
         day_column("asked", asked_on), day_column("decided", decided_on), day_column("start", started),
         day_column("stop", stopped), Column::string("reason", reason),
         Column::float64("waiting_days", std::move(waiting)), Column::float64("waited", std::move(waited)),
         Column::float64("length_days", std::move(length)), Column::float64("ended", std::move(ended))},
        true);
    if (stops.rows() > 0 && detail::RecordTable(stops, options.columns).has("independent"))
        made.spells.add(Column::string("independent", independent));
    if (followed) made.spells.add(day_column("until", followed_until));
    if (household)
        made.spells.add(Column::int64("household", std::move(household_number), std::move(household_status)));
    detail::say_rows_changed(made.caveats, {&made.assignments, &made.starts, &made.stops});
    return made;
}

}  // namespace maatstaf

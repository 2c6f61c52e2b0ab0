// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/spells.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "maatstaf/core/messages/records.hpp"
#include "measure/accounts.hpp"
#include "measure/end_reasons.hpp"
#include "measure/no_number.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf {
namespace {

using detail::no_day;

std::string text_at(const Column* column, std::size_t row) {
    return column == nullptr ? std::string{} : column->display(row);
}

/// A message of one table: what it says and whether it holds.
struct CareMessage {
    std::string assignment{};
    std::int32_t day = no_day;
    std::string reason{};
    std::string independent{};
    bool holds = true;
};

/// Reads a table of starts or stops, applies its corrections and checks its days.
std::vector<CareMessage> read_messages(const Table& table, std::string_view day_field, const SpellOptions& options,
                                   std::int32_t as_of, RowAccount& account) {
    account.rows = static_cast<std::int64_t>(table.rows());
    std::vector<CareMessage> made(table.rows());
    if (table.rows() == 0) return made;
    const detail::RecordTable records(table, options.columns);
    const Column& assignment = records.need("assignment");
    const detail::DayColumn days(records.need(day_field));
    const Column* status = records.find("status");
    const Column* reference = records.find("reference");
    const Column* reason = records.find("reason");
    const Column* independent = records.find("independent");
    std::map<std::string, std::size_t> alive{};
    const auto drop = [&](std::size_t row, RowReason why) {
        made[row].holds = false;
        account.add(why);
    };
    for (std::size_t row = 0; row < made.size(); ++row) {
        made[row].assignment = assignment.display(row);
        made[row].day = days.days()[row];
        made[row].reason = detail::two_digits(text_at(reason, row));
        made[row].independent = text_at(independent, row);
        const std::string key = made[row].assignment + "/" +
                                (reference != nullptr ? reference->display(row) : std::to_string(made[row].day));
        const std::string delivery = detail::folded(text_at(status, row));
        const auto before = alive.find(key);
        if (delivery == "3" || delivery == "03" || delivery == "removal") {
            if (before == alive.end()) {
                drop(row, RowReason::removal_of_nothing);
            } else {
                drop(before->second, RowReason::removed);
                drop(row, RowReason::removal);
                alive.erase(before);
            }
            continue;
        }
        if (!delivery.empty() && delivery != "1" && delivery != "01" && delivery != "2" && delivery != "02" &&
            delivery != "first" && delivery != "changed") {
            drop(row, RowReason::unknown_status);
            continue;
        }
        if (before != alive.end()) drop(before->second, RowReason::sent_again);
        alive[key] = row;
    }
    for (std::size_t row = 0; row < made.size(); ++row) {
        if (!made[row].holds) continue;
        if (made[row].day == no_day) {
            drop(row, RowReason::no_start);
        } else if (made[row].day > as_of) {
            drop(row, RowReason::starts_in_future);
        } else if (!made[row].reason.empty() && !detail::is_end_reason(made[row].reason)) {
            made[row].reason.clear();  // help has stopped, whatever the reason
            account.add(RowReason::unknown_reason);
        }
    }
    return made;
}

/// One spell, by the row of its assignment.
struct Spell {
    std::size_t assignment = 0;
    std::int32_t start = no_day;
    std::int32_t stop = no_day;
    std::string reason{};
    std::string independent{};
};

/// The messages that hold of every assignment, by day.
std::map<std::string, std::vector<std::size_t>> by_assignment(const std::vector<CareMessage>& messages) {
    std::map<std::string, std::vector<std::size_t>> made{};
    for (std::size_t row = 0; row < messages.size(); ++row)
        if (messages[row].holds) made[messages[row].assignment].push_back(row);
    for (auto& entry : made)
        std::stable_sort(entry.second.begin(), entry.second.end(),
                         [&](std::size_t a, std::size_t b) { return messages[a].day < messages[b].day; });
    return made;
}

class Joiner {
public:
    Joiner(const std::vector<CareMessage>& starts, const std::vector<CareMessage>& stops, SpellResult& result)
        : starts_(&starts), stops_(&stops), starts_of_(by_assignment(starts)), stops_of_(by_assignment(stops)),
          result_(&result) {}

    /// Adds the spells of one assignment and takes its messages away.
    void add(const std::string& number, std::size_t row, std::vector<Spell>& spells) {
        auto start_rows = take(starts_of_, number);
        auto stop_rows = take(stops_of_, number);
        const std::size_t first = spells.size();
        bool open = false;
        std::size_t stop_at = 0;
        const auto close_until = [&](std::int32_t day) {  // stops before the day
            for (; stop_at < stop_rows.size(); ++stop_at) {
                const CareMessage& stop = (*stops_)[stop_rows[stop_at]];
                if (stop.day >= day) return;
                if (!open) {
                    result_->stops.add(RowReason::stop_without_start);
                } else if (stop.reason != detail::temporary_end) {
                    spells.back().stop = stop.day;
                    spells.back().reason = stop.reason;
                    spells.back().independent = stop.independent;
                    open = false;
                }
            }
        };
        for (const std::size_t each : start_rows) {
            const std::int32_t day = (*starts_)[each].day;
            close_until(day);
            if (open) {  // after a temporary stop help is taken up again; else the message says nothing new
                result_->starts.add(RowReason::second_start);
                continue;
            }
            spells.push_back({row, day, no_day, {}, {}});
            open = true;
        }
        close_until(std::numeric_limits<std::int32_t>::max());
        if (spells.size() == first) spells.push_back({row, no_day, no_day, {}, {}});
    }

    /// What belongs to no assignment.
    void count_left() {
        for (const auto& entry : starts_of_)
            result_->starts.add(RowReason::no_assignment, static_cast<std::int64_t>(entry.second.size()));
        for (const auto& entry : stops_of_)
            result_->stops.add(RowReason::no_assignment, static_cast<std::int64_t>(entry.second.size()));
    }

private:
    static std::vector<std::size_t> take(std::map<std::string, std::vector<std::size_t>>& from,
                                         const std::string& number) {
        const auto found = from.find(number);
        if (found == from.end()) return {};
        auto rows = std::move(found->second);
        from.erase(found);
        return rows;
    }
    const std::vector<CareMessage>* starts_;
    const std::vector<CareMessage>* stops_;
    std::map<std::string, std::vector<std::size_t>> starts_of_;
    std::map<std::string, std::vector<std::size_t>> stops_of_;
    SpellResult* result_;
};

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
    for (const Spell& each : spells) values.push_back(text_at(column, each.assignment));
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
    const Column& number = records.need("assignment");
    std::optional<detail::DayColumn> asked{}, decided{};
    if (records.has("asked")) asked.emplace(records.need("asked"));
    if (records.has("decided") || !asked) decided.emplace(records.need("decided"));
    const auto start_messages = read_messages(starts, "start", options, as_of, made.starts);
    const auto stop_messages = read_messages(stops, "stop", options, as_of, made.stops);

    std::map<std::string, std::size_t> last_row{};
    for (std::size_t row = 0; row < assignments.rows(); ++row) {
        if (person.codes()[row] < 0) {
            made.assignments.add(RowReason::no_person);
            continue;
        }
        const auto inserted = last_row.insert({number.display(row), row});
        if (inserted.second) continue;
        made.assignments.add(RowReason::sent_again);
        inserted.first->second = row;
    }
    Joiner joiner(start_messages, stop_messages, made);
    std::vector<Spell> spells{};
    for (const auto& entry : last_row) joiner.add(entry.first, entry.second, spells);
    joiner.count_left();

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

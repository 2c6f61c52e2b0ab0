// SPDX-License-Identifier: Apache-2.0
#include "measure/spell_messages.hpp"

#include <algorithm>
#include <limits>

#include "measure/corrections.hpp"
#include "measure/end_reasons.hpp"

namespace maatstaf::detail {
namespace {

bool agrees(const std::string& message, const std::string& assignment) {
    return message.empty() || assignment.empty() || message == assignment;
}

/// Which message of its assignment a row is: by its reference, or else by its day.
MessageKeys message_keys(const RecordTable& records, std::span<const std::int32_t> days) {
    MessageKeys made = assignment_keys(records);
    const MessageKeys references(records.find("reference"));
    std::vector<std::int32_t> which(days.begin(), days.end());
    for (std::size_t row = 0; row < which.size(); ++row) {
        const bool has_reference = !references.of_row.empty() && references.of_row[row] >= 0;
        if (has_reference) which[row] = references.of_row[row];
        else if (which[row] == no_day) made.of_row[row] = -1;
        else which[row] += std::numeric_limits<std::int32_t>::min() / 2;  // days and references are not mixed up
    }
    made.told_apart_by(which);
    return made;
}

}  // namespace

std::string text_at(const Column* column, std::size_t row) {
    return column == nullptr ? std::string{} : column->display(row);
}

AssignmentBook::AssignmentBook(const RecordTable& records, const IdCodes& person, RowAccount& account) {
    const Column& number = records.need("assignment");
    const Column* municipality = records.find("municipality");
    const auto verdict = apply_corrections(records, assignment_keys(records));
    std::map<std::string, std::vector<std::size_t>> rows_of{};
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        const std::string name = number.display(row);
        if (verdict[row] != row_kept) account.add(static_cast<RowReason>(verdict[row]));
        else if (person.codes()[row] < 0) account.add(RowReason::no_person);
        else if (name.empty()) account.add(RowReason::no_number);
        else rows_of[name].push_back(row);
    }
    for (const auto& entry : rows_of)
        for (const std::size_t row : entry.second) {
            by_number_[entry.first].push_back(static_cast<std::int32_t>(rows_.size()));
            rows_.push_back(row);
            owner_.push_back({text_at(municipality, row), text_at(records.find("person"), row)});
        }
}

AssignmentBook::Found AssignmentBook::find(const std::string& number, const std::string& municipality,
                                           const std::string& person) const {
    if (number.empty()) return {-1, RowReason::no_number};
    const auto known = by_number_.find(number);
    if (known == by_number_.end()) return {};
    Found found{};
    for (const std::int32_t at : known->second) {
        const Owner& owner = owner_[static_cast<std::size_t>(at)];
        if (!agrees(municipality, owner.municipality) || !agrees(person, owner.person)) continue;
        if (found.at >= 0) return {-1, RowReason::several_assignments};
        found.at = at;
    }
    return found;
}

std::vector<CareMessage> read_messages(const Table& table, std::string_view day_field, const AssignmentBook& book,
                                       const SpellOptions& options, std::int32_t as_of, RowAccount& account) {
    account.rows = static_cast<std::int64_t>(table.rows());
    std::vector<CareMessage> made{};
    if (table.rows() == 0) return made;
    const RecordTable records(table, options.columns);
    const Column& number = records.need("assignment");
    const DayColumn days(records.need(day_field));
    const Column* municipality = records.find("municipality");
    const Column* person = records.find("person");
    const Column* reason = records.find("reason");
    const Column* independent = records.find("independent");
    const auto verdict = apply_corrections(records, message_keys(records, days.days()));
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        const std::int32_t day = days.days()[row];
        if (verdict[row] != row_kept) {
            account.add(static_cast<RowReason>(verdict[row]));
        } else if (day == no_day) {
            account.add(RowReason::no_start);
        } else if (day > as_of) {
            account.add(RowReason::starts_in_future);
        } else {
            const auto found = book.find(number.display(row), text_at(municipality, row), text_at(person, row));
            if (found.at < 0) {
                account.add(found.why);
                continue;
            }
            made.push_back({found.at, day, two_digits(text_at(reason, row)), text_at(independent, row)});
            if (!made.back().reason.empty() && !is_end_reason(made.back().reason)) {
                made.back().reason.clear();  // help has stopped, whatever the reason
                account.add(RowReason::unknown_reason);
            }
        }
    }
    std::stable_sort(made.begin(), made.end(), [](const CareMessage& a, const CareMessage& b) {
        return a.assignment != b.assignment ? a.assignment < b.assignment : a.day < b.day;
    });
    return made;
}

}  // namespace maatstaf::detail

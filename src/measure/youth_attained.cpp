// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <set>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/youth_rows.hpp"

namespace maatstaf::detail {

void answers_of(const Table& answers, const YouthOptions& options, OutcomeWriter& writer, YouthResult& result) {
    OutcomeTable table(answers, options, false);
    table.need_period();
    const Column& item = table.records().need("item");
    const Column& answer = table.records().need("answer");
    result.answers.rows = static_cast<std::int64_t>(table.rows());
    std::map<std::string, ByCell<ShareRow>> items{};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto number = number_from(answer, row);
        if (table.unit(row) < 0) {
            result.answers.add(RowReason::no_person);
        } else if (!number || (!std::isnan(*number) && !(*number >= 1.0 && *number <= options.scale &&
                                                         *number == std::floor(*number)))) {
            result.answers.add(RowReason::off_scale);
        } else {
            const double agrees = *number > options.scale - options.top ? 1.0 : 0.0;
            items[item.display(row)][table.cell(row)].push_back(
                share_row(std::isnan(*number) ? not_known : agrees, table.unit(row)));
        }
    }
    for (const auto& entry : items) writer.shares(entry.first, table, entry.second);
}

namespace {

/// What one person has, by outcome: true or false; without an entry it is not known.
struct PersonOutcomes {
    std::map<std::string, bool> has{};
    std::int32_t unit = 0;
};

/// 1 when all have it, 0 when one is known not to; the outcome `but` must not be there instead. NaN: not known.
double all_of(const PersonOutcomes& person, const std::set<std::string>& outcomes, const std::string& but) {
    bool known = true;
    for (const std::string& each : outcomes) {
        const auto found = person.has.find(each);
        if (found == person.has.end()) known = false;
        else if (found->second == (each == but)) return 0.0;
    }
    return known ? 1.0 : not_known;
}

}  // namespace

void attained_of(const Table& attained, std::int32_t as_of, const YouthOptions& options, OutcomeWriter& writer,
                 YouthResult& result) {
    OutcomeTable table(attained, options, true);
    const Column& outcome = table.records().need("outcome");
    const DayColumn start(table.records().need("start")), stop(table.records().need("stop"));
    RowAccount& account = result.attained;
    account.rows = static_cast<std::int64_t>(table.rows());
    std::set<std::string> outcomes{};
    std::map<std::int32_t, std::map<std::int32_t, PersonOutcomes>> persons{};
    std::map<std::string, ByCell<WindowRow>> relapse{};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::int32_t from = start.days()[row];
        std::int32_t to = stop.days()[row];
        if (table.unit(row) < 0 || table.person(row) < 0) {
            account.add(RowReason::no_person);
            continue;
        }
        if (from != no_day && from > as_of) {
            account.add(RowReason::starts_in_future);
            continue;
        }
        if (to != no_day && (from == no_day || to < from)) {
            account.add(RowReason::stop_before_start);
            continue;
        }
        if (to != no_day && to > as_of) {
            account.add(RowReason::stops_in_future);
            to = no_day;
        }
        const std::string name = outcome.display(row);
        outcomes.insert(name);
        const std::int32_t state_key = table.has_period() ? table.cell(row) : table.cell_on(row, as_of);
        PersonOutcomes& person = persons[state_key][table.person(row)];
        person.unit = table.unit(row);
        const bool has = from != no_day && to == no_day;
        person.has[name] = person.has[name] || has;
        if (from == no_day) continue;
        const double followed = as_of - from;
        const std::int32_t key = table.has_period() ? state_key : table.cell_on(row, from);
        relapse[name][key].push_back(
            {to == no_day ? followed : static_cast<double>(to - from), to != no_day, followed, person.unit});
    }
    std::map<std::string, ByCell<ShareRow>> each_one{}, lacks{};
    ByCell<ShareRow> all{};
    for (const auto& place : persons)
        for (const auto& entry : place.second) {
            const PersonOutcomes& person = entry.second;
            for (const std::string& name : outcomes) {
                const auto found = person.has.find(name);
                each_one[name][place.first].push_back(share_row(
                    found == person.has.end() ? not_known : (found->second ? 1.0 : 0.0), person.unit));
                lacks[name][place.first].push_back(share_row(all_of(person, outcomes, name), person.unit));
            }
            all[place.first].push_back(share_row(all_of(person, outcomes, {}), person.unit));
        }
    for (const auto& entry : each_one) writer.shares("attained:" + entry.first, table, entry.second);
    writer.shares("attained_all", table, all);
    for (const auto& entry : lacks) writer.shares("lacks_only:" + entry.first, table, entry.second);
    for (const auto& entry : relapse) writer.windows("relapse:" + entry.first, table, entry.second, false);
}

}  // namespace maatstaf::detail

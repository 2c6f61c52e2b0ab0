// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/reach.hpp"
#include "measure/checks.hpp"
#include "measure/no_number.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf::measure {
namespace {

using Names = std::vector<std::string>;

/// The texts of one row in these columns.
Names texts_at(const std::vector<const Column*>& columns, std::size_t row) {
    Names made{};
    for (const Column* each : columns) made.push_back(each->display(row));
    return made;
}

/// Participants of one set by target group, as persons.
struct SetPersons {
    Names keys{};
    std::map<std::string, std::set<std::int32_t>> of_target{};
    std::set<std::int32_t> all{}, grouped{};
};

/// Residents by target group and by those columns of `by` that the table has.
class Residents {
public:
    Residents(const Table& population, const ReachCountOptions& options) {
        const detail::RecordTable records(population, options.columns);
        const Column& group = records.need("group");
        const detail::NumberColumn people(records.need("people"));
        detail::need_amounts("people", people.values(), true);
        std::vector<const Column*> columns{};
        for (std::size_t at = 0; at < options.by.size(); ++at) {
            const Column* found = records.called(options.by[at]);
            if (found == nullptr) continue;
            columns.push_back(found);
            used_.push_back(at);
        }
        for (std::size_t row = 0; row < population.rows(); ++row) {
            const Names keys = texts_at(columns, row);
            const auto added = people_.try_emplace(std::pair<Names, std::string>(keys, group.display(row)), 0.0);
            added.first->second += people.values()[row];
            if (columns.size() == options.by.size() && std::find(sets_.begin(), sets_.end(), keys) == sets_.end())
                sets_.push_back(keys);
            if (std::find(targets_.begin(), targets_.end(), group.display(row)) == targets_.end())
                targets_.push_back(group.display(row));
        }
    }
    const Names& targets() const noexcept { return targets_; }
    /// The sets that the table names, where it has all columns of `by`: also those in which nobody took part.
    const std::vector<Names>& sets() const noexcept { return sets_; }
    const double* find(const Names& keys, const std::string& target) const {
        Names used{};
        for (const std::size_t at : used_) used.push_back(keys[at]);
        const auto found = people_.find(std::pair<Names, std::string>(std::move(used), target));
        return found == people_.end() ? nullptr : &found->second;
    }

private:
    std::vector<std::size_t> used_{};
    std::vector<Names> sets_{};
    Names targets_{};
    std::map<std::pair<Names, std::string>, double> people_{};
};

}  // namespace

Table count_reached(const Table& participants, const Table& population, const ReachCountOptions& options) {
    const detail::RecordTable records(participants, options.columns);
    const detail::IdCodes person(records.need("person"), detail::IdUse::person);
    const Column& group = records.need("group");
    std::vector<const Column*> columns{};
    for (const std::string& each : options.by) columns.push_back(&records.need_called(each));
    const Residents residents(population, options);

    std::vector<SetPersons> sets{};
    std::map<Names, std::size_t> place{};
    for (const Names& each : residents.sets()) {
        place.try_emplace(each, sets.size());
        sets.push_back({each, {}, {}, {}});
    }
    for (std::size_t row = 0; row < participants.rows(); ++row) {
        const std::int32_t who = person.codes()[row];
        if (who < 0) throw DataError(messages::reach_no_person, {{"row", std::to_string(row + 1)}});
        const Names keys = texts_at(columns, row);
        const auto added = place.try_emplace(keys, sets.size());
        if (added.second) sets.push_back({keys, {}, {}, {}});
        SetPersons& set = sets[added.first->second];
        set.all.insert(who);
        const std::string target = group.display(row);
        if (target.empty() || target == options.unknown) continue;
        if (residents.find(keys, target) == nullptr)
            throw DataError(messages::reach_no_residents, {{"target", target}, {"row", std::to_string(row + 1)}});
        set.grouped.insert(who);
        if (target != options.whole) set.of_target[target].insert(who);
    }

    std::vector<Names> key_texts(columns.size());
    Names target{};
    std::vector<double> reached{}, people{};
    const auto add = [&](const SetPersons& set, const std::string& name, double count, double among) {
        for (std::size_t at = 0; at < key_texts.size(); ++at) key_texts[at].push_back(set.keys[at]);
        target.push_back(name);
        reached.push_back(count);
        people.push_back(among);
    };
    for (const SetPersons& each : sets) {
        for (const std::string& name : residents.targets()) {
            const double* among = residents.find(each.keys, name);
            if (among == nullptr || name == options.whole || name == options.unknown) continue;
            const auto found = each.of_target.find(name);
            add(each, name, found == each.of_target.end() ? 0.0 : static_cast<double>(found->second.size()), *among);
        }
        const double* whole = residents.find(each.keys, options.whole);
        std::size_t memberships = 0;
        std::set<std::int32_t> members{};
        for (const auto& entry : each.of_target) {
            memberships += entry.second.size();
            members.insert(entry.second.begin(), entry.second.end());
        }
        if (whole == nullptr && memberships > members.size())
            throw DataError(messages::reach_needs_whole, {{"count", std::to_string(memberships - members.size())},
                                                          {"whole", options.whole}});
        const double not_known = static_cast<double>(each.all.size() - each.grouped.size());
        if (not_known > 0.0) add(each, options.unknown, not_known, detail::no_number);
        if (whole != nullptr) add(each, options.whole, static_cast<double>(each.all.size()), *whole);
    }
    std::vector<Column> made{};
    for (std::size_t at = 0; at < key_texts.size(); ++at)
        made.push_back(Column::string(options.by[at], key_texts[at]));
    made.push_back(Column::string("target", target));
    made.push_back(Column::float64("reached", std::move(reached)));
    made.push_back(Column::float64("population", std::move(people)));
    return Table(std::move(made), true);
}

}  // namespace maatstaf::measure

// SPDX-License-Identifier: Apache-2.0
#include "measure/reach_sets.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"

namespace maatstaf::detail {
namespace {

[[noreturn]] void refuse(const Message message, std::string_view target, double got, double of,
                         const ReachOptions& options) {
    throw DataError(message, {{"target", std::string(target)},
                              {"got", to_text(got)},
                              {"of", to_text(of)},
                              {"whole", options.whole}});
}

std::vector<ReachSet> read_rows(const ReachData& data, const ReachOptions& options) {
    const std::size_t rows = data.reached.size();
    need_length("population", data.population.size(), rows);
    need_length("target", data.target.size(), rows);
    need_groups(data.groups, rows);
    need_amounts("reached", data.reached, true);
    need_amounts("population", data.population, true);
    std::vector<ReachSet> sets(data.groups.count == 0 ? 1 : static_cast<std::size_t>(data.groups.count));
    for (std::size_t row = 0; row < rows; ++row) {
        ReachSet& set = sets[data.groups.of_row.empty() ? 0 : static_cast<std::size_t>(data.groups.of_row[row])];
        const double reached = data.reached[row];
        if (data.target[row] == options.unknown) {
            if (std::isnan(reached)) set.missing = true;
            else set.unknown += reached;
            continue;
        }
        ReachTarget* target = &set.whole;
        if (data.target[row] == options.whole) {
            set.has_whole = true;
        } else {
            const auto found = std::find_if(set.targets.begin(), set.targets.end(),
                                            [&](const ReachTarget& each) { return each.name == data.target[row]; });
            target = found == set.targets.end() ? &set.targets.emplace_back() : &*found;
        }
        target->name = data.target[row];
        if (std::isnan(reached) || std::isnan(data.population[row])) {
            target->missing = true;
        } else {
            target->reached += reached;
            target->population += data.population[row];
        }
    }
    return sets;
}

/// Adds up where there is no row of the whole, and checks that parts fit in it.
void complete(ReachSet& set, const ReachOptions& options) {
    double reached = set.unknown, population = 0.0;
    for (const ReachTarget& each : set.targets) {
        if (each.reached > each.population)
            refuse(messages::reach_more_than_residents, each.name, each.reached, each.population, options);
        reached += each.reached;
        population += each.population;
        if (!set.has_whole) set.missing = set.missing || each.missing;
    }
    set.missing = set.missing || set.whole.missing;
    if (!set.has_whole) {
        set.whole = {options.whole, reached, population, set.missing};
    } else {
        set.divided = set.whole.reached == reached && set.whole.population == population;
    }
    if (set.missing) return;
    const ReachTarget& whole = set.whole;
    if (whole.reached > whole.population)
        refuse(messages::reach_more_than_residents, options.whole, whole.reached, whole.population, options);
    if (set.unknown > whole.reached)
        refuse(messages::reach_above_whole, options.unknown, set.unknown, whole.reached, options);
    for (const ReachTarget& each : set.targets) {
        if (each.missing) continue;
        if (each.reached > set.known())
            refuse(messages::reach_above_whole, each.name, each.reached, set.known(), options);
        if (each.population > whole.population)
            refuse(messages::reach_above_whole, each.name, each.population, whole.population, options);
        if (set.known() - each.reached > whole.population - each.population)
            refuse(messages::reach_outside, each.name, set.known() - each.reached,
                   whole.population - each.population, options);
    }
}

}  // namespace

ReachExtra ReachSet::extra(const ReachTarget& target) const {
    const double room_outside = whole.population - target.population - (known() - target.reached);
    return {std::max(0.0, unknown - room_outside), std::min(unknown, target.population - target.reached)};
}

std::vector<ReachSet> read_reach_sets(const ReachData& data, const ReachOptions& options) {
    auto sets = read_rows(data, options);
    for (ReachSet& each : sets) complete(each, options);
    return sets;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/civil.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "measure/claim_count.hpp"

namespace maatstaf::detail {
namespace {

template <class Body>
void for_lines_of_household(const ClaimLines& claims, std::size_t household, Body&& body) {
    const auto first = claims.person_begin[static_cast<std::size_t>(claims.household_begin[household])];
    const auto last = claims.person_begin[static_cast<std::size_t>(claims.household_begin[household + 1])];
    for (std::int32_t at = first; at < last; ++at) body(claims.lines[static_cast<std::size_t>(at)]);
}

/// Part of the sum that the `top` part of the households has, the one on the edge by its part. Ascending cost; `none`
/// households stand before them with no cost.
double share_of_top(const std::vector<double>& cost, double none, double top, double sum) {
    double room = top * (static_cast<double>(cost.size()) + none);
    double taken = 0.0;
    for (auto each = cost.rbegin(); each != cost.rend() && room > 0.0; ++each, room -= 1.0)
        taken += *each * std::min(room, 1.0);
    return taken / sum;
}

/// The Lorenz curve is linear between households, so its points are those of `share_of_top`, seen from below.
void spread_of_cost(ActStacking& year, std::vector<double>& cost, double none, double top) {
    std::sort(cost.begin(), cost.end());
    const double sum = std::accumulate(cost.begin(), cost.end(), 0.0);
    if (!(sum > 0.0)) return;
    year.top_share = share_of_top(cost, none, top, sum);
    const double count = static_cast<double>(cost.size()) + none;
    double ranked = 0.0;
    for (std::size_t at = 0; at < cost.size(); ++at)
        ranked += cost[at] * (2.0 * (none + static_cast<double>(at) + 1.0) - count - 1.0);
    year.gini = ranked / (count * sum);
    const std::size_t last = year.lorenz.size() - 1;
    for (std::size_t at = 0; at <= last; ++at) {
        const double above = static_cast<double>(last - at) / static_cast<double>(last);
        year.lorenz[at] = 1.0 - share_of_top(cost, none, above, sum);
    }
    year.lorenz[0] = 0.0;
}

}  // namespace

std::vector<ActStacking> count_stacking(const ClaimLines& claims, const ClaimOptions& options) {
    const Years years(claims.first_year, claims.years);
    const auto count = static_cast<std::size_t>(claims.years);
    std::vector<ActStacking> made(count);
    std::vector<std::vector<double>> costs(count);
    std::vector<double> cost(count);
    std::vector<std::uint8_t> acts(count);
    for (std::size_t household = 0; household + 1 < claims.household_begin.size(); ++household) {
        std::fill(cost.begin(), cost.end(), 0.0);
        std::fill(acts.begin(), acts.end(), std::uint8_t{0});
        for_lines_of_household(claims, household, [&](const ClaimLine& line) {
            if (line.credit) {
                cost[static_cast<std::size_t>(years.of(line.start))] += line.cost;
                return;
            }
            const double days = line.stop - line.start + 1.0;
            years.for_parts(line.start, line.stop, [&](int year, std::int32_t from, std::int32_t to) {
                const auto at = static_cast<std::size_t>(year);
                acts[at] = static_cast<std::uint8_t>(acts[at] | (1U << line.act));
                cost[at] += line.cost * ((to - from + 1.0) / days);
            });
        });
        for (std::size_t year = 0; year < count; ++year) {
            made[year].set_cost[acts[year]] += cost[year];  // without an act: credits only
            if (acts[year] == 0) continue;
            made[year].sets[acts[year]] += 1.0;
            costs[year].push_back(std::max(cost[year], 0.0));
        }
    }
    for (std::size_t year = 0; year < count; ++year) {
        ActStacking& each = made[year];
        each.year = claims.first_year + static_cast<int>(year);
        const double users = static_cast<double>(costs[year].size());
        each.households = std::isnan(options.households) ? users : options.households;
        if (each.households < users)
            throw ArgumentError(messages::records_households, {{"got", to_text(each.households)},
                                                              {"counted", to_text(users)},
                                                              {"year", std::to_string(each.year)}});
        each.sets[0] = each.households - users;
        for (std::size_t set = 0; set < each.sets.size(); ++set) {
            const auto number = (set & 1U) + ((set >> 1) & 1U) + ((set >> 2) & 1U);
            each.by_number[number] += each.sets[set];
            each.cost += each.set_cost[set];
        }
        spread_of_cost(each, costs[year], each.sets[0], options.top);
    }
    return made;
}

AtEighteen count_at_eighteen(const ClaimLines& claims, std::int32_t as_of) {
    AtEighteen made{};
    if (claims.birth.empty()) return made;
    constexpr std::int32_t year_of_days = 365;
    const std::int32_t first_day = first_day_of(claims.first_year);
    for (std::size_t person = 0; person + 1 < claims.person_begin.size(); ++person) {
        if (claims.birth[person] == no_day) continue;
        CivilDate day = civil_from_days(claims.birth[person]);
        day.year += 18;
        const auto birthday = static_cast<std::int32_t>(days_from_civil(day));  // 29 February: 1 March
        bool before = false;
        std::array<bool, care_acts> after{};
        double cost_before = 0.0;
        double cost_after = 0.0;
        for (auto at = claims.person_begin[person]; at < claims.person_begin[person + 1]; ++at) {
            const ClaimLine& line = claims.lines[static_cast<std::size_t>(at)];
            const auto overlap = [&](std::int32_t from, std::int32_t to) {
                return std::max(0, std::min(line.stop, to) - std::max(line.start, from) + 1);
            };
            const std::int32_t days_before = overlap(birthday - year_of_days, birthday - 1);
            const std::int32_t days_after = overlap(birthday, birthday + year_of_days - 1);
            const double days = line.stop - line.start + 1.0;
            cost_before += line.cost * days_before / days;
            cost_after += line.cost * days_after / days;
            if (line.credit) continue;
            before = before || (line.act == 0 && days_before > 0);
            if (days_after > 0) after[line.act] = true;
        }
        if (!before) continue;
        if (birthday - year_of_days < first_day || birthday + year_of_days - 1 > as_of) {
            ++made.not_followed;
            continue;
        }
        ++made.persons;
        for (std::size_t act = 0; act < care_acts; ++act) made.after[act] += after[act];
        made.none_after += !after[0] && !after[1] && !after[2];
        made.cost_before += cost_before;
        made.cost_after += cost_after;
    }
    return made;
}

}  // namespace maatstaf::detail

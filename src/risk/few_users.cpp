// SPDX-License-Identifier: Apache-2.0
#include "risk/few_users.hpp"

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

/// What the margins of a group rest on: its users, or for costs its rows with any.
struct Behind {
    double rows = 0.0, with = 0.0;
};

std::vector<Behind> behind_groups(const RiskFit& fit, std::span<const std::int32_t> groups, std::size_t count,
                                  bool costs) {
    std::vector<Behind> made(count);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        Behind& own = made[static_cast<std::size_t>(groups[i])];
        own.rows += 1.0;
        own.with += costs ? static_cast<double>(fit.y[row] > 0.0) : fit.y[row] * fit.weights[row];
    }
    return made;
}

}  // namespace

std::vector<bool> say_of_small_groups(const RiskFit& fit, std::span<const std::int32_t> groups,
                                      std::span<const std::string> names, std::vector<Caveat>& caveats) {
    const bool costs = fit.family() == Family::gamma || fit.family() == Family::tweedie;
    const double least = costs ? least_costs : least_users, enough = costs ? few_costs : few_users;
    const std::vector<Behind> behind = behind_groups(fit, groups, names.size(), costs);
    std::vector<bool> without(behind.size());
    std::vector<std::string> none, few;
    for (std::size_t g = 0; g < behind.size(); ++g) {
        const auto& [rows, with] = behind[g];
        // Where most rows have a cost, few of them are no worse than few rows of anything.
        if (with >= enough || (costs && 2.0 * with >= rows)) continue;
        without[g] = with < least;
        (without[g] ? none : few).push_back(names[g] + " (" + to_text(with) + ")");
    }
    if (!none.empty())
        caveats.push_back({messages::risk_groups_too_few_users,
                           {{"groups", join(none, ", ", 8)}, {"least", to_text(least)}}});
    if (!few.empty()) caveats.push_back({messages::risk_groups_few_users, {{"groups", join(few, ", ", 8)}}});
    return without;
}

}  // namespace maatstaf::detail

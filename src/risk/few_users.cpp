// SPDX-License-Identifier: Apache-2.0
#include "risk/few_users.hpp"

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

/// Users of every group; for costs, rows with any cost.
std::vector<double> users_of(const RiskFit& fit, std::span<const std::int32_t> groups, std::size_t count) {
    const bool costs = fit.family() == Family::gamma || fit.family() == Family::tweedie;
    std::vector<double> users(count, 0.0);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        users[static_cast<std::size_t>(groups[i])] +=
            costs ? static_cast<double>(fit.y[row] > 0.0) : fit.y[row] * fit.weights[row];
    }
    return users;
}

}  // namespace

std::vector<bool> say_of_small_groups(const RiskFit& fit, std::span<const std::int32_t> groups,
                                      std::span<const std::string> names, std::vector<Caveat>& caveats) {
    const std::vector<double> users = users_of(fit, groups, names.size());
    std::vector<bool> without(users.size());
    std::vector<std::string> none, few;
    for (std::size_t g = 0; g < users.size(); ++g) {
        without[g] = users[g] < least_users;
        if (users[g] < few_users)
            (without[g] ? none : few).push_back(names[g] + " (" + to_text(users[g]) + ")");
    }
    if (!none.empty())
        caveats.push_back({messages::risk_groups_too_few_users,
                           {{"groups", join(none, ", ", 8)}, {"least", to_text(least_users)}}});
    if (!few.empty()) caveats.push_back({messages::risk_groups_few_users, {{"groups", join(few, ", ", 8)}}});
    return without;
}

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/claims.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/civil.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "measure/accounts.hpp"
#include "measure/claim_count.hpp"
#include "measure/corrections.hpp"

namespace maatstaf {
namespace {

void check_options(const ClaimOptions& options, int last_year) {
    using Days = std::pair<const char*, int>;
    for (const auto& [name, value] : {Days{"gap_days", options.gap_days}, Days{"window_days", options.window_days},
                                      Days{"double_days", options.double_days}})
        if (value < 0) throw detail::out_of_range(name, ">= 0", value);
    if (options.first_year != 0 && (options.first_year < 1900 || options.first_year > last_year))
        throw detail::out_of_range("first_year", "1900 .. " + std::to_string(last_year), options.first_year);
    if (!(options.households >= 0.0 || std::isnan(options.households)) || std::isinf(options.households))
        throw detail::out_of_range("households", ">= 0", options.households);
    detail::need_share("top", options.top);
}

std::vector<Caveat> caveats_of(const ClaimResult& result, const detail::ClaimLines& claims) {
    std::vector<Caveat> made{};
    detail::say_rows_changed(made, {&result.account});
    if (!claims.has_households) made.push_back({messages::records_no_household, {}});
    double cost = 0.0;
    double not_comparable = 0.0;
    std::int64_t not_followed = 0;
    for (const CareUse& each : result.use) {
        if (each.level != UseLevel::all) continue;
        cost += each.cost;
        not_comparable += each.cost_not_comparable;
        not_followed += each.not_followed;
    }
    if (not_comparable > 0.0)
        made.push_back({messages::records_not_comparable, {{"amount", to_fixed(not_comparable, 0)},
                                                           {"cost", to_fixed(cost, 0)}}});
    if (not_followed > 0)
        made.push_back({messages::records_not_followed, {{"count", std::to_string(not_followed)},
                                                         {"window", std::to_string(result.options.window_days)},
                                                         {"as_of", result.options.as_of}}});
    if (std::isnan(result.options.households)) made.push_back({messages::records_only_users, {}});
    detail::say_unnamed(made, result.account);
    return made;
}

}  // namespace

ClaimResult count_claims(const Table& claims, const ClaimOptions& options) {
    const std::int32_t as_of = detail::day_as_of(options.as_of);
    check_options(options, static_cast<int>(detail::civil_from_days(as_of).year));
    ClaimResult made{};
    made.options = options;
    detail::ClaimLines lines = detail::read_claim_lines(claims, options, as_of, made.account);
    if (!lines.lines.empty()) {
        made.use = detail::count_use(lines, options, as_of);
        made.stacking = detail::count_stacking(lines, options);
        made.household = detail::count_household_care(lines, options);
        made.eighteen = detail::count_at_eighteen(lines, as_of);
    }
    made.has_births = !lines.birth.empty();
    made.caveats = caveats_of(made, lines);
    made.items = std::move(lines.items);
    return made;
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/core/text.hpp"
#include "framework/checks.hpp"
#include "framework/lists.hpp"

namespace maatstaf::detail {
namespace {

/// The accountable parties of each item, those of RASCI and the one named on a result itself, in order and once each.
std::map<std::string, std::vector<std::string>> accountables(const FrameworkData& data) {
    std::map<std::string, std::vector<std::string>> parties;
    const auto add = [&](const std::string& item, const std::string& party) {
        auto& list = parties[item];
        if (std::find(list.begin(), list.end(), party) == list.end()) list.push_back(party);
    };
    for (const auto& result : data.results)
        if (!result.accountable.empty()) add(result.id, result.accountable);
    for (const auto& each : data.responsibilities)
        if (each.role == Role::accountable) add(each.item, each.party);
    return parties;
}

void check_responsibilities(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    std::set<std::tuple<std::string, std::string, Role>> seen;
    for (const auto& each : data.responsibilities) {
        const std::string role(to_name(each.role));
        check_party(each.item, each.party, role, lookup, report);
        if (!lookup.find(each.item))
            report(Severity::error, each.item, messages::responsibility_item_unknown,
                   {{"party", each.party}, {"item", each.item}, {"nearest", lookup.nearest_item(each.item)}});
        if (!seen.emplace(each.item, each.party, each.role).second)
            report(Severity::remark, each.item, messages::responsibility_twice,
                   {{"party", each.party}, {"role", role}, {"item", each.item}});
    }
}

void check_accountables(const FrameworkData& data, const Report& report) {
    const auto parties = accountables(data);
    std::unordered_set<std::string> shared;
    for (const auto& each : data.responsibilities) shared.insert(each.item);
    for_each_item(data, [&](ItemKind kind, const Item& item) {
        const auto found = parties.find(item.id);
        if (found != parties.end()) {
            if (found->second.size() > 1)
                report(Severity::warning, item.id, messages::accountable_several,
                       {{"item", item.id}, {"parties", join(found->second, ", ")}});
        } else if (shared.contains(item.id)) {
            report(Severity::warning, item.id, messages::accountable_missing, {{"item", item.id}});
        } else if (kind == ItemKind::result) {
            report(Severity::question, item.id, messages::result_without_accountable, {{"item", item.id}});
        }
    });
}

}  // namespace

void check_party(const std::string& item, const std::string& party, std::string_view field, const Lookup& lookup,
                 const Report& report) {
    if (party.empty() || lookup.has_party(party)) return;
    report(Severity::error, item, messages::party_unknown,
           {{"item", item},
            {"party", party},
            {"field", std::string(field)},
            {"nearest", lookup.nearest_party(party)}});
}

void check_organisations(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    for (const auto& each : data.contributions) check_party(each.id, each.organisation, "organisation", lookup, report);
}

void check_parties(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    check_party(data.id, data.owner, "owner", lookup, report);
    for_each_item(data, [&](ItemKind, const Item& item) { check_party(item.id, item.owner, "owner", lookup, report); });
    for (const auto& each : data.results) check_party(each.id, each.accountable, "accountable", lookup, report);
    for (const auto& each : data.activities) check_party(each.id, each.organisation, "organisation", lookup, report);
    check_responsibilities(data, lookup, report);
    check_accountables(data, report);
}

}  // namespace maatstaf::detail

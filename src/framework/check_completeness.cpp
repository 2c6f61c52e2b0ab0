// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "maatstaf/core/messages/framework.hpp"
#include "framework/checks.hpp"
#include "framework/lists.hpp"

namespace maatstaf::detail {
namespace {

bool has_child(const Lookup& lookup, const std::string& id, ItemKind kind) {
    const auto& children = lookup.children(id);
    return std::any_of(children.begin(), children.end(), [&](const Place& each) { return each.kind == kind; });
}

void check_result(const SocietalResult& result, const Lookup& lookup, const Report& report) {
    const Parameters names = {{"item", result.id}, {"name", result.name}};
    bool has_scored = false;
    for (const auto& child : lookup.children(result.id))
        has_scored |= child.kind == ItemKind::indicator && is_scored(*static_cast<const Indicator*>(child.item), true);
    if (!has_child(lookup, result.id, ItemKind::indicator)) {
        report(Severity::warning, result.id, messages::result_without_indicator, names);
        return;
    }
    if (!has_scored) report(Severity::warning, result.id, messages::result_without_scored_indicator, names);
    if (!result.focus_group.empty() && !result.focus_covered) {
        auto gap = result.gap;
        while (!gap.empty() && gap.back() == '.') gap.pop_back();
        report(Severity::warning, result.id, messages::focus_not_covered,
               {{"item", result.id}, {"focus", result.focus_group}, {"gap", gap}});
    }
}

void check_legal_basis(const Item& item, const Report& report) {
    std::unordered_set<std::string> seen;
    for (const auto& each : item.legal_basis)
        if (!seen.insert(each).second)
            report(Severity::remark, item.id, messages::legal_basis_twice, {{"item", item.id}, {"got", each}});
}

}  // namespace

void check_completeness(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    bool empty = true;
    for_each_item_list(data, [&](const auto& list) { empty &= list.empty(); });
    if (empty) report(Severity::warning, data.id, messages::framework_without_items, {});
    if (data.language != "nl" && data.language != "en")
        report(Severity::error, data.id, messages::framework_language, {{"got", data.language}});

    for (const auto& each : data.domains)
        if (!has_child(lookup, each.id, ItemKind::life_area))
            report(Severity::question, each.id, messages::domain_without_life_area, {{"item", each.id}});
    for (const auto& each : data.life_areas)
        if (!has_child(lookup, each.id, ItemKind::ambition))
            report(Severity::question, each.id, messages::life_area_without_ambition, {{"item", each.id}});
    for (const auto& each : data.ambitions)
        if (!has_child(lookup, each.id, ItemKind::result))
            report(Severity::warning, each.id, messages::ambition_without_result, {{"item", each.id}});

    std::unordered_set<std::string> served;
    for (const auto& contribution : data.contributions)
        for (const auto& split : contribution.to) served.insert(split.result);
    for (const auto& each : data.results) {
        check_result(each, lookup, report);
        if (!served.contains(each.id))
            report(Severity::warning, each.id, messages::result_without_contribution,
                   {{"item", each.id}, {"name", each.name}});
    }
    for (const auto& each : data.contributions) {
        if (each.organisation.empty())
            report(Severity::warning, each.id, messages::contribution_without_organisation, {{"item", each.id}});
        if (each.to.empty())
            report(Severity::warning, each.id, messages::contribution_without_result, {{"item", each.id}});
    }
    for (const auto& each : data.activities)
        if (each.organisation.empty())
            report(Severity::question, each.id, messages::activity_without_organisation, {{"item", each.id}});
    for_each_item(data, [&](ItemKind, const Item& item) { check_legal_basis(item, report); });
    if (data.weight_sets.empty() && !empty) report(Severity::question, data.id, messages::weights_not_set, {});
    for (const auto& each : data.weight_sets) {
        check_date(each.id, each.date, "date", report);
        if (each.body.empty() || each.date.empty())
            report(Severity::question, each.id, messages::weights_without_owner, {{"set", each.id}});
    }
}

}  // namespace maatstaf::detail

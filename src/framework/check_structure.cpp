// SPDX-License-Identifier: Apache-2.0
#include "framework/checks.hpp"
#include "framework/id.hpp"
#include "framework/lists.hpp"
#include "maatstaf/core/text.hpp"

#include "maatstaf/core/messages/framework.hpp"

namespace maatstaf::detail {
namespace {

struct AllowedParents {
    ItemKind kind;
    std::vector<ItemKind> parents;
    bool may_be_empty;
};

const AllowedParents& allowed(ItemKind kind) {
    using enum ItemKind;
    static const std::vector<AllowedParents> table = {
        {domain, {}, true},           {life_area, {domain}, false}, {ambition, {life_area}, false},
        {result, {ambition}, false},  {contribution, {}, true},     {activity, {contribution}, true},
        {indicator, {result, contribution, activity}, false}};
    return table[static_cast<std::size_t>(kind)];
}

}  // namespace

bool may_hang_on(ItemKind kind, ItemKind parent) noexcept {
    for (const auto each : allowed(kind).parents)
        if (each == parent) return true;
    return false;
}

std::string allowed_parents(ItemKind kind) {
    std::vector<std::string_view> names;
    for (const auto each : allowed(kind).parents) names.push_back(to_name(each));
    return join(names, ", ");
}

void check_parents(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    for_each_item(data, [&](ItemKind kind, const Item& item) {
        const auto& rule = allowed(kind);
        const std::string kind_name(to_name(kind));
        if (item.parent.empty()) {
            if (!rule.may_be_empty)
                // A view can still be made of it: what hangs on nothing is a root.
                report(Severity::warning, item.id, messages::parent_missing,
                       {{"item", item.id}, {"kind", kind_name}, {"expected", allowed_parents(kind)}});
        } else if (rule.parents.empty()) {
            report(Severity::error, item.id, messages::parent_not_used,
                   {{"item", item.id}, {"kind", kind_name}, {"parent", item.parent}});
        } else if (const auto* parent = lookup.find(item.parent); !parent) {
            report(Severity::error, item.id, messages::parent_unknown,
                   {{"item", item.id}, {"parent", item.parent}, {"nearest", lookup.nearest_item(item.parent)}});
        } else if (!may_hang_on(kind, parent->kind)) {
            report(Severity::error, item.id, messages::parent_kind,
                   {{"item", item.id},
                    {"kind", kind_name},
                    {"parent", item.parent},
                    {"got", std::string(to_name(parent->kind))},
                    {"expected", allowed_parents(kind)}});
        }
    });
}

void check_cycles(const FrameworkData& data, const Report& report) {
    std::vector<const Item*> items;
    std::unordered_map<std::string_view, std::size_t> position;
    for_each_item(data, [&](ItemKind, const Item& item) {
        if (position.try_emplace(item.id, items.size()).second) items.push_back(&item);
    });
    // Every item has one parent, so each walk upwards ends at a root, at a walk made before, or in a cycle of its own.
    std::vector<std::size_t> walk_of(items.size(), 0);
    for (std::size_t start = 0; start < items.size(); ++start) {
        std::size_t at = start;
        while (walk_of[at] == 0) {
            walk_of[at] = start + 1;
            const auto parent = position.find(items[at]->parent);
            if (items[at]->parent.empty() || parent == position.end()) break;
            at = parent->second;
            if (walk_of[at] != start + 1) continue;
            std::vector<std::string> chain = {items[at]->id};
            for (auto next = position.at(items[at]->parent); next != at; next = position.at(items[next]->parent))
                chain.push_back(items[next]->id);
            chain.push_back(items[at]->id);
            report(Severity::error, items[at]->id, messages::cycle, {{"chain", join(chain, " > ")}});
        }
    }
}

void check_ids(const FrameworkData& data, const Report& report) {
    std::unordered_map<std::string, std::string> taken;
    const auto check = [&](std::string_view kind, const std::string& id, std::string_view name) {
        if (auto problem = id_problem(kind, id, name)) {
            report(Severity::error, id, problem->message, std::move(problem->parameters));
            return;
        }
        const auto [first, is_new] = taken.try_emplace(std::string(id_space(kind)) + '\x1f' + id, kind);
        if (!is_new)
            report(Severity::error, id, messages::duplicate_id,
                   {{"id", id}, {"first", first->second}, {"second", std::string(kind)}});
    };
    for (const auto& party : data.parties) check("party", party.id, party.name);
    for_each_item(data, [&](ItemKind kind, const Item& item) { check(to_name(kind), item.id, item.name); });
    for (const auto& set : data.weight_sets) check("weight_set", set.id, set.name);
    for (const auto& evidence : data.evidence) check("evidence", evidence.id, {});
    for (const auto& agreement : data.agreements) check("agreement", agreement.id, agreement.name);
}

}  // namespace maatstaf::detail

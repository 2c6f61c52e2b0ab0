// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/core/text.hpp"
#include "framework/checks.hpp"

namespace maatstaf::detail {
namespace {

/// Reports on one group of siblings: named in part, or all weights zero.
void check_group(const WeightSet& set, const Structure& structure, const std::vector<std::int32_t>& group,
                 const std::unordered_map<std::string, double>& given, const Report& report) {
    std::vector<std::string> missing;
    bool all_zero = true;
    for (const auto node : group) {
        const auto weight = given.find(structure.ids[node]);
        if (weight == given.end()) missing.push_back("'" + structure.ids[node] + "'");
        else if (weight->second != 0.0) all_zero = false;
    }
    if (missing.size() == group.size()) return;
    const auto parent = structure.parents[group.front()];
    const std::string above = parent < 0 ? std::string(to_name(View{structure.view})) : structure.ids[parent];
    if (!missing.empty())
        report(Severity::error, set.id, messages::weights_incomplete,
               {{"set", set.id}, {"parent", above}, {"missing", join(missing, ", ")}});
    else if (all_zero)
        report(Severity::error, set.id, messages::weights_all_zero, {{"set", set.id}, {"parent", above}});
}

}  // namespace

void check_weight_set(const WeightSet& set, const Structure& results, const Structure& contributions,
                      const Lookup& lookup, const Report& report) {
    std::unordered_map<std::string, double> given;
    for (const auto& each : set.weights) {
        if (!lookup.find(each.item) && !lookup.has_party(each.item)) {
            report(Severity::error, set.id, messages::weight_item_unknown,
                   {{"set", set.id}, {"item", each.item}, {"nearest", lookup.nearest_item(each.item)}});
            continue;
        }
        if (!given.try_emplace(each.item, each.weight).second)
            report(Severity::error, set.id, messages::weight_twice, {{"set", set.id}, {"item", each.item}});
        if (!(each.weight >= 0.0) || std::isinf(each.weight))
            report(Severity::error, set.id, messages::weight_not_valid,
                   {{"set", set.id}, {"item", each.item}, {"got", to_text(each.weight)}});
        const auto scored_in = [&](const Structure& structure) {
            const auto node = structure.find(each.item);
            return node >= 0 && structure.scored[node];
        };
        if (!scored_in(results) && !scored_in(contributions))
            report(Severity::remark, set.id, messages::weight_without_effect, {{"set", set.id}, {"item", each.item}});
    }
    for (const auto* structure : {&results, &contributions})
        for (const auto& group : sibling_groups(*structure)) check_group(set, *structure, group, given, report);
}

void check_splits(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    for (const auto& contribution : data.contributions) {
        const auto& id = contribution.id;
        double sum = 0.0;
        std::unordered_set<std::string> seen;
        for (const auto& split : contribution.to) {
            const Parameters where = {{"item", id}, {"result", split.result}};
            if (!lookup.has_kind(split.result, ItemKind::result))
                report(Severity::error, id, messages::split_result_unknown,
                       {{"item", id}, {"result", split.result}, {"nearest", lookup.nearest_item(split.result)}});
            if (!seen.insert(split.result).second) report(Severity::error, id, messages::split_twice, where);
            if (std::isnan(split.share)) {
                report(Severity::question, id, messages::split_open, where);
            } else if (!(split.share >= 0.0 && split.share <= 1.0)) {
                report(Severity::error, id, messages::split_not_valid,
                       {{"item", id}, {"result", split.result}, {"got", to_text(split.share)}});
            } else {
                sum += split.share;
            }
        }
        // Shares such as 0.7 + 0.2 + 0.1 miss 1 by rounding only.
        if (sum > 1.0 + 1e-9)
            report(Severity::error, id, messages::splits_above_one, {{"item", id}, {"got", to_text(sum)}});
    }
}

}  // namespace maatstaf::detail

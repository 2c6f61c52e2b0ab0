// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <set>

#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/framework/elicitation.hpp"
#include "framework/checks.hpp"

namespace maatstaf::detail {
namespace {

std::string link_name(const std::string& target, const std::string& topic) {
    return topic.empty() ? target : target + " / " + topic;
}

void check_target(const Activity& activity, const ActivityLink& link, const Lookup& lookup, const Report& report) {
    const auto* target = lookup.find(link.target);
    if (!target) {
        report(Severity::error, activity.id, messages::link_target_unknown,
               {{"item", activity.id}, {"target", link.target}, {"nearest", lookup.nearest_item(link.target)}});
    } else if (target->kind != ItemKind::contribution && target->kind != ItemKind::result &&
               target->kind != ItemKind::life_area) {
        report(Severity::error, activity.id, messages::link_target_kind,
               {{"item", activity.id}, {"target", link.target}, {"got", std::string(to_name(target->kind))}});
    }
}

void check_activity_links(const Activity& activity, const Lookup& lookup, const Report& report) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& link : activity.links) {
        if (!link.target.empty()) {
            check_target(activity, link, lookup, report);
            if (!seen.emplace(link.target, link.topic).second)
                report(Severity::warning, activity.id, messages::link_twice,
                       {{"item", activity.id}, {"target", link_name(link.target, link.topic)}});
        } else if (link.kind == LinkKind::side) {
            report(Severity::warning, activity.id, messages::link_target_empty, {{"item", activity.id}});
        }
        if (!link.indicator.empty() && !lookup.has_kind(link.indicator, ItemKind::indicator))
            report(Severity::error, activity.id, messages::link_indicator_unknown,
                   {{"item", activity.id},
                    {"indicator", link.indicator},
                    {"nearest", lookup.nearest_item(link.indicator)}});
    }
}

/// The core link, when there is exactly one.
const ActivityLink* check_core(const Activity& activity, const Lookup& lookup, const Report& report) {
    const ActivityLink* core = nullptr;
    std::size_t count = 0;
    for (const auto& link : activity.links)
        if (link.kind == LinkKind::core && ++count == 1) core = &link;
    if (count == 0) {
        report(Severity::warning, activity.id, messages::core_link_missing, {{"item", activity.id}});
    } else if (count > 1) {
        report(Severity::error, activity.id, messages::core_links_several,
               {{"item", activity.id}, {"count", std::to_string(count)}});
        return nullptr;
    } else if (core->target.empty()) {
        report(Severity::question, activity.id, messages::core_link_open,
               {{"item", activity.id}, {"question", activity.core_question}});
    } else if (!activity.parent.empty() && core->target != activity.parent &&
               lookup.has_kind(core->target, ItemKind::contribution)) {
        report(Severity::warning, activity.id, messages::core_link_not_parent,
               {{"item", activity.id}, {"parent", activity.parent}, {"target", core->target}});
    }
    return core;
}

/// Asks again when the answers say that another link is missed more than the core link.
void check_doubt(const Activity& activity, const ActivityLink& core, const FrameworkData& data, const Report& report) {
    const auto share_of = [&](const ActivityLink& link) {
        return core_share(data.elicitations, activity.id, link.target, link.topic);
    };
    const auto core_answer = share_of(core);
    const ActivityLink* most_missed = nullptr;
    Estimate most = core_answer;
    for (const auto& link : activity.links) {
        if (link.kind == LinkKind::core || link.target.empty()) continue;
        const auto share = share_of(link);
        if (share.value > most.value) {
            most = share;
            most_missed = &link;
        }
    }
    if (!most_missed) return;
    report(Severity::question, activity.id, messages::core_link_doubted,
           {{"item", activity.id},
            {"target", link_name(most_missed->target, most_missed->topic)},
            {"share", to_fixed(100.0 * most.value, 0)},
            {"n", to_fixed(most.n, 0)},
            {"core", link_name(core.target, core.topic)},
            {"core_share", to_fixed(100.0 * core_answer.value, 0)},
            {"core_n", to_fixed(core_answer.n, 0)}});
}

}  // namespace

void check_links(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    for (const auto& activity : data.activities) {
        check_activity_links(activity, lookup, report);
        const auto* core = check_core(activity, lookup, report);
        if (core && !core->target.empty()) check_doubt(activity, *core, data, report);
    }
}

void check_elicitations(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    for (const auto& each : data.elicitations) {
        check_date(each.activity, each.date, "date", report);
        const auto* place = lookup.find(each.activity);
        if (!place || place->kind != ItemKind::activity) {
            report(Severity::warning, each.activity, messages::elicitation_activity_unknown,
                   {{"activity", each.activity}, {"nearest", lookup.nearest_item(each.activity)}});
            continue;
        }
        // While the core link is open, people are asked about anything it might be.
        bool known = false;
        for (const auto& link : static_cast<const Activity*>(place->item)->links) {
            const bool is_open = link.kind == LinkKind::core && link.target.empty();
            if ((is_open && lookup.find(each.target)) || (link.target == each.target && link.topic == each.topic))
                known = true;
        }
        if (!known)
            report(Severity::warning, each.activity, messages::elicitation_link_unknown,
                   {{"item", each.activity}, {"target", each.target}, {"topic", each.topic}});
    }
}

}  // namespace maatstaf::detail

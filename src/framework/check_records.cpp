// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "maatstaf/core/messages/framework.hpp"
#include "core/civil.hpp"
#include "framework/checks.hpp"

namespace maatstaf::detail {

void check_date(const std::string& item, const std::string& text, std::string_view field, const Report& report) {
    if (text.empty() || parse_iso_date(text)) return;
    report(Severity::warning, item, messages::date_not_valid,
           {{"item", item}, {"got", text}, {"field", std::string(field)}});
}

void check_agreements(const FrameworkData& data, const Lookup& lookup, const std::string& today, const Report& report) {
    const auto day = parse_iso_date(today);
    for (const auto& each : data.agreements) {
        const auto start = parse_iso_date(each.start);
        const auto end = parse_iso_date(each.end);
        const auto review = parse_iso_date(each.review);
        check_date(each.id, each.start, "start", report);
        check_date(each.id, each.end, "end", report);
        check_date(each.id, each.review, "review", report);
        for (const auto& party : each.parties) check_party(each.id, party, "parties", lookup, report);
        for (const auto& item : each.items)
            if (!lookup.find(item))
                report(Severity::error, each.id, messages::agreement_item_unknown,
                       {{"agreement", each.id}, {"got", item}, {"nearest", lookup.nearest_item(item)}});
        if (each.parties.size() < 2)
            report(Severity::question, each.id, messages::agreement_parties_few,
                   {{"agreement", each.id}, {"count", std::to_string(each.parties.size())}});
        if (start && end && *end < *start)
            report(Severity::error, each.id, messages::agreement_dates_reversed,
                   {{"agreement", each.id}, {"start", each.start}, {"end", each.end}});
        if (day && end && *end < *day) {
            auto hand_over = each.hand_over;
            while (!hand_over.empty() && hand_over.back() == '.') hand_over.pop_back();
            report(Severity::warning, each.id, messages::agreement_ended,
                   {{"agreement", each.id}, {"end", each.end}, {"hand_over", hand_over}});
        } else if (day && review && *review < *day) {
            report(Severity::warning, each.id, messages::agreement_review_past,
                   {{"agreement", each.id}, {"review", each.review}});
        }
    }
}

void check_evidence(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    for (const auto& each : data.evidence) {
        check_date(each.id, each.date, "date", report);
        if (!lookup.find(each.item))
            report(Severity::error, each.id, messages::evidence_item_unknown,
                   {{"evidence", each.id}, {"got", each.item}, {"nearest", lookup.nearest_item(each.item)}});
        if (each.purpose != EvidencePurpose::learn && !may_be_shown(each))
            report(Severity::warning, each.id, messages::consent_missing,
                   {{"evidence", each.id}, {"consent", std::string(to_name(each.consent))}});
    }
}

void check_compass(const FrameworkData& data, const Lookup& lookup, const Report& report) {
    std::vector<std::string> evidence_ids;
    for (const auto& each : data.evidence) evidence_ids.push_back(each.id);
    std::set<std::pair<std::string, std::int32_t>> seen;
    for (const auto& each : data.compass) {
        const auto step = std::to_string(each.step);
        check_date(each.result, each.date, "date", report);
        if (!lookup.has_kind(each.result, ItemKind::result))
            report(Severity::error, each.result, messages::compass_result_unknown,
                   {{"got", each.result}, {"nearest", lookup.nearest_item(each.result)}});
        if (each.step < 1 || each.step > 6)
            report(Severity::error, each.result, messages::compass_step_number, {{"item", each.result}, {"got", step}});
        if (!seen.emplace(each.result, each.step).second)
            report(Severity::warning, each.result, messages::compass_step_twice,
                   {{"item", each.result}, {"step", step}});
        for (const auto& id : each.evidence)
            if (std::find(evidence_ids.begin(), evidence_ids.end(), id) == evidence_ids.end())
                report(Severity::error, each.result, messages::compass_evidence_unknown,
                       {{"step", step}, {"item", each.result}, {"got", id}, {"nearest", nearest(id, evidence_ids)}});
        for (const auto& question : each.open_questions)
            report(Severity::question, each.result, messages::compass_open_question,
                   {{"step", step}, {"item", each.result}, {"question", question}});
    }
}

}  // namespace maatstaf::detail

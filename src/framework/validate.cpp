// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/validate.hpp"

#include <algorithm>

#include "maatstaf/core/messages/framework.hpp"
#include "core/check.hpp"
#include "core/civil.hpp"
#include "framework/checks.hpp"

namespace maatstaf {

std::vector<Finding> validate(const FrameworkData& data, const ValidateOptions& options) {
    if (!options.today.empty() && !detail::parse_iso_date(options.today))
        throw detail::out_of_range("today", "date_of_a_day", options.today);
    std::vector<Finding> findings;
    const detail::Report report = [&](Severity severity, const std::string& item, Message message,
                                      Parameters parameters) {
        findings.push_back({severity, item, {message, std::move(parameters)}});
    };
    const detail::Lookup lookup(data);
    const auto results = detail::build_structure(data, View::results);
    const auto contributions = detail::build_structure(data, View::contributions);

    detail::check_ids(data, report);
    detail::check_cycles(data, report);
    detail::check_parents(data, lookup, report);
    detail::check_completeness(data, lookup, report);
    detail::check_organisations(data, lookup, report);
    detail::check_parties(data, lookup, report);
    detail::check_splits(data, lookup, report);
    detail::check_links(data, lookup, report);
    detail::check_elicitations(data, lookup, report);
    detail::check_indicators(data, lookup, report);
    detail::check_same_figures(data, lookup, report);
    for (const auto& set : data.weight_sets) detail::check_weight_set(set, results, contributions, lookup, report);
    detail::check_evidence(data, lookup, report);
    detail::check_agreements(data, lookup, options.today, report);
    detail::check_compass(data, lookup, report);

    const auto rank = [](const Finding& finding) {
        return finding.note.message == messages::result_without_indicator ? -1 : static_cast<int>(finding.severity);
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
    return findings;
}

std::vector<Finding> validate(const Framework& framework, const ValidateOptions& options) {
    return validate(framework.data(), options);
}

Table findings_table(const std::vector<Finding>& findings, Language language) {
    std::vector<std::string> severities, items, names, texts;
    std::vector<std::int32_t> codes;
    for (const auto& each : findings) {
        severities.emplace_back(to_name(each.severity));
        items.push_back(each.item);
        names.emplace_back(each.note.name());
        codes.push_back(each.note.code());
        texts.push_back(each.text(language));
    }
    std::vector<Column> columns;
    columns.push_back(Column::string("severity", severities));
    columns.push_back(Column::string("item", items));
    columns.push_back(Column::string("finding", names));
    columns.push_back(Column::int32("code", std::move(codes)));
    columns.push_back(Column::string("text", texts));
    return Table(std::move(columns));
}

}  // namespace maatstaf

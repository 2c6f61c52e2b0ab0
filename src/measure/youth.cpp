// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/youth.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/accounts.hpp"
#include "measure/end_reasons.hpp"
#include "measure/youth_rows.hpp"

namespace maatstaf::measure {
namespace {

void need_codes(const char* list, const std::vector<std::string>& codes) {
    const std::vector<std::string_view> known(detail::end_reasons.begin(), detail::end_reasons.end());
    for (const std::string& each : codes)
        if (!detail::is_end_reason(detail::two_digits(each)))
            throw ArgumentError(messages::youth_unknown_code, {{"argument", list},
                                                               {"got", each},
                                                               {"allowed", join(known, ", ")}});
}

void need_separate(const char* first, const std::vector<std::string>& codes, const char* second,
                   const std::vector<std::string>& others) {
    for (const std::string& each : codes)
        for (const std::string& other : others)
            if (detail::two_digits(each) == detail::two_digits(other))
                throw ArgumentError(messages::youth_code_twice,
                                    {{"got", each}, {"first", first}, {"second", second}});
}

void check(const YouthOptions& options) {
    detail::need_levels(options.level);
    if (options.gap_days < 0) throw detail::out_of_range("gap_days", ">= 0", options.gap_days);
    if (options.window_days <= options.gap_days)
        throw detail::out_of_range("window_days", "> gap_days", options.window_days);
    if (options.scale < 2 || options.scale > 11) throw detail::out_of_range("scale", "2 .. 11", options.scale);
    if (options.top < 1 || options.top >= options.scale)
        throw detail::out_of_range("top", "1 .. " + std::to_string(options.scale - 1), options.top);
    need_codes("drop_out", options.drop_out);
    need_codes("planned", options.planned);
    need_codes("no_ending", options.no_ending);
    need_separate("drop_out", options.drop_out, "planned", options.planned);
    need_separate("drop_out", options.drop_out, "no_ending", options.no_ending);
    need_separate("planned", options.planned, "no_ending", options.no_ending);
}

}  // namespace

YouthResult youth_outcomes(const YouthRecords& records, const YouthOptions& options) {
    const std::int32_t as_of = detail::day_as_of(options.as_of);
    check(options);
    YouthResult made{};
    made.options = options;
    detail::OutcomeWriter writer(options);
    if (records.spells != nullptr) detail::endings_of(*records.spells, as_of, options, writer, made);
    if (records.goals != nullptr) detail::goals_of(*records.goals, options, writer, made);
    if (records.changes != nullptr) detail::changes_of(*records.changes, options, writer, made);
    if (records.answers != nullptr) detail::answers_of(*records.answers, options, writer, made);
    if (records.attained != nullptr) detail::attained_of(*records.attained, as_of, options, writer, made);
    if (records.spells == nullptr && records.goals == nullptr && records.changes == nullptr &&
        records.answers == nullptr && records.attained == nullptr)
        throw ArgumentError(messages::youth_no_records);
    made.measures = std::move(writer).done();

    detail::say_rows_changed(made.caveats,
                             {&made.spells, &made.goals, &made.changes, &made.answers, &made.attained});
    if (options.unit == OutcomeUnit::household)
        made.caveats.push_back(
            {options.rule == HouseholdRule::any ? messages::youth_any_of_household : messages::youth_all_of_household,
             {}});
    const auto& answered = made.measures.column("left_out");
    const auto unknown = std::count_if(answered.begin(), answered.end(), [](double each) { return each > 0.0; });
    if (unknown > 0) made.caveats.push_back({messages::youth_not_known, {{"count", std::to_string(unknown)}}});
    made.measures.caveats = made.caveats;
    return made;
}

Table outcome_crosswalk(Language language) {
    struct Entry {
        const char* measure;
        Message label;
        const char *youth_set, *criterion, *records, *source;
    };
    static constexpr const char* reach = "reach_and_spread";
    static constexpr const char* useful = "perceived_usefulness";
    static constexpr const char* goal = "goal_realisation";
    static constexpr const char* set = "NJi/VNG";
    static constexpr const char* compass = "Kwaliteitskompas Hoorn";
    static const Entry entries[] = {
        {"coverage", messages::outcome_coverage, "1", reach, "participants", compass},
        {"parity", messages::outcome_parity, "", reach, "participants", compass},
        {"dissimilarity", messages::outcome_dissimilarity, "", reach, "participants", compass},
        {"drop_out", messages::outcome_drop_out, "1", reach, "spells", set},
        {"perceived_usefulness", messages::outcome_usefulness, "2", useful, "answers", set},
        {"satisfaction", messages::outcome_satisfaction, "", "none", "answers", compass},
        {"independent_afterwards", messages::outcome_independent, "3.1", goal, "spells", set},
        {"without_help", messages::outcome_without_help, "3.1", goal, "spells", set},
        {"repeat_use", messages::outcome_repeat_use, "3.2", goal, "spells", set},
        {"repeat_use_complete", messages::outcome_repeat_use_complete, "3.2", goal, "spells", set},
        {"problems_decreased", messages::outcome_problems_reduced, "3.3", goal, "changes", set},
        {"goal_realisation", messages::outcome_goal_realisation, "3.4", goal, "goals", set},
        {"goals_reached", messages::outcome_goals_attained, "3.4", goal, "goals", set},
        {"gas_t", messages::outcome_gas_t, "3.4", goal, "goals", set},
        {"attained_all", messages::outcome_attained_all, "", goal, "attained", ""},
        {"relapse", messages::outcome_relapse, "", goal, "attained", ""},
    };
    std::vector<std::string> columns[6];
    for (const Entry& each : entries) {
        columns[0].emplace_back(each.measure);
        columns[1].push_back(render(each.label, {}, language));
        columns[2].emplace_back(each.youth_set);
        columns[3].emplace_back(each.criterion);
        columns[4].emplace_back(each.records);
        columns[5].emplace_back(each.source);
    }
    return Table({Column::string("measure", columns[0]), Column::string("label", columns[1]),
                  Column::string("youth_set", columns[2]), Column::string("criterion", columns[3]),
                  Column::string("records", columns[4]), Column::string("source", columns[5])});
}

}  // namespace maatstaf::measure

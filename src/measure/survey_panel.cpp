// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/measure/survey.hpp"
#include "maatstaf/panel/builder.hpp"
#include "measure/no_number.hpp"

namespace maatstaf {
namespace {

double answered_of(const SurveyItem& item) {
    double sum = 0.0;
    for (const double each : item.answers) sum += each;
    return sum;
}

/// How often one of the highest answers was given.
double high_of(const SurveyItem& item, const SurveyOptions& options) {
    double sum = 0.0;
    for (int at = options.scale - options.top; at < options.scale; ++at)
        sum += item.answers[static_cast<std::size_t>(at)];
    return sum;
}

}  // namespace

Panel SurveyResult::panel(UnitKind kind) const {
    std::vector<std::string> units{};
    for (const SurveyItem& each : items) {
        if (each.activity.empty()) throw ArgumentError(messages::survey_panel, {{"field", "activity"}});
        if (each.period.empty()) throw ArgumentError(messages::survey_panel, {{"field", "period"}});
        if (std::find(units.begin(), units.end(), each.activity) == units.end()) units.push_back(each.activity);
    }
    std::map<std::pair<std::string, std::string>, std::pair<CellParts, CellParts>> cells{};
    for (const SurveyItem& each : items) {
        auto& [top, response] = cells[{each.item, each.period}];
        for (CellParts* parts : {&top, &response}) {
            parts->numerator.resize(units.size(), detail::no_number);
            parts->denominator.resize(units.size(), detail::no_number);
        }
        const auto at = static_cast<std::size_t>(std::find(units.begin(), units.end(), each.activity) - units.begin());
        const double answered = answered_of(each);
        top.numerator[at] = high_of(each, options);
        top.denominator[at] = answered;
        response.numerator[at] = answered;
        response.denominator[at] = each.asked;
    }
    PanelBuilder builder(units, kind);
    builder.restricted();
    for (auto& [key, found] : cells) {
        const Period period = Period::parse(key.second);
        for (const auto& [id, parts] : {std::pair{key.first, &found.first}, {key.first + "_response", &found.second}}) {
            parts->n = parts->denominator;
            builder.describe({id, Scale::proportion, 1.0, {}});
            builder.add(id, period, {}, std::move(*parts));
        }
    }
    return std::move(builder).build();
}

}  // namespace maatstaf

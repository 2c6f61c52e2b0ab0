// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/survey.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "core/check.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/no_number.hpp"
#include "measure/record_columns.hpp"
#include "measure/survival_steps.hpp"

namespace maatstaf {
namespace {

std::string shown(const Column* column, std::size_t row) {
    return column == nullptr ? std::string{} : column->display(row);
}

bool says_no(const std::string& text) {
    const std::string word = detail::folded(text);
    return word == "nee" || word == "no" || word == "false" || word == "0" || word == "n" || word.empty();
}

Estimate share(double count, double n, double quantile) {
    if (n == 0.0) return {};
    return detail::wilson_share(count, n, quantile);
}

}  // namespace

SurveyResult read_survey(const Table& answers, const SurveyOptions& options) {
    detail::need_confidence(options.confidence);
    if (options.scale < 2 || options.scale > 11) throw detail::out_of_range("scale", "2 .. 11", options.scale);
    if (options.top < 1 || options.top >= options.scale)
        throw detail::out_of_range("top", "1 .. " + std::to_string(options.scale - 1), options.top);
    const double quantile = special::normal_quantile(0.5 + 0.5 * options.confidence);
    const detail::RecordTable records(answers, options.columns);
    const Column& item = records.need("item");
    const Column& answer = records.need("answer");
    if (records.has("respondent")) detail::IdCodes(records.need("respondent"), detail::IdUse::person);
    const Column* activity = records.find("activity");
    const Column* period = records.find("period");
    const Column* consent = records.find("consent");

    SurveyResult made{};
    made.options = options;
    made.account.rows = static_cast<std::int64_t>(answers.rows());
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> place{};
    std::vector<std::string> story_activity{}, story_item{}, story_period{}, story_text{};
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        const std::string text = answer.display(row);
        const auto number = parse_number(text);
        if (!text.empty() && !number) {
            if (consent != nullptr && says_no(consent->display(row))) {
                made.account.add(RowReason::no_consent);
                continue;
            }
            story_activity.push_back(shown(activity, row));
            story_item.push_back(item.display(row));
            story_period.push_back(shown(period, row));
            story_text.push_back(text);
            continue;
        }
        const bool on_scale = number && *number >= 1.0 && *number <= options.scale && *number == std::floor(*number);
        if (number && !on_scale) {
            made.account.add(RowReason::off_scale);
            continue;
        }
        const auto inserted = place.insert({{shown(activity, row), item.display(row), shown(period, row)},
                                            made.items.size()});
        if (inserted.second) {
            made.items.emplace_back();
            std::tie(made.items.back().activity, made.items.back().item, made.items.back().period) =
                inserted.first->first;
        }
        SurveyItem& found = made.items[inserted.first->second];
        found.asked += 1.0;
        if (number) found.answers[static_cast<std::size_t>(*number) - 1] += 1.0;
    }
    for (SurveyItem& each : made.items) {
        double answered = 0.0;
        double high = 0.0;
        for (int at = 0; at < options.scale; ++at) {
            answered += each.answers[static_cast<std::size_t>(at)];
            if (at >= options.scale - options.top) high += each.answers[static_cast<std::size_t>(at)];
        }
        each.top_box = share(high, answered, quantile);
        each.response = share(answered, each.asked, quantile);
    }
    made.stories = Table({Column::string("activity", story_activity), Column::string("item", story_item),
                          Column::string("period", story_period), Column::string("text", story_text)},
                         true);
    if (made.account.dropped > 0)
        made.caveats.push_back({messages::records_rows_changed, {{"rows", std::to_string(made.account.rows)},
                                                                 {"dropped", std::to_string(made.account.dropped)},
                                                                 {"changed", "0"}}});
    return made;
}

Table SurveyResult::table() const {
    std::vector<std::string> activity{}, item{}, period{};
    std::vector<double> asked{}, answered{}, top{}, low{}, high{}, response{};
    std::vector<std::vector<double>> counts(static_cast<std::size_t>(options.scale));
    for (const SurveyItem& each : items) {
        activity.push_back(each.activity);
        item.push_back(each.item);
        period.push_back(each.period);
        asked.push_back(each.asked);
        answered.push_back(std::isnan(each.top_box.n) ? 0.0 : each.top_box.n);
        top.push_back(each.top_box.value);
        low.push_back(each.top_box.low);
        high.push_back(each.top_box.high);
        response.push_back(each.response.value);
        for (std::size_t at = 0; at < counts.size(); ++at) counts[at].push_back(each.answers[at]);
    }
    Table made({Column::string("activity", activity), Column::string("item", item), Column::string("period", period),
                Column::float64("asked", std::move(asked)), Column::float64("answered", std::move(answered))});
    for (std::size_t at = 0; at < counts.size(); ++at)
        made.add(Column::float64("answer_" + std::to_string(at + 1), std::move(counts[at])));
    made.add(Column::float64("top_box", std::move(top)));
    made.add(Column::float64("top_box_low", std::move(low)));
    made.add(Column::float64("top_box_high", std::move(high)));
    made.add(Column::float64("response", std::move(response)));
    made.set_restricted(true);
    return made;
}

Estimate superiority(std::span<const double> first, std::span<const double> second, double confidence) {
    detail::need_confidence(confidence);
    if (first.size() != second.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "second"},
                                                     {"got", std::to_string(second.size())},
                                                     {"expected", std::to_string(first.size())}});
    double n_first = 0.0;
    double n_second = 0.0;
    for (std::size_t at = 0; at < first.size(); ++at) {
        for (const double each : {first[at], second[at]})
            if (!(each >= 0.0) || std::isinf(each)) throw detail::out_of_range("answers", ">= 0", each);
        n_first += first[at];
        n_second += second[at];
    }
    if (n_first == 0.0 || n_second == 0.0) throw detail::out_of_range("answers", "> 0", 0.0);
    // Placement of every answer of one group among those of the other.
    std::vector<double> among_second(first.size()), among_first(first.size());
    double below_first = 0.0;
    double below_second = 0.0;
    double chance = 0.0;
    for (std::size_t at = 0; at < first.size(); ++at) {
        among_second[at] = (below_second + 0.5 * second[at]) / n_second;
        among_first[at] = 1.0 - (below_first + 0.5 * first[at]) / n_first;
        chance += first[at] * among_second[at] / n_first;
        below_first += first[at];
        below_second += second[at];
    }
    double spread_first = 0.0;
    double spread_second = 0.0;
    for (std::size_t at = 0; at < first.size(); ++at) {
        spread_first += first[at] * (among_second[at] - chance) * (among_second[at] - chance);
        spread_second += second[at] * (among_first[at] - chance) * (among_first[at] - chance);
    }
    
    Estimate made{chance, detail::no_number, detail::no_number, detail::no_number, n_first + n_second};
    if (n_first < 2.0 || n_second < 2.0) return made;
    made.se = std::sqrt(spread_first / (n_first - 1.0) / n_first + spread_second / (n_second - 1.0) / n_second);
    if (chance <= 0.0 || chance >= 1.0) return made;  // no limits without overlap
    const double quantile = special::normal_quantile(0.5 + 0.5 * confidence);
    const double logit = std::log(chance / (1.0 - chance));
    const double step = quantile * made.se / (chance * (1.0 - chance));
    made.low = 1.0 / (1.0 + std::exp(-(logit - step)));
    made.high = 1.0 / (1.0 + std::exp(-(logit + step)));
    return made;
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/survey.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "core/check.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/accounts.hpp"
#include "measure/no_number.hpp"
#include "measure/record_columns.hpp"
#include "measure/survival_steps.hpp"

namespace maatstaf {
namespace {

std::string shown(const Column* column, std::size_t row) {
    return column == nullptr ? std::string{} : column->display(row);
}

/// Consent is what somebody said; an empty cell and any other word are none.
bool says_yes(const std::string& text) {
    constexpr std::string_view yes[] = {"ja", "j", "yes", "y", "true", "waar", "1", "akkoord"};
    return !text.starts_with('-') && std::ranges::find(yes, detail::folded(text)) != std::end(yes);
}

Estimate share(double count, double n, double quantile) {
    if (n == 0.0) return {};
    return detail::wilson_share(count, n, quantile);
}

/// Open questions: those with answers in words, to which fewer than a quarter of the answers are numbers on the scale.
/// Answers in words to any other item ("don't know") are no open answers.
std::set<std::string> open_items(const Column& item, const Column& answer, int scale) {
    struct Seen {
        std::size_t on_scale = 0, words = 0;
    };
    std::map<std::string, Seen> items{};
    for (std::size_t row = 0; row < item.size(); ++row) {
        const std::string text = answer.display(row);
        Seen& seen = items[item.display(row)];
        if (const auto number = parse_number(text))
            seen.on_scale += *number >= 1.0 && *number <= scale && *number == std::floor(*number) ? 1 : 0;
        else if (!text.empty())
            ++seen.words;
    }
    std::set<std::string> made{};
    for (const auto& entry : items)
        if (entry.second.words > 3 * entry.second.on_scale) made.insert(entry.first);
    return made;
}

std::vector<Caveat> survey_caveats(const SurveyResult& survey, const std::set<std::string>& open,
                                   const std::set<std::string>& in_words, std::size_t without_consent) {
    const auto listed = [](const std::set<std::string>& items) {
        return join(std::vector<std::string>(items.begin(), items.end()), ", ", 10);
    };
    std::vector<Caveat> made{};
    if (!in_words.empty())
        made.push_back({messages::survey_in_words,
                        {{"count", std::to_string(survey.account.count(RowReason::answer_in_words))},
                         {"items", listed(in_words)}}});
    if (!open.empty())
        made.push_back({messages::survey_open_items,
                        {{"items", listed(open)}, {"scale", std::to_string(survey.options.scale)}}});
    if (without_consent > 0)
        made.push_back({messages::survey_no_consent, {{"count", std::to_string(without_consent)}}});
    return made;
}

constexpr double nothing_said = 0.0, only_words = -1.0;  ///< stand for the answer of who gave no number

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
    std::optional<detail::IdCodes> respondent{};
    if (records.has("respondent")) respondent.emplace(records.need("respondent"), detail::IdUse::person);
    const Column* area = records.find("area");
    const Column* activity = records.find("activity");
    const Column* period = records.find("period");
    const Column* consent = records.find("consent");

    SurveyResult made{};
    made.options = options;
    made.account.rows = static_cast<std::int64_t>(answers.rows());
    made.has_areas = area != nullptr;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> place{};
    std::map<std::pair<std::size_t, std::int32_t>, double> before{};  // the answer of a respondent to an item
    const std::set<std::string> open = open_items(item, answer, options.scale);
    std::set<std::string> with_words{};
    std::vector<std::string> story_activity{}, story_item{}, story_period{}, story_text{};
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        std::string text = answer.display(row);
        const auto number = parse_number(text);
        const bool is_closed = open.count(item.display(row)) == 0;
        const bool words = !text.empty() && !(number && is_closed);
        if (!is_closed && text.empty()) {
            made.account.add(RowReason::empty_open_answer);
            continue;
        }
        if (words) {
            if (is_closed) with_words.insert(item.display(row));
            if (is_closed) made.account.add(RowReason::answer_in_words);
            else if (number) made.account.add(RowReason::number_to_open_item);
            if (consent == nullptr || says_yes(consent->display(row))) {
                if (blot_citizen_numbers(text) > 0) made.account.add(RowReason::citizen_number);
                story_activity.push_back(shown(activity, row));
                story_item.push_back(item.display(row));
                story_period.push_back(shown(period, row));
                story_text.push_back(std::move(text));
            } else if (!is_closed) {
                made.account.add(RowReason::no_consent);
            }
            if (!is_closed) continue;
        }
        const bool on_scale = number && *number >= 1.0 && *number <= options.scale && *number == std::floor(*number);
        if (number && !on_scale) {
            made.account.add(RowReason::off_scale);
            continue;
        }
        const auto inserted = place.insert(
            {{shown(activity, row), item.display(row), shown(period, row), shown(area, row)}, made.items.size()});
        if (inserted.second) {
            made.items.emplace_back();
            std::tie(made.items.back().activity, made.items.back().item, made.items.back().period,
                     made.items.back().area) = inserted.first->first;
        }
        SurveyItem& found = made.items[inserted.first->second];
        if (respondent && respondent->codes()[row] >= 0) {
            const double now = number ? *number : (words ? only_words : nothing_said);
            const auto added = before.try_emplace({inserted.first->second, respondent->codes()[row]}, now);
            if (!added.second) {  // the later row holds, but words take nothing back
                if (words) continue;
                if (added.first->second != only_words) made.account.add(RowReason::sent_again);
                found.asked -= 1.0;
                if (added.first->second > 0.0)
                    found.answers[static_cast<std::size_t>(added.first->second) - 1] -= 1.0;
                added.first->second = now;
            }
        }
        found.asked += 1.0;
        if (number) found.answers[static_cast<std::size_t>(*number) - 1] += 1.0;
    }
    made.caveats = survey_caveats(made, open, with_words, consent == nullptr ? story_text.size() : 0);
    for (SurveyItem& each : made.items) {
        double answered = 0.0;
        double high = 0.0;
        for (int at = 0; at < options.scale; ++at) {
            answered += each.answers[static_cast<std::size_t>(at)];
            if (at >= options.scale - options.top) high += each.answers[static_cast<std::size_t>(at)];
        }
        each.top_box = share(high, answered, quantile);
        each.response = share(answered, each.asked, quantile);
        const double silent = each.asked - answered;
        const Estimate least = share(high, each.asked, quantile), most = share(high + silent, each.asked, quantile);
        each.least = least.value;
        each.most = most.value;
        each.least_low = least.low;
        each.most_high = most.high;
    }
    made.stories = Table({Column::string("activity", story_activity), Column::string("item", story_item),
                          Column::string("period", story_period), Column::string("text", story_text)},
                         true);
    detail::say_rows_changed(made.caveats, {&made.account});
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

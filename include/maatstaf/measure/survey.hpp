// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/records.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf {

struct SurveyOptions {
    int scale = 5;         ///< answers are the whole numbers 1 .. scale, in order; 2 to 11
    int top = 2;           ///< how many of the highest answers make up the top box ("agree" and "strongly agree")
    double confidence = 0.95;
    std::vector<RecordColumn> columns{};  ///< what columns mean, where their names do not say it
    static constexpr auto fields() {
        using O = SurveyOptions;
        return std::tuple{field("scale", &O::scale, "answers are the whole numbers 1 to this"),
                          field("top", &O::top, "how many of the highest answers make up the top box"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("columns", &O::columns, "what columns mean, where their names do not say it")};
    }
};

/// Answers to one item about one activity in one period. Ordinal: a distribution and a share, never a bare mean.
struct SurveyItem {
    std::string activity{}, item{}, period{}, area{};
    double asked = 0.0;                ///< rows, with and without an answer
    std::array<double, 11> answers{};  ///< how often each answer was given, from 1
    Estimate top_box{};                ///< share of the highest answers among those who answered (Wilson)
    Estimate response{};               ///< share that answered (Wilson)
    /// The share of the highest answers among all asked if nobody, or everybody, of those without an answer had given
    /// one of them; `least_low` and `most_high` are the outer limits of both.
    double least = std::numeric_limits<double>::quiet_NaN();
    double most = std::numeric_limits<double>::quiet_NaN();
    double least_low = std::numeric_limits<double>::quiet_NaN();
    double most_high = std::numeric_limits<double>::quiet_NaN();
};

struct SurveyResult {
    SurveyOptions options{};
    RowAccount account{};
    std::vector<SurveyItem> items{};  ///< in the order of first appearance
    std::vector<Caveat> caveats{};
    /// Open answers as they were given, of those who consented where consent was asked: activity, item, period, text.
    /// Restricted. Evidence beside the figures, never turned into one.
    Table stories{};
    bool has_areas = false;
    /// activity, area (where answers have one), item, period, asked, answered, answer_1 ..., top_box with its limits,
    /// response, least, most, least_low, most_high. Restricted.
    Table table() const;
    /// The top box as a result: keys activity, area (where answers have one), period and measure (the item); columns
    /// count, se, response, least, most, least_low, most_high. For `measure_panel`.
    MeasureResult measures() const;
    /// Every activity beside the reference (empty: the first one with the item), per item, area and period: activity,
    /// reference, area, item, period, superiority with its limits and n. Throws ArgumentError for a reference that
    /// nobody answered about.
    Table comparisons(std::string_view reference = {}) const;
};

/// Reads answers in the shape of client experience tools: a row per respondent and item, with `item`, `answer` and,
/// where there are such, `respondent`, `activity`, `area`, `period` and `consent`. An answer that is a whole number on
/// the scale is counted; any other text is kept as a story (not without a yes to consent, and then counted), with what
/// looks like a citizen service number blotted out. An item is an open question when it has answers in words and fewer
/// than a quarter of its answers are numbers on the scale; to any other item words count as asked and not answered
/// (`answer_in_words`). A number off the scale is left out and counted. Of two answers of one respondent to one item
/// about one activity in one period the later row holds, and the earlier is counted (`sent_again`); words take no
/// number back. Respondents must be pseudonyms, as in `count_claims`.
SurveyResult read_survey(const Table& answers, const SurveyOptions& options = {});

/// The chance that somebody of the first group answers higher than somebody of the second, ties counted half, with
/// limits on the logit scale from the variance of DeLong, DeLong and Clarke-Pearson (1988). `first` and `second`
/// count answers from low to high. 0.5: no difference. Throws ArgumentError when lengths differ or a group is empty.
Estimate superiority(std::span<const double> first, std::span<const double> second, double confidence = 0.95);

/// Satisfaction and effect of the same people, side by side and never added: rows of the result are `satisfied` (share
/// of the `top` highest answers), `ceiling` (share of the very highest: where nearly all are there, satisfaction tells
/// people apart no more), `attained` (share that reached what help was for) and `superiority` (the chance that somebody
/// who reached it is more satisfied than somebody who did not, ties half; 0.5: the one says nothing about the other).
/// `answer` is 1 .. scale, `attained` 0 or 1; NaN is not known. Of each row those count of whom it is known;
/// superiority needs both. Keys: measure. Throws ArgumentError on unequal lengths, DataError on other values.
MeasureResult satisfaction_beside_effect(std::span<const double> answer, std::span<const double> attained,
                                         const SurveyOptions& options = {});

}  // namespace maatstaf

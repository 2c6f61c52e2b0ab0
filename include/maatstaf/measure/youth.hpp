// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "maatstaf/measure/goals.hpp"
#include "maatstaf/measure/records.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf {

/// Who is counted.
enum class OutcomeUnit : std::uint8_t { person, household };
constexpr auto enum_names(OutcomeUnit) {
    return std::array{EnumName<OutcomeUnit>{OutcomeUnit::person, "person"},
                      EnumName<OutcomeUnit>{OutcomeUnit::household, "household"}};
}
/// When a household counts: as soon as one row of one of its members says yes, or only when all do. What is not known
/// stays so unless the rows that are known settle it.
enum class HouseholdRule : std::uint8_t { any, all };
constexpr auto enum_names(HouseholdRule) {
    return std::array{EnumName<HouseholdRule>{HouseholdRule::any, "any"},
                      EnumName<HouseholdRule>{HouseholdRule::all, "all"}};
}
/// Over what time rows of the result are: calendar years, quarters, or all together.
enum class OutcomePeriod : std::uint8_t { year, quarter, all };
constexpr auto enum_names(OutcomePeriod) {
    return std::array{EnumName<OutcomePeriod>{OutcomePeriod::year, "year"},
                      EnumName<OutcomePeriod>{OutcomePeriod::quarter, "quarter"},
                      EnumName<OutcomePeriod>{OutcomePeriod::all, "all"}};
}

struct YouthOptions {
    std::string as_of{};              ///< last day that the records cover, as 2024-12-31; needed
    std::vector<std::string> by{};    ///< columns that every table has and that tell rows apart: area, provider ...
    OutcomePeriod period = OutcomePeriod::year;
    OutcomeUnit unit = OutcomeUnit::person;
    HouseholdRule rule = HouseholdRule::any;   ///< when unit is household
    std::vector<std::string> drop_out{"32", "33", "35"};         ///< end reasons that are drop-out
    std::vector<std::string> planned{"31"};                      ///< end reasons after which repeat use is looked for
    std::vector<std::string> no_ending{"02", "20", "36", "37"};  ///< end reasons that are no ending of help
    int gap_days = 30;                ///< help that is taken up again within so many days has not ended
    int window_days = 365;            ///< within how many days a new start is repeat use, and a loss relapse
    int scale = 5;                    ///< answers are 1 .. scale
    int top = 2;                      ///< how many of the highest answers are agreement
    double sd = std::numeric_limits<double>::quiet_NaN();           ///< as ReliableChangeOptions
    double reliability = std::numeric_limits<double>::quiet_NaN();
    double cutoff = std::numeric_limits<double>::quiet_NaN();
    bool lower_is_better = true;
    double critical = 1.96;
    double rho = 0.3;                 ///< of Goal Attainment Scaling
    std::vector<double> level{0.95};
    std::vector<RecordColumn> columns{};  ///< what columns mean, where their names do not say it
    static constexpr auto fields() {
        using O = YouthOptions;
        return std::tuple{field("as_of", &O::as_of, "last day that the records cover, as 2024-12-31; needed"),
                          field("by", &O::by, "columns of every table that tell rows apart"),
                          field("period", &O::period, "over what time a row of the result is"),
                          field("unit", &O::unit, "who is counted"),
                          field("rule", &O::rule, "when a household counts: any or all"),
                          field("drop_out", &O::drop_out, "end reasons that are drop-out"),
                          field("planned", &O::planned, "end reasons after which repeat use is looked for"),
                          field("no_ending", &O::no_ending, "end reasons that are no ending of help"),
                          field("gap_days", &O::gap_days, "help taken up within so many days has not ended"),
                          field("window_days", &O::window_days, "days within which a new start is repeat use"),
                          field("scale", &O::scale, "answers are the whole numbers 1 to this"),
                          field("top", &O::top, "how many of the highest answers are agreement"),
                          field("sd", &O::sd, "of the instrument of problems before help"),
                          field("reliability", &O::reliability, "of that instrument"),
                          field("cutoff", &O::cutoff, "between problem and no problem; None: not known"),
                          field("lower_is_better", &O::lower_is_better, "a score of problems"),
                          field("critical", &O::critical, "from which a change is more than error"),
                          field("rho", &O::rho, "mean correlation between goals"),
                          field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("columns", &O::columns, "what columns mean, where their names do not say it")};
    }
};

/// The tables; those that are null are left out. Each has the columns of `by` and, when households are counted,
/// household; all but spells have `period` (as 2024 or 2024Q1) unless `OutcomePeriod::all`. Ids are pseudonyms.
struct YouthRecords {
    /// person, start, stop, reason, and where there are such household, `independent` (yes or no, asked at the end) and
    /// `until` (the day to which somebody is followed, when before `as_of`: moved away, turned 18). As `care_spells`
    /// gives.
    const Table* spells = nullptr;
    /// person, goal, attained (yes, no, or a part from 0 to 1; empty: still open), and where there are such subgoal,
    /// weight (of a sub-goal, or else of a goal) and gas (-2 .. 2).
    const Table* goals = nullptr;
    /// person, before, after (empty: not measured); needs the options sd and reliability.
    const Table* changes = nullptr;
    /// item (such as perceived_usefulness), answer (1 .. scale; empty: not answered; anything
    /// else is left out and counted), and where there is one person.
    const Table* answers = nullptr;
    /// person, outcome (diploma, home, work ...), start (the day it was attained; empty: it was not) and stop (the day
    /// it was lost). A person without a row for an outcome is not known to have it or not.
    const Table* attained = nullptr;
};

struct YouthResult {
    YouthOptions options{};        ///< the choices that were made, with the result
    RowAccount spells{}, goals{}, changes{}, answers{}, attained{};
    /// Keys: the columns of `by`, period, measure. Columns as `measure::share`. Restricted.
    MeasureResult measures{};
    std::vector<Caveat> caveats{};

    Table table() const { return measures.table(); }
};

namespace measure {

/// The national set of outcome measures for youth help (NJi and VNG), from records. Rows by place, period and measure:
/// * `drop_out`: endings with a reason of `drop_out` among all endings but those of `no_ending`, by the day of
///   stopping;
/// * `repeat_use`: planned endings of help (no other spell of the person goes on or begins within `gap_days`) followed
///   by a new start within `window_days`, by Kaplan and Meier; `repeat_use_complete`: the same as a plain share among
///   endings that could be followed for the whole window;
/// * `without_help`: endings after which no help goes on or begins within `gap_days`; `independent_afterwards`: yes
///   among those who were asked whether they can go on without help;
/// * `problems_recovered`, `_improved`, `_unchanged`, `_deteriorated` (Jacobson and Truax 1991), `problems_decreased`
///   (the first two together);
/// * `goal_realisation`: sub-goals add up to goals and goals to a client by weight, clients count alike; what is still
///   open is no failure but not known; `goals_reached`: closed goals that were wholly attained; `gas_t`: mean of T;
/// * the share that agrees with each item of `answers`, by its name: satisfaction is never mixed with the rest;
/// * `attained:x` at the end of the period (or at `as_of`), `attained_all`, `lacks_only:x` (all but that one), and
///   `relapse:x`: lost again within `window_days` of attaining, by the day of attaining.
/// Rows of one person belong together (see `share`). Throws ArgumentError for missing columns, options that cannot be
/// and codes in two lists; DataError for citizen service numbers, unreadable dates and values off their scale.
YouthResult youth_outcomes(const YouthRecords& records, const YouthOptions& options);

/// Which measure belongs to which of the three criteria of a contribution and to which part of the youth set: measure,
/// label (in that language), youth_set, criterion (reach_and_spread, perceived_usefulness, goal_realisation, or none:
/// kept apart), records (the table it comes from), source.
Table outcome_crosswalk(Language language = Language::english);

}  // namespace measure
}  // namespace maatstaf

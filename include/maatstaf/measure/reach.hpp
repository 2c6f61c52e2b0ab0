// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/measure/limits.hpp"
#include "maatstaf/measure/records.hpp"

namespace maatstaf {

/// Participants and residents per target group. Rows of the same set and target group are added up.
struct ReachData {
    std::span<const double> reached{};      ///< participants
    std::span<const double> population{};   ///< residents; not looked at where the target group is not known
    std::span<const std::string> target{};  ///< names of target groups, of the whole and of those not known
    RowGroups groups{};                     ///< sets: activities, areas, periods; without: one set
};

struct ReachOptions {
    std::vector<double> level{0.95};
    ProportionInterval method = ProportionInterval::wilson;
    std::string reference{};           ///< the target group that parity is against; empty: the whole
    std::string whole = "all";         ///< target of the row that counts different people, where groups overlap
    std::string unknown = "unknown";   ///< target of the row that counts participants whose group is not known
    int draws = 2000;                  ///< for the interval of the index of dissimilarity
    std::uint64_t seed = 20211026;
    int small = 10;                    ///< counts above 0 and below this make the result restricted
    static constexpr auto fields() {
        using O = ReachOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("method", &O::method, "how limits of a coverage are made"),
                          field("reference", &O::reference, "target group that parity is against; empty: the whole"),
                          field("whole", &O::whole, "target of the row that counts different people"),
                          field("unknown", &O::unknown, "target of the row of participants of unknown group"),
                          field("draws", &O::draws, "for the interval of the index of dissimilarity"),
                          field("seed", &O::seed, "of those draws"),
                          field("small", &O::small, "counts below this make the result restricted")};
    }
};

struct ReachCountOptions {
    std::vector<std::string> by{};        ///< columns that tell sets apart
    std::string whole = "all";
    std::string unknown = "unknown";
    std::vector<RecordColumn> columns{};  ///< what columns mean, where their names do not say it
    static constexpr auto fields() {
        using O = ReachCountOptions;
        return std::tuple{field("by", &O::by, "columns that tell sets apart"),
                          field("whole", &O::whole, "target that counts different people"),
                          field("unknown", &O::unknown, "target of participants of unknown group"),
                          field("columns", &O::columns, "what columns mean, where their names do not say it")};
    }
};

/// How participants are divided over groups, beside how residents are.
struct DissimilarityResult {
    double value = std::numeric_limits<double>::quiet_NaN();      ///< 1/2 sum |r_g / r - N_g / N|, 0 to below 1
    double corrected = std::numeric_limits<double>::quiet_NaN();  ///< without what chance adds; right half of the time
    std::vector<Limits> limits{};                                 ///< one per level
    EmptyReason reason = EmptyReason::none;
};

namespace measure {

/// The index of dissimilarity of participants and residents (after Duncan and Duncan 1955): the part of the
/// participants that would have to be of another group for an even spread. Chance alone makes it larger than 0, the
/// more so the fewer participants. The low end and `corrected` undo that: they are the degrees of unevenness, on the
/// line from even through what was seen, at which a value this high is just to be expected in (1 - level) / 2 and in
/// half of `draws` draws of the normal approximation to the multinomial with r / (1 - r / N) participants (nobody is
/// reached twice), from keyed streams (the one-parameter family of DiCiccio and Romano 1990). The low end is 0 where an
/// even spread fits. The index is also the largest excess of any set of groups, so its high end is the largest of
/// theirs (Wilson); near an even spread the interval is therefore wide rather than too short. Throws as `proportion`.
DissimilarityResult dissimilarity(std::span<const double> reached, std::span<const double> population,
                                  std::span<const double> level, int draws = 2000, std::uint64_t seed = 20211026);

/// The first criterion of a contribution, reach and spread over target groups, per set. Rows of the result have the
/// keys of their set, `target` and `measure`:
/// * `coverage` of each target group and of the whole: participants over residents;
/// * `parity` of each target group: its coverage over that of the whole or of the reference group, with score limits
///   (Miettinen and Nurminen 1985); against the whole these come from the group against everybody else, so that
///   nobody is compared with themselves;
/// * `dissimilarity` of the set, where the target groups divide the whole.
/// Without a row of the whole, target groups are taken not to overlap and are added up. With one, people are counted
/// once in it and groups may overlap; then there is no index of dissimilarity (reason `overlap`), and parity is
/// against the whole only. With participants of unknown group every value is of those who are known, and `least` and
/// `most` say between which ends it lies whoever they are (Manski 1989), `least_low` and `most_high` with chance
/// added, at the first level. Columns: count, se, corrected, least, most, least_low, most_high. Throws DataError for
/// counts that are negative, fractional or above their whole; ArgumentError for an unknown reference.
MeasureResult reach(const ReachData& data, const ReachOptions& options = {});

/// Counts different participants per set and target group: `participants` has a row per person and target group
/// (person, group; somebody may belong to several; an empty group is not known unless another row says it; the name of
/// the whole says that somebody is of none of the others), and
/// `population` a row per target group and for the whole (group, people), for each set or, where it lacks a column of
/// `by`, for all values of it. Gives the columns of `by`, target, reached and population, as `reach` takes them, with
/// a row of the whole and, where there are such, of the unknown. Target groups that nobody of was reached count 0.
/// Restricted. Throws ArgumentError for a missing column, DataError for citizen service numbers and for a target group
/// without residents in `population`.
Table count_reached(const Table& participants, const Table& population, const ReachCountOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

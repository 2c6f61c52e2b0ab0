// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "maatstaf/measure/result.hpp"

namespace maatstaf {

/// On which scale the margin of a value is even to both sides.
enum class ValueKind : std::uint8_t {
    plain,       ///< the value itself: life expectancy, means
    rate,        ///< its logarithm
    proportion,  ///< its log odds; values are between 0 and 1
};
constexpr auto enum_names(ValueKind) {
    return std::array{EnumName<ValueKind>{ValueKind::plain, "plain"}, EnumName<ValueKind>{ValueKind::rate, "rate"},
                      EnumName<ValueKind>{ValueKind::proportion, "proportion"}};
}

struct SlopeOptions {
    std::vector<double> level{0.95};
    ValueKind kind = ValueKind::plain;
    bool transform = false;      ///< fit the line on the scale of `kind` too, and turn its ends back
    bool relative = false;       ///< the relative index (one end of the line over the other), not the slope
    double per = 1.0;            ///< of the slope; below 0 turns the direction round (and the relative index over)
    double limits_level = 0.95;  ///< of the limits from which margins are taken, where no standard errors are given
    static constexpr auto fields() {
        using O = SlopeOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("kind", &O::kind, "on which scale margins are even"),
                          field("transform", &O::transform, "fit the line on that scale too"),
                          field("relative", &O::relative, "the relative index, not the slope"),
                          field("per", &O::per, "of the slope; below 0 turns the direction round"),
                          field("limits_level", &O::limits_level, "of the limits that margins are taken from")};
    }
};

/// Groups of people in the order of deprivation (most deprived first within each of `groups`).
struct OrderedGroups {
    std::span<const double> value{};
    std::span<const double> population{};
    std::span<const double> order{};      ///< 1, 2, ...; empty: the order of the rows
    std::span<const double> se{};         ///< on the scale of the kind; or
    std::span<const double> low{}, high{};///< limits, from which it is taken on that scale
    RowGroups groups{};                   ///< empty: all rows together
};

struct ConcentrationOptions {
    std::vector<double> level{0.95};
    bool bounded = false;  ///< Erreygers' (2009) index for a value between `lowest` and `highest`
    double lowest = 0.0;
    double highest = 1.0;
    static constexpr auto fields() {
        using O = ConcentrationOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("bounded", &O::bounded, "Erreygers' index, for values with bounds"),
                          field("lowest", &O::lowest, "the lowest value that could be, when bounded"),
                          field("highest", &O::highest, "the highest value that could be, when bounded")};
    }
};

struct TheilOptions {
    std::vector<double> level{0.95};
    bool log_deviation = false;  ///< mean log deviation (GE(0)) instead of Theil's T (GE(1)); values above 0
    static constexpr auto fields() {
        using O = TheilOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("log_deviation", &O::log_deviation, "mean log deviation instead of Theil's T")};
    }
};

namespace measure {

/// Which of `count` equal groups each value falls in, 1 .. count, within `groups` (all rows, when empty): with rank r
/// (ties share the lowest) among N values, floor(count + 1 - ceil((N + 1 - r) / (N / count))), at least 1. NaN for a
/// missing value and where a group of rows has fewer values than `count`. `highest_first` ranks from high to low.
std::vector<double> quantile_groups(std::span<const double> values, int count, const RowGroups& groups = {},
                                    bool highest_first = false);

/// Slope index of inequality: the slope of the values on the cumulative share of people, weighted by people, so the
/// difference over the whole range of deprivation. Closed form throughout: for plain values the slope is normal; for
/// rates and proportions a weighted sum of log-normal (logit-normal) values, by its first four cumulants (Cornish &
/// Fisher 1938); for a line on the transformed scale by integrating over its first end. Columns: intercept (of the
/// line), se (of a plain slope). Throws ArgumentError without margins, on values outside the scale, and on fewer than
/// three rows in a group; a missing cell leaves its group empty.
MeasureResult slope_index(const OrderedGroups& data, const SlopeOptions& options = {});

/// Concentration index: 2 cov(value, rank) / mean, people ranked by `rank_by` (poorest first; ties share their middle
/// rank), weighted by `weights` or not. Between -1 and 1; above 0 when the better off have more. Margin after Kakwani,
/// Wagstaff & van Doorslaer (1997), for independent people. With rank_by the value itself it is the Gini index. Rows
/// with a missing cell are left out and counted. Columns: se, left_out. Throws DataError on a negative value.
MeasureResult concentration_index(std::span<const double> values, std::span<const double> rank_by,
                                  std::span<const double> weights = {}, const RowGroups& groups = {},
                                  const ConcentrationOptions& options = {});

/// Theil's index of amounts per head (one row per person, household or area; `weights` are its people), with the part
/// between and within `parts` where given. Margin by the delta method, for independent rows. Columns: se, between,
/// within, left_out. Throws DataError on a negative amount (or zero for the log deviation).
MeasureResult theil_index(std::span<const double> amounts, std::span<const double> weights = {},
                          std::span<const std::int32_t> parts = {}, const RowGroups& groups = {},
                          const TheilOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

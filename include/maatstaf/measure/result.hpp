// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// Why a measure, or its interval, is empty.
enum class EmptyReason : std::uint8_t {
    none,              ///< it is not
    missing,           ///< a cell that it needs is missing
    no_population,     ///< nobody to count among
    few_events,        ///< fewer events than the method asks for
    empty_stratum,     ///< a stratum of the standard has no people here
    missing_stratum,   ///< a stratum of the standard has no row here
    nothing_expected,  ///< zero events expected, or zero events to compare with
    one_value,         ///< no spread to be seen in a single value
    no_spread,         ///< all values the same, or the method finds no margin
    small_population,  ///< fewer people than asked for
    no_deaths_at_end,  ///< no deaths in the open last band, so the life table does not close
    few_units,         ///< fewer units than groups
    no_margin,         ///< a margin that it needs is not known
    not_followed,      ///< nobody was followed for the whole window
    overlap,           ///< groups overlap or leave people out, so their shares are not parts of one whole
    few_points,        ///< fewer periods, peers or clients than asked for
    no_fit,            ///< the search for a trend or a model did not settle
};
constexpr auto enum_names(EmptyReason) {
    using enum EmptyReason;
    return std::array{EnumName<EmptyReason>{none, "none"},
                      EnumName<EmptyReason>{missing, "missing"},
                      EnumName<EmptyReason>{no_population, "no_population"},
                      EnumName<EmptyReason>{few_events, "few_events"},
                      EnumName<EmptyReason>{empty_stratum, "empty_stratum"},
                      EnumName<EmptyReason>{missing_stratum, "missing_stratum"},
                      EnumName<EmptyReason>{nothing_expected, "nothing_expected"},
                      EnumName<EmptyReason>{one_value, "one_value"},
                      EnumName<EmptyReason>{no_spread, "no_spread"},
                      EnumName<EmptyReason>{small_population, "small_population"},
                      EnumName<EmptyReason>{no_deaths_at_end, "no_deaths_at_end"},
                      EnumName<EmptyReason>{few_units, "few_units"},
                      EnumName<EmptyReason>{no_margin, "no_margin"},
                      EnumName<EmptyReason>{not_followed, "not_followed"},
                      EnumName<EmptyReason>{overlap, "overlap"},
                      EnumName<EmptyReason>{few_points, "few_points"},
                      EnumName<EmptyReason>{no_fit, "no_fit"}};
}

/// What happens to a row whose count or number of people is missing (NaN).
enum class MissingCounts : std::uint8_t {
    empty,  ///< its group has no value, with the reason `missing`
    skip,   ///< the row is left out of its group, and counted in the column `left_out`
    zero,   ///< a missing count is 0, and counted in the column `left_out`; missing people as `empty`
};
constexpr auto enum_names(MissingCounts) {
    return std::array{EnumName<MissingCounts>{MissingCounts::empty, "empty"},
                      EnumName<MissingCounts>{MissingCounts::skip, "skip"},
                      EnumName<MissingCounts>{MissingCounts::zero, "zero"}};
}

/// What kind of number a measure is: how a panel must take it, and what it can be held beside.
enum class MeasureKind : std::uint8_t {
    mean,        ///< a mean, an index, a difference, years: any number without a scale of its own
    proportion,  ///< part of a whole
    rate,        ///< events among people
    count,       ///< a whole number of events
    ratio,       ///< one number over another like it: observed over expected, first over second
};
constexpr auto enum_names(MeasureKind) {
    using enum MeasureKind;
    return std::array{EnumName<MeasureKind>{mean, "mean"}, EnumName<MeasureKind>{proportion, "proportion"},
                      EnumName<MeasureKind>{rate, "rate"}, EnumName<MeasureKind>{count, "count"},
                      EnumName<MeasureKind>{ratio, "ratio"}};
}

/// Both ends of an interval; NaN where there is none.
struct Limits {
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
};

/// A further column of a result.
struct MeasureColumn {
    std::string name{};
    std::vector<double> values{};
};

/// Groups of rows by position. Without `of_row` a procedure takes every row, or all rows together, as its header says.
struct RowGroups {
    std::vector<std::int32_t> of_row{};  ///< group of every row, from 0
    std::int32_t count = 0;
    Table keys{};                        ///< a row per group: what tells it from the others
};

/// The rows of a table with the same values in `columns` form a group; groups stand in the order of their first row. A
/// missing cell is a value like any other, so no row is lost. Throws ArgumentError (unknown_column).
RowGroups group_rows(const Table& table, std::span<const std::string> columns);

/// N measures with their intervals at L levels of confidence.
class MeasureResult {
public:
    Table keys{};                  ///< N rows or no columns: what the measures are of
    std::vector<double> level{};   ///< L, each between 0 and 1
    std::vector<double> value{};   ///< N; NaN where empty
    std::vector<double> low{};     ///< N x L, row by row
    std::vector<double> high{};    ///< N x L
    std::vector<double> n{};       ///< N: people or cases behind the value
    std::vector<MeasureKind> kind{};    ///< N
    double per = 1.0;                   ///< the number of people that values are of: 100 for percentages
    std::vector<double> numerator{};    ///< N: value = per x numerator / denominator, and both say how sure it is;
    std::vector<double> denominator{};  ///< N: NaN where the value is no plain quotient of counts
    std::vector<MeasureColumn> more{};
    std::vector<std::int32_t> method{};   ///< N, in `methods`
    std::vector<std::string> methods{};
    std::vector<EmptyReason> reason{};    ///< N
    std::vector<Caveat> caveats{};

    std::size_t rows() const noexcept { return value.size(); }
    Limits limits(std::size_t row, std::size_t at_level = 0) const {
        return {low.at(row * level.size() + at_level), high.at(row * level.size() + at_level)};
    }
    /// Throws ArgumentError (unknown_column) with the nearest name.
    const std::vector<double>& column(std::string_view name) const;

    /// keys, value, low, high (low_95, high_95, low_99_8 ... with several levels), n, further columns, method, reason
    /// (empty where there is nothing to say).
    Table table() const;
};

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "maatstaf/measure/result.hpp"

namespace maatstaf {

enum class Comparison : std::uint8_t { ratio, difference };
constexpr auto enum_names(Comparison) {
    return std::array{EnumName<Comparison>{Comparison::ratio, "ratio"},
                      EnumName<Comparison>{Comparison::difference, "difference"}};
}

enum class ComparisonInterval : std::uint8_t {
    score,  ///< inverts the score test: Miettinen & Nurminen (1985)
    exact,  ///< rates, ratio only: given the total, Clopper-Pearson
    mid_p,  ///< rates, ratio only: given the total, mid-P
};
constexpr auto enum_names(ComparisonInterval) {
    return std::array{EnumName<ComparisonInterval>{ComparisonInterval::score, "score"},
                      EnumName<ComparisonInterval>{ComparisonInterval::exact, "exact"},
                      EnumName<ComparisonInterval>{ComparisonInterval::mid_p, "mid_p"}};
}

struct CompareOptions {
    std::vector<double> level{0.95};
    Comparison kind = Comparison::ratio;
    ComparisonInterval method = ComparisonInterval::score;
    double per = 1.0;  ///< of a difference
    bool fractional = false;
    static constexpr auto fields() {
        using O = CompareOptions;
        return std::tuple{field("level", &O::level, "levels of confidence, each between 0 and 1"),
                          field("kind", &O::kind, "the first over the second, or the first minus the second"),
                          field("method", &O::method, "how limits are made"),
                          field("per", &O::per, "people that a difference is of"),
                          field("fractional", &O::fractional, "counts need not be whole")};
    }
};

namespace measure {

/// Two rates per row: events over population of the first against those of the second. The second may be one row, with
/// which all are compared. Columns: first, second (both rates), p_value (that they are equal: of the score test, or
/// twice the smaller tail given the total). A ratio over no events has no value, but for rates it does have a low end.
/// Throws as `rate`.
MeasureResult compare_rates(std::span<const double> events, std::span<const double> population,
                            std::span<const double> other_events, std::span<const double> other_population,
                            const CompareOptions& options = {});

/// Two proportions per row, by the score method only; throws ArgumentError on another, and as `proportion`.
MeasureResult compare_proportions(std::span<const double> numerator, std::span<const double> denominator,
                                  std::span<const double> other_numerator, std::span<const double> other_denominator,
                                  const CompareOptions& options = {});

/// Any two independent results at the same levels (standardised rates, proportions, means ...) from their limits alone:
/// the square-and-add method (Zou & Donner 2008), for a ratio on the logarithm. Each row is held beside the one with
/// the same keys, or all beside a single row; without keys, row by row. Columns: first, second. Throws ArgumentError
/// where levels, keys or numbers of rows differ, and for numbers of two kinds or of another `per`; DataError on a key
/// that one of them lacks or has twice.
MeasureResult compare(const MeasureResult& first, const MeasureResult& second, Comparison kind = Comparison::ratio);

}  // namespace measure
}  // namespace maatstaf

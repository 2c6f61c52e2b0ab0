// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/framework/indicator.hpp"

namespace maatstaf {

/// How an indicator is brought to a common scale. Whatever the direction of the indicator, a higher score is better.
enum class NormaliseMethod : std::uint8_t {
    minmax,                 ///< worst value of the reference at `low`, best at `high`
    zscore,                 ///< mean of the reference at `centre`, one standard deviation (n - 1) is `spread`
    goalposts,              ///< the agreed worst and best ends of the indicator at `low` and `high`
    distance_to_target,     ///< worst value of the reference at 0, the target at 1
    distance_to_reference,  ///< worst value of the reference at 0, the reference value at 1
    rank,                   ///< position among the values of the reference, 1 is worst
    percentile_rank,        ///< the same, from 0 (worst of the reference) to 1 (best)
    identity,               ///< the value itself, turned so that higher is better
};
constexpr auto enum_names(NormaliseMethod) {
    using enum NormaliseMethod;
    return std::array{EnumName<NormaliseMethod>{minmax, "minmax"},
                      EnumName<NormaliseMethod>{zscore, "zscore"},
                      EnumName<NormaliseMethod>{goalposts, "goalposts"},
                      EnumName<NormaliseMethod>{distance_to_target, "distance_to_target"},
                      EnumName<NormaliseMethod>{distance_to_reference, "distance_to_reference"},
                      EnumName<NormaliseMethod>{rank, "rank"},
                      EnumName<NormaliseMethod>{percentile_rank, "percentile_rank"},
                      EnumName<NormaliseMethod>{identity, "identity"}};
}

/// Which rank equal values share: their mean, the lowest or the highest.
enum class Ties : std::uint8_t { average, lowest, highest };
constexpr auto enum_names(Ties) {
    return std::array{EnumName<Ties>{Ties::average, "average"}, EnumName<Ties>{Ties::lowest, "lowest"},
                      EnumName<Ties>{Ties::highest, "highest"}};
}

/// The z-score is the default because it is safe to publish: it needs no agreed ends, and it does not hang on the
/// extremes of the reference, which are its noisiest values. Nothing is clipped unless asked: a value beyond an end
/// keeps counting, so further decline stays visible and its margin exact.
struct NormaliseOptions {
    NormaliseMethod method = NormaliseMethod::zscore;
    double low = 0.0;       ///< score of the worst end; minmax and goalposts
    double high = 1.0;      ///< score of the best end; minmax and goalposts; low < high
    double centre = 0.0;    ///< score of the mean; zscore
    double spread = 1.0;    ///< score of one standard deviation; zscore; > 0
    bool clip = false;      ///< hold scores within the ends (distance_to_target, distance_to_reference: at most 1)
    Ties ties = Ties::average;  ///< rank and percentile_rank
    std::string
        reference_unit{};  ///< distance_to_reference: id of the unit that is 1; empty: the mean of the reference
    static constexpr auto fields() {
        return std::tuple{
            field("method", &NormaliseOptions::method, "how values are brought to a common scale"),
            field("low", &NormaliseOptions::low, "score of the worst end (minmax, goalposts)"),
            field("high", &NormaliseOptions::high, "score of the best end (minmax, goalposts)"),
            field("centre", &NormaliseOptions::centre, "score of the mean (zscore)"),
            field("spread", &NormaliseOptions::spread, "score of one standard deviation (zscore)"),
            field("clip", &NormaliseOptions::clip, "hold scores within the ends"),
            field("ties", &NormaliseOptions::ties, "which rank equal values share"),
            field("reference_unit", &NormaliseOptions::reference_unit, "unit at 1 (distance_to_reference)")};
    }
};

/// What is kept of the values of a reference: in the unit of the indicator, missing values (NaN) left out.
struct ReferenceStatistics {
    double n = 0.0;
    double mean = std::numeric_limits<double>::quiet_NaN();
    double sd = std::numeric_limits<double>::quiet_NaN();   ///< with n - 1; NaN below two values
    double min = std::numeric_limits<double>::quiet_NaN();
    double max = std::numeric_limits<double>::quiet_NaN();
    static constexpr auto fields() {
        return std::tuple{field("n", &ReferenceStatistics::n, "values in the reference"),
                          field("mean", &ReferenceStatistics::mean, "their mean"),
                          field("sd", &ReferenceStatistics::sd, "their standard deviation, with n - 1"),
                          field("min", &ReferenceStatistics::min, "the lowest"),
                          field("max", &ReferenceStatistics::max, "the highest")};
    }
};
ReferenceStatistics reference_statistics(std::span<const double> values);

/// What normalising one indicator needs to know besides the values of its reference.
struct NormaliseContext {
    Direction direction = Direction::higher;  ///< `context` throws ArgumentError: such indicators are never scored
    double target = std::numeric_limits<double>::quiet_NaN();         ///< for direction target and distance_to_target
    double goalpost_low = std::numeric_limits<double>::quiet_NaN();   ///< in the unit of the indicator
    double goalpost_high = std::numeric_limits<double>::quiet_NaN();
    double reference_value = std::numeric_limits<double>::quiet_NaN();  ///< distance_to_reference; NaN: the mean
};

/// A frozen rule from a value to a score, the same for every later year, area or vendor. With y the directed value
/// (x, -x, or -|x - target| for direction target), the score is
///     clamp(offset + slope * (y - origin), lowest, highest),
/// or, for the ranks, a position in the sorted directed values of the reference.
struct Normaliser {
    NormaliseMethod method = NormaliseMethod::identity;
    Direction direction = Direction::higher;
    Ties ties = Ties::average;
    double target = std::numeric_limits<double>::quiet_NaN();   ///< of direction target
    double origin = 0.0;
    double slope = 1.0;    ///< NaN when the reference has no spread: every score is then empty, with a caveat
    double offset = 0.0;
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    ReferenceStatistics reference{};
    std::vector<double> sorted{};   ///< directed values of the reference, ascending; for the ranks only
    /// Mean and sd of the scores of the reference, for the ranks and direction target: there the score of the mean is
    /// not the mean of the scores. NaN for the others, and where only published figures are known.
    double mean_score = std::numeric_limits<double>::quiet_NaN();
    double sd_score = std::numeric_limits<double>::quiet_NaN();

    static constexpr auto fields() {
        return std::tuple{field("method", &Normaliser::method, "how values are brought to a common scale"),
                          field("direction", &Normaliser::direction, "which way is better"),
                          field("ties", &Normaliser::ties, "which rank equal values share"),
                          field("target", &Normaliser::target, "value nearest to which is best"),
                          field("origin", &Normaliser::origin, "directed value that scores `offset`"),
                          field("slope", &Normaliser::slope, "score per unit of the directed value"),
                          field("offset", &Normaliser::offset, "score at the origin"),
                          field("lowest", &Normaliser::lowest, "scores are held above this"),
                          field("highest", &Normaliser::highest, "scores are held below this"),
                          field("reference", &Normaliser::reference, "values that it was fitted on"),
                          field("sorted", &Normaliser::sorted, "directed values of the reference (ranks)"),
                          field("mean_score", &Normaliser::mean_score, "mean score (ranks, direction target)", 2),
                          field("sd_score", &Normaliser::sd_score, "sd of the scores (ranks, direction target)", 2)};
    }

    /// The score of one value; NaN for NaN.
    double operator()(double value) const;
    /// Change of the score per unit of `value`; 0 where clipped, NaN at a kink and for the ranks.
    double derivative(double value) const;
    /// True when the score is a straight line in the value over its whole length.
    bool is_linear() const noexcept;
    /// True when the reference has no spread (or no values), so that no score can be given.
    bool is_constant() const noexcept;
    /// The value nearest to `value` at which the derivative jumps; NaN when there is none. Not for the ranks.
    double nearest_kink(double value) const;
};

/// Fits a rule to the values of a reference (NaN: missing, left out). A reference without spread gives a rule that
/// `is_constant()`. Throws ArgumentError for options outside their range, and when the method needs a target
/// (target_needed) or goalposts (goalposts_needed, goalposts_order) that are not there.
Normaliser fit_normaliser(std::span<const double> reference, const NormaliseContext& context = {},
                          const NormaliseOptions& options = {});
/// The same from published figures. The ranks need the values themselves and throw ArgumentError (values_needed).
Normaliser fit_normaliser(const ReferenceStatistics& reference, const NormaliseContext& context,
                          const NormaliseOptions& options = {});
/// Scores of `values`, in place or into another array of the same length.
void normalise(const Normaliser& normaliser, std::span<const double> values, std::span<double> scores);

namespace score {

// One function per formula, each fitted on the very values given. NaN stays NaN and does not take part; values without
// spread give NaN throughout. Formulas: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 5.
std::vector<double> minmax(std::span<const double> values, Direction direction = Direction::higher, double low = 0.0,
                           double high = 1.0);
std::vector<double> zscore(std::span<const double> values, Direction direction = Direction::higher, double centre = 0.0,
                           double spread = 1.0);
/// (value - low_post) / (high_post - low_post), or its complement when lower is better.
std::vector<double> goalposts(std::span<const double> values, double low_post, double high_post,
                              Direction direction = Direction::higher, bool clip = false);
/// 0 at the worst of the values, 1 at the target.
std::vector<double> distance_to_target(std::span<const double> values, double target,
                                       Direction direction = Direction::higher, bool clip = false);
/// 0 at the worst of the values, 1 at `reference` (the mean of the values when NaN).
std::vector<double> distance_to_reference(std::span<const double> values,
                                          double reference = std::numeric_limits<double>::quiet_NaN(),
                                          Direction direction = Direction::higher, bool clip = false);
/// 1 for the worst value.
std::vector<double> rank(std::span<const double> values, Direction direction = Direction::higher,
                         Ties ties = Ties::average);
/// (rank - 1) / (n - 1).
std::vector<double> percentile_rank(std::span<const double> values, Direction direction = Direction::higher,
                                    Ties ties = Ties::average);

}  // namespace score
}  // namespace maatstaf

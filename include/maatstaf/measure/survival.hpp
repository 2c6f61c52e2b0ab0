// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// How limits of a curve are made from Greenwood's variance: on the curve itself, on its logarithm, or on log(-log),
/// which stays between 0 and 1 and holds best in small groups.
enum class SurvivalInterval : std::uint8_t { log_log, log, plain };
constexpr auto enum_names(SurvivalInterval) {
    using enum SurvivalInterval;
    return std::array{EnumName<SurvivalInterval>{log_log, "log_log"}, EnumName<SurvivalInterval>{log, "log"},
                      EnumName<SurvivalInterval>{plain, "plain"}};
}

struct SurvivalOptions {
    double confidence = 0.95;
    SurvivalInterval interval = SurvivalInterval::log_log;
    double horizon = std::numeric_limits<double>::quiet_NaN();  ///< of the restricted mean; NaN: the last time seen
    std::vector<double> quantiles = {0.5, 0.9};                 ///< parts that have had the event; 0.5 is the median
    std::vector<double> terms{};                                ///< legal terms, in the unit of the times
    static constexpr auto fields() {
        using O = SurvivalOptions;
        return std::tuple{field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("interval", &O::interval, "scale on which limits are made"),
                          field("horizon", &O::horizon, "of the restricted mean; None: the last time seen"),
                          field("quantiles", &O::quantiles, "parts that have had the event; 0.5 is the median"),
                          field("terms", &O::terms, "legal terms, in the unit of the times")};
    }
};

/// Times until something happens. `event` is 0 where it had not happened when it was last looked (censored), and the
/// number of its cause otherwise (1 where there is one cause). `entry`, if given, is when somebody came under
/// observation (left truncation): who was not yet seen cannot be seen to have the event.
struct SurvivalData {
    std::span<const double> time{};
    std::span<const std::int32_t> event{};
    std::span<const double> entry{};        ///< empty: all from 0
    std::span<const std::int32_t> group{};  ///< from 0; empty: one group
};

/// The part that has not had the event yet, as a curve of steps, with the answers that people ask of it.
struct SurvivalCurve {
    std::vector<double> time{};      ///< at which somebody had the event or was last seen
    std::vector<double> at_risk{};   ///< under observation just before
    std::vector<double> events{};
    std::vector<double> censored{};
    std::vector<double> survival{};  ///< just after
    std::vector<double> se{};        ///< of the survival, Greenwood
    std::vector<double> low{};
    std::vector<double> high{};
    double n = 0.0;                  ///< people
    double left_out = 0.0;           ///< rows with an empty time or event
    double horizon = 0.0;
    Estimate restricted_mean{};      ///< mean time up to the horizon
    std::vector<Estimate> quantiles{};  ///< times; infinite high: not reached within the data
    std::vector<Estimate> within{};  ///< part that had the event by each term
};

struct SurvivalResult {
    SurvivalOptions options{};
    std::vector<SurvivalCurve> curves{};  ///< one per group
    std::vector<std::string> groups{};    ///< their names; empty: one group
    std::vector<Caveat> caveats{};
    /// group, time, at_risk, events, censored, survival, se, low, high.
    Table table() const;
    /// group, measure (restricted_mean, quantile, within), at, value, se, low, high, n.
    Table summary() const;
};

/// The curve of Kaplan and Meier (1958) with Greenwood's variance, the restricted mean (area under the curve; limits on
/// the scale of its log odds within 0 .. horizon, its variance D / (D - 1) times that of Greenwood, D events),
/// quantiles with Brookmeyer and Crowley's (1982) limits and the part within a term. At equal times events come before
/// censoring. Where everybody is followed from 0 up to a term, the part within it is a proportion with Wilson's limits.
/// Rows with NaN are left out and counted. Throws DataError for a time before its entry or below 0, ArgumentError on
/// unequal lengths.
SurvivalResult kaplan_meier(const SurvivalData& data, const SurvivalOptions& options = {});

/// Part that had each cause by a time, where another cause can come first (Aalen and Johansen 1978).
struct IncidenceCurve {
    std::int32_t cause = 1;
    std::vector<double> time{}, at_risk{}, events{}, incidence{}, se{}, low{}, high{};
    Estimate lost_time{};          ///< mean time lost to the cause up to the horizon: the area under the curve
    std::vector<Estimate> within{};
};

struct CompetingResult {
    SurvivalOptions options{};
    std::vector<IncidenceCurve> curves{};   ///< by group, then cause
    std::vector<std::int32_t> group_of{};   ///< of each curve
    std::vector<std::string> groups{}, causes{};
    double left_out = 0.0;
    std::vector<Caveat> caveats{};
    /// group, cause, time, at_risk, events, incidence, se, low, high.
    Table table() const;
    /// group, cause, measure (within, lost_time), at, value, se, low, high.
    Table summary() const;
};

/// Cumulative incidence of every cause, 1 to the highest that occurs. Variance by the delta method on multinomial
/// increments, which reduces to Greenwood with one cause. Limits on the log(-log) scale of 1 - incidence unless asked
/// otherwise. 1 - Kaplan-Meier of one cause overstates it when others compete.
CompetingResult competing_risks(const SurvivalData& data, const SurvivalOptions& options = {});

struct TurnbullOptions {
    double confidence = 0.95;
    std::vector<double> terms{};  ///< legal terms, in the unit of the times
    double tolerance = 1e-10;     ///< the search has settled when no mass moves by more
    int most_iterations = 50000;
    static constexpr auto fields() {
        using O = TurnbullOptions;
        return std::tuple{field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("terms", &O::terms, "legal terms, in the unit of the times"),
                          field("tolerance", &O::tolerance, "the search has settled when no mass moves by more"),
                          field("most_iterations", &O::most_iterations, "of the search")};
    }
};

/// Mass of the distribution of a time known only to lie in an interval, on the innermost intervals of Turnbull (1976).
struct TurnbullResult {
    TurnbullOptions options{};
    std::vector<double> from{}, to{};   ///< mass lies in (from, to], at `to` when both are equal; `to` may be infinite
    std::vector<double> mass{};
    std::vector<double> survival{};     ///< just after `to`
    double n = 0.0;
    double left_out = 0.0;
    int iterations = 0;
    bool converged = false;
    double log_likelihood = 0.0;
    /// Part that had the event by each term, with the limits of its profile likelihood. Without a value where the term
    /// lies within an interval that holds mass; the limits then allow all of that mass to lie on either side.
    std::vector<Estimate> within{};
    std::vector<Caveat> caveats{};
    /// from, to, mass, survival.
    Table table() const;
    /// at, value, low, high, n: the part within each term.
    Table summary() const;
    /// Lowest and highest time at which the part `probability` may have had the event: the data say no more.
    Estimate quantile(double probability) const;
};

/// Nonparametric maximum likelihood from intervals (low, high]: "between 4 and 8 weeks" is 4 and 8, "more than 12" is
/// 12 and infinity, an exact time has low equal to high. By self-consistency (EM) until no mass moves by more than
/// `tolerance`; it is the maximum when the gradient says so (Gentleman and Geyer 1994). The part within a term has the
/// limits where the profile likelihood has fallen by half the chi-squared quantile: about right where answers come in
/// classes; with dates of observation all different too wide (Banerjee and Wellner 2001). Throws DataError for high
/// below low.
TurnbullResult interval_censored(std::span<const double> low, std::span<const double> high,
                                 const TurnbullOptions& options = {});

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/estimate.hpp"
#include "score/count_interval.hpp"
#include "score/inputs.hpp"

namespace maatstaf::detail {

/// Where the uncertainty of one input comes from.
struct Source {
    enum class Kind : std::uint8_t { unknown, normal, beta, gamma };
    Kind kind = Kind::unknown;
    double sd = 0.0;      ///< in the unit of the indicator
    double a = 0.0;       ///< shape
    double b = 0.0;       ///< second shape (beta)
    double scale = 1.0;   ///< what the beta or gamma number is multiplied by

    bool counted() const noexcept { return kind == Kind::beta || kind == Kind::gamma; }
    /// Mean and third central moment of what is known of a count.
    double mean() const noexcept { return scale * (kind == Kind::beta ? a / (a + b) : a); }
    double third() const noexcept {
        const double sum = a + b;
        const double plain =
            kind == Kind::beta ? 2.0 * a * b * (b - a) / (sum * sum * sum * (sum + 1.0) * (sum + 2.0)) : 2.0 * a;
        return scale * scale * scale * plain;
    }
};
/// A standard error goes before counts. Counts: Jeffreys' posterior, Beta(x + 1/2, n - x + 1/2) for a proportion and
/// Gamma(x + 1/2) for a rate or count. Neither: unknown.
Source source_of(const Input& input, std::size_t unit);

/// What the values of an input can be: 0 .. factor for a proportion, 0 and above for a rate or count, else anything.
Limits possible_values(const Input& input) noexcept;

/// Central intervals of single inputs. A standard error: value +- z sd, cut where the value cannot be. Counts:
/// quantiles of their posterior. Either is stretched to the value itself where it lies outside, as 0 of n and n of n
/// always do (Brown, Cai & DasGupta 2001). So a share never leaves 0 .. factor.
class SourceIntervals {
public:
    explicit SourceIntervals(double confidence);
    /// NaN without a margin.
    Limits of(const Source& source, double value, const Limits& possible);
    /// Those of the counts of a column of shares from `first` on, before they are scaled: quick where counts are not
    /// small, NaN elsewhere. False when the input is no column of shares known from counts.
    bool of_shares(const Input& input, std::size_t first, std::size_t count, double* low, double* high) const;
    /// The interval of a source of which these ends are known already.
    static Limits stretched(const Source& source, double value, const Limits& ends);
    /// Value, standard error and interval.
    Estimate estimate(const Source& source, double value, const Limits& possible);

private:
    CountIntervals counts_;
    double quantile_;
};

/// Probability that the true value is at or above the bound, or with `side` -1 at or below it. NaN without a margin.
double probability_beyond(const Source& source, double value, double bound, double side);

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/risk/expected.hpp"

namespace maatstaf {

/// What one factor goes with in one area, against the average area.
struct FactorPart {
    std::string factor{};
    double value = 0.0;      ///< trait here; NaN for several columns that act together
    double reference = 0.0;  ///< that of the average area
    Estimate ratio{};        ///< times the rate of the average area
    double rate = 0.0;       ///< difference in rate; these add up to `composition`
    std::string level{};     ///< of a category: the one of this area; empty for numbers

    static constexpr auto fields() {
        using R = FactorPart;
        return std::tuple{field("factor", &R::factor, "factor"), field("value", &R::value, "trait here"),
                          field("reference", &R::reference, "that of the average area"),
                          field("ratio", &R::ratio, "times the rate of the average area"),
                          field("rate", &R::rate, "difference in rate"), field("level", &R::level, "of a category")};
    }
};

/// The risk profile of one area: its rate against the average area, in parts that add up to the last digit.
struct RiskProfile {
    std::string unit{};
    ExpectedUse use{};
    double rate = 0.0;             ///< observed / exposure
    double reference_rate = 0.0;   ///< expected of the average area
    /// Expected here / expected of the average area. Where one area alone holds a trait, only that area has no margin:
    /// in that of the others, what the trait weighs in the average is told by the variance of the model.
    Estimate level{};
    double difference = 0.0;       ///< rate - reference_rate = composition + rest
    double composition = 0.0;      ///< goes with the traits
    /// practice, access and what was not measured: the part that chance does not explain; NaN for amounts
    double practice = 0.0;
    double noise = 0.0;            ///< the play of chance; NaN for amounts, where it cannot be told from practice
    std::vector<FactorPart> factors{};  ///< largest part first
    std::vector<Caveat> caveats{};

    /// What traits do not explain: difference - composition, which is practice + noise where those can be told apart.
    double rest() const noexcept { return difference - composition; }
    /// Whether the outcome is an amount, in euros, rather than a count of people.
    bool is_amount() const noexcept { return std::isnan(noise); }

    /// part, factor, level, value, reference, ratio, low, high, rate: one row per factor, then composition, practice
    /// and noise (for amounts rest) and difference. Of a category `value` and `reference` are empty, `level` is filled.
    Table table() const;
    /// The profile in words, most important first.
    std::vector<std::string> sentences(Language language = Language::english) const;

    static constexpr auto fields() {
        using R = RiskProfile;
        return std::tuple{field("unit", &R::unit, "unit"), field("use", &R::use, "use"),
                          field("rate", &R::rate, "observed / exposure"),
                          field("reference_rate", &R::reference_rate, "expected of the average area"),
                          field("level", &R::level, "expected here / expected of the average area"),
                          field("difference", &R::difference, "rate - reference_rate = composition + rest"),
                          field("composition", &R::composition, "goes with the traits"),
                          field("practice", &R::practice, "practice, access and what was not measured"),
                          field("noise", &R::noise, "the play of chance"),
                          field("factors", &R::factors, "largest part first"),
                          field("caveats", &R::caveats, "caveats")};
    }
};

/// Composition is divided over the factors by their exact Shapley values on the rate. What remains, observed -
/// expected, is divided by linear Bayes: practice gets the share w of it, w = mu / (mu + theta) for the negative
/// binomial and 1 - 1 / phi for quasi-Poisson; under Poisson all of it is chance. Of amounts (gamma, Tweedie) both are
/// NaN and `rest` is what there is, with a caveat. Needs the log link (ArgumentError otherwise).
RiskProfile risk_profile(const RiskFit& fit, std::string_view unit);

/// The same for every area at once: unit, rate, reference_rate, difference, composition, rest, practice, noise, and
/// composition_se, practice_se, noise_se: of the coefficients and, of the last two, of what the area itself may be.
Table decompose_areas(const RiskFit& fit);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const RiskProfile& profile);
template <>
RiskProfile from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

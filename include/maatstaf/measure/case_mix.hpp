// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/framework/indicator.hpp"
#include "maatstaf/measure/funnel.hpp"
#include "maatstaf/measure/result.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/distribution.hpp"

namespace maatstaf {

struct CaseMixOptions {
    Family family = Family::poisson;  ///< poisson, binomial (each with its own link) or gaussian
    Direction direction = Direction::higher;
    double confidence = 0.95;
    Overdispersion overdispersion = Overdispersion::reml;  ///< none or reml
    bool leave_out = true;
    bool records = true;
    double small = 10.0;
    static constexpr auto fields() {
        using O = CaseMixOptions;
        return std::tuple{
            field("family", &O::family, "law of the outcome: poisson, binomial or gaussian"),
            field("direction", &O::direction, "which way is better: higher or lower"),
            field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
            field("overdispersion", &O::overdispersion, "differences between units beyond chance: none or reml"),
            field("leave_out", &O::leave_out, "what is expected of a unit does not rest on its own outcomes"),
            field("records", &O::records, "rows are records of persons"),
            field("small", &O::small, "a count or number of rows below this marks such a table restricted")};
    }
};

/// One unit: what was observed beside what its case mix lets expect. Counts are totals, other outcomes averages.
struct CaseMixRow {
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::string unit{};
    double n = 0.0;
    double size = 0.0;
    double observed = unknown;
    double expected = unknown;
    double se = unknown;
    double low = unknown;
    double high = unknown;
    double ratio = unknown;
    double ratio_low = unknown;
    double ratio_high = unknown;
    double shift = unknown;
    double shift_se = unknown;
    double benefit = unknown;
    double benefit_low = unknown;
    double benefit_high = unknown;
    double probability = unknown;
    EmptyReason reason = EmptyReason::none;
    static constexpr auto fields() {
        using R = CaseMixRow;
        return std::tuple{
            field("unit", &R::unit, "unit"), field("n", &R::n, "rows of the unit"),
            field("size", &R::size, "exposure or trials; rows where there are none"),
            field("observed", &R::observed, "observed"), field("expected", &R::expected, "to be expected"),
            field("se", &R::se, "standard error of the expectation"),
            field("low", &R::low, "where the observation falls if the expectation holds"),
            field("high", &R::high, "the other end"),
            field("ratio", &R::ratio, "observed / expected"),
            field("ratio_low", &R::ratio_low, "exact limit of the observed count / expected"),
            field("ratio_high", &R::ratio_high, "the other limit"),
            field("shift", &R::shift, "difference on the scale of the model (logarithm, log odds, value)"),
            field("shift_se", &R::shift_se, "its standard error: chance, and the margin of the expectation"),
            field("benefit", &R::benefit, "observed minus expected, above 0 where better"),
            field("benefit_low", &R::benefit_low, "low end, with chance in both"),
            field("benefit_high", &R::benefit_high, "high end"),
            field("probability", &R::probability, "that it is above 0"),
            field("reason", &R::reason, "why something is empty")};
    }
};

struct CaseMixResult {
    CaseMixOptions options{};
    std::vector<CaseMixRow> rows{};
    std::vector<std::string> terms{};
    std::vector<double> coefficients{};
    double dispersion = 1.0;  ///< of the rows (gaussian: their variance)
    double tau2 = 0.0;        ///< variance between units on the scale of the model
    bool restricted = false;  ///< holds small counts from records
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using R = CaseMixResult;
        return std::tuple{field("options", &R::options, "as used"), field("rows", &R::rows, "one per unit"),
                          field("terms", &R::terms, "columns of the model"),
                          field("coefficients", &R::coefficients, "of the model, by column"),
                          field("dispersion", &R::dispersion, "of the rows"),
                          field("tau2", &R::tau2, "variance between units on the scale of the model"),
                          field("restricted", &R::restricted, "holds small counts from records"),
                          field("caveats", &R::caveats, "what a reader must know")};
    }
    /// unit, n, size, observed, expected, expected_se, low, high, ratio, ratio_low, ratio_high, shift, shift_se,
    /// benefit, benefit_low, benefit_high, probability, reason.
    Table table() const;
};

namespace measure {

/// Expected outcomes of units on the traits of their rows, by a generalised linear model over all rows (one per person
/// or per group; `prior_weights` are trials for binomial shares, `exposure` goes with poisson). With `leave_out`, what
/// is expected of a unit is that of the fit without it, by one Newton step. The ratio has the exact limits of the
/// observed count (gamma; Clopper-Pearson for shares), which hold chance alone; low and high, the benefit and its
/// probability also hold the margin of the expectation and, with `reml`, how far units differ beyond chance. A
/// difference says nothing about its cause: traits that were not measured are in it.
///
/// Throws ArgumentError on another family, direction or kind of overdispersion, a unit outside `names`, weights that do
/// not belong to the family, and as `glm` does.
CaseMixResult case_mix(const RegressionData& data, std::span<const std::int32_t> unit,
                       const std::vector<std::string>& names, const CaseMixOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

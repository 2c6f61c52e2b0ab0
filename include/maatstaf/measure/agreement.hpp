// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <tuple>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf {

/// How much two judgements that differ still agree.
enum class KappaWeights : std::uint8_t {
    none,       ///< not at all (Cohen 1960)
    linear,     ///< less by each step between them
    quadratic,  ///< less by its square; close to a correlation
};
constexpr auto enum_names(KappaWeights) {
    return std::array{EnumName<KappaWeights>{KappaWeights::none, "none"},
                      EnumName<KappaWeights>{KappaWeights::linear, "linear"},
                      EnumName<KappaWeights>{KappaWeights::quadratic, "quadratic"}};
}

struct AgreementOptions {
    double confidence = 0.95;
    KappaWeights weights = KappaWeights::none;
    static constexpr auto fields() {
        using O = AgreementOptions;
        return std::tuple{field("confidence", &O::confidence, "of the interval, between 0 and 1"),
                          field("weights", &O::weights, "how much judgements that differ still agree")};
    }
};

struct AgreementResult {
    AgreementOptions options{};
    Estimate kappa{};            ///< n: pairs (or items) that were judged
    double observed = std::numeric_limits<double>::quiet_NaN();   ///< (weighted) share of agreement
    double by_chance = std::numeric_limits<double>::quiet_NaN();  ///< the same, if judgements were dealt out at random
    double left_out = 0.0;       ///< rows (items) with fewer than two judgements
    EmptyReason reason = EmptyReason::none;
};

namespace measure {

/// Cohen's kappa (1960, 1968) of two judges: kinds 0 .. kinds-1 in their order, NaN for none. Standard error after
/// Fleiss, Cohen & Everitt (1969); the interval is normal and does not go above 1. Throws ArgumentError on kinds
/// outside their range and other lengths.
AgreementResult weighted_kappa(std::span<const double> first, std::span<const double> second, std::int32_t kinds,
                               const AgreementOptions& options = {});

/// Fleiss' kappa (1971) of any number of judges: one row per judgement, with its item (position) and kind. The standard
/// error is a jackknife over items, which are the sample here. Weights do not apply and are refused.
AgreementResult fleiss_kappa(std::span<const std::int32_t> item, std::span<const double> kind, std::int32_t items,
                             std::int32_t kinds, const AgreementOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

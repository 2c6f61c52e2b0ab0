// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

/// What the scores of a cluster are multiplied by in a draw.
enum class WildWeights : std::uint8_t {
    automatic,    ///< Webb's when the clusters are so few that all signs give less than 1000 draws, else Rademacher's
    rademacher,   ///< -1 or 1
    webb,         ///< -+ sqrt(1/2), 1, sqrt(3/2), for very few clusters (Webb 2014)
};
constexpr auto enum_names(WildWeights) {
    using enum WildWeights;
    return std::array{EnumName<WildWeights>{automatic, "automatic"}, EnumName<WildWeights>{rademacher, "rademacher"},
                      EnumName<WildWeights>{webb, "webb"}};
}

struct WildBootstrapOptions {
    double null_value = 0.0;
    WildWeights weights = WildWeights::automatic;
    std::int32_t draws = 9999;
    std::uint64_t seed = 1;
    double confidence = 0.95;
    bool interval = true;
    static constexpr auto fields() {
        using O = WildBootstrapOptions;
        return std::tuple{
            field("null_value", &O::null_value, "value of the combination under the hypothesis"),
            field("weights", &O::weights, "what the scores of a cluster are multiplied by in a draw"),
            field("draws", &O::draws, "draws; all signs are gone through when they are no more than this"),
            field("seed", &O::seed, "fixed on purpose: the same input gives the same output"),
            field("confidence", &O::confidence, "of the interval, between 0 and 1"),
            field("interval", &O::interval, "whether to look for the interval, which takes most of the time")};
    }
};

/// The outcome of a wild cluster bootstrap of one linear combination of coefficients.
struct WildBootstrapResult {
    WildBootstrapOptions options{};   ///< as used: the weights resolved
    double estimate = 0.0;          ///< of the combination
    double se = 0.0;                ///< its cr1 standard error
    double statistic = 0.0;         ///< t of the hypothesis; for a GLM, one step from the restricted estimate
    double p_value = 0.0;           ///< two-sided, symmetric
    double low = 0.0;               ///< values that the test does not reject; may be infinite, NaN when not asked for
    double high = 0.0;
    std::int32_t clusters = 0;
    std::int64_t draws = 0;       ///< different draws that were compared, the data themselves included
    bool enumerated = false;      ///< all signs were gone through: the p-value has no simulation error
    Eigen::VectorXd statistics{};   ///< of the draws at `null_value`; of an enumeration one of each pair of opposites
    std::vector<Caveat> caveats{};

    /// estimate, se, null_value, statistic, p_value, low, high, clusters, draws, enumerated.
    Table table() const;
};

/// Tests contrast' beta = null_value with clusters too few for a normal approximation, and gives the values that are
/// not rejected. The hypothesis is imposed: residuals (or scores) are those of the restricted fit, and each draw
/// multiplies those of a whole cluster by one number.
///
/// Linear models with the identity link: the wild cluster bootstrap-t of Cameron, Gelbach & Miller (2008), restricted,
/// with cr1 standard errors. Other models: the score bootstrap of Kline & Santos (2012), studentised in the same way
/// with the scores after the one Newton step that the draw asks for, so that for a linear model the two are the same. A
/// theta or power of the family stays as fitted. Costs do not grow with the rows, except for one restricted fit per
/// value tried in the search for the interval of a GLM.
///
/// p-value: share of draws with a |t| of at least that of the data, the data themselves counted as a draw. Weights come
/// from streams keyed by (seed, 5101, cluster label, draw): they depend neither on the order of rows nor on threads.
///
/// `clusters`: one label per row. Throws ArgumentError on wrong lengths, options outside their range and contrasts of
/// coefficients without an estimate; DataError when there is one cluster only or the restricted fit fails.
WildBootstrapResult wild_bootstrap(const RegressionData& data, const GlmResult& fit,
                                   std::span<const std::int32_t> clusters, const Eigen::VectorXd& contrast,
                                   const WildBootstrapOptions& options = {}, const Progress& progress = {});

}  // namespace maatstaf

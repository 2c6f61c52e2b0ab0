// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/score/aggregate.hpp"
#include "maatstaf/score/normalise.hpp"

namespace maatstaf {

/// What a node does when part of its inputs is empty. Every rule but `require_all` fills a gap in some way, and the
/// cell says so in a caveat. Cells that are `not_applicable` count nowhere: nothing is missing there.
enum class MissingRule : std::uint8_t {
    renormalise,  ///< share the weight of what is missing among the rest: an imputation with the mean of the siblings
    require_all,  ///< no value unless the whole weight is covered (results without an indicator are not)
    threshold,    ///< as renormalise, but no value when coverage is below `minimum_coverage`
    reference,    ///< put the mean of the reference in the place of a missing indicator; no interval then
};
constexpr auto enum_names(MissingRule) {
    using enum MissingRule;
    return std::array{EnumName<MissingRule>{renormalise, "renormalise"},
                      EnumName<MissingRule>{require_all, "require_all"}, EnumName<MissingRule>{threshold, "threshold"},
                      EnumName<MissingRule>{reference, "reference"}};
}

/// Which of the two pictures to score. Results and contributions are never mixed.
enum class ScoreView : std::uint8_t { results, contributions, both };
constexpr auto enum_names(ScoreView) {
    using enum ScoreView;
    return std::array{EnumName<ScoreView>{results, "results"}, EnumName<ScoreView>{contributions, "contributions"},
                      EnumName<ScoreView>{both, "both"}};
}

/// Another way of normalising for one indicator.
struct IndicatorNormalise {
    std::string indicator{};
    NormaliseOptions normalise{};
    static constexpr auto fields() {
        return std::tuple{field("indicator", &IndicatorNormalise::indicator, "id of an indicator"),
                          field("normalise", &IndicatorNormalise::normalise, "how it is brought to a common scale")};
    }
};

/// Another way of aggregating for one node; neighbours on the same level may differ.
struct NodeAggregate {
    std::string item{};   ///< id of a domain, life area, ambition, result, contribution, activity or organisation
    Aggregate aggregate = Aggregate::arithmetic;
    static constexpr auto fields() {
        return std::tuple{field("item", &NodeAggregate::item, "id of the item whose children are aggregated"),
                          field("aggregate", &NodeAggregate::aggregate, "arithmetic, geometric or harmonic")};
    }
};

/// Everything that a score model fixes. The defaults are safe to publish: z-scores against the reference, arithmetic
/// means, missing inputs renormalised and labelled, equal weights.
struct ScoreModelOptions {
    NormaliseOptions normalise{};
    std::vector<IndicatorNormalise> indicators{};   ///< exceptions, by indicator
    Aggregate aggregate = Aggregate::arithmetic;
    std::vector<NodeAggregate> nodes{};             ///< exceptions, by node
    MissingRule missing = MissingRule::renormalise;
    double minimum_coverage = 0.5;                ///< of `threshold`; share of the weight, 0 to 1
    std::string weight_set{};                       ///< id of a weight set; empty or "equal": equal within each parent
    /// Ids of weight sets that hold for one area each. A unit uses the set of the nearest area that it is or lies in,
    /// along the parents of the panel; every other unit uses `weight_set`.
    std::vector<std::string> area_weights{};
    double floor = std::numeric_limits<double>::quiet_NaN();  ///< geometric, harmonic: lower scores count as this (> 0)
    double minimum_n = 30.0;                      ///< fewer people behind a number gets a caveat
    double maximum_margin = 1.0;                  ///< a half interval wider than so many reference spreads gets one too
    std::string include_output_because{};  ///< a reason lets indicators of input, process and output score results
    static constexpr auto fields() {
        using O = ScoreModelOptions;
        return std::tuple{
            field("normalise", &O::normalise, "how values are brought to a common scale"),
            field("indicators", &O::indicators, "exceptions to it, by indicator"),
            field("aggregate", &O::aggregate, "arithmetic, geometric or harmonic mean"),
            field("nodes", &O::nodes, "exceptions to it, by item"),
            field("missing", &O::missing, "what a node does when part of its inputs is empty"),
            field("minimum_coverage", &O::minimum_coverage, "share of the weight that must be observed (threshold)"),
            field("weight_set", &O::weight_set, "id of a weight set; empty: equal within each parent"),
            field("area_weights", &O::area_weights, "ids of weight sets of one area; units there use them instead", 2),
            field("floor", &O::floor, "lower scores count as this (geometric, harmonic)"),
            field("minimum_n", &O::minimum_n, "fewer people behind a number gets a caveat"),
            field("maximum_margin", &O::maximum_margin, "wider margins, in reference spreads, get a caveat"),
            field("include_output_because", &O::include_output_because,
                  "reason to let input, process and output indicators score results")};
    }
};

/// How one scoring is carried out. By default nothing is left to chance: margins follow the exact first-order formula.
struct ScoreOptions {
    ScoreView view = ScoreView::results;
    double confidence = 0.95;        ///< of every interval, strictly between 0 and 1
    std::int32_t draws = 0;          ///< 0: first-order formula; else simulate what is not linear (1000 is plenty)
    std::uint64_t seed = 1;          ///< fixed on purpose: the same input gives the same output
    bool indicators = true;          ///< also give the scores of the single indicators
    Progress progress{};             ///< not part of the field list: a function cannot be written down
    static constexpr auto fields() {
        using O = ScoreOptions;
        return std::tuple{field("view", &O::view, "results, contributions or both"),
                          field("confidence", &O::confidence, "of every interval, between 0 and 1"),
                          field("draws", &O::draws, "0: first-order formula; else draws per unit and period"),
                          field("seed", &O::seed, "of the random streams"),
                          field("indicators", &O::indicators, "also give the scores of single indicators")};
    }
};

}  // namespace maatstaf

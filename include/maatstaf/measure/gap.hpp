// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf {

/// What a distance to a target is made of.
enum class GapPart : std::uint8_t {
    target,       ///< the target lay so far from what was to be expected with average people and the plan carried out
    case_mix,     ///< other people were served than the average
    reach,        ///< more or fewer of them were reached than planned
    dose,         ///< those who were reached had more or less than planned
    unexplained,  ///< the rest: chance, quality, circumstances and everything that was not measured
};
constexpr auto enum_names(GapPart) {
    using enum GapPart;
    return std::array{EnumName<GapPart>{target, "target"}, EnumName<GapPart>{case_mix, "case_mix"},
                      EnumName<GapPart>{reach, "reach"}, EnumName<GapPart>{dose, "dose"},
                      EnumName<GapPart>{unexplained, "unexplained"}};
}

/// How reach and dose work on what is to be expected.
enum class GapScale : std::uint8_t {
    additive,    ///< expected + effect x (reach x dose - planned reach x planned dose)
    proportion,  ///< expected x exp of the same; for rates and counts
};
constexpr auto enum_names(GapScale) {
    return std::array{EnumName<GapScale>{GapScale::additive, "additive"},
                      EnumName<GapScale>{GapScale::proportion, "proportion"}};
}

struct GapOptions {
    double confidence = 0.95;
    GapScale scale = GapScale::additive;
    std::vector<GapPart> order{};  ///< of case_mix, reach, dose; empty: the mean over all orders
    static constexpr auto fields() {
        using O = GapOptions;
        return std::tuple{field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("scale", &O::scale, "how reach and dose work"),
                          field("order", &O::order, "of case_mix, reach and dose; empty: the mean over all orders")};
    }
};

/// Units, one entry each. Empty spans were not given; their part is left out.
struct GapData {
    std::span<const double> observed{}, observed_se{};
    std::span<const double> target{};
    std::span<const double> standard{}, standard_se{};  ///< expected with average people, the plan carried out
    std::span<const double> expected{}, expected_se{};  ///< expected with the people served, the plan carried out
    std::span<const double> reach{}, planned_reach{};   ///< part of the people, 0 .. 1
    std::span<const double> dose{}, planned_dose{};     ///< amount per person reached
    std::span<const double> effect{}, effect_se{};      ///< of one unit of dose to one person reached
};

struct GapRow {
    std::string unit{};
    GapPart part = GapPart::target;
    Estimate size{};
    double gap = std::numeric_limits<double>::quiet_NaN();
    EmptyReason reason = EmptyReason::none;
    static constexpr auto fields() {
        using R = GapRow;
        return std::tuple{field("unit", &R::unit, "unit"), field("part", &R::part, "of the gap"),
                          field("size", &R::size, "in the unit of the indicator"),
                          field("gap", &R::gap, "observed minus target: the sum of the parts of the unit"),
                          field("reason", &R::reason, "why something is empty")};
    }
};

struct GapResult {
    GapOptions options{};
    std::vector<GapRow> rows{};
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using R = GapResult;
        return std::tuple{field("options", &R::options, "as used"), field("rows", &R::rows, "units x parts"),
                          field("caveats", &R::caveats, "what a reader must know")};
    }
    /// unit, part, value, se, low, high, gap, reason.
    Table table() const;
};

namespace measure {

/// Observed minus target, explained before anyone is named: parts that add up to it exactly. Reach and dose are
/// interwoven (twice as many people with half the dose each), so their parts depend on the order in which they are
/// taken; without an order each has its mean over all orders (Shapley 1953). Margins to first order, with what is given
/// taken as independent and the target, reach and dose as known; a margin that is not known leaves the part without
/// interval (no_margin). Reach and dose are as good as the effect that is given.
///
/// Throws ArgumentError on other lengths, reach or dose without plan or effect, an order that does not name each part
/// given once; DataError on a reach outside 0 .. 1 and a negative dose.
GapResult explain_gap(const GapData& data, const std::vector<std::string>& units, const GapOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

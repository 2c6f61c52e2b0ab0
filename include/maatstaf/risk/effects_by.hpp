// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/risk/counterfactual.hpp"

namespace maatstaf {

struct EffectsByOptions {
    /// The two values of the trait that are compared. NaN: those of a tenth and nine tenths of the people; 0 and 1
    /// for a column of 0 and 1.
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double multiplier = 1000.0;  ///< rates are per so many people
    static constexpr auto fields() {
        using O = EffectsByOptions;
        return std::tuple{field("low", &O::low, "lower value of the trait; None: that of a tenth of the people"),
                          field("high", &O::high, "higher value; None: that of nine tenths"),
                          field("multiplier", &O::multiplier, "rates are per so many people")};
    }
};

/// What goes with a trait in one group.
struct GroupEffect {
    std::string group{};
    std::string level{};   ///< of a category: the one compared with its reference level; empty for numbers
    double rows = 0.0;
    double people = 0.0;
    Estimate rate_low{};   ///< expected rate of the group at the lower value of the trait
    Estimate rate_high{};  ///< at the higher value
    Estimate ratio{};      ///< of the second to the first

    static constexpr auto fields() {
        using R = GroupEffect;
        return std::tuple{field("group", &R::group, "group"), field("level", &R::level, "of a category"),
                          field("rows", &R::rows, "rows"), field("people", &R::people, "people"),
                          field("rate_low", &R::rate_low, "expected rate of the group at the lower value of the trait"),
                          field("rate_high", &R::rate_high, "at the higher value"),
                          field("ratio", &R::ratio, "of the second to the first")};
    }
};

struct EffectsByResult {
    EffectsByOptions options{};   ///< as used: low and high filled in
    std::string factor{};
    std::vector<GroupEffect> groups{};
    /// chance of ratios this unequal if they were equal
    double difference_p = std::numeric_limits<double>::quiet_NaN();
    std::vector<Caveat> caveats{};
    /// group, level, rows, people, rate_low, rate_low_low, rate_low_high, rate_high, rate_high_low, rate_high_high,
    /// ratio, ratio_low, ratio_high.
    Table table() const;

    static constexpr auto fields() {
        using R = EffectsByResult;
        return std::tuple{field("options", &R::options, "as used"), field("factor", &R::factor, "factor"),
                          field("groups", &R::groups, "groups"),
                          field("difference_p", &R::difference_p, "chance of ratios this unequal if they were equal"),
                          field("caveats", &R::caveats, "caveats")};
    }
};

/// Whether a trait goes with more use in one context than in another: the model is fitted again with a slope and a
/// level for every group, and shown as rates per group, not as coefficients. `groups` gives a position in `names` per
/// row. `factor` is a trait, or a factor that is one: of a category every level is compared with its reference level,
/// in a row per group and level. All columns that the trait stands in move with it. The log link is needed.
/// Margins are those of the fit (robust; by cluster with Satterthwaite's degrees of freedom), the test of equal slopes
/// is Wald's F with the least of their degrees of freedom.
EffectsByResult effects_by(const RiskFit& fit, std::string_view factor, std::span<const std::int32_t> groups,
                           std::span<const std::string> names, const EffectsByOptions& options = {});
EffectsByResult effects_by(const RiskFit& fit, const RiskTraits& traits, std::string_view factor,
                           std::span<const std::int32_t> groups, std::span<const std::string> names,
                           const EffectsByOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const EffectsByResult& result);
template <>
EffectsByResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/risk/fit.hpp"
#include "maatstaf/risk/oaxaca.hpp"

namespace maatstaf {

/// How the part that goes with composition is divided over traits.
enum class DivisionMethod : std::uint8_t {
    automatic,  ///< shapley where the link is log and the subsets can be counted, else yun
    shapley,    ///< exact average over all orders of exchanging traits, people of both groups paired at random
    yun,        ///< by the differences of means on the scale of the model (Yun 2004)
};
constexpr auto enum_names(DivisionMethod) {
    return std::array{EnumName<DivisionMethod>{DivisionMethod::automatic, "automatic"},
                      EnumName<DivisionMethod>{DivisionMethod::shapley, "shapley"},
                      EnumName<DivisionMethod>{DivisionMethod::yun, "yun"}};
}

struct RateDivisionOptions {
    ReferenceChoice reference = ReferenceChoice::pooled_with_group;
    DivisionMethod method = DivisionMethod::automatic;
    double multiplier = 1000.0;  ///< rates are per so many people
    double confidence = 0.95;
    static constexpr auto fields() {
        using O = RateDivisionOptions;
        return std::tuple{field("reference", &O::reference, "whose coefficients value the difference in composition"),
                          field("method", &O::method, "how composition is divided over traits"),
                          field("multiplier", &O::multiplier, "rates are per so many people"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1")};
    }
};

/// What one factor has in the part that goes with composition.
struct RatePart {
    std::string factor{};
    Estimate composition{};

    static constexpr auto fields() {
        using R = RatePart;
        return std::tuple{field("factor", &R::factor, "factor"),
                          field("composition", &R::composition, "composition")};
    }
};

/// The difference between the rates of two groups: gap = composition + unexplained_a + unexplained_b, and composition
/// is the sum of its parts.
struct RateDivisionResult {
    RateDivisionOptions options{};  ///< the method as used
    std::string group_a{}, group_b{};
    Estimate rate_a{}, rate_b{}, gap{};
    Estimate composition{};    ///< other traits, at the reference coefficients
    Estimate unexplained_a{};  ///< the traits of A go with other use in A than the reference says
    Estimate unexplained_b{};  ///< those of B: what the reference says less the use in B
    std::vector<RatePart> parts{};
    std::vector<Caveat> caveats{};
    /// part, factor, value, se, low, high.
    Table table() const;

    static constexpr auto fields() {
        using R = RateDivisionResult;
        return std::tuple{field("options", &R::options, "the method as used"),
                          field("group_a", &R::group_a, "group a"), field("group_b", &R::group_b, "group b"),
                          field("rate_a", &R::rate_a, "rate a"), field("rate_b", &R::rate_b, "rate b"),
                          field("gap", &R::gap, "gap"),
                          field("composition", &R::composition, "other traits, at the reference coefficients"),
                          field("unexplained_a", &R::unexplained_a,
                                "the traits of A go with other use in A"),
                          field("unexplained_b", &R::unexplained_b, "those of B"),
                          field("parts", &R::parts, "parts"), field("caveats", &R::caveats, "caveats")};
    }
};

/// Divides the difference between the rates of two groups of rows under a log or logit link, where a difference of
/// means does not do (Fairlie 2005; Yun 2004). `groups` gives 0 (A) or 1 (B) per row of the fit, `names` both names.
/// In each group, and in both where the reference asks for it, the model is fitted again by the Poisson or binomial
/// quasi-likelihood, which gives back the observed rate of each group whatever the spread; margins come from influence
/// functions of rows and coefficients, by cluster where the fit has them. A coefficient that one row or one cluster
/// decides has no influence that can be seen: parts to whose variance it would add more than a hundredth have no
/// margin, and a caveat names the column. Rates and their gap keep theirs. Rows are weighted by people. Throws
/// ArgumentError for other links, for other than two groups (risk_two_groups), for a group with fewer rows than
/// coefficients (risk_one_group), and for shapley with a logit link or too many subsets.
RateDivisionResult divide_rates(const RiskFit& fit, std::span<const std::int32_t> groups,
                                std::span<const std::string> names, const RateDivisionOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const RateDivisionResult& result);
template <>
RateDivisionResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf

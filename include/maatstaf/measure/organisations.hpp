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
#include "maatstaf/framework/indicator.hpp"
#include "maatstaf/measure/case_mix.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf {

/// What the figures of organisations are, and so which law they are drawn together by.
enum class ReadOutKind : std::uint8_t {
    ratio,       ///< observed over expected counts: Poisson, gamma between organisations
    proportion,  ///< so many of so many: binomial, beta between organisations
    value,       ///< a number with its standard error: normal, normal between organisations
};
constexpr auto enum_names(ReadOutKind) {
    using enum ReadOutKind;
    return std::array{EnumName<ReadOutKind>{ratio, "ratio"}, EnumName<ReadOutKind>{proportion, "proportion"},
                      EnumName<ReadOutKind>{value, "value"}};
}

struct OrganisationOptions {
    ReadOutKind kind = ReadOutKind::ratio;
    Direction direction = Direction::higher;
    double confidence = 0.95;
    double minimum = 10.0;
    bool records = true;
    double small = 10.0;
    static constexpr auto fields() {
        using O = OrganisationOptions;
        return std::tuple{field("kind", &O::kind, "what the figures are"),
                          field("direction", &O::direction, "which way is better: higher or lower"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("minimum", &O::minimum, "people below which an organisation has no number"),
                          field("records", &O::records, "figures were counted from records of persons"),
                          field("small", &O::small, "a count below this marks such a table restricted")};
    }
};

struct OrganisationRow {
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::string organisation{};
    double n = unknown;
    double raw = unknown;
    Estimate shrunken{};
    double own_part = unknown;
    double probability = unknown;
    double rank_low = unknown;
    double rank_high = unknown;
    double not_apart = unknown;
    EmptyReason reason = EmptyReason::none;
    static constexpr auto fields() {
        using R = OrganisationRow;
        return std::tuple{
            field("organisation", &R::organisation, "organisation"), field("n", &R::n, "people behind it"),
            field("raw", &R::raw, "its own figure"),
            field("shrunken", &R::shrunken, "drawn towards that of all, the more the less there is to go by"),
            field("own_part", &R::own_part, "weight of its own figure in that, 0 .. 1"),
            field("probability", &R::probability, "that it is better than all together"),
            field("rank_low", &R::rank_low, "best rank that cannot be told from its own"),
            field("rank_high", &R::rank_high, "worst such rank"),
            field("not_apart", &R::not_apart, "other organisations that it cannot be told from"),
            field("reason", &R::reason, "why it has no number")};
    }
};

struct OrganisationResult {
    OrganisationOptions options{};
    std::vector<OrganisationRow> rows{};
    double middle = std::numeric_limits<double>::quiet_NaN();  ///< of all together
    /// Between organisations: variance relative to the mean squared (ratio), correlation within one (proportion),
    /// variance (value).
    double spread = std::numeric_limits<double>::quiet_NaN();
    double pairs = 0.0;
    double apart = 0.0;  ///< pairs that can be told apart
    bool restricted = false;
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using R = OrganisationResult;
        return std::tuple{field("options", &R::options, "as used"), field("rows", &R::rows, "one per organisation"),
                          field("middle", &R::middle, "of all together"),
                          field("spread", &R::spread, "between organisations"), field("pairs", &R::pairs, "in all"),
                          field("apart", &R::apart, "pairs that can be told apart"),
                          field("restricted", &R::restricted, "holds small counts from records"),
                          field("caveats", &R::caveats, "what a reader must know")};
    }
    /// organisation, n, raw, value, se, low, high, own_part, probability, rank_low, rank_high, not_apart, reason.
    Table table() const;
};

namespace measure {

/// Figures of organisations, drawn towards one another: gamma and Poisson (Clayton and Kaldor 1987), beta and binomial,
/// normal (Morris 1983), each summed over how far organisations may lie apart, with a flat prior on the root of
/// that, so that intervals also hold where organisations are few. One organisation keeps its own figure and margin.
/// There is no rank, only the ranks that cannot be told from one another, pair by pair. An organisation with fewer
/// than
/// `minimum` people has no number and takes no part.
///
/// `first` and `second` are observed and expected counts (ratio), numerator and denominator (proportion), value and
/// standard error (value). `people` may be empty: then the denominator, or for a ratio the expected count, stands for
/// it; for values there is then no minimum. Throws as `ratio` and `proportion` do, and on a standard error that is not
/// above 0.
OrganisationResult organisations(std::span<const double> first, std::span<const double> second,
                                 const std::vector<std::string>& names, std::span<const double> people = {},
                                 const OrganisationOptions& options = {});

/// The same from a case mix: observed over expected counts for poisson, else the shift on the scale of the model.
/// `kind` and `direction` are those of the case mix.
OrganisationResult organisations(const CaseMixResult& case_mix, const OrganisationOptions& options = {});

}  // namespace measure
}  // namespace maatstaf

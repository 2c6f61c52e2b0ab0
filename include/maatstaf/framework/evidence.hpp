// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// Stories and observations stand beside figures as evidence of equal worth; they are never pooled into a number.
enum class EvidenceKind : std::uint8_t { figure, story, observation, document };
constexpr auto enum_names(EvidenceKind) {
    using enum EvidenceKind;
    return std::array{EnumName<EvidenceKind>{figure, "figure"}, EnumName<EvidenceKind>{story, "story"},
                      EnumName<EvidenceKind>{observation, "observation"},
                      EnumName<EvidenceKind>{document, "document"}};
}

/// Whether the people concerned agree that it is used. Only `given` and `not_needed` may leave the circle of those who
/// collected it.
enum class Consent : std::uint8_t { unknown, not_needed, given, refused };
constexpr auto enum_names(Consent) {
    using enum Consent;
    return std::array{EnumName<Consent>{unknown, "unknown"}, EnumName<Consent>{not_needed, "not_needed"},
                      EnumName<Consent>{given, "given"}, EnumName<Consent>{refused, "refused"}};
}

/// What it was collected for. Evidence to learn from is never shown in an account to others.
enum class EvidencePurpose : std::uint8_t { account, learn, both };
constexpr auto enum_names(EvidencePurpose) {
    using enum EvidencePurpose;
    return std::array{EnumName<EvidencePurpose>{account, "account"}, EnumName<EvidencePurpose>{learn, "learn"},
                      EnumName<EvidencePurpose>{both, "both"}};
}

/// Which way it points: does it speak for the item going well, against it, or both?
enum class Tendency : std::uint8_t { unstated, supports, mixed, contradicts };
constexpr auto enum_names(Tendency) {
    using enum Tendency;
    return std::array{EnumName<Tendency>{unstated, "unstated"}, EnumName<Tendency>{supports, "supports"},
                      EnumName<Tendency>{mixed, "mixed"}, EnumName<Tendency>{contradicts, "contradicts"}};
}

/// How much those who weighed it let it count.
enum class Strength : std::uint8_t { unstated, weak, moderate, strong };
constexpr auto enum_names(Strength) {
    using enum Strength;
    return std::array{EnumName<Strength>{unstated, "unstated"}, EnumName<Strength>{weak, "weak"},
                      EnumName<Strength>{moderate, "moderate"}, EnumName<Strength>{strong, "strong"}};
}

/// A figure, story, observation or document that says something about an item.
struct Evidence {
    std::string id{};
    std::string item{};  ///< id of an item
    EvidenceKind kind = EvidenceKind::observation;
    std::string medium{};  ///< for example "smartphone film"
    Consent consent = Consent::unknown;
    EvidencePurpose purpose = EvidencePurpose::learn;  ///< the safe choice: shown to nobody else until said otherwise
    Tendency direction = Tendency::unstated;
    Strength strength = Strength::unstated;
    std::string text{};
    std::string source{};  ///< who collected it, or where it stands
    std::string date{};    ///< ISO date
    static constexpr auto fields() {
        return std::tuple{field("id", &Evidence::id, "unique among the evidence"),
                          field("item", &Evidence::item, "id of an item"),
                          field("kind", &Evidence::kind, "figure, story, observation or document"),
                          field("medium", &Evidence::medium, "for example smartphone film"),
                          field("consent", &Evidence::consent, "unknown, not_needed, given or refused"),
                          field("purpose", &Evidence::purpose, "to account to others, to learn from, or both"),
                          field("direction", &Evidence::direction, "unstated, supports, mixed or contradicts"),
                          field("strength", &Evidence::strength, "unstated, weak, moderate or strong"),
                          field("text", &Evidence::text, "what it says"),
                          field("source", &Evidence::source, "who collected it, or where it stands"),
                          field("date", &Evidence::date, "ISO date")};
    }
};

/// True when the evidence may be shown in an account to others: collected to account, and with consent where needed.
bool may_be_shown(const Evidence& evidence) noexcept;

}  // namespace maatstaf

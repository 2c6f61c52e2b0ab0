// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

enum class PartyKind : std::uint8_t {
    municipality,
    provider,
    association,
    citizens_initiative,
    insurer,
    national_government,
    knowledge_institute,
    other,
};

constexpr auto enum_names(PartyKind) {
    using enum PartyKind;
    return std::array{EnumName<PartyKind>{municipality, "municipality"},
                      EnumName<PartyKind>{provider, "provider"},
                      EnumName<PartyKind>{association, "association"},
                      EnumName<PartyKind>{citizens_initiative, "citizens_initiative"},
                      EnumName<PartyKind>{insurer, "insurer"},
                      EnumName<PartyKind>{national_government, "national_government"},
                      EnumName<PartyKind>{knowledge_institute, "knowledge_institute"},
                      EnumName<PartyKind>{other, "other"}};
}

/// Someone who decides, contributes or facilitates. Its id differs from the id of every other party and every item.
struct Party {
    std::string id{};
    std::string name{};
    PartyKind kind = PartyKind::other;
    std::string role{};  ///< what it is here for, in words, for example "owner of ambitions and societal results"
    static constexpr auto fields() {
        return std::tuple{field("id", &Party::id, "unique among parties and items"),
                          field("name", &Party::name, "as people call it"),
                          field("kind", &Party::kind, "what sort of party it is"),
                          field("role", &Party::role, "what it is here for, in words")};
    }
};

/// RASCI: who carries it out, who answers for it, who helps, who is asked, who is told.
enum class Role : std::uint8_t { responsible, accountable, supports, consulted, informed };

constexpr auto enum_names(Role) {
    using enum Role;
    return std::array{EnumName<Role>{responsible, "responsible"}, EnumName<Role>{accountable, "accountable"},
                      EnumName<Role>{supports, "supports"}, EnumName<Role>{consulted, "consulted"},
                      EnumName<Role>{informed, "informed"}};
}

/// One cell of the RASCI matrix. A responsibility holds for the item itself and is never inherited upwards or
/// downwards: who answers for a contribution does not answer for the result that it serves.
struct Responsibility {
    std::string item{};   ///< id of an item
    std::string party{};  ///< id of a party
    Role role = Role::responsible;
    static constexpr auto fields() {
        return std::tuple{field("item", &Responsibility::item, "id of an item"),
                          field("party", &Responsibility::party, "id of a party"),
                          field("role", &Responsibility::role,
                                "responsible, accountable, supports, consulted or informed")};
    }
};

}  // namespace maatstaf

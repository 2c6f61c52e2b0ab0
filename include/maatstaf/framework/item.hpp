// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// The seven kinds of item, from the widest to the narrowest. Reasoning runs ambition -> societal result ->
/// contribution of an organisation -> activity -> indicator.
enum class ItemKind : std::uint8_t { domain, life_area, ambition, result, contribution, activity, indicator };

constexpr auto enum_names(ItemKind) {
    using enum ItemKind;
    return std::array{EnumName<ItemKind>{domain, "domain"},       EnumName<ItemKind>{life_area, "life_area"},
                      EnumName<ItemKind>{ambition, "ambition"},   EnumName<ItemKind>{result, "result"},
                      EnumName<ItemKind>{contribution, "contribution"}, EnumName<ItemKind>{activity, "activity"},
                      EnumName<ItemKind>{indicator, "indicator"}};
}

/// What every item of a framework says about itself. Ids are unique within a framework, whatever the kind.
struct Item {
    std::string id{};
    std::string parent{};  ///< id of the item above; empty for a domain (and for items that hang on links instead)
    std::string name{};    ///< as people say it, in the language of the framework
    std::string description{};
    std::string purpose{};                   ///< "what is the goal"
    std::string standing{};                  ///< "where are we now"
    std::string owner{};                     ///< id of the party that decides about this item
    std::string focus_group{};               ///< for whom in particular; empty for all residents
    std::vector<std::string> legal_basis{};  ///< for example "Jeugdwet 2.2(2)(c)"

    static constexpr auto fields() {
        return std::tuple{
            field("id", &Item::id, "unique within the framework"),
            field("parent", &Item::parent, "id of the item above"),
            field("name", &Item::name, "as people say it"),
            field("description", &Item::description, "a longer text"),
            field("purpose", &Item::purpose, "what is the goal"),
            field("standing", &Item::standing, "where are we now"),
            field("owner", &Item::owner, "id of the party that decides about this item"),
            field("focus_group", &Item::focus_group, "for whom in particular; empty for all residents"),
            field("legal_basis", &Item::legal_basis, "articles of law that ask for it")};
    }
};

/// A broad field of policy, for example "Meekomen".
struct Domain : Item {
    static constexpr ItemKind kind = ItemKind::domain;
};

/// A part of people's lives within a domain, for example "Samenleven". Parent: a domain.
struct LifeArea : Item {
    static constexpr ItemKind kind = ItemKind::life_area;
};

/// What a council wants in a life area, for example "In Hoorn kijken we naar elkaar om". Parent: a life area.
struct Ambition : Item {
    static constexpr ItemKind kind = ItemKind::ambition;
};

/// A change in society that can be seen among residents, owned by the municipality. Parent: an ambition.
struct SocietalResult : Item {
    static constexpr ItemKind kind = ItemKind::result;
    std::string accountable{};  ///< id of the party that answers for it, usually the municipality
    bool focus_covered = true;  ///< false: the indicators do not measure the focus group apart
    std::string gap{};          ///< what is known to be missing in its measurement

    static constexpr auto fields() {
        return std::tuple_cat(
            Item::fields(),
            std::tuple{
                field("accountable", &SocietalResult::accountable, "id of the party that answers for it"),
                field("focus_covered", &SocietalResult::focus_covered, "false: the focus group is not measured apart"),
                field("gap", &SocietalResult::gap, "what is known to be missing in its measurement")});
    }
};

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/framework/item.hpp"

namespace maatstaf {

/// Which part of a contribution serves which result. Shares are >= 0 and sum to at most 1 per contribution; the rest is
/// "other / unknown" and is shown. NaN: the share is not agreed on, and counts as unknown.
struct Split {
    std::string result{};
    double share = 1.0;
    static constexpr auto fields() {
        return std::tuple{field("result", &Split::result, "id of a societal result"),
                          field("share", &Split::share, "part of the contribution, 0 to 1; NaN: not agreed on")};
    }
};

/// What one organisation does towards one or more societal results. It concerns the residents whom the organisation
/// reaches, never all residents: a result belongs to the municipality, a contribution to an organisation.
struct Contribution : Item {
    static constexpr ItemKind kind = ItemKind::contribution;
    std::string organisation{};  ///< id of a party
    std::string population{};    ///< about whom it speaks; usually "participants"
    std::vector<Split> to{};
    static constexpr auto fields() {
        return std::tuple_cat(Item::fields(),
            std::tuple{field("organisation", &Contribution::organisation, "id of the party that contributes"),
                       field("population", &Contribution::population, "about whom it speaks"),
                       field("to", &Contribution::to, "which part serves which result")});
    }
};

enum class LinkKind : std::uint8_t { core, side };
constexpr auto enum_names(LinkKind) {
    return std::array{EnumName<LinkKind>{LinkKind::core, "core"}, EnumName<LinkKind>{LinkKind::side, "side"}};
}

/// To what an activity contributes: one core link and any number of side links, to a contribution, result or life area.
/// A core link without a target is still to be elicited: an open question, not an error.
struct ActivityLink {
    LinkKind kind = LinkKind::side;
    std::string target{};     ///< id of a contribution, result or life area; empty for a core link still to be elicited
    std::string topic{};      ///< what in particular, for example "taal"
    std::string indicator{};  ///< id of the indicator on which this link would be seen to move; empty: none yet
    static constexpr auto fields() {
        return std::tuple{field("kind", &ActivityLink::kind, "core or side"),
                          field("target", &ActivityLink::target, "id of a contribution, result or life area"),
                          field("topic", &ActivityLink::topic, "what in particular"),
                          field("indicator", &ActivityLink::indicator, "id of the indicator on which it would show")};
    }
};

/// Something an organisation does for or with residents. Parent: a contribution, or empty while that is open.
struct Activity : Item {
    static constexpr ItemKind kind = ItemKind::activity;
    std::string organisation{};  ///< id of a party
    std::string target_group{};
    std::vector<std::string> products{};  ///< product codes under which deliveries of it are registered
    std::string core_question{};          ///< as put to people: would you be dissatisfied if ...
    std::vector<ActivityLink> links{};
    static constexpr auto fields() {
        return std::tuple_cat(Item::fields(),
            std::tuple{field("organisation", &Activity::organisation, "id of the party that carries it out"),
                       field("target_group", &Activity::target_group, "for whom"),
                       field("products", &Activity::products, "product codes of its deliveries"),
                       field("core_question", &Activity::core_question, "as put to people to find the core link"),
                       field("links", &Activity::links, "one core link and any number of side links")});
    }
};

}  // namespace maatstaf

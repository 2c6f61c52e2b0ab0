// SPDX-License-Identifier: Apache-2.0
#include "framework/checks.hpp"
#include "framework/lists.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {

Lookup::Lookup(const FrameworkData& data) {
    for_each_item(data, [&](ItemKind kind, const Item& item) {
        items_.try_emplace(item.id, Place{kind, &item});
        item_ids_.push_back(item.id);
        if (!item.parent.empty()) children_[item.parent].push_back({kind, &item});
    });
    for (const auto& party : data.parties) {
        parties_.insert(party.id);
        party_ids_.push_back(party.id);
    }
}

const Place* Lookup::find(std::string_view id) const {
    const auto found = items_.find(std::string(id));
    return found == items_.end() ? nullptr : &found->second;
}

bool Lookup::has_kind(std::string_view id, ItemKind kind) const {
    const auto* place = find(id);
    return place && place->kind == kind;
}

std::string Lookup::nearest_item(std::string_view id) const {
    return suggestions_left_ > 0 && suggestions_left_-- > 0 ? nearest(id, item_ids_) : std::string();
}

std::string Lookup::nearest_party(std::string_view id) const {
    return suggestions_left_ > 0 && suggestions_left_-- > 0 ? nearest(id, party_ids_) : std::string();
}

const std::vector<Place>& Lookup::children(std::string_view id) const {
    static const std::vector<Place> none;
    const auto found = children_.find(std::string(id));
    return found == children_.end() ? none : found->second;
}

Report throwing_report() {
    return [](Severity severity, const std::string&, Message message, Parameters parameters) {
        if (severity == Severity::error) throw DataError(message, std::move(parameters));
    };
}

}  // namespace maatstaf::detail

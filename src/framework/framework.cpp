// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/framework.hpp"

#include <algorithm>
#include <type_traits>

#include "maatstaf/core/messages/framework.hpp"
#include "framework/id.hpp"
#include "framework/lists.hpp"

namespace maatstaf {
namespace {

[[noreturn]] void throw_unknown(std::string_view kind, std::string_view got, const std::vector<std::string>& known) {
    throw ArgumentError(messages::unknown_item,
                        {{"kind", std::string(kind)}, {"got", std::string(got)}, {"nearest", nearest(got, known)}});
}

template <class List>
std::vector<std::string> ids_of(const List& list) {
    std::vector<std::string> ids;
    ids.reserve(list.size());
    for (const auto& each : list) ids.push_back(each.id);
    return ids;
}

std::vector<std::string> item_ids(const FrameworkData& data) {
    std::vector<std::string> ids;
    detail::for_each_item(data, [&](ItemKind, const Item& item) { ids.push_back(item.id); });
    return ids;
}

std::string key_of(std::string_view kind, std::string_view id) {
    // Ids hold no control characters, so the separator cannot be forged.
    return std::string(detail::id_space(kind)) + '\x1f' + std::string(id);
}

/// The list of what has an id and is no item of the hierarchy, with the word for its kind.
template <class Record>
std::pair<std::vector<Record>*, std::string_view> record_list(FrameworkData& data) {
    if constexpr (std::is_same_v<Record, Party>) return {&data.parties, "party"};
    else if constexpr (std::is_same_v<Record, WeightSet>) return {&data.weight_sets, "weight_set"};
    else if constexpr (std::is_same_v<Record, Evidence>) return {&data.evidence, "evidence"};
    else return {&data.agreements, "agreement"};
}

template <class Record>
const Record& find_record(const std::vector<Record>& list, std::string_view kind, std::string_view id) {
    for (const auto& each : list)
        if (each.id == id) return each;
    throw_unknown(kind, id, ids_of(list));
}

}  // namespace

Framework::Framework(std::string name, std::string language, std::string id) {
    data_.name = std::move(name);
    data_.language = std::move(language);
    data_.id = std::move(id);
}

Framework::Framework(FrameworkData data) : data_{std::move(data)} {
    for (const auto& party : data_.parties) claim("party", party.id, party.name);
    detail::for_each_item_list(data_, [&](const auto& list) {
        for (std::size_t at = 0; at < list.size(); ++at) {
            const auto kind = std::remove_cvref_t<decltype(list[at])>::kind;
            claim(to_name(kind), list[at].id, list[at].name);
            index_.emplace(list[at].id, std::pair{kind, at});
        }
    });
    for (const auto& set : data_.weight_sets) claim("weight_set", set.id, set.name);
    for (const auto& evidence : data_.evidence) claim("evidence", evidence.id, {});
    for (const auto& agreement : data_.agreements) claim("agreement", agreement.id, agreement.name);
}

void Framework::claim(std::string_view kind, const std::string& id, std::string_view name) {
    if (auto problem = detail::id_problem(kind, id, name))
        throw ArgumentError(problem->message, std::move(problem->parameters));
    const auto [taken, is_new] = claimed_.try_emplace(key_of(kind, id), kind);
    if (!is_new)
        throw DataError(messages::duplicate_id, {{"id", id}, {"first", taken->second}, {"second", std::string(kind)}});
}

template <class ItemType>
void Framework::add_item(ItemType item) {
    claim(to_name(ItemType::kind), item.id, item.name);
    auto& list = detail::list_of<ItemType>(data_);
    index_.emplace(item.id, std::pair{ItemType::kind, list.size()});
    list.push_back(std::move(item));
}

void Framework::add(Domain item) { add_item(std::move(item)); }
void Framework::add(LifeArea item) { add_item(std::move(item)); }
void Framework::add(Ambition item) { add_item(std::move(item)); }
void Framework::add(SocietalResult item) { add_item(std::move(item)); }
void Framework::add(Contribution item) { add_item(std::move(item)); }
void Framework::add(Activity item) { add_item(std::move(item)); }
void Framework::add(Indicator item) { add_item(std::move(item)); }

void Framework::add(Party party) {
    claim("party", party.id, party.name);
    data_.parties.push_back(std::move(party));
}

void Framework::add(WeightSet weights) {
    claim("weight_set", weights.id, weights.name);
    data_.weight_sets.push_back(std::move(weights));
}

void Framework::add(Evidence evidence) {
    claim("evidence", evidence.id, {});
    data_.evidence.push_back(std::move(evidence));
}

void Framework::add(Agreement agreement) {
    claim("agreement", agreement.id, agreement.name);
    data_.agreements.push_back(std::move(agreement));
}

void Framework::add(Responsibility responsibility) { data_.responsibilities.push_back(std::move(responsibility)); }
void Framework::add(Elicitation elicitation) { data_.elicitations.push_back(std::move(elicitation)); }
void Framework::add(CompassStep step) { data_.compass.push_back(std::move(step)); }

template <class ItemType>
void Framework::replace(ItemType item) {
    if constexpr (!std::is_base_of_v<Item, ItemType>) {
        const auto [list, kind] = record_list<ItemType>(data_);
        const auto place = std::ranges::find(*list, item.id, &ItemType::id);
        if (place == list->end()) throw_unknown(kind, item.id, ids_of(*list));
        *place = std::move(item);
    } else {
        replace_item(std::move(item));
    }
}

template <class ItemType>
void Framework::replace_item(ItemType item) {
    auto& list = detail::list_of<ItemType>(data_);
    const auto found = index_.find(item.id);
    if (found == index_.end() || found->second.first != ItemType::kind)
        throw_unknown(to_name(ItemType::kind), item.id, ids_of(list));
    list[found->second.second] = std::move(item);
}

template void Framework::replace(Domain);
template void Framework::replace(LifeArea);
template void Framework::replace(Ambition);
template void Framework::replace(SocietalResult);
template void Framework::replace(Contribution);
template void Framework::replace(Activity);
template void Framework::replace(Indicator);
template void Framework::replace(Party);
template void Framework::replace(WeightSet);
template void Framework::replace(Evidence);
template void Framework::replace(Agreement);

template <class Record>
bool Framework::remove_record(std::string_view id) {
    const auto [list, kind] = record_list<Record>(data_);
    const auto place = std::ranges::find(*list, id, &Record::id);
    if (place == list->end()) return false;
    list->erase(place);
    claimed_.erase(key_of(kind, id));
    return true;
}

void Framework::remove(std::string_view id) {
    const auto found = index_.find(std::string(id));
    if (found == index_.end()) {
        if (remove_record<Party>(id) || remove_record<WeightSet>(id) || remove_record<Agreement>(id) ||
            remove_record<Evidence>(id))
            return;
        throw_unknown("item", id, item_ids(data_));
    }
    const auto kind = found->second.first;
    const auto position = found->second.second;
    index_.erase(found);
    claimed_.erase(key_of(to_name(kind), id));
    detail::for_each_item_list(data_, [&](auto& list) {
        if (std::remove_cvref_t<decltype(list.front())>::kind != kind) return;
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(position));
        for (std::size_t at = position; at < list.size(); ++at) index_.at(list[at].id).second = at;
    });
}

bool Framework::has(std::string_view id) const { return index_.find(std::string(id)) != index_.end(); }

ItemKind Framework::kind(std::string_view id) const {
    const auto found = index_.find(std::string(id));
    if (found == index_.end()) throw_unknown("item", id, item_ids(data_));
    return found->second.first;
}

const Item& Framework::item(std::string_view id) const {
    const auto wanted = kind(id);
    const auto position = index_.find(std::string(id))->second.second;
    const Item* item = nullptr;
    detail::for_each_item_list(data_, [&](const auto& list) {
        if (std::remove_cvref_t<decltype(list.front())>::kind == wanted) item = &list[position];
    });
    return *item;
}

template <class ItemType>
const ItemType& Framework::find_item(std::string_view id) const {
    const auto& list = detail::list_of<ItemType>(data_);
    const auto found = index_.find(std::string(id));
    if (found == index_.end()) throw_unknown(to_name(ItemType::kind), id, ids_of(list));
    if (found->second.first != ItemType::kind)
        throw ArgumentError(messages::item_of_other_kind, {{"got", std::string(id)},
                                                          {"kind", std::string(to_name(found->second.first))},
                                                          {"expected", std::string(to_name(ItemType::kind))}});
    return list[found->second.second];
}

const Indicator& Framework::indicator(std::string_view id) const { return find_item<Indicator>(id); }
const Contribution& Framework::contribution(std::string_view id) const { return find_item<Contribution>(id); }
const SocietalResult& Framework::result(std::string_view id) const { return find_item<SocietalResult>(id); }
const Activity& Framework::activity(std::string_view id) const { return find_item<Activity>(id); }
const Party& Framework::party(std::string_view id) const { return find_record(data_.parties, "party", id); }
const WeightSet& Framework::weight_set(std::string_view id) const {
    return find_record(data_.weight_sets, "weight_set", id);
}

std::vector<std::string> Framework::children(std::string_view id) const {
    kind(id);
    std::vector<std::string> ids;
    detail::for_each_item(data_, [&](ItemKind, const Item& item) {
        if (item.parent == id) ids.push_back(item.id);
    });
    return ids;
}

std::vector<std::string> Framework::contributions_to(std::string_view result_id) const {
    result(result_id);
    std::vector<std::string> ids;
    for (const auto& contribution : data_.contributions)
        for (const auto& split : contribution.to)
            if (split.result == result_id && (ids.empty() || ids.back() != contribution.id))
                ids.push_back(contribution.id);
    return ids;
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "core/fields_equal.hpp"
#include "core/fields_json.hpp"
#include "framework/rows.hpp"
#include "maatstaf/framework/version.hpp"

namespace maatstaf {
namespace {

template <class T>
std::string text_of(const T& value) {
    if constexpr (std::is_same_v<T, std::string>) return value;
    else return detail::json_text(detail::to_json(value));
}

/// What tells the entries of a list apart: their id; for a compass step its result and number; else the whole entry.
template <class T>
std::string key_of(const T& entry) {
    if constexpr (requires { entry.id; }) return entry.id;
    else if constexpr (std::is_same_v<T, CompassStep>) return entry.result + " " + std::to_string(entry.step);
    else if constexpr (std::is_same_v<T, Responsibility>)
        return entry.item + " " + entry.party + " " + std::string(to_name(entry.role));
    else return text_of(entry);
}

/// Entries by key; of entries with one key the second gets "#2" and so on, so that none is lost.
template <class T>
std::vector<std::pair<std::string, const T*>> keyed(const std::vector<T>& list) {
    std::map<std::string, int> times;
    std::vector<std::pair<std::string, const T*>> entries;
    for (const auto& each : list) {
        auto key = key_of(each);
        if (const int time = ++times[key]; time > 1) key += " #" + std::to_string(time);
        entries.emplace_back(std::move(key), &each);
    }
    return entries;
}

template <class T>
void diff_fields(const T& before, const T& after, std::string_view list, const std::string& item,
                 std::vector<Change>& changes) {
    for_each_field<T>([&](const auto& each) {
        if constexpr (std::is_same_v<T, FrameworkData>)
            if constexpr (detail::JsonKind<std::remove_cvref_t<decltype(before.*each.member)>>::is_vector) return;
        if (detail::fields_equal(before.*each.member, after.*each.member)) return;
        changes.push_back({ChangeKind::changed, std::string(list), item, std::string(each.name),
                           text_of(before.*each.member), text_of(after.*each.member)});
    });
}

template <class T>
void diff_list(const std::vector<T>& before, const std::vector<T>& after, std::string_view name,
               std::vector<Change>& changes) {
    const auto old_entries = keyed(before);
    const auto new_entries = keyed(after);
    const std::map<std::string, const T*> old_by_key(old_entries.begin(), old_entries.end());
    const std::map<std::string, const T*> new_by_key(new_entries.begin(), new_entries.end());
    const std::string list(name);
    std::vector<std::string> kept_before, kept_after;
    for (const auto& [key, entry] : old_entries) {
        const auto found = new_by_key.find(key);
        if (found == new_by_key.end()) {
            changes.push_back({ChangeKind::removed, list, key, {}, text_of(*entry), {}});
            continue;
        }
        kept_before.push_back(key);
        diff_fields(*entry, *found->second, name, key, changes);
    }
    for (const auto& [key, entry] : new_entries) {
        if (old_by_key.contains(key)) {
            kept_after.push_back(key);
            continue;
        }
        changes.push_back({ChangeKind::added, list, key, {}, {}, text_of(*entry)});
    }
    if (kept_before != kept_after) changes.push_back({ChangeKind::reordered, list, {}, {}, {}, {}});
}

}  // namespace

std::vector<Change> diff(const Framework& before, const Framework& after) {
    std::vector<Change> changes;
    diff_fields(before.data(), after.data(), "framework", after.id(), changes);
    for_each_field<FrameworkData>([&](const auto& each) {
        using List = std::remove_cvref_t<decltype(before.data().*each.member)>;
        if constexpr (detail::JsonKind<List>::is_vector)
            diff_list(before.data().*each.member, after.data().*each.member, each.name, changes);
    });
    return changes;
}

std::vector<Change> diff(const FrameworkVersion& before, const FrameworkVersion& after) {
    return diff(before.framework(), after.framework());
}

Table changes_table(std::span<const Change> changes) { return detail::table_of_rows(changes); }

}  // namespace maatstaf

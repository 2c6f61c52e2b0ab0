// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "core/fields_json.hpp"
#include "framework/rows.hpp"
#include "maatstaf/framework/version.hpp"

namespace maatstaf {
namespace {

/// What tells the entries of a list apart: their id; for a compass step its result and number; else the whole entry.
template <class T>
std::string key_of(const T& entry) {
    if constexpr (requires { entry.id; }) return entry.id;
    else if constexpr (std::is_same_v<T, CompassStep>) return entry.result + " " + std::to_string(entry.step);
    else if constexpr (std::is_same_v<T, Responsibility>)
        return entry.item + " " + entry.party + " " + std::string(to_name(entry.role));
    else return detail::json_text(detail::to_json(entry));
}

/// One list of a framework, whatever its entries are: what follows is compiled once for all of them.
struct Entries {
    std::string_view name;
    detail::JsonFields fields;
    const void* usual;
    std::vector<std::pair<std::string, const void*>> by_key;   ///< in the order of the list

    std::string text(const void* entry) const {
        return detail::json_text(detail::write_object(entry, usual, fields, detail::Defaults::omit));
    }
};

/// Of entries with one key the second gets "#2" and so on, so that none is lost.
template <class T>
Entries entries_of(const std::vector<T>& list, std::string_view name) {
    static const T usual{};
    Entries entries{name, detail::json_fields<T>(), &usual, {}};
    std::map<std::string, int> times;
    for (const auto& each : list) {
        auto key = key_of(each);
        if (const int time = ++times[key]; time > 1) key += " #" + std::to_string(time);
        entries.by_key.emplace_back(std::move(key), &each);
    }
    return entries;
}

std::string text_of(const detail::JsonField& field, const void* object) {
    const auto json = field.write(object, detail::Defaults::omit);
    return field.is_text ? json.get<std::string>() : detail::json_text(json);
}

/// The lists of the framework itself are looked into entry by entry.
void diff_fields(const void* before, const void* after, detail::JsonFields fields, bool with_lists,
                 std::string_view list, const std::string& item, std::vector<Change>& changes) {
    for (const auto& each : fields) {
        if ((each.is_list && !with_lists) || each.same(before, after)) continue;
        changes.push_back({ChangeKind::changed, std::string(list), item, std::string(each.name),
                           text_of(each, before), text_of(each, after)});
    }
}

void diff_lists(const Entries& before, const Entries& after, std::vector<Change>& changes) {
    const std::map<std::string, const void*> old_by_key(before.by_key.begin(), before.by_key.end());
    const std::map<std::string, const void*> new_by_key(after.by_key.begin(), after.by_key.end());
    const std::string list(before.name);
    std::vector<std::string> kept_before, kept_after;
    for (const auto& [key, entry] : before.by_key) {
        const auto found = new_by_key.find(key);
        if (found == new_by_key.end()) {
            changes.push_back({ChangeKind::removed, list, key, {}, before.text(entry), {}});
            continue;
        }
        kept_before.push_back(key);
        diff_fields(entry, found->second, before.fields, true, list, key, changes);
    }
    for (const auto& [key, entry] : after.by_key) {
        if (old_by_key.contains(key)) {
            kept_after.push_back(key);
            continue;
        }
        changes.push_back({ChangeKind::added, list, key, {}, {}, after.text(entry)});
    }
    if (kept_before != kept_after) changes.push_back({ChangeKind::reordered, list, {}, {}, {}, {}});
}

}  // namespace

std::vector<Change> diff(const Framework& before, const Framework& after) {
    std::vector<Change> changes;
    diff_fields(&before.data(), &after.data(), detail::json_fields<FrameworkData>(), false, "framework", after.id(),
                changes);
    for_each_field<FrameworkData>([&](const auto& each) {
        using List = std::remove_cvref_t<decltype(before.data().*each.member)>;
        if constexpr (detail::JsonKind<List>::is_vector)
            diff_lists(entries_of(before.data().*each.member, each.name),
                       entries_of(after.data().*each.member, each.name), changes);
    });
    return changes;
}

std::vector<Change> diff(const FrameworkVersion& before, const FrameworkVersion& after) {
    return diff(before.framework(), after.framework());
}

Table changes_table(std::span<const Change> changes) { return detail::table_of_rows(changes); }

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/fields_equal.hpp"
#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/period.hpp"

// JSON of described structs, derived from their field lists: keys in the order of the fields, enumerations and periods
// by name, NaN as null, an empty optional as null. A type that needs another form (a variant, a map) overloads
// `write_json(const T&, Defaults)` and `read_json(T&, const Json&, const JsonPath&)` in its own namespace.

namespace maatstaf::detail {

using Json = nlohmann::ordered_json;

/// Whether fields that hold their default are written.
enum class Defaults { omit, write };

/// Where a value stands in a JSON text, for messages: `indicators[3].scale`. Lives on the stack, made readable only
/// when something is wrong.
class JsonPath {
public:
    /// The whole text, called `name` ("options", "the framework.json").
    explicit JsonPath(std::string_view name) : key_(name) {}
    JsonPath(const JsonPath& parent, std::string_view key) : parent_(&parent), key_(key) {}
    JsonPath(const JsonPath& parent, std::size_t index) : parent_(&parent), index_(index), is_index_(true) {}
    std::string text() const;

private:
    const JsonPath* parent_ = nullptr;
    std::string_view key_;
    std::size_t index_ = 0;
    bool is_index_ = false;
};

/// Reads a JSON text. Throws FormatError: empty_file, not_utf8, json_too_deep (beyond 64 levels, found without
/// recursion), json_invalid or json_ends_early, json_duplicate_key, json_number_range. `name` says what text it is.
/// Positions in messages count bytes from 0 and lines from 1.
Json parse_json(std::string_view text, std::string_view name);
inline constexpr int deepest_json = 64;

/// JSON text; `indent` < 0 gives one line. Numbers are the shortest that read back as the same double. Throws
/// FormatError (not_utf8) when a string is not UTF-8.
std::string json_text(const Json& json, int indent = -1);

/// Throw FormatError (json_shape) or ArgumentError (argument_out_of_range, unknown_field) that names the place.
[[noreturn]] void refuse_json_shape(const Json& json, const JsonPath& path, std::string_view expected);
[[noreturn]] void refuse_json_range(const Json& json, const JsonPath& path, std::string_view range);
[[noreturn]] void refuse_json_key(std::string_view key, const JsonPath& path,
                                  std::span<const std::string_view> allowed);

template <class T>
concept OwnJson = requires(T& target, const T& source, const Json& json, const JsonPath& path) {
    { write_json(source, Defaults::omit) } -> std::convertible_to<Json>;
    read_json(target, json, path);
};

template <class T> struct JsonKind { static constexpr bool is_vector = false, is_optional = false; };
template <class T> struct JsonKind<std::vector<T>> { static constexpr bool is_vector = true, is_optional = false; };
template <class T> struct JsonKind<std::optional<T>> { static constexpr bool is_vector = false, is_optional = true; };

/// JSON of a value.
template <class T>
Json to_json(const T& value, Defaults defaults = Defaults::omit) {
    if constexpr (OwnJson<T>) {
        return write_json(value, defaults);
    } else if constexpr (std::is_same_v<T, bool> || std::is_integral_v<T> || std::is_same_v<T, std::string>) {
        return Json(value);
    } else if constexpr (std::is_floating_point_v<T>) {
        return std::isfinite(value) ? Json(value) : Json(nullptr);
    } else if constexpr (NamedEnum<T>) {
        return Json(std::string(to_name(value)));
    } else if constexpr (std::is_same_v<T, Period>) {
        return Json(value.text());
    } else if constexpr (JsonKind<T>::is_optional) {
        return value ? to_json(*value, defaults) : Json(nullptr);
    } else if constexpr (JsonKind<T>::is_vector) {
        Json array = Json::array();
        for (const typename T::value_type& each : value) array.push_back(to_json(each, defaults));
        return array;
    } else {
        static_assert(Described<T>, "no JSON form is known for this type");
        static const T usual{};
        Json object = Json::object();
        for_each_field<T>([&](const auto& each) {
            if (defaults == Defaults::omit && fields_equal(value.*each.member, usual.*each.member)) return;
            object.emplace(std::string(each.name), to_json(value.*each.member, defaults));
        });
        return object;
    }
}

/// The number in `json` as an integer of type T; 1000, 1000.0 and 1e3 are the same number.
template <std::integral T>
T integer_from_json(const Json& json, const JsonPath& path) {
    const auto range = [] {
        return std::to_string(std::numeric_limits<T>::min()) + " .. " + std::to_string(std::numeric_limits<T>::max());
    };
    if (json.is_number_unsigned()) {
        const auto number = json.get<std::uint64_t>();
        if (!std::in_range<T>(number)) refuse_json_range(json, path, range());
        return static_cast<T>(number);
    }
    if (json.is_number_integer()) {
        const auto number = json.get<std::int64_t>();
        if (!std::in_range<T>(number)) refuse_json_range(json, path, range());
        return static_cast<T>(number);
    }
    if (!json.is_number()) refuse_json_shape(json, path, "integer");
    const auto number = json.get<double>();
    if (number != std::floor(number)) refuse_json_shape(json, path, "integer");
    if (std::fabs(number) > 9007199254740992.0 || !std::in_range<T>(static_cast<std::int64_t>(number)))
        refuse_json_range(json, path, range());
    return static_cast<T>(number);
}

/// Reads `json` into `value`. Keys that are absent keep what `value` holds, so options and items keep their defaults;
/// unknown keys and wrong shapes throw.
template <class T>
void from_json(T& value, const Json& json, const JsonPath& path) {
    if constexpr (OwnJson<T>) {
        read_json(value, json, path);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_boolean()) refuse_json_shape(json, path, "boolean");
        value = json.get<bool>();
    } else if constexpr (std::is_integral_v<T>) {
        value = integer_from_json<T>(json, path);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (json.is_null()) value = std::numeric_limits<T>::quiet_NaN();
        else if (json.is_number()) value = json.get<T>();
        else refuse_json_shape(json, path, "number");
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!json.is_string()) refuse_json_shape(json, path, "string");
        value = json.get_ref<const std::string&>();
    } else if constexpr (NamedEnum<T>) {
        if (!json.is_string()) refuse_json_shape(json, path, "string");
        value = from_name<T>(json.get_ref<const std::string&>(), path.text());
    } else if constexpr (std::is_same_v<T, Period>) {
        // A year may be typed as a number.
        if (json.is_number_integer()) value = Period(integer_from_json<int>(json, path));
        else if (json.is_string()) value = Period::parse(json.get_ref<const std::string&>());
        else refuse_json_shape(json, path, "string");
    } else if constexpr (JsonKind<T>::is_optional) {
        if (json.is_null()) value.reset();
        else from_json(value.emplace(), json, path);
    } else if constexpr (JsonKind<T>::is_vector) {
        if (!json.is_array()) refuse_json_shape(json, path, "array");
        value.clear();
        for (std::size_t i = 0; i < json.size(); ++i) {
            typename T::value_type item{};
            from_json(item, json[i], JsonPath(path, i));
            value.push_back(std::move(item));
        }
    } else {
        static_assert(Described<T>, "no JSON form is known for this type");
        if (!json.is_object()) refuse_json_shape(json, path, "object");
        for (auto entry = json.begin(); entry != json.end(); ++entry) {
            bool known = false;
            for_each_field<T>([&](const auto& each) {
                if (known || each.name != entry.key()) return;
                known = true;
                from_json(value.*each.member, entry.value(), JsonPath(path, each.name));
            });
            if (!known) {
                std::vector<std::string_view> allowed;
                for_each_field<T>([&](const auto& each) { allowed.push_back(each.name); });
                refuse_json_key(entry.key(), path, allowed);
            }
        }
    }
}

/// An options struct from a JSON object; an empty text or `null` gives the defaults.
template <Described T>
T options_from_json(std::string_view text, std::string_view name = "options") {
    T options{};
    if (text.empty()) return options;
    const Json json = parse_json(text, name);
    if (!json.is_null()) from_json(options, json, JsonPath(name));
    return options;
}

}  // namespace maatstaf::detail

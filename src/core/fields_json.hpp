// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
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

// Values that are no structs. These are functions of their own because templates of the JSON library, and whatever
// touches its values, are slow to compile: here that is done once.
Json json_of(bool value);
Json json_of(std::int64_t value);
Json json_of(std::uint64_t value);
Json json_of(double value);  ///< null where it is not finite
Json json_of(std::string_view value);
void append(Json& array, Json&& value);
bool truth_from(const Json& json, const JsonPath& path);
double number_from(const Json& json, const JsonPath& path);  ///< null gives NaN
const std::string& text_from(const Json& json, const JsonPath& path);
Period period_from(const Json& json, const JsonPath& path);
const std::vector<Json>& items_from(const Json& json, const JsonPath& path);
/// The number as an integer between the ends, its bits in a word; 1000, 1000.0 and 1e3 are the same number.
std::uint64_t integer_from(const Json& json, const JsonPath& path, std::int64_t low, std::uint64_t high);

template <class T>
Json to_json(const T& value, Defaults defaults = Defaults::omit);
template <class T>
void from_json(T& value, const Json& json, const JsonPath& path);

/// What is done with one field of a struct, by the address of the struct. `is_text`, `is_list`: what the member is.
struct JsonField {
    std::string_view name;
    bool is_text, is_list;
    bool (*same)(const void* a, const void* b);
    Json (*write)(const void* object, Defaults defaults);
    void (*read)(void* object, const Json& json, const JsonPath& path);
};
using JsonFields = std::span<const JsonField>;

/// `usual` holds the defaults.
Json write_object(const void* object, const void* usual, JsonFields fields, Defaults defaults);
void read_object(void* object, JsonFields fields, const Json& json, const JsonPath& path);

template <Described T, std::size_t I>
inline constexpr auto field_at = std::get<I>(T::fields());

template <Described T, std::size_t I>
constexpr JsonField json_field() {
    using Value = std::remove_cvref_t<decltype(std::declval<T>().*(field_at<T, I>.member))>;
    return {field_at<T, I>.name, std::is_same_v<Value, std::string>, JsonKind<Value>::is_vector,
            [](const void* a, const void* b) {
                return fields_equal(static_cast<const T*>(a)->*(field_at<T, I>.member),
                                    static_cast<const T*>(b)->*(field_at<T, I>.member));
            },
            [](const void* object, Defaults defaults) {
                return to_json(static_cast<const T*>(object)->*(field_at<T, I>.member), defaults);
            },
            [](void* object, const Json& json, const JsonPath& path) {
                from_json(static_cast<T*>(object)->*(field_at<T, I>.member), json, path);
            }};
}

template <Described T>
JsonFields json_fields() {
    static constexpr auto fields = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array{json_field<T, I>()...};
    }(std::make_index_sequence<std::tuple_size_v<decltype(T::fields())>>{});
    return fields;
}

/// JSON of a value.
template <class T>
Json to_json(const T& value, Defaults defaults) {
    if constexpr (OwnJson<T>) {
        return write_json(value, defaults);
    } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>) {
        return json_of(value);
    } else if constexpr (std::is_integral_v<T>) {
        return json_of(static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        return json_of(static_cast<double>(value));
    } else if constexpr (NamedEnum<T>) {
        return json_of(to_name(value));
    } else if constexpr (std::is_same_v<T, Period>) {
        return json_of(value.text());
    } else if constexpr (JsonKind<T>::is_optional) {
        return value ? to_json(*value, defaults) : Json(nullptr);
    } else if constexpr (JsonKind<T>::is_vector) {
        Json array = Json::array();
        for (const typename T::value_type& each : value) append(array, to_json(each, defaults));
        return array;
    } else {
        static_assert(Described<T>, "no JSON form is known for this type");
        static const T usual{};
        return write_object(&value, &usual, json_fields<T>(), defaults);
    }
}

/// Reads `json` into `value`. Keys that are absent keep what `value` holds, so options and items keep their defaults;
/// unknown keys and wrong shapes throw.
template <class T>
void from_json(T& value, const Json& json, const JsonPath& path) {
    if constexpr (OwnJson<T>) {
        read_json(value, json, path);
    } else if constexpr (std::is_same_v<T, bool>) {
        value = truth_from(json, path);
    } else if constexpr (std::is_integral_v<T>) {
        using Limits = std::numeric_limits<T>;
        value = static_cast<T>(integer_from(json, path, static_cast<std::int64_t>(Limits::min()),
                                            static_cast<std::uint64_t>(Limits::max())));
    } else if constexpr (std::is_floating_point_v<T>) {
        value = static_cast<T>(number_from(json, path));
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = text_from(json, path);
    } else if constexpr (NamedEnum<T>) {
        value = from_name<T>(text_from(json, path), path.text());
    } else if constexpr (std::is_same_v<T, Period>) {
        value = period_from(json, path);
    } else if constexpr (JsonKind<T>::is_optional) {
        if (json.is_null()) value.reset();
        else from_json(value.emplace(), json, path);
    } else if constexpr (JsonKind<T>::is_vector) {
        value.clear();
        for (const Json& each : items_from(json, path)) {
            typename T::value_type item{};
            from_json(item, each, JsonPath(path, value.size()));
            value.push_back(std::move(item));
        }
    } else {
        static_assert(Described<T>, "no JSON form is known for this type");
        read_object(&value, json_fields<T>(), json, path);
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

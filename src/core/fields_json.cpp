// SPDX-License-Identifier: Apache-2.0
#include "core/fields_json.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"
#include "core/check.hpp"
#include "core/utf8.hpp"

namespace maatstaf::detail {
namespace {

/// At most 20 bytes of `text` from `at`, whole characters, up to the end of the line: what a person looks for.
std::string excerpt(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 20 && static_cast<unsigned char>(text[end]) >= 0x20) {
        const std::size_t length = utf8_length(text, end);
        if (length == 0) break;
        end += length;
    }
    return std::string(text.substr(at, end - at));
}

/// Builds the document from the parser's events, which come without recursion, and throws what the person must know.
class JsonBuilder {
public:
    using number_integer_t = Json::number_integer_t;
    using number_unsigned_t = Json::number_unsigned_t;
    using number_float_t = Json::number_float_t;
    using string_t = Json::string_t;
    using binary_t = Json::binary_t;

    JsonBuilder(std::string_view text, std::string_view name) : text_(text), name_(name) {}
    Json take() { return std::move(root_); }

    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(number_integer_t value) { return add(value); }
    bool number_unsigned(number_unsigned_t value) { return add(value); }
    bool number_float(number_float_t value, const string_t&) { return add(value); }
    bool string(string_t& value) { return add(std::move(value)); }
    bool binary(binary_t&) { return false; }
    bool key(string_t& key) {
        key_ = std::move(key);
        return true;
    }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_array() {
        containers_.pop_back();
        return true;
    }
    bool end_object() {
        std::vector<std::string_view> keys;
        for (const auto& entry : containers_.back()->get_ref<Json::object_t&>()) keys.push_back(entry.first);
        std::ranges::sort(keys);
        const auto twice = std::ranges::adjacent_find(keys);
        if (twice != keys.end())
            throw FormatError(messages::json_duplicate_key,
                              {{"where", std::string(name_)}, {"got", std::string(*twice)}});
        containers_.pop_back();
        return true;
    }
    bool parse_error(std::size_t consumed, const std::string& token, const nlohmann::detail::exception& error) {
        // The parser has consumed the byte at which it stopped, and counts the end of the text as one. A string or
        // number that is complete but out of place is pointed at by its beginning; `token` is exact for those two only.
        constexpr int number_overflow = 406;
        const std::size_t end = std::min(consumed, text_.size());
        const bool whole =
            error.id == number_overflow || (token.size() > 1 && token.front() == '"' && token.back() == '"');
        const std::size_t start = end - std::min(whole ? token.size() : 1, end);
        const auto lines = 1 + std::ranges::count(text_.substr(0, start), '\n');
        if (error.id == number_overflow)
            throw FormatError(messages::json_number_range, {{"where", std::string(name_)},
                                                           {"position", std::to_string(start)},
                                                           {"line", std::to_string(lines)},
                                                           {"got", token}});
        if (consumed > text_.size())
            throw FormatError(messages::json_ends_early,
                              {{"where", std::string(name_)}, {"position", std::to_string(text_.size())}});
        throw FormatError(messages::json_invalid, {{"where", std::string(name_)},
                                                  {"position", std::to_string(start)},
                                                  {"line", std::to_string(lines)},
                                                  {"near", excerpt(text_, start)}});
    }

private:
    template <class Value>
    bool add(Value&& value) {
        place(std::forward<Value>(value));
        return true;
    }
    bool open(Json container) {
        if (containers_.size() >= static_cast<std::size_t>(deepest_json))
            throw FormatError(messages::json_too_deep, {{"limit", std::to_string(deepest_json)}});
        containers_.push_back(place(std::move(container)));
        return true;
    }
    /// Puts a value where it belongs. Objects are lists in memory: appending leaves out a search for the key, which
    /// would make large objects slow; duplicates are looked for when the object ends.
    template <class Value>
    Json* place(Value&& value) {
        if (containers_.empty()) {
            root_ = Json(std::forward<Value>(value));
            return &root_;
        }
        Json& container = *containers_.back();
        if (container.is_array()) {
            container.push_back(Json(std::forward<Value>(value)));
            return &container.back();
        }
        auto& entries = static_cast<Json::object_t::Container&>(container.get_ref<Json::object_t&>());
        entries.emplace_back(std::move(key_), Json(std::forward<Value>(value)));
        return &entries.back().second;
    }

    std::string_view text_;
    std::string_view name_;
    Json root_;
    std::vector<Json*> containers_;  ///< the open ones, outermost first; only the innermost grows, so they stay put
    std::string key_;
};

std::string_view kind_of(const Json& json) {
    if (json.is_null()) return "null";
    if (json.is_boolean()) return "boolean";
    if (json.is_number()) return "number";
    if (json.is_string()) return "string";
    return json.is_array() ? "array" : "object";
}

void write_json_text(const Json& json, std::string& out, int indent, int level);

void break_line(std::string& out, int indent, int level) {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(indent * level), ' ');
}

void write_string(std::string_view text, std::string& out) {
    if (const auto at = first_invalid_utf8(text))
        throw FormatError(messages::not_utf8, {{"where", "text"}, {"position", std::to_string(*at)}});
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    out += '"';
    for (const char each : text) {
        const auto code = static_cast<unsigned char>(each);
        if (each == '"' || each == '\\') (out += '\\') += each;
        else if (each == '\n') out += "\\n";
        else if (each == '\t') out += "\\t";
        else if (each == '\r') out += "\\r";
        else if (code < 0x20) ((out += "\\u00") += hexadecimal[code >> 4]) += hexadecimal[code & 15];
        else out += each;
    }
    out += '"';
}

/// Members of an array or object, each by `write`, between brackets.
template <class Members, class Write>
void write_members(const Members& members, char open, char close, std::string& out, int indent, int level,
                   Write&& write) {
    out += open;
    bool first = true;
    for (const auto& each : members) {
        if (!first) out += ',';
        first = false;
        break_line(out, indent, level + 1);
        write(each);
    }
    if (!first) break_line(out, indent, level);
    out += close;
}

void write_json_text(const Json& json, std::string& out, int indent, int level) {
    if (json.is_string()) {
        write_string(json.get_ref<const std::string&>(), out);
    } else if (json.is_number_float()) {
        const auto number = json.get<double>();
        out += std::isfinite(number) ? to_text(number) : "null";
    } else if (json.is_array()) {
        write_members(json.get_ref<const Json::array_t&>(), '[', ']', out, indent, level,
                      [&](const Json& each) { write_json_text(each, out, indent, level + 1); });
    } else if (json.is_object()) {
        write_members(json.get_ref<const Json::object_t&>(), '{', '}', out, indent, level, [&](const auto& each) {
            write_string(each.first, out);
            out += indent < 0 ? ":" : ": ";
            write_json_text(each.second, out, indent, level + 1);
        });
    } else {
        out += json.dump();
    }
}

}  // namespace

std::string JsonPath::text() const {
    if (parent_ == nullptr) return std::string(key_);
    // The name of the whole text stands only where there is nothing more precise.
    std::string before = parent_->parent_ == nullptr && !is_index_ ? std::string() : parent_->text();
    if (is_index_) return before + "[" + std::to_string(index_) + "]";
    return before.empty() ? std::string(key_) : before + "." + std::string(key_);
}

Json parse_json(std::string_view text, std::string_view name) {
    if (text.empty()) throw FormatError(messages::empty_file, {{"where", std::string(name)}});
    if (const auto at = first_invalid_utf8(text))
        throw FormatError(messages::not_utf8, {{"where", std::string(name)}, {"position", std::to_string(*at)}});
    JsonBuilder builder(text, name);
    Json::sax_parse(text, &builder);
    return builder.take();
}

std::string json_text(const Json& json, int indent) {
    std::string out;
    write_json_text(json, out, indent, 0);
    return out;
}

void refuse_json_shape(const Json& json, const JsonPath& path, std::string_view expected) {
    throw FormatError(messages::json_shape, {{"where", path.text()},
                                            {"expected", std::string(expected)},
                                            {"got", std::string(kind_of(json))}});
}

void refuse_json_range(const Json& json, const JsonPath& path, std::string_view range) {
    throw out_of_range(path.text(), range, json_text(json));
}

void refuse_json_key(std::string_view key, const JsonPath& path, std::span<const std::string_view> allowed) {
    throw ArgumentError(messages::unknown_field, {{"where", path.text()},
                                                 {"got", std::string(key)},
                                                 {"nearest", nearest(key, allowed)},
                                                 {"allowed", join(allowed, ", ")}});
}

Json json_of(bool value) { return Json(value); }
Json json_of(std::int64_t value) { return Json(value); }
Json json_of(std::uint64_t value) { return Json(value); }
Json json_of(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json json_of(std::string_view value) { return Json(std::string(value)); }
void append(Json& array, Json&& value) { array.push_back(std::move(value)); }

bool truth_from(const Json& json, const JsonPath& path) {
    if (!json.is_boolean()) refuse_json_shape(json, path, "boolean");
    return json.get<bool>();
}

double number_from(const Json& json, const JsonPath& path) {
    if (json.is_null()) return std::numeric_limits<double>::quiet_NaN();
    if (!json.is_number()) refuse_json_shape(json, path, "number");
    return json.get<double>();
}

const std::string& text_from(const Json& json, const JsonPath& path) {
    if (!json.is_string()) refuse_json_shape(json, path, "string");
    return json.get_ref<const std::string&>();
}

Period period_from(const Json& json, const JsonPath& path) {
    // A year may be typed as a number.
    using Limits = std::numeric_limits<int>;
    if (json.is_number_integer())
        return Period(static_cast<int>(integer_from(json, path, Limits::min(), std::uint64_t{Limits::max()})));
    return Period::parse(text_from(json, path));
}

const std::vector<Json>& items_from(const Json& json, const JsonPath& path) {
    if (!json.is_array()) refuse_json_shape(json, path, "array");
    return json.get_ref<const Json::array_t&>();
}

std::uint64_t integer_from(const Json& json, const JsonPath& path, std::int64_t low, std::uint64_t high) {
    const auto refuse = [&] { refuse_json_range(json, path, std::to_string(low) + " .. " + std::to_string(high)); };
    if (json.is_number_unsigned()) {
        const auto number = json.get<std::uint64_t>();
        if (number > high) refuse();
        return number;
    }
    if (!json.is_number()) refuse_json_shape(json, path, "integer");
    if (!json.is_number_integer()) {
        const auto number = json.get<double>();
        if (number != std::floor(number)) refuse_json_shape(json, path, "integer");
        if (std::fabs(number) > 9007199254740992.0) refuse();
    }
    const auto number = json.get<std::int64_t>();
    if (number < low || (number > 0 && static_cast<std::uint64_t>(number) > high)) refuse();
    return static_cast<std::uint64_t>(number);
}

Json write_object(const void* object, const void* usual, JsonFields fields, Defaults defaults) {
    Json json = Json::object();
    for (const JsonField& each : fields)
        if (defaults == Defaults::write || !each.same(object, usual))
            json.emplace(std::string(each.name), each.write(object, defaults));
    return json;
}

void read_object(void* object, JsonFields fields, const Json& json, const JsonPath& path) {
    if (!json.is_object()) refuse_json_shape(json, path, "object");
    for (const auto& [key, value] : json.get_ref<const Json::object_t&>()) {
        const auto found = std::find_if(fields.begin(), fields.end(),
                                        [&name = key](const JsonField& each) { return each.name == name; });
        if (found == fields.end()) {
            std::vector<std::string_view> allowed;
            for (const JsonField& each : fields) allowed.push_back(each.name);
            refuse_json_key(key, path, allowed);
        }
        found->read(object, value, JsonPath(path, found->name));
    }
}

}  // namespace maatstaf::detail

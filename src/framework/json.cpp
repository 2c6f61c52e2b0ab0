// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/json.hpp"

#include <cmath>

#include "maatstaf/core/messages/framework.hpp"
#include "core/fields_json.hpp"

namespace maatstaf {
namespace {

constexpr std::string_view format_key = "maatstaf_framework";

/// Throws on the first infinite number in `value`; `place` says where, `item` is the id of the nearest thing with one.
template <class T>
void refuse_infinite(const T& value, const std::string& item, std::string_view place) {
    if constexpr (std::is_floating_point_v<T>) {
        if (std::isinf(value))
            throw DataError(messages::value_not_finite, {{"item", item}, {"field", std::string(place)}});
    } else if constexpr (detail::JsonKind<T>::is_vector) {
        for (const auto& each : value) refuse_infinite(each, item, place);
    } else if constexpr (Described<T>) {
        std::string id = item;
        if constexpr (requires { value.id; }) id = value.id;
        for_each_field<T>([&](const auto& each) { refuse_infinite(value.*each.member, id, each.name); });
    }
}

void check_format(const detail::Json& format) {
    if (!format.is_number_integer() || format.get<std::int64_t>() < 1)
        throw FormatError(messages::framework_format_missing);
    if (format.get<std::int64_t>() > framework_json_format)
        throw FormatError(messages::framework_format_newer,
                          {{"got", format.dump()}, {"supported", std::to_string(framework_json_format)}});
}

}  // namespace

Framework framework_from_json(std::string_view text, std::string_view name) {
    auto json = detail::parse_json(text, name);
    const detail::JsonPath path(name);
    if (!json.is_object()) detail::refuse_json_shape(json, path, "object");
    const auto format = json.find(std::string(format_key));
    if (format == json.end()) throw FormatError(messages::framework_format_missing);
    check_format(*format);
    json.erase(std::string(format_key));
    json.erase("$schema");
    FrameworkData data;
    detail::from_json(data, json, path);
    return Framework(std::move(data));
}

std::string framework_to_json(const Framework& framework, int indent) {
    refuse_infinite(framework.data(), framework.id(), "");
    detail::Json json = detail::Json::object();
    json[std::string(format_key)] = framework_json_format;
    auto fields = detail::to_json(framework.data());
    for (auto entry = fields.begin(); entry != fields.end(); ++entry) json[entry.key()] = std::move(entry.value());
    return detail::json_text(json, indent);
}

}  // namespace maatstaf

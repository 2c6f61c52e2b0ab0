// SPDX-License-Identifier: Apache-2.0
#include "core/fields_json.hpp"
#include "framework/id.hpp"
#include "maatstaf/framework/json.hpp"

namespace maatstaf {
namespace {

using detail::Json;

Json typed(Json type) {
    Json schema = Json::object();
    schema["type"] = std::move(type);
    return schema;
}

Json with_default(Json schema, Json usual) {
    schema["default"] = std::move(usual);
    return schema;
}

Json choice(const std::vector<std::string_view>& names, std::string_view usual) {
    Json schema = Json::object();
    for (const auto each : names) schema["enum"].push_back(std::string(each));
    return with_default(std::move(schema), std::string(usual));
}

Json reference_to(const std::string& key) {
    Json schema = Json::object();
    schema["$ref"] = "#/$defs/" + key;
    return schema;
}

/// Builds the schema of any described type; each gets one definition, named after the field in which it was met first.
class SchemaWriter {
public:
    template <class T>
    Json object_schema() {
        Json properties = Json::object();
        const T usual{};
        bool has_id = false;
        for_each_field<T>([&](const auto& each) {
            const bool is_id = each.name == "id" && !std::is_same_v<T, FrameworkData>;
            has_id = has_id || is_id;
            add_property(properties, each.name, each.meaning, is_id, value_schema(usual.*each.member, each.name));
        });
        return whole(std::move(properties), has_id);
    }

    Json take_definitions() { return std::move(definitions_); }

private:
    static void add_property(Json& properties, std::string_view name, std::string_view meaning, bool is_id,
                             Json schema) {
        schema["description"] = std::string(meaning);
        if (is_id) {
            schema["minLength"] = 1;
            schema["maxLength"] = detail::longest_id;
        }
        properties[std::string(name)] = std::move(schema);
    }

    static Json whole(Json properties, bool has_id) {
        Json schema = typed("object");
        schema["properties"] = std::move(properties);
        schema["additionalProperties"] = false;
        if (has_id) schema["required"] = Json::array({"id"});
        return schema;
    }

    template <class T>
    Json value_schema(const T& usual, std::string_view name) {
        if constexpr (std::is_same_v<T, bool>) {
            return with_default(typed("boolean"), detail::json_of(usual));
        } else if constexpr (std::is_same_v<T, std::string>) {
            return usual.empty() ? typed("string") : with_default(typed("string"), detail::json_of(usual));
        } else if constexpr (std::is_integral_v<T>) {
            return with_default(typed("integer"), detail::to_json(usual));
        } else if constexpr (std::is_floating_point_v<T>) {
            return with_default(typed(Json::array({"number", "null"})), detail::to_json(usual));
        } else if constexpr (NamedEnum<T>) {
            return choice(names_of<T>(), to_name(usual));
        } else if constexpr (detail::JsonKind<T>::is_vector) {
            Json schema = typed("array");
            schema["items"] = value_schema(typename T::value_type{}, name);
            return schema;
        } else {
            const std::string key(name);
            if (!definitions_.contains(key)) definitions_[key] = object_schema<T>();
            return reference_to(key);
        }
    }

    Json definitions_ = Json::object();
};

}  // namespace

std::string framework_schema() {
    SchemaWriter writer;
    auto body = writer.object_schema<FrameworkData>();
    Json properties = {
        {"$schema", {{"type", "string"}}},
        {"maatstaf_framework", {{"const", framework_json_format}, {"description", "version of this format"}}}};
    for (auto& [key, value] : body["properties"].items()) properties[key] = value;
    const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                         {"title", "maatstaf framework, format " + std::to_string(framework_json_format)},
                         {"description", "An outcome framework: what a municipality and its partners want to reach."},
                         {"type", "object"},
                         {"properties", std::move(properties)},
                         {"required", Json::array({"maatstaf_framework"})},
                         {"additionalProperties", false},
                         {"$defs", writer.take_definitions()}};
    std::string text = detail::json_text(schema, 1);
    text += '\n';
    return text;
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "core/fields_json.hpp"
#include "framework/id.hpp"
#include "maatstaf/framework/json.hpp"

namespace maatstaf {
namespace {

using detail::Json;

/// Builds the schema of any described type; each gets one definition, named after the field in which it was met first.
class SchemaWriter {
public:
    template <class T>
    Json object_schema() {
        Json properties = Json::object();
        const T usual{};
        bool has_id = false;
        for_each_field<T>([&](const auto& each) {
            auto schema = value_schema(usual.*each.member, each.name);
            schema["description"] = std::string(each.meaning);
            if (each.name == "id" && !std::is_same_v<T, FrameworkData>) {
                has_id = true;
                schema["minLength"] = 1;
                schema["maxLength"] = detail::longest_id;
            }
            properties[std::string(each.name)] = std::move(schema);
        });
        Json schema = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
        if (has_id) schema["required"] = Json::array({"id"});
        return schema;
    }

    Json take_definitions() { return std::move(definitions_); }

private:
    template <class T>
    Json value_schema(const T& usual, std::string_view name) {
        if constexpr (std::is_same_v<T, bool>) {
            return {{"type", "boolean"}, {"default", usual}};
        } else if constexpr (std::is_same_v<T, std::string>) {
            Json schema = {{"type", "string"}};
            if (!usual.empty()) schema["default"] = usual;
            return schema;
        } else if constexpr (std::is_integral_v<T>) {
            return {{"type", "integer"}, {"default", usual}};
        } else if constexpr (std::is_floating_point_v<T>) {
            return {{"type", Json::array({"number", "null"})}, {"default", detail::to_json(usual)}};
        } else if constexpr (NamedEnum<T>) {
            Json names = Json::array();
            for (const auto each : names_of<T>()) names.push_back(std::string(each));
            return {{"enum", std::move(names)}, {"default", std::string(to_name(usual))}};
        } else if constexpr (detail::JsonKind<T>::is_vector) {
            return {{"type", "array"}, {"items", value_schema(typename T::value_type{}, name)}};
        } else {
            const std::string key(name);
            if (!definitions_.contains(key)) definitions_[key] = object_schema<T>();
            return {{"$ref", "#/$defs/" + key}};
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
    return detail::json_text(schema, 1) + "\n";
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/templates.hpp"

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/framework/json.hpp"
#include "core/fields_json.hpp"
#include "framework/template_texts.hpp"

namespace maatstaf {
namespace {

/// Puts the text in `language` in the place of every object that holds a text in more than one.
void choose_language(detail::Json& json, const std::string& language) {
    if (json.is_object() && json.contains("nl") && json.contains("en")) {
        json = detail::Json(json.at(language));
        return;
    }
    if (!json.is_structured()) return;
    for (auto& each : json) choose_language(each, language);
}

[[noreturn]] void refuse(std::string_view got, std::string_view argument, const std::vector<std::string>& allowed) {
    throw ArgumentError(messages::unknown_option, {{"got", std::string(got)},
                                                  {"argument", std::string(argument)},
                                                  {"nearest", nearest(got, allowed)},
                                                  {"allowed", join(allowed, ", ")}});
}

}  // namespace

std::vector<std::string> template_names() {
    std::vector<std::string> names;
    for (const auto& each : detail::template_texts()) names.emplace_back(each.name);
    return names;
}

Framework framework_template(std::string_view name, std::string_view language) {
    if (language != "nl" && language != "en") refuse(language, "language", {"nl", "en"});
    for (const auto& each : detail::template_texts()) {
        if (each.name != name) continue;
        auto json = detail::parse_json(each.json, each.name);
        choose_language(json, std::string(language));
        json["language"] = std::string(language);
        return framework_from_json(detail::json_text(json));
    }
    refuse(name, "name", template_names());
}

}  // namespace maatstaf

// SPDX-License-Identifier: Apache-2.0
#include "core/fields_json.hpp"
#include "handles.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/framework/templates.hpp"
#include "maatstaf/framework/validate.hpp"

using namespace maatstaf::c;

namespace {

std::vector<maatstaf::Finding> findings_of(const mst_framework* framework, const char* options, size_t length) {
    const auto chosen =
        maatstaf::detail::options_from_json<maatstaf::ValidateOptions>(text_of(options, length, "options"));
    return validate(needed(framework, "framework").value, chosen);
}

}  // namespace

mst_status mst_framework_from_json(const char* text, size_t length, mst_framework** out, mst_error** error) {
    return guarded(error, [&] {
        needed(out, "out");
        give(maatstaf::framework_from_json(text_of(text, length, "text")), out);
    });
}

mst_status mst_framework_template(const char* name, const char* language, mst_framework** out, mst_error** error) {
    return guarded(error, [&] {
        const std::string_view spoken = language_of(language) == maatstaf::Language::dutch ? "nl" : "en";
        give(maatstaf::framework_template(zero_terminated(name, "name"), spoken), out);
    });
}

mst_status mst_framework_to_json(const mst_framework* framework, mst_text** out, mst_error** error) {
    return guarded(error, [&] { give(maatstaf::framework_to_json(needed(framework, "framework").value), out); });
}

mst_status mst_framework_validate(const mst_framework* framework, const char* options, size_t options_length,
                                  const char* language, ArrowArrayStream* out, mst_error** error) {
    return guarded(error, [&] {
        give(findings_table(findings_of(framework, options, options_length), language_of(language)), out);
    });
}

mst_status mst_framework_validate_json(const mst_framework* framework, const char* options, size_t options_length,
                                       const char* language, mst_text** out, mst_error** error) {
    return guarded(error, [&] {
        const auto spoken = language_of(language);
        auto list = maatstaf::detail::Json::array();
        for (const auto& each : findings_of(framework, options, options_length))
            list.push_back({{"severity", std::string(to_name(each.severity))},
                            {"item", each.item},
                            {"finding", std::string(each.note.name())},
                            {"code", each.note.code()},
                            {"text", each.text(spoken)}});
        give(maatstaf::detail::json_text(list), out);
    });
}

void mst_framework_free(mst_framework* framework) { delete framework; }

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace maatstaf::detail {

/// A template as it stands in `templates/<name>.json`: the JSON of a framework in which a text may be an object with
/// the same text in every language, {"nl": ..., "en": ...}.
struct TemplateText {
    std::string_view name;
    std::string_view json;
};

/// All templates, by name. Written by the build from those files.
std::span<const TemplateText> template_texts() noexcept;

}  // namespace maatstaf::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

/// Frameworks to start from: "hoorn" (the outcome framework of the municipality of Hoorn for the social domain, with
/// one life area worked out), "youth_outcomes" (the harmonised Dutch outcome set for youth care of NJi and VNG) and
/// "quality_compass" (the six steps of the Kwaliteitskompas, ready to be filled in).
std::vector<std::string> template_names();

/// A template with its names and texts in `language`, "nl" or "en"; ids are the same in both. Throws ArgumentError
/// (unknown_option) for another name or language.
Framework framework_template(std::string_view name, std::string_view language = "nl");

}  // namespace maatstaf

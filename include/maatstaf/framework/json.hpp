// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

/// Format of the JSON that this version writes; it reads this one and all before.
inline constexpr int framework_json_format = 1;

/// Reads a framework from JSON: an object with "maatstaf_framework": 1 and the fields of `FrameworkData`, each with the
/// fields of its own type (docs/schema/framework-1.schema.json). Absent fields keep their defaults, null stands for a
/// number that is not known, and "$schema" is passed over.
/// Throws FormatError: empty_file, not_utf8, json_invalid, json_ends_early, json_too_deep (more than 64 levels),
/// json_duplicate_key, json_shape, framework_format_missing, framework_format_newer. Throws ArgumentError that names
/// the place (unknown_field, unknown_option, argument_out_of_range), and for ids what the constructor of `Framework`
/// throws. `name` is what errors call it: that of a file, for example.
Framework framework_from_json(std::string_view text, std::string_view name = "framework");

/// JSON that reads back as the same framework, with `indent` blanks per level or on one line when `indent` < 0. Fields
/// that hold their default are left out; the order of everything is kept, so the same framework gives the same text.
/// Throws DataError (value_not_finite) on infinite numbers, which JSON cannot hold, and FormatError (not_utf8).
std::string framework_to_json(const Framework& framework, int indent = 2);

/// The JSON Schema (draft 2020-12) of that format, derived from the field lists. It says what is well formed;
/// `validate()` says what makes sense.
std::string framework_schema();

}  // namespace maatstaf

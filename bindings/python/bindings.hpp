// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <concepts>
#include <string>
#include <string_view>

#include "maatstaf/core/table.hpp"

namespace maatstaf {
class Framework;
}

namespace maatstaf::python {

namespace py = pybind11;

// One function per room; `module.cpp` calls them from the ground floor up, so that a class is known before it is used.
void bind_errors(py::module_& module);
void bind_core(py::module_& module);
void bind_table(py::module_& module);
void bind_framework(py::module_& module);
void bind_framework_items(py::module_& module);
void bind_framework_findings(py::module_& module, py::class_<Framework>& framework);
void bind_framework_exchange(py::module_& module, py::class_<Framework>& framework);
void bind_panel(py::module_& module);
void bind_deliveries(py::module_& module);
void bind_regress_results(py::module_& module);
void bind_regress_glm(py::module_& module);
void bind_regress_design(py::module_& module);
void bind_regress_inference(py::module_& module);
void bind_regress_batches(py::module_& module);
void bind_regress_penalised(py::module_& module);
void bind_regress_mixed(py::module_& module);
void bind_regress_absorb(py::module_& module);
void bind_score(py::module_& module);
void bind_score_cell(py::module_& module);
void bind_formulas(py::module_& module);
void bind_measure(py::module_& module);
void bind_risk(py::module_& module);
void bind_risk_fit(py::module_& module);

/// The language behind "en" or "nl"; throws ArgumentError (unknown_option).
Language language_from(std::string_view name);

/// Notes (caveats) as a tuple of `Note`.
py::tuple notes_to_python(std::span<const Note> notes);

/// Issues one Python warning of the class MaatstafWarning for all notes of one kind, at the line that called us;
/// nothing without notes. What the warnings module makes of it (an error, perhaps) is passed on.
void warn(std::span<const Note> notes, Message kind);

/// The one door for data: a `Table` as it is, anything else through `maatstaf.frames.as_table`.
Table table_from(const py::object& data);

/// What `to_frame()` gives back for results of this data: "pandas", "polars", "pyarrow", ... or None.
py::object library_of(const py::object& data);

/// What stands behind the repr of restricted data; empty for other data.
std::string banner(bool restricted);

/// "1 unit", "14 units", "2 activities": for a repr.
inline std::string counted(std::integral auto count, std::string_view noun, std::string_view plural = {}) {
    if (count != 1 && !plural.empty()) return std::to_string(count) + " " + std::string(plural);
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

/// Carries the library and the language of the input from one bound object to another made from it. Both classes have
/// `dynamic_attr`.
void keep_library(const py::handle& from, const py::handle& to);
/// A table that remembers the library of what it was made from.
py::object with_library(const py::handle& from, Table table);

/// The language in which an object shows itself: that of the framework it came from, else English.
Language shown_language(const py::handle& object);
/// Lets an object show itself in the language of a framework.
void show_in_language_of(const Framework& framework, const py::handle& object);

/// A bytes-like object as the bytes of an archive.
std::span<const std::byte> archive_bytes(const py::bytes& bytes);
py::bytes to_bytes(std::span<const std::byte> bytes);

}  // namespace maatstaf::python

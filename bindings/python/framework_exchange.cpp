// SPDX-License-Identifier: Apache-2.0
// Versions of a framework, and its forms for others: flat table, graph, templates, schema.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "fields.hpp"
#include "maatstaf/core/archive.hpp"
#include "maatstaf/framework/dot.hpp"
#include "maatstaf/framework/flat_table.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/framework/templates.hpp"
#include "maatstaf/framework/version.hpp"

namespace maatstaf::python {
namespace {

void bind_versions(py::module_& module, py::class_<Framework>& framework) {
    py::class_<FrameworkVersion>(module, "FrameworkVersion",
                                 "A framework that will not change any more, with who, when and why.")
        .def_property_readonly(
            "framework", [](const FrameworkVersion& self) { return self.framework(); }, "A copy of the framework.")
        .def_property_readonly("hash", &FrameworkVersion::hash, "Identifies the content; the same everywhere.")
        .def_property_readonly("number", &FrameworkVersion::number, "Number of the version, from 1.")
        .def_property_readonly("date", &FrameworkVersion::date, "ISO date.")
        .def_property_readonly("author", &FrameworkVersion::author, "Who froze it.")
        .def_property_readonly("reason", &FrameworkVersion::reason, "Why it changed.")
        .def(
            "diff",
            [](const FrameworkVersion& self, const FrameworkVersion& later) {
                return changes_table(diff(self, later));
            },
            py::arg("later"),
            numpy_doc("What changed from this version to a later one, as a Table.",
                      {{"later", "FrameworkVersion", "A version of the same framework."}}, "Table")
                .c_str())
        .def("__eq__",
             [](const FrameworkVersion& self, const py::object& other) {
                 return py::isinstance<FrameworkVersion>(other) &&
                        self.hash() == py::cast<const FrameworkVersion&>(other).hash();
             })
        .def("__hash__", [](const FrameworkVersion& self) { return py::hash(py::str(self.hash())); })
        .def("_repr_html_",
             [](const py::object& self) {
                 return py::module_::import("maatstaf.html").attr("version")(self).cast<std::string>();
             })
        .def("__repr__",
             [](const FrameworkVersion& self) {
                 return "FrameworkVersion(" + std::to_string(self.number()) + ", hash='" + self.hash() + "')";
             })
        .def(py::pickle([](const FrameworkVersion& self) { return to_bytes(to_archive(self)); },
                        [](const py::bytes& bytes) { return from_archive<FrameworkVersion>(archive_bytes(bytes)); }));
    def_documented(
        framework, "freeze",
        [](const Framework& self, const py::kwargs& keywords) {
            return freeze(self, options_from<FreezeOptions>(keywords, "Framework.freeze"));
        },
        signature_doc("freeze", "self, " + keywords_text<FreezeOptions>(), "FrameworkVersion",
                      "A version that will not change any more.") +
            parameters_text<FreezeOptions>());
    framework.def(
        "diff", [](const Framework& self, const Framework& later) { return changes_table(diff(self, later)); },
        py::arg("later"),
        numpy_doc("What changed from this framework to a later one, as a Table.",
                  {{"later", "Framework", "The same framework, changed."}}, "Table")
            .c_str());
}

void bind_exchange(py::module_& module, py::class_<Framework>& framework) {
    framework
        .def_static(
            "template",
            [](const std::string& name, const std::string& language) { return framework_template(name, language); },
            py::arg("name"), py::arg("language") = "nl",
            numpy_doc("A framework to start from.",
                      {{"name", "{'hoorn', 'youth_outcomes', 'quality_compass'}", "Which one."},
                       {"language", "{'nl', 'en'}", "Language of its texts."}},
                      "Framework", {"ArgumentError: when there is no such template."})
                .c_str())
        .def_static(
            "from_table", [](const py::object& data) { return framework_from_table(table_from(data)); },
            py::arg("data"),
            numpy_doc("Reads the flat table that `to_table` gives, from a spreadsheet for example.",
                      {{"data", "table", "One row per item and party."}}, "Framework",
                      {"FormatError: when a row cannot be read; the message names it."})
                .c_str())
        .def("to_table", &framework_to_table, "The framework as a flat table: one row per item and party.");
    def_documented(
        framework, "to_dot",
        [](const Framework& self, const py::kwargs& keywords) {
            return framework_to_dot(self, options_from<DotOptions>(keywords, "Framework.to_dot"));
        },
        signature_doc("to_dot", "self, " + keywords_text<DotOptions>(), "str",
                      "The framework as a graph in the DOT language of Graphviz.") +
            parameters_text<DotOptions>());
    module.def("template_names", &template_names, "Names of the templates that come with maatstaf.");
    module.def("framework_schema", &framework_schema, "The JSON Schema of the JSON of a framework.");
}

}  // namespace

void bind_framework_exchange(py::module_& module, py::class_<Framework>& framework) {
    bind_versions(module, framework);
    bind_exchange(module, framework);
}

}  // namespace maatstaf::python

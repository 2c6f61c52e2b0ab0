// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/framework/coverage.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/framework/validate.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "tabular.hpp"

namespace maatstaf::python {
namespace {

/// All findings of one validation, in order.
struct Findings {
    std::vector<Finding> rows;
    std::string language = "en";   ///< of the framework, for how they show themselves
};

void bind_findings(py::module_& module, py::class_<Framework>& framework) {
    py::class_<Finding>(module, "Finding", "One thing that was found in a framework, with how to mend it.")
        .def_property_readonly(
            "severity", [](const Finding& self) { return std::string(to_name(self.severity)); },
            "'error', 'warning', 'question' or 'remark'.")
        .def_readonly("item", &Finding::item, "Id of what it is about.")
        .def_property_readonly(
            "code", [](const Finding& self) { return self.note.code(); }, "Stable number.")
        .def_property_readonly(
            "name", [](const Finding& self) { return std::string(self.note.name()); }, "Stable name.")
        .def_readonly("note", &Finding::note, "The sentence with its values.")
        .def(
            "text", [](const Finding& self, const std::string& language) { return self.text(language_from(language)); },
            py::arg("language") = "en",
            numpy_doc("The sentence.", {{"language", "{'en', 'nl'}", "Language of the sentences."}}, "str").c_str())
        .def("__eq__",
             [](const Finding& self, const py::object& other) {
                 return py::isinstance<Finding>(other) && self == py::cast<const Finding&>(other);
             })
        .def("__repr__",
             [](const Finding& self) {
                 return "Finding(" + std::string(to_name(self.severity)) + ", " +
                        std::string(py::repr(py::str(self.item))) + ", " + std::string(py::repr(py::str(self.text()))) +
                        ")";
             })
        .def(py::pickle(
            [](const Finding& self) {
                return py::make_tuple(std::string(to_name(self.severity)), self.item, self.note);
            },
            [](const py::tuple& state) {
                return Finding{from_name<Severity>(state[0].cast<std::string>(), "severity"),
                               state[1].cast<std::string>(), state[2].cast<Note>()};
            }));
    const auto make = [](const Findings& self, Language language) { return findings_table(self.rows, language); };
    py::class_<Findings> findings(module, "Findings", py::dynamic_attr(),
                                  "Everything there is to say about a framework, at once.");
    findings.def("__len__", [](const Findings& self) { return self.rows.size(); })
        .def("__getitem__",
             [](const Findings& self, std::ptrdiff_t at) {
                 const auto size = static_cast<std::ptrdiff_t>(self.rows.size());
                 if (at < -size || at >= size) throw py::index_error();
                 return self.rows[static_cast<std::size_t>(at < 0 ? at + size : at)];
             })
        .def(
            "__iter__", [](const Findings& self) { return py::make_iterator(self.rows.begin(), self.rows.end()); },
            py::keep_alive<0, 1>())
        .def("__repr__",
             [](const Findings& self) {
                 std::string text = "Findings(" + std::to_string(self.rows.size()) + ")";
                 for (const Finding& each : self.rows)
                     text += "\n  " + std::string(to_name(each.severity)) + ": " + each.item + ": " +
                             each.text(language_from(self.language));
                 return text;
             })
        .def("_repr_html_",
             [make](const Findings& self) {
                 return py::module_::import("maatstaf.html")
                     .attr("table")(make(self, language_from(self.language)), py::arg("language") = self.language)
                     .cast<std::string>();
             })
        .def(
            "__eq__",
            [](const Findings& self, const py::object& other) {
                return py::isinstance<Findings>(other) && self.rows == py::cast<const Findings&>(other).rows;
            },
            py::arg("other"))
        .def(py::pickle([](const Findings& self) { return py::make_tuple(self.rows, self.language); },
                        [](const py::tuple& state) {
                            return Findings{state[0].cast<std::vector<Finding>>(), state[1].cast<std::string>()};
                        }));
    bind_tabular(findings, make);
    def_documented(
        framework, "validate",
        [](const Framework& self, const py::kwargs& keywords) {
            const auto& language = self.data().language;
            return Findings{validate(self, options_from<ValidateOptions>(keywords, "Framework.validate")),
                            language == "nl" ? "nl" : "en"};
        },
        signature_doc("validate", "self, " + keywords_text<ValidateOptions>(), "Findings",
                      "All findings at once, each with severity, item and remedy.") +
            parameters_text<ValidateOptions>());
}

void bind_coverage(py::module_& module, py::class_<Framework>& framework) {
    const auto make = [](const Coverage& self, Language) { return to_table(self.results); };
    py::class_<Coverage> bound(module, "Coverage", py::dynamic_attr(),
                               "What a framework measures and what not, and what that takes from people.");
    bound
        .def_property_readonly(
            "results", [](const Coverage& self) { return to_table(self.results); },
            "Per result; those without an indicator first.")
        .def_property_readonly(
            "contributions", [](const Coverage& self) { return to_table(self.contributions); },
            "Per contribution, by criterion.")
        .def_property_readonly(
            "burden", [](const Coverage& self) { return to_table(self.burden); },
            "Hours a year per indicator, heaviest first.")
        .def_property_readonly(
            "duties", [](const Coverage& self) { return to_table(self.duties); },
            "Whether something is measured under each legal duty.")
        .def_readonly("results_with_indicator", &Coverage::results_with_indicator,
                      "Results about which something is measured.")
        .def_readonly("burden_hours", &Coverage::burden_hours, "Hours a year of all indicators together.")
        .def_readonly("duties_covered", &Coverage::duties_covered, "Covered duties divided by all; NaN without any.")
        .def("__repr__",
             [](const Coverage& self) {
                 return "Coverage(" + std::to_string(self.results_with_indicator) + " of " +
                        std::to_string(self.results.size()) + " results measured)";
             });
    bind_html(bound, make);
    bind_tabular(bound, make);
    bind_archive(bound);
    framework.def("coverage", &coverage, "What is measured and what not; results without an indicator come first.");
}

}  // namespace

void bind_framework_findings(py::module_& module, py::class_<Framework>& framework) {
    bind_findings(module, framework);
    bind_coverage(module, framework);
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/framework/coverage.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/framework/structure.hpp"
#include "maatstaf/framework/validate.hpp"
#include "maatstaf/framework/version.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "tabular.hpp"

namespace maatstaf::python {
namespace {

/// All findings of one validation, in order.
struct Findings {
    std::vector<Finding> rows;
};

std::string file_text(const py::object& path) {
    return py::cast<std::string>(py::module_::import("pathlib").attr("Path")(path).attr("read_bytes")());
}

/// JSON as text, bytes or a dictionary.
std::string json_from(const py::object& json) {
    if (py::isinstance<py::dict>(json)) return py::cast<std::string>(py::module_::import("json").attr("dumps")(json));
    if (py::isinstance<py::bytes>(json)) return py::cast<std::string>(json);
    return text_from(json, "json");
}

template <class T>
void bind_list(py::class_<Framework>& framework, const char* name, std::vector<T> FrameworkData::* list) {
    const auto bring = [list](const Framework& self) { return to_python(self.data().*list); };
    {
        py::options options;
        options.disable_function_signatures();
        const auto signature = "(self: Framework) -> tuple[" + class_name<T>() +
                               ", ...]\n\nCopies, in the order in which they were added.";
        framework.def_property_readonly(name, py::cpp_function(bring, signature.c_str()));
    }
    framework.def("add", [](Framework& self, const T& item) { self.add(item); }, py::arg("item"));
}

template <class T>
void bind_replace(py::class_<Framework>& framework) {
    framework.def(
        "replace", [](Framework& self, const T& item) { self.replace(item); }, py::arg("item"),
        "Puts a changed item in the place of the one with its id.");
}

template <class T>
py::object found_in(const std::vector<T>& list, const std::string& id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& each) { return each.id == id; });
    return found == list.end() ? py::none() : py::cast(*found);
}

/// A copy of the item, party or weight set called `id`.
py::object item_called(const Framework& self, const std::string& id) {
    const auto& data = self.data();
    for (const auto& found : {found_in(data.parties, id), found_in(data.weight_sets, id), found_in(data.agreements, id),
                              found_in(data.evidence, id)})
        if (!found.is_none() && !self.has(id)) return found;
    if (const auto party = found_in(data.parties, id); !party.is_none()) return party;
    switch (self.kind(id)) {
        case ItemKind::domain:
            return found_in(data.domains, id);
        case ItemKind::life_area:
            return found_in(data.life_areas, id);
        case ItemKind::ambition:
            return found_in(data.ambitions, id);
        case ItemKind::result:
            return found_in(data.results, id);
        case ItemKind::contribution:
            return found_in(data.contributions, id);
        case ItemKind::activity:
            return found_in(data.activities, id);
        case ItemKind::indicator:
            return found_in(data.indicators, id);
    }
    return py::none();
}

py::class_<Framework> bind_class(py::module_& module) {
    py::class_<Framework> framework(
        module, "Framework",
        "An outcome framework that can be built and edited freely; `validate()` says what is open.");
    framework
        .def(py::init<std::string, std::string, std::string>(), py::arg("name") = "", py::kw_only(),
             py::arg("language") = "nl", py::arg("id") = "")
        .def_static(
            "from_json", [](const py::object& json) { return framework_from_json(json_from(json)); }, py::arg("json"),
            "Reads a framework from JSON (text, bytes or a dictionary).")
        .def_static(
            "load", [](const py::object& path) { return framework_from_json(file_text(path)); }, py::arg("path"),
            "Reads a framework from a JSON file.")
        .def(
            "to_json", [](const Framework& self, int indent) { return framework_to_json(self, indent); },
            py::arg("indent") = 2, "JSON that reads back as the same framework.")
        .def(
            "save",
            [](const Framework& self, const py::object& path) {
                py::module_::import("pathlib").attr("Path")(path).attr("write_bytes")(
                    py::bytes(framework_to_json(self) + "\n"));
            },
            py::arg("path"), "Writes a framework to a JSON file.")
        .def("remove", &Framework::remove, py::arg("id"),
             "Takes an item out; what pointed at it shows up in `validate()`.")
        .def("__contains__", &Framework::has, py::arg("id"))
        .def("__getitem__", &item_called, py::arg("id"))
        .def("item", &item_called, py::arg("id"),
             "A copy of the item called `id`; put a changed one back with `replace`.")
        .def(
            "kind", [](const Framework& self, const std::string& id) { return std::string(to_name(self.kind(id))); },
            py::arg("id"), "'domain', 'life_area', 'ambition', 'result', 'contribution', 'activity' or 'indicator'.")
        .def("children", &Framework::children, py::arg("id"), "Ids of the items whose parent is `id`.")
        .def("contributions_to", &Framework::contributions_to, py::arg("result"),
             "Ids of the contributions that serve a result.")
        .def_property_readonly(
            "id", [](const Framework& self) { return self.data().id; }, "Id of the framework.")
        .def_property_readonly(
            "name", [](const Framework& self) { return self.data().name; }, "As people call it.")
        .def_property_readonly(
            "language", [](const Framework& self) { return self.data().language; },
            "Language of its texts, 'nl' or 'en'.")
        .def_property_readonly(
            "owner", [](const Framework& self) { return self.data().owner; }, "Id of the party that owns it.")
        .def_property_readonly(
            "municipality", [](const Framework& self) { return self.data().municipality; }, "Code of the municipality.")
        .def_property_readonly("hash", &framework_hash, "Identifies the content; the same everywhere.")
        .def("__eq__",
             [](const Framework& self, const py::object& other) {
                 return py::isinstance<Framework>(other) &&
                        framework_hash(self) == framework_hash(py::cast<const Framework&>(other));
             })
        .def("__repr__",
             [](const Framework& self) {
                 const auto& data = self.data();
                 return "Framework(" + std::string(py::repr(py::str(data.name))) + ": " +
                        std::to_string(data.results.size()) + " results, " + std::to_string(data.contributions.size()) +
                        " contributions, " + std::to_string(data.activities.size()) + " activities, " +
                        std::to_string(data.indicators.size()) + " indicators)";
             })
        .def("_repr_html_",
             [](const py::object& self) {
                 return py::module_::import("maatstaf.html").attr("tree")(self).cast<std::string>();
             })
        .def(py::pickle([](const Framework& self) { return to_bytes(to_archive(self)); },
                        [](const py::bytes& bytes) { return from_archive<Framework>(archive_bytes(bytes)); }));
    return framework;
}

void bind_lists(py::class_<Framework>& framework) {
    bind_list(framework, "parties", &FrameworkData::parties);
    bind_list(framework, "domains", &FrameworkData::domains);
    bind_list(framework, "life_areas", &FrameworkData::life_areas);
    bind_list(framework, "ambitions", &FrameworkData::ambitions);
    bind_list(framework, "results", &FrameworkData::results);
    bind_list(framework, "contributions", &FrameworkData::contributions);
    bind_list(framework, "activities", &FrameworkData::activities);
    bind_list(framework, "indicators", &FrameworkData::indicators);
    bind_list(framework, "responsibilities", &FrameworkData::responsibilities);
    bind_list(framework, "weight_sets", &FrameworkData::weight_sets);
    bind_list(framework, "elicitations", &FrameworkData::elicitations);
    bind_list(framework, "evidence", &FrameworkData::evidence);
    bind_list(framework, "agreements", &FrameworkData::agreements);
    bind_list(framework, "compass", &FrameworkData::compass);
    framework.def(
        "add", [](Framework&, const py::object& item) { refuse(messages::not_an_item, "item", item); }, py::arg("item"),
        "Adds an item, party, weight set, agreement or other part. Refuses an id that is taken.");
    bind_replace<Domain>(framework);
    bind_replace<LifeArea>(framework);
    bind_replace<Ambition>(framework);
    bind_replace<SocietalResult>(framework);
    bind_replace<Contribution>(framework);
    bind_replace<Activity>(framework);
    bind_replace<Indicator>(framework);
    bind_replace<Party>(framework);
    bind_replace<WeightSet>(framework);
    bind_replace<Evidence>(framework);
    bind_replace<Agreement>(framework);
}

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
            py::arg("language") = "en", "The sentence in 'en' or 'nl'.")
        .def("__eq__",
             [](const Finding& self, const py::object& other) {
                 return py::isinstance<Finding>(other) && self == py::cast<const Finding&>(other);
             })
        .def("__repr__", [](const Finding& self) {
            return "Finding(" + std::string(to_name(self.severity)) + ", " + std::string(py::repr(py::str(self.item))) +
                   ", " + std::string(py::repr(py::str(self.text()))) + ")";
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
                     text += "\n  " + std::string(to_name(each.severity)) + ": " + each.item + ": " + each.text();
                 return text;
             })
        .def("_repr_html_", [make](const Findings& self) {
            return py::module_::import("maatstaf.html")
                .attr("table")(make(self, Language::english))
                .cast<std::string>();
        })
        .def(py::pickle([](const Findings& self) { return self.rows; },
                        [](std::vector<Finding> rows) { return Findings{std::move(rows)}; }));
    bind_tabular(findings, make);
    def_documented(
        framework, "validate",
        [](const Framework& self, const py::kwargs& keywords) {
            return Findings{validate(self, options_from<ValidateOptions>(keywords, "Framework.validate"))};
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
             })
        .def("_repr_html_", [make](const Coverage& self) {
            return py::module_::import("maatstaf.html")
                .attr("table")(make(self, Language::english))
                .cast<std::string>();
        });
    bind_tabular(bound, make);
    bind_archive(bound);
    framework.def("coverage", &coverage, "What is measured and what not; results without an indicator come first.");
}

}  // namespace

void bind_framework(py::module_& module) {
    bind_framework_items(module);
    auto framework = bind_class(module);
    bind_lists(framework);
    bind_findings(module, framework);
    bind_coverage(module, framework);
    bind_framework_exchange(module, framework);
    def_documented(
        framework, "core_share",
        [](const Framework& self, const std::string& activity, const std::string& target, const std::string& topic,
           const py::kwargs& keywords) {
            return core_share(self.data().elicitations, activity, target, topic,
                              options_from<CoreShareOptions>(keywords, "Framework.core_share"));
        },
        signature_doc(
            "core_share", "self, activity: str, target: str, topic: str = '', " + keywords_text<CoreShareOptions>(),
            "Estimate", "Share of people who would be dissatisfied if the activity did not contribute to `target`.") +
            parameters_text<CoreShareOptions>(),
        py::arg("activity"), py::arg("target"), py::arg("topic") = "");
    def_documented(
        framework, "link_agreement",
        [](const Framework& self, const std::string& activity, const py::kwargs& keywords) {
            return link_agreement(self.data().elicitations, activity,
                                  options_from<LinkAgreementOptions>(keywords, "Framework.link_agreement"));
        },
        signature_doc("link_agreement", "self, activity: str, " + keywords_text<LinkAgreementOptions>(), "Estimate",
                      "Fleiss' kappa: do those who were asked agree about what the activity is for?") +
            parameters_text<LinkAgreementOptions>(),
        py::arg("activity"));
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/framework/structure.hpp"
#include "maatstaf/framework/version.hpp"
#include "bindings.hpp"
#include "fields.hpp"

namespace maatstaf::python {
namespace {

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
        numpy_doc("Puts a changed item in the place of the one with its id.",
                  {{"item", "the item", "A changed copy of what has its id."}}, "None",
                  {"ArgumentError: when nothing of that kind has its id."})
            .c_str());
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
            numpy_doc("Reads a framework from JSON (text, bytes or a dictionary).",
                      {{"json", "str or bytes or dict", "As `to_json` gives it; `framework_schema()` describes it."}},
                      "Framework",
                      {"FormatError: when it is no JSON, or not that of a framework; the message names the place."})
                .c_str())
        .def_static(
            "load",
            [](const py::object& path) {
                return framework_from_json(file_text(path), py::str(path).cast<std::string>());
            },
            py::arg("path"),
            numpy_doc("Reads a framework from a JSON file.", {{"path", "str or path", "File to read."}}, "Framework",
                      {"FormatError: when it is no JSON, or not that of a framework; the message names the place."})
                .c_str())
        .def(
            "to_json", [](const Framework& self, int indent) { return framework_to_json(self, indent); },
            py::arg("indent") = 2,
            numpy_doc("JSON that reads back as the same framework.",
                      {{"indent", "int", "Spaces per level; negative: one line."}}, "str")
                .c_str())
        .def(
            "save",
            [](const Framework& self, const py::object& path) {
                py::module_::import("pathlib").attr("Path")(path).attr("write_bytes")(
                    py::bytes(framework_to_json(self) + "\n"));
            },
            py::arg("path"),
            numpy_doc("Writes a framework to a JSON file.", {{"path", "str or path", "File to write."}}, "None")
                .c_str())
        .def("remove", &Framework::remove, py::arg("id"),
             numpy_doc("Takes an item out; what pointed at it shows up in `validate()`.",
                       {{"id", "str", "Id of an item, party, weight set, agreement or piece of evidence."}}, "None",
                       {"ArgumentError: when the framework has nothing of that id."})
                 .c_str())
        .def("__contains__", &Framework::has, py::arg("id"))
        .def("__getitem__", &item_called, py::arg("id"))
        .def("item", &item_called, py::arg("id"),
             numpy_doc("A copy of the item called `id`; put a changed one back with `replace`.",
                       {{"id", "str", "Id of an item, party, weight set, agreement or piece of evidence."}}, "the item",
                       {"ArgumentError: when the framework has nothing of that id."})
                 .c_str())
        .def(
            "kind", [](const Framework& self, const std::string& id) { return std::string(to_name(self.kind(id))); },
            py::arg("id"),
            numpy_doc("Kind of an item.", {{"id", "str", "Id of an item."}},
                      "{'domain', 'life_area', 'ambition', 'result', 'contribution', 'activity', 'indicator'}",
                      {"ArgumentError: when the framework has no such item."})
                .c_str())
        .def("children", &Framework::children, py::arg("id"),
             numpy_doc("Ids of the items whose parent is `id`.", {{"id", "str", "Id of an item."}}, "list of str")
                 .c_str())
        .def("contributions_to", &Framework::contributions_to, py::arg("result"),
             numpy_doc("Ids of the contributions that serve a result.", {{"result", "str", "Id of a result."}},
                       "list of str")
                 .c_str())
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
                        counted(data.results.size(), "result") + ", " +
                        counted(data.contributions.size(), "contribution") + ", " +
                        counted(data.activities.size(), "activity", "activities") + ", " +
                        counted(data.indicators.size(), "indicator") + ")";
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
        numpy_doc("Adds an item, party, weight set, agreement or other part.",
                  {{"item",
                    "Domain or LifeArea or Ambition or Result or Contribution or Activity or Indicator or Party or "
                    "WeightSet or ...",
                    "What to add; a copy is kept."}},
                  "None", {"ArgumentError: when its id is taken, or it is no part of a framework."})
            .c_str());
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

}  // namespace

void show_in_language_of(const Framework& framework, const py::handle& object) {
    object.attr("_language") = framework.data().language == "nl" ? "nl" : "en";
}

void bind_framework(py::module_& module) {
    bind_framework_items(module);
    auto framework = bind_class(module);
    bind_lists(framework);
    bind_framework_findings(module, framework);
    bind_framework_exchange(module, framework);
    def_documented(
        framework, "core_share",
        [](const Framework& self, const std::string& activity, const std::string& target, const std::string& topic,
           const py::kwargs& keywords) {
            static_cast<void>(self.activity(activity));  // an unknown one is refused
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

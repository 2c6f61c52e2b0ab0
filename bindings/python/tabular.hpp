// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include "arrow.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "maatstaf/core/archive.hpp"
#include "typed.hpp"

namespace maatstaf::python {

/// Gives a result class what every result offers: to_table, to_frame, to_arrow, to_csv, the Arrow stream and an HTML
/// view. `make` turns the result into a Table in a language. The class must have `dynamic_attr`.
template <class Class, class Make>
void bind_tabular(Class& bound, Make make) {
    using Result = typename Class::type;
    const auto frames = [] { return py::module_::import("maatstaf.frames"); };
    bound
        .def(
            "to_table",
            [make](const py::object& self, const std::string& language) -> Typed<Table> {
                return with_library(self, make(py::cast<const Result&>(self), language_from(language)));
            },
            py::arg("language") = "en",
            numpy_doc("The result as a tidy table.", {{"language", "{'en', 'nl'}", "Language of its sentences."}},
                      "Table")
                .c_str())
        .def(
            "to_frame",
            [make, frames](const py::object& self, const py::object& library,
                           const std::string& language) -> py::object {
                const auto wanted = library.is_none() ? py::getattr(self, "_library", py::none()) : library;
                return frames().attr("to_frame")(make(py::cast<const Result&>(self), language_from(language)), wanted);
            },
            py::arg("library") = py::none(), py::arg("language") = "en",
            numpy_doc("The result as a data frame.",
                      {{"library", "{'pandas', 'polars', 'pyarrow', 'dict'}, optional",
                        "None: that of the data it was made from, else the first that is installed, else a dict."},
                       {"language", "{'en', 'nl'}", "Language of its sentences."}},
                      "pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays",
                      {"ArgumentError: when the library is unknown or not installed."})
                .c_str())
        .def(
            "to_arrow",
            [make, frames](const Result& self) -> py::object {
                return frames().attr("to_frame")(make(self, Language::english), "pyarrow");
            },
            "A pyarrow.Table.")
        .def(
            "to_csv",
            [make](const Result& self, const py::object& path, const py::object& reason,
                   const std::string& language) -> py::object {
                return py::cast(make(self, language_from(language)))
                    .attr("to_csv")(path, py::arg("allow_restricted") = reason);
            },
            py::arg("path") = py::none(), py::kw_only(), py::arg("allow_restricted") = py::none(),
            py::arg("language") = "en",
            numpy_doc("Writes the result as CSV.",
                      {{"path", "str or path, optional", "File to write; None: give the text back."},
                       {"allow_restricted", "str, optional", "Why a restricted result may be written all the same."},
                       {"language", "{'en', 'nl'}", "Language of its sentences."}},
                      "str or None", {"ArgumentError: when the result is restricted and no reason is given."})
                .c_str())
        .def(
            "__arrow_c_stream__",
            [make](const Result& self, const py::object&) { return stream_capsule(make(self, Language::english)); },
            py::arg("requested_schema") = py::none())
        .def("__arrow_c_schema__",
             [make](const Result& self) { return schema_capsule(make(self, Language::english)); });
}

/// Pickling, copying and comparing: the checked archive, and the library of the input. Two are equal when they hold the
/// same values, whatever library they came from. The class must have `dynamic_attr`.
template <class Class>
void bind_archive(Class& bound) {
    using Object = typename Class::type;
    bound.def(
        "__eq__",
        [](const Object& self, const py::object& other) {
            if (!py::isinstance<Object>(other)) return false;
            const auto& that = py::cast<const Object&>(other);
            return &self == &that || to_archive(self) == to_archive(that);
        },
        py::arg("other"));
    bound.def(py::pickle(
        [](const py::object& self) {
            return py::make_tuple(to_bytes(to_archive(py::cast<const Object&>(self))),
                                  py::object(self.attr("__dict__")));
        },
        [](const py::tuple& state) {
            return std::make_pair(from_archive<Object>(archive_bytes(state[0])), state[1].cast<py::dict>());
        }));
}

/// A view of a table in the language of the framework that the result came from, after its caveats where it has any.
/// Without a title it has the repr.
template <class Class, class Make>
void bind_html(Class& bound, const char* title, Make make) {
    using Result = typename Class::type;
    bound.def("_repr_html_", [make, title](const py::object& self) {
        const auto html = py::module_::import("maatstaf.html");
        const auto& result = py::cast<const Result&>(self);
        const Language language = shown_language(self);
        const char* name = language == Language::dutch ? "nl" : "en";
        std::string text;
        if constexpr (requires { result.caveats(); })
            text = html.attr("notes")(notes_to_python(result.caveats()), name).template cast<std::string>();
        else if constexpr (requires { result.caveats.size(); })
            text = html.attr("notes")(notes_to_python(result.caveats), name).template cast<std::string>();
        const py::object heading = *title == '\0' ? py::object(py::repr(self)) : py::object(py::str(title));
        return text + html.attr("table")(make(result, language), py::arg("title") = heading, py::arg("language") = name)
                          .template cast<std::string>();
    });
}
template <class Class, class Make>
void bind_html(Class& bound, Make make) {
    bind_html(bound, "", make);
}

}  // namespace maatstaf::python

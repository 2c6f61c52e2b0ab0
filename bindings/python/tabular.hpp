// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include "arrow.hpp"
#include "bindings.hpp"
#include "maatstaf/core/archive.hpp"

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
            [make](const Result& self, const std::string& language) { return make(self, language_from(language)); },
            py::arg("language") = "en", "The result as a tidy table; sentences in 'en' or 'nl'.")
        .def(
            "to_frame",
            [make, frames](const py::object& self, const py::object& library,
                           const std::string& language) -> py::object {
                const auto wanted = library.is_none() ? py::getattr(self, "_library", py::none()) : library;
                return frames().attr("to_frame")(make(py::cast<const Result&>(self), language_from(language)), wanted);
            },
            py::arg("library") = py::none(), py::arg("language") = "en",
            "A data frame of the library that the input came from, else pandas, polars or pyarrow, else a dict of "
            "arrays.")
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
            "Writes CSV to `path`, or gives it back as text. A restricted result needs a reason in `allow_restricted`.")
        .def(
            "__arrow_c_stream__",
            [make](const Result& self, const py::object&) { return stream_capsule(make(self, Language::english)); },
            py::arg("requested_schema") = py::none())
        .def("__arrow_c_schema__",
             [make](const Result& self) { return schema_capsule(make(self, Language::english)); });
}

/// Pickling and copying: the checked archive, and the library of the input. The class must have `dynamic_attr`.
template <class Class>
void bind_archive(Class& bound) {
    using Object = typename Class::type;
    bound.def(py::pickle(
        [](const py::object& self) {
            return py::make_tuple(to_bytes(to_archive(py::cast<const Object&>(self))),
                                  py::object(self.attr("__dict__")));
        },
        [](const py::tuple& state) {
            return std::make_pair(from_archive<Object>(archive_bytes(state[0])), state[1].cast<py::dict>());
        }));
}

/// A view with the caveats before the numbers.
template <class Class, class Make>
void bind_html(Class& bound, const char* title, Make make) {
    using Result = typename Class::type;
    bound.def("_repr_html_", [make, title](const Result& self) {
        const auto html = py::module_::import("maatstaf.html");
        const auto notes = html.attr("notes")(notes_to_python(self.caveats)).template cast<std::string>();
        return notes +
               html.attr("table")(make(self, Language::english), py::arg("title") = title).template cast<std::string>();
    });
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "maatstaf/regress/design.hpp"
#include "tabular.hpp"

namespace maatstaf::python {
namespace {

/// Terms as people write them: "income", "income:type" or ("income", "type"). A text is split at ':' only when the
/// table has no column of that very name.
std::vector<DesignTerm> terms_from(const py::object& given, const Table& table) {
    std::vector<DesignTerm> terms;
    for (py::handle each : list_from(given, "terms")) {
        DesignTerm term;
        if (!py::isinstance<py::str>(each)) {
            for (py::handle name : list_from(each, "terms")) term.columns.push_back(text_from(name, "terms"));
            terms.push_back(term);
            continue;
        }
        std::string text = text_from(each, "terms");
        if (!table.has(text))
            for (std::size_t colon = text.find(':'); colon != std::string::npos; colon = text.find(':')) {
                term.columns.push_back(text.substr(0, colon));
                text.erase(0, colon + 1);
            }
        term.columns.push_back(text);
        terms.push_back(term);
    }
    return terms;
}

void make_design(py::detail::value_and_holder& holder, const py::object& data, const py::object& terms,
                 const py::kwargs& keywords) {
    const auto options = options_from<DesignOptions>(keywords, "Design");
    const Table table = table_from(data);
    holder.value_ptr() = new Design(table, terms_from(terms, table), options);
    py::setattr(reinterpret_cast<PyObject*>(holder.inst), "_library", library_of(data));
}

template <class Rows>
py::array matrix_view(const Rows& x, const py::object& owner) {
    constexpr auto size = static_cast<py::ssize_t>(sizeof(double));
    py::array made(py::dtype::of<double>(), {x.rows(), x.cols()}, {size * x.cols(), size}, x.data(), owner);
    py::detail::array_proxy(made.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
    return made;
}

py::array owned(DesignMatrix::Rows rows) {
    auto* kept = new DesignMatrix::Rows(std::move(rows));
    const py::capsule owner(kept, [](void* held) { delete static_cast<DesignMatrix::Rows*>(held); });
    return matrix_view(*kept, owner);
}

/// {"type": "flat", "income": 3}
std::vector<Design::Setting> settings_from(const Design& design, const py::dict& given) {
    std::vector<Design::Setting> settings;
    for (const auto& [key, value] : given) {
        Design::Setting setting{text_from(key, "settings"), "", 0.0};
        const std::string argument = "settings['" + setting.column + "']";
        if (design.variable(setting.column).categorical)
            setting.level = py::str(value);
        else
            setting.value = number_from(value, argument);
        settings.push_back(std::move(setting));
    }
    return settings;
}

void bind_matrix(py::module_& module) {
    py::class_<DesignMatrix>(module, "DesignMatrix", "A design matrix and the rows of the table that it holds.")
        .def_property_readonly(
            "x", [](const py::object& self) { return matrix_view(py::cast<const DesignMatrix&>(self).x, self); },
            "One row per kept row, one column per column of the design; a read-only view.")
        .def_property_readonly(
            "rows",
            [](const py::object& self) {
                return view(std::span<const std::int64_t>(py::cast<const DesignMatrix&>(self).rows), self);
            },
            "Position in the table of every row of x.")
        .def_readonly("names", &DesignMatrix::names, "Of the columns.")
        .def_readonly("left_out", &DesignMatrix::left_out, "Rows left out because they lack a value.")
        .def_property_readonly(
            "caveats", [](const DesignMatrix& self) { return notes_to_python(self.caveats); },
            "What a reader must know.")
        .def(
            "__array__",
            [](const py::object& self, const py::object& dtype, const py::object& copy) -> py::object {
                const py::object x = self.attr("x");
                if (dtype.is_none() && copy.is_none()) return x;
                return x.attr("astype")(dtype.is_none() ? py::object(x.attr("dtype")) : dtype);
            },
            py::arg("dtype") = py::none(), py::arg("copy") = py::none())
        .def("__repr__", [](const DesignMatrix& self) {
            return "DesignMatrix(" + counted(self.x.rows(), "row") + ", " + counted(self.x.cols(), "column") + ", " +
                   std::to_string(self.left_out) + " left out)";
        });
}

}  // namespace

void bind_regress_design(py::module_& module) {
    bind_described<ReferenceLevel>(module, "ReferenceLevel",
                                   "The level that the others of a column are compared with.");
    bind_matrix(module);
    py::class_<Design> design(module, "Design", py::dynamic_attr());
    design.attr("__doc__") =
        "From a table to a design matrix and back to its words; levels are fixed when it is made.\n\n"
        "`terms`: columns, and products of columns written as 'income:type' or ('income', 'type')." +
        parameters_text<DesignOptions>();
    {
        py::options options;
        options.disable_function_signatures();
        design.def(
            "__init__", &make_design, py::detail::is_new_style_constructor(), py::arg("data"), py::arg("terms"),
            signature_doc("__init__", "self, data: typing.Any, terms: typing.Any, " + keywords_text<DesignOptions>(),
                          "None", "")
                .c_str());
    }
    design.def_property_readonly("names", &Design::names, "Of the columns.")
        .def_property_readonly("column_terms", &Design::column_terms, "The term of every column.")
        .def_property_readonly(
            "terms",
            [](const Design& self) {
                std::vector<std::string> names;
                for (const DesignTerm& each : self.terms()) names.push_back(each.name());
                return names;
            },
            "Names of the terms.")
        .def_property_readonly(
            "levels",
            [](const Design& self) {
                py::dict made;
                for (const DesignVariable& each : self.variables())
                    if (each.categorical) made[py::str(each.name)] = each.levels;
                return made;
            },
            "Levels of every categorical column, in order.")
        .def_property_readonly(
            "references",
            [](const Design& self) {
                py::dict made;
                for (const DesignVariable& each : self.variables())
                    if (each.categorical)
                        made[py::str(each.name)] = each.levels[static_cast<std::size_t>(each.reference)];
                return made;
            },
            "The level of every categorical column with which the others are compared.")
        .def_property_readonly(
            "options", [](const Design& self) { return fields_dict(self.options()); }, "How it was made.")
        .def_property_readonly(
            "caveats", [](const Design& self) { return notes_to_python(self.caveats()); }, "What a reader must know.")
        .def(
            "build", [](const Design& self, const py::object& data) { return self.build(table_from(data)); },
            py::arg("data"),
            "The design matrix of a table. A level that was not there when the design was made is an error.")
        .def(
            "build_with",
            [](const Design& self, const py::object& data, const py::dict& settings) {
                return owned(self.build_with(table_from(data), settings_from(self, settings)));
            },
            py::arg("data"), py::arg("settings"), "As it would be with columns set: {'type': 'flat', 'income': 3}.")
        .def(
            "derivative",
            [](const Design& self, const py::object& data, const std::string& column) {
                return owned(self.derivative(table_from(data), column));
            },
            py::arg("data"), py::arg("column"), "How every column moves with a numeric column of the table.")
        .def("__repr__",
             [](const Design& self) {
                 return "Design(" + counted(self.terms().size(), "term") + ", " +
                        counted(self.columns().size(), "column") + ")";
             })
        .def("_repr_html_",
             [](const Design& self) {
                 const auto html = py::module_::import("maatstaf.html");
                 return html.attr("notes")(notes_to_python(self.caveats())).cast<std::string>() +
                        html.attr("table")(self.table()).cast<std::string>();
             })
        .def("__eq__", [](const Design& self, const Design& other) { return to_archive(self) == to_archive(other); })
        .def(py::pickle(
            [](const py::object& self) {
                return py::make_tuple(to_bytes(to_archive(py::cast<const Design&>(self))),
                                      py::object(self.attr("__dict__")));
            },
            [](const py::tuple& state) {
                return std::make_pair(from_archive<Design>(archive_bytes(state[0])), state[1].cast<py::dict>());
            }));
    bind_tabular(design, [](const Design& self, Language) { return self.table(); });
}

}  // namespace maatstaf::python

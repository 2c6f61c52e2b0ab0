// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "arrow.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "tabular.hpp"
#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/csv.hpp"

// Private: reasons of empty cells as columns of their own, for formats that know only "null".
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "core/reason.hpp"

namespace maatstaf::python {
namespace {

std::vector<std::string> column_names(const Table& table) {
    std::vector<std::string> names;
    for (const Column& column : table.columns()) names.push_back(column.name());
    return names;
}

/// One column of a dictionary, as `maatstaf.frames` prepared it: (kind, name, values, missing, categories).
Column column_from_parts(const py::tuple& parts) {
    const auto kind = py::cast<std::string>(parts[0]);
    const auto name = text_from(parts[1], "column");
    const py::object values = parts[2];
    const py::object missing = parts[3];
    if (kind == "number") return number_column(name, values, missing);
    if (kind == "text") {
        std::vector<std::string> texts;
        std::vector<Status> statuses;
        for (py::handle each : py::iter(values)) {
            texts.push_back(each.is_none() ? std::string()
                                           : text_from(each, name + "[" + std::to_string(texts.size()) + "]"));
            statuses.push_back(each.is_none() ? Status::absent : Status::observed);
        }
        return Column::string(name, texts, std::move(statuses));
    }
    const auto whole = number_column(name, values, missing);
    std::vector<std::int32_t> codes(whole.int32().begin(), whole.int32().end());
    std::vector<Status> statuses(whole.statuses().begin(), whole.statuses().end());
    if (kind == "date") return Column::date(name, std::move(codes), std::move(statuses));
    return Column::dictionary(name, std::move(codes), list_from_python<std::string>(parts[4], name),
                              std::move(statuses));
}

Table table_from_parts(const py::list& columns) {
    std::vector<Column> made;
    for (py::handle each : columns) made.push_back(column_from_parts(py::reinterpret_borrow<py::tuple>(each)));
    return Table(detail::fold_reasons(std::move(made)));
}

/// (name, type, values, codes, categories) per column, reasons of empty cells as columns of their own, for
/// `maatstaf.frames` to make a data frame of.
py::list parts_of(const Table& table) {
    py::list parts;
    for (const Column& column : detail::with_reasons(table)) {
        const std::string type(to_name(column.type()));
        if (column.type() != ColumnType::dictionary) {
            parts.append(py::make_tuple(column.name(), type, to_numpy(column), py::none(), py::none()));
            continue;
        }
        py::array_t<std::int32_t> codes(static_cast<py::ssize_t>(column.size()));
        for (std::size_t row = 0; row < column.size(); ++row)
            codes.mutable_data()[row] = column.status(row) == Status::observed ? column.int32()[row] : -1;
        parts.append(py::make_tuple(column.name(), type, py::none(), codes, py::cast(column.categories())));
    }
    return parts;
}

py::object to_csv(const Table& table, const py::object& path, const py::object& allow_restricted) {
    if (table.restricted()) {
        const bool reason_given =
            py::isinstance<py::str>(allow_restricted) && py::len(allow_restricted.attr("strip")()) > 0;
        if (!reason_given) throw ArgumentError(messages::restricted);
    }
    const py::str text(write_csv(table));
    if (path.is_none()) return text;
    py::module_::import("pathlib").attr("Path")(path).attr("write_bytes")(text.attr("encode")());
    return py::none();
}

Table read_csv_from(const py::object& source, const py::kwargs& keywords) {
    const auto options = options_from<CsvOptions>(keywords, "read_csv");
    const bool is_bytes = py::isinstance<py::bytes>(source);
    const py::bytes content =
        is_bytes ? source : py::module_::import("pathlib").attr("Path")(source).attr("read_bytes")();
    const std::string name = is_bytes ? "CSV" : py::cast<std::string>(py::str(source));
    return read_csv(std::string_view(content), options, name);
}

py::list displayed(const Table& table, std::size_t rows) {
    py::list shown;
    for (std::size_t row = 0; row < std::min(rows, table.rows()); ++row) {
        py::list cells;
        for (const Column& column : table.columns()) cells.append(column.display(row));
        shown.append(cells);
    }
    return shown;
}

std::string table_repr(const Table& table) {
    const auto names = column_names(table);
    return "Table(" + counted(table.rows(), "row") + ": " + join(names, ", ", 12) + ")" +
           banner(table.restricted());
}

}  // namespace

std::string banner(bool restricted) {
    return restricted ? " [" + render(messages::restricted_banner) + "]" : "";
}

Table table_from(const py::object& data) {
    if (py::isinstance<Table>(data)) return py::cast<Table>(data);
    return py::cast<Table>(py::module_::import("maatstaf.frames").attr("as_table")(data));
}

py::object library_of(const py::object& data) {
    return py::module_::import("maatstaf.frames").attr("library_of")(data);
}

void keep_library(const py::handle& from, const py::handle& to) {
    to.attr("_library") = py::getattr(from, "_library", py::none());
    if (py::hasattr(from, "_language")) to.attr("_language") = from.attr("_language");
}

py::object with_library(const py::handle& from, Table table) {
    py::object made = py::cast(std::move(table));
    made.attr("_library") = py::getattr(from, "_library", py::none());
    return made;
}

Language shown_language(const py::handle& object) {
    const py::object language = py::getattr(object, "_language", py::none());
    return language.is_none() ? Language::english : language_from(py::cast<std::string>(language));
}

std::span<const std::byte> archive_bytes(const py::bytes& bytes) {
    const std::string_view text(bytes);
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

py::bytes to_bytes(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void bind_table(py::module_& module) {
    py::class_<Column>(module, "_Column", "A column, as the owner of memory that NumPy looks at.");
    py::class_<Table> table(
        module, "Table", py::dynamic_attr(),
        "Named columns of equal length, with a reason for every empty cell.\n\n"
        "`Table(data)` takes any data frame, dictionary of columns, list of records or Arrow stream.");
    table.def(py::init(&table_from), py::arg("data"))
        .def_property_readonly("columns", &column_names, "Names of the columns.")
        .def_property_readonly("rows", &Table::rows, "Number of rows.")
        .def("__len__", &Table::rows)
        .def("__contains__", [](const Table& self, const std::string& name) { return self.has(name); })
        .def(
            "__getitem__", [](const Table& self, const std::string& name) { return to_numpy(self.column(name)); },
            py::arg("name"), "The values of a column; numbers without missing cells are a read-only view.")
        .def(
            "status",
            [](const Table& self, const std::string& name) {
                const Column& column = self.column(name);
                py::list names;
                for (std::size_t row = 0; row < column.size(); ++row)
                    names.append(std::string(to_name(column.status(row))));
                return names;
            },
            py::arg("name"),
            numpy_doc("Why cells are empty, row by row.", {{"name", "str", "Name of a column."}},
                      "list of {'observed', 'absent', 'suppressed', 'not_applicable'}",
                      {"ArgumentError: when there is no such column."})
                .c_str())
        .def(
            "type",
            [](const Table& self, const std::string& name) { return std::string(to_name(self.column(name).type())); },
            py::arg("name"),
            numpy_doc("Type of a column.", {{"name", "str", "Name of a column."}},
                      "{'float64', 'int64', 'int32', 'boolean', 'string', 'dictionary', 'date'}",
                      {"ArgumentError: when there is no such column."})
                .c_str())
        .def_property("restricted", &Table::restricted, &Table::set_restricted,
                      "True for record-level data, small counts and what derives from them.")
        .def(
            "select",
            [](const py::object& self, const py::object& names) -> Typed<Table> {
                return with_library(
                    self, py::cast<const Table&>(self).select(list_from_python<std::string>(names, "names")));
            },
            py::arg("names"),
            numpy_doc("Some of the columns, in the order asked for.", {{"names", "list of str", "Names of columns."}},
                      "Table", {"ArgumentError: when there is no such column."})
                .c_str())
        .def(
            "to_frame",
            [](const py::object& self, const py::object& library) {
                const auto wanted = library.is_none() ? py::getattr(self, "_library", py::none()) : library;
                return py::module_::import("maatstaf.frames").attr("to_frame")(self, wanted);
            },
            py::arg("library") = py::none(),
            numpy_doc("The table as a data frame.",
                      {{"library", "{'pandas', 'polars', 'pyarrow', 'dict'}, optional",
                        "None: that of the data it was made from, else the first that is installed."}},
                      "pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays",
                      {"ArgumentError: when the library is unknown or not installed."})
                .c_str())
        .def(
            "to_arrow",
            [](const py::object& self) {
                return py::module_::import("maatstaf.frames").attr("to_frame")(self, "pyarrow");
            },
            "A pyarrow.Table.")
        .def(
            "to_dict",
            [](const py::object& self) {
                return py::module_::import("maatstaf.frames").attr("to_frame")(self, "dict");
            },
            "A dictionary of NumPy arrays.")
        .def(
            "to_csv", &to_csv, py::arg("path") = py::none(), py::kw_only(), py::arg("allow_restricted") = py::none(),
            numpy_doc("Writes the table as CSV, with points in numbers and one column of reasons per column with gaps.",
                      {{"path", "str or path, optional", "File to write; None: give the text back."},
                       {"allow_restricted", "str, optional", "Why a restricted table may be written all the same."}},
                      "str or None", {"ArgumentError: when the table is restricted and no reason is given."})
                .c_str())
        .def(
            "__arrow_c_stream__", [](const Table& self, const py::object&) { return stream_capsule(self); },
            py::arg("requested_schema") = py::none())
        .def("__arrow_c_schema__", [](const Table& self) { return schema_capsule(self); })
        .def("__repr__", &table_repr)
        .def("_repr_html_",
             [](const py::object& self) {
                 return py::module_::import("maatstaf.html").attr("table")(self).cast<std::string>();
             })
        .def("_parts", &parts_of)
        .def("_displayed", &displayed, py::arg("rows"));
    bind_archive(table);

    module.def("_table_from_stream", &table_from_stream);
    module.def("_table_from_array", &table_from_array);
    module.def("_table_from_parts", &table_from_parts);
    py::options options;
    options.disable_function_signatures();
    module.def("read_csv", &read_csv_from,
               (signature_doc("read_csv", "source: str | os.PathLike[str] | bytes, " + keywords_text<CsvOptions>(),
                              "Table", "Reads delimited text from a file, or from bytes.") +
                parameters_text<CsvOptions>())
                   .c_str());
}

}  // namespace maatstaf::python

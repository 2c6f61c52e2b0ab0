// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/attributable.hpp"
#include "maatstaf/risk/counterfactual.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "tabular.hpp"

namespace maatstaf::python {

/// A two-dimensional array of numbers, in whatever layout; None is empty.
inline Eigen::MatrixXd matrix_from(py::handle value, const std::string& argument) {
    if (value.is_none()) return {};
    const auto array = py::array_t<double, py::array::forcecast>::ensure(value);
    if (!array || array.ndim() != 2) {
        PyErr_Clear();
        throw ArgumentError(messages::risk_shape,
                            {{"argument", argument}, {"expected", "n x p"}, {"got", describe(value)}});
    }
    const auto cells = array.unchecked<2>();
    Eigen::MatrixXd made(array.shape(0), array.shape(1));
    for (py::ssize_t i = 0; i < array.shape(0); ++i)
        for (py::ssize_t j = 0; j < array.shape(1); ++j) made(i, j) = cells(i, j);
    return made;
}

inline std::vector<double> numbers_or_none(py::handle value, const std::string& argument) {
    return value.is_none() ? std::vector<double>{} : numbers_from(value, argument);
}

inline std::vector<std::int32_t> positions_or_none(py::handle value, const std::string& argument) {
    std::vector<std::int32_t> made;
    for (const double each : numbers_or_none(value, argument)) made.push_back(static_cast<std::int32_t>(each));
    return made;
}

inline std::vector<std::string> texts_or_none(py::handle value, const std::string& argument) {
    return value.is_none() ? std::vector<std::string>{} : from_python<std::vector<std::string>>(value, argument);
}

/// {"factor": [columns]} in their order; a category may be {"columns": [...], "levels": [...], "reference": "..."}.
inline std::vector<AttributionFactor> factors_from(py::handle value) {
    std::vector<AttributionFactor> made;
    if (value.is_none()) return made;
    if (!py::isinstance<py::dict>(value)) refuse_object("dict", "factors", value);
    for (const auto& [name, columns] : py::reinterpret_borrow<py::dict>(value)) {
        AttributionFactor factor{text_from(name, "factors"), {}};
        const bool category = py::isinstance<py::dict>(columns);
        if (category) {
            factor.levels = texts_or_none(columns["levels"], "levels");
            factor.reference = text_from(columns["reference"], "reference");
        }
        const py::object places =
            category ? py::object(columns["columns"]) : py::reinterpret_borrow<py::object>(columns);
        for (const auto each : numbers_from(places, "factors"))
            factor.columns.push_back(static_cast<std::int32_t>(each));
        made.push_back(std::move(factor));
    }
    return made;
}

/// A NumPy docstring of a method with arguments of its own and the options of a procedure.
template <class Options>
std::string method_doc(std::string_view summary, std::initializer_list<ArgumentDoc> arguments,
                       const std::string& returns) {
    const std::string options = parameters_text<Options>();
    return numpy_doc(summary, arguments) + options.substr(options.find("----------") + 10) +
           "\n\nReturns\n-------\n" + returns;
}

/// Whether a result without a list of fields has an archive all the same.
template <class Result>
inline constexpr bool has_own_archive = false;

/// A result with `table()` and `caveats`, shown as every result is.
template <class Result>
py::class_<Result> bind_risk_result(py::module_& module, const char* name, const char* doc) {
    py::class_<Result> bound(module, name, py::dynamic_attr(), doc);
    const auto make = [](const Result& self, Language) { return self.table(); };
    bound
        .def_property_readonly(
            "caveats", [](const Result& self) { return notes_to_python(self.caveats); },
            "What a reader must know; read these first.")
        .def("table", &Result::table, "The result as a Table.")
        .def("__len__", [](const Result& self) { return self.table().rows(); })
        .def("__repr__", [name](const Result& self) {
            return std::string(name) + "(" + counted(self.table().rows(), "row") + ", " +
                   counted(self.caveats.size(), "caveat") + ")";
        });
    bind_tabular(bound, make);
    bind_html(bound, name, make);
    if constexpr (Described<Result> || has_own_archive<Result>) bind_archive(bound);
    return bound;
}

/// A table with what to know before reading it.
struct NotedTable {
    Table rows{};
    std::vector<Caveat> caveats{};
    Table table() const { return rows; }
};

/// Labels of rows as positions in their sorted names.
std::pair<std::vector<std::int32_t>, std::vector<std::string>> positions_of(const py::object& labels,
                                                                            const char* argument);

/// A value per row of a fit: as given, from a column of the table that the fit was made from, or from a value per row
/// of that table (without the rows that were left out).
py::object of_fit_rows(const py::object& fit, const py::object& given, const char* argument);

/// The traits of a fit, of a formula too.
RiskTraits traits_from(const py::object& fit);

/// The design of a fit with other traits: {trait: value or a value per row}, a table, or a design matrix as it is.
Eigen::MatrixXd counterfactual_from(const py::object& fit, const py::object& given);

void bind_risk_answers(py::module_& module);
void bind_risk_cost(py::module_& module);

template <class Result>
py::object made_from(const py::object& source, Result&& result) {
    const py::object made = py::cast(std::forward<Result>(result));
    keep_library(source, made);
    return made;
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>

#include "bindings.hpp"
#include "fields.hpp"
#include "maatstaf/score/result.hpp"

namespace maatstaf::python {

void bind_score_cell(py::module_& module) {
    py::class_<ScoreCell>(module, "ScoreCell", "One number of a result with all that belongs to it.")
        .def_readonly("estimate", &ScoreCell::estimate, "Value, standard error, interval and n.")
        .def_property_readonly(
            "value", [](const ScoreCell& self) { return self.estimate.value; }, "The score; NaN when there is none.")
        .def_property_readonly(
            "se", [](const ScoreCell& self) { return self.estimate.se; }, "Its standard error; NaN when not known.")
        .def_property_readonly(
            "low", [](const ScoreCell& self) { return self.estimate.low; }, "Lower end of its interval.")
        .def_property_readonly(
            "high", [](const ScoreCell& self) { return self.estimate.high; }, "Upper end of its interval.")
        .def_property_readonly(
            "n", [](const ScoreCell& self) { return self.estimate.n; }, "People or cases behind it.")
        .def_readonly("coverage", &ScoreCell::coverage, "Share of the weight that was observed.")
        .def_readonly("reference", &ScoreCell::reference, "Score of a unit that is average on every indicator.")
        .def_property_readonly(
            "status", [](const ScoreCell& self) { return std::string(to_name(self.status)); },
            "'observed', or why there is no value.")
        .def_property_readonly(
            "method", [](const ScoreCell& self) { return std::string(to_name(self.method)); },
            "How the margin was found: 'none', 'exact', 'first_order' or 'simulated'.")
        .def_property_readonly(
            "caveats", [](const ScoreCell& self) { return notes_to_python(notes(self)); },
            "What a reader of this number must know.")
        .def_readonly("area_weights", &ScoreCell::area_weights,
                      "Id of the weight set of the unit's area; empty: that of the model.")
        .def_readonly("restricted", &ScoreCell::restricted,
                      "True for record-level data, small counts and what derives from them.")
        .def("__repr__", [](const ScoreCell& self) {
            std::string text = "ScoreCell(value=" + to_text(self.estimate.value) + ", se=" + to_text(self.estimate.se) +
                               ", coverage=" + to_text(self.coverage);
            for (const Caveat& each : notes(self.caveats)) text += ", " + std::string(each.name());
            return text + ")" + banner(self.restricted);
        })
        .def("_repr_html_",
             [](const py::object& self) {
                 return py::module_::import("maatstaf.html").attr("cell")(self).cast<std::string>();
             })
        .def(py::pickle(
            [](const ScoreCell& self) {
                return py::make_tuple(self.estimate, self.coverage, self.reference, std::string(to_name(self.status)),
                                      std::string(to_name(self.method)), static_cast<std::uint32_t>(self.caveats),
                                      self.area_weights, self.restricted);
            },
            [](const py::tuple& state) {
                ScoreCell cell;
                cell.estimate = state[0].cast<Estimate>();
                cell.coverage = state[1].cast<double>();
                cell.reference = state[2].cast<double>();
                cell.status = from_name<Status>(state[3].cast<std::string>(), "status");
                cell.method = from_name<MarginMethod>(state[4].cast<std::string>(), "method");
                cell.caveats = static_cast<CellCaveat>(state[5].cast<std::uint32_t>());
                cell.area_weights = state[6].cast<std::string>();
                cell.restricted = state[7].cast<bool>();
                return cell;
            }));
}

}  // namespace maatstaf::python

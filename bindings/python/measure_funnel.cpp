// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/funnel.hpp"

#include "measure.hpp"

namespace maatstaf::python {

template <>
inline constexpr bool has_own_archive<FunnelResult> = true;

void bind_measure_funnel(py::module_& module) {
    bind_risk_result<FunnelResult>(module, "Funnel",
                                   "Points with the limits between which they fall if their unit is like the target.")
        .def_readonly("points", &FunnelResult::points, "The points as `Measures`.")
        .def_readonly("target", &FunnelResult::target, "What the points are held against.")
        .def_readonly("phi", &FunnelResult::phi, "Mean of the squared distances; 1 by chance alone.")
        .def_readonly("tau2", &FunnelResult::tau2, "Variance between units on the scale.")
        .def_readonly("dispersion", &FunnelResult::dispersion, "Of the predictive distribution.")
        .def(
            "lines",
            [](const FunnelResult& self, const py::object& sizes) { return self.lines(numbers_from(sizes, "sizes")); },
            py::arg("sizes"), "The limits at other sizes, for a picture.");
    module.def(
        "measure_funnel",
        [](const py::object& events, const py::object& size, const py::object& groups, const py::kwargs& keywords) {
            return measure::funnel(numbers_from(events, "events"), numbers_from(size, "size"), groups_or_none(groups),
                                   options_from<FunnelOptions>(keywords, "funnel"));
        },
        py::arg("events"), py::arg("size"), py::arg("groups"), "Funnel limits.");
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/derive.hpp"
#include "maatstaf/measure/quality.hpp"
#include "measure.hpp"

namespace maatstaf::python {

template <>
inline constexpr bool has_own_archive<RulesResult> = true;
template <>
inline constexpr bool has_own_archive<OutliersResult> = true;

void bind_measure_panel(py::module_& module) {
    bind_described<DerivedIndicator>(module, "DerivedIndicator", "An indicator made of others.\n\n");
    bind_described<PanelRule>(module, "PanelRule", "What must hold in every unit and period.\n\n");
    bind_risk_result<RulesResult>(module, "RuleBreaches", "Where rules do not hold.")
        .def_property_readonly(
            "checked", [](const RulesResult& self) { return to_python(self.checked); }, "Cells checked, per rule.")
        .def_property_readonly(
            "not_checked", [](const RulesResult& self) { return to_python(self.not_checked); },
            "Cells that could not be, per rule.");
    bind_risk_result<OutliersResult>(module, "Outliers", "Values that stand out: to look at, not to remove.")
        .def_readonly("checked", &OutliersResult::checked, "Cells that could be judged.")
        .def_readonly("not_checked", &OutliersResult::not_checked, "Observed cells that could not.");
    module.def(
        "measure_derive",
        [](const py::object& panel, const py::object& indicators, const py::kwargs& keywords) {
            const auto wanted = from_python<std::vector<DerivedIndicator>>(indicators, "indicators");
            return made_from(panel, measure::derive(object_of<Panel>(panel, "panel"), wanted,
                                                    options_from<DeriveOptions>(keywords, "derive")));
        },
        py::arg("panel"), py::arg("indicators"), "The panel with further indicators.");
    module.def(
        "measure_check_rules",
        [](const py::object& panel, const py::object& rules) {
            return made_from(panel, measure::check_rules(object_of<Panel>(panel, "panel"),
                                                         from_python<std::vector<PanelRule>>(rules, "rules")));
        },
        py::arg("panel"), py::arg("rules"), "Where rules do not hold.");
    module.def(
        "measure_outliers",
        [](const py::object& panel, const py::kwargs& keywords) {
            return made_from(panel, measure::outliers(object_of<Panel>(panel, "panel"),
                                                      options_from<OutlierOptions>(keywords, "outliers")));
        },
        py::arg("panel"), "Values that stand out.");
    module.def(
        "measure_timeliness",
        [](const py::object& due, const py::object& received, const py::object& groups, const py::kwargs& keywords) {
            return measure::timeliness(numbers_from(due, "due"), numbers_from(received, "received"),
                                       groups_or_none(groups),
                                       options_from<ProportionOptions>(keywords, "timeliness"));
        },
        py::arg("due"), py::arg("received"), py::arg("groups"), "Share that came in by the day it was due.");
}

}  // namespace maatstaf::python

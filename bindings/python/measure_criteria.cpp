// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/goals.hpp"
#include "maatstaf/measure/survey.hpp"
#include "measure.hpp"

namespace maatstaf::python {

template <>
inline constexpr bool has_own_archive<SurveyResult> = true;

void bind_measure_criteria(py::module_& module) {
    bind_risk_result<SurveyResult>(module, "Survey", "Answers per item, and open answers as stories.")
        .def_readonly("stories", &SurveyResult::stories, "Open answers of those who consented, as a Table.")
        .def_property_readonly(
            "account",
            [](const SurveyResult& self) { return account_of(self.account); },
            "Rows left out or changed, by reason.")
        .def_property_readonly(
            "measures", [](const SurveyResult& self) { return self.measures(); },
            "The share of the highest answers per item, as Measures.")
        .def(
            "comparisons", [](const SurveyResult& self, const std::string& reference) {
                return self.comparisons(reference);
            },
            py::arg("reference") = "",
            numpy_doc("Who answers higher: every activity beside the reference, per item, as a Table.",
                      {{"reference", "str", "An activity; empty: the first of each item."}}, "Table")
                .c_str());
    module.def(
        "measure_survey",
        [](const py::object& data, const py::kwargs& keywords) {
            const auto options = options_from<SurveyOptions>(keywords, "survey");
            return read_survey(table_from(data), options);
        },
        py::arg("data"), "Reads answers; see maatstaf.measure.survey.");
    module.def(
        "measure_superiority",
        [](const py::object& first, const py::object& second, double confidence) {
            return superiority(numbers_from(first, "first"), numbers_from(second, "second"), confidence);
        },
        py::arg("first"), py::arg("second"), py::arg("confidence") = 0.95, "Who answers higher.");
    module.def(
        "measure_satisfaction_beside_effect",
        [](const py::object& answer, const py::object& attained, const py::kwargs& keywords) {
            return satisfaction_beside_effect(numbers_from(answer, "answer"), numbers_from(attained, "attained"),
                                              options_from<SurveyOptions>(keywords, "satisfaction_beside_effect"));
        },
        py::arg("answer"), py::arg("attained"), "Satisfaction and effect side by side.");
    module.def(
        "measure_gas_t",
        [](const py::object& attained, const py::object& weights, double rho) {
            return gas_t(numbers_from(attained, "attained"), numbers_or_none(weights, "weights"), rho);
        },
        py::arg("attained"), py::arg("weights") = py::none(), py::arg("rho") = 0.3, "Goal Attainment Scaling.");
    module.def(
        "measure_reliable_change",
        [](double before, double after, const py::kwargs& keywords) {
            const auto made =
                reliable_change(before, after, options_from<ReliableChangeOptions>(keywords, "reliable_change"));
            return py::make_tuple(made.index, to_python(made.outcome));
        },
        py::arg("before"), py::arg("after"), "Index and class of a change.");
    module.def(
        "measure_goal_item",
        [](const std::string& activity, const std::string& result, const std::string& language) {
            return goal_item(activity, result, language_from(language));
        },
        py::arg("activity"), py::arg("result"), py::arg("language") = "en", "The item of a contribution.");
}

}  // namespace maatstaf::python

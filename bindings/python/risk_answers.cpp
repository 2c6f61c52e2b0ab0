// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/effects_by.hpp"
#include "maatstaf/risk/profile.hpp"
#include "maatstaf/risk/rate_division.hpp"
#include "risk.hpp"

// What a risk model answers: a table, a profile, effects by group, a divided difference.
namespace maatstaf::python {
namespace {

void bind_answers(py::module_& module) {
    bind_risk_result<NotedTable>(module, "RiskTable", "A table of a risk model, with what to know before reading it.")
        .def_property_readonly(
            "columns", [](const NotedTable& self) { return py::object(py::cast(self.rows).attr("columns")); },
            "Names of the columns.")
        .def(
            "__getitem__",
            [](const NotedTable& self, const std::string& column) {
                return py::cast(self.rows).attr("__getitem__")(column);
            },
            py::arg("column"), "The values of a column.")
        .def(py::pickle(
            [](const py::object& self) {
                const auto& made = py::cast<const NotedTable&>(self);
                return py::make_tuple(made.rows, notes_to_python(made.caveats), py::object(self.attr("__dict__")));
            },
            [](const py::tuple& state) {
                NotedTable made{state[0].cast<Table>(), {}};
                for (const auto each : state[1]) made.caveats.push_back(each.cast<Note>());
                return std::make_pair(std::move(made), state[2].cast<py::dict>());
            }));
    bind_risk_result<RiskProfile>(module, "RiskProfile", "What goes with the use of one area, in numbers and words.")
        .def_readonly("unit", &RiskProfile::unit, "The area.")
        .def_readonly("rate", &RiskProfile::rate, "Observed use per person.")
        .def_readonly("reference_rate", &RiskProfile::reference_rate, "Expected use per person of the average area.")
        .def_readonly("level", &RiskProfile::level, "Expected here / expected of the average area.")
        .def_readonly("difference", &RiskProfile::difference, "Rate minus reference rate: composition + rest.")
        .def_readonly("composition", &RiskProfile::composition, "The part that goes with the traits.")
        .def_property_readonly("rest", &RiskProfile::rest, "What traits do not explain: practice + noise.")
        .def_readonly("practice", &RiskProfile::practice,
                      "Practice, access and traits not measured; NaN for amounts, of which only the rest is known.")
        .def_readonly("noise", &RiskProfile::noise, "The play of chance; NaN for amounts.")
        .def(
            "sentences",
            [](const RiskProfile& self, const std::string& language) {
                return to_python(self.sentences(language_from(language)));
            },
            py::arg("language") = "en", "The profile in words, most important first, in 'en' or 'nl'.");
    bind_risk_result<EffectsByResult>(module, "EffectsBy", "What goes with a trait in every group, as rates.")
        .def_readonly("difference_p", &EffectsByResult::difference_p,
                      "Chance of ratios this unequal if they were equal.")
        .def_property_readonly(
            "low", [](const EffectsByResult& self) { return self.options.low; }, "Lower value of the trait.")
        .def_property_readonly(
            "high", [](const EffectsByResult& self) { return self.options.high; }, "Higher value of the trait.");
}

void bind_rate_division(py::module_& module) {
    bind_risk_result<RateDivisionResult>(module, "DividedRates",
                                         "The difference between the rates of two groups, divided.")
        .def_readonly("group_a", &RateDivisionResult::group_a, "The first group.")
        .def_readonly("group_b", &RateDivisionResult::group_b, "The second group.")
        .def_readonly("rate_a", &RateDivisionResult::rate_a, "Rate of the first group.")
        .def_readonly("rate_b", &RateDivisionResult::rate_b, "Rate of the second group.")
        .def_readonly("gap", &RateDivisionResult::gap, "The first less the second.")
        .def_readonly("composition", &RateDivisionResult::composition, "The part that goes with other traits.")
        .def_readonly("unexplained_a", &RateDivisionResult::unexplained_a, "Use in A against the reference.")
        .def_readonly("unexplained_b", &RateDivisionResult::unexplained_b, "The reference against use in B.")
        .def_property_readonly(
            "parts",
            [](const RateDivisionResult& self) {
                py::dict made;
                for (const RatePart& each : self.parts) made[py::str(each.factor)] = py::cast(each.composition);
                return made;
            },
            "Composition per factor.")
        .def_property_readonly(
            "method", [](const RateDivisionResult& self) { return std::string(to_name(self.options.method)); },
            "How composition was divided over factors: 'shapley' or 'yun'.");
}

}  // namespace

void bind_risk_answers(py::module_& module) {
    bind_answers(module);
    bind_rate_division(module);
}

}  // namespace maatstaf::python

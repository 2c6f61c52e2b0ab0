// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/spells.hpp"
#include "maatstaf/measure/youth.hpp"

#include <optional>

#include "measure.hpp"

namespace maatstaf::python {

template <>
inline constexpr bool has_own_archive<YouthResult> = true;

void bind_measure_youth(py::module_& module) {
    bind_risk_result<YouthResult>(module, "YouthOutcomes", "The outcome set for youth help, from records.")
        .def_readonly("measures", &YouthResult::measures, "The same rows as Measures.")
        .def_property_readonly(
            "account",
            [](const YouthResult& self) {
                py::dict made;
                made["spells"] = account_of(self.spells);
                made["goals"] = account_of(self.goals);
                made["changes"] = account_of(self.changes);
                made["answers"] = account_of(self.answers);
                made["attained"] = account_of(self.attained);
                return made;
            },
            "Rows left out or changed, by table and reason.")
        .def_property_readonly(
            "choices",
            [](const YouthResult& self) {
                py::dict made;
                made["as_of"] = self.options.as_of;
                made["drop_out"] = to_python(self.options.drop_out);
                made["planned"] = to_python(self.options.planned);
                made["no_ending"] = to_python(self.options.no_ending);
                made["gap_days"] = self.options.gap_days;
                made["window_days"] = self.options.window_days;
                made["unit"] = to_python(self.options.unit);
                made["rule"] = to_python(self.options.rule);
                return made;
            },
            "The choices that the figures rest on.");
    module.def(
        "measure_youth_outcomes",
        [](const py::object& spells, const py::object& goals, const py::object& changes, const py::object& answers,
           const py::object& attained, const py::kwargs& keywords) {
            const auto options = options_from<YouthOptions>(keywords, "youth_outcomes");
            const auto taken = [](const py::object& from) {
                return from.is_none() ? std::optional<Table>{} : std::optional<Table>(table_from(from));
            };
            const auto help = taken(spells), goal = taken(goals), change = taken(changes), answer = taken(answers),
                       reached = taken(attained);
            const auto pointer = [](const std::optional<Table>& table) { return table ? &*table : nullptr; };
            YouthRecords records{};
            records.spells = pointer(help);
            records.goals = pointer(goal);
            records.changes = pointer(change);
            records.answers = pointer(answer);
            records.attained = pointer(reached);
            YouthResult made = [&] {
                py::gil_scoped_release released;
                return measure::youth_outcomes(records, options);
            }();
            if (py::isinstance<SpellResult>(spells)) {  // what was left out on the way to the spells counts too
                const auto& earlier = spells.cast<const SpellResult&>().caveats;
                made.caveats.insert(made.caveats.begin(), earlier.begin(), earlier.end());
            }
            return made;
        },
        py::arg("spells"), py::arg("goals"), py::arg("changes"), py::arg("answers"), py::arg("attained"),
        "The outcome set; see maatstaf.measure.youth_outcomes.");
    module.def(
        "measure_outcome_crosswalk",
        [](const std::string& language) { return measure::outcome_crosswalk(language_from(language)); },
        py::arg("language") = "en", "Measures by criterion.");
}

}  // namespace maatstaf::python

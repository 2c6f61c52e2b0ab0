// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/assigned.hpp"
#include "maatstaf/measure/claims.hpp"
#include "maatstaf/measure/lead_times.hpp"
#include "maatstaf/measure/spells.hpp"
#include "measure.hpp"

namespace maatstaf::python {

template <>
inline constexpr bool has_own_archive<ClaimResult> = true;
template <>
inline constexpr bool has_own_archive<SpellResult> = true;
template <>
inline constexpr bool has_own_archive<LeadTimeResult> = true;
template <>
inline constexpr bool has_own_archive<AssignedResult> = true;

namespace {

py::dict household_of(const HouseholdCare& care) {
    py::dict made;
    made["households"] = care.households;
    made["care_days"] = care.care_days;
    made["concurrent_days"] = care.concurrent_days;
    made["double_days"] = care.double_days;
    made["double_pairs"] = care.double_pairs;
    made["double_households"] = care.double_households;
    return made;
}

py::object eighteen_of(const ClaimResult& result) {
    if (!result.has_births) return py::none();
    const AtEighteen& at = result.eighteen;
    py::dict made;
    made["persons"] = at.persons;
    made["not_followed"] = at.not_followed;
    for (const auto& each : enum_names(CareAct{}))
        made[py::str(std::string(each.name) + "_after")] = at.after[static_cast<std::size_t>(each.value)];
    made["none_after"] = at.none_after;
    made["cost_before"] = at.cost_before;
    made["cost_after"] = at.cost_after;
    return made;
}

}  // namespace

void bind_measure_records(py::module_& module) {
    bind_described<RecordColumn>(module, "RecordColumn", "What a column of records means.\n\n");
    bind_risk_result<ClaimResult>(module, "Claims", "Use, cost, repeat use and stacking from claim lines.")
        .def_property_readonly(
            "account", [](const ClaimResult& self) { return account_of(self.account); },
            "Rows left out or changed, by reason.")
        .def("account_table", [](const ClaimResult& self) { return self.account.table(); },
             "Rows left out or changed as a table: reason, treatment, rows.")
        .def_property_readonly(
            "rows", [](const ClaimResult& self) { return self.account.rows; }, "Rows that came in.")
        .def_property_readonly(
            "dropped", [](const ClaimResult& self) { return self.account.dropped; }, "Rows left out.")
        .def("stacking", &ClaimResult::stacking_table, "Households and cost by set of acts, per year.")
        .def("lorenz", &ClaimResult::lorenz_table, "Lorenz curve of cost over households, per year.")
        .def_property_readonly(
            "household", [](const ClaimResult& self) { return household_of(self.household); },
            "Help at the same time and double work within households.")
        .def_property_readonly(
            "eighteen", [](const ClaimResult& self) { return eighteen_of(self); },
            "Before and after the eighteenth birthday; None without dates of birth.")
        .def(
            "panel",
            [](const ClaimResult& self, const std::string& level, const std::string& kind) {
                return self.panel(from_name<UseLevel>(level, "level"), from_name<UnitKind>(kind, "kind"));
            },
            py::arg("level") = "area", py::arg("kind") = "neighbourhood", "The rows of one level as a Panel.");
    module.def(
        "measure_claims",
        [](const py::object& data, const py::kwargs& keywords) {
            const auto options = options_from<ClaimOptions>(keywords, "claims");
            const Table table = table_from(data);
            ClaimResult made = [&] {
                py::gil_scoped_release released;
                return count_claims(table, options);
            }();
            return made;
        },
        py::arg("data"), "Counts claim lines; see maatstaf.measure.claims.");
    bind_risk_result<SpellResult>(module, "Spells", "Spells of help from assignments, starts and stops.")
        .def_property_readonly(
            "account",
            [](const SpellResult& self) {
                py::dict made;
                made["assignments"] = account_of(self.assignments);
                made["starts"] = account_of(self.starts);
                made["stops"] = account_of(self.stops);
                return made;
            },
            "Rows left out or changed, by table and reason.");
    module.def(
        "measure_spells",
        [](const py::object& assignments, const py::object& starts, const py::object& stops,
           const py::kwargs& keywords) {
            const auto options = options_from<SpellOptions>(keywords, "spells");
            return care_spells(table_from(assignments), table_from(starts), table_from(stops), options);
        },
        py::arg("assignments"), py::arg("starts"), py::arg("stops"), "Joins messages; see maatstaf.measure.spells.");
    bind_described<LeadTerm>(module, "LeadTerm", "The days that a step may take by law or agreement.\n\n");
    bind_risk_result<LeadTimeResult>(module, "LeadTimes", "How long the steps from request to end of help take.")
        .def(
            "panel",
            [](const LeadTimeResult& self, const std::string& kind) {
                return self.panel(from_name<UnitKind>(kind, "kind"));
            },
            py::arg("kind") = "organisation", "Items by year: median days, and the part within each term.");
    module.def(
        "measure_lead_times",
        [](const SpellResult& spells, const py::kwargs& keywords) {
            return lead_times(spells, options_from<LeadTimeOptions>(keywords, "lead_times"));
        },
        py::arg("spells"), "Times of every step; see maatstaf.measure.lead_times.");
    bind_risk_result<AssignedResult>(module, "AssignedVolumes", "What was assigned, in hours or days, per year.")
        .def_property_readonly(
            "account", [](const AssignedResult& self) { return account_of(self.account); },
            "Rows left out or changed, by reason.")
        .def("against", &AssignedResult::against, py::arg("claims"),
             "Beside what was declared: assigned and delivered hours and days, and which part was used.");
    module.def(
        "measure_assigned",
        [](const py::object& data, const py::kwargs& keywords) {
            const auto options = options_from<AssignedOptions>(keywords, "assigned_volume");
            return assigned_volume(table_from(data), options);
        },
        py::arg("data"), "Volumes of assignments; see maatstaf.measure.assigned_volume.");
    module.def("measure_looks_like_citizen_number", &looks_like_citizen_number, py::arg("text"),
               "Nine digits that pass the eleven test.");
}

}  // namespace maatstaf::python

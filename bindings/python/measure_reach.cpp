// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/measure_panel.hpp"
#include "maatstaf/measure/reach.hpp"
#include "maatstaf/measure/shares.hpp"
#include "measure.hpp"

namespace maatstaf::python {

void bind_measure_reach(py::module_& module) {
    module.def(
        "measure_reach",
        [](const py::object& reached, const py::object& population, const py::object& targets, const py::object& groups,
           const py::kwargs& keywords) {
            const auto options = options_from<ReachOptions>(keywords, "reach");
            const auto people = numbers_from(reached, "reached"), residents = numbers_from(population, "population");
            const auto target = from_python<std::vector<std::string>>(targets, "target");
            const RowGroups sets = groups_or_none(groups);
            py::gil_scoped_release released;
            return measure::reach({people, residents, target, sets}, options);
        },
        py::arg("reached"), py::arg("population"), py::arg("target"), py::arg("groups"), "Reach and spread.");
    module.def(
        "measure_count_reached",
        [](const py::object& participants, const py::object& population, const py::kwargs& keywords) {
            return measure::count_reached(table_from(participants), table_from(population),
                                          options_from<ReachCountOptions>(keywords, "count_reached"));
        },
        py::arg("participants"), py::arg("population"), "Counts participants per target group.");
    module.def(
        "measure_share",
        [](const py::object& value, const py::object& cluster, const py::object& weight, const py::object& groups,
           const py::kwargs& keywords) {
            const auto values = numbers_from(value, "value"), weights = numbers_or_none(weight, "weight");
            const auto clusters = positions_or_none(cluster, "cluster");
            return measure::share({values, clusters, weights}, groups_or_none(groups),
                                  options_from<ShareOptions>(keywords, "share"));
        },
        py::arg("value"), py::arg("cluster"), py::arg("weight"), py::arg("groups"), "A share of rows.");
    module.def(
        "measure_share_within",
        [](const py::object& time, const py::object& event, double window, const py::object& followed,
           const py::object& cluster, const py::object& groups, const py::kwargs& keywords) {
            const auto times = numbers_from(time, "time"), events = numbers_from(event, "event");
            const auto seen = numbers_or_none(followed, "followed");
            const auto clusters = positions_or_none(cluster, "cluster");
            return measure::share_within({times, events, seen, clusters}, window, groups_or_none(groups),
                                         options_from<ShareOptions>(keywords, "share_within"));
        },
        py::arg("time"), py::arg("event"), py::arg("window"), py::arg("followed"), py::arg("cluster"),
        py::arg("groups"), "The part that had an event within a window.");
    module.def(
        "measure_panel",
        [](const MeasureResult& measures, const py::kwargs& keywords) {
            return measure_panel(measures, options_from<MeasurePanelOptions>(keywords, "panel"));
        },
        py::arg("measures"), "A result as a Panel.");
}

}  // namespace maatstaf::python

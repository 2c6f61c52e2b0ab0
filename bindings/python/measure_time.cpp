// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/measure/survival.hpp"
#include "measure.hpp"

namespace maatstaf::python {

template <>
inline constexpr bool has_own_archive<SurvivalResult> = true;
template <>
inline constexpr bool has_own_archive<CompetingResult> = true;
template <>
inline constexpr bool has_own_archive<TurnbullResult> = true;

namespace {

/// Times, events and what goes with them, kept while a kernel looks at them.
struct Times {
    std::vector<double> time{}, entry{};
    std::vector<std::int32_t> event{}, group{};

    /// `name` is what the events are called: `event` is 0 or 1, `cause` any whole number from 0.
    Times(const py::object& times, const py::object& events, const py::object& entries, const py::object& groups,
          const std::string& name)
        : time(numbers_from(times, "time")), entry(numbers_or_none(entries, "entry")),
          group(positions_or_none(groups, "group_by")) {
        const double most = name == "event" ? 1.0 : 1000.0;
        for (const double each : numbers_from(events, name)) {
            if (!std::isnan(each) && !(each >= 0.0 && each <= most && each == std::floor(each)))
                throw DataError(messages::measure_off_scale,
                                {{"argument", name},
                                 {"row", std::to_string(event.size() + 1)},
                                 {"got", to_text(each)},
                                 {"range", name == "event" ? "0, 1" : "0, 1, 2, ... 1000"}});
            event.push_back(std::isnan(each) ? -1 : static_cast<std::int32_t>(each));
        }
    }
    SurvivalData data() const { return {time, event, entry, group}; }
};

std::vector<std::string> names_of_groups(const py::object& names) { return texts_or_none(names, "group_by"); }

}  // namespace

void bind_measure_time(py::module_& module) {
    bind_risk_result<SurvivalResult>(module, "Survival", "The part that has not had an event yet, over time.")
        .def("summary", &SurvivalResult::summary, "Restricted mean, quantiles and the part within each term.");
    bind_risk_result<CompetingResult>(module, "Incidence", "The part that had each cause, over time.")
        .def("summary", &CompetingResult::summary, "Time lost to each cause and the part within each term.");
    bind_risk_result<TurnbullResult>(module, "IntervalTimes", "Times known only to lie in intervals.")
        .def_readonly("converged", &TurnbullResult::converged, "Whether the search settled.")
        .def_readonly("iterations", &TurnbullResult::iterations, "Steps of the search.")
        .def_readonly("log_likelihood", &TurnbullResult::log_likelihood, "At the maximum.")
        .def_readonly("left_out", &TurnbullResult::left_out, "Rows with an empty end.")
        .def("summary", &TurnbullResult::summary, "The part within each term, with its limits.")
        .def("quantile", &TurnbullResult::quantile, py::arg("probability"),
             "Estimate with the lowest and highest time at which this part may have had the event.");
    module.def(
        "measure_survival",
        [](const py::object& time, const py::object& event, const py::object& entry, const py::object& group,
           const py::object& names, const py::kwargs& keywords) {
            const Times times(time, event, entry, group, "event");
            SurvivalResult made = kaplan_meier(times.data(), options_from<SurvivalOptions>(keywords, "survival"));
            made.groups = names_of_groups(names);
            return made;
        },
        py::arg("time"), py::arg("event"), py::arg("entry"), py::arg("group"), py::arg("names"), "Kaplan-Meier.");
    module.def(
        "measure_competing_risks",
        [](const py::object& time, const py::object& event, const py::object& entry, const py::object& group,
           const py::object& names, const py::object& causes, const py::kwargs& keywords) {
            const Times times(time, event, entry, group, "cause");
            CompetingResult made =
                competing_risks(times.data(), options_from<SurvivalOptions>(keywords, "competing_risks"));
            made.groups = names_of_groups(names);
            made.causes = texts_or_none(causes, "causes");
            return made;
        },
        py::arg("time"), py::arg("event"), py::arg("entry"), py::arg("group"), py::arg("names"), py::arg("causes"),
        "Aalen-Johansen.");
    module.def(
        "measure_interval_times",
        [](const py::object& low, const py::object& high, const py::kwargs& keywords) {
            return interval_censored(numbers_from(low, "low"), numbers_from(high, "high"),
                                     options_from<TurnbullOptions>(keywords, "interval_times"));
        },
        py::arg("low"), py::arg("high"), "Turnbull.");
}

}  // namespace maatstaf::python

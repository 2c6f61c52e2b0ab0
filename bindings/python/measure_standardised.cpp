// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/standardised.hpp"

#include "arrays.hpp"
#include "maatstaf/measure/life.hpp"
#include "measure.hpp"

namespace maatstaf::python {
namespace {

/// The arrays that a standardised rate is made of, kept as long as they are looked at.
struct StratifiedArrays {
    std::vector<double> events{}, population{}, frequency{};
    std::vector<std::int32_t> stratum{};
    RowGroups groups{};
    std::int32_t strata = 0;

    StratifiedArrays(const py::object& events_in, const py::object& population_in, const py::object& groups_in,
                     const py::object& stratum_in, std::int32_t count, const py::object& frequency_in)
        : events(numbers_from(events_in, "events")), population(numbers_from(population_in, "population")),
          frequency(numbers_or_none(frequency_in, "frequency")), stratum(positions_or_none(stratum_in, "strata")),
          groups(groups_or_none(groups_in)), strata(count) {}
    StratifiedCounts counts() const { return {events, population, groups, stratum, strata, frequency}; }
};

py::array_t<std::int32_t> positions_array(const std::vector<std::int32_t>& positions) {
    return py::array_t<std::int32_t>(static_cast<py::ssize_t>(positions.size()), positions.data());
}

}  // namespace

void bind_measure_standardised(py::module_& module) {
    module.def(
        "measure_direct",
        [](const py::object& events, const py::object& population, const py::object& standard,
           const py::object& groups, const py::object& stratum, std::int32_t strata, const py::object& frequency,
           const py::kwargs& keywords) {
            const StratifiedArrays arrays(events, population, groups, stratum, strata, frequency);
            return measure::directly_standardised_rate(
                arrays.counts(), numbers_from(standard, "standard"),
                options_from<DirectOptions>(keywords, "directly_standardised_rate"));
        },
        py::arg("events"), py::arg("population"), py::arg("standard"), py::arg("groups"), py::arg("stratum"),
        py::arg("strata"), py::arg("frequency"), "Directly standardised rates.");
    module.def(
        "measure_indirect",
        [](const py::object& events, const py::object& population, const py::object& reference_events,
           const py::object& reference_population, const py::object& groups, const py::object& stratum,
           std::int32_t strata, const py::kwargs& keywords) {
            const StratifiedArrays arrays(events, population, groups, stratum, strata, py::none());
            return measure::indirectly_standardised(arrays.counts(), numbers_from(reference_events, "reference_events"),
                                                    numbers_from(reference_population, "reference_population"),
                                                    options_from<IndirectOptions>(keywords, "indirectly_standardised"));
        },
        py::arg("events"), py::arg("population"), py::arg("reference_events"), py::arg("reference_population"),
        py::arg("groups"), py::arg("stratum"), py::arg("strata"), "Indirectly standardised ratios and rates.");
    module.def(
        "measure_standard_population",
        [](const std::string& name) {
            const auto standard = measure::standard_population(name);
            const std::vector<std::string> ages(standard.age.begin(), standard.age.end());
            return Table({Column::string("age", ages),
                          Column::float64("population", {standard.population.begin(), standard.population.end()})});
        },
        py::arg("name"), "A published standard population: age, population.");
    module.def(
        "measure_age_positions",
        [](const py::object& ages, const std::string& standard) {
            return positions_array(measure::age_positions(from_python<std::vector<std::string>>(ages, "strata"),
                                                          measure::standard_population(standard)));
        },
        py::arg("ages"), py::arg("standard"), "Position of ages in the bands of a standard population.");
    module.def(
        "measure_age_bands",
        [](const py::object& ages) {
            const auto made = measure::age_bands(from_python<std::vector<std::string>>(ages, "age"));
            return py::make_tuple(array_of(made.start), array_of(made.end));
        },
        py::arg("ages"), "Where the bands of labels start and end.");
    module.def(
        "measure_label_positions",
        [](const py::object& labels, const py::object& of) {
            return positions_array(measure::label_positions(from_python<std::vector<std::string>>(labels, "strata"),
                                                            from_python<std::vector<std::string>>(of, "standard")));
        },
        py::arg("labels"), py::arg("of"), "Position of labels among those of a standard or reference.");
    module.def(
        "measure_life_expectancy",
        [](const py::object& deaths, const py::object& population, const py::object& start, const py::object& lived,
           const py::object& groups, const py::object& end, const py::kwargs& keywords) {
            const auto dead = numbers_from(deaths, "deaths");
            const auto people = numbers_from(population, "population");
            const auto age = numbers_from(start, "age");
            const auto part = numbers_or_none(lived, "lived"), ends = numbers_or_none(end, "age");
            return measure::life_expectancy({dead, people, age, part, groups_or_none(groups), ends},
                                            options_from<LifeOptions>(keywords, "life_expectancy"));
        },
        py::arg("deaths"), py::arg("population"), py::arg("age"), py::arg("lived"), py::arg("groups"),
        py::arg("end"), "Life expectancy from an abridged life table.");
}

}  // namespace maatstaf::python

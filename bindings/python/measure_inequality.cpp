// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/inequality.hpp"

#include "measure.hpp"

namespace maatstaf::python {

void bind_measure_inequality(py::module_& module) {
    module.def(
        "measure_quantile_groups",
        [](const py::object& values, int count, const py::object& groups, bool highest_first) {
            const auto made =
                measure::quantile_groups(numbers_from(values, "values"), count, groups_or_none(groups), highest_first);
            return py::array_t<double>(static_cast<py::ssize_t>(made.size()), made.data());
        },
        py::arg("values"), py::arg("count"), py::arg("groups"), py::arg("highest_first"), "Equal groups by rank.");
    module.def(
        "measure_slope_index",
        [](const py::object& value, const py::object& population, const py::object& order, const py::object& se,
           const py::object& low, const py::object& high, const py::object& groups, const py::kwargs& keywords) {
            const auto values = numbers_from(value, "value");
            const auto people = numbers_from(population, "population");
            const auto places = numbers_or_none(order, "quantile");
            const auto margins = numbers_or_none(se, "se");
            const auto lows = numbers_or_none(low, "low");
            const auto highs = numbers_or_none(high, "high");
            return measure::slope_index({values, people, places, margins, lows, highs, groups_or_none(groups)},
                                        options_from<SlopeOptions>(keywords, "slope_index"));
        },
        "Slope and relative index of inequality.");
    module.def(
        "measure_concentration_index",
        [](const py::object& values, const py::object& rank_by, const py::object& weights, const py::object& groups,
           const py::kwargs& keywords) {
            return measure::concentration_index(numbers_from(values, "values"), numbers_from(rank_by, "rank_by"),
                                                numbers_or_none(weights, "weights"), groups_or_none(groups),
                                                options_from<ConcentrationOptions>(keywords, "concentration_index"));
        },
        py::arg("values"), py::arg("rank_by"), py::arg("weights"), py::arg("groups"), "Concentration index.");
    module.def(
        "measure_theil_index",
        [](const py::object& amounts, const py::object& weights, const py::object& parts, const py::object& groups,
           const py::kwargs& keywords) {
            return measure::theil_index(numbers_from(amounts, "amounts"), numbers_or_none(weights, "weights"),
                                        positions_or_none(parts, "parts"), groups_or_none(groups),
                                        options_from<TheilOptions>(keywords, "theil_index"));
        },
        py::arg("amounts"), py::arg("weights"), py::arg("parts"), py::arg("groups"), "Theil's index.");
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include "measure.hpp"

#include "arrays.hpp"
#include "maatstaf/measure/compare.hpp"
#include "maatstaf/measure/rate.hpp"

// Kernels of the room measure on arrays; `maatstaf.measure` shows them under their own names.
namespace maatstaf::python {

template <>
inline constexpr bool has_own_archive<MeasureResult> = true;

namespace {

/// Rows x levels; a single level gives a row of numbers.
py::array by_level(const py::object& owner, const std::vector<double>& values) {
    const auto& self = py::cast<const MeasureResult&>(owner);
    py::array made = view(std::span<const double>(values), owner);
    if (self.level.size() == 1) return made;
    return py::array(py::object(made.attr("reshape")(self.rows(), self.level.size())));
}

void bind_measures(py::module_& module) {
    py::class_<RowGroups>(module, "RowGroups", "Rows with the same labels, by position.")
        .def_property_readonly(
            "positions",
            [](const py::object& self) {
                return view(std::span<const std::int32_t>(py::cast<const RowGroups&>(self).of_row), self);
            },
            "Group of every row.")
        .def_readonly("keys", &RowGroups::keys, "The labels of every group.")
        .def("__len__", [](const RowGroups& self) { return self.count; })
        .def("__repr__", [](const RowGroups& self) {
            return "RowGroups(" + counted(self.of_row.size(), "row") + " in " +
                   counted(static_cast<std::size_t>(self.count), "group") + ")";
        });
    module.def(
        "measure_group_rows",
        [](const Table& table, const py::object& columns) {
            return group_rows(table, from_python<std::vector<std::string>>(columns, "group_by"));
        },
        py::arg("table"), py::arg("columns"), "Rows with the same values in these columns form a group.");

    bind_risk_result<MeasureResult>(module, "Measures", "Measures with their intervals at one or more levels.")
        .def_property_readonly(
            "value",
            [](const py::object& self) {
                return view(std::span<const double>(py::cast<const MeasureResult&>(self).value), self);
            },
            "The measures; NaN where empty.")
        .def_property_readonly(
            "low", [](const py::object& self) { return by_level(self, py::cast<const MeasureResult&>(self).low); },
            "Low ends; a column per level when there are several.")
        .def_property_readonly(
            "high", [](const py::object& self) { return by_level(self, py::cast<const MeasureResult&>(self).high); },
            "High ends; a column per level when there are several.")
        .def_property_readonly(
            "n",
            [](const py::object& self) {
                return view(std::span<const double>(py::cast<const MeasureResult&>(self).n), self);
            },
            "People or cases behind each value.")
        .def_property_readonly(
            "level", [](const MeasureResult& self) { return to_python(self.level); }, "Levels of confidence.")
        .def_property_readonly(
            "reason",
            [](const MeasureResult& self) {
                py::tuple made(self.rows());
                for (std::size_t row = 0; row < self.rows(); ++row)
                    made[row] = self.reason[row] == EmptyReason::none ? py::object(py::none())
                                                                      : to_python(self.reason[row]);
                return made;
            },
            "Why a row, or its interval, is empty; None where it is not.")
        .def_property_readonly(
            "method",
            [](const MeasureResult& self) {
                py::tuple made(self.rows());
                for (std::size_t row = 0; row < self.rows(); ++row)
                    made[row] = self.methods[static_cast<std::size_t>(self.method[row])];
                return made;
            },
            "How the interval of each row was made.")
        .def_property_readonly(
            "kind",
            [](const MeasureResult& self) {
                py::tuple made(self.rows());
                for (std::size_t row = 0; row < self.rows(); ++row) made[row] = to_python(self.kind[row]);
                return made;
            },
            "What kind of number each row is: 'mean' (or any other), 'proportion', 'rate', 'count' or 'ratio'.")
        .def_readonly("per", &MeasureResult::per, "The number of people that values are of: 100 for percentages.")
        .def_property_readonly(
            "numerator",
            [](const py::object& self) {
                return view(std::span<const double>(py::cast<const MeasureResult&>(self).numerator), self);
            },
            "Each value is `per` x numerator / denominator; NaN where it is no plain quotient of counts.")
        .def_property_readonly(
            "denominator",
            [](const py::object& self) {
                return view(std::span<const double>(py::cast<const MeasureResult&>(self).denominator), self);
            },
            "See `numerator`.")
        .def_readonly("keys", &MeasureResult::keys, "What the rows are of.")
        .def(
            "column",
            [](const py::object& self, const std::string& name) {
                return view(std::span<const double>(py::cast<const MeasureResult&>(self).column(name)), self);
            },
            py::arg("name"), "A further column of the result.");
}

void bind_crude(py::module_& module) {
    module.def("measure_count",
               [](const py::object& events, const py::object& groups, const py::kwargs& keywords) {
                   return measure::count(numbers_from(events, "events"), groups_or_none(groups),
                                         options_from<RateOptions>(keywords, "count"));
               },
               py::arg("events"), py::arg("groups"), "Counts with their limits.");
    const auto two = [&](const char* name, auto procedure, auto options, const char* first, const char* second) {
        using Options = decltype(options);
        module.def(
            name,
            [procedure, name, first, second](const py::object& above, const py::object& below,
                                             const py::object& groups, const py::kwargs& keywords) {
                return procedure(numbers_from(above, first), numbers_from(below, second), groups_or_none(groups),
                                 options_from<Options>(keywords, name));
            },
            py::arg(first), py::arg(second), py::arg("groups"), "Quotients with their limits.");
    };
    two("measure_rate", &measure::rate, RateOptions{}, "events", "population");
    two("measure_ratio", &measure::ratio, RateOptions{}, "observed", "expected");
    two("measure_proportion", &measure::proportion, ProportionOptions{}, "numerator", "denominator");
    module.def("measure_mean",
               [](const py::object& values, const py::object& groups, const py::kwargs& keywords) {
                   return measure::mean(numbers_from(values, "values"), groups_or_none(groups),
                                        options_from<MeanOptions>(keywords, "mean"));
               },
               py::arg("values"), py::arg("groups"), "Means with their limits.");
}

void bind_comparisons(py::module_& module) {
    const auto bind = [&](const char* name, auto procedure, const char* above, const char* below) {
        module.def(
            name,
            [procedure, name, above, below](const py::object& x1, const py::object& n1, const py::object& x2,
                                            const py::object& n2, const py::kwargs& keywords) {
                return procedure(numbers_from(x1, above), numbers_from(n1, below),
                                 numbers_from(x2, "other_" + std::string(above)),
                                 numbers_from(n2, "other_" + std::string(below)),
                                 options_from<CompareOptions>(keywords, name));
            },
            "Two samples per row.");
    };
    bind("measure_compare_rates", &measure::compare_rates, "events", "population");
    bind("measure_compare_proportions", &measure::compare_proportions, "numerator", "denominator");
    module.def(
        "measure_compare",
        [](const MeasureResult& first, const MeasureResult& second, const std::string& kind) {
            return measure::compare(first, second, from_name<Comparison>(kind, "kind"));
        },
        py::arg("first"), py::arg("second"), py::arg("kind") = "ratio", "Two results, from their limits.");
}

}  // namespace

void bind_measure(py::module_& module) {
    bind_measures(module);
    bind_crude(module);
    bind_comparisons(module);
    bind_measure_standardised(module);
    bind_measure_inequality(module);
    bind_measure_funnel(module);
    bind_measure_judgement(module);
    bind_measure_panel(module);
    bind_measure_records(module);
    bind_measure_time(module);
    bind_measure_criteria(module);
    bind_measure_reach(module);
    bind_measure_youth(module);
    bind_measure_expected(module);
}

}  // namespace maatstaf::python

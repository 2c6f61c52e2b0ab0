// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/panel/availability.hpp"
#include "maatstaf/panel/describe.hpp"
#include "maatstaf/panel/merge.hpp"
#include "maatstaf/panel/panel.hpp"
#include "maatstaf/panel/read.hpp"
#include "maatstaf/panel/write.hpp"
#include "arrays.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "tabular.hpp"

namespace maatstaf::python {
namespace {

/// Gives the new panel the library of the data it was made from. Defined as `__init__` itself because only there is the
/// Python object at hand.
void read_into(py::detail::value_and_holder& holder, const py::object& data, const py::kwargs& keywords) {
    const auto options = options_from<WideOptions>(keywords, "Panel");
    const Table table = table_from(data);
    holder.value_ptr() = new Panel(panel_from_table(table, options));
    py::setattr(reinterpret_cast<PyObject*>(holder.inst), "_library", library_of(data));
}

py::object from_long(const py::object& data, const py::kwargs& keywords) {
    const auto options = options_from<LongOptions>(keywords, "Panel.from_long");
    const py::object made = py::cast(panel_from_long(table_from(data), options));
    made.attr("_library") = library_of(data);
    return made;
}

py::object part(const py::object& self, Panel panel) {
    const py::object made = py::cast(std::move(panel));
    keep_library(self, made);
    return made;
}

std::vector<Period> periods_from(const py::object& periods) {
    std::vector<Period> made;
    for (py::handle each : list_from(periods, "periods")) made.push_back(period_from(each, "periods"));
    return made;
}

std::string repr(const Panel& self) {
    std::string periods;
    for (const Period& each : self.periods()) periods += (periods.empty() ? "" : ", ") + each.text();
    return "Panel(" + counted(self.units().size(), "unit") + ", " + counted(self.indicators().size(), "indicator") +
           ", periods " + periods + ")" +
           (self.restricted() ? " [" + render(messages::restricted_banner) + "]" : "");
}

using Parts = std::span<const double> Cells::*;

py::object cells_of(const py::object& self, const std::string& indicator, const py::object& period,
                    const std::string& what) {
    static const std::pair<std::string_view, Parts> parts[] = {{"value", &Cells::value},
                                                               {"se", &Cells::se},
                                                               {"n", &Cells::n},
                                                               {"numerator", &Cells::numerator},
                                                               {"denominator", &Cells::denominator}};
    const auto& panel = py::cast<const Panel&>(self);
    const Cells cells = panel.cells(panel.indicator(indicator), panel.period(period_from(period, "period")));
    if (what == "status") {
        py::list names;
        for (const Status each : cells.status) names.append(std::string(to_name(each)));
        return names;
    }
    std::vector<std::string_view> names{"status"};
    for (const auto& [name, member] : parts) {
        if (name == what) return view(cells.*member, self);
        names.push_back(name);
    }
    throw ArgumentError(
        messages::unknown_option,
        {{"got", what}, {"argument", "what"}, {"nearest", nearest(what, names)}, {"allowed", join(names, ", ")}});
}

std::vector<std::pair<std::string, std::string>> renamings(const py::dict& names) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& [from, to] : names) pairs.emplace_back(text_from(from, "names"), text_from(to, "names"));
    return pairs;
}

void bind_descriptions(py::module_& module, py::class_<Panel>& panel) {
    const auto counts = [](const AvailabilityResult& self, Language) { return to_table(self); };
    py::class_<AvailabilityResult> available(module, "Availability", py::dynamic_attr(), "How complete a panel is.");
    available
        .def_property_readonly(
            "share", [](const AvailabilityResult& self) { return self.total.share(); },
            "Observed cells as a part of those that can exist.")
        .def("__repr__",
             [](const AvailabilityResult& self) {
                 return "Availability(" + std::to_string(self.total.observed) + " of " +
                        std::to_string(self.total.cells()) + " cells observed)";
             })
        .def("_repr_html_", [counts](const AvailabilityResult& self) {
            return py::module_::import("maatstaf.html")
                .attr("table")(counts(self, Language::english))
                .cast<std::string>();
        });
    bind_tabular(available, counts);
    bind_archive(available);
    const auto rows = [](const DescribeResult& self, Language language) { return to_table(self, language); };
    py::class_<DescribeResult> described(module, "PanelDescription", py::dynamic_attr(),
                                         "The observed values of every indicator in every period.");
    described.def("__len__", [](const DescribeResult& self) { return self.rows.size(); })
        .def("__repr__",
             [](const DescribeResult& self) {
                 return "PanelDescription(" + std::to_string(self.rows.size()) + " rows)";
             })
        .def("_repr_html_", [rows](const DescribeResult& self) {
            return py::module_::import("maatstaf.html")
                .attr("table")(rows(self, Language::english))
                .cast<std::string>();
        });
    bind_tabular(described, rows);
    bind_archive(described);
    def_documented(
        panel, "availability",
        [](const py::object& self, const py::kwargs& keywords) {
            const auto options = options_from<AvailabilityOptions>(keywords, "Panel.availability");
            const py::object made = py::cast(availability(py::cast<const Panel&>(self), options));
            keep_library(self, made);
            return made;
        },
        signature_doc("availability", "self, " + keywords_text<AvailabilityOptions>(), "Availability",
                      "How many cells hold a number and, of the others, why not.") +
            parameters_text<AvailabilityOptions>());
    def_documented(
        panel, "describe",
        [](const py::object& self, const py::kwargs& keywords) {
            const auto options = options_from<DescribeOptions>(keywords, "Panel.describe");
            const py::object made = py::cast(describe(py::cast<const Panel&>(self), options));
            keep_library(self, made);
            return made;
        },
        signature_doc("describe", "self, " + keywords_text<DescribeOptions>(), "PanelDescription",
                      "Completeness and spread of every indicator in every period.") +
            parameters_text<DescribeOptions>());
}

}  // namespace

void bind_panel(py::module_& module) {
    bind_described<PanelIndicator>(module, "PanelIndicator",
                                   "What a panel knows of an indicator: enough to check its cells.");
    bind_described<Unit>(module, "Unit",
                         "A person, household, area or organisation about which something is observed.");
    bind_described<IndicatorColumns>(module, "IndicatorColumns", "Which columns hold an indicator.");
    py::class_<Panel> panel(module, "Panel", py::dynamic_attr());
    panel.attr("__doc__") =
        "Observations: unit x indicator x period, with why a cell is empty.\n\n"
        "`Panel(data)` reads a table with one row per unit and period, one column per indicator." +
        parameters_text<WideOptions>();
    {
        py::options options;
        options.disable_function_signatures();
        panel.def(
            "__init__", &read_into, py::detail::is_new_style_constructor(), py::arg("data"),
            signature_doc("__init__", "self, data: typing.Any, " + keywords_text<WideOptions>(), "None", "").c_str());
        panel.def_static("from_long", &from_long, py::arg("data"),
                         (signature_doc("from_long", "data: typing.Any, " + keywords_text<LongOptions>(), "Panel",
                                        "Reads a table with one row per unit, indicator and period.") +
                          parameters_text<LongOptions>())
                             .c_str());
        panel.def_property_readonly(
            "units",
            py::cpp_function(
                [](const Panel& self) { return to_python(std::vector(self.units().begin(), self.units().end())); },
                "(self: Panel) -> tuple[Unit, ...]\n\nThe units, in order."));
        panel.def_property_readonly(
            "indicators", py::cpp_function(
                              [](const Panel& self) {
                                  return to_python(std::vector(self.indicators().begin(), self.indicators().end()));
                              },
                              "(self: Panel) -> tuple[PanelIndicator, ...]\n\nThe indicators, in order."));
    }
    panel
        .def_property_readonly(
            "periods", [](const Panel& self) { return std::vector(self.periods().begin(), self.periods().end()); },
            "The periods, ascending.")
        .def_property_readonly("restricted", &Panel::restricted,
                               "True for record-level data, small counts and what derives from them.")
        .def(
            "at",
            [](const py::object& self, const py::object& period) {
                return part(self, py::cast<const Panel&>(self).at(period_from(period, "period")));
            },
            py::arg("period"), "The part of one period.")
        .def(
            "select_periods",
            [](const py::object& self, const py::object& periods) {
                return part(self, py::cast<const Panel&>(self).select_periods(periods_from(periods)));
            },
            py::arg("periods"), "The part of these periods.")
        .def(
            "select_units",
            [](const py::object& self, const py::object& ids) {
                return part(self, py::cast<const Panel&>(self).select_units(list_from_python<std::string>(ids, "ids")));
            },
            py::arg("ids"), "The part of these units, in this order.")
        .def(
            "select_indicators",
            [](const py::object& self, const py::object& ids) {
                return part(self,
                            py::cast<const Panel&>(self).select_indicators(list_from_python<std::string>(ids, "ids")));
            },
            py::arg("ids"), "The part of these indicators, in this order.")
        .def(
            "of_kind",
            [](const py::object& self, const std::string& kind) {
                return part(self, py::cast<const Panel&>(self).of_kind(from_name<UnitKind>(kind, "kind")));
            },
            py::arg("kind"), "The units of one kind, for example 'district'.")
        .def("values", &cells_of, py::arg("indicator"), py::arg("period"), py::arg("what") = "value",
             "One entry per unit, as a read-only view: 'value', 'se', 'n', 'numerator' or 'denominator' (empty when "
             "not supplied); or 'status'.")
        .def(
            "merge",
            [](const py::object& self, const Panel& other) {
                return part(self, merge_panels(py::cast<const Panel&>(self), other));
            },
            py::arg("other"), "Both panels in one; cells that both hold must say the same.")
        .def(
            "rename_indicators",
            [](const py::object& self, const py::dict& names) {
                return part(self, rename_indicators(py::cast<const Panel&>(self), renamings(names)));
            },
            py::arg("names"), "The panel with indicators under other names, {old: new}.")
        .def(
            "describe_indicators",
            [](const py::object& self, const py::object& indicators) {
                return part(self, describe_indicators(py::cast<const Panel&>(self),
                                                      list_from_python<PanelIndicator>(indicators, "indicators")));
            },
            py::arg("indicators"),
            "The panel with better descriptions of indicators (scale, factor, unit); all cells are checked.")
        .def("to_wide_table", &to_wide_table,
             "One row per unit and period, one column per indicator; `to_table` is long.")
        .def("_repr_html_",
             [](const Panel& self) {
                 return py::module_::import("maatstaf.html")
                     .attr("table")(to_wide_table(self), py::arg("title") = repr(self))
                     .cast<std::string>();
             })
        .def("__repr__", &repr);
    bind_archive(panel);
    bind_tabular(panel, [](const Panel& self, Language) { return to_long_table(self); });
    bind_descriptions(module, panel);
}

}  // namespace maatstaf::python

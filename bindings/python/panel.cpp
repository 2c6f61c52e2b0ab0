// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/core/messages/core.hpp"
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
void read_panel_into(py::detail::value_and_holder& holder, const py::object& data, const py::kwargs& keywords) {
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

Typed<Panel> part(const py::object& self, Panel panel) {
    const py::object made = py::cast(std::move(panel));
    keep_library(self, made);
    return made;
}

std::vector<Period> periods_from(const py::object& periods) {
    std::vector<Period> made;
    for (py::handle each : list_from(periods, "periods")) made.push_back(period_from(each, "periods"));
    return made;
}

std::string panel_repr(const Panel& self) {
    std::string periods;
    for (const Period& each : self.periods()) periods += (periods.empty() ? "" : ", ") + each.text();
    return "Panel(" + counted(self.units().size(), "unit") + ", " + counted(self.indicators().size(), "indicator") +
           ", periods " + periods + ")" +
           banner(self.restricted());
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
             });
    bind_html(available, counts);
    bind_tabular(available, counts);
    bind_archive(available);
    const auto rows = [](const DescribeResult& self, Language language) { return to_table(self, language); };
    py::class_<DescribeResult> described(module, "PanelDescription", py::dynamic_attr(),
                                         "The observed values of every indicator in every period.");
    described.def("__len__", [](const DescribeResult& self) { return self.rows.size(); })
        .def("__repr__",
             [](const DescribeResult& self) {
                 return "PanelDescription(" + counted(self.rows.size(), "row") + ")";
             });
    bind_html(described, rows);
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
            "__init__", &read_panel_into, py::detail::is_new_style_constructor(), py::arg("data"),
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
            "periods", py::cpp_function(
                           [](const Panel& self) {
                               return to_python(std::vector(self.periods().begin(), self.periods().end()));
                           },
                           "(self: Panel) -> tuple[Period, ...]\n\nThe periods, ascending."));
        panel.def_property_readonly(
            "indicators", py::cpp_function(
                              [](const Panel& self) {
                                  return to_python(std::vector(self.indicators().begin(), self.indicators().end()));
                              },
                              "(self: Panel) -> tuple[PanelIndicator, ...]\n\nThe indicators, in order."));
    }
    panel.def_property_readonly("restricted", &Panel::restricted,
                               "True for record-level data, small counts and what derives from them.")
        .def(
            "at",
            [](const py::object& self, const py::object& period) {
                return part(self, py::cast<const Panel&>(self).at(period_from(period, "period")));
            },
            py::arg("period"),
            numpy_doc("The part of one period.",
                      {{"period", "Period or str or int", "2016, '2016-H1', '2016-Q3' or '2016-07'."}}, "Panel",
                      {"ArgumentError: when the panel has no such period."})
                .c_str())
        .def(
            "select_periods",
            [](const py::object& self, const py::object& periods) {
                return part(self, py::cast<const Panel&>(self).select_periods(periods_from(periods)));
            },
            py::arg("periods"),
            numpy_doc("The part of these periods.",
                      {{"periods", "list of Period or str or int", "Periods of the panel."}}, "Panel",
                      {"ArgumentError: when the panel has no such period."})
                .c_str())
        .def(
            "select_units",
            [](const py::object& self, const py::object& ids) {
                return part(self, py::cast<const Panel&>(self).select_units(list_from_python<std::string>(ids, "ids")));
            },
            py::arg("ids"),
            numpy_doc("The part of these units, in this order.", {{"ids", "list of str", "Ids of units."}}, "Panel",
                      {"ArgumentError: when the panel has no such unit."})
                .c_str())
        .def(
            "select_indicators",
            [](const py::object& self, const py::object& ids) {
                return part(self,
                            py::cast<const Panel&>(self).select_indicators(list_from_python<std::string>(ids, "ids")));
            },
            py::arg("ids"),
            numpy_doc("The part of these indicators, in this order.", {{"ids", "list of str", "Ids of indicators."}},
                      "Panel", {"ArgumentError: when the panel has no such indicator."})
                .c_str())
        .def(
            "of_kind",
            [](const py::object& self, const std::string& kind) {
                return part(self, py::cast<const Panel&>(self).of_kind(from_name<UnitKind>(kind, "kind")));
            },
            py::arg("kind"),
            numpy_doc("The units of one kind, for example 'district'.",
                      {{"kind", "str",
                        "'person', 'household', 'neighbourhood', 'district', 'municipality', 'region', 'country' or "
                        "'organisation'."}},
                      "Panel", {"ArgumentError: when there is no such kind."})
                .c_str())
        .def("values", &cells_of, py::arg("indicator"), py::arg("period"), py::arg("what") = "value",
             numpy_doc("One part of the cells of an indicator in a period.",
                       {{"indicator", "str", "Id of an indicator."},
                        {"period", "Period or str or int", "2016, '2016-H1', '2016-Q3' or '2016-07'."},
                        {"what", "{'value', 'se', 'n', 'numerator', 'denominator', 'status'}",
                         "Part of the cells; empty when it was not supplied."}},
                       "read-only array of float, one entry per unit, or list of str for the status",
                       {"ArgumentError: when the panel has no such indicator or period."})
                 .c_str())
        .def(
            "merge",
            [](const py::object& self, const py::object& other) {
                return part(self, merge_panels(py::cast<const Panel&>(self), object_of<Panel>(other, "other")));
            },
            py::arg("other"),
            numpy_doc("Both panels in one; cells that both hold must say the same.",
                      {{"other", "Panel", "Other units, indicators or periods."}}, "Panel",
                      {"DataError: when both hold a cell and disagree."})
                .c_str())
        .def(
            "rename_indicators",
            [](const py::object& self, const py::dict& names) {
                return part(self, rename_indicators(py::cast<const Panel&>(self), renamings(names)));
            },
            py::arg("names"),
            numpy_doc("The panel with indicators under other names.",
                      {{"names", "dict of str to str", "New names by old ones."}}, "Panel",
                      {"ArgumentError: when an indicator is unknown, or a new name is taken."})
                .c_str())
        .def(
            "describe_indicators",
            [](const py::object& self, const py::object& indicators) {
                return part(self, describe_indicators(py::cast<const Panel&>(self),
                                                      list_from_python<PanelIndicator>(indicators, "indicators")));
            },
            py::arg("indicators"),
            numpy_doc("The panel with better descriptions of indicators (scale, factor, unit); all cells are checked.",
                      {{"indicators", "list of PanelIndicator or dict", "Descriptions, by the id of each."}}, "Panel",
                      {"DataError: when a cell cannot be on the scale that is claimed."})
                .c_str())
        .def(
            "to_wide_table",
            [](const py::object& self) -> Typed<Table> {
                return with_library(self, to_wide_table(py::cast<const Panel&>(self)));
            },
            "One row per unit and period, one column per indicator; `to_table` is long.")
        .def("_repr_html_",
             [](const Panel& self) {
                 return py::module_::import("maatstaf.html")
                     .attr("table")(to_wide_table(self), py::arg("title") = panel_repr(self))
                     .cast<std::string>();
             })
        .def("__repr__", &panel_repr);
    bind_archive(panel);
    bind_tabular(panel, [](const Panel& self, Language) { return to_long_table(self); });
    bind_descriptions(module, panel);
}

}  // namespace maatstaf::python

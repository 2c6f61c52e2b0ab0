// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/deliveries.hpp"
#include "maatstaf/panel/spending.hpp"
#include "maatstaf/score/trace.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "tabular.hpp"

namespace maatstaf::python {
namespace {

void read_deliveries_into(py::detail::value_and_holder& holder, const py::object& data, const py::kwargs& keywords) {
    const auto options = options_from<DeliveriesOptions>(keywords, "Deliveries");
    holder.value_ptr() = new Deliveries(deliveries_from_table(table_from(data), options));
    py::setattr(reinterpret_cast<PyObject*>(holder.inst), "_library", library_of(data));
}

Typed<SpendingTrace> trace(const py::object& self, const py::object& links) {
    const auto followed = py::isinstance<Framework>(links) ? product_links(py::cast<const Framework&>(links))
                                                           : list_from_python<ProductLink>(links, "links");
    const auto traced = trace_spending(py::cast<const Deliveries&>(self), followed);
    const py::object made = py::cast(traced);
    keep_library(self, made);
    if (py::isinstance<Framework>(links)) show_in_language_of(py::cast<const Framework&>(links), made);
    warn(traced.caveats, messages::untraced_spending);
    return made;
}

py::dict spending_to_python(const Spending& spending) {
    py::dict made;
    made["cost"] = spending.cost;
    made["deliveries"] = spending.deliveries;
    made["unknown_cost"] = spending.unknown_cost;
    return made;
}

void bind_trace(py::module_& module) {
    const auto make = [](const SpendingTrace& self, Language) { return to_table(self); };
    py::class_<SpendingTrace> bound(module, "SpendingTrace", py::dynamic_attr(),
                                    "Which spending serves which result; read what serves none first.");
    bound
        .def_property_readonly(
            "total", [](const SpendingTrace& self) { return spending_to_python(self.total); },
            "All of it: cost, deliveries, unknown_cost.")
        .def_property_readonly(
            "without_result", [](const SpendingTrace& self) { return spending_to_python(self.without_result); },
            "What serves no result.")
        .def_readonly("share_without_result", &SpendingTrace::share_without_result,
                      "The same as a part of the known cost; NaN without any.")
        .def_readonly("unassigned", &SpendingTrace::unassigned,
                      "EUR linked to results that no agreed share gives to one of them.")
        .def_property_readonly(
            "results",
            [](const SpendingTrace& self) {
                py::dict results;
                for (const ResultSpending& each : self.results) {
                    auto own = spending_to_python(each.linked);
                    own["assigned"] = each.assigned;
                    results[py::str(each.result)] = own;
                }
                return results;
            },
            "Spending linked to each result. Results have spending in common: only `assigned` adds up.")
        .def_property_readonly(
            "caveats", [](const SpendingTrace& self) { return notes_to_python(self.caveats); },
            "What holds for all of it.")
        .def_readonly("restricted", &SpendingTrace::restricted,
                      "True for record-level data, small counts and what derives from them.")
        .def("__repr__", [](const SpendingTrace& self) {
            const double share = self.share_without_result;
            return "SpendingTrace(" + counted(self.products.size(), "product") + ", " +
                   (std::isnan(share) ? "no cost known)" : to_fixed(100 * share, 1) + " % without a result)");
        });
    bind_tabular(bound, make);
    bind_archive(bound);
    bind_html(bound, make);
}

}  // namespace

void bind_deliveries(py::module_& module) {
    bind_described<ProductLink>(module, "ProductLink",
                                "Which result a product should serve, by way of which activity.");
    bind_trace(module);
    py::class_<Deliveries> deliveries(module, "Deliveries", py::dynamic_attr());
    deliveries.attr("__doc__") =
        "What activities did, where and when: one delivery per row of a table." + parameters_text<DeliveriesOptions>();
    {
        py::options options;
        options.disable_function_signatures();
        deliveries.def(
            "__init__", &read_deliveries_into, py::detail::is_new_style_constructor(), py::arg("data"),
            signature_doc("__init__", "self, data: typing.Any, " + keywords_text<DeliveriesOptions>(), "None", "")
                .c_str());
        deliveries.def(
            "summarise",
            [](const Deliveries& self, const py::kwargs& keywords) {
                return summarise(self, options_from<SummariseOptions>(keywords, "Deliveries.summarise"));
            },
            (signature_doc("summarise", "self, " + keywords_text<SummariseOptions>(), "Table",
                           "Counts and sums per group.") +
             parameters_text<SummariseOptions>())
                .c_str());
    }
    deliveries.def("__len__", &Deliveries::size)
        .def("trace", &trace, py::arg("links"),
             numpy_doc("Follows every delivery to the result it should serve; warns (MaatstafWarning) when spending "
                       "serves none.",
                       {{"links", "Framework or list of ProductLink or dict",
                         "A framework, or which product serves which result."}},
                       "SpendingTrace", {"DataError: when a link names what the deliveries do not have."})
                 .c_str())
        .def_readonly("restricted", &Deliveries::restricted,
                      "True for record-level data, small counts and what derives from them.")
        .def("__repr__", [](const Deliveries& self) {
            return "Deliveries(" + counted(self.size(), "row") + ")" +
                   banner(self.restricted);
        });
    deliveries.def("_repr_html_", [](const py::object& self) {
        const auto summary = summarise(py::cast<const Deliveries&>(self), SummariseOptions{});
        return py::module_::import("maatstaf.html")
            .attr("table")(summary, py::arg("title") = py::repr(self))
            .cast<std::string>();
    });
    bind_archive(deliveries);
}

}  // namespace maatstaf::python

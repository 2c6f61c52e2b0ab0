// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/risk/cost.hpp"
#include "maatstaf/risk/fit.hpp"
#include "arrays.hpp"
#include "risk.hpp"

// Expected cost, and what belongs to every row of a fit.
namespace maatstaf::python {

std::pair<std::vector<std::int32_t>, std::vector<std::string>> positions_of(const py::object& labels,
                                                                            const char* argument) {
    std::vector<std::string> texts;
    std::vector<std::string> empty;
    for (py::handle each : list_from(labels, argument)) {
        texts.push_back(py::str(each).cast<std::string>());
        // NaN is what pandas leaves in an empty cell.
        const bool is_nan = PyFloat_Check(each.ptr()) && std::isnan(PyFloat_AsDouble(each.ptr()));
        if (each.is_none() || is_nan || texts.back() == "<NA>") empty.push_back(std::to_string(texts.size()));
    }
    if (!empty.empty())
        throw DataError(messages::risk_empty_label, {{"argument", argument},
                                                     {"count", std::to_string(empty.size())},
                                                     {"total", std::to_string(texts.size())},
                                                     {"rows", join(empty, ", ", 5)}});
    std::vector<std::string> names = texts;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<std::int32_t> positions;
    for (const std::string& each : texts)
        positions.push_back(static_cast<std::int32_t>(std::lower_bound(names.begin(), names.end(), each)
            - names.begin()));
    return {std::move(positions), std::move(names)};
}

py::object of_fit_rows(const py::object& fit, const py::object& given, const char* argument) {
    const bool of_table = py::hasattr(fit, "_table");
    if (py::isinstance<py::str>(given)) {
        if (!of_table) throw ArgumentError(messages::risk_not_from_table);
        return fit.attr("_table").attr("__getitem__")(given)[fit.attr("_rows")];
    }
    if (!py::hasattr(given, "__len__")) return given;  // refused with its type by who reads it
    const auto rows = static_cast<std::size_t>(py::cast<const RiskFit&>(fit).x.rows());
    const std::size_t got = py::len(given);
    if (got == rows) return given;
    const std::size_t total = of_table ? py::len(fit.attr("_table")) : 0;
    if (of_table && got == total)
        return py::module_::import("numpy").attr("asarray")(given)[fit.attr("_rows")];
    throw ArgumentError(messages::risk_length_of_rows, {{"argument", argument},
                                                        {"got", std::to_string(got)},
                                                        {"expected", std::to_string(rows)},
                                                        {"total", of_table ? std::to_string(total) : ""}});
}

void bind_risk_cost(py::module_& module) {
    bind_risk_result<CostResult>(module, "ExpectedCost", "Expected cost of every row, and how good it is.")
        .def_readonly("r2", &CostResult::r2, "Explained part of the variance of cost per person.")
        .def_readonly("cpm", &CostResult::cpm, "Cumming's prediction measure.")
        .def_readonly("correlation", &CostResult::correlation,
                      "Of what is left unexplained of use and of cost per user; NaN when rows were not matched.")
        .def_readonly("factor", &CostResult::factor, "By which expectations were scaled to the budget.")
        .def("groups", &CostResult::group_table, "Over- and under-compensation per group.");
    module.def(
        "risk_design_rows",
        [](const RiskFit& fit, const py::object& table, const py::object& rows) -> py::object {
            if (!fit.design) return py::none();
            std::vector<std::int64_t> positions;
            for (const double each : numbers_from(rows, "rows")) positions.push_back(static_cast<std::int64_t>(each));
            const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> x =
                design_rows(fit, table_from(table), positions);
            return py::array_t<double>({x.rows(), x.cols()}, x.data());
        },
        py::arg("fit"), py::arg("table"), py::arg("rows"),
        "Rows of a table in the columns of a fit that was made on a table; None for any other fit.");
    module.def(
        "risk_expected_cost",
        [](const py::object& users, const py::object& amount, const py::object& observed, const py::object& groups,
           const py::object& amount_rows, const py::kwargs& keywords) {
            const auto options = options_from<CostOptions>(keywords, "expected_cost");
            const auto& first = object_of<RiskFit>(users, "users");
            std::pair<std::vector<std::int32_t>, std::vector<std::string>> in{};
            if (!groups.is_none()) {
                const py::object labels = of_fit_rows(users, groups, "groups");
                in = positions_of(labels, "groups");
                // Numbers are groups when they are few.
                const auto kind = py::module_::import("numpy").attr("asarray")(labels).attr("dtype").attr("kind");
                if (in.second.size() > 30 && py::str("iuf").contains(kind))
                    throw ArgumentError(messages::risk_no_groups, {{"got", std::to_string(in.second.size())},
                                                                   {"rows", std::to_string(in.first.size())}});
            }
            if (amount.is_none()) return made_from(users, expected_cost(first, in.first, in.second, options));
            return made_from(users, expected_cost(first, object_of<RiskFit>(amount, "amount"),
                                                  numbers_from(of_fit_rows(users, observed, "observed"), "observed"),
                                                  in.first, in.second, options,
                                                  matrix_from(amount_rows, "amount_rows")));
        },
        py::arg("users"), py::arg("amount") = py::none(), py::arg("observed") = py::none(),
        py::arg("groups") = py::none(), py::arg("amount_rows") = py::none(),
        "Expected cost in two parts or one; see maatstaf.risk.expected_cost.");
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include "regress_rows.hpp"

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "convert.hpp"

namespace maatstaf::python {
namespace {

constexpr const char* row_columns[] = {
    "y", "offset", "exposure", "prior_weights", "frequency_weights", "analytic_weights"};

}  // namespace

RegressionArrays::RegressionArrays(const py::object& rows) {
    if (!py::isinstance<py::dict>(rows)) refuse_object("dict", "rows", rows);
    const auto given = py::reinterpret_borrow<py::dict>(rows);
    x_ = py::array_t<double, py::array::forcecast>::ensure(given["x"]);
    if (!x_ || x_.ndim() != 2) {
        PyErr_Clear();
        throw ArgumentError(
            messages::wrong_type,
            {{"argument", "x"}, {"expected", "a matrix with one row per row of y"}, {"got", describe(given["x"])}});
    }
    // A column of a structured array may lie at strides that are no whole number of doubles.
    constexpr auto size = static_cast<py::ssize_t>(sizeof(double));
    if (x_.strides(0) % size != 0 || x_.strides(1) % size != 0)
        x_ = py::array_t<double, py::array::c_style | py::array::forcecast>(x_);
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        columns_[k] = Numbers(0);
        if (!given.contains(row_columns[k]) || given[row_columns[k]].is_none()) continue;
        columns_[k] = Numbers::ensure(given[row_columns[k]]);
        if (!columns_[k] || columns_[k].ndim() != 1) {
            PyErr_Clear();
            refuse(messages::not_a_list, row_columns[k], given[row_columns[k]]);
        }
    }
    if (given.contains("names"))
        for (py::handle each : list_from(given["names"], "names")) names_.push_back(text_from(each, "names"));
}

RegressionData RegressionArrays::data() const {
    constexpr auto size = static_cast<py::ssize_t>(sizeof(double));
    const auto span = [](const Numbers& values) {
        return std::span<const double>(values.data(), static_cast<std::size_t>(values.size()));
    };
    return {.x = DesignView(x_.data(), x_.shape(0), x_.shape(1), x_.strides(0) / size, x_.strides(1) / size),
            .y = span(columns_[0]),
            .offset = span(columns_[1]),
            .exposure = span(columns_[2]),
            .prior_weights = span(columns_[3]),
            .frequency_weights = span(columns_[4]),
            .analytic_weights = span(columns_[5]),
            .names = names_};
}

RegressionArrays rows_in_order(const py::object& x, const py::object& y, const std::vector<std::string>& names,
                               const py::kwargs& keywords) {
    const py::object ordered = py::module_::import("maatstaf.frames").attr("columns_called")(x, names);
    return RegressionArrays(py::module_::import("maatstaf.regress.rows").attr("rows_of")(ordered, y, **keywords));
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/numpy.h>

#include <span>

#include "maatstaf/core/column.hpp"

namespace maatstaf::python {

namespace py = pybind11;

/// A read-only NumPy array on memory that `owner` keeps alive; nothing is copied.
template <class T>
py::array view(std::span<const T> values, const py::object& owner) {
    py::array made(py::dtype::of<T>(), {static_cast<py::ssize_t>(values.size())}, {static_cast<py::ssize_t>(sizeof(T))},
                   values.data(), owner);
    py::detail::array_proxy(made.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
    return made;
}

/// A new array with a copy of these numbers.
template <class Numbers>
py::array_t<double> array_of(const Numbers& values) {
    return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

/// The values of a column: a read-only view where NumPy has the type, else an array made for it. Missing numbers are
/// NaN, missing dates NaT, missing texts and booleans None.
py::array to_numpy(const Column& column);

/// A column from one NumPy array of numbers or booleans. A read-only contiguous array is shared, any other copied.
/// `missing`: None or a boolean array.
Column number_column(const std::string& name, const py::array& values, const py::object& missing);

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

namespace maatstaf::python {

/// A Python object of a bound class, for signatures: functions that must see the object itself (to remember a library
/// on it) still say in their docstring and stub what they give.
template <class T>
struct Typed : pybind11::object {
    Typed(pybind11::object made) : pybind11::object(std::move(made)) {}
};

}  // namespace maatstaf::python

namespace pybind11::detail {
template <class T>
struct handle_type_name<maatstaf::python::Typed<T>> {
    static constexpr auto name = make_caster<T>::name;
};
}  // namespace pybind11::detail

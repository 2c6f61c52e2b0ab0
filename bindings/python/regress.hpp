// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/numpy.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/regress/distribution.hpp"
#include "maatstaf/regress/glm.hpp"
#include "arrays.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "regress_rows.hpp"
#include "tabular.hpp"

// What the results and options of `regress` have in common.
namespace maatstaf::python {

/// Options in which family, link and their parameters stand beside the rest: family="poisson" rather than
/// distribution={"family": "poisson"}.
template <Described Options>
Options options_with_law(const py::dict& given, const std::string& where) {
    const StructAccess &law = struct_access<Distribution>(), &rest = struct_access<Options>();
    std::vector<std::string_view> allowed;
    for (const FieldAccess& each : law) allowed.push_back(each.name);
    for (const FieldAccess& each : rest)
        if (each.name != "distribution") allowed.push_back(each.name);
    py::dict within, own;
    for (const auto& [key, value] : given) {
        const auto name = text_from(key, where);
        if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) refuse_field(where, name, allowed);
        (find_field(law, name) ? within : own)[key] = value;
    }
    Options options;
    fill_fields(options.distribution, within, where);
    fill_fields(options, own, where);
    return options;
}

/// A vector or matrix (column-major) of a bound object as a read-only array that keeps its owner.
template <class Derived>
py::array eigen_view(const Eigen::PlainObjectBase<Derived>& values, const py::object& owner) {
    constexpr auto size = static_cast<py::ssize_t>(sizeof(double));
    const auto rows = static_cast<py::ssize_t>(values.rows()), columns = static_cast<py::ssize_t>(values.cols());
    py::array made;
    if constexpr (Derived::IsVectorAtCompileTime)
        made = py::array(py::dtype::of<double>(), {rows}, {size}, values.data(), owner);
    else
        made = py::array(py::dtype::of<double>(), {rows, columns}, {size, size * rows}, values.data(), owner);
    py::detail::array_proxy(made.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
    return made;
}

/// A property that shows a vector or matrix of the object without copying it: a member, or a function that gives one.
template <class Class, class Member>
void def_view(Class& bound, const char* name, Member member, const char* doc) {
    using Result = typename Class::type;
    bound.def_property_readonly(
        name,
        [member](const py::object& self) {
            const auto& values = std::invoke(member, py::cast<const Result&>(self));
            return eigen_view(values, self);
        },
        doc);
}

template <class Class>
void def_caveats(Class& bound) {
    using Result = typename Class::type;
    bound.def_property_readonly(
        "caveats", [](const Result& self) { return notes_to_python(self.caveats); },
        "What a reader must know; read these first.");
}

/// How the search ended: `status` and `converged`.
template <class Class, class Member = FitStatus Class::type::*>
void def_status(Class& bound, Member member = &Class::type::status) {
    using Result = typename Class::type;
    bound
        .def_property_readonly(
            "status", [member](const Result& self) { return std::string(to_name(std::invoke(member, self))); },
            "'converged', 'max_iterations', 'separated' or 'no_step'; only the first gives final estimates.")
        .def_property_readonly(
            "converged", [member](const Result& self) { return std::invoke(member, self) == FitStatus::converged; },
            "Whether the estimates are final.");
}

/// Table, frame, Arrow, CSV and HTML of a result with `table()`, under the title of its class.
template <class Class>
void def_table(Class& bound, const char* title, const char* doc) {
    using Result = typename Class::type;
    const auto make = [](const Result& self, Language) { return self.table(); };
    bind_tabular(bound, make);
    bound.def("table", [](const Result& self) { return self.table(); }, doc);
    if constexpr (requires(const Result& self) { self.caveats; }) {
        bind_html(bound, title, make);
    } else {
        bound.def("_repr_html_", [make, title](const Result& self) {
            return py::module_::import("maatstaf.html")
                .attr("table")(make(self, Language::english), py::arg("title") = title)
                .template cast<std::string>();
        });
    }
}

/// A method that is a function of `maatstaf.regress`.
inline auto through(const char* function) {
    return [function](const py::object& self, const py::args& rest, const py::kwargs& keywords) {
        return py::module_::import("maatstaf.regress").attr(function)(self, *rest, **keywords);
    };
}

/// Names of the columns at these positions.
inline std::vector<std::string> names_at(const std::vector<std::string>& names, const std::vector<std::int32_t>& at) {
    std::vector<std::string> out;
    for (const auto each : at) out.push_back(names[static_cast<std::size_t>(each)]);
    return out;
}

/// Whole numbers for C++ from any list or array of them; None is empty.
inline std::vector<std::int32_t> codes_from(const py::object& values, const char* argument) {
    if (values.is_none()) return {};
    const auto array = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>::ensure(values);
    if (!array || array.ndim() != 1) {
        PyErr_Clear();
        refuse(messages::not_a_list, argument, values);
    }
    return {array.data(), array.data() + array.size()};
}

}  // namespace maatstaf::python

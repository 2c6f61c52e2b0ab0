// SPDX-License-Identifier: Apache-2.0
#include "convert.hpp"

#include <pybind11/numpy.h>

#include <cstring>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"

namespace maatstaf::python {

std::string describe(py::handle value) {
    if (value.is_none()) return "None";
    const std::string type = py::str(py::type::of(value).attr("__name__"));
    if (!py::isinstance<py::str>(value) && !py::isinstance<py::bool_>(value) && !PyFloat_Check(value.ptr()) &&
        !PyLong_Check(value.ptr()))
        return type;
    std::string shown = py::repr(value);
    return type + " " + shown;
}

void refuse(Message message, const std::string& argument, py::handle got) {
    throw ArgumentError(message, {{"argument", argument}, {"got", describe(got)}});
}

void refuse_object(const std::string& expected, const std::string& argument, py::handle got) {
    throw ArgumentError(messages::not_an_object,
                        {{"argument", argument}, {"expected", expected}, {"got", describe(got)}});
}

void refuse_class(const std::string& expected, const std::string& argument, py::handle got) {
    if (expected == "Panel")
        throw ArgumentError(messages::not_a_panel, {{"argument", argument}, {"got", describe(got)}});
    throw ArgumentError(messages::not_of_class,
                        {{"argument", argument}, {"expected", expected}, {"got", describe(got)}});
}

void refuse_field(const std::string& where, std::string_view got, std::span<const std::string_view> allowed) {
    throw ArgumentError(messages::unknown_field, {{"where", where},
                                                 {"got", std::string(got)},
                                                 {"nearest", nearest(got, allowed)},
                                                 {"allowed", join(allowed, ", ", 40)}});
}

std::string text_from(py::handle value, const std::string& argument) {
    if (PyUnicode_Check(value.ptr())) {
        Py_ssize_t length = 0;
        const char* text = PyUnicode_AsUTF8AndSize(value.ptr(), &length);
        if (text != nullptr) return {text, static_cast<std::size_t>(length)};
        PyErr_Clear();  // lone surrogates
        throw ArgumentError(messages::not_utf8, {{"where", argument}});
    }
    // Dates travel as ISO texts.
    static const auto date = py::module_::import("datetime").attr("date").ptr();
    if (PyObject_IsInstance(value.ptr(), date) == 1)
        return py::str(value.attr("isoformat")()).cast<std::string>().substr(0, 10);
    refuse(messages::not_a_text, argument, value);
}

bool boolean_from(py::handle value, const std::string& argument) {
    if (PyBool_Check(value.ptr())) return value.ptr() == Py_True;
    if (std::strstr(Py_TYPE(value.ptr())->tp_name, "numpy.bool") != nullptr) return PyObject_IsTrue(value.ptr()) == 1;
    refuse(messages::not_a_boolean, argument, value);
}

namespace {

[[noreturn]] void refuse_number(const std::string& argument, py::handle got, const std::string& least,
                                const std::string& most) {
    throw ArgumentError(messages::argument_out_of_range,
                        {{"argument", argument}, {"range", least + " .. " + most}, {"got", py::str(got)}});
}

}  // namespace

std::int64_t whole_number_from(py::handle value, const std::string& argument) {
    if (PyBool_Check(value.ptr()) || !PyIndex_Check(value.ptr())) refuse(messages::not_a_whole_number, argument, value);
    const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
    int overflow = 0;
    const long long whole = number ? PyLong_AsLongLongAndOverflow(number.ptr(), &overflow) : -1;
    if (overflow != 0) refuse_number(argument, value, std::to_string(std::numeric_limits<std::int64_t>::min()),
                                     std::to_string(std::numeric_limits<std::int64_t>::max()));
    if (PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        refuse(messages::not_a_whole_number, argument, value);
    }
    return whole;
}

std::uint64_t unsigned_number_from(py::handle value, const std::string& argument) {
    if (PyBool_Check(value.ptr()) || !PyIndex_Check(value.ptr())) refuse(messages::not_a_whole_number, argument, value);
    const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
    const unsigned long long whole = number ? PyLong_AsUnsignedLongLong(number.ptr()) : 0;
    if (PyErr_Occurred() != nullptr) {   // negative, or above 64 bits
        PyErr_Clear();
        refuse_number(argument, value, "0", std::to_string(std::numeric_limits<std::uint64_t>::max()));
    }
    return whole;
}

double number_from(py::handle value, const std::string& argument) {
    if (value.is_none()) return std::numeric_limits<double>::quiet_NaN();
    if (PyBool_Check(value.ptr()) || PyUnicode_Check(value.ptr())) refuse(messages::not_a_number, argument, value);
    const double number = PyFloat_AsDouble(value.ptr());
    if (PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        refuse(messages::not_a_number, argument, value);
    }
    return number;
}

Period period_from(py::handle value, const std::string& argument) {
    if (py::isinstance<Period>(value)) return py::cast<Period>(value);
    if (PyUnicode_Check(value.ptr())) return Period::parse(text_from(value, argument));
    if (!PyBool_Check(value.ptr()) && PyIndex_Check(value.ptr())) {
        const auto year = whole_number_from(value, argument);
        if (std::in_range<int>(year)) return Period(static_cast<int>(year));
    }
    refuse(messages::not_a_text, argument, value);
}

py::list list_from(py::handle value, const std::string& argument) {
    if (py::isinstance<py::str>(value) || py::isinstance<py::bytes>(value) || py::isinstance<py::dict>(value) ||
        !py::hasattr(value, "__iter__"))
        refuse(messages::not_a_list, argument, value);
    return py::list(py::reinterpret_borrow<py::object>(value));
}

std::vector<double> numbers_from(py::handle value, const std::string& argument) {
    const bool is_text = py::isinstance<py::str>(value) || py::isinstance<py::bytes>(value);
    const auto array = is_text ? py::array_t<double, py::array::c_style | py::array::forcecast>()
                               : py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(value);
    if (array && !is_text && array.ndim() == 1) return {array.data(), array.data() + array.size()};
    PyErr_Clear();
    if (array && !is_text && array.ndim() > 1)
        throw ArgumentError(messages::numbers_not_flat,
                            {{"argument", argument}, {"got", std::to_string(array.ndim())}});
    // A list it is, but not of numbers: name the first that is none.
    if (!is_text && !py::isinstance<py::dict>(value) && py::hasattr(value, "__iter__")) {
        std::size_t at = 0;
        for (const py::handle each : py::list(py::reinterpret_borrow<py::object>(value)))
            number_from(each, argument + "[" + std::to_string(at++) + "]");
    }
    refuse(messages::not_a_list_of_numbers, argument, value);
}

}  // namespace maatstaf::python

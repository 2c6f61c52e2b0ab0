// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/period.hpp"

// Python objects to C++ values and back, steered by the field lists alone. Every refusal names the argument. Templates
// are kept to one small function per field; the rest works on `StructAccess`, which compiles once.
namespace maatstaf::python {

namespace py = pybind11;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

// Scalars. `argument` is how messages call the value, for example "Indicator.targets[0].value".
std::string text_from(py::handle value, const std::string& argument);
bool boolean_from(py::handle value, const std::string& argument);
std::int64_t whole_number_from(py::handle value, const std::string& argument);
std::uint64_t unsigned_number_from(py::handle value, const std::string& argument);
double number_from(py::handle value, const std::string& argument);
Period period_from(py::handle value, const std::string& argument);
std::vector<double> numbers_from(py::handle value, const std::string& argument);
/// The entries of a list; refuses texts and dictionaries.
py::list list_from(py::handle value, const std::string& argument);

/// What a person calls the value: its type, and the value itself where that is short.
std::string describe(py::handle value);
[[noreturn]] void refuse(Message message, const std::string& argument, py::handle got);
/// Refuses what cannot be written as its fields by name either: a panel, say.
[[noreturn]] void refuse_class(const std::string& expected, const std::string& argument, py::handle got);
[[noreturn]] void refuse_object(const std::string& expected, const std::string& argument, py::handle got);
[[noreturn]] void refuse_field(const std::string& where, std::string_view got,
                               std::span<const std::string_view> allowed);

/// One field of a struct, by the address of the struct.
struct FieldAccess {
    std::string name;
    std::string type;      ///< of an argument, as written in Python
    std::string returned;  ///< of the attribute
    std::string choices;   ///< the names of an enumeration
    std::string usual;     ///< the default, as written in Python
    std::string meaning;
    bool is_text = false;
    py::object (*get)(const void* object, py::handle owner) = nullptr;
    void (*set)(void* object, py::handle value, const std::string& argument) = nullptr;
};
using StructAccess = std::vector<FieldAccess>;

/// Sets fields from keyword arguments or a dictionary; `where` names the object in messages.
void fill_fields(const StructAccess& access, void* object, const py::dict& values, const std::string& where);
const FieldAccess* find_field(const StructAccess& access, std::string_view name);
/// The fields by name, and as Python source without those that hold their default.
py::dict fields_dict(const StructAccess& access, const void* object);
std::string fields_repr(const StructAccess& access, const void* object, const void* defaults, const std::string& name);

template <Described T>
const StructAccess& struct_access();

template <Described T>
void fill_fields(T& object, const py::dict& values, const std::string& where) {
    fill_fields(struct_access<T>(), &object, values, where);
}
template <Described T>
py::dict fields_dict(const T& object) {
    return fields_dict(struct_access<T>(), &object);
}

template <Described T, std::size_t I>
using FieldValue = std::remove_cvref_t<decltype(std::declval<T>().*(std::get<I>(T::fields()).member))>;

template <std::integral T>
[[noreturn]] void refuse_range(const std::string& argument, std::int64_t got) {
    using Limits = std::numeric_limits<T>;
    throw ArgumentError(messages::argument_out_of_range,
                        {{"argument", argument},
                         {"range", got < 0 ? ">= " + std::to_string(Limits::min())
                                           : "<= " + std::to_string(Limits::max())},
                         {"got", std::to_string(got)}});
}

/// A struct of two fields, an id and a value, may be written {id: value} in a list of such.
template <class T>
constexpr bool is_named_value() {
    if constexpr (Described<T>) {
        if constexpr (std::tuple_size_v<decltype(T::fields())> == 2)
            return std::is_same_v<FieldValue<T, 0>, std::string>;
    }
    return false;
}

/// One whose value is a number has a default that suits most, so its id alone will do.
template <class T>
constexpr bool is_named_number() {
    if constexpr (is_named_value<T>()) return std::is_same_v<FieldValue<T, 1>, double>;
    return false;
}

/// What has an id and usual values for the rest may be written as that id.
template <class T>
constexpr bool opens_with_id() {
    if constexpr (Described<T>) return std::get<0>(T::fields()).name == std::string_view("id");
    return false;
}

/// A struct that opens with an enumeration (the method of normalising, say) may be written as that name alone.
template <class T>
constexpr bool opens_with_enum() {
    if constexpr (Described<T>) return NamedEnum<FieldValue<T, 0>>;
    return false;
}

template <class T>
std::string class_name() {
    return py::str(py::type::of<T>().attr("__name__"));
}

template <class T>
T from_python(py::handle value, const std::string& argument);

template <class Item>
std::vector<Item> list_from_python(py::handle value, const std::string& argument) {
    std::vector<Item> items;
    if (value.is_none()) return items;
    if constexpr (is_named_value<Item>()) {
        const auto fields = Item::fields();
        if (py::isinstance<py::dict>(value)) {
            for (const auto& [key, each] : py::reinterpret_borrow<py::dict>(value)) {
                Item item;
                const auto id = text_from(key, argument);
                item.*(std::get<0>(fields).member) = id;
                item.*(std::get<1>(fields).member) =
                    from_python<FieldValue<Item, 1>>(each, argument + "['" + id + "']");
                items.push_back(std::move(item));
            }
            return items;
        }
    }
    if constexpr (is_named_number<Item>()) {
        if (py::isinstance<py::str>(value)) return {from_python<Item>(value, argument)};
    }
    for (py::handle each : list_from(value, argument))
        items.push_back(from_python<Item>(each, argument + "[" + std::to_string(items.size()) + "]"));
    return items;
}

/// A bound object, or a refusal that names the argument and the class that is needed.
template <class T>
const T& object_of(py::handle value, const std::string& argument) {
    if constexpr (Described<T>) {
        if (!py::isinstance<T>(value)) refuse_object(class_name<T>(), argument, value);
    } else {
        if (!py::isinstance<T>(value)) refuse_class(class_name<T>(), argument, value);
    }
    return py::cast<const T&>(value);
}

template <Described T>
T struct_from_python(py::handle value, const std::string& argument) {
    if (py::isinstance<py::dict>(value)) {
        T object{};
        fill_fields(object, py::reinterpret_borrow<py::dict>(value), argument);
        return object;
    }
    if constexpr (is_named_number<T>() || opens_with_enum<T>() || opens_with_id<T>()) {
        if (py::isinstance<py::str>(value)) {
            T object{};
            object.*(std::get<0>(T::fields()).member) = from_python<FieldValue<T, 0>>(value, argument);
            return object;
        }
    }
    return object_of<T>(value, argument);
}

template <class T>
T from_python(py::handle value, const std::string& argument) {
    if constexpr (std::is_same_v<T, std::string>) {
        return text_from(value, argument);
    } else if constexpr (std::is_same_v<T, bool>) {
        return boolean_from(value, argument);
    } else if constexpr (std::is_same_v<T, Period>) {
        return period_from(value, argument);
    } else if constexpr (std::is_same_v<T, std::vector<double>>) {
        return numbers_from(value, argument);
    } else if constexpr (NamedEnum<T>) {
        return from_name<T>(text_from(value, argument), argument);
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        return unsigned_number_from(value, argument);
    } else if constexpr (std::is_integral_v<T>) {
        const auto number = whole_number_from(value, argument);
        if (!std::in_range<T>(number)) refuse_range<T>(argument, number);
        return static_cast<T>(number);
    } else if constexpr (std::is_floating_point_v<T>) {
        return number_from(value, argument);
    } else if constexpr (is_optional<T>) {
        if (value.is_none()) return std::nullopt;
        return from_python<typename T::value_type>(value, argument);
    } else if constexpr (is_vector<T>) {
        return list_from_python<typename T::value_type>(value, argument);
    } else {
        static_assert(Described<T>, "no conversion from Python for this type");
        return struct_from_python<T>(value, argument);
    }
}

/// The Python object of a value: enumerations as their names, lists as tuples (a copy that cannot be mistaken for the
/// list of the object itself).
template <class T>
py::object to_python(const T& value) {
    if constexpr (NamedEnum<T>) {
        return py::str(std::string(to_name(value)));
    } else if constexpr (is_optional<T>) {
        return value ? to_python(*value) : py::none();
    } else if constexpr (is_vector<T>) {
        py::tuple items(value.size());
        for (std::size_t i = 0; i < value.size(); ++i) items[i] = to_python(value[i]);
        return items;
    } else {
        return py::cast(value);
    }
}

}  // namespace maatstaf::python

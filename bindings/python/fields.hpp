// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "convert.hpp"

// Classes and keyword arguments from field lists: one place where a name, its type, its default and its meaning stand.
namespace maatstaf::python {

/// "{'higher', 'lower'}", as NumPy docstrings write a choice.
std::string choices_text(std::span<const std::string_view> names);
/// "typing.Literal['higher', 'lower']", as a type.
std::string literal_text(std::span<const std::string_view> names);

/// The type of a field as it is written in Python, as an argument (`given`) or as what an attribute gives back.
template <class T>
std::string type_text(bool given = true) {
    if constexpr (std::is_same_v<T, std::string>) {
        return "str";
    } else if constexpr (std::is_same_v<T, bool>) {
        return "bool";
    } else if constexpr (std::is_same_v<T, Period>) {
        return given ? "Period | str | int" : "Period";
    } else if constexpr (NamedEnum<T>) {
        return literal_text(names_of<T>());
    } else if constexpr (std::is_integral_v<T>) {
        return "int";
    } else if constexpr (std::is_floating_point_v<T>) {
        return given ? "float | None" : "float";
    } else if constexpr (is_optional<T>) {
        return type_text<typename T::value_type>(given) + " | None";
    } else if constexpr (is_vector<T>) {
        using Item = typename T::value_type;
        if (!given) return "tuple[" + type_text<Item>(false) + ", ...]";
        std::string text = "collections.abc.Iterable[" + type_text<Item>() + "]";
        if constexpr (is_named_value<Item>())
            text = "collections.abc.Mapping[str, " + type_text<FieldValue<Item, 1>>() + "] | " + text;
        if constexpr (is_named_number<Item>()) text += " | str";
        return text;
    } else {
        if (!given) return class_name<T>();
        std::string text;
        if constexpr (is_named_number<T>() || opens_with_id<T>()) text = "str | ";
        if constexpr (opens_with_enum<T>()) text = type_text<FieldValue<T, 0>>() + " | ";
        return text + class_name<T>() + " | dict[str, typing.Any]";
    }
}

/// The default of a field as it is written in Python. NaN ("not known") is None; what has no short form is `...`.
template <class T>
std::string default_text(const T& value) {
    if constexpr (std::is_floating_point_v<T>)
        return std::isnan(value) ? "None" : std::string(py::repr(to_python(value)));
    else if constexpr (is_vector<T>) {
        if constexpr (std::is_same_v<typename T::value_type, std::string>) {
            py::tuple texts(value.size());
            for (std::size_t at = 0; at < value.size(); ++at) texts[at] = py::str(value[at]);
            return py::repr(texts);
        } else {
            return value.empty() ? "()" : "...";
        }
    } else if constexpr (is_optional<T>)
        return value ? "..." : "None";
    else if constexpr (opens_with_enum<T>())
        return py::repr(to_python(value.*(std::get<0>(T::fields()).member)));
    else if constexpr (Described<T> || std::is_same_v<T, Period>)
        return "...";
    else
        return py::repr(to_python(value));
}

template <Described T, std::size_t I>
FieldAccess field_access(const T& usual) {
    using Value = FieldValue<T, I>;
    static constexpr auto each = std::get<I>(T::fields());
    FieldAccess access;
    access.name = each.name;
    access.type = type_text<Value>();
    access.returned = type_text<Value>(false);
    access.usual = default_text(usual.*(each.member));
    access.meaning = each.meaning;
    if constexpr (NamedEnum<Value>) access.choices = choices_text(names_of<Value>());
    access.is_text = std::is_same_v<Value, std::string>;
    access.get = [](const void* object, py::handle owner) -> py::object {
        const auto& value = static_cast<const T*>(object)->*(each.member);
        // A struct within a struct can be changed in place: indicator.burden.minutes = 5.
        if constexpr (Described<Value>) {
            if (owner) return py::cast(&value, py::return_value_policy::reference_internal, owner);
        }
        return to_python(value);
    };
    access.set = [](void* object, py::handle value, const std::string& argument) {
        static_cast<T*>(object)->*(each.member) = from_python<Value>(value, argument);
    };
    return access;
}

template <Described T>
const StructAccess& struct_access() {
    static const StructAccess access = []<std::size_t... I>(std::index_sequence<I...>) {
        const T usual{};
        StructAccess made;
        made.reserve(sizeof...(I));
        (made.push_back(field_access<T, I>(usual)), ...);
        return made;
    }(std::make_index_sequence<std::tuple_size_v<decltype(T::fields())>>{});
    return access;
}

/// "*, unit: str = '', ..." for the fields after the first `skip`; empty without any.
std::string keywords_text(const StructAccess& access, std::size_t skip = 0);
/// The "Parameters" section of a docstring (NumPy style), one entry per field.
std::string parameters_text(const StructAccess& access);
template <Described T>
std::string keywords_text() {
    return keywords_text(struct_access<T>());
}
template <Described T>
std::string parameters_text() {
    return parameters_text(struct_access<T>());
}

/// A docstring whose first line is a real signature, as help() and the stub generator read it.
std::string signature_doc(const std::string& name, const std::string& arguments, const std::string& returns,
                          const std::string& text);

/// One argument in a docstring of NumPy's style.
struct ArgumentDoc {
    std::string_view name, type, meaning;
};
/// A docstring of NumPy's style; `returns` is a type, and each of `raises` a class and when: "DataError: when ...".
std::string numpy_doc(std::string_view summary, std::initializer_list<ArgumentDoc> arguments,
                      std::string_view returns = {}, std::initializer_list<std::string_view> raises = {});

/// Defines a method with a docstring of our own making (see `signature_doc`) instead of pybind11's signature.
template <class Class, class Function, class... Extra>
void def_documented(Class& owner, const char* name, Function&& function, const std::string& doc,
                    const Extra&... extra) {
    py::options options;
    options.disable_function_signatures();
    owner.def(name, std::forward<Function>(function), doc.c_str(), extra...);
}

/// Fills options from keyword arguments; `where` is the procedure as people call it.
template <Described T>
T options_from(const py::dict& keywords, const std::string& where) {
    T options{};
    fill_fields(options, keywords, where);
    return options;
}

/// How a bound struct is reached from its Python object.
struct BoundStruct {
    std::string name;
    const StructAccess* access;
    const void* defaults;
    void* (*make)();
    void (*destroy)(void* object);
    void* (*address)(py::handle object);
    std::size_t by_position;
};

/// Defines the constructor, attributes, repr, equality, `to_dict` and pickling.
void bind_struct(py::object type, const BoundStruct& bound);

/// Binds a described struct: `Name(first, **keywords)` and attributes. It is a value: what a list attribute gives back
/// is a copy.
template <Described T>
py::class_<T> bind_described(py::module_& module, const char* name, const std::string& meaning) {
    py::class_<T> type(module, name);
    static const T defaults{};
    const BoundStruct bound{name, &struct_access<T>(), &defaults,
                            [] { return static_cast<void*>(new T()); },
                            [](void* object) { delete static_cast<T*>(object); },
                            [](py::handle object) -> void* { return py::cast<T*>(object); },
                            is_named_number<T>() ? 2u : 1u};
    type.attr("__doc__") = meaning + parameters_text<T>();
    bind_struct(type, bound);
    return type;
}

}  // namespace maatstaf::python

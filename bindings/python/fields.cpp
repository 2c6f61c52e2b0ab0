// SPDX-License-Identifier: Apache-2.0
#include "fields.hpp"

#include <cctype>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"

namespace maatstaf::python {
namespace {

std::vector<std::string_view> names_in(const StructAccess& access) {
    std::vector<std::string_view> names;
    for (const auto& each : access) names.push_back(each.name);
    return names;
}

void set_field(const FieldAccess& field, void* object, py::handle value, const std::string& argument) {
    // A year typed as a number, or a Period, where a text for a period is kept.
    if (field.is_text && field.name.ends_with("period") && !py::isinstance<py::str>(value))
        field.set(object, py::str(period_from(value, argument).text()), argument);
    else
        field.set(object, value, argument);
}

std::string reprs(const StructAccess& access, const void* object) {
    std::string text;
    for (const auto& each : access) text += std::string(py::repr(each.get(object, {}))) + "\n";
    return text;
}

void set_method(py::object type, const char* name, const py::cpp_function& function) {
    type.attr(name) = py::reinterpret_steal<py::object>(PyInstanceMethod_New(function.ptr()));
}

void bind_attribute(py::object type, const BoundStruct& bound, const FieldAccess& field) {
    const auto address = bound.address;
    const auto* const access = &field;
    const auto argument = bound.name + "." + field.name;
    const py::cpp_function get([access, address](const py::object& self) { return access->get(address(self), self); },
                               ("(self: " + bound.name + ") -> " + field.returned + "\n\n" + field.meaning).c_str());
    const py::cpp_function set(
        [access, address, argument](const py::object& self, const py::object& value) {
            set_field(*access, address(self), value, argument);
        },
        ("(self: " + bound.name + ", value: " + field.type + ") -> None").c_str());
    const auto property = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyProperty_Type));
    type.attr(field.name.c_str()) = property(get, set, py::none(), field.meaning);
}

}  // namespace

const FieldAccess* find_field(const StructAccess& access, std::string_view name) {
    for (const auto& each : access)
        if (each.name == name) return &each;
    return nullptr;
}

void fill_fields(const StructAccess& access, void* object, const py::dict& values, const std::string& where) {
    for (const auto& [key, value] : values) {
        const auto name = text_from(key, where);
        const auto* const field = find_field(access, name);
        if (field == nullptr) refuse_field(where, name, names_in(access));
        set_field(*field, object, value, where + "." + name);
    }
}

py::dict fields_dict(const StructAccess& access, const void* object) {
    py::dict values;
    for (const auto& each : access) values[py::str(each.name)] = each.get(object, {});
    return values;
}

std::string fields_repr(const StructAccess& access, const void* object, const void* defaults, const std::string& name) {
    std::string text = name + "(";
    for (const auto& each : access) {
        const std::string shown = py::repr(each.get(object, {}));
        const bool is_first = &each == &access.front();
        if (!is_first && shown == std::string(py::repr(each.get(defaults, {})))) continue;
        if (text.back() != '(') text += ", ";
        text += is_first ? shown : each.name + "=" + shown;
    }
    return text + ")";
}

std::string choices_text(std::span<const std::string_view> names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "'" : ", '") + std::string(name) + "'";
    return "{" + text + "}";
}

std::string literal_text(std::span<const std::string_view> names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "'" : ", '") + std::string(name) + "'";
    return "typing.Literal[" + text + "]";
}

std::string numpy_doc(std::string_view summary, std::initializer_list<ArgumentDoc> arguments, std::string_view returns,
                      std::initializer_list<std::string_view> raises) {
    std::string text(summary);
    const auto heading = [&](std::string_view title) {
        text += "\n\n" + std::string(title) + "\n" + std::string(title.size(), '-');
    };
    if (arguments.size() > 0) heading("Parameters");
    for (const auto& [name, type, meaning] : arguments)
        text += "\n" + std::string(name) + " : " + std::string(type) + "\n    " + std::string(meaning);
    if (!returns.empty()) {
        heading("Returns");
        text += "\n" + std::string(returns);
    }
    if (raises.size() > 0) heading("Raises");
    for (const std::string_view each : raises) {
        const auto colon = each.find(": ");
        std::string when(each.substr(colon + 2));
        when.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(when.front())));
        text += "\n" + std::string(each.substr(0, colon)) + "\n    " + when;
    }
    return text;
}

std::string keywords_text(const StructAccess& access, std::size_t skip) {
    std::string text;
    for (std::size_t i = skip; i < access.size(); ++i)
        text += (text.empty() ? "*, " : ", ") + access[i].name + ": " + access[i].type + " = " + access[i].usual;
    return text;
}

std::string parameters_text(const StructAccess& access) {
    std::string text = "\n\nParameters\n----------";
    for (const auto& each : access) {
        std::string type = each.choices.empty() ? each.type : each.choices;
        for (const std::string_view prefix : {"collections.abc.", "typing."})
            for (auto at = type.find(prefix); at != std::string::npos; at = type.find(prefix))
                type.erase(at, prefix.size());
        text += "\n" + each.name + " : " + type + "\n    " + each.meaning;
    }
    return text;
}

std::string signature_doc(const std::string& name, const std::string& arguments, const std::string& returns,
                          const std::string& text) {
    return name + "(" + arguments + ") -> " + returns + "\n\n" + text;
}

namespace {

/// Fills a new object from the arguments of its constructor.
void construct(const BoundStruct& bound, void* object, const py::args& given, const py::kwargs& keywords) {
    if (given.size() > bound.by_position)
        throw ArgumentError(messages::wrong_length, {{"argument", bound.name + "()"},
                                                    {"got", std::to_string(given.size())},
                                                    {"expected", std::to_string(bound.by_position)}});
    for (std::size_t i = 0; i < given.size(); ++i) {
        const FieldAccess& field = (*bound.access)[i];
        const auto argument = bound.name + "." + field.name;
        if (keywords.contains(field.name)) throw ArgumentError(messages::given_twice, {{"argument", argument}});
        set_field(field, object, given[i], argument);
    }
    fill_fields(*bound.access, object, keywords, bound.name);
}

std::string constructor_doc(const BoundStruct& bound) {
    std::string arguments = "self";
    for (std::size_t i = 0; i < std::min(bound.by_position, bound.access->size()); ++i) {
        const FieldAccess& field = (*bound.access)[i];
        arguments += ", " + field.name + ": " + field.type + " = " + field.usual;
    }
    const auto keywords = keywords_text(*bound.access, bound.by_position);
    return signature_doc("__init__", arguments + (keywords.empty() ? "" : ", " + keywords), "None", "");
}

}  // namespace

void bind_struct(py::object type, const BoundStruct& bound) {
    py::options options;
    options.disable_function_signatures();
    type.attr("__init__") = py::cpp_function(
        [bound](py::detail::value_and_holder& holder, const py::args& given, const py::kwargs& keywords) {
            void* object = bound.make();
            try {
                construct(bound, object, given, keywords);
            } catch (...) {
                bound.destroy(object);
                throw;
            }
            holder.value_ptr() = object;
        },
        py::name("__init__"), py::is_method(type), py::detail::is_new_style_constructor(),
        constructor_doc(bound).c_str());
    for (const auto& each : *bound.access) bind_attribute(type, bound, each);
    set_method(type, "__repr__",
               py::cpp_function(
                   [bound](const py::object& self) {
                       return fields_repr(*bound.access, bound.address(self), bound.defaults, bound.name);
                   },
                   py::name("__repr__"), "__repr__(self) -> str"));
    set_method(type, "__eq__",
               py::cpp_function(
                   [bound, type = py::handle(type)](const py::object& self, const py::object& other) {
                       return py::isinstance(other, type) &&
                              reprs(*bound.access, bound.address(self)) == reprs(*bound.access, bound.address(other));
                   },
                   py::name("__eq__"), "__eq__(self, other: object) -> bool"));
    type.attr("__hash__") = py::none();
    set_method(
        type, "to_dict",
        py::cpp_function([bound](const py::object& self) { return fields_dict(*bound.access, bound.address(self)); },
                         py::name("to_dict"),
                         "to_dict(self) -> dict[str, typing.Any]\n\nThe fields by name; lists as tuples."));
    set_method(type, "__reduce__",
               py::cpp_function(
                   [bound](const py::object& self) {
                       const auto rebuild = py::module_::import("maatstaf._core").attr("_rebuild");
                       return py::make_tuple(rebuild, py::make_tuple(py::type::of(self),
                                                                     fields_dict(*bound.access, bound.address(self))));
                   },
                   py::name("__reduce__"), "__reduce__(self) -> tuple[typing.Any, ...]"));
}

}  // namespace maatstaf::python

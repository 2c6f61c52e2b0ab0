// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <map>
#include <new>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "bindings.hpp"
#include "fields.hpp"

namespace maatstaf::python {
namespace {

// The exception classes live as long as the interpreter.
struct ErrorTypes {
    PyObject* error = nullptr;
    PyObject* argument = nullptr;
    PyObject* data = nullptr;
    PyObject* format = nullptr;
    PyObject* archive = nullptr;
    PyObject* cancelled = nullptr;
    PyObject* warning = nullptr;
};
ErrorTypes types;

const std::map<std::string, Message, std::less<>>& messages_by_name() {
    static const std::map<std::string, Message, std::less<>> all = {
#define MAATSTAF_MESSAGE(name, code, english, dutch) {#name, Message{code}},
#include "maatstaf/core/messages/all.def"
#undef MAATSTAF_MESSAGE
    };
    return all;
}

Message message_called(const std::string& name) {
    const auto& all = messages_by_name();
    if (const auto found = all.find(name); found != all.end()) return found->second;
    std::vector<std::string_view> names;
    for (const auto& [each, message] : all) names.push_back(each);
    throw ArgumentError(
        messages::unknown_option,
        {{"got", name}, {"argument", "name"}, {"nearest", nearest(name, names)}, {"allowed", join(names, ", ", 10)}});
}

Parameters parameters_from(const py::dict& values) {
    Parameters parameters;
    for (const auto& [key, value] : values)
        parameters.emplace_back(py::cast<std::string>(key), py::cast<std::string>(py::str(value)));
    return parameters;
}

/// Adds the allowed name that is nearest to what was got, as everywhere else.
Parameters with_nearest(Parameters parameters) {
    std::string got, allowed;
    for (const auto& [name, value] : parameters) {
        if (name == "nearest") return parameters;
        if (name == "got") got = value;
        if (name == "allowed") allowed = value;
    }
    if (allowed.empty()) return parameters;
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= allowed.size();) {
        const auto to = std::min(allowed.find(", ", from), allowed.size());
        names.push_back(allowed.substr(from, to - from));
        from = to + 2;
    }
    if (const auto near = nearest(got, names); !near.empty()) parameters.emplace_back("nearest", near);
    return parameters;
}

py::dict parameters_to_python(const Parameters& parameters) {
    py::dict values;
    for (const auto& [name, value] : parameters) values[py::str(name)] = py::str(value);
    return values;
}

std::string words(const std::string& name, const py::object& parameters, const std::string& language) {
    return render(message_called(name), parameters.is_none() ? Parameters{} : parameters_from(parameters),
                  language_from(language));
}

/// An error or warning of a class, with what a program may want to know of it.
py::object made_of(PyObject* type, const Note& note, const std::string& text) {
    py::object made = py::reinterpret_borrow<py::object>(type)(text);
    made.attr("code") = note.code();
    made.attr("name") = std::string(note.name());
    made.attr("parameters") = parameters_to_python(note.parameters);
    return made;
}

void raise(const Error& error, PyObject* type) {
    try {
        PyErr_SetObject(type, made_of(type, error.note(), error.what()).ptr());
    } catch (py::error_already_set& failure) {
        failure.restore();
    }
}

void translate(std::exception_ptr pointer) {
    try {
        if (pointer) std::rethrow_exception(pointer);
    } catch (const ArgumentError& error) {
        raise(error, types.argument);
    } catch (const DataError& error) {
        raise(error, types.data);
    } catch (const FormatError& error) {
        raise(error, types.format);
    } catch (const ArchiveError& error) {
        raise(error, types.archive);
    } catch (const CancelledError& error) {
        raise(error, types.cancelled);
    } catch (const Error& error) {
        raise(error, types.error);
    }
}

py::object make_type(py::module_& module, const char* name, const char* meaning, const py::tuple& bases,
                     const py::dict& body = {}) {
    const auto qualified = std::string(py::str(module.attr("__name__"))) + "." + name;
    auto made = py::reinterpret_steal<py::object>(
        PyErr_NewExceptionWithDoc(qualified.c_str(), meaning, bases.ptr(), body.ptr()));
    if (!made) throw py::error_already_set();
    module.attr(name) = made;
    return made;
}

py::object method(const py::cpp_function& function) {
    return py::reinterpret_steal<py::object>(PyInstanceMethod_New(function.ptr()));
}

}  // namespace

Language language_from(std::string_view name) {
    if (name == "en") return Language::english;
    if (name == "nl") return Language::dutch;
    throw ArgumentError(messages::unknown_option,
                        {{"got", std::string(name)}, {"argument", "language"}, {"allowed", "en, nl"}});
}

void warn(std::span<const Note> notes, Message kind) {
    const Note* first = nullptr;
    std::size_t count = 0;
    for (const Note& each : notes)
        if (each.message == kind && count++ == 0) first = &each;
    if (first == nullptr) return;
    Note said = *first;
    std::string text = said.text();
    if (count > 1)
        text = render(messages::and_more_like_it, {{"first.en", text}, {"count", std::to_string(count - 1)}});
    // No Python frame stands between the caller and us, so the line named is that of the caller.
    py::module_::import("warnings").attr("warn")(made_of(types.warning, said, text), py::arg("stacklevel") = 1);
}

py::tuple notes_to_python(std::span<const Note> notes) {
    py::tuple made(notes.size());
    for (std::size_t i = 0; i < notes.size(); ++i) made[i] = py::cast(notes[i]);
    return made;
}

void bind_errors(py::module_& module) {
    module.def("words", &words, py::arg("name"), py::arg("parameters") = py::none(), py::arg("language") = "en",
               numpy_doc("A sentence of the catalogue, by its name, with its placeholders filled.",
                         {{"name", "str", "Stable name of a message."},
                          {"parameters", "dict, optional", "Values of its placeholders."},
                          {"language", "{'en', 'nl'}", "Language of the sentence."}},
                         "str", {"ArgumentError: when there is no such message."})
                   .c_str());

    py::dict body;
    body["code"] = 0;
    body["name"] = "";
    body["parameters"] = py::dict();
    body["text"] = method(py::cpp_function(
        [](const py::object& self, const std::string& language) -> std::string {
            const auto name = py::cast<std::string>(self.attr("name"));
            return name.empty() ? std::string(py::str(self)) : words(name, self.attr("parameters"), language);
        },
        py::name("text"), py::arg("self"), py::arg("language") = "en",
        numpy_doc("The sentence.", {{"language", "{'en', 'nl'}", "Language of the sentences."}}, "str").c_str()));
    const py::object root = py::reinterpret_borrow<py::object>(PyExc_Exception);
    const py::object value_error = py::reinterpret_borrow<py::object>(PyExc_ValueError);
    const auto error =
        make_type(module, "Error",
                  "Root of everything that maatstaf raises: what was wrong, where, and how to mend it.\n\n"
                  "Attributes: `code` (stable number), `name`, `parameters`; `text(language)` gives the sentence.",
                  py::make_tuple(root), body);
    const auto both = py::make_tuple(error, value_error);
    types.error = error.ptr();
    types.argument = make_type(module, "ArgumentError", "An argument or option is wrong.", both).ptr();
    types.data = make_type(module, "DataError", "The data or the framework contradict themselves.", both).ptr();
    types.format = make_type(module, "FormatError", "A text, file or stream cannot be read.", both).ptr();
    types.archive = make_type(module, "ArchiveError", "A binary archive is damaged, newer, or of another type.",
                              py::make_tuple(error))
                        .ptr();
    types.cancelled =
        make_type(module, "CancelledError", "A progress callback asked to stop.", py::make_tuple(error)).ptr();
    types.warning = make_type(module, "MaatstafWarning",
                              "A caveat too loud to leave in the result alone; it stands there as well.\n\n"
                              "Issued once per call. Attributes as those of `Error`. Silence it with "
                              "`warnings.filterwarnings('ignore', category=ms.MaatstafWarning)`.",
                              py::make_tuple(py::reinterpret_borrow<py::object>(PyExc_UserWarning)), body)
                        .ptr();
    for (PyObject* each : {types.error, types.argument, types.data, types.format, types.archive, types.cancelled,
                           types.warning})
        Py_INCREF(each);
    py::register_exception_translator(&translate);

    // For the Python part of the package: errors with the words of the catalogue.
    module.def("_refuse_argument", [](const std::string& name, const py::kwargs& parameters) -> py::typing::NoReturn {
        throw ArgumentError(message_called(name), with_nearest(parameters_from(parameters)));
    });
    module.def("_refuse_data", [](const std::string& name, const py::kwargs& parameters) -> py::typing::NoReturn {
        throw DataError(message_called(name), with_nearest(parameters_from(parameters)));
    });
    module.def("_refuse_format", [](const std::string& name, const py::kwargs& parameters) -> py::typing::NoReturn {
        throw FormatError(message_called(name), parameters_from(parameters));
    });

    module.def("_warn_restricted_frame", [] {
        const Note note{messages::frame_without_mark, {}};
        // Two levels up: past the function in maatstaf.frames.
        py::module_::import("warnings").attr("warn")(made_of(types.warning, note, note.text()),
                                                     py::arg("stacklevel") = 2);
    });

    // Pickled structs are made anew from their fields.
    module.def("_rebuild", [](const py::object& type, const py::dict& fields) -> py::object { return type(**fields); });

    py::class_<Note>(module, "Note", "A sentence with its values, kept apart from the language in which it is shown.")
        .def_property_readonly("code", &Note::code, "Stable number of the sentence.")
        .def_property_readonly(
            "name", [](const Note& note) { return std::string(note.name()); }, "Stable name of the sentence.")
        .def_property_readonly(
            "parameters", [](const Note& note) { return parameters_to_python(note.parameters); },
            "The values that fill the sentence.")
        .def(
            "text", [](const Note& note, const std::string& language) { return note.text(language_from(language)); },
            py::arg("language") = "en",
            numpy_doc("The sentence.", {{"language", "{'en', 'nl'}", "Language of the sentences."}}, "str").c_str())
        .def("__str__", [](const Note& note) { return note.text(); })
        .def("__repr__", [](const Note& note) { return "Caveat(" + std::string(py::repr(py::str(note.text()))) + ")"; })
        .def("__eq__",
             [](const Note& note, const py::object& other) {
                 return py::isinstance<Note>(other) && note == py::cast<const Note&>(other);
             })
        .def(py::pickle(
            [](const Note& note) {
                return py::make_tuple(std::string(note.name()), parameters_to_python(note.parameters));
            },
            [](const py::tuple& state) {
                return Note{message_called(py::cast<std::string>(state[0])), parameters_from(state[1])};
            }));
    module.attr("Caveat") = module.attr("Note");
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include "model.hpp"

#include <pybind11/stl.h>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/score/result.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "progress.hpp"
#include "typed.hpp"

namespace maatstaf::python {
namespace {

FrameworkVersion version_from(const py::object& framework) {
    if (py::isinstance<FrameworkVersion>(framework)) return py::cast<FrameworkVersion>(framework);
    if (py::isinstance<Framework>(framework)) return freeze(py::cast<const Framework&>(framework));
    refuse_class("Framework", "framework", framework);
}

/// The figures of one indicator: a dictionary, a ReferenceStatistics, or any object with attributes of those names.
ReferenceStatistics statistics_from(py::handle given, const std::string& argument) {
    if (py::isinstance<ReferenceStatistics>(given) || py::isinstance<py::dict>(given))
        return from_python<ReferenceStatistics>(given, argument);
    ReferenceStatistics statistics;
    bool any = false;
    for (const FieldAccess& field : struct_access<ReferenceStatistics>()) {
        if (!py::hasattr(given, field.name.c_str())) continue;
        field.set(&statistics, given.attr(field.name.c_str()), argument + "." + field.name);
        any = true;
    }
    if (!any) refuse_object("ReferenceStatistics", argument, given);
    return statistics;
}

/// Published figures: {indicator: {"mean": ..., "sd": ...}} or a table with the column indicator.
std::vector<ReferenceParameters> parameters_from(const py::object& given) {
    if (given.is_none()) return {};
    if (!py::isinstance<py::dict>(given) || py::reinterpret_borrow<py::dict>(given).contains("indicator"))
        return reference_parameters(table_from(given));
    std::vector<ReferenceParameters> parameters;
    for (const auto& [key, figures] : py::reinterpret_borrow<py::dict>(given)) {
        const auto id = text_from(key, "parameters");
        parameters.push_back({id, statistics_from(figures, "parameters['" + id + "']")});
    }
    return parameters;
}

Typed<ModelInPython> fit(const ModelInPython& self, const py::object& reference, const py::object& parameters) {
    const auto given = parameters_from(parameters);
    const Panel panel = reference.is_none() ? Panel() : object_of<Panel>(reference, "reference");
    ModelInPython made{self.framework, self.options, {}};
    {
        const py::gil_scoped_release released;
        made.fitted = fit_score_model(self.framework, panel, self.options, given);
    }
    const py::object model = py::cast(std::move(made));
    model.attr("_library") = reference.is_none() ? library_of(parameters)
                                                 : py::getattr(reference, "_library", py::none());
    return model;
}

py::object score_with(const ModelInPython& self, const py::object& panel, const py::kwargs& keywords) {
    py::dict given(keywords);
    const py::object progress = given.contains("progress") ? py::object(given.attr("pop")("progress")) : py::none();
    auto options = options_from<ScoreOptions>(given, "ScoreModel.score");
    LongWork work(progress);
    options.progress = work.progress();
    const auto& model = self.fitted_model();
    const Panel& observed = object_of<Panel>(panel, "panel");
    const py::object result = py::cast(work.run([&] { return score_panel(model, observed, options); }));
    keep_library(panel, result);
    show_in_language_of(self.framework.framework(), result);
    return result;
}

/// The model of an area, by the id of its weight set; empty: the model itself.
const ScoreModel& model_with(const ScoreModel& model, const std::string& area_weights) {
    if (area_weights.empty()) return model;
    std::vector<std::string> known;
    for (const ScoreModel& each : model.area_models()) {
        if (each.options().weight_set == area_weights) return each;
        known.push_back(each.options().weight_set);
    }
    throw ArgumentError(messages::unknown_option, {{"got", area_weights},
                                                  {"argument", "area_weights"},
                                                  {"nearest", nearest(area_weights, known)},
                                                  {"allowed", join(known, ", ")}});
}

/// Equal when the same was chosen and, once fitted, the same was frozen.
bool same_model(const ModelInPython& a, const ModelInPython& b) {
    if (a.fitted.has_value() != b.fitted.has_value()) return false;
    if (a.fitted) return to_archive(*a.fitted) == to_archive(*b.fitted);
    return a.framework.hash() == b.framework.hash() &&
           std::string(py::repr(fields_dict(a.options))) == std::string(py::repr(fields_dict(b.options)));
}

std::string model_repr(const ModelInPython& self) {
    const auto& name = self.framework.framework().data().name;
    return "ScoreModel(" + std::string(py::repr(py::str(name))) + ", normalise='" +
           std::string(to_name(self.options.normalise.method)) + "', aggregate='" +
           std::string(to_name(self.options.aggregate)) + "', missing='" + std::string(to_name(self.options.missing)) +
           "'" + (self.fitted ? ", fitted" : "") + ")";
}

}  // namespace

const ScoreModel& ModelInPython::fitted_model() const {
    if (!fitted) throw ArgumentError(messages::model_not_fitted);
    return *fitted;
}

void bind_model(py::module_& module) {
    bind_described<NormaliseOptions>(module, "Normalise", "How values are brought to a common scale.");
    bind_described<ReferenceStatistics>(module, "ReferenceStatistics", "What is kept of the values of a reference.");
    bind_described<IndicatorNormalise>(module, "IndicatorNormalise", "Another way of normalising for one indicator.");
    bind_described<NodeAggregate>(module, "NodeAggregate", "Another way of aggregating for one item.");

    py::class_<ModelInPython> model(module, "ScoreModel", py::dynamic_attr());
    model.attr("__doc__") = "What scoring needs, first chosen and then frozen on a reference with `fit`." +
                            parameters_text<ScoreModelOptions>();
    {
        py::options options;
        options.disable_function_signatures();
        model.def(py::init([](const py::object& framework, const py::kwargs& keywords) {
                      ModelInPython made{
                          version_from(framework), options_from<ScoreModelOptions>(keywords, "ScoreModel"), {}};
                      check_options(made.options);
                      return made;
                  }),
                  py::arg("framework"),
                  signature_doc("__init__",
                                "self, framework: Framework | FrameworkVersion, " + keywords_text<ScoreModelOptions>(),
                                "None", "")
                      .c_str());
        model.def(
            "score", &score_with, py::arg("panel"),
            (signature_doc("score",
                           "self, panel: Panel, " + keywords_text<ScoreOptions>() +
                               ", progress: bool | collections.abc.Callable[[int, int], typing.Any] | None = None",
                           "ScoreResult", "Scores a panel with the frozen model.") +
             parameters_text<ScoreOptions>() +
             "\nprogress : bool or callable, optional\n    True for a bar, or a function of (done, total) that returns "
             "False to stop")
                .c_str());
    }
    model
        .def("fit", &fit, py::arg("reference"), py::arg("parameters") = py::none(),
             "Gives a model whose yardstick is frozen on a reference; this model stays as it is.\n\n"
             "Parameters\n----------\n"
             "reference : Panel or None\n"
             "    What values are held against, usually one period of a panel, `panel.at(2016)`. None when\n"
             "    `parameters` names every indicator.\n"
             "parameters : dict or table, optional\n"
             "    Published figures per indicator, {id: {'mean': .., 'sd': ..}}; they go before those of the\n"
             "    reference.\n\n"
             "Returns\n-------\nScoreModel\n\n"
             "Raises\n------\n"
             "ArgumentError\n    When an indicator or parameter is unknown, or there is nothing to fit on.\n"
             "DataError\n    When the reference cannot carry the normalisation, such as a constant indicator.")
        .def_property_readonly(
            "is_fitted", [](const ModelInPython& self) { return self.fitted.has_value(); },
            "Whether it is frozen on a reference.")
        .def_property_readonly(
            "framework", [](const ModelInPython& self) { return self.framework; }, "The frozen framework.")
        .def_property_readonly(
            "options", [](const ModelInPython& self) { return fields_dict(self.options); }, "What was chosen.")
        .def_property_readonly(
            "caveats", [](const ModelInPython& self) { return notes_to_python(self.fitted_model().caveats()); },
            "What whoever uses the model must know.")
        .def_property_readonly(
            "parameters",
            [](const py::object& self) -> Typed<Table> {
                return with_library(self, py::cast<const ModelInPython&>(self).fitted_model().parameters());
            },
            "Reference figures and rule of every indicator, as a Table.")
        .def(
            "weights",
            [](const ModelInPython& self, const std::string& view, const std::string& area_weights) {
                py::dict weights;
                const auto wanted = from_name<View>(view, "view");
                const auto items = model_with(self.fitted_model(), area_weights).items();
                for (const ScoreItem& item : items) {
                    if (item.view != wanted) continue;
                    py::dict own;
                    for (std::size_t i = 0; i < item.children.size(); ++i)
                        own[py::str(items[static_cast<std::size_t>(item.children[i])].id)] = item.weights[i];
                    if (!own.empty()) weights[py::str(item.id)] = own;
                }
                return weights;
            },
            py::arg("view") = "results", py::kw_only(), py::arg("area_weights") = "",
            numpy_doc("Weights of the children of every item.",
                      {{"view", "{'results', 'contributions'}", "Which of the two pictures."},
                       {"area_weights", "str, optional",
                        "Id of the weight set of an area: the weights that count there."}},
                      "dict of str to dict of str to float",
                      {"ArgumentError: when the model is not fitted yet, or has no such set."})
                .c_str())
        .def(
            "drift",
            [](const ModelInPython& self, const py::object& panel) -> Typed<DriftResult> {
                const py::object made = py::cast(drift(self.fitted_model(), object_of<Panel>(panel, "panel")));
                keep_library(panel, made);
                show_in_language_of(self.framework.framework(), made);
                return made;
            },
            py::arg("panel"),
            numpy_doc("How far the values of a panel have moved from the reference.",
                      {{"panel", "Panel", "Values of other periods or areas."}}, "DriftResult",
                      {"ArgumentError: when the model is not fitted yet."})
                .c_str())
        .def("__repr__", &model_repr)
        .def("_repr_html_",
             [](const py::object& self) {
                 return py::module_::import("maatstaf.html").attr("model")(self).cast<std::string>();
             })
        .def(
            "__eq__",
            [](const ModelInPython& self, const py::object& other) {
                if (!py::isinstance<ModelInPython>(other)) return false;
                return same_model(self, py::cast<const ModelInPython&>(other));
            },
            py::arg("other"))
        .def(py::pickle(
            [](const py::object& object) {
                const auto& self = py::cast<const ModelInPython&>(object);
                const py::object fitted = self.fitted ? py::object(to_bytes(to_archive(*self.fitted))) : py::none();
                return py::make_tuple(to_bytes(to_archive(self.framework)), fields_dict(self.options), fitted,
                                      py::object(object.attr("__dict__")));
            },
            [](const py::tuple& state) {
                ModelInPython made{from_archive<FrameworkVersion>(archive_bytes(state[0])), {}, {}};
                fill_fields(made.options, state[1], "ScoreModel");
                if (!state[2].is_none()) made.fitted = from_archive<ScoreModel>(archive_bytes(state[2]));
                return std::make_pair(std::move(made), state.size() > 3 ? state[3].cast<py::dict>() : py::dict());
            }));
}

}  // namespace maatstaf::python

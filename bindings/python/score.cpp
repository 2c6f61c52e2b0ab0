// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/change.hpp"
#include "maatstaf/score/counts.hpp"
#include "maatstaf/score/drift.hpp"
#include "maatstaf/score/result.hpp"
#include "maatstaf/score/side_links.hpp"
#include "maatstaf/score/targets.hpp"
#include "maatstaf/score/weight_shift.hpp"
#include "arrays.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "model.hpp"
#include "tabular.hpp"

namespace maatstaf::python {
namespace {

using Spans = std::span<const double> (ScoreResult::*)(std::int32_t, std::int32_t) const;

/// The view that was asked for, else the only one that was scored; results when both were.
View view_of(const ScoreResult& result, const std::optional<std::string>& name) {
    if (name) return from_name<View>(*name, "view");
    return result.options().view == ScoreView::contributions ? View::contributions : View::results;
}

py::object values_of(const py::object& self, const std::string& item, const py::object& period, const std::string& what,
                     const std::optional<std::string>& view_name) {
    static const std::pair<std::string_view, Spans> parts[] = {{"value", &ScoreResult::value},
                                                               {"se", &ScoreResult::se},
                                                               {"low", &ScoreResult::low},
                                                               {"high", &ScoreResult::high},
                                                               {"n", &ScoreResult::n}};
    const auto& result = py::cast<const ScoreResult&>(self);
    const auto position = result.find_item(item, view_of(result, view_name));
    const auto at = result.find_period(period_from(period, "period"));
    std::vector<std::string_view> names;
    for (const auto& [name, part] : parts) {
        if (name == what) return view((result.*part)(position, at), self);
        names.push_back(name);
    }
    throw ArgumentError(
        messages::unknown_option,
        {{"got", what}, {"argument", "what"}, {"nearest", nearest(what, names)}, {"allowed", join(names, ", ")}});
}

py::object change(const py::object& self, const py::object& earlier, const py::object& later,
                  const py::kwargs& keywords) {
    const auto options = options_from<ChangeOptions>(keywords, "ScoreResult.change");
    const auto made = py::cast(score_change(py::cast<const ScoreResult&>(self), period_from(earlier, "earlier"),
                                            period_from(later, "later"), options));
    keep_library(self, made);
    return made;
}

std::string one_line(const ScoreResult& self) {
    return "ScoreResult(" + counted(self.items().size(), "item") + ", " + counted(self.units().size(), "unit") + ", " +
           counted(self.periods().size(), "period") + ", " + counted(self.caveats().size(), "caveat") + ")" +
           banner(self.restricted());
}

/// Lists come out as tuples.
void bind_axes(py::class_<ScoreResult>& result) {
    py::options options;
    options.disable_function_signatures();
    const auto units = [](const ScoreResult& self) {
        return to_python(std::vector(self.units().begin(), self.units().end()));
    };
    const auto periods = [](const ScoreResult& self) {
        return to_python(std::vector(self.periods().begin(), self.periods().end()));
    };
    const auto items = [](const ScoreResult& self) {
        std::vector<std::string> ids;
        for (const auto each : self.items()) ids.push_back(self.item(each).id);
        return to_python(ids);
    };
    const auto add = [&](const char* name, const auto& list, const char* doc) {
        result.def_property_readonly(name, py::cpp_function(list, doc));
    };
    add("units", units, "(self: ScoreResult) -> tuple[Unit, ...]\n\nThe units, in the order of the panel.");
    add("periods", periods, "(self: ScoreResult) -> tuple[Period, ...]\n\nThe periods, ascending.");
    add("items", items, "(self: ScoreResult) -> tuple[str, ...]\n\nIds of the items, children before their parents.");
}

void bind_score_result(py::module_& module) {
    py::class_<ScoreResult> result(module, "ScoreResult", py::dynamic_attr(),
                                   "Scores of items x periods x units, with margins, coverage and caveats.");
    result
        .def_property_readonly(
            "model",
            [](const ScoreResult& self) {
                return ModelInPython{self.model().framework(), self.model().options(), self.model()};
            },
            "The frozen model that made it.")
        .def(
            "area_weights",
            [](const ScoreResult& self, const std::string& unit) {
                const ScoreModel& model = self.model_of(self.find_unit(unit));
                return &model == &self.model() ? std::string() : model.options().weight_set;
            },
            py::arg("unit"),
            numpy_doc("Id of the weight set of the area of a unit; empty where that of the model counts.",
                      {{"unit", "str", "Id of a unit."}}, "str", {"ArgumentError: when there is no such unit."})
                .c_str())
        .def_property_readonly(
            "options", [](const ScoreResult& self) { return fields_dict(self.options()); },
            "How the scoring was carried out.")
        .def_property_readonly(
            "caveats", [](const ScoreResult& self) { return notes_to_python(self.caveats()); },
            "What holds for the whole result; read these first.")
        .def_property_readonly("restricted", &ScoreResult::restricted,
                               "True for record-level data, small counts and what derives from them.")
        .def(
            "cell",
            [](const ScoreResult& self, const std::string& item, const std::string& unit, const py::object& period,
               const std::optional<std::string>& view) {
                return self.cell(item, unit, period_from(period, "period").text(), view_of(self, view));
            },
            py::arg("item"), py::arg("unit"), py::arg("period"), py::kw_only(), py::arg("view") = py::none(),
            numpy_doc("One number with all that belongs to it.",
                      {{"item", "str", "Id of a node or indicator."},
                       {"unit", "str", "Id of a unit."},
                       {"period", "Period or str or int", "2016, '2016-H1', '2016-Q3' or '2016-07'."},
                       {"view", "{'results', 'contributions'}, optional",
                        "None: the one that was scored; results when both were."}},
                      "ScoreCell", {"ArgumentError: when there is no such item, unit or period."})
                .c_str())
        .def("values", &values_of, py::arg("item"), py::arg("period"), py::arg("what") = "value", py::kw_only(),
             py::arg("view") = py::none(),
             numpy_doc("One part of the cells of an item in a period.",
                       {{"item", "str", "Id of a node or indicator."},
                        {"period", "Period or str or int", "2016, '2016-H1', '2016-Q3' or '2016-07'."},
                        {"what", "{'value', 'se', 'low', 'high', 'n'}",
                         "Part of the cells; empty where no cell of the result has one."},
                        {"view", "{'results', 'contributions'}, optional",
                         "None: the one that was scored; results when both were."}},
                       "read-only array of float, one entry per unit",
                       {"ArgumentError: when there is no such item, period or part."})
                 .c_str())
        .def(
            "contributions",
            [](const py::object& self, const std::string& language) -> Typed<Table> {
                return py::cast(contribution_table(py::cast<const ScoreResult&>(self), language_from(language)));
            },
            py::arg("language") = "en",
            numpy_doc("Which part of which contribution serves which result, as a Table.",
                      {{"language", "{'en', 'nl'}", "Language of the sentences."}}, "Table")
                .c_str())
        .def("__repr__", &one_line);
    bind_axes(result);
    bind_archive(result);
    def_documented(
        result, "change", &change,
        signature_doc("change",
                      "self, earlier: Period | str | int, later: Period | str | int, " + keywords_text<ChangeOptions>(),
                      "ChangeResult", "Difference between two periods, item by item and unit by unit.") +
            parameters_text<ChangeOptions>(),
        py::arg("earlier"), py::arg("later"));
    const auto make = [](const ScoreResult& self, Language language) { return to_table(self, language); };
    bind_tabular(result, make);
    bind_html(result, make);
}

template <class Result, class Make>
py::class_<Result> bind_rows(py::module_& module, const char* name, const char* doc, Make make) {
    py::class_<Result> bound(module, name, py::dynamic_attr(), doc);
    bound.def("__len__", [](const Result& self) { return self.rows.size(); })
        .def_readonly("restricted", &Result::restricted,
                      "True for record-level data, small counts and what derives from them.")
        .def("__repr__", [name](const Result& self) {
            return std::string(name) + "(" + counted(self.rows.size(), "row") + ")" + banner(self.restricted);
        });
    bind_html(bound, make);
    bind_tabular(bound, make);
    bind_archive(bound);
    return bound;
}

py::object kept(const py::object& from, const auto& result) {
    const py::object made = py::cast(result);
    keep_library(from, made);
    return made;
}

void bind_judgements(py::module_& module) {
    const auto changes = [](const ChangeResult& self, Language language) { return to_table(self, language); };
    auto changed = bind_rows<ChangeResult>(module, "ChangeResult",
                                           "Change of every item of every unit between two periods.", changes);
    changed.def_property_readonly(
        "caveats", [](const ChangeResult& self) { return notes_to_python(self.caveats); }, "What holds for all of it.");
    const auto targets = [](const TargetResult& self, Language language) { return to_table(self, language); };
    auto held =
        bind_rows<TargetResult>(module, "TargetResult", "Indicators held against what their goals ask.", targets);
    held.def_property_readonly(
        "caveats", [](const TargetResult& self) { return notes_to_python(self.caveats); }, "What holds for all of it.");
    auto asked = bind_rows<SideLinkResult>(module, "SideLinkResult",
                                           "Activities of which a side link moved, with or without the core link.",
                                           [](const SideLinkResult& self, Language) { return to_table(self); });
    asked.def_property_readonly(
        "questions", [](const SideLinkResult& self) { return notes_to_python(self.questions); },
        "Questions to ask; never a verdict.");
    bind_rows<DriftResult>(module, "DriftResult", "How far values have moved from the reference.",
                           [](const DriftResult& self, Language) { return to_table(self); });

    py::options options;
    options.disable_function_signatures();
    module.def(
        "hold_against_targets",
        [](const py::object& given, const py::object& panel, const py::kwargs& keywords) {
            const auto& framework = object_of<Framework>(given, "framework");
            const auto chosen = options_from<TargetOptions>(keywords, "hold_against_targets");
            const auto made = kept(panel, hold_against_targets(framework, object_of<Panel>(panel, "panel"), chosen));
            show_in_language_of(framework, made);
            return made;
        },
        py::arg("framework"), py::arg("panel"),
        (signature_doc("hold_against_targets", "framework: Framework, panel: Panel, " + keywords_text<TargetOptions>(),
                       "TargetResult", "Holds the indicators of a panel against what their goals ask.") +
         parameters_text<TargetOptions>())
            .c_str());
    module.def(
        "_read_counts",
        [](const py::object& framework, const py::object& panel) {
            return kept(panel,
                        read_counts(object_of<Framework>(framework, "framework"), object_of<Panel>(panel, "panel")));
        },
        py::arg("framework"), py::arg("panel"),
        signature_doc("_read_counts", "framework: Framework, panel: Panel", "Panel",
                      "The panel with its counts read as the framework says.")
            .c_str());
    module.def(
        "check_side_links",
        [](const py::object& given, const py::object& panel, const py::object& earlier, const py::object& later,
           const py::kwargs& keywords) {
            const auto& framework = object_of<Framework>(given, "framework");
            const auto chosen = options_from<SideLinkOptions>(keywords, "check_side_links");
            const auto checked = check_side_links(framework, object_of<Panel>(panel, "panel"),
                                                  period_from(earlier, "earlier"), period_from(later, "later"), chosen);
            const auto made = kept(panel, checked);
            show_in_language_of(framework, made);
            warn(checked.questions, messages::side_moved_core_did_not);
            return made;
        },
        py::arg("framework"), py::arg("panel"), py::arg("earlier"), py::arg("later"),
        (signature_doc("check_side_links",
                       "framework: Framework, panel: Panel, earlier: Period | str | int, later: Period | str | int, " +
                           keywords_text<SideLinkOptions>(),
                       "SideLinkResult",
                       "Did what an activity is for move, or only what it also touches? Warns (MaatstafWarning) in the "
                       "second case.") +
         parameters_text<SideLinkOptions>())
            .c_str());
}

void bind_weights(py::module_& module) {
    bind_described<WeightShift>(module, "WeightShift",
                                "How the score of one item of one unit moves from one set of weights to another.");
    module.def(
        "weight_shift",
        [](const ScoreResult& before, const ScoreResult& after, const std::string& item, const std::string& unit,
           const py::object& period, const std::string& view) {
            return weight_shift(before, after, item, unit, period_from(period, "period").text(),
                                from_name<View>(view, "view"));
        },
        py::arg("before"), py::arg("after"), py::arg("item"), py::arg("unit"), py::arg("period"),
        py::arg("view") = "results",
        numpy_doc("How a score moves when the weights of its model change and the measurements do not, with the margin "
                  "of that move.",
                  {{"before, after", "ScoreResult", "The same panel under two sets of weights."},
                   {"item", "str", "Id of a node."},
                   {"unit", "str", "Id of a unit."},
                   {"period", "Period or str or int", "2016, '2016-H1', '2016-Q3' or '2016-07'."},
                   {"view", "{'results', 'contributions'}", "Which of the two pictures."}},
                  "WeightShift",
                  {"ArgumentError: when more than the weights differs (weights_not_comparable), or for means that are "
                   "not arithmetic or gaps that are filled (weights_need_linear)."})
            .c_str());
    module.def(
        "effective_weights",
        [](const ScoreResult& result, const std::string& item, const std::string& unit, const py::object& period,
           const std::string& view) {
            py::dict weights;
            for (const IndicatorWeight& each : effective_weights(
                     result, item, unit, period_from(period, "period").text(), from_name<View>(view, "view")))
                weights[py::str(each.indicator)] = each.weight;
            return weights;
        },
        py::arg("result"), py::arg("item"), py::arg("unit"), py::arg("period"), py::arg("view") = "results",
        numpy_doc("The weight of each indicator in one score, over those that are observed there.",
                  {{"result", "ScoreResult", "Scores made with arithmetic means."},
                   {"item", "str", "Id of a node."},
                   {"unit", "str", "Id of a unit."},
                   {"period", "Period or str or int", "2016, '2016-H1', '2016-Q3' or '2016-07'."},
                   {"view", "{'results', 'contributions'}", "Which of the two pictures."}},
                  "dict of str to float, summing to 1",
                  {"ArgumentError: for means that are not arithmetic and gaps that are filled (weights_need_linear)."})
            .c_str());
}

}  // namespace

void bind_score(py::module_& module) {
    bind_score_cell(module);
    bind_judgements(module);
    bind_model(module);
    bind_score_result(module);
    bind_weights(module);
}

}  // namespace maatstaf::python

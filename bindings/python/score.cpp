// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/change.hpp"
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

py::object values_of(const py::object& self, const std::string& item, const py::object& period, const std::string& what,
                     const std::string& view_name) {
    static const std::pair<std::string_view, Spans> parts[] = {{"value", &ScoreResult::value},
                                                               {"se", &ScoreResult::se},
                                                               {"low", &ScoreResult::low},
                                                               {"high", &ScoreResult::high},
                                                               {"n", &ScoreResult::n}};
    const auto& result = py::cast<const ScoreResult&>(self);
    const auto position = result.find_item(item, from_name<View>(view_name, "view"));
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

std::string repr(const ScoreResult& self) {
    return "ScoreResult(" + counted(self.items().size(), "item") + ", " + counted(self.units().size(), "unit") + ", " +
           counted(self.periods().size(), "period") + ", " + counted(self.caveats().size(), "caveat") + ")" +
           (self.restricted() ? " [" + render(messages::restricted_banner) + "]" : "");
}

void bind_cell(py::module_& module) {
    py::class_<ScoreCell>(module, "ScoreCell", "One number of a result with all that belongs to it.")
        .def_readonly("estimate", &ScoreCell::estimate, "Value, standard error, interval and n.")
        .def_property_readonly(
            "value", [](const ScoreCell& self) { return self.estimate.value; }, "The score; NaN when there is none.")
        .def_property_readonly(
            "se", [](const ScoreCell& self) { return self.estimate.se; }, "Its standard error; NaN when not known.")
        .def_property_readonly(
            "low", [](const ScoreCell& self) { return self.estimate.low; }, "Lower end of its interval.")
        .def_property_readonly(
            "high", [](const ScoreCell& self) { return self.estimate.high; }, "Upper end of its interval.")
        .def_property_readonly(
            "n", [](const ScoreCell& self) { return self.estimate.n; }, "People or cases behind it.")
        .def_readonly("coverage", &ScoreCell::coverage, "Share of the weight that was observed.")
        .def_readonly("reference", &ScoreCell::reference, "Score of a unit that is average on every indicator.")
        .def_property_readonly(
            "status", [](const ScoreCell& self) { return std::string(to_name(self.status)); },
            "'observed', or why there is no value.")
        .def_property_readonly(
            "method", [](const ScoreCell& self) { return std::string(to_name(self.method)); },
            "How the margin was found: 'none', 'first_order' or 'simulated'.")
        .def_property_readonly(
            "caveats", [](const ScoreCell& self) { return notes_to_python(notes(self)); },
            "What a reader of this number must know.")
        .def_readonly("area_weights", &ScoreCell::area_weights,
                      "Id of the weight set of the unit's area; empty: that of the model.")
        .def("__repr__", [](const ScoreCell& self) {
            std::string text = "ScoreCell(value=" + to_text(self.estimate.value) + ", se=" + to_text(self.estimate.se) +
                               ", coverage=" + to_text(self.coverage);
            for (const Caveat& each : notes(self.caveats)) text += ", " + std::string(each.name());
            return text + ")";
        })
        .def(py::pickle(
            [](const ScoreCell& self) {
                return py::make_tuple(self.estimate, self.coverage, self.reference, std::string(to_name(self.status)),
                                      std::string(to_name(self.method)), static_cast<std::uint32_t>(self.caveats),
                                      self.area_weights);
            },
            [](const py::tuple& state) {
                ScoreCell cell;
                cell.estimate = state[0].cast<Estimate>();
                cell.coverage = state[1].cast<double>();
                cell.reference = state[2].cast<double>();
                cell.status = from_name<Status>(state[3].cast<std::string>(), "status");
                cell.method = from_name<MarginMethod>(state[4].cast<std::string>(), "method");
                cell.caveats = static_cast<CellCaveat>(state[5].cast<std::uint32_t>());
                cell.area_weights = state[6].cast<std::string>();
                return cell;
            }));
}

void bind_result(py::module_& module) {
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
            py::arg("unit"), "Id of the weight set of the area of a unit; empty where that of the model counts.")
        .def_property_readonly(
            "options", [](const ScoreResult& self) { return fields_dict(self.options()); },
            "How the scoring was carried out.")
        .def_property_readonly(
            "units", [](const ScoreResult& self) { return std::vector(self.units().begin(), self.units().end()); },
            "The units, in the order of the panel.")
        .def_property_readonly(
            "periods",
            [](const ScoreResult& self) { return std::vector(self.periods().begin(), self.periods().end()); },
            "The periods, ascending.")
        .def_property_readonly(
            "items",
            [](const ScoreResult& self) {
                std::vector<std::string> ids;
                for (const auto each : self.items()) ids.push_back(self.item(each).id);
                return ids;
            },
            "Ids of the items, parents before children.")
        .def_property_readonly(
            "caveats", [](const ScoreResult& self) { return notes_to_python(self.caveats()); },
            "What holds for the whole result; read these first.")
        .def_property_readonly("restricted", &ScoreResult::restricted,
                               "True for record-level data, small counts and what derives from them.")
        .def(
            "cell",
            [](const ScoreResult& self, const std::string& item, const std::string& unit, const py::object& period,
               const std::string& view) {
                return self.cell(item, unit, period_from(period, "period").text(), from_name<View>(view, "view"));
            },
            py::arg("item"), py::arg("unit"), py::arg("period"), py::kw_only(), py::arg("view") = "results",
            "One number with all that belongs to it.")
        .def("values", &values_of, py::arg("item"), py::arg("period"), py::arg("what") = "value", py::kw_only(),
             py::arg("view") = "results",
             "One number per unit, as a read-only view: 'value', 'se', 'low', 'high' or 'n'. Empty where no cell has "
             "one.")
        .def(
            "contributions",
            [](const py::object& self, const std::string& language) -> py::object {
                return py::cast(contribution_table(py::cast<const ScoreResult&>(self), language_from(language)));
            },
            py::arg("language") = "en", "Which part of which contribution serves which result, as a Table.")
        .def("__repr__", &repr);
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
    result.def("_repr_html_", [make](const ScoreResult& self) {
        const auto html = py::module_::import("maatstaf.html");
        return html.attr("notes")(notes_to_python(self.caveats())).cast<std::string>() +
               html.attr("table")(make(self, Language::english), py::arg("title") = repr(self)).cast<std::string>();
    });
}

template <class Result, class Make>
py::class_<Result> bind_rows(py::module_& module, const char* name, const char* doc, Make make) {
    py::class_<Result> bound(module, name, py::dynamic_attr(), doc);
    bound.def("__len__", [](const Result& self) { return self.rows.size(); })
        .def_readonly("restricted", &Result::restricted,
                      "True for record-level data, small counts and what derives from them.")
        .def("__repr__", [name](const Result& self) {
            return std::string(name) + "(" + std::to_string(self.rows.size()) + " rows)";
        });
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
    bind_html(changed, "", changes);
    const auto targets = [](const TargetResult& self, Language language) { return to_table(self, language); };
    auto held =
        bind_rows<TargetResult>(module, "TargetResult", "Indicators held against what their goals ask.", targets);
    held.def_property_readonly(
        "caveats", [](const TargetResult& self) { return notes_to_python(self.caveats); }, "What holds for all of it.");
    bind_html(held, "", targets);
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
        [](const Framework& framework, const py::object& panel, const py::kwargs& keywords) {
            const auto chosen = options_from<TargetOptions>(keywords, "hold_against_targets");
            return kept(panel, hold_against_targets(framework, object_of<Panel>(panel, "panel"), chosen));
        },
        py::arg("framework"), py::arg("panel"),
        (signature_doc("hold_against_targets", "framework: Framework, panel: Panel, " + keywords_text<TargetOptions>(),
                       "TargetResult", "Holds the indicators of a panel against what their goals ask.") +
         parameters_text<TargetOptions>())
            .c_str());
    module.def(
        "check_side_links",
        [](const Framework& framework, const py::object& panel, const py::object& earlier, const py::object& later,
           const py::kwargs& keywords) {
            const auto chosen = options_from<SideLinkOptions>(keywords, "check_side_links");
            const auto checked = check_side_links(framework, object_of<Panel>(panel, "panel"),
                                                  period_from(earlier, "earlier"), period_from(later, "later"), chosen);
            const auto made = kept(panel, checked);
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
        "How a score moves when the weights of its model change and the measurements do not, with the margin of that "
        "move.\n\nBoth results must score the same panel under models that differ in their weights only, with "
        "arithmetic means and\nwithout filled gaps; else ArgumentError (weights_not_comparable, weights_need_linear).");
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
        "The weight of each indicator in one score, over those that are observed there: {indicator: weight}, summing "
        "to "
        "1.");
}

}  // namespace

void bind_score(py::module_& module) {
    bind_cell(module);
    bind_judgements(module);
    bind_model(module);
    bind_result(module);
    bind_weights(module);
}

}  // namespace maatstaf::python

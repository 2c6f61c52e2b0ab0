// SPDX-License-Identifier: Apache-2.0
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "fields.hpp"
#include "maatstaf/score/aggregate.hpp"
#include "maatstaf/score/attainment.hpp"
#include "maatstaf/score/normalise.hpp"

// One formula per function, on arrays; `maatstaf.score` shows them without the prefix.
namespace maatstaf::python {
namespace {

Direction direction_from(const std::string& name) { return from_name<Direction>(name, "direction"); }

using Mean = double (*)(std::span<const double>, std::span<const double>);

/// The words of the two functions that hold a value against a target.
std::string asked(std::string_view summary, bool with_se) {
    const ArgumentDoc value{"value", "float", "In the unit of the indicator."};
    const ArgumentDoc se{"se", "float", "Standard error of the value."};
    const std::string text = with_se ? numpy_doc(summary, {value, se}) : numpy_doc(summary, {value});
    return text +
           "\ngoal : {'improve', 'maintain', 'slow_decline', 'stay_in_band'}\n    What is asked.\n"
           "direction : {'higher', 'lower', 'target'}\n    Which way is better.\n"
           "baseline, target : float, optional\n    Where we started, and where we want to be.\n"
           "band_low, band_high : float, optional\n    Ends of the band of stay_in_band.\n"
           "tolerated_decline, periods : float, optional\n    slow_decline: per period, and periods since the "
           "baseline.\n\n"
           "Returns\n-------\nfloat\n    NaN when something that is needed is not given.";
}

void bind_mean(py::module_& module, const char* name, Mean mean, const char* doc) {
    module.def(
        name,
        [mean](const py::object& values, const py::object& weights) {
            const auto x = numbers_from(values, "values");
            const auto w = weights.is_none() ? std::vector<double>(x.size(), 1.0) : numbers_from(weights, "weights");
            return mean(x, w);
        },
        py::arg("values"), py::arg("weights") = py::none(),
        numpy_doc(doc,
                  {{"values", "array of float", "NaN does not take part."},
                   {"weights", "array of float, optional", "At or above 0, one per value; None: equal."}},
                  "float", {"ArgumentError: when the lengths differ, or weights are negative or all zero."})
            .c_str());
}

void bind_normalising(py::module_& module) {
    module.def(
        "score_minmax",
        [](const py::object& values, const std::string& direction, double low, double high) {
            return array_of(score::minmax(numbers_from(values, "values"), direction_from(direction), low, high));
        },
        py::arg("values"), py::kw_only(), py::arg("direction") = "higher", py::arg("low") = 0.0, py::arg("high") = 1.0,
        numpy_doc("The worst value at `low`, the best at `high`.",
                  {{"values", "array of float", "NaN does not take part."},
                   {"direction", "{'higher', 'lower'}", "Which way is better."},
                   {"low, high", "float", "Scores of the ends."}},
                  "array of float",
                  {"ArgumentError: when the values are no row of numbers, or one of them is infinite."})
            .c_str());
    module.def(
        "score_zscore",
        [](const py::object& values, const std::string& direction, double centre, double spread) {
            return array_of(score::zscore(numbers_from(values, "values"), direction_from(direction), centre, spread));
        },
        py::arg("values"), py::kw_only(), py::arg("direction") = "higher", py::arg("centre") = 0.0,
        py::arg("spread") = 1.0,
        numpy_doc("The mean at `centre`; one standard deviation (n - 1) is `spread`.",
                  {{"values", "array of float", "NaN does not take part."},
                   {"direction", "{'higher', 'lower'}", "Which way is better."},
                   {"centre, spread", "float", "Score of the mean, and of one standard deviation."}},
                  "array of float",
                  {"ArgumentError: when the values are no row of numbers, or one of them is infinite."})
            .c_str());
    module.def(
        "score_goalposts",
        [](const py::object& values, double low, double high, const std::string& direction, bool clip) {
            return array_of(
                score::goalposts(numbers_from(values, "values"), low, high, direction_from(direction), clip));
        },
        py::arg("values"), py::arg("low"), py::arg("high"), py::kw_only(), py::arg("direction") = "higher",
        py::arg("clip") = false,
        numpy_doc("Agreed ends `low` and `high` at 0 and 1, or the reverse when lower is better.",
                  {{"values", "array of float", "NaN does not take part."},
                   {"low, high", "float", "Agreed ends, in the unit of the values."},
                   {"direction", "{'higher', 'lower'}", "Which way is better."},
                   {"clip", "bool", "Hold scores within the ends."}},
                  "array of float",
                  {"ArgumentError: when the values are no row of numbers, or one of them is infinite."})
            .c_str());
    module.def(
        "score_distance_to_target",
        [](const py::object& values, double target, const std::string& direction, bool clip) {
            return array_of(
                score::distance_to_target(numbers_from(values, "values"), target, direction_from(direction), clip));
        },
        py::arg("values"), py::arg("target"), py::kw_only(), py::arg("direction") = "higher", py::arg("clip") = false,
        numpy_doc("The worst value at 0, the target at 1.",
                  {{"values", "array of float", "NaN does not take part."},
                   {"target", "float", "In the unit of the values."},
                   {"direction", "{'higher', 'lower'}", "Which way is better."},
                   {"clip", "bool", "Hold scores within the ends."}},
                  "array of float",
                  {"ArgumentError: when the values are no row of numbers, or one of them is infinite."})
            .c_str());
    module.def(
        "score_distance_to_reference",
        [](const py::object& values, const py::object& reference, const std::string& direction, bool clip) {
            return array_of(score::distance_to_reference(
                numbers_from(values, "values"), number_from(reference, "reference"), direction_from(direction), clip));
        },
        py::arg("values"), py::arg("reference") = py::none(), py::kw_only(), py::arg("direction") = "higher",
        py::arg("clip") = false,
        numpy_doc("The worst value at 0, the reference at 1.",
                  {{"values", "array of float", "NaN does not take part."},
                   {"reference", "float, optional", "None: the mean of the values."},
                   {"direction", "{'higher', 'lower'}", "Which way is better."},
                   {"clip", "bool", "Hold scores within the ends."}},
                  "array of float",
                  {"ArgumentError: when the values are no row of numbers, or one of them is infinite."})
            .c_str());
    module.def(
        "score_rank",
        [](const py::object& values, const std::string& direction, const std::string& ties) {
            return array_of(
                score::rank(numbers_from(values, "values"), direction_from(direction), from_name<Ties>(ties, "ties")));
        },
        py::arg("values"), py::kw_only(), py::arg("direction") = "higher", py::arg("ties") = "average",
        numpy_doc("Ranks, 1 for the worst value.",
                  {{"values", "array of float", "NaN does not take part."},
                   {"direction", "{'higher', 'lower'}", "Which way is better."},
                   {"ties", "{'average', 'lowest', 'highest'}", "Which rank equal values share."}},
                  "array of float",
                  {"ArgumentError: when the values are no row of numbers, or one of them is infinite."})
            .c_str());
    module.def(
        "score_percentile_rank",
        [](const py::object& values, const std::string& direction, const std::string& ties) {
            return array_of(score::percentile_rank(numbers_from(values, "values"), direction_from(direction),
                                                   from_name<Ties>(ties, "ties")));
        },
        py::arg("values"), py::kw_only(), py::arg("direction") = "higher", py::arg("ties") = "average",
        numpy_doc("Ranks from 0 for the worst value to 1 for the best: (rank - 1) / (n - 1).",
                  {{"values", "array of float", "NaN does not take part."},
                   {"direction", "{'higher', 'lower'}", "Which way is better."},
                   {"ties", "{'average', 'lowest', 'highest'}", "Which rank equal values share."}},
                  "array of float",
                  {"ArgumentError: when the values are no row of numbers, or one of them is infinite."})
            .c_str());
}

TargetQuestion question_from(const std::string& goal, const std::string& direction, const py::kwargs& figures) {
    TargetQuestion question;
    question.goal = from_name<Goal>(goal, "goal");
    question.direction = direction_from(direction);
    const std::pair<std::string_view, double*> known[] = {{"baseline", &question.baseline},
                                                          {"target", &question.target},
                                                          {"band_low", &question.band_low},
                                                          {"band_high", &question.band_high},
                                                          {"tolerated_decline", &question.tolerated_decline},
                                                          {"periods", &question.periods}};
    for (const auto& [key, value] : figures) {
        const auto name = text_from(key, "attainment");
        const auto* const found =
            std::find_if(std::begin(known), std::end(known), [&](const auto& each) { return each.first == name; });
        if (found == std::end(known)) {
            std::vector<std::string_view> names;
            for (const auto& each : known) names.push_back(each.first);
            refuse_field("attainment", name, names);
        }
        *found->second = number_from(value, name);
    }
    return question;
}

void bind_attainment(py::module_& module) {
    py::options options;
    options.disable_function_signatures();
    const std::string figures =
        "*, goal: str = 'improve', direction: str = 'higher', baseline: float | None = None, target: float | None = "
        "None, "
        "band_low: float | None = None, band_high: float | None = None, tolerated_decline: float | None = None, "
        "periods: float | None = None";
    module.def(
        "score_attainment",
        [](double value, const std::string& goal, const std::string& direction, const py::kwargs& given) {
            return score::attainment(value, question_from(goal, direction, given));
        },
        py::arg("value"), py::kw_only(), py::arg("goal") = "improve", py::arg("direction") = "higher",
        signature_doc(
            "score_attainment", "value: float, " + figures, "float",
            asked("How far the way from baseline to target has been gone: 0 at the baseline, 1 at the target.", false))
            .c_str());
    module.def(
        "score_probability_met",
        [](double value, double se, const std::string& goal, const std::string& direction, const py::kwargs& given) {
            return score::probability_met(value, se, question_from(goal, direction, given));
        },
        py::arg("value"), py::arg("se"), py::kw_only(), py::arg("goal") = "improve", py::arg("direction") = "higher",
        signature_doc("score_probability_met", "value: float, se: float, " + figures, "float",
                      asked("Probability that the true value meets the target, with a normal error.", true))
            .c_str());
}

}  // namespace

void bind_formulas(py::module_& module) {
    bind_normalising(module);
    bind_mean(module, "score_arithmetic_mean", &score::arithmetic_mean,
              "Arithmetic mean, sum w x / sum w.");
    bind_mean(module, "score_geometric_mean", &score::geometric_mean,
              "Geometric mean, exp(sum w ln x / sum w); NaN when a value is zero or below.");
    bind_mean(module, "score_harmonic_mean", &score::harmonic_mean,
              "Harmonic mean, sum w / sum (w / x); NaN when a value is zero or below.");
    bind_attainment(module);
}

}  // namespace maatstaf::python

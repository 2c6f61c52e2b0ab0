// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/absorb.hpp"
#include "maatstaf/regress/absorb_accumulator.hpp"
#include "maatstaf/regress/absorb_prediction.hpp"
#include "progress.hpp"
#include "regress.hpp"

// Regression with absorbed effects; `maatstaf.regress.absorbed_regression` shows it.
namespace maatstaf::python {
namespace {

/// The codes of a column in ascending order of its values, and what each code stands for.
struct Coded {
    std::vector<std::int32_t> codes;
    std::vector<std::string> labels;   ///< empty: the codes are the values
};

/// Numbers the different values of a column, `show` says how a row's value is written.
template <class Value, class Read>
Coded number_values(std::size_t rows, Read&& read, std::string (*show)(const Value&)) {
    std::unordered_map<Value, std::int32_t> known;
    std::vector<Value> values;
    Coded out;
    out.codes.resize(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const auto found = known.try_emplace(read(i), static_cast<std::int32_t>(values.size()));
        if (found.second) values.push_back(found.first->first);
        out.codes[i] = found.first->second;
    }
    std::vector<std::int32_t> order(values.size()), place(values.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = static_cast<std::int32_t>(k);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
        return values[static_cast<std::size_t>(a)] < values[static_cast<std::size_t>(b)];
    });
    for (std::size_t k = 0; k < order.size(); ++k) {
        place[static_cast<std::size_t>(order[k])] = static_cast<std::int32_t>(k);
        out.labels.push_back(show(values[static_cast<std::size_t>(order[k])]));
    }
    for (std::int32_t& each : out.codes) each = place[static_cast<std::size_t>(each)];
    return out;
}

Coded codes_of(const Column& column) {
    if (column.has_missing())
        for (std::size_t row = 0; row < column.size(); ++row)
            if (column.status(row) != Status::observed)
                throw DataError(messages::regress_effect_missing,
                                {{"column", column.name()}, {"row", std::to_string(row + 1)}});
    switch (column.type()) {
        case ColumnType::dictionary:
            return {{column.int32().begin(), column.int32().end()}, column.categories()};
        case ColumnType::int32: return {{column.int32().begin(), column.int32().end()}, {}};
        case ColumnType::boolean: return {{column.boolean().begin(), column.boolean().end()}, {"false", "true"}};
        case ColumnType::int64: {
            const auto values = column.int64();
            const bool fits = std::all_of(values.begin(), values.end(),
                                          [](std::int64_t each) { return std::in_range<std::int32_t>(each); });
            if (!fits)
                return number_values<std::int64_t>(values.size(), [&](std::size_t i) { return values[i]; },
                                                   [](const std::int64_t& each) { return std::to_string(each); });
            Coded out;
            out.codes.assign(values.size(), 0);
            for (std::size_t i = 0; i < values.size(); ++i) out.codes[i] = static_cast<std::int32_t>(values[i]);
            return out;
        }
        case ColumnType::string:
            return number_values<std::string_view>(column.size(), [&](std::size_t i) { return column.text(i); },
                                                   [](const std::string_view& each) { return std::string(each); });
        case ColumnType::date:
            return number_values<std::string>(column.size(), [&](std::size_t i) { return column.display(i); },
                                              [](const std::string& each) { return each; });
        case ColumnType::float64: break;
    }
    throw ArgumentError(messages::wrong_type, {{"argument", column.name()},
                                              {"expected", "a column of categories: texts, whole numbers or dates"},
                                              {"got", std::string(to_name(column.type()))}});
}

/// Columns of categories as C++ takes them.
struct Effects {
    std::vector<Coded> coded;
    std::vector<AbsorbedEffect> absorbed;

    explicit Effects(const Table& columns) {
        for (const Column& each : columns.columns()) coded.push_back(codes_of(each));
        for (std::size_t q = 0; q < coded.size(); ++q)
            absorbed.push_back({columns.columns()[q].name(), coded[q].codes, coded[q].labels});
    }
    Effects(const Effects&) = delete;
    Effects& operator=(const Effects&) = delete;
};

AbsorbResult run(const py::object& rows, const Table& effects, const Table& clusters, const py::dict& given,
                 const py::object& progress) {
    auto options = options_from<AbsorbOptions>(given, "absorbed_regression");
    const RegressionArrays arrays(rows);
    LongWork work(progress);
    return work.run([&] {
        const Effects absorbed(effects), groupings(clusters);
        if (!groupings.coded.empty()) options.clusters = groupings.coded[0].codes;
        if (groupings.coded.size() > 1) options.second_clusters = groupings.coded[1].codes;
        return absorbed_regression(arrays.data(), absorbed.absorbed, options, work.progress());
    });
}

/// With the labels of levels where C++ has codes.
Table levels_table(const AbsorbResult& result) {
    std::vector<std::int32_t> effect;
    std::vector<std::string> names, level;
    std::vector<double> rows, estimate;
    for (std::size_t q = 0; q < result.effects.size(); ++q) {
        const AbsorbedLevels& own = result.effects[q];
        names.push_back(own.name);
        for (std::size_t k = 0; k < own.estimate.size(); ++k) {
            effect.push_back(static_cast<std::int32_t>(q));
            level.push_back(own.label(k));
            rows.push_back(own.rows[k]);
            estimate.push_back(own.estimate[k]);
        }
    }
    return Table({Column::dictionary("effect", effect, names), Column::string("level", level),
                  Column::float64("rows", rows), Column::float64("estimate", estimate)});
}

std::string absorb_repr(const AbsorbResult& made) {
    std::string effects;
    for (const AbsorbedLevels& each : made.effects)
        effects += (effects.empty() ? "" : " + ") + each.name + " (" + std::to_string(each.levels) + ")";
    return "AbsorbResult(" + std::string(to_name(made.options.family)) + ", " + effects + ", " +
           to_text(made.observations) + " observations, " + counted(made.coefficients.size(), "coefficient") +
           ", " + std::string(to_name(made.status)) + ", " + counted(made.caveats.size(), "caveat") + ")";
}

template <class Value>
void bind_value(py::class_<AbsorbResult>& bound, const char* name, Value AbsorbResult::*member, const char* doc) {
    bound.def_readonly(name, member, doc);
}

void bind_values(py::class_<AbsorbResult>& bound) {
    bind_value(bound, "names", &AbsorbResult::names, "Of the columns.");
    bind_value(bound, "degrees_of_freedom", &AbsorbResult::degrees_of_freedom, "Of t intervals; infinite: normal.");
    bind_value(bound, "iterations", &AbsorbResult::iterations, "Newton steps; 1 for gaussian.");
    bind_value(bound, "demeaned", &AbsorbResult::demeaned, "False when demeaning stopped before its tolerance.");
    bind_value(bound, "demean_iterations", &AbsorbResult::demean_iterations, "0 when it was solved directly.");
    bind_value(bound, "imbalance", &AbsorbResult::imbalance,
               "What demeaning left of the effects, measured afterwards.");
    bind_value(bound, "observations", &AbsorbResult::observations, "Rows used, counted by their frequency weight.");
    bind_value(bound, "rows_used", &AbsorbResult::rows_used, "Rows that took part.");
    bind_value(bound, "rows_without_weight", &AbsorbResult::rows_without_weight, "Rows left out for a weight of 0.");
    bind_value(bound, "rows_singleton", &AbsorbResult::rows_singleton, "Rows left out because alone in a level.");
    bind_value(bound, "rows_all_zero", &AbsorbResult::rows_all_zero,
               "Rows left out with a level that is 0 throughout.");
    bind_value(bound, "rows_separated", &AbsorbResult::rows_separated, "Rows used but predicted perfectly.");
    bind_value(bound, "components", &AbsorbResult::components, "Parts of the levels without rows in common.");
    bind_value(bound, "effect_parameters", &AbsorbResult::effect_parameters, "Coefficients the effects count for.");
    bind_value(bound, "residual_df", &AbsorbResult::residual_df, "Observations minus all coefficients.");
    bind_value(bound, "clusters", &AbsorbResult::clusters, "Of the smaller grouping; 0 without clusters.");
    bind_value(bound, "dispersion", &AbsorbResult::dispersion, "Pearson's chi-squared / residual_df, or 1.");
    bind_value(bound, "pearson", &AbsorbResult::pearson, "Pearson's chi-squared.");
    bind_value(bound, "deviance", &AbsorbResult::deviance, "Twice what the likelihood falls short of a perfect fit.");
    bind_value(bound, "log_likelihood", &AbsorbResult::log_likelihood, "NaN for quasi_poisson.");
    bind_value(bound, "null_log_likelihood", &AbsorbResult::null_log_likelihood, "Of a constant, with the offset.");
    bind_value(bound, "r_squared", &AbsorbResult::r_squared, "Gaussian: R squared; else 1 - deviance / null deviance.");
    bind_value(bound, "within_r_squared", &AbsorbResult::within_r_squared, "Gaussian: of what the effects leave.");
}

void bind_prediction(py::module_& module) {
    using P = AbsorbPrediction;
    py::class_<P> bound(module, "AbsorbPrediction", py::dynamic_attr(),
                        "Means of new rows at levels that a fit with absorbed effects knows.");
    def_view(bound, "mean", &P::mean, "One per row; NaN where the effect of a level is unknown.");
    def_view(bound, "eta", &P::eta, "Linear predictor, offset included.");
    def_view(bound, "se", &P::se, "Standard error of eta; NaN throughout where the fit knows none for its effects.");
    def_view(bound, "low", &P::low, "Of the interval of the mean.");
    def_view(bound, "high", &P::high, "Of the interval of the mean.");
    bound
        .def_readonly("rows_new_level", &P::rows_new_level,
                      "Rows without a prediction: a level that the fit did not see, or left out.")
        .def_readonly("rows_apart", &P::rows_apart,
                      "Rows without one: levels that no chain of rows of the fit connects.")
        .def("__repr__", [](const P& self) {
            return "AbsorbPrediction(" + counted(self.mean.size(), "row") + ", " +
                   counted(static_cast<std::ptrdiff_t>(self.caveats.size()), "caveat") + ")";
        });
    def_caveats(bound);
    def_table(bound, "AbsorbPrediction", "mean, eta, se, low, high: one row per row.");
    module.def("_regress_predict_absorbed", [](const AbsorbResult& fit, const py::object& rows, const Table& effects,
                                               double confidence) {
        const RegressionArrays arrays(rows);
        const py::gil_scoped_release released;
        return predict(fit, arrays.data(), Effects(effects).absorbed, {.confidence = confidence});
    });
}

void bind_batches(py::module_& module) {
    py::class_<AbsorbAccumulator>(module, "AbsorbAccumulator",
                                  "The fit of `absorbed_regression` from rows in batches; its state grows with the "
                                  "combinations of levels that occur, not with the rows.")
        .def(py::init([](std::int32_t columns, const py::object& names, const py::kwargs& options) {
                 std::vector<std::string> known;
                 if (!names.is_none()) known = from_python<std::vector<std::string>>(names, "names");
                 return AbsorbAccumulator(columns, options_from<AbsorbOptions>(options, "AbsorbAccumulator"), known);
             }),
             py::arg("columns"), py::arg("names") = py::none(),
             "For so many columns; the keywords are those of `absorbed_regression`.")
        .def(
            "add",
            [](AbsorbAccumulator& self, const py::object& x, const py::object& y, const py::object& effects,
               const py::object& cluster, const py::kwargs& keywords) {
                const auto groupings = py::module_::import("maatstaf.regress.rows").attr("groupings_of");
                const RegressionArrays arrays = rows_in_order(x, y, self.names(), keywords);
                const Table levels = groupings(effects, "effect").cast<Table>(),
                            within = groupings(cluster, "cluster").cast<Table>();
                const RegressionData data = arrays.data();
                const py::gil_scoped_release released;
                self.add(data, Effects(levels).absorbed, Effects(within).absorbed);
            },
            py::arg("x"), py::arg("y"), py::arg("effects"), py::arg("cluster") = py::none(),
            "Adds a batch to the sweep: the level of every row, under the names of the first batch, and one or two "
            "clusters of rows; offset, exposure and weights by keyword.")
        .def("merge", &AbsorbAccumulator::merge, py::arg("other"), "Adds what another worker saw of the same sweep.")
        .def("advance", &AbsorbAccumulator::advance, py::call_guard<py::gil_scoped_release>(),
             "Ends a sweep; True when all rows are needed once more.")
        .def("result", &AbsorbAccumulator::result, "What was found, after `advance` gave False.")
        .def("copy", [](const AbsorbAccumulator& self) { return AbsorbAccumulator(self); },
             "For a worker to start from.");
}

}  // namespace

void bind_regress_absorb(py::module_& module) {
    py::class_<AbsorbResult> bound(module, "AbsorbResult", py::dynamic_attr(),
                                     "A regression with absorbed effects.");
    bind_values(bound);
    def_view(bound, "coefficients", &AbsorbResult::coefficients,
             "On the scale of the linear predictor; NaN for columns without an estimate.");
    def_view(bound, "fitted", &AbsorbResult::fitted,
             "Mean per row, NaN where left out; empty unless keep_fitted.");
    def_view(bound, "covariance", &AbsorbResult::covariance, "Of the coefficients.");
    def_caveats(bound);
    def_status(bound);
    def_table(bound, "AbsorbResult", "term, estimate, se, statistic, df, p_value, low, high.");
    bound
        .def_property_readonly(
            "standard_errors", [](const AbsorbResult& self) { return array_of(self.standard_errors()); },
            "Square roots of the diagonal of the covariance.")
        .def_property_readonly(
            "aliased", [](const AbsorbResult& self) { return names_at(self.names, self.aliased); },
            "Columns without an estimate.")
        .def_property_readonly(
            "within_effects",
            [](const AbsorbResult& self) { return names_at(self.names, self.within_effects); },
            "Those among them that the effects alone determine.")
        .def_property_readonly(
            "options", [](const AbsorbResult& self) { return fields_dict(self.options); }, "As used.")
        .def_property_readonly(
            "levels",
            [](const AbsorbResult& self) {
                py::dict out;
                for (const AbsorbedLevels& each : self.effects) out[py::str(each.name)] = each.levels;
                return out;
            },
            "How many levels with rows each effect has.")
        .def_property_readonly(
            "nested",
            [](const AbsorbResult& self) {
                std::vector<std::string> out;
                for (const AbsorbedLevels& each : self.effects)
                    if (each.nested) out.push_back(each.name);
                return out;
            },
            "Effects nested in clusters, whose levels are not counted.")
        .def("effects_table", &levels_table,
             "effect, level, rows, estimate: one row per level; without rows unless keep_effects.")
        .def("__repr__", &absorb_repr);
    module.def("_regress_absorbed", [](const py::object& rows, const Table& effects, const Table& clusters,
                                       const py::dict& given, const py::object& progress) {
        return run(rows, effects, clusters, given, progress);
    });
    bind_prediction(module);
    bind_batches(module);
}

}  // namespace maatstaf::python

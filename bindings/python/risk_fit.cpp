// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/effects_by.hpp"
#include "maatstaf/risk/expected.hpp"
#include "maatstaf/risk/fit.hpp"
#include "maatstaf/risk/forecast.hpp"
#include "maatstaf/risk/profile.hpp"
#include "maatstaf/risk/rate_division.hpp"
#include "arrays.hpp"
#include "risk.hpp"

namespace maatstaf::python {
namespace {

RiskFit fit_from(const py::object& x, const py::object& y, const py::object& exposure, const py::object& weights,
                 const py::object& clusters, const py::object& columns, const py::object& factors,
                 const py::object& units, std::int64_t left_out, const py::dict& used, const py::object& rows,
                 const py::kwargs& keywords) {
    const auto options = options_from<RiskOptions>(keywords, "fit");
    const Eigen::MatrixXd design = matrix_from(x, "x");
    const auto outcome = numbers_from(y, "y");
    const auto people = numbers_or_none(exposure, "exposure");
    const auto weight = numbers_or_none(weights, "weights");
    const auto cluster = positions_or_none(clusters, "clusters");
    RiskData data;
    data.x = DesignView(design);
    data.y = outcome;
    data.exposure = people;
    data.weights = weight;
    data.clusters = cluster;
    data.columns = texts_or_none(columns, "columns");
    data.factors = factors_from(factors);
    data.units = texts_or_none(units, "units");
    data.left_out = left_out;
    RiskColumns chosen{};
    fill_fields(chosen, used, "fit");
    std::vector<std::int64_t> places;
    for (const double each : numbers_or_none(rows, "rows")) places.push_back(static_cast<std::int64_t>(each));
    for (std::size_t i = 0; units.is_none() && i < places.size(); ++i)
        data.units.push_back(std::to_string(places[i] + 1));
    py::gil_scoped_release released;
    RiskFit made = fit_risk(data, options);
    made.columns = chosen;
    made.rows = std::move(places);
    made.named = !units.is_none();
    return made;
}

RiskFit fit_table_from(const py::object& data, const py::dict& columns, const py::kwargs& keywords) {
    const auto options = options_from<RiskOptions>(keywords, "fit");
    RiskColumns chosen{};
    fill_fields(chosen, columns, "fit");
    const Table table = table_from(data);
    py::gil_scoped_release released;
    return fit_risk(table, chosen, options);
}

/// Expected use of new rows: a table for a fit on a table or by a formula, else a design matrix.
NotedTable expected_of(const py::object& self, const py::object& data, const py::object& exposure,
                       const py::object& units) {
    const auto& fit = py::cast<const RiskFit&>(self);
    const auto noted = [&](const std::vector<ExpectedUse>& rows, std::vector<Caveat> caveats) {
        caveats.insert(caveats.end(), fit.caveats.begin(), fit.caveats.end());
        return NotedTable{to_table(rows), std::move(caveats)};
    };
    if (fit.design) {
        const Table table = table_from(data);
        return noted(expected_use(fit, table), caveats_of_new_rows(fit, table));
    }
    if (py::hasattr(self, "_formula") && !py::isinstance<py::array>(data)) {
        const py::tuple made = self.attr("_formula").attr("new_rows")(data);
        const auto x = matrix_from(made[0], "data");
        return noted(expected_use(fit, x, numbers_or_none(made[1], "exposure"), texts_or_none(made[2], "unit"),
                                  numbers_or_none(made[3], "weights")),
                     caveats_of_new_rows(fit, x));
    }
    const auto x = matrix_from(data, "data");
    return noted(expected_use(fit, x, numbers_or_none(exposure, "exposure"), texts_or_none(units, "units")),
                 caveats_of_new_rows(fit, x));
}

std::string fit_repr(const RiskFit& self) {
    return "RiskFit(" + counted(self.x.rows(), "row") + ", " + counted(self.factors.size(), "factor") + ", " +
           std::string(to_name(self.family())) + ", " + counted(self.caveats.size(), "caveat") + ")";
}

void bind_fit_class(py::module_& module) {
    py::class_<RiskFit> fit(module, "RiskFit", py::dynamic_attr(), "A fitted risk model. Always of association.");
    fit.def_property_readonly(
           "caveats", [](const RiskFit& self) { return notes_to_python(self.caveats); },
           "What a reader must know; read these first.")
        .def_property_readonly(
            "family", [](const RiskFit& self) { return std::string(to_name(self.family())); }, "The fitted family.")
        .def_property_readonly(
            "units", [](const RiskFit& self) { return to_python(self.units); },
            "Names of the rows.")
        .def_property_readonly(
            "factors",
            [](const RiskFit& self) {
                py::list names;
                for (const auto& each : self.factors) names.append(each.name);
                return names;
            },
            "Names of the factors.")
        .def_property_readonly(
            "columns", [](const RiskFit& self) { return to_python(self.fit.names); }, "Names of the columns.")
        .def_property_readonly(
            "coefficients", [](const RiskFit& self) { return array_of(self.fit.coefficients); },
            "On the scale of the linear predictor.")
        .def_property_readonly(
            "design",
            [](const RiskFit& self) {
                const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> x = self.x;
                return py::array_t<double>({x.rows(), x.cols()}, x.data());
            },
            "The design matrix, a copy.")
        .def_property_readonly(
            "theta", [](const RiskFit& self) { return self.fit.options.distribution.theta; },
            "Size of the negative binomial; NaN for other families.")
        .def_property_readonly(
            "dispersion", [](const RiskFit& self) { return self.fit.dispersion; }, "Of the fitted family.")
        .def_property_readonly(
            "power", [](const RiskFit& self) { return self.fit.options.distribution.power; },
            "Variance power of Tweedie; means nothing for other families.")
        .def_property_readonly(
            "rows",
            [](const RiskFit& self) {
                return py::array_t<std::int64_t>(static_cast<py::ssize_t>(self.rows.size()), self.rows.data());
            },
            "Position in the table of every row; empty when fitted on arrays.")
        .def_readonly("poisson_dispersion", &RiskFit::poisson_dispersion,
                      "How many times as much the counts vary as Poisson allows (shares: as binomial allows).")
        .def("__repr__", &fit_repr);
    const auto make = [](const RiskFit& self, Language) { return factor_table(self); };
    fit.def("table", &factor_table, "The factors table, as a Table.");
    bind_tabular(fit, make);
    bind_html(fit, "RiskFit", make);
    bind_archive(fit);
    fit.def(
           "expected",
           [](const py::object& self) {
               const auto& model = py::cast<const RiskFit&>(self);
               NotedTable made{to_table(expected_use(model)), model.caveats};
               made.caveats.push_back({messages::risk_own_outcome, {}});
               return made_from(self, std::move(made));
           },
           "Expected use of every row beside what was observed.")
        .def(
            "predict",
            [](const py::object& self, const py::object& data, const py::object& exposure, const py::object& units,
               const py::kwargs& keywords) {
                static constexpr std::string_view known[] = {"data", "exposure", "units"};
                for (const auto& each : keywords) refuse_field("RiskFit.predict", text_from(each.first, ""), known);
                return made_from(self, expected_of(self, data, exposure, units));
            },
            py::arg("data"), py::arg("exposure") = py::none(), py::arg("units") = py::none(),
            numpy_doc("Expected use of new rows.",
                      {{"data", "table or array",
                        "A table with the columns of the fit; for a fit on arrays a design matrix, rows x columns."},
                       {"exposure", "array, optional", "People of every row, with a design matrix."},
                       {"units", "sequence of str, optional", "Names of the rows, with a design matrix."}},
                      "RiskTable",
                      {"ArgumentError: when a column is not there.",
                       "DataError: when a category has a level that the fit has not seen; it is named."})
                .c_str())
        .def(
            "forecast",
            [](const py::object& self, const py::object& data, const std::string& year, const std::string& age,
               const std::string& people_se, const py::kwargs& keywords) {
                const auto options = options_from<ForecastOptions>(keywords, "RiskFit.forecast");
                Eigen::MatrixXd x;
                if (py::hasattr(self, "_formula"))
                    x = matrix_from(py::tuple(self.attr("_formula").attr("new_rows")(data))[0], "data");
                return made_from(self, forecast_use(py::cast<const RiskFit&>(self), table_from(data),
                                                    ForecastColumns{year, age, people_se}, options, x));
            },
            py::arg("data"), py::kw_only(), py::arg("year"), py::arg("age") = "", py::arg("people_se") = "",
            method_doc<ForecastOptions>(
                "Use to expect of the people of later years.",
                {{"data", "table", "A row per group of people and year, with the columns of the fit."},
                 {"year", "str", "Column with the year."},
                 {"age", "str, optional", "Column with ages (17, or 0-14), for the age at which an act ends."},
                 {"people_se", "str, optional", "Column with the standard error of the number of people."}},
                "Forecast").c_str())
        .def(
            "divide",
            [](const py::object& self, const py::object& by, const std::string& first, const py::kwargs& keywords) {
                const auto options = options_from<RateDivisionOptions>(keywords, "RiskFit.divide");
                auto groups = positions_of(of_fit_rows(self, by, "by"), "by");
                const bool turned = groups.second.size() == 2 && first == groups.second[1];
                const auto& known = groups.second;
                if (!first.empty() && std::find(known.begin(), known.end(), first) == known.end())
                    throw ArgumentError(messages::unknown_option, {{"argument", "first"},
                                                                   {"got", first},
                                                                   {"nearest", nearest(first, known)},
                                                                   {"allowed", join(known, ", ")}});
                if (turned) {
                    std::swap(groups.second[0], groups.second[1]);
                    for (auto& each : groups.first) each = 1 - each;
                }
                return made_from(self,
                                 divide_rates(py::cast<const RiskFit&>(self), groups.first, groups.second, options));
            },
            py::arg("by"), py::arg("first") = "",
            method_doc<RateDivisionOptions>(
                "The difference between the rates of two groups, in parts per factor.",
                {{"by", "str or array", "A column of the data, or a label per row of the fit or of its table."},
                 {"first", "str, optional", "The group from which the other is taken away."}},
                "DividedRates").c_str())
        .def(
            "decompose",
            [](const py::object& self) {
                const auto& model = py::cast<const RiskFit&>(self);
                NotedTable made{decompose_areas(model), model.caveats};
                if (model.family() == Family::gamma || model.family() == Family::tweedie)
                    made.caveats.push_back({messages::risk_rest_not_divided, {}});
                return made_from(self, std::move(made));
            },
            "The difference of every row with the average one: composition, and the rest: practice and access, noise; "
            "with standard errors.")
        .def(
            "profile",
            [](const py::object& self, const py::object& unit, const py::object& period) {
                std::string name = py::str(unit).cast<std::string>();
                if (!period.is_none()) name += " " + py::str(period).cast<std::string>();
                return made_from(self, risk_profile(py::cast<const RiskFit&>(self), name));
            },
            py::arg("unit"), py::arg("period") = py::none(),
            numpy_doc("The risk profile of one row.",
                      {{"unit", "str", "The area, as it is called in the column `unit` of the fit."},
                       {"period", "str or int, optional", "Which of its rows, for a fit with a period."}},
                      "RiskProfile",
                      {"ArgumentError: when there is no such row, or more than one, or the outcome is not counted or "
                       "paid (no log link)."})
                .c_str())
        .def(
            "effects_by",
            [](const py::object& self, const std::string& factor, const py::object& by, const py::kwargs& keywords) {
                const auto options = options_from<EffectsByOptions>(keywords, "RiskFit.effects_by");
                const auto groups = positions_of(of_fit_rows(self, by, "by"), "by");
                return made_from(self, effects_by(py::cast<const RiskFit&>(self), traits_from(self), factor,
                                                  groups.first, groups.second, options));
            },
            py::arg("factor"), py::arg("by"),
            method_doc<EffectsByOptions>(
                "Rates at a low and a high value of a trait, per group.",
                {{"factor", "str", "The trait: a column of the data, or a factor of the fit that is one."},
                 {"by", "str or array",
                "A column of the data, or a label per row of the fit or of its table."}},
                "EffectsBy").c_str())
        .def(
            "attributable",
            [](const py::object& self, const py::object& counterfactual, const py::kwargs& keywords) {
                const auto options = options_from<AttributableOptions>(keywords, "RiskFit.attributable");
                const auto& fit_here = py::cast<const RiskFit&>(self);
                if (counterfactual.is_none())
                    return made_from(self, attributable(fit_here, options, traits_from(self)));
                return made_from(self, attributable(fit_here, options, counterfactual_from(self, counterfactual)));
            },
            py::arg("counterfactual") = py::none(),
            method_doc<AttributableOptions>(
                "Shares of use that go with each factor.",
                {{"counterfactual", "dict or table or array, optional",
                  "Other traits to compare with: {'assistance': 5.0}, a value per row, {'kind': 'town'}, a table with "
                  "the traits of all rows, or a whole design matrix. A trait changes in all columns that a formula "
                  "made of it. None: every 0/1 trait at 0, every category at its reference level, any other no "
                  "further from the end with least use than a tenth of the people."}},
                "AttributableShares").c_str());
}

}  // namespace

void bind_risk_fit(py::module_& module) {
    bind_risk_answers(module);
    bind_fit_class(module);
    bind_risk_cost(module);
    module.def(
        "_need_measured",
        [](const py::object& data, const py::object& columns) {
            need_measured(table_from(data), texts_or_none(columns, "columns"));
        },
        py::arg("data"), py::arg("columns"));
    module.def(
        "_need_no_codes",
        [](const py::object& data, const py::object& columns) {
            need_no_codes(table_from(data), texts_or_none(columns, "columns"));
        },
        py::arg("data"), py::arg("columns"));
    module.def("risk_fit_table", &fit_table_from, py::arg("data"), py::arg("columns"),
               "Fits a risk model on a table; see maatstaf.risk.fit.");
    module.def("risk_fit", &fit_from, py::arg("x"), py::arg("y"), py::arg("exposure") = py::none(),
               py::arg("weights") = py::none(), py::arg("clusters") = py::none(), py::arg("columns") = py::none(),
               py::arg("factors") = py::none(), py::arg("units") = py::none(), py::arg("left_out") = 0,
               py::arg("used") = py::dict(), py::arg("rows") = py::none(),
               "Fits a risk model on arrays; see maatstaf.risk.fit for tables and formulas.");
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/forecast.hpp"
#include "maatstaf/risk/oaxaca.hpp"
#include "maatstaf/risk/picture.hpp"
#include "maatstaf/risk/price_volume_mix.hpp"
#include "maatstaf/risk/stacking.hpp"
#include "risk.hpp"

// Kernels of the room risk on arrays; `maatstaf.risk` shows them under their own names.
namespace maatstaf::python {
namespace {

/// A table as one dictionary per row; anything else as it is.
py::object records_of(const py::object& given) {
    if (!py::hasattr(given, "columns")) return given;
    return py::module_::import("maatstaf.frames").attr("records_of")(given);
}

void bind_published(py::module_& module) {
    using Formula = Estimate (*)(std::span<const double>, std::span<const double>, std::span<const double>, double,
        double);
    const auto bind = [&](const char* name, Formula formula, const char* first, const char* doc) {
        module.def(
            name,
            [formula](const py::object& prevalence, const py::object& rate_ratio, const py::object& log_ratio_se,
                      const py::object& n, double confidence) {
                return formula(numbers_from(prevalence, "prevalence"), numbers_from(rate_ratio, "rate_ratio"),
                               numbers_or_none(log_ratio_se, "log_ratio_se"),
                               n.is_none() ? std::nan("") : number_from(n, "n"), confidence);
            },
            py::arg(first), py::arg("rate_ratio"), py::kw_only(), py::arg("log_ratio_se") = py::none(),
            py::arg("n") = py::none(), py::arg("confidence") = 0.95, doc);
    };
    bind("risk_levin", &risk::levin, "prevalence",
         "Share of use that goes with exposure, from its prevalence among all people and unadjusted rate ratios.");
    bind("risk_miettinen", &risk::miettinen, "case_prevalence",
         "Share of use that goes with exposure, from its prevalence among the cases; also for adjusted rate ratios.");
}

void bind_shares(py::module_& module) {
    py::class_<AttributableShare>(module, "AttributableShare", "Shares of one factor in all use.")
        .def_readonly("name", &AttributableShare::name, "The factor.")
        .def_readonly("alone", &AttributableShare::alone, "This factor switched, the others as they are.")
        .def_readonly("in_order", &AttributableShare::in_order, "Added to the factors before it.")
        .def_readonly("average", &AttributableShare::average, "Mean over all orders (Shapley value).");
    bind_risk_result<AttributableResult>(module, "AttributableShares",
                                         "Which part of use goes with traits: associations, not causes.")
        .def_readonly("joint", &AttributableResult::joint, "All factors together.")
        .def_readonly("total", &AttributableResult::total, "The use that the shares are of.")
        .def_readonly("groups", &AttributableResult::groups, "Independent rows or clusters behind the margins.")
        .def_property_readonly(
            "factors", [](const AttributableResult& self) { return to_python(self.factors); }, "Shares per factor.");
    module.def(
        "risk_attributable_shares",
        [](const py::object& x, const py::object& counterfactual, const py::object& coefficients,
           const py::object& factors, const py::object& y, const py::object& offset, const py::object& weights,
           const std::string& link, const py::object& influence, const py::object& covariance,
           const py::object& clusters, const py::kwargs& keywords) {
            const auto options = options_from<AttributableOptions>(keywords, "attributable_shares");
            const Eigen::MatrixXd as_is = matrix_from(x, "x");
            const Eigen::MatrixXd other = matrix_from(counterfactual, "counterfactual");
            const auto outcome = numbers_or_none(y, "y");
            const auto shift = numbers_or_none(offset, "offset");
            const auto weight = numbers_or_none(weights, "weights");
            const auto cluster = positions_or_none(clusters, "clusters");
            const auto b = numbers_from(coefficients, "coefficients");
            AttributionModel model;
            model.x = DesignView(as_is);
            model.counterfactual = DesignView(other);
            model.y = outcome;
            model.offset = shift;
            model.weights = weight;
            model.clusters = cluster;
            model.coefficients = Eigen::Map<const Eigen::VectorXd>(b.data(), static_cast<Eigen::Index>(b.size()));
            model.link = from_name<Link>(link, "link");
            model.influence = matrix_from(influence, "influence");
            model.covariance = matrix_from(covariance, "covariance");
            const auto named = factors_from(factors);
            py::gil_scoped_release released;
            return attributable_shares(model, named, options);
        },
        py::arg("x"), py::arg("counterfactual"), py::arg("coefficients"), py::arg("factors"), py::kw_only(),
        py::arg("y") = py::none(), py::arg("offset") = py::none(), py::arg("weights") = py::none(),
        py::arg("link") = "log", py::arg("influence") = py::none(), py::arg("covariance") = py::none(),
        py::arg("clusters") = py::none(), "Shares of a model that was fitted elsewhere; see maatstaf.risk.");
}

void bind_division(py::module_& module) {
    py::class_<OaxacaTerm>(module, "DifferenceTerm", "Parts of a difference that one column goes with.")
        .def_readonly("name", &OaxacaTerm::name, "The column; empty for the total.")
        .def_readonly("composition", &OaxacaTerm::composition, "Other traits, at the coefficients of B.")
        .def_readonly("coefficients", &OaxacaTerm::coefficients, "Other coefficients, at the traits of B.")
        .def_readonly("interaction", &OaxacaTerm::interaction, "Both at once.")
        .def_readonly("explained", &OaxacaTerm::explained, "Other traits, at the reference coefficients.")
        .def_readonly("unexplained_a", &OaxacaTerm::unexplained_a, "Coefficients of A against the reference.")
        .def_readonly("unexplained_b", &OaxacaTerm::unexplained_b, "Those of the reference against B.");
    bind_risk_result<OaxacaResult>(module, "DividedDifference",
                                   "The difference between two groups, divided over traits and coefficients.")
        .def_readonly("gap", &OaxacaResult::gap, "Mean of A minus mean of B.")
        .def_readonly("mean_a", &OaxacaResult::mean_a, "Mean of A.")
        .def_readonly("mean_b", &OaxacaResult::mean_b, "Mean of B.")
        .def_readonly("total", &OaxacaResult::total, "Parts summed over all columns.")
        .def_property_readonly(
            "terms", [](const OaxacaResult& self) { return to_python(self.terms); }, "Parts per column.");
    module.def(
        "risk_divide_difference",
        [](const py::object& x_a, const py::object& y_a, const py::object& x_b, const py::object& y_b,
           const py::object& names, const py::object& dummies, const py::object& weights_a, const py::object& weights_b,
           const py::object& clusters_a, const py::object& clusters_b, const py::kwargs& keywords) {
            const auto options = options_from<OaxacaOptions>(keywords, "divide_difference");
            const Eigen::MatrixXd first = matrix_from(x_a, "x_a");
            const Eigen::MatrixXd second = matrix_from(x_b, "x_b");
            const auto outcome_a = numbers_from(y_a, "y_a");
            const auto outcome_b = numbers_from(y_b, "y_b");
            const auto weight_a = numbers_or_none(weights_a, "weights_a");
            const auto weight_b = numbers_or_none(weights_b, "weights_b");
            const auto cluster_a = positions_or_none(clusters_a, "clusters_a");
            const auto cluster_b = positions_or_none(clusters_b, "clusters_b");
            const OaxacaGroup a{"A", DesignView(first), outcome_a, weight_a, cluster_a};
            const OaxacaGroup b{"B", DesignView(second), outcome_b, weight_b, cluster_b};
            auto columns = texts_or_none(names, "names");
            for (Eigen::Index j = static_cast<Eigen::Index>(columns.size()); names.is_none() && j < first.cols(); ++j)
                columns.push_back("x" + std::to_string(j + 1));
            std::vector<DummyGroup> groups;
            if (!dummies.is_none())
                for (const AttributionFactor& each : factors_from(dummies))
                    groups.push_back({each.name, each.name, each.columns});
            return oaxaca(a, b, columns, groups, options);
        },
        py::arg("x_a"), py::arg("y_a"), py::arg("x_b"), py::arg("y_b"), py::kw_only(), py::arg("names") = py::none(),
        py::arg("dummies") = py::none(), py::arg("weights_a") = py::none(), py::arg("weights_b") = py::none(),
        py::arg("clusters_a") = py::none(), py::arg("clusters_b") = py::none(),
        "The difference of two group means, divided; `dummies`: {category left out: columns of the others}.");
}

void bind_cost_change(py::module_& module) {
    bind_described<PurchasedProduct>(module, "PurchasedProduct", "What was bought of one product in one period.\n\n");
    bind_risk_result<PriceVolumeMixResult>(module, "CostChange", "A change of cost in parts that add up.")
        .def_property_readonly(
            "total",
            [](const PriceVolumeMixResult& self) {
                const auto& t = self.total;
                py::dict made;
                made["before"] = t.before;
                made["after"] = t.after;
                made["volume"] = t.volume;
                made["mix"] = t.mix;
                made["inflation"] = t.inflation;
                made["price"] = t.price;
                made["started"] = t.started;
                made["ended"] = t.ended;
                return made;
            },
            "The sums over all products.");
    py::options options;
    options.disable_function_signatures();
    module.def(
        "risk_price_volume_mix",
        [](const py::object& before, const py::object& after, const py::kwargs& keywords) {
            const auto chosen = options_from<PriceVolumeMixOptions>(keywords, "price_volume_mix");
            return price_volume_mix(from_python<std::vector<PurchasedProduct>>(records_of(before), "before"),
                                    from_python<std::vector<PurchasedProduct>>(records_of(after), "after"), chosen);
        },
        py::arg("before"), py::arg("after"),
        (signature_doc("risk_price_volume_mix",
                       "before: typing.Any, after: typing.Any, " + keywords_text<PriceVolumeMixOptions>(), "CostChange",
                       "A change of cost divided into volume, mix, inflation and price.") +
         parameters_text<PriceVolumeMixOptions>())
            .c_str());
}

void bind_forecast(py::module_& module) {
    bind_described<AgeRate>(module, "AgeRate", "Use of one care form by people of some ages, as counted.\n\n");
    bind_risk_result<ForecastResult>(module, "Forecast", "Use to expect when rates by age stay as they are.");
    py::options options;
    options.disable_function_signatures();
    module.def(
        "risk_forecast",
        [](const py::object& rates, const py::object& years, const py::object& population,
           const py::object& population_se, const py::kwargs& keywords) {
            const auto chosen = options_from<ForecastOptions>(keywords, "forecast");
            return forecast_use(from_python<std::vector<AgeRate>>(records_of(rates), "rates"),
                                positions_or_none(years, "years"),
                                matrix_from(population, "population"), matrix_from(population_se, "population_se"),
                                chosen);
        },
        py::arg("rates"), py::arg("years"), py::arg("population"), py::arg("population_se") = py::none(),
        (signature_doc("risk_forecast",
                       "rates: typing.Any, years: typing.Any, population: typing.Any, "
                       "population_se: typing.Any = None, " +
                           keywords_text<ForecastOptions>(),
                       "Forecast", "Rates by age times a population forecast.") +
         parameters_text<ForecastOptions>())
            .c_str());
}

void bind_stacking(py::module_& module) {
    bind_described<CareForm>(module, "CareForm", "One act or care form.\n\n");
    bind_risk_result<StackingResult>(module, "Stacking", "How acts and care forms are stacked on the same people.")
        .def_readonly("rows", &StackingResult::rows, "Rows, by weight.")
        .def_readonly("any", &StackingResult::any, "Rows with at least one act.")
        .def_readonly("cost", &StackingResult::cost, "All cost.")
        .def_readonly("top_share", &StackingResult::top_share, "Part of all cost that goes to the rows that cost most.")
        .def_property_readonly(
            "by_number", [](const StackingResult& self) { return to_python(self.by_number); },
            "Rows with 0, 1, 2, ... acts.")
        .def("forms", &StackingResult::form_table, "Rows and cost per form, with and without its parts.")
        .def("pairs", &StackingResult::pair_table, "Acts used by the same people, with odds ratios.");
    py::options options;
    options.disable_function_signatures();
    module.def(
        "risk_stack",
        [](const py::object& uses, const py::object& forms, const py::object& cost, const py::object& weights,
           const py::kwargs& keywords) {
            const auto chosen = options_from<StackingOptions>(keywords, "stack");
            const auto kinds = from_python<std::vector<CareForm>>(forms, "forms");
            py::list names;
            for (const CareForm& each : kinds) names.append(each.name);
            const auto in_order = py::module_::import("maatstaf.regress.rows").attr("matrix_called");
            return stack_care(matrix_from(in_order(uses, names), "uses"), kinds,
                              matrix_from(in_order(cost, names), "cost"), numbers_or_none(weights, "weights"), chosen);
        },
        py::arg("uses"), py::arg("forms"), py::arg("cost") = py::none(), py::arg("weights") = py::none(),
        (signature_doc("risk_stack",
                       "uses: typing.Any, forms: typing.Any, cost: typing.Any = None, weights: typing.Any = None, " +
                           keywords_text<StackingOptions>(),
                       "Stacking", "How acts and care forms are stacked on the same people or households.") +
         parameters_text<StackingOptions>())
            .c_str());
    module.def(
        "risk_parts_of_whole",
        [](const py::object& parts, const py::object& whole) {
            const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> made =
                parts_of_whole(matrix_from(parts, "parts"), numbers_from(whole, "whole"));
            return py::array_t<double>({made.rows(), made.cols()}, made.data());
        },
        py::arg("parts"), py::arg("whole"),
        signature_doc("risk_parts_of_whole", "parts: typing.Any, whole: typing.Any", "typing.Any",
                      "The expected parts of every row scaled to add up to its expected whole.")
            .c_str());
}

void bind_picture(py::module_& module) {
    bind_risk_result<Picture>(module, "Picture", "The figures of one area side by side with the reference.")
        .def_readonly("unit", &Picture::unit, "The area.");
    py::options options;
    options.disable_function_signatures();
    module.def(
        "risk_picture",
        [](const std::string& unit, const py::object& units, const py::object& figures, const py::object& themes,
           const py::object& values, const py::object& standard_errors, const py::object& expected,
           const py::object& probabilities, const py::object& references, const py::kwargs& keywords) {
            const auto chosen = options_from<PictureOptions>(keywords, "picture");
            PictureData data;
            data.units = texts_or_none(units, "units");
            data.figures = texts_or_none(figures, "figures");
            data.themes = texts_or_none(themes, "themes");
            data.values = matrix_from(values, "values");
            data.standard_errors = matrix_from(standard_errors, "standard_errors");
            data.expected = matrix_from(expected, "expected");
            data.probabilities = matrix_from(probabilities, "probabilities");
            data.references = numbers_or_none(references, "references");
            return integral_picture(data, unit, chosen);
        },
        py::arg("unit"), py::arg("units"), py::arg("figures"), py::arg("themes"), py::arg("values"),
        py::arg("standard_errors") = py::none(), py::arg("expected") = py::none(),
        py::arg("probabilities") = py::none(), py::arg("references") = py::none(),
        (signature_doc("risk_picture",
                       "unit: str, units: typing.Any, figures: typing.Any, themes: typing.Any, values: typing.Any, "
                       "standard_errors: typing.Any = None, expected: typing.Any = None, probabilities: typing.Any = "
                       "None, references: typing.Any = None, " +
                           keywords_text<PictureOptions>(),
                       "Picture", "All figures of one area beside their reference.") +
         parameters_text<PictureOptions>())
            .c_str());
}

}  // namespace

void bind_risk(py::module_& module) {
    bind_published(module);
    bind_shares(module);
    bind_division(module);
    bind_cost_change(module);
    bind_forecast(module);
    bind_stacking(module);
    bind_picture(module);
    bind_risk_fit(module);
}

}  // namespace maatstaf::python

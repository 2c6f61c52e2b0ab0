// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/regress/bootstrap.hpp"
#include "maatstaf/regress/diagnostics.hpp"
#include "maatstaf/regress/margins.hpp"
#include "maatstaf/regress/robust.hpp"
#include "regress.hpp"

// What inference gives back: arrays as read-only views, and a table.
namespace maatstaf::python {
namespace {

void bind_robust(py::module_& module) {
    py::class_<RobustResult> bound(module, "RobustResult", py::dynamic_attr(),
             "Estimates with a covariance that holds when the variance of the family does not.");
    bound
        .def_property_readonly(
            "kind", [](const RobustResult& self) { return std::string(to_name(self.kind)); }, "The estimator.")
        .def_readonly("names", &RobustResult::names, "Of the coefficients.")
        .def_readonly("clusters", &RobustResult::clusters, "Of the smaller grouping; 0 without clusters.")
        .def_readonly("confidence", &RobustResult::confidence, "Of the intervals in the table.")
        .def_property_readonly(
            "standard_errors", [](const RobustResult& self) { return array_of(self.standard_errors()); },
            "One per coefficient; NaN without an estimate.")
        .def("__repr__", [](const RobustResult& self) {
            return "RobustResult(" + std::string(to_name(self.kind)) + ", " +
                   counted(self.names.size(), "coefficient") +
                   (self.clusters > 0 ? ", " + counted(self.clusters, "cluster") : "") + ")";
        });
    def_view(bound, "coefficients", &RobustResult::coefficients, "Those of the fit.");
    def_view(bound, "covariance", &RobustResult::covariance, "Of the coefficients; NaN without an estimate.");
    def_view(bound, "degrees_of_freedom", &RobustResult::degrees_of_freedom,
             "For t intervals, one per coefficient: Satterthwaite's for cr2.");
    def_view(bound, "effective", &RobustResult::effective,
             "Rows or clusters that each coefficient rests on: 1 / sum of squared shares in its information.");
    bound.def_readonly("undetermined", &RobustResult::undetermined,
                       "Positions of coefficients that one row or cluster decides: they have no standard error.");
    def_caveats(bound);
    bind_archive(bound);
    def_table(bound, "RobustResult", "term, estimate, se, statistic, df, p_value, low, high.");
}

void bind_bootstrap(py::module_& module) {
    py::class_<WildBootstrapResult> bound(module, "WildBootstrapResult", py::dynamic_attr(),
             "A wild cluster bootstrap of one combination of coefficients.");
    bound
        .def_property_readonly(
            "options", [](const WildBootstrapResult& self) { return fields_dict(self.options); },
            "As used: the weights resolved.")
        .def_readonly("estimate", &WildBootstrapResult::estimate, "Of the combination.")
        .def_readonly("se", &WildBootstrapResult::se, "Its cr1 standard error.")
        .def_readonly("statistic", &WildBootstrapResult::statistic, "t of the hypothesis.")
        .def_readonly("p_value", &WildBootstrapResult::p_value, "Two-sided, symmetric.")
        .def_readonly("low", &WildBootstrapResult::low, "Lowest value that is not rejected.")
        .def_readonly("high", &WildBootstrapResult::high, "Highest value that is not rejected.")
        .def_readonly("clusters", &WildBootstrapResult::clusters, "Their number.")
        .def_readonly("draws", &WildBootstrapResult::draws, "Compared, the data themselves included.")
        .def_readonly("enumerated", &WildBootstrapResult::enumerated, "Whether all signs were gone through.")
        .def("__repr__", [](const WildBootstrapResult& self) {
            return "WildBootstrapResult(estimate=" + to_text(self.estimate) + ", p_value=" + to_text(self.p_value) +
                   ", interval=(" + to_text(self.low) + ", " + to_text(self.high) +
                   "), clusters=" + std::to_string(self.clusters) + ", draws=" + std::to_string(self.draws) + ")";
        });
    def_view(bound, "statistics", &WildBootstrapResult::statistics, "Of the draws, at the hypothesis.");
    def_caveats(bound);
    def_table(bound, "WildBootstrapResult", "One row: the combination, its test and its interval.");
}

void bind_margins(py::module_& module) {
    py::class_<MarginResult> bound(module, "MarginResult", py::dynamic_attr(),
             "What follows from the coefficients, with delta-method standard errors.");
    bound.def_readonly("labels", &MarginResult::labels, "Of the quantities.")
        .def_readonly("ratios", &MarginResult::ratios, "Whether they are ratios: intervals on the log scale.")
        .def_readonly("confidence", &MarginResult::confidence, "Of the intervals.")
        .def("__len__", [](const MarginResult& self) { return self.labels.size(); })
        .def("__repr__", [](const MarginResult& self) {
            return "MarginResult(" + counted(self.labels.size(), "estimate") + ")";
        });
    def_view(bound, "estimates", &MarginResult::estimates, "The quantities.");
    def_view(bound, "standard_errors", &MarginResult::errors, "Their standard errors.");
    def_view(bound, "degrees_of_freedom", &MarginResult::degrees_of_freedom, "For t intervals.");
    def_view(bound, "p_values", &MarginResult::p_values, "Against 0; for ratios against 1.");
    def_view(bound, "low", &MarginResult::low, "Lower ends of the intervals.");
    def_view(bound, "high", &MarginResult::high, "Upper ends of the intervals.");
    def_view(bound, "gradient", &MarginResult::gradient, "To the coefficients (of the logarithms, for ratios).");
    def_view(bound, "covariance", &MarginResult::covariance, "Of the quantities (of the logarithms, for ratios).");
    def_table(bound, "MarginResult", "One row per quantity, with its test and interval.");
}

void bind_diagnostics(py::module_& module) {
    py::class_<DiagnosticsResult> bound(module, "DiagnosticsResult", py::dynamic_attr(),
             "What every row does to a fit, and the fit to every row.");
    bound.def("__len__", [](const DiagnosticsResult& self) { return self.mean.size(); })
        .def("__repr__", [](const DiagnosticsResult& self) {
            return "DiagnosticsResult(" + counted(static_cast<std::size_t>(self.mean.size()), "row") + ")";
        });
    def_view(bound, "mean", &DiagnosticsResult::mean, "Fitted.");
    def_view(bound, "leverage", &DiagnosticsResult::leverage, "Diagonal of the hat matrix.");
    def_view(bound, "response", &DiagnosticsResult::response, "Outcome minus mean.");
    def_view(bound, "pearson", &DiagnosticsResult::pearson, "Over the root of the variance of the family.");
    def_view(bound, "deviance", &DiagnosticsResult::deviance, "Signed root of the deviance of the row.");
    def_view(bound, "pearson_standardised", &DiagnosticsResult::pearson_standardised,
             "Over the root of dispersion (1 - leverage).");
    def_view(bound, "deviance_standardised", &DiagnosticsResult::deviance_standardised, "Likewise.");
    def_view(bound, "quantile", &DiagnosticsResult::quantile,
             "Randomised quantile residuals: standard normal when the law is right.");
    def_view(bound, "cook", &DiagnosticsResult::cook, "Cook's distance.");
    def_view(bound, "dfbeta", &DiagnosticsResult::dfbeta,
             "What every row adds to each coefficient; empty unless asked.");
    def_caveats(bound);
    def_table(bound, "DiagnosticsResult", "One row per row of the fit.");

    py::class_<DispersionResult> dispersion(module, "DispersionResult", py::dynamic_attr(),
             "Whether the outcome varies more than its family allows.");
    dispersion.def_readonly("pearson", &DispersionResult::pearson, "Pearson's chi-squared.")
        .def_readonly("residual_df", &DispersionResult::residual_df, "Its degrees of freedom.")
        .def_readonly("ratio", &DispersionResult::ratio, "Their ratio; 1 when the variance is that of the family.")
        .def_readonly("pearson_p_value", &DispersionResult::pearson_p_value,
                      "That chance alone gives so large a ratio.")
        .def_readonly("excess", &DispersionResult::excess, "Cameron and Trivedi: phi - 1 or alpha; NaN unless Poisson.")
        .def_readonly("statistic", &DispersionResult::statistic, "Its t.")
        .def_readonly("p_value", &DispersionResult::p_value, "One-sided, against more variance than Poisson allows.")
        .def("__repr__", [](const DispersionResult& self) {
            return "DispersionResult(ratio=" + to_text(self.ratio) + ", excess=" + to_text(self.excess) +
                   ", p_value=" + to_text(self.p_value) + ")";
        });
    def_table(dispersion, "DispersionResult", "One row: the ratio and its tests.");

    py::class_<InflationResult> inflation(module, "InflationResult", py::dynamic_attr(),
             "Variance inflation: what related columns cost in precision.");
    inflation.def_readonly("labels", &InflationResult::labels, "Of the terms.")
        .def_readonly("columns", &InflationResult::columns, "In each term.")
        .def("__repr__", [](const InflationResult& self) {
            return "InflationResult(" + counted(self.labels.size(), "term") + ")";
        });
    def_view(inflation, "inflation", &InflationResult::inflation, "Generalised variance inflation factor.");
    def_view(inflation, "per_column", &InflationResult::per_column, "inflation ** (1 / (2 columns)).");
    def_table(inflation, "InflationResult", "One row per term.");
}

}  // namespace

void bind_regress_results(py::module_& module) {
    bind_robust(module);
    bind_bootstrap(module);
    bind_margins(module);
    bind_diagnostics(module);
}

}  // namespace maatstaf::python

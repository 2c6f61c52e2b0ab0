// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/regress/elastic_net.hpp"
#include "progress.hpp"
#include "regress.hpp"

// Fits with a penalty; `maatstaf.regress` shows the functions under their public names.
namespace maatstaf::python {
namespace {

void bind_path(py::module_& module) {
    py::class_<ElasticNetResult> bound(module, "ElasticNetResult", py::dynamic_attr(),
                                       "Penalised fits for a descending path of lambda.");
    def_view(bound, "lambdas", &ElasticNetResult::lambdas, "Strengths of the penalty, descending.");
    def_view(bound, "coefficients", &ElasticNetResult::coefficients,
             "One row per column of x, one column per lambda; for the columns as given.");
    def_view(bound, "deviance", &ElasticNetResult::deviance, "Per lambda.");
    def_view(bound, "deviance_ratio", &ElasticNetResult::deviance_ratio, "1 - deviance / null deviance, per lambda.");
    def_view(bound, "violation", &ElasticNetResult::violation,
             "Of the optimality conditions, against the null gradient, per lambda.");
    def_caveats(bound);
    bound.def_readonly("names", &ElasticNetResult::names, "Of the columns.")
        .def_readonly("intercept", &ElasticNetResult::intercept, "The column that serves as intercept; -1: none.")
        .def_readonly("nonzero", &ElasticNetResult::nonzero, "Coefficients that are not 0, without the intercept.")
        .def_readonly("passes", &ElasticNetResult::passes, "Over the rows, per lambda.")
        .def_readonly("null_deviance", &ElasticNetResult::null_deviance, "Of the intercept and the offset alone.")
        .def_readonly("observations", &ElasticNetResult::observations, "Rows, each counted by its frequency weight.")
        .def("coefficient_table", &ElasticNetResult::coefficient_table,
             "lambda, term, estimate: the coefficients that are not 0.")
        .def(
            "_predict",
            [](const ElasticNetResult& self, const py::object& rows, std::size_t at) {
                return array_of(predict(self, RegressionArrays(rows).data(), at));
            },
            py::arg("rows"), py::arg("at"))
        .def("__repr__", [](const ElasticNetResult& self) {
            return "ElasticNetResult(" + std::string(to_name(self.options.distribution.family)) + ", " +
                   counted(self.lambdas.size(), "lambda") + ", " + counted(self.names.size(), "column") + ", " +
                   counted(self.caveats.size(), "caveat") + ")";
        });
    def_table(bound, "ElasticNetResult", "lambda, nonzero, deviance, deviance_ratio, passes.");
}

void bind_cv(py::module_& module) {
    py::class_<ElasticNetCvResult> bound(module, "ElasticNetCvResult", py::dynamic_attr(),
                                         "How well each lambda predicts rows that it has not seen.");
    def_view(bound, "mean", &ElasticNetCvResult::mean, "Deviance per unit of weight of rows left out, per lambda.");
    def_view(bound, "se", &ElasticNetCvResult::se, "Standard error of that mean over the folds.");
    def_view(bound, "deviance_by_fold", &ElasticNetCvResult::deviance_by_fold,
             "One row per fold, one column per lambda.");
    bound.def_property_readonly(
        "caveats",
        [](const ElasticNetCvResult& self) {
            std::vector<Caveat> all = self.fit.caveats;
            all.insert(all.end(), self.caveats.begin(), self.caveats.end());
            return notes_to_python(all);
        },
        "What a reader must know; read these first.");
    bound.def_readonly("fit", &ElasticNetCvResult::fit, "The path on all rows.")
        .def_readonly("fold_of_row", &ElasticNetCvResult::fold_of_row, "0, 1, ...")
        .def_readonly("at_min", &ElasticNetCvResult::at_min, "Position of the lambda with the lowest mean.")
        .def_readonly("at_one_se", &ElasticNetCvResult::at_one_se,
                      "Position of the largest lambda within one standard error of that.")
        .def("__repr__", [](const ElasticNetCvResult& self) {
            return "ElasticNetCvResult(" + counted(self.deviance_by_fold.rows(), "fold") +
                   ", lambda_min=" + to_text(self.fit.lambdas[self.at_min]) +
                   ", lambda_one_se=" + to_text(self.fit.lambdas[self.at_one_se]) + ")";
        });
    def_table(bound, "ElasticNetCvResult", "lambda, deviance, se, nonzero, choice.");
}

}  // namespace

void bind_regress_penalised(py::module_& module) {
    bind_path(module);
    bind_cv(module);
    module.def("_regress_elastic_net", [](const py::object& rows, const py::dict& given, const py::object& progress) {
        const RegressionArrays arrays(rows);
        const auto options = options_with_law<ElasticNetOptions>(given, "elastic_net");
        LongWork work(progress);
        return work.run([&, data = arrays.data()] { return elastic_net(data, options, work.progress()); });
    });
    module.def("_regress_elastic_net_cv", [](const py::object& rows, const py::dict& given, const py::object& folds,
                                             std::uint64_t seed, const py::object& fold_of_row,
                                             const py::object& clusters, const py::object& progress) {
        const RegressionArrays arrays(rows);
        const auto options = options_with_law<ElasticNetOptions>(given, "elastic_net_cv");
        const ElasticNetCvOptions cv{from_python<std::int32_t>(folds, "folds"), seed,
                                     codes_from(fold_of_row, "fold_of_row"), codes_from(clusters, "clusters")};
        LongWork work(progress);
        return work.run([&, data = arrays.data()] { return elastic_net_cv(data, options, cv, work.progress()); });
    });
}

}  // namespace maatstaf::python

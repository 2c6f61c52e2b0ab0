// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>

#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/bootstrap.hpp"
#include "maatstaf/regress/design.hpp"
#include "maatstaf/regress/diagnostics.hpp"
#include "maatstaf/regress/margins.hpp"
#include "maatstaf/regress/robust.hpp"
#include "progress.hpp"
#include "regress.hpp"

// Inference on a fit and its rows; `maatstaf.regress` shows these functions under their public names.
namespace maatstaf::python {
namespace {

using Labels = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;
using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Matrix = py::array_t<double, py::array::f_style | py::array::forcecast>;

template <class Array>
auto span_of(const Array& values) {
    return std::span<const typename Array::value_type>(values.data(), static_cast<std::size_t>(values.size()));
}

Eigen::VectorXd vector_of(const Numbers& values) {
    return Eigen::Map<const Eigen::VectorXd>(values.data(), values.size());
}

Eigen::MatrixXd matrix_of(const Matrix& values) {
    if (values.ndim() != 2) return {};
    return Eigen::Map<const Eigen::MatrixXd>(values.data(), values.shape(0), values.shape(1));
}

RobustOptions robust_options(const std::string& kind, const Labels& clusters, const Labels& second, int lags,
                             const Numbers& easting, const Numbers& northing, double distance, double confidence) {
    return {.kind = from_name<RobustKind>(kind, "kind"),
            .clusters = span_of(clusters),
            .second_clusters = span_of(second),
            .lags = lags,
            .easting = span_of(easting),
            .northing = span_of(northing),
            .distance = distance,
            .confidence = confidence};
}

Inference inference_of(const Matrix& covariance, const py::object& degrees_of_freedom, double confidence) {
    Inference made;
    made.covariance = matrix_of(covariance);
    if (!degrees_of_freedom.is_none()) made.degrees_of_freedom = number_from(degrees_of_freedom, "degrees_of_freedom");
    made.confidence = confidence;
    return made;
}

/// "income", {"income": 1, "age": -1} or one weight per coefficient.
Eigen::VectorXd contrast_from(const GlmResult& fit, const py::object& combination) {
    Eigen::VectorXd made = Eigen::VectorXd::Zero(fit.coefficients.size());
    const auto add = [&](const std::string& name, double weight) {
        const auto at = std::ranges::find(fit.names, name);
        if (at == fit.names.end())
            throw ArgumentError(
                messages::regress_unknown_coefficient,
                {{"got", name}, {"nearest", nearest(name, fit.names)}, {"allowed", join(fit.names, ", ")}});
        made[at - fit.names.begin()] += weight;
    };
    if (py::isinstance<py::str>(combination)) {
        add(combination.cast<std::string>(), 1.0);
    } else if (py::isinstance<py::dict>(combination)) {
        for (const auto& [name, weight] : py::reinterpret_borrow<py::dict>(combination))
            add(text_from(name, "combination"), number_from(weight, "combination"));
    } else {
        const auto weights = numbers_from(combination, "combination");
        if (static_cast<Eigen::Index>(weights.size()) == made.size())
            made = Eigen::Map<const Eigen::VectorXd>(weights.data(), made.size());
        else
            made.resize(static_cast<Eigen::Index>(weights.size()));   // refused below, with both lengths
    }
    return made;
}

template <class Work>
auto without_gil(Work&& work) {
    const py::gil_scoped_release released;
    return work();
}

WildBootstrapResult wild(const GlmResult& fit, const py::object& rows, const Labels& clusters,
                         const py::object& combination, const py::dict& keywords, const py::object& progress) {
    const auto options = options_from<WildBootstrapOptions>(keywords, "wild_bootstrap");
    const RegressionArrays arrays(rows);
    const Eigen::VectorXd contrast = contrast_from(fit, combination);
    LongWork work(progress);
    return work.run(
        [&] { return wild_bootstrap(arrays.data(), fit, span_of(clusters), contrast, options, work.progress()); });
}

MarginResult compared(const GlmResult& fit, const MarginResult& means, int reference, bool as_ratios,
                      const Matrix& covariance, const py::object& degrees_of_freedom) {
    const Inference inference = inference_of(covariance, degrees_of_freedom, means.confidence);
    return as_ratios ? ratios(fit, means, reference, inference) : differences(fit, means, reference, inference);
}

}  // namespace

void bind_regress_inference(py::module_& module) {
    module.def("_regress_robust", [](const GlmResult& fit, const py::object& rows, const std::string& kind,
                                     const Labels& clusters, const Labels& second, int lags, const Numbers& easting,
                                     const Numbers& northing, double distance, double confidence) {
        const RegressionArrays arrays(rows);
        const auto options = robust_options(kind, clusters, second, lags, easting, northing, distance, confidence);
        return without_gil([&] { return robust_covariance(arrays.data(), fit, options); });
    });
    module.def("_regress_satterthwaite", [](const GlmResult& fit, const py::object& rows, const std::string& kind,
                                            const Labels& clusters, const Matrix& contrasts) {
        const RegressionArrays arrays(rows);
        const RobustOptions options{.kind = from_name<RobustKind>(kind, "kind"), .clusters = span_of(clusters)};
        const Eigen::MatrixXd wanted = matrix_of(contrasts);
        const Eigen::VectorXd made = without_gil([&] { return satterthwaite(arrays.data(), fit, options, wanted); });
        return py::array_t<double>(made.size(), made.data());
    });
    module.def("_regress_wild_bootstrap", &wild);
    module.def("_regress_contrast", [](const GlmResult& fit, const py::object& combination) {
        const Eigen::VectorXd made = contrast_from(fit, combination);
        return py::array_t<double>(made.size(), made.data());
    });
    module.def("_regress_column_effects", [](const GlmResult& fit, const py::object& rows, const std::string& at,
                                             const Matrix& covariance, const py::object& df, double confidence) {
        const RegressionArrays arrays(rows);
        const Inference inference = inference_of(covariance, df, confidence);
        const auto where = from_name<EffectAt>(at, "at");
        return without_gil([&] { return column_effects(fit, arrays.data(), where, inference); });
    });
    module.def(
        "_regress_term_effects", [](const Design& design, const py::object& data, const GlmResult& fit,
                                    const py::object& rows, const std::string& at, const std::vector<std::string>& only,
                                    const Matrix& covariance, const py::object& df, double confidence) {
            const RegressionArrays arrays(rows);
            const Table table = table_from(data);
            const Inference inference = inference_of(covariance, df, confidence);
            const auto where = from_name<EffectAt>(at, "at");
            return without_gil([&] { return term_effects(design, table, fit, arrays.data(), where, only, inference); });
        });
    module.def("_regress_standardised",
               [](const Design& design, const py::object& data, const GlmResult& fit, const py::object& rows,
                  const std::string& variable, const std::vector<double>& values, const Matrix& covariance,
                  const py::object& df, double confidence) {
                   const RegressionArrays arrays(rows);
                   const Table table = table_from(data);
                   const Inference inference = inference_of(covariance, df, confidence);
                   return without_gil(
                       [&] { return standardised(design, table, fit, arrays.data(), variable, values, inference); });
               });
    module.def("_regress_held",
               [](const GlmResult& fit, const py::object& rows, int column, const std::vector<double>& values,
                  const Matrix& covariance, const py::object& df, double confidence) {
                   const RegressionArrays arrays(rows);
                   const Inference inference = inference_of(covariance, df, confidence);
                   std::vector<Scenario> scenarios;
                   for (const double each : values) scenarios.push_back({to_text(each), {}, {{column, each}}});
                   return without_gil([&] { return standardised_means(fit, arrays.data(), scenarios, inference); });
               });
    module.def("_regress_compared", &compared);
    module.def("_regress_with_df", [](const MarginResult& result, const Numbers& df) {
        return with_degrees_of_freedom(result, vector_of(df));
    });
    module.def("_regress_predict", [](const GlmResult& fit, const py::object& rows, const Matrix& covariance,
                                      const py::object& df, double confidence) {
        const RegressionArrays arrays(rows);
        const Inference inference = inference_of(covariance, df, confidence);
        const GlmPrediction made = without_gil([&] { return predict(fit, arrays.data(), inference); });
        const auto list = [](const Eigen::VectorXd& values) {
            return std::vector<double>(values.begin(), values.end());
        };
        return Table({Column::float64("mean", list(made.mean)), Column::float64("eta", list(made.eta)),
                      Column::float64("se", list(made.se)), Column::float64("low", list(made.low)),
                      Column::float64("high", list(made.high))});
    });
    module.def("_regress_diagnostics", [](const GlmResult& fit, const py::object& rows, const py::dict& keywords) {
        const RegressionArrays arrays(rows);
        const auto options = options_from<DiagnosticsOptions>(keywords, "diagnostics");
        return without_gil([&] { return diagnostics(arrays.data(), fit, options); });
    });
    module.def("_regress_dispersion_test", [](const GlmResult& fit, const py::object& rows, const std::string& trend) {
        const RegressionArrays arrays(rows);
        const auto wanted = from_name<DispersionTrend>(trend, "trend");
        return without_gil([&] { return dispersion_test(arrays.data(), fit, wanted); });
    });
    module.def("_regress_variance_inflation",
               [](const GlmResult& fit, const std::vector<std::string>& groups, const std::string& intercept) {
                   return variance_inflation(fit, groups, intercept);
               });
}

}  // namespace maatstaf::python

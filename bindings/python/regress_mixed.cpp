// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "maatstaf/regress/hurdle.hpp"
#include "maatstaf/regress/intercepts_prediction.hpp"
#include "maatstaf/regress/random_intercepts.hpp"
#include "maatstaf/regress/two_part.hpp"
#include "progress.hpp"
#include "regress.hpp"

// Random intercepts and models in two parts; `maatstaf.regress` shows the functions under their public names.
namespace maatstaf::python {
namespace {

void bind_random_intercepts(py::module_& module) {
    using R = RandomInterceptsResult;
    py::class_<R> bound(module, "RandomInterceptsResult", py::dynamic_attr(),
                        "A regression in which every group has an intercept of its own.");
    def_view(bound, "coefficients", &R::coefficients, "Given the group; NaN for aliased columns.");
    def_view(bound, "covariance", &R::covariance, "Of the coefficients, from the observed information.");
    def_view(bound, "effects", &R::effects, "Most probable intercept of each group, against the average group.");
    def_view(bound, "effect_se", &R::effect_se, "Spread of those, with the estimates taken as known.");
    def_caveats(bound);
    def_status(bound);
    bound
        .def_property_readonly(
            "standard_errors",
            [](const R& self) { return array_of(self.standard_errors()); }, "Of the coefficients.")
        .def_property_readonly(
            "theta", [](const R& self) { return self.options.distribution.theta; },
            "Negative binomial: size, given or estimated; else NaN.")
        .def_readonly("names", &R::names, "Of the columns.")
        .def_readonly("sd", &R::sd, "Of the group intercepts, on the scale of the linear predictor.")
        .def_readonly("sd_se", &R::sd_se, "Its standard error; NaN on the boundary.")
        .def_readonly("sd_low", &R::sd_low, "Lower end of its interval.")
        .def_readonly("sd_high", &R::sd_high, "Upper end of its interval.")
        .def_readonly("boundary", &R::boundary, "True when groups differ no more than chance: then sd is 0.")
        .def_readonly("residual_sd", &R::residual_sd, "Gaussian: within groups; else NaN.")
        .def_readonly("residual_sd_se", &R::residual_sd_se, "Its standard error.")
        .def_readonly("theta_se", &R::theta_se, "Of an estimated theta; else NaN.")
        .def_readonly("intraclass_correlation", &R::intraclass_correlation,
                      "Share of the variance (latent, for shares) that is between groups; NaN for counts.")
        .def_readonly("median_ratio", &R::median_ratio,
                      "Median ratio (odds, hazard or rate) of the higher over the lower of two random groups.")
        .def_readonly("iterations", &R::iterations, "Steps of the search.")
        .def_readonly("observations", &R::observations, "Rows, each counted by its frequency weight.")
        .def_readonly("log_likelihood", &R::log_likelihood, "Marginal, with all constants.")
        .def_readonly("quadrature_gap", &R::quadrature_gap, "What twice as many nodes + 1 would change in it.")
        .def_readonly("aic", &R::aic, "Akaike's criterion.")
        .def_readonly("bic", &R::bic, "Schwarz's criterion.")
        .def_readonly("null_log_likelihood", &R::null_log_likelihood, "With variance 0 between groups.")
        .def_readonly("variance_statistic", &R::variance_statistic, "Twice the gain over that.")
        .def_readonly("variance_p_value", &R::variance_p_value, "By the mixture that holds at the edge.")
        .def_readwrite("group_names", &R::group_names, "Of the groups, in order of first appearance.")
        .def_readonly("group_rows", &R::group_rows, "Rows per group.")
        .def("effect_table", &R::effect_table, "group, effect, se, low, high, rows.")
        .def("predict", through("predict"), "Predicts the mean of new rows: `predict` of this fit.")
        .def("_predict",
             [](const R& self, const py::object& rows, const py::object& codes, const std::vector<std::string>& labels,
                const py::dict& given) {
                 const RegressionArrays arrays(rows);
                 const auto groups = codes_from(codes, "groups");
                 InterceptsPredictionOptions options;
                 fill_fields(options, given, "predict");
                 const RegressionData data = arrays.data();
                 const py::gil_scoped_release released;
                 return predict(self, data, groups, options, labels);
             })
        .def("__repr__", [](const R& self) {
            return "RandomInterceptsResult(" + std::string(to_name(self.options.distribution.family)) +
                   ", sd=" + to_text(self.sd) + ", " + counted(self.effects.size(), "group") + ", " +
                   std::string(to_name(self.status)) + ", " + counted(self.caveats.size(), "caveat") + ")";
        });
    def_table(bound, "RandomInterceptsResult", "term, estimate, se, statistic, df, p_value, low, high.");
}

template <class Result>
void bind_parts(py::class_<Result>& bound, const char* name) {
    def_view(bound, "covariance", &Result::covariance,
             "Of both parts and their last parameter together (log smearing, log theta).");
    def_caveats(bound);
    bound.def_readonly("use", &Result::use, "Any use at all: an ordinary fit.")
        .def_readonly("clusters", &Result::clusters, "Number of clusters; 0 without.")
        .def(
            "_expect",
            [](const Result& self, const py::object& rows) { return expectation(self, RegressionArrays(rows).data()); },
            py::arg("rows"))
        .def("__repr__", [name](const Result& self) {
            return std::string(name) + "(" + to_text(self.use.observations) + " observations, " +
                   counted(self.caveats.size(), "caveat") + ")";
        });
    def_table(bound, name, "term, estimate, se, statistic, df, p_value, low, high, part: as the clusters have it.");
}

void bind_intercepts_prediction(py::module_& module) {
    using P = InterceptsPrediction;
    py::class_<P> bound(module, "InterceptsPrediction", py::dynamic_attr(),
                        "Means of new rows after random intercepts: of a known group, on average, or of a new group.");
    def_view(bound, "mean", &P::mean, "Of a row of the group, or on average over groups.");
    def_view(bound, "eta", &P::eta, "Where the interval is made, on the scale of the link.");
    def_view(bound, "se", &P::se, "Of eta; for a new group with the variance between groups.");
    def_view(bound, "low", &P::low, "Lower end of the interval of the mean.");
    def_view(bound, "high", &P::high, "Upper end of it.");
    def_caveats(bound);
    bound
        .def_property_readonly(
            "of", [](const P& self) { return std::string(to_name(self.options.of)); },
            "'group', 'average' or 'new_group'.")
        .def_property_readonly(
            "confidence", [](const P& self) { return self.options.confidence; }, "Of the intervals.")
        .def("__repr__", [](const P& self) {
            return "InterceptsPrediction(" + counted(self.mean.size(), "row") + ", of='" +
                   std::string(to_name(self.options.of)) + "', " + counted(self.caveats.size(), "caveat") + ")";
        });
    def_table(bound, "InterceptsPrediction", "mean, eta, se, low, high; and known, where rows have groups.");
}

Table expectation_table(const PartsExpectation& self) {
    const auto copy = [](const Eigen::VectorXd& values) { return std::vector<double>(values.begin(), values.end()); };
    return Table({Column::float64("mean", copy(self.mean)), Column::float64("se", copy(self.se)),
                  Column::float64("low", copy(self.low)), Column::float64("high", copy(self.high)),
                  Column::float64("probability", copy(self.probability)),
                  Column::float64("amount", copy(self.amount))});
}

void bind_expectation(py::module_& module) {
    using E = PartsExpectation;
    py::class_<E> bound(module, "PartsExpectation", py::dynamic_attr(), "What new rows may be expected to use.");
    def_view(bound, "mean", &E::mean, "Probability x amount.");
    def_view(bound, "se", &E::se, "Its standard error, from the estimates only.");
    def_view(bound, "low", &E::low, "Lower end of its interval.");
    def_view(bound, "high", &E::high, "Upper end of its interval.");
    def_view(bound, "degrees_of_freedom", &E::degrees_of_freedom,
             "Of its interval: Satterthwaite's with few clusters, clusters - 1 with 50 or more, else infinite.");
    def_view(bound, "probability", &E::probability, "Of any use.");
    def_view(bound, "amount", &E::amount, "Expected when there is any use.");
    bound.def_readonly("total", &E::total, "Sum of the means, by frequency weight.")
        .def_readonly("total_se", &E::total_se, "Its standard error, from the estimates only.")
        .def("__repr__", [](const E& self) {
            return "PartsExpectation(" + counted(self.mean.size(), "row") + ", total=" + to_text(self.total) + ")";
        });
    bind_tabular(bound, [](const E& self, Language) { return expectation_table(self); });
}

template <class Result, class Options, class Fit>
void def_parts(py::module_& module, const char* name, const char* where, Fit fit) {
    module.def(name, [where, fit](const py::object& rows, const py::object& clusters, const py::dict& given,
                                  const py::object& progress) {
        const RegressionArrays arrays(rows);
        const auto options = options_from<Options>(given, where);
        const auto codes = codes_from(clusters, "clusters");
        LongWork work(progress);
        return work.run([&, data = arrays.data()]() -> Result { return fit(data, codes, options, work.progress()); });
    });
}

}  // namespace

void bind_regress_mixed(py::module_& module) {
    bind_intercepts_prediction(module);
    bind_random_intercepts(module);
    bind_expectation(module);
    py::class_<TwoPartResult> amounts(module, "TwoPartResult", py::dynamic_attr(),
                                      "Any use, and the amount when there is.");
    bind_parts(amounts, "TwoPartResult");
    amounts.def_readonly("amount", &TwoPartResult::amount, "Of the rows above zero: an ordinary fit.")
        .def_readonly("smearing", &TwoPartResult::smearing, "Lognormal: mean of exp(residual); else 1.");
    py::class_<HurdleResult> counts(module, "HurdleResult", py::dynamic_attr(),
                                    "Any use, and the count when there is.");
    bind_parts(counts, "HurdleResult");
    counts
        .def_readonly("count", &HurdleResult::count,
                      "Of the rows above zero: coefficients of the mean before zeros are cut off.")
        .def_readonly("log_likelihood", &HurdleResult::log_likelihood, "Of both parts.")
        .def_readonly("aic", &HurdleResult::aic, "Akaike's criterion.")
        .def_readonly("bic", &HurdleResult::bic, "Schwarz's criterion.");

    module.def("_regress_random_intercepts", [](const py::object& rows, const py::object& groups, const py::dict& given,
                                                const py::object& progress) {
        const RegressionArrays arrays(rows);
        const auto options = options_with_law<RandomInterceptsOptions>(given, "random_intercepts");
        const auto codes = codes_from(groups, "groups");
        LongWork work(progress);
        return work.run([&, data = arrays.data()] { return random_intercepts(data, codes, options, work.progress()); });
    });
    def_parts<TwoPartResult, TwoPartOptions>(module, "_regress_two_part", "two_part", &two_part);
    def_parts<HurdleResult, HurdleOptions>(module, "_regress_hurdle", "hurdle", &hurdle);
}

}  // namespace maatstaf::python

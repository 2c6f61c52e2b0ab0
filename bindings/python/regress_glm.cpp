// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/compare.hpp"
#include "maatstaf/regress/robust.hpp"
#include "maatstaf/regress/tweedie.hpp"
#include "progress.hpp"
#include "regress.hpp"
#include "regress/glm_state.hpp"

// Fits and what compares them; `maatstaf.regress` shows the functions under their public names.
namespace maatstaf::python {
namespace {

/// The robust covariance that the fit was made with (`glm(..., cluster=...)`), or null: that of the family.
const RobustResult* robust_of(const py::object& self) {
    const py::object found = py::getattr(self, "_robust", py::none());
    return found.is_none() ? nullptr : &py::cast<const RobustResult&>(found);
}

Table table_of(const GlmResult& self) {
    const RobustResult* robust = robust_of(py::cast(&self, py::return_value_policy::reference));
    return robust ? robust->table() : self.table();
}

std::vector<Caveat> caveats_of(const GlmResult& self) {
    std::vector<Caveat> all = self.caveats;
    if (const RobustResult* robust = robust_of(py::cast(&self, py::return_value_policy::reference))) {
        // Standard errors that do not lean on the variance of the family do not suffer when it is wrong.
        std::erase_if(all, [](const Caveat& each) { return each.message == messages::regress_over_dispersed; });
        all.insert(all.end(), robust->caveats.begin(), robust->caveats.end());
    }
    return all;
}

std::string glm_repr(const GlmResult& self) {
    const Distribution& law = self.options.distribution;
    const RobustResult* robust = robust_of(py::cast(&self, py::return_value_policy::reference));
    return "GlmResult(" + std::string(to_name(law.family)) + ", " + std::string(to_name(law.link)) + ", " +
           to_text(self.observations) + " observations, " +
           counted(static_cast<std::size_t>(self.coefficients.size()), "coefficient") + ", " +
           (robust ? std::string(to_name(robust->kind)) + " standard errors, " : "") +
           std::string(to_name(self.status)) + ", " + counted(caveats_of(self).size(), "caveat") + ")";
}

void bind_glm_result(py::module_& module) {
    py::class_<GlmResult> bound(module, "GlmResult", py::dynamic_attr(), "A fitted generalised linear model.");
    def_view(bound, "coefficients", &GlmResult::coefficients,
             "On the scale of the linear predictor; NaN for aliased columns.");
    def_view(bound, "model_covariance", &GlmResult::covariance,
             "Of the coefficients when the variance of the family holds: dispersion x inverse Fisher information.");
    def_status(bound);
    bound
        .def_property_readonly(
            "covariance",
            [](const py::object& self) {
                if (const RobustResult* robust = robust_of(self))
                    return eigen_view(robust->covariance, self.attr("_robust"));
                return eigen_view(py::cast<const GlmResult&>(self).covariance, self);
            },
            "Of the coefficients: the robust one that was asked for, else `model_covariance`.")
        .def_property_readonly(
            "standard_errors",
            [](const py::object& self) {
                if (const RobustResult* robust = robust_of(self)) return array_of(robust->standard_errors());
                return array_of(py::cast<const GlmResult&>(self).standard_errors());
            },
            "Square roots of the diagonal of `covariance`.")
        .def_property_readonly(
            "aliased", [](const GlmResult& self) { return names_at(self.names, self.aliased); },
            "Columns left out because earlier ones determine them.")
        .def_property_readonly(
            "family", [](const GlmResult& self) { return std::string(to_name(self.options.distribution.family)); },
            "The law of the outcome.")
        .def_property_readonly(
            "link", [](const GlmResult& self) { return std::string(to_name(self.options.distribution.link)); },
            "How the linear predictor gives the mean.")
        .def_property_readonly(
            "theta", [](const GlmResult& self) { return self.options.distribution.theta; },
            "Negative binomial: size, given or estimated; else NaN.")
        .def_property_readonly(
            "power", [](const GlmResult& self) { return self.options.distribution.power; }, "Tweedie: variance power.")
        .def_property_readonly(
            "confidence", [](const GlmResult& self) { return self.options.confidence; }, "Of the intervals.")
        .def_property_readonly(
            "caveats", [](const GlmResult& self) { return notes_to_python(caveats_of(self)); },
            "What a reader must know; read these first.")
        .def("table", &table_of,
             "term, estimate, se, statistic, df, p_value, low, high; df is infinite where the normal law is used.")
        .def("robust", through("robust_covariance"),
             "Gives the covariance when the variance of the family cannot be trusted: `robust_covariance` of this fit.")
        .def("predict", through("predict"), "Predicts the mean of new rows: `predict` of this fit.")
        .def_readonly("names", &GlmResult::names, "Of the columns.")
        .def_readonly("iterations", &GlmResult::iterations, "Passes over all rows that ended in a step.")
        .def_readonly("observations", &GlmResult::observations, "Rows, each counted by its frequency weight.")
        .def_readonly("residual_df", &GlmResult::residual_df, "Observations minus estimated coefficients.")
        .def_readonly("dispersion", &GlmResult::dispersion, "Pearson's chi-squared / residual_df, or 1 by definition.")
        .def_readonly("pearson", &GlmResult::pearson, "Pearson's chi-squared.")
        .def_readonly("deviance", &GlmResult::deviance, "Twice what the likelihood falls short of a perfect fit.")
        .def_readonly("log_likelihood", &GlmResult::log_likelihood, "NaN for quasi families and Tweedie.")
        .def_readonly("aic", &GlmResult::aic, "Akaike's criterion.")
        .def_readonly("bic", &GlmResult::bic, "Schwarz's criterion.")
        .def_readonly("theta_se", &GlmResult::theta_se, "Of an estimated theta; else NaN.")
        .def("__repr__", &glm_repr)
        .def(py::pickle(
            [](const py::object& self) {
                py::dict kept = py::reinterpret_borrow<py::dict>(self.attr("__dict__")).attr("copy")();
                kept.attr("pop")("_rows", py::none());   // the data stay at home
                return py::make_tuple(to_bytes(to_archive(py::cast<const GlmResult&>(self))), kept);
            },
            [](const py::tuple& state) {
                return std::make_pair(from_archive<GlmResult>(archive_bytes(state[0])), state[1].cast<py::dict>());
            }));
    bind_tabular(bound, [](const GlmResult& self, Language) { return table_of(self); });
    bound.def("_repr_html_", [](const GlmResult& self) {
        const auto html = py::module_::import("maatstaf.html");
        return html.attr("notes")(notes_to_python(caveats_of(self))).cast<std::string>() +
               html.attr("table")(table_of(self), py::arg("title") = glm_repr(self)).cast<std::string>();
    });
}

void bind_accumulator(py::module_& module) {
    py::class_<GlmAccumulator>(module, "GlmAccumulator",
                               "The fit of `glm` from rows in batches: its state does not grow with the rows.")
        .def(py::init([](std::int32_t columns, const py::object& names, const py::kwargs& options) {
                 std::vector<std::string> known;
                 if (!names.is_none()) known = from_python<std::vector<std::string>>(names, "names");
                 return GlmAccumulator(columns, options_with_law<GlmOptions>(options, "GlmAccumulator"), known);
             }),
             py::arg("columns"), py::arg("names") = py::none(),
             "For so many columns; the keywords are those of `glm`.")
        .def(
            "add",
            [](GlmAccumulator& self, const py::object& x, const py::object& y, const py::kwargs& keywords) {
                const auto rows = py::module_::import("maatstaf.regress.rows").attr("rows_of");
                const py::object ordered =
                    py::module_::import("maatstaf.frames").attr("columns_called")(x, self.state().names);
                const RegressionArrays arrays(rows(ordered, y, **keywords));
                const RegressionData data = arrays.data();
                const py::gil_scoped_release released;
                self.add(data);
            },
            py::arg("x"), py::arg("y"), "Adds a batch to the sweep; offset, exposure and weights by keyword.")
        .def("merge", &GlmAccumulator::merge, py::arg("other"), "Adds what another worker saw of the same sweep.")
        .def("advance", &GlmAccumulator::advance, "Ends a sweep; True when all rows are needed once more.")
        .def("result", &GlmAccumulator::result, "The fit, after `advance` gave False.")
        .def("copy", [](const GlmAccumulator& self) { return GlmAccumulator(self); }, "For a worker to start from.")
        .def(py::pickle([](const GlmAccumulator& self) { return py::make_tuple(to_bytes(to_archive(self))); },
                        [](const py::tuple& state) {
                            return from_archive<GlmAccumulator>(archive_bytes(state[0]));
                        }));
}

void bind_power(py::module_& module) {
    py::class_<TweediePowerResult> bound(module, "TweediePowerResult",
                                         "The variance power that makes the data most likely, with its interval.");
    def_caveats(bound);
    bound.def_readonly("power", &TweediePowerResult::power, "Strictly between 1 and 2.")
        .def_readonly("low", &TweediePowerResult::low, "Lower end of its interval.")
        .def_readonly("high", &TweediePowerResult::high, "Upper end of its interval.")
        .def_readonly("dispersion", &TweediePowerResult::dispersion, "By maximum likelihood, at that power.")
        .def_readonly("log_likelihood", &TweediePowerResult::log_likelihood, "At that power.")
        .def_readonly("powers", &TweediePowerResult::powers, "The powers that were tried, ascending.")
        .def_readonly("profile", &TweediePowerResult::profile, "Their log-likelihoods.")
        .def_readonly("fit", &TweediePowerResult::fit, "The fit at that power.")
        .def("__repr__", [](const TweediePowerResult& self) {
            return "TweediePowerResult(power=" + to_text(self.power) + ", low=" + to_text(self.low) +
                   ", high=" + to_text(self.high) + ")";
        });
}

void bind_comparisons(py::module_& module) {
    py::class_<NestedTest> nested(module, "NestedTest",
                                  "Whether a larger model fits better than chance would make it.");
    def_caveats(nested);
    nested
        .def_readonly("statistic", &NestedTest::statistic,
                      "Chi-squared, or F where the dispersion is estimated or the covariance is robust.")
        .def_readonly("degrees_of_freedom", &NestedTest::degrees_of_freedom, "Coefficients more.")
        .def_readonly("residual_df", &NestedTest::residual_df,
                      "Of the dispersion or the covariance; infinite for chi-squared.")
        .def_readonly("p_value", &NestedTest::p_value, "How often chance alone gives such a gain.")
        .def("__repr__", [](const NestedTest& self) {
            return "NestedTest(statistic=" + to_text(self.statistic) + ", degrees_of_freedom=" +
                   to_text(self.degrees_of_freedom) + ", p_value=" + to_text(self.p_value) + ")";
        });
    py::class_<DropEachResult> dropped(module, "DropEachResult", py::dynamic_attr(),
                                       "What each term adds to all the others.");
    def_table(dropped, "DropEachResult", "One row per term.");
    dropped.def("__repr__", [](const DropEachResult& self) {
        return "DropEachResult(" + counted(self.terms.size(), "term") + ")";
    });
    def_caveats(dropped);
    using Labels = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;
    const auto span_of = [](const Labels& codes) {
        return std::span<const std::int32_t>(codes.data(), static_cast<std::size_t>(codes.size()));
    };
    module.def("_regress_compare_nested", [](const GlmResult& smaller, const GlmResult& larger, bool robust) {
        NestedTest made = compare_nested(smaller, larger);
        if (robust) made.caveats.push_back({messages::regress_test_of_family, {}});
        return made;
    });
    module.def("_regress_wald", [span_of](const GlmResult& fit, const py::object& rows, const RobustResult& robust,
                                          const std::vector<std::int32_t>& columns, const Labels& clusters) {
        const RegressionArrays arrays(rows);
        const py::gil_scoped_release released;
        return wald_test(arrays.data(), fit, robust, columns, span_of(clusters));
    });
    module.def("_regress_drop_each", [span_of](const GlmResult& fit, const py::object& rows, const py::dict& terms,
                                               const std::optional<RobustResult>& robust, const Labels& clusters,
                                               bool pass_over, const py::object& progress) {
        const RegressionArrays arrays(rows);
        std::vector<Term> wanted;
        for (const auto& [name, columns] : terms)
            wanted.push_back({text_from(name, "terms"), columns.cast<std::vector<std::int32_t>>()});
        LongWork work(progress);
        DropEachResult made = work.run([&] {
            return robust ? drop_each(arrays.data(), fit, *robust, span_of(clusters), wanted, work.progress())
                          : drop_each(arrays.data(), fit, wanted, work.progress());
        });
        if (pass_over) made.caveats.push_back({messages::regress_test_of_family, {}});
        return made;
    });
}

}  // namespace

void bind_regress_glm(py::module_& module) {
    bind_described<Distribution>(module, "Distribution", "The law of an outcome given its mean, with its link.");
    bind_glm_result(module);
    bind_accumulator(module);
    bind_power(module);
    bind_comparisons(module);
    module.def("_regress_glm", [](const py::object& rows, const py::dict& given, const py::object& progress) {
        const RegressionArrays arrays(rows);
        const GlmOptions options = options_with_law<GlmOptions>(given, "glm");
        LongWork work(progress);
        return work.run([&] { return glm(arrays.data(), options, work.progress()); });
    });
    module.def("_regress_tweedie_power", [](const py::object& rows, const py::dict& given, double low, double high,
                                            const py::object& progress) {
        const RegressionArrays arrays(rows);
        const TweediePowerOptions options{
            .glm = options_with_law<GlmOptions>(given, "tweedie_power"), .low = low, .high = high};
        LongWork work(progress);
        return work.run([&] { return tweedie_power(arrays.data(), options, work.progress()); });
    });
}

}  // namespace maatstaf::python

// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/regress/elastic_net_accumulator.hpp"
#include "maatstaf/regress/parts_accumulator.hpp"
#include "maatstaf/regress/random_intercepts_accumulator.hpp"
#include "maatstaf/regress/robust_accumulator.hpp"
#include "maatstaf/regress/tweedie_accumulator.hpp"
#include "regress.hpp"
#include "regress_rows.hpp"

// Sums over batches of rows, beside the fit itself in `GlmAccumulator`.
namespace maatstaf::python {
namespace {

using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Labels = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>;

/// A cluster per row as numbers and what they stand for; none without.
struct Clusters {
    Labels codes{};
    std::vector<std::string> labels{};

    explicit Clusters(const py::object& cluster) {
        if (cluster.is_none()) return;
        const py::tuple made = py::module_::import("maatstaf.regress.rows").attr("codes_of")(cluster, "cluster");
        codes = made[0].cast<Labels>();
        labels = made[1].cast<std::vector<std::string>>();
    }
    std::span<const std::int32_t> numbers() const { return {codes.data(), static_cast<std::size_t>(codes.size())}; }
};

/// Adds a batch in which every row may have a cluster.
template <class Accumulator>
void add_clustered(Accumulator& self, const std::vector<std::string>& names, const py::object& x, const py::object& y,
                   const py::object& cluster, const py::kwargs& keywords) {
    const RegressionArrays arrays = rows_in_order(x, y, names, keywords);
    const Clusters clusters(cluster);
    const RegressionData data = arrays.data();
    const py::gil_scoped_release released;
    self.add(data, clusters.numbers(), clusters.labels);
}

template <class Derived>
Numbers numbers_of(const Eigen::PlainObjectBase<Derived>& values) {
    return Numbers(values.size(), values.data());
}

Eigen::VectorXd vector_from(const py::handle& numbers) {
    const auto values = numbers.cast<Numbers>();
    return Eigen::Map<const Eigen::VectorXd>(values.data(), values.size());
}

Eigen::MatrixXd square_from(const py::handle& numbers) {
    const Eigen::VectorXd values = vector_from(numbers);
    const auto rank = static_cast<Eigen::Index>(std::lround(std::sqrt(static_cast<double>(values.size()))));
    if (rank * rank != values.size()) return {};   // refused by its size later on
    return Eigen::Map<const Eigen::MatrixXd>(values.data(), rank, rank);
}

py::tuple state_of(const RobustAccumulator& self) {
    py::dict clusters;
    for (const auto& each : self.sums().clusters)
        clusters[py::str(each.first)] = py::make_tuple(numbers_of(each.second.score),
                                                       numbers_of(each.second.information), each.second.first_row);
    return py::make_tuple(to_bytes(to_archive(self.fit())), std::string(to_name(self.kind())), self.confidence(),
                          self.sums().observations, numbers_of(self.sums().meat), numbers_of(self.sums().bread),
                          clusters, self.sums().rows, numbers_of(self.sums().squares),
                          numbers_of(self.sums().leaning), self.sums().leaning_rows);
}

RobustAccumulator restored(const py::tuple& state) {
    RobustSums sums;
    sums.observations = state[3].cast<double>();
    sums.meat = square_from(state[4]);
    sums.bread = square_from(state[5]);
    for (const auto& [label, given] : state[6].cast<py::dict>()) {
        const auto cluster = py::reinterpret_borrow<py::tuple>(given);
        sums.clusters[label.cast<std::string>()] = {vector_from(cluster[0]), square_from(cluster[1]),
                                                    cluster[2].cast<std::int64_t>()};
    }
    sums.rows = state[7].cast<std::int64_t>();
    sums.squares = vector_from(state[8]);
    sums.leaning_rows = state[10].cast<std::vector<std::int64_t>>();
    const Eigen::VectorXd leaning = vector_from(state[9]);
    const auto some = static_cast<Eigen::Index>(sums.leaning_rows.size());
    if (some > 0 && leaning.size() % some == 0)
        sums.leaning = Eigen::Map<const Eigen::MatrixXd>(leaning.data(), leaning.size() / some, some);
    return {from_archive<GlmResult>(archive_bytes(state[0])),
            from_name<RobustKind>(state[1].cast<std::string>(), "kind"), state[2].cast<double>(), std::move(sums)};
}

std::vector<std::string> known_names(const py::object& names) {
    return names.is_none() ? std::vector<std::string>{} : from_python<std::vector<std::string>>(names, "names");
}

/// What all searches over batches have in common.
template <class Accumulator>
void bind_sweeps(py::class_<Accumulator>& bound) {
    bound.def("merge", &Accumulator::merge, py::arg("other"), "Adds what another worker saw of the same sweep.")
        .def("advance", &Accumulator::advance, "Ends a sweep; True when all rows are needed once more.")
        .def("result", &Accumulator::result, "What was found, after `advance` gave False.")
        .def("copy", [](const Accumulator& self) { return Accumulator(self); }, "For a worker to start from.");
}

template <class Accumulator>
void bind_add(py::class_<Accumulator>& bound) {
    bound.def(
        "add",
        [](Accumulator& self, const py::object& x, const py::object& y, const py::kwargs& keywords) {
            const RegressionArrays arrays = rows_in_order(x, y, self.names(), keywords);
            const RegressionData data = arrays.data();
            const py::gil_scoped_release released;
            self.add(data);
        },
        py::arg("x"), py::arg("y"), "Adds a batch to the sweep; offset, exposure and weights by keyword.");
}

template <class Accumulator, class Options>
void bind_parts_accumulator(py::module_& module, const char* name, const char* doc) {
    py::class_<Accumulator> bound(module, name, doc);
    bound
        .def(py::init([name](std::int32_t columns, const py::object& names, const py::kwargs& options) {
                 return Accumulator(columns, options_from<Options>(options, name), known_names(names));
             }),
             py::arg("columns"), py::arg("names") = py::none(),
             "For so many columns; the keywords are those of the function, covariance 'robust', 'model' or 'cluster'.")
        .def(
            "add",
            [](Accumulator& self, const py::object& x, const py::object& y, const py::object& cluster,
               const py::kwargs& keywords) { add_clustered(self, self.names(), x, y, cluster, keywords); },
            py::arg("x"), py::arg("y"), py::arg("cluster") = py::none(),
            "Adds a batch to the sweep; offset, exposure and frequency_weights by keyword. A cluster may be spread "
            "over batches and workers.");
    bind_sweeps(bound);
}

void bind_searches(py::module_& module) {
    bind_parts_accumulator<TwoPartAccumulator, TwoPartOptions>(module, "TwoPartAccumulator",
                                                               "The model of `two_part` from rows in batches.");
    bind_parts_accumulator<HurdleAccumulator, HurdleOptions>(module, "HurdleAccumulator",
                                                             "The model of `hurdle` from rows in batches.");
    py::class_<ElasticNetAccumulator> net(module, "ElasticNetAccumulator",
                                          "The path of `elastic_net` from rows in batches.");
    net.def(py::init([](std::int32_t columns, const py::object& names, const py::kwargs& options) {
                return ElasticNetAccumulator(
                    columns, options_with_law<ElasticNetOptions>(options, "ElasticNetAccumulator"), known_names(names));
            }),
            py::arg("columns"), py::arg("names") = py::none(),
            "For so many columns; the keywords are those of `elastic_net`.");
    bind_add(net);
    bind_sweeps(net);
    py::class_<ElasticNetCvAccumulator> folds(module, "ElasticNetCvAccumulator",
                                              "The cross-validation of `elastic_net_cv` from rows in batches.");
    folds
        .def(py::init([](std::int32_t columns, std::int32_t count, const py::object& names, const py::kwargs& options) {
                 return ElasticNetCvAccumulator(
                     columns, count, options_with_law<ElasticNetOptions>(options, "ElasticNetCvAccumulator"),
                     known_names(names));
             }),
             py::arg("columns"), py::arg("folds") = 10, py::arg("names") = py::none(),
             "For so many columns and folds; the other keywords are those of `elastic_net`.")
        .def(
            "add",
            [](ElasticNetCvAccumulator& self, const py::object& x, const py::object& y, const py::object& fold_of_row,
               const py::kwargs& keywords) {
                const RegressionArrays arrays = rows_in_order(x, y, self.names(), keywords);
                const auto fold = codes_from(fold_of_row, "fold_of_row");
                const RegressionData data = arrays.data();
                const py::gil_scoped_release released;
                self.add(data, fold);
            },
            py::arg("x"), py::arg("y"), py::arg("fold_of_row"),
            "Adds a batch to the sweep; `fold_of_row`, 0 .. folds - 1, must be the same in every sweep.");
    bind_sweeps(folds);
    py::class_<TweediePowerAccumulator> power(module, "TweediePowerAccumulator",
                                              "The search of `tweedie_power` from rows in batches.");
    power.def(py::init([](std::int32_t columns, double low, double high, const py::object& names,
                          const py::kwargs& options) {
                  const auto each = options_with_law<GlmOptions>(options, "TweediePowerAccumulator");
                  return TweediePowerAccumulator(columns, {.glm = each, .low = low, .high = high}, known_names(names));
              }),
              py::arg("columns"), py::arg("low") = 1.02, py::arg("high") = 1.98, py::arg("names") = py::none(),
              "For so many columns; the keywords are those of `tweedie_power`.");
    bind_add(power);
    bind_sweeps(power);
}

void bind_intercepts(py::module_& module) {
    py::class_<RandomInterceptsAccumulator> bound(
        module, "RandomInterceptsAccumulator", "The fit of `random_intercepts` from rows in batches of whole groups.");
    bound
        .def(py::init([](std::int32_t columns, const py::object& names, const py::kwargs& options) {
                 return RandomInterceptsAccumulator(
                     columns, options_with_law<RandomInterceptsOptions>(options, "RandomInterceptsAccumulator"),
                     known_names(names));
             }),
             py::arg("columns"), py::arg("names") = py::none(),
             "For so many columns; the keywords are those of `random_intercepts`.")
        .def(
            "add",
            [](RandomInterceptsAccumulator& self, const py::object& x, const py::object& y, const py::object& groups,
               const py::kwargs& keywords) {
                const RegressionArrays arrays = rows_in_order(x, y, self.names(), keywords);
                const py::tuple made = py::module_::import("maatstaf.regress.rows").attr("codes_of")(groups, "groups");
                const auto codes = made[0].cast<Labels>();
                const auto labels = made[1].cast<std::vector<std::string>>();
                const RegressionData data = arrays.data();
                const std::span<const std::int32_t> wanted(codes.data(), static_cast<std::size_t>(codes.size()));
                const py::gil_scoped_release released;
                self.add(data, wanted, labels);
            },
            py::arg("x"), py::arg("y"), py::arg("groups"),
            "Adds a batch to the sweep, with all rows of its groups; offset, exposure and weights by keyword.");
    bind_sweeps(bound);
}

}  // namespace

void bind_regress_batches(py::module_& module) {
    bind_searches(module);
    bind_intercepts(module);
    py::class_<RobustAccumulator>(module, "RobustAccumulator",
                                  "`robust_covariance` from rows in batches: one more sweep over the rows of a fit.")
        .def(py::init([](const GlmResult& fit, const std::string& kind, const py::object& confidence) {
                 const double level =
                     confidence.is_none() ? fit.options.confidence : number_from(confidence, "confidence");
                 return RobustAccumulator(fit, from_name<RobustKind>(kind, "kind"), level);
             }),
             py::arg("fit"), py::arg("kind") = "hc3", py::arg("confidence") = py::none(),
             "For a fit of `GlmAccumulator` or `glm`; kind 'hc0' .. 'hc4', or 'cr0' .. 'cr3' with a cluster per row.")
        .def(
            "add",
            [](RobustAccumulator& self, const py::object& x, const py::object& y, const py::object& cluster,
               const py::kwargs& keywords) { add_clustered(self, self.fit().names, x, y, cluster, keywords); },
            py::arg("x"), py::arg("y"), py::arg("cluster") = py::none(),
            "Adds a batch; offset, exposure and weights by keyword. A cluster may be spread over batches and workers.")
        .def("merge", &RobustAccumulator::merge, py::arg("other"), "Adds what another worker saw.")
        .def("result", &RobustAccumulator::result, "The covariance; refused unless it saw exactly the rows of the fit.")
        .def("copy", [](const RobustAccumulator& self) { return RobustAccumulator(self); },
             "For a worker to start from.")
        .def(py::pickle(&state_of, &restored));
}

}  // namespace maatstaf::python

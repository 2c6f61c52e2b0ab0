// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "maatstaf/measure/case_mix.hpp"
#include "maatstaf/measure/expected.hpp"
#include "maatstaf/measure/gap.hpp"
#include "maatstaf/measure/organisations.hpp"
#include "maatstaf/measure/provider_shares.hpp"
#include "measure.hpp"

namespace maatstaf::python {
namespace {

/// Rows of a model, kept while a kernel looks at them.
struct ModelRows {
    Eigen::MatrixXd x{};
    std::vector<double> y{}, size{};
    RegressionData data{};

    ModelRows(const py::object& traits, const py::object& outcome, const py::object& names)
        : x(matrix_from(traits, "traits")), y(numbers_from(outcome, "outcome")) {
        data.x = DesignView(x);
        data.y = y;
        data.names = texts_or_none(names, "traits");
    }
    ModelRows(const ModelRows&) = delete;
    ModelRows& operator=(const ModelRows&) = delete;
};

CaseMixResult case_mix_of(const py::object& traits, const py::object& outcome, const py::object& size,
                          const py::object& unit, const py::object& units, const py::object& names,
                          const py::kwargs& keywords) {
    const auto options = options_from<CaseMixOptions>(keywords, "case_mix");
    ModelRows rows(traits, outcome, names);
    rows.size = numbers_or_none(size, "size");
    if (options.family == Family::binomial) rows.data.prior_weights = rows.size;
    else rows.data.exposure = rows.size;
    const auto position = positions_or_none(unit, "unit");
    const auto ids = texts_or_none(units, "unit");
    py::gil_scoped_release released;
    return measure::case_mix(rows.data, position, ids, options);
}

GapResult gap_of(const py::object& units, const py::dict& columns, const py::kwargs& keywords) {
    const auto options = options_from<GapOptions>(keywords, "explain_gap");
    const auto column = [&](const char* name) {
        return columns.contains(name) ? numbers_or_none(columns[name], name) : std::vector<double>{};
    };
    const auto observed = column("observed"), observed_se = column("observed_se"), target = column("target"),
               standard = column("standard"), standard_se = column("standard_se"), expected = column("expected"),
               expected_se = column("expected_se"), reach = column("reach"), planned_reach = column("planned_reach"),
               dose = column("dose"), planned_dose = column("planned_dose"), effect = column("effect"),
               effect_se = column("effect_se");
    const GapData data{observed, observed_se,   target, standard,     standard_se, expected, expected_se,
                       reach,    planned_reach, dose,   planned_dose, effect,      effect_se};
    return measure::explain_gap(data, texts_or_none(units, "unit"), options);
}

ProviderSharesResult shares_of(const py::object& traits, const py::object& outcome, const py::object& names,
                               const py::object& clients, const py::object& providers, const py::object& client,
                               const py::object& provider, const py::object& weight, const py::kwargs& keywords) {
    const auto options = options_from<ProviderSharesOptions>(keywords, "provider_shares");
    const ModelRows rows(traits, outcome, names);
    const auto who = positions_or_none(client, "client"), by = positions_or_none(provider, "provider");
    const auto part = numbers_from(weight, "weight");
    const auto client_ids = texts_or_none(clients, "client"), provider_ids = texts_or_none(providers, "provider");
    py::gil_scoped_release released;
    return measure::provider_shares(rows.data, {who, by, part}, client_ids, provider_ids, options);
}

void bind_results(py::module_& module) {
    bind_described<UnitPeers>(module, "UnitPeers", "The units that one unit is held beside.\n\n");
    bind_risk_result<ExpectedResult>(module, "Expected", "Units beside what was to be expected of them.")
        .def_readonly("period", &ExpectedResult::period, "What is held against its expectation.")
        .def_readonly("base", &ExpectedResult::base, "Period of the own level.")
        .def_readonly("dispersion", &ExpectedResult::dispersion, "How far observations stray.")
        .def_readonly("freedom", &ExpectedResult::freedom, "Degrees of freedom behind it.")
        .def_property_readonly(
            "peers",
            [](const ExpectedResult& self) {
                py::dict made;
                for (const UnitPeers& each : self.peers) made[py::str(each.unit)] = to_python(each.peers);
                return made;
            },
            "Units that each is held beside.");
    bind_risk_result<CaseMixResult>(module, "CaseMix", "Units beside what their case mix lets expect.")
        .def_readonly("dispersion", &CaseMixResult::dispersion, "Of the rows.")
        .def_readonly("tau2", &CaseMixResult::tau2, "Variance between units on the scale of the model.")
        .def_property_readonly(
            "coefficients",
            [](const CaseMixResult& self) {
                py::dict made;
                for (std::size_t i = 0; i < self.terms.size(); ++i) made[py::str(self.terms[i])] = self.coefficients[i];
                return made;
            },
            "Of the model, by column.");
    bind_risk_result<GapResult>(module, "Gap", "A distance to a target in parts that add up.");
    bind_risk_result<ProviderSharesResult>(module, "ProviderShares", "What goes with the pieces of providers.")
        .def_readonly("total", &ProviderSharesResult::total, "Sum of the outcomes.")
        .def_readonly("by_traits", &ProviderSharesResult::by_traits, "The part of it that goes with traits.")
        .def_readonly("by_providers", &ProviderSharesResult::by_providers, "The part that goes with providers.")
        .def_readonly("unexplained", &ProviderSharesResult::unexplained, "The rest.")
        .def_readonly("between", &ProviderSharesResult::between, "Variance between providers.")
        .def_readonly("within", &ProviderSharesResult::within, "Variance of clients around them.")
        .def_property_readonly(
            "coefficients",
            [](const ProviderSharesResult& self) {
                py::dict made;
                for (std::size_t i = 0; i < self.terms.size(); ++i)
                    made[py::str(self.terms[i])] = py::cast(self.coefficients[i]);
                return made;
            },
            "Of the traits, each with its margin.");
    bind_risk_result<OrganisationResult>(module, "Organisations", "Figures of organisations drawn together.")
        .def_readonly("middle", &OrganisationResult::middle, "Of all together.")
        .def_readonly("spread", &OrganisationResult::spread, "Between organisations.")
        .def_readonly("pairs", &OrganisationResult::pairs, "Pairs of organisations.")
        .def_readonly("apart", &OrganisationResult::apart, "Pairs that can be told apart.");
}

}  // namespace

void bind_measure_expected(py::module_& module) {
    bind_results(module);
    module.def(
        "measure_expected_observed",
        [](const py::object& panel, const std::string& indicator, const py::kwargs& keywords) {
            return made_from(panel, measure::expected_observed(object_of<Panel>(panel, "panel"), indicator,
                                                               options_from<ExpectedOptions>(keywords,
                                                                                             "expected_observed")));
        },
        py::arg("panel"), py::arg("indicator"), "Units beside what was to be expected of them.");
    module.def("measure_case_mix", &case_mix_of, py::arg("traits"), py::arg("outcome"), py::arg("size"),
               py::arg("unit"), py::arg("units"), py::arg("names"), "Expected by case mix.");
    module.def("measure_explain_gap", &gap_of, py::arg("units"), py::arg("columns"), "A gap in parts.");
    module.def("measure_provider_shares", &shares_of, py::arg("traits"), py::arg("outcome"), py::arg("names"),
               py::arg("clients"), py::arg("providers"), py::arg("client"), py::arg("provider"), py::arg("weight"),
               "Multiple membership.");
    module.def(
        "measure_organisations",
        [](const py::object& first, const py::object& second, const py::object& names, const py::object& people,
           const py::kwargs& keywords) {
            return measure::organisations(numbers_from(first, "first"), numbers_from(second, "second"),
                                          texts_or_none(names, "organisation"), numbers_or_none(people, "people"),
                                          options_from<OrganisationOptions>(keywords, "organisations"));
        },
        py::arg("first"), py::arg("second"), py::arg("names"), py::arg("people"), "Figures drawn together.");
    module.def(
        "measure_organisations_of_case_mix",
        [](const CaseMixResult& case_mix, const py::kwargs& keywords) {
            return measure::organisations(case_mix, options_from<OrganisationOptions>(keywords, "organisations"));
        },
        py::arg("case_mix"), "The same from a case mix.");
}

}  // namespace maatstaf::python
